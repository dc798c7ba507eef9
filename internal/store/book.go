package store

import (
	"encoding/binary"
	"fmt"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

const (
	makeStock = `INSERT INTO stock (sku, on_hand, reserved) VALUES ($1, 0, 0) ON CONFLICT (sku) DO NOTHING`

	// changeStock is the guard of the stock: nothing below zero and, when strict, not less than is promised.
	changeStock = `UPDATE stock SET on_hand = on_hand + $2, reserved = reserved + $3
		WHERE sku = $1 AND on_hand + $2 >= 0 AND reserved + $3 >= 0 AND ($4 = 0 OR on_hand + $2 >= reserved + $3)`

	insertStockLine = `INSERT INTO stock_book (key, at, sku, on_hand, reserved, after, why, number, who, note)
		SELECT $1, CAST($2 AS BIGINT), sku, CAST($4 AS BIGINT), CAST($5 AS BIGINT), on_hand, $6, $7, $8, $9 FROM stock WHERE sku = $3`
)

func (a *applier) moveStock(w *work, e shop.MoveStock) error {
	if e.Key != "" {
		known := false
		err := a.t.query(`SELECT 1 FROM stock_book WHERE key = $1`, func(r row) error { known = true; return r.Scan(new(int64)) }, clean(e.Key))
		if err != nil || known {
			return err
		}
	}
	if err := a.t.exec(makeStock, clean(e.SKU)); err != nil {
		return err
	}
	if err := a.t.must(changeStock, clean(e.SKU), int64(e.OnHand), int64(e.Reserved), flag(e.Strict)); err != nil {
		return err
	}
	return a.bookStock(w.key(e.Key), e)
}

// bookStock writes the line of the stock book after the stock was changed.
func (a *applier) bookStock(key string, e shop.MoveStock) error {
	return a.t.exec(insertStockLine, key, us(a.now), clean(e.SKU), int64(e.OnHand), int64(e.Reserved), string(e.Why),
		clean(e.Order), clean(e.By), clean(e.Note))
}

// bookCash writes a line of the cash book. A second line that takes back the same one breaks the index on corrects: the
// turn is decided again and finds the first.
func (a *applier) bookCash(w *work, l shop.CashLine) error {
	if l.Amount <= 0 || l.Kind != shop.In && l.Kind != shop.Out {
		return fmt.Errorf("cash line %q %d is none", l.Kind, l.Amount)
	}
	at := l.At
	if at.IsZero() {
		at = a.now
	}
	return a.t.exec(`INSERT INTO cash (key, at, kind, amount, number, category, method, note, who, corrects)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (key) DO NOTHING`,
		w.key(l.Key), us(at), string(l.Kind), int64(l.Amount), clean(l.Order), clean(l.Category), clean(l.Method), clean(l.Note), clean(l.By),
		clean(l.Corrects))
}

func (a *applier) bookBank(l shop.BankLine) error {
	if l.Key == "" {
		return fmt.Errorf("bank line without a key")
	}
	return a.t.exec(`INSERT INTO bank (key, bank, day, amount, text, number) VALUES ($1, $2, $3, $4, $5, $6)
		ON CONFLICT (key) DO UPDATE SET number = excluded.number WHERE bank.number = ''`,
		clean(l.Key), clean(l.Bank), us(l.Date), int64(l.Amount), clean(l.Text), clean(l.Order))
}

func (a *applier) keepProof(p shop.Proof) error {
	looks := make([]byte, 0, 8*len(p.Looks))
	for _, l := range p.Looks {
		looks = binary.BigEndian.AppendUint64(looks, l)
	}
	at := p.At
	if at.IsZero() {
		at = a.now
	}
	return a.t.exec(`INSERT INTO proof (at, buyer, number, sha256, looks) VALUES ($1, $2, $3, $4, $5)`,
		us(at), int64(p.Buyer), clean(p.Order), clean(p.SHA256), looks)
}

// cardBody is the part of a card that nothing is looked up by.
type cardBody struct {
	Text    string          `json:"text"`
	Media   *shop.Media     `json:"media,omitempty"`
	Buttons [][]shop.Button `json:"buttons,omitempty"`
	Data    []byte          `json:"data,omitempty"`
	AskAt   int64           `json:"ask_at,omitempty"`
	Asked   int             `json:"asked,omitempty"`
}

func bodyOf(c shop.Card) (body, ref string, err error) {
	if c.Media != nil {
		ref = c.Media.Ref
	}
	body, err = encode(cardBody{c.Text, c.Media, c.Buttons, c.Data, us(c.AskAt), c.Asked})
	return body, ref, err
}

func (a *applier) showCard(c shop.Card, file *shop.File) (err error) {
	if c.ID == "" {
		return fmt.Errorf("card without an id")
	}
	if c.Media, err = a.media(c.Media, file); err != nil {
		return err
	}
	if c.Buyer != 0 { // as they are called by now
		b, err := a.buyer(c.Buyer)
		if err != nil {
			return err
		}
		if b != nil {
			c.Buyer = shop.BuyerID(b.id)
		}
	}
	body, ref, err := bodyOf(c)
	if err != nil {
		return err
	}
	at := c.CreatedAt
	if at.IsZero() {
		at = a.now
	}
	err = a.t.exec(`INSERT INTO card (id, version, kind, desk, number, buyer, open, created, presses, ref, body)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
		clean(string(c.ID)), int64(c.Version), string(c.Kind), string(c.Group), clean(c.Order), int64(c.Buyer), flag(c.Open), us(at),
		int64(len(c.Decisions)), ref, body)
	if err != nil {
		return err
	}
	return a.drawn(c, engine.SendCard, c.Version)
}

// redrawCard writes the card if nobody changed it meanwhile, with the decisions that it did not have yet.
func (a *applier) redrawCard(c shop.Card) error {
	body, ref, err := bodyOf(c)
	if err != nil {
		return err
	}
	err = a.t.must(`UPDATE card SET version = version + 1, kind = $3, number = $4, buyer = $5, open = $6, presses = $7, ref = $8, body = $9
		WHERE id = $1 AND version = $2 AND presses <= $7`,
		clean(string(c.ID)), int64(c.Version), string(c.Kind), clean(c.Order), int64(c.Buyer), flag(c.Open), int64(len(c.Decisions)), ref, body)
	if err != nil {
		return err
	}
	return a.drawn(c, engine.EditCard, c.Version+1)
}

// drawn notes the card's decisions and carries it to its group as it is now.
func (a *applier) drawn(c shop.Card, kind engine.ParcelKind, version int) error {
	for i, p := range c.Decisions {
		err := a.t.exec(`INSERT INTO card_press (card, ord, verb, who, at, note) VALUES ($1, $2, $3, $4, $5, $6)
			ON CONFLICT (card, ord) DO NOTHING`, clean(string(c.ID)), int64(i), clean(p.Verb), clean(p.By), us(p.At), clean(p.Note))
		if err != nil {
			return err
		}
	}
	id := clean(string(c.ID))
	a.post(letter{
		key: fmt.Sprintf("card:%s:%d", id, version), channel: string(shop.Telegram), dest: string(shop.GroupLine(c.Group)), addr: string(c.Group),
		kind: kind, buyer: int64(c.Buyer), card: id, version: int64(version),
		content: content{Text: c.Text, Media: c.Media, Buttons: c.Buttons},
	})
	return nil
}
