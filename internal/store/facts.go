package store

import (
	"context"
	"encoding/binary"
	"strings"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// facts answers a step inside its own transaction.
type facts struct {
	s      *Store
	ctx    context.Context
	t      tx
	before func() error // writes messages that earlier turns of the transaction gathered
	err    error        // the first fault of the database, which is not the step's
	out    *outside     // of the turn that is decided
}

var _ engine.Facts = (*facts)(nil)

// ask runs a query and keeps the database's fault apart from the step's own.
func (f *facts) ask(q string, scan func(row) error, args ...any) error {
	if f.err != nil {
		return f.err
	}
	f.err = f.t.query(q, scan, args...)
	return f.err
}

// said makes sure that a query about messages sees them all.
func (f *facts) said() error {
	if f.err == nil {
		f.err = f.before()
	}
	return f.err
}

// Stock implements bot.Facts.
func (f *facts) Stock(skus ...string) (map[string]shop.Stock, error) {
	found := make(map[string]shop.Stock, len(skus))
	if len(skus) == 0 {
		return found, nil
	}
	wanted := make(texts, len(skus))
	for i, sku := range skus {
		found[sku] = shop.Stock{SKU: sku}
		wanted[i] = clean(sku)
	}
	if f.err != nil {
		return nil, f.err
	}
	f.err = f.t.among(`SELECT sku, on_hand, reserved FROM stock
		WHERE sku = ANY($1) -- postgres
		WHERE sku = $1 -- sqlite`, wanted, func(r row) error {
		var s shop.Stock
		err := r.Scan(&s.SKU, &s.OnHand, &s.Reserved)
		found[s.SKU] = s
		return err
	})
	return found, f.err
}

// AllStock implements desk.Facts.
func (f *facts) AllStock() (all []shop.Stock, err error) {
	err = f.ask(`SELECT sku, on_hand, reserved FROM stock ORDER BY sku`, func(r row) error {
		var s shop.Stock
		err := r.Scan(&s.SKU, &s.OnHand, &s.Reserved)
		all = append(all, s)
		return err
	})
	return all, err
}

// StockBook implements desk.Facts.
func (f *facts) StockBook(sku string, p shop.Period) (lines []shop.StockLine, err error) {
	err = f.ask(`SELECT at, sku, on_hand, reserved, after, why, number, who, note FROM stock_book
		WHERE at >= $1 AND at < $2 AND ($3 = '' OR sku = $3) ORDER BY at, id`, func(r row) error {
		var l shop.StockLine
		var at int64
		err := r.Scan(&at, &l.SKU, &l.OnHand, &l.Reserved, &l.After, &l.Why, &l.Order, &l.By, &l.Note)
		l.At = f.s.time(at)
		lines = append(lines, l)
		return err
	}, us(p.From), us(p.To), clean(sku))
	return lines, err
}

const cashColumns = `SELECT c.key, c.at, c.kind, c.amount, c.number, c.category, c.method, c.note, c.who, c.corrects FROM cash c `

func (s *Store) scanCash(r row) (l shop.CashLine, err error) {
	var at, amount int64
	err = r.Scan(&l.Key, &at, &l.Kind, &amount, &l.Order, &l.Category, &l.Method, &l.Note, &l.By, &l.Corrects)
	l.At, l.Amount = s.time(at), rupiah.Amount(amount)
	return l, err
}

// Cash implements desk.Facts.
func (f *facts) Cash(p shop.Period) (lines []shop.CashLine, err error) {
	err = f.ask(cashColumns+`WHERE c.at >= $1 AND c.at < $2 ORDER BY c.at, c.id`, func(r row) error {
		l, err := f.s.scanCash(r)
		lines = append(lines, l)
		return err
	}, us(p.From), us(p.To))
	return lines, err
}

// CashLine implements desk.Facts.
func (f *facts) CashLine(key string) (line shop.CashLine, takenBack, found bool, err error) {
	err = f.ask(cashColumns+`WHERE c.key = $1 OR c.corrects = $1 AND c.corrects <> ''`, func(r row) error {
		l, err := f.s.scanCash(r)
		if l.Key == clean(key) {
			line, found = l, true
		} else {
			takenBack = true
		}
		return err
	}, clean(key))
	return line, takenBack && found, found, err
}

// Balance implements desk.Facts.
func (f *facts) Balance(before time.Time) (rupiah.Amount, error) {
	var sum int64
	err := f.ask(`SELECT CAST(COALESCE(SUM(CASE WHEN kind = 'in' THEN amount ELSE -amount END), 0) AS BIGINT) FROM cash WHERE at < $1`,
		func(r row) error { return r.Scan(&sum) }, us(before))
	return rupiah.Amount(sum), err
}

// BankLine implements desk.Facts.
func (f *facts) BankLine(key string) (l shop.BankLine, found bool, err error) {
	err = f.ask(`SELECT key, bank, day, amount, text, number FROM bank WHERE key = $1`, func(r row) error {
		var day, amount int64
		found = true
		err := r.Scan(&l.Key, &l.Bank, &day, &amount, &l.Text, &l.Order)
		l.Date, l.Amount = f.s.time(day), rupiah.Amount(amount)
		return err
	}, clean(key))
	return l, found, err
}

// BankLines implements desk.Facts.
func (f *facts) BankLines(p shop.Period) (lines []shop.BankLine, err error) {
	err = f.ask(`SELECT key, bank, day, amount, text, number FROM bank WHERE day >= $1 AND day < $2 ORDER BY day, key`, func(r row) error {
		var l shop.BankLine
		var day, amount int64
		err := r.Scan(&l.Key, &l.Bank, &day, &amount, &l.Text, &l.Order)
		l.Date, l.Amount = f.s.time(day), rupiah.Amount(amount)
		lines = append(lines, l)
		return err
	}, us(p.From), us(p.To))
	return lines, err
}

// VoucherUses implements bot.Facts.
func (f *facts) VoucherUses(code string) (n int, err error) {
	err = f.ask(`SELECT used FROM voucher WHERE code = $1`, func(r row) error { return r.Scan(&n) }, voucherCode(code))
	return n, err
}

// Waits implements bot.Facts.
func (f *facts) Waits(buyer shop.BuyerID) (skus []string, err error) {
	err = f.ask(`SELECT sku FROM wish WHERE buyer = $1 ORDER BY at, sku`, func(r row) error {
		var sku string
		err := r.Scan(&sku)
		skus = append(skus, sku)
		return err
	}, int64(buyer))
	return skus, err
}

// Waiting implements desk.Facts.
func (f *facts) Waiting(sku string) (buyers []shop.BuyerID, err error) {
	err = f.ask(`SELECT buyer FROM wish WHERE sku = $1 ORDER BY at, buyer`, func(r row) error {
		var b int64
		err := r.Scan(&b)
		buyers = append(buyers, shop.BuyerID(b))
		return err
	}, clean(sku))
	return buyers, err
}

// proofsLooked is how many of the newest proofs are looked at; the same file is found however old it is.
const proofsLooked = 20_000

// ProofsLike implements bot.Facts, oldest first.
func (f *facts) ProofsLike(m shop.Media) (like []shop.Proof, err error) {
	if m.SHA256 == "" && len(m.Looks) == 0 {
		return nil, nil
	}
	err = f.ask(`SELECT at, buyer, number, sha256, looks FROM proof
		WHERE id > (SELECT MAX(id) FROM proof) - $1 OR sha256 = $2 AND sha256 <> '' ORDER BY id`, func(r row) error {
		var p shop.Proof
		var at, buyer int64
		var looks []byte
		if err := r.Scan(&at, &buyer, &p.Order, &p.SHA256, &looks); err != nil {
			return err
		}
		for ; len(looks) >= 8; looks = looks[8:] {
			p.Looks = append(p.Looks, binary.BigEndian.Uint64(looks))
		}
		if m.SHA256 != "" && p.SHA256 == m.SHA256 || shop.Alike(m.Looks, p.Looks) {
			p.At, p.Buyer = f.s.time(at), shop.BuyerID(buyer)
			like = append(like, p)
		}
		return nil
	}, int64(proofsLooked), clean(m.SHA256))
	return like, err
}

// prefixEnd is the first text after all that start with prefix; prefixes end in a plain character.
func prefixEnd(prefix string) string {
	if prefix == "" {
		return "\U0010FFFF"
	}
	last := len(prefix) - 1
	return prefix[:last] + string(rune(prefix[last]+1))
}

func anyOf[T ~string](all []T) texts {
	t := make(texts, len(all))
	for i, v := range all {
		t[i] = strings.Clone(string(v))
	}
	return t
}
