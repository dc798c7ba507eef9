package understand

import (
	"slices"

	"tokobot/catalog"
	"tokobot/internal/bahasa"
	"tokobot/internal/rupiah"
)

// price reads a bare number in talk about prices as thousands: "kirain 50", "40 boleh?". Another number beside it is how many: "250 lah kalau
// ambil 3".
func (m *message) price(d *draft, c *clause) {
	if d.Intent == AskDiscount {
		defer m.countBeside(d, c)
	}
	if d.Intent == ClaimPaid {
		m.claimed(d, c)
	}
	if d.Amount != 0 || d.Intent != AskDiscount && d.Intent != AskCatalog && (d.Intent != AskPrice || !c.cues.has(m.r.cue.thought)) {
		return
	}
	for i := c.from; i < m.besideEnd(c); i++ {
		t := m.tokens[i]
		s := m.at(i)
		if t.Kind != bahasa.Number || s != nil && (s.kind != spotQuantity || !s.quantity.Bare) || m.cuesAt(m.before(i)).meets(m.r.cue.buying) {
			continue
		}
		n := bahasa.Digits(t.Text)
		if d.Intent == AskCatalog && (i+1 >= len(m.tokens) || m.tokens[i+1].Text != "an") && !m.budgeted(i) || m.hasCue(max(c.from, i-2), i, m.r.cue.conditional) {
			continue
		}
		if b := m.at(i - 1); n < 20 && (b != nil && (b.kind == spotProduct || b.kind == spotOption) || len(d.Products) > 0 && !c.cues.meets(m.r.cue.bargains)) {
			continue // "pashmina 6 bisa kurang ga"; "risol isi 10nya 12 ya"
		}
		if n < 5 || n > 999 || n != float64(int(n)) || i+1 < len(m.tokens) && m.measuresTime(i+1) || !m.wishable(d.Products, thousands(int(n))) {
			continue
		}
		d.Amount = thousands(int(n))
		for k := range d.Products {
			if p := &d.Products[k]; p.Qty == int(n) {
				p.Qty = 0
			}
		}
		d.Products = slices.DeleteFunc(d.Products, func(p Product) bool { return !p.said() && p.Category == "" })
	}
}

// claimed reads a bare number right behind the word for a transfer as thousands: "tf 600 ke bca".
func (m *message) claimed(d *draft, c *clause) {
	for i := c.from + 1; i < c.to && d.Amount == 0; i++ {
		s, b := m.at(i), i-1
		if bank := m.at(b); b > c.from && bank != nil && (bank.kind == spotMethod || bank.kind == spotBank) {
			b = bank.from - 1 // "tf bca 430"
		}
		if t := m.tokens[i]; t.Kind != bahasa.Number || s != nil && (s.kind != spotQuantity || !s.quantity.Bare) || b < 0 || !m.cuesAt(b).meets(m.r.cue.transferred) || m.tokens[i-1].Glued && t.Glued {
			continue
		}
		if n := bahasa.Digits(m.tokens[i].Text); n >= 20 && n <= 999 && n == float64(int(n)) {
			d.Amount = thousands(int(n))
		}
	}
}

// besideEnd is where a clause ends with the words behind it that belong to none.
func (m *message) besideEnd(c *clause) int {
	end := len(m.tokens)
	for i := range m.cs {
		if m.cs[i].from >= c.to {
			end = min(end, m.cs[i].from)
		}
	}
	return end
}

// countBeside gives goods that are bargained for the number that stands beside the price: "35 ya sebiji, ambil 6". One of a unit, "sekilo", is
// what the price is for.
func (m *message) countBeside(d *draft, c *clause) {
	if d.Amount == 0 {
		return
	}
	for k := range d.Products {
		if p := &d.Products[k]; p.Qty > 0 && thousands(p.Qty) == d.Amount {
			p.Qty = 0 // "mahal kali piyamanya. 70 lah"
		}
	}
	n := 0
	for i := c.from; i < m.besideEnd(c); i++ {
		s := m.at(i)
		if s == nil || s.from != i || s.kind != spotQuantity || m.ofOne(&s.quantity) || thousands(s.quantity.Pieces()) == d.Amount {
			continue
		}
		if n = s.quantity.Pieces(); s.quantity.Unit.Kind == bahasa.KindWeight {
			n = int(s.quantity.Value)
		}
	}
	if n == 0 || !m.hasCue(c.from, m.besideEnd(c), m.r.cue.buying) && !m.hasCue(c.from, m.besideEnd(c), m.r.cue.conditional) {
		return
	}
	for k := range d.Products {
		if p := &d.Products[k]; p.Qty <= 1 {
			p.Qty = n
		}
	}
	if len(d.Products) == 0 {
		d.Products = []Product{{Qty: n}}
	}
}

// ofOne tells whether a quantity is one of a unit in words: "sebiji", "sekilo".
func (m *message) ofOne(q *bahasa.Quantity) bool { return q.Words && q.Value == 1 && q.Unit.Name != "" }

// wishable tells whether somebody could ask for goods at a price: it is below theirs, but no less than a quarter of it. Of goods that are
// not known for certain anything can be asked.
func (m *message) wishable(products []Product, wish rupiah.Amount) bool {
	for _, p := range products {
		if of := m.r.cat.Product(p.Product); of != nil {
			return slices.ContainsFunc(of.Variants, func(v *catalog.Variant) bool { return wish < v.Price && 4*wish >= v.Price })
		}
	}
	return true
}

// budgeted tells whether the word in front of a number says what may be spent.
func (m *message) budgeted(i int) bool {
	b := m.before(i)
	return b >= 0 && slices.Contains(budgetWords, m.words[b].Text)
}

var budgetWords = []string{"budget", "bajet", "budgetnya", "dana", "modal", "bawah", "maksimal", "maks", "max", "under", "kisaran", "sekitar"}

func thousands(n int) rupiah.Amount { return rupiah.Amount(n) * 1000 }
