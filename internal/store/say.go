package store

import (
	"strconv"
	"strings"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// letter is one row of message that is to be carried.
type letter struct {
	key, channel, account, dest, addr string
	kind                              engine.ParcelKind
	buyer                             int64
	card                              string
	version                           int64
	messageID, ref                    string
	content
}

// content is the part of a message that nothing is looked up by.
type content struct {
	Text     string          `json:"text,omitempty"`
	Media    *shop.Media     `json:"media,omitempty"`
	Album    []shop.Media    `json:"album,omitempty"`
	Buttons  [][]shop.Button `json:"buttons,omitempty"`
	Quote    string          `json:"quote,omitempty"`
	Callback string          `json:"callback,omitempty"`
	By       string          `json:"by,omitempty"`
	Sources  []shop.Source   `json:"sources,omitempty"`
	For      time.Duration   `json:"for,omitempty"`
}

// buyer tells where messages to a buyer go; a buyer who became another one is that one. nil when there is none.
func (a *applier) buyer(id shop.BuyerID) (*reach, error) {
	if b, ok := a.buyers[int64(id)]; ok {
		return b, nil
	}
	var found *reach
	err := a.t.query(`SELECT b.id, b.address, b.account, b.opted_out FROM buyer a JOIN buyer b
		ON b.id = CASE WHEN a.merged = 0 THEN a.id ELSE a.merged END WHERE a.id = $1`, func(r row) error {
		var b reach
		var out int64
		err := r.Scan(&b.id, &b.address, &b.account, &out)
		b.optedOut = out == 1
		found = &b
		return err
	}, int64(id))
	if err == nil {
		a.buyers[int64(id)] = found
	}
	return found, err
}

func (a *applier) say(w *work, e shop.Say) error {
	b, err := a.buyer(e.Buyer)
	if err != nil {
		return err
	}
	if b == nil || b.address == "" {
		return a.t.exec(park, string(shop.BuyerLine(e.Buyer)), "", clean(e.Text), "buyer has no address", us(a.now))
	}
	if e.Begun && b.optedOut {
		return nil
	}
	media, err := a.media(e.Media, e.File)
	if err != nil {
		return err
	}
	sources, err := a.entered(e.Sources)
	if err != nil {
		return err
	}
	key := w.key(e.Key)
	a.post(letter{
		key: key, channel: string(shop.WhatsApp), account: b.account, dest: string(shop.BuyerLine(shop.BuyerID(b.id))), addr: b.address,
		kind: engine.SendMessage, buyer: b.id, messageID: a.s.o.NewID(key),
		content: content{Text: e.Text, Media: media, Quote: e.Quote, By: e.By, Sources: sources},
	})
	return nil
}

func (a *applier) tell(w *work, e shop.Tell) error {
	media, err := a.media(e.Media, e.File)
	if err != nil {
		return err
	}
	var album []shop.Media
	for _, f := range e.Album {
		m, err := a.media(nil, &f)
		if err != nil {
			return err
		}
		album = append(album, *m)
	}
	quote := ""
	if e.ReplyTo != 0 {
		in, err := a.inputOf(w, e.ReplyTo)
		if err != nil {
			return err
		}
		quote = in.Arrival.ID
	}
	a.post(letter{
		key: w.key(e.Key), channel: string(shop.Telegram), dest: string(shop.GroupLine(e.Group)), addr: string(e.Group),
		kind: engine.SendMessage, buyer: int64(e.Buyer), card: clean(string(e.Card)),
		content: content{Text: e.Text, Media: media, Album: album, Quote: quote, Sources: e.Sources, For: e.For},
	})
	return nil
}

// toast has a destination of its own: what comes late is of no use, so it waits for nothing.
func (a *applier) toast(w *work, e shop.Toast) error {
	in, err := a.inputOf(w, e.Input)
	if err != nil {
		return err
	}
	a.post(letter{
		key: w.key(e.Key), channel: string(shop.Telegram), dest: "toast:" + strconv.FormatInt(e.Input, 10), addr: string(e.Group),
		kind: engine.SendToast, content: content{Text: e.Text, Callback: in.Callback},
	})
	return nil
}

// inputOf finds an input, mostly one of the turn's own; the zero input when there is none.
func (a *applier) inputOf(w *work, id int64) (in shop.Input, err error) {
	for _, i := range w.turn.Inputs {
		if i.ID == id {
			return i, nil
		}
	}
	err = a.t.query(`SELECT body FROM inbox WHERE id = $1`, func(r row) error {
		var body string
		if err := r.Scan(&body); err != nil {
			return err
		}
		in, err = a.s.input(id, body)
		return err
	}, id)
	return in, err
}

// media is a message's file: one that is stored already, or one that was made now.
func (a *applier) media(m *shop.Media, f *shop.File) (*shop.Media, error) {
	if f == nil {
		return m, nil
	}
	return a.facts.put(f)
}

func (a *applier) post(l letter) {
	if l.Media != nil {
		l.ref = l.Media.Ref
	}
	a.letters = append(a.letters, l)
}

const (
	insertMessages = `WITH m AS (
			INSERT INTO message (key, channel, account, dest, addr, kind, at, buyer, card, version, message_id, ref, body)
			SELECT u.key, u.channel, u.account, u.dest, u.addr, u.kind, $1, u.buyer, u.card, u.version, u.message_id, u.ref, u.body
			FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bigint[], $9::text[], $10::bigint[],
				$11::text[], $12::text[], $13::text[]) WITH ORDINALITY
				AS u (key, channel, account, dest, addr, kind, buyer, card, version, message_id, ref, body, ord) ORDER BY u.ord
			ON CONFLICT (key) DO NOTHING RETURNING id, key, channel, dest, card, at
		), o AS (
			INSERT INTO outbox (id, channel, dest, card, due) SELECT id, channel, dest, card, at FROM m
		)
		SELECT id, key, CASE WHEN EXISTS (SELECT 1 FROM outbox e WHERE e.dest = m.dest) THEN 1 ELSE 0 END FROM m`

	insertMessage = `INSERT INTO message (at, key, channel, account, dest, addr, kind, buyer, card, version, message_id, ref, body)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13) ON CONFLICT (key) DO NOTHING`
	insertParcel = `INSERT INTO outbox (id, channel, dest, card, due) VALUES (last_insert_rowid(), $1, $2, $3, $4)`
	isBehind     = `SELECT last_insert_rowid(), CASE WHEN EXISTS (SELECT 1 FROM outbox WHERE dest = $1 AND id < last_insert_rowid())
		THEN 1 ELSE 0 END`
)

// wrote notes a message that got its row; behind says that its destination has another parcel to wait for. Cards are left to
// the outbox, which knows their newest drawing.
func (a *applier) wrote(id int64, l *letter, behind bool) {
	if behind || a.begun[l.dest] || l.card != "" {
		a.more = true
		return
	}
	a.begun[l.dest] = true
	a.ready = append(a.ready, engine.Parcel{
		ID: id, Key: l.key, Channel: shop.Channel(l.channel), Account: l.account, To: l.addr, Kind: l.kind, MessageID: l.messageID,
		Text: strings.ToValidUTF8(l.Text, "\uFFFD"), Media: l.Media, Album: l.Album, Buttons: l.Buttons, Version: int(l.version), Quote: l.Quote,
		Callback: l.Callback, At: a.s.time(us(a.now)),
	})
}

// written tells what a committed transaction left to be carried.
func (s *Store) written(a *applier, w *engine.Worked) {
	s.carry(a.ready, nil)
	w.Parcels = append(w.Parcels, a.ready...)
	w.More = w.More || a.more || len(a.ready) == 0
}

// flush writes the messages gathered so far.
func (a *applier) flush() error {
	all := a.letters
	a.letters = nil
	if len(all) == 0 {
		return nil
	}
	bodies := make([]string, len(all))
	for i, l := range all {
		var err error
		if bodies[i], err = encode(l.content); err != nil {
			return err
		}
	}
	if !a.s.postgres {
		return a.flushOne(all, bodies)
	}
	n := len(all)
	c := make([]texts, 10)
	for i := range c {
		c[i] = make(texts, n)
	}
	buyer, version := make(ints, n), make(ints, n)
	for i, l := range all {
		for j, v := range []string{l.key, l.channel, l.account, l.dest, l.addr, string(l.kind), l.card, l.messageID, l.ref, bodies[i]} {
			c[j][i] = v
		}
		buyer[i], version[i] = l.buyer, l.version
	}
	of := make(map[string]*letter, n)
	for i := range all {
		of[all[i].key] = &all[i]
	}
	return a.t.ask(insertMessages, func(r row) error {
		var id, behind int64
		var key string
		err := r.Scan(&id, &key, &behind)
		if l := of[key]; l != nil {
			a.wrote(id, l, behind == 1)
		}
		return err
	}, us(a.now), c[0].array(), c[1].array(), c[2].array(), c[3].array(), c[4].array(), c[5].array(),
		buyer.array(), c[6].array(), version.array(), c[7].array(), c[8].array(), c[9].array())
}

// flushOne writes them one by one, as is best for SQLite.
func (a *applier) flushOne(all []letter, bodies []string) error {
	for i, l := range all {
		fresh, err := a.t.changed(insertMessage, us(a.now), l.key, l.channel, l.account, l.dest, l.addr,
			string(l.kind), l.buyer, l.card, l.version, l.messageID, l.ref, bodies[i])
		if err != nil {
			return err
		}
		if !fresh {
			continue // said before
		}
		if err := a.t.exec(insertParcel, l.channel, l.dest, l.card, us(a.now)); err != nil {
			return err
		}
		var id, behind int64
		if err := a.t.query(isBehind, func(r row) error { return r.Scan(&id, &behind) }, l.dest); err != nil {
			return err
		}
		a.wrote(id, &all[i], behind == 1)
	}
	return nil
}
