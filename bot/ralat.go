package bot

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"tokobot/internal/shop"
)

// amend takes edits and deletions out of a burst: in the burst itself, in the draft, or, when an edited message did
// nothing to the draft, as the message that it is now.
func (k *talk) amend(burst []shop.Input) ([]shop.Input, error) {
	var out []shop.Input
	at := map[string]int{}
	for _, in := range burst {
		if in.Kind != shop.KindEdited && in.Kind != shop.KindDeleted {
			at[in.Arrival.ID] = len(out)
			out = append(out, in)
			continue
		}
		if i, ok := at[in.Target]; ok {
			if in.Kind == shop.KindDeleted {
				out[i].Kind, out[i].Text, out[i].Media = shop.KindDeleted, "", nil
			} else {
				out[i].Text = in.Text
			}
			continue
		}
		if k.m.Draft.find(in.Target) >= 0 {
			if err := k.reread(in.Target, in.Text, in.Kind == shop.KindDeleted); err != nil {
				return nil, err
			}
			continue
		}
		if in.Kind == shop.KindEdited && !k.tooLate(in.Target) {
			out = append(out, in)
		}
	}
	return out, nil
}

// tooLate tells whether a message is part of an order that is recorded; editing it changes nothing any more, and that is said.
func (k *talk) tooLate(id string) bool {
	if !slices.Contains(k.m.Done, id) {
		return false
	}
	if o, ok := k.newestOpen(); ok {
		k.n.say("edit_terlambat", is("nomor", written(o.Number, fromOrder(o.Number))))
	}
	return true
}

// reread works a contribution of the draft out again with one of its messages changed or gone.
func (k *talk) reread(id, text string, deleted bool) error {
	i, had := k.m.Draft.find(id), len(k.basket().Lines) > 0
	c := k.m.Draft.Log[i]
	var left []said
	for _, s := range c.Said {
		switch {
		case s.ID != id:
			left = append(left, s)
		case !deleted && strings.TrimSpace(text) != "":
			left = append(left, said{ID: id, Text: strings.TrimSpace(text)})
		}
	}
	m := &memory{Draft: draft{Log: k.m.Draft.Log[:i:i]}, frame: c.Before, Turns: map[string]int{}, AskedPart: map[string]int{}}
	again := &talk{Bot: k.Bot, t: k.t, f: k.f, m: m, said: left, before: c.Before, quiet: true, shown: map[string]bool{},
		proofs: map[string]bool{}, freed: map[string]int{}}
	again.n = k.newNote(maps.Clone(k.m.Turns))
	if err := again.read(); err != nil {
		return fmt.Errorf("read again: %w", err)
	}
	k.m.Draft.Log[i].Said, k.m.Draft.Log[i].Ops = left, again.ops
	if len(again.ops) == 0 {
		k.m.Draft.Log = append(k.m.Draft.Log[:i:i], k.m.Draft.Log[i+1:]...)
	}
	if had || len(k.basket().Lines) > 0 { // else nothing was ordered by it: it spoke of the recorded order, or of nothing
		k.edited, k.heading = true, "draf_disesuaikan"
	}
	return nil
}
