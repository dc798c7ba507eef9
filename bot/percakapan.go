package bot

import (
	"fmt"
	"maps"
	"reflect"
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/internal/shop"
)

// talk is one turn while it is decided: what came in, what is remembered, and what has been decided so far.
type talk struct {
	*Bot
	t shop.Turn
	f Facts
	m *memory
	d shop.Decision
	n note

	said     []said           // the burst's messages as they are read
	coming   coming           // what they say of picking up
	acts     []understand.Act // what they mean
	leftover string           // their words without what was read apart; "" where nothing was
	now      understand.Act   // the act that is being done
	before   frame            // what they are read against
	to       shop.Recipient   // where the draft went before them
	ops      []op             // what they did to the draft
	was      basket           // the draft before them
	// undecided is what the act that is being done names too widely.
	undecided []understand.Product
	greeting  string   // the word of a greeting that asks what may be done
	greeted   string   // that greeting, whole
	edited    bool     // an earlier message of the draft was changed
	wish      string   // what the burst wants noted, and the rest of its words where cutOut says that it was taken out
	wishes    []string // what clauses of it want noted besides
	rest      string
	cutOut    bool

	q     asked // the one question of the reply
	qText value
	// heading is said above the draft when it is shown because it changed.
	heading string
	// wantTotal says that the total was asked for; mute that no next step is asked for in this reply.
	wantTotal, mute bool
	// agreed says that the buyer said yes to the shown total.
	agreed bool
	// missed says that nothing in the burst was understood.
	missed bool
	human  bool // a person answers in this chat
	quiet  bool // the burst is only read again: nothing is said or done
	shown  map[string]bool
	// redrawn are the cards that this turn changed, as it left them.
	redrawn map[shop.CardID]shop.Card
	renoted []string // the orders whose note this turn changed
	// offered is the one product that the reply showed and that can be ordered.
	offered pick
	// told are the variants that the reply told of one by one.
	told []string
	// listed are the products that the reply lists by their category.
	listed []string
	// rereading says that words are being read as options of the goods talked about.
	rereading bool
	// counted are the variants that were asked about with their numbers, two or more.
	counted []pick
	// picked are the goods of the change that is being done, aimed what a quoted message is about.
	picked  []pick
	aimed   pick
	touched bool // the burst was about the draft
	// unchanged says that it was told to change and is as it was.
	unchanged bool
	// ordered is one more than the place in the reply at which goods were ordered first; 0 for nowhere.
	ordered int
	goods   bool // it changed what is in it, or how many
	// services are what the reply listed, "jne/REG", in its order; wantPlace says that a destination would help.
	services  []string
	ratesToo  bool // it told of one courier among those told of before
	wantPlace bool
	handed    bool // a person was called in this reply
	redoing   bool // a recorded order became the draft again
	restating bool // the order that is being done names all that the draft held
	totalSaid bool // an estimate of the total was given already
	proven    bool // a proof came in this burst
	// shownToStaff says that something of this burst was shown to people who can see it.
	shownToStaff bool
	proofs       map[string]bool // SHA-256 of the proofs of this turn
	freed        map[string]int  // pieces that this turn gives back to the shelf
	file         *shop.File
	cards        int
	opens        bool // the buyer's first words, or the first after a long silence
	smiled       bool // nothing but stickers came
}

// sit begins a turn.
func (b *Bot) sit(t shop.Turn, f Facts) (*talk, error) {
	m, err := recall(t.Memory)
	if err != nil {
		return nil, err
	}
	k := &talk{Bot: b, t: t, f: f, m: m, human: t.HandledBy == shop.Human, shown: map[string]bool{},
		proofs: map[string]bool{}, freed: map[string]int{}}
	k.n = k.newNote(m.Turns)
	return k, nil
}

// newNote begins a message.
func (b *Bot) newNote(turns map[string]int) note {
	return note{words: b.words, turns: turns, common: []arg{
		is("sapaan", written(b.Catalog.Shop.Sapaan, b.ofShop("sapaan"))),
		is("toko", written(b.Catalog.Shop.Name, b.ofShop("nama"))),
	}}
}

// work decides the whole turn: what fell due and what a person of the shop did each by itself, then all that the buyer
// wrote as one message.
func (k *talk) work() error {
	var burst []shop.Input
	for _, in := range k.t.Inputs {
		switch in.Kind {
		case shop.KindTimer:
			if in.Timer == nil {
				continue
			}
			if do := k.times[in.Timer.What]; do != nil {
				if err := do(k, *in.Timer); err != nil {
					return fmt.Errorf("timer %s: %w", in.Timer.What, err)
				}
			}
		case shop.KindOwn:
			if err := k.takenOver(in); err != nil {
				return err
			}
		case shop.KindReceipt, shop.KindReaction, shop.KindPress:
			// Nothing that wants an answer: a thumb on a total is no yes.
		default:
			burst = append(burst, in)
		}
	}
	if len(burst) == 0 {
		return nil
	}
	k.opens = len(k.t.Memory) == 0 || !k.m.Heard.IsZero() && k.t.Now.Sub(k.m.Heard) > apart
	k.m.Heard = k.t.Now
	if k.human {
		return k.relay(burst)
	}
	if err := k.hear(burst); err != nil {
		return err
	}
	return k.noteCards()
}

// hear answers a burst with one message.
func (k *talk) hear(burst []shop.Input) error {
	k.before, k.to, k.was = k.m.frame, k.basket().To, k.basket()
	rest, err := k.amend(burst)
	if err != nil {
		return err
	}
	for _, in := range rest {
		if do := k.kinds[in.Kind]; do != nil {
			if err := do(k, in); err != nil {
				return fmt.Errorf("%s: %w", in.Kind, err)
			}
		}
		if err := k.quoted(in); err != nil {
			return fmt.Errorf("quote: %w", err)
		}
		k.contribute([]said{{ID: in.Arrival.ID}})
		if text := strings.TrimSpace(in.Text); text != "" && readable[in.Kind] {
			k.said = append(k.said, said{ID: original(in), Text: text})
		}
	}
	if err := k.read(); err != nil {
		return err
	}
	return k.reply()
}

// original is the message that an input is about: an edited one keeps its first id.
func original(in shop.Input) string {
	if in.Kind == shop.KindEdited {
		return in.Target
	}
	return in.Arrival.ID
}

// contribute writes what was done since into the draft, as the work of these messages.
func (k *talk) contribute(by []said) {
	k.touched = k.touched || len(k.ops) > 0
	k.goods = k.goods || k.edited || slices.ContainsFunc(k.ops, func(o op) bool { return isGoods[o.Do] })
	k.m.Draft.add(contribution{Said: by, Before: k.before, Ops: k.ops})
	k.ops = nil
}

// readable are the kinds whose text is what the buyer says.
var readable = map[shop.Kind]bool{
	shop.KindText: true, shop.KindImage: true, shop.KindVideo: true, shop.KindDocument: true, shop.KindEdited: true,
	shop.KindProduct: true, shop.KindCart: true,
}

// text is the burst as one message, without what was taken out of it: what is to be noted, then what is said of picking up.
func (k *talk) text() string {
	switch {
	case k.coming.rest != nil:
		return *k.coming.rest
	case k.cutOut:
		return k.rest
	}
	parts := make([]string, len(k.said))
	for i, s := range k.said {
		parts[i] = s.Text
	}
	return strings.Join(parts, "\n")
}

// read understands the burst and does its acts in order.
func (k *talk) read() error {
	text := k.text()
	if text == "" {
		return nil
	}
	if k.optIn(text) {
		return nil
	}
	if done, err := k.goOn(text); done || err != nil {
		return err
	}
	k.putAside()
	k.wishHere()
	k.clausesWished()
	if text = k.text(); text != "" {
		k.acts = append(k.acts, k.Reader.Read(text, k.m.context(k.basket()))...)
	}
	k.acts = k.arrived(k.acts, text)
	k.acts = k.meantHere(k.acts)
	acts, err := k.settle(k.acts)
	if err != nil {
		return err
	}
	for _, of := range []func() (bool, error){k.moneyBack, k.keepCredit} {
		if told, err := of(); told || err != nil {
			return err
		}
	}
	for _, a := range goodsFirst(acts) {
		if k.now = a; a.Intent == understand.OutOfScope && len(k.wish)+len(k.wishes) > 0 {
			continue // the wish is kept below
		}
		if do := k.doers[a.Intent]; do != nil {
			if err := do(k, a); err != nil {
				return fmt.Errorf("%s: %w", a.Intent, err)
			}
		}
	}
	k.keepWish()
	return k.angry(acts)
}

// only tells whether the burst holds nothing but these intents.
func (k *talk) only(intents ...understand.Intent) bool {
	for _, a := range k.acts {
		found := false
		for _, i := range intents {
			found = found || a.Intent == i
		}
		if !found {
			return false
		}
	}
	return true
}

// does tells whether the burst holds one of these intents.
func (k *talk) does(intents ...understand.Intent) bool {
	for _, a := range k.acts {
		for _, i := range intents {
			if a.Intent == i {
				return true
			}
		}
	}
	return false
}

// basket is the draft with what the burst did so far.
func (k *talk) basket() basket { return k.m.Draft.basket(k.ops...) }

// put changes the draft.
func (k *talk) put(ops ...op) { k.ops = append(k.ops, ops...) }

// ask asks the reply's one question; the first one asked stays.
func (k *talk) ask(q asked, text value) bool {
	if k.q.What != askNothing || k.handed {
		return false
	}
	k.q, k.qText = q, text
	return true
}

// answered closes the question that was open before this turn.
func (k *talk) answered() { k.m.Asked = asked{} }

// reply closes the burst: the draft keeps what it did, the next step is asked for, and the message goes out.
func (k *talk) reply() error {
	k.contribute(k.said)
	if k.heading == "" && k.touched && (k.m.Shown != "" || k.does(understand.ChangeOrder)) {
		if k.unchanged = reflect.DeepEqual(k.was, k.basket()); !k.unchanged {
			k.heading = "draf_diubah"
		}
	}
	if err := k.next(); err != nil {
		return err
	}
	if err := k.notSilent(); err != nil {
		return err
	}
	if k.q.What == askPlace && len(k.basket().Lines) > 0 && hasWord(k.low(), []string{" total"}) {
		k.m.Waiting = append(k.m.Waiting, waiting{Act: understand.Act{Intent: understand.AskTotal}}) // the total waits for the place too
	}
	if k.q.What != askNothing {
		k.greetShortly()
		k.n.add(k.qText)
		k.m.Asked = k.q
	} else if k.m.Asked.What != askNothing && !k.smiled && !k.askedStill() {
		if k.m.Asked.Age++; k.m.Asked.Age > 1 {
			k.m.Asked, k.m.Waiting = asked{}, nil
		}
	}
	if !k.missed {
		k.m.Misses = 0
	}
	k.m.Rates = len(k.services) > 0 || k.ratesToo
	k.m.Several, k.m.Listed = nil, k.listed
	if len(k.told) > 1 {
		k.m.Several = k.told
	}
	k.send(k.n.whole())
	return nil
}

// notSilent finds something to say to words that came to nothing: the next step again, however often it was asked for, or a nod.
func (k *talk) notSilent() error {
	if len(k.n.blocks) > 0 || k.q.What != askNothing || k.file != nil || k.text() == "" || k.human {
		return nil
	}
	k.m.Nudges = 0
	if err := k.next(); err != nil {
		return err
	}
	if len(k.n.blocks) == 0 && k.q.What == askNothing {
		k.n.say("siap")
	}
	return nil
}

// send puts the reply of the burst on its way; an empty one is none.
func (k *talk) send(v value) {
	if v.text == "" && k.file == nil {
		return
	}
	k.d.Do(shop.Say{Buyer: k.t.Buyer.ID, Text: v.text, File: k.file, Sources: v.sources()})
}

// books are what the stock book says, with what this turn gives back.
func (k *talk) books(skus ...string) (map[string]shop.Stock, error) {
	stock, err := k.f.Stock(skus...)
	if err != nil || len(k.freed) == 0 {
		return stock, err
	}
	stock = maps.Clone(stock)
	for sku, n := range k.freed {
		if s, ok := stock[sku]; ok {
			s.Reserved -= n
			stock[sku] = s
		}
	}
	return stock, nil
}

// begin sends a message that the shop begins.
func (k *talk) begin(key string, args ...arg) {
	if k.t.Buyer.OptedOut {
		return
	}
	n := k.newNote(k.m.Turns)
	n.say(key, args...)
	v := n.whole()
	k.d.Do(shop.Say{Buyer: k.t.Buyer.ID, Text: v.text, Begun: true, Sources: v.sources()})
}

// newCard names the next card of this turn.
func (k *talk) newCard() shop.CardID {
	k.cards++
	return k.t.NewCard(k.cards)
}
