package uji

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// Direct does what a line with @ says: jam 2026-11-23 09:00 · maju 25h · pembeli 2 · stok SKU 3 · lid · bayar · tolak ·
// sebagian JUMLAH · kemas · kirim RESI · kembali · mati · ulang · buku. The words for the staff do to the buyer's newest order what their buttons would.
func (p *Player) Direct(s string) ([]string, error) {
	word, rest, _ := strings.Cut(strings.TrimSpace(s), " ")
	rest = strings.TrimSpace(rest)
	switch word {
	case "jam":
		at, err := time.ParseInLocation("2006-01-02 15:04", rest, p.Now.Location())
		if err != nil {
			return nil, fmt.Errorf("jam %q: tulis seperti 2026-11-23 09:00", rest)
		}
		return nil, p.until(at)
	case "maju":
		d, err := time.ParseDuration(rest)
		if err != nil {
			return nil, fmt.Errorf("maju %q: tulis seperti 25h atau 30m", rest)
		}
		return nil, p.until(p.Now.Add(d))
	case "pembeli":
		n, err := strconv.ParseInt(rest, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("pembeli %q: tulis angkanya", rest)
		}
		p.become(shop.BuyerID(n))
	case "stok":
		return nil, p.stockIs(rest)
	case "lid":
		b := p.Books.buyers[p.buyer]
		b.Phone = ""
		p.Books.buyers[p.buyer] = b
	case "kembali":
		p.Books.handled[p.buyer] = shop.Bot
	case "mati": // the program ends and begins again: whatever it knows is in the books
	case "ulang": // the newest burst is delivered once more
		return nil, p.Hear(p.last)
	case "bayar":
		return nil, p.newest(func(o *shop.Order) { o.Status, o.PaidAt = shop.Paid, p.Now })
	case "tolak":
		return nil, p.newest(func(o *shop.Order) {
			o.Status, o.DueAt = shop.AwaitingPayment, p.Now.Add(p.Bot.Catalog.Payment.Deadline)
		})
	case "sebagian": // finance took a part of the money
		n, err := strconv.Atoi(rest)
		if err != nil {
			return nil, fmt.Errorf("sebagian %q: %w", rest, err)
		}
		return nil, p.newest(func(o *shop.Order) {
			o.Status, o.Received, o.DueAt = shop.AwaitingPayment, o.Received+rupiah.Amount(n), p.Now.Add(p.Bot.Catalog.Payment.Deadline)
		})
	case "kemas":
		return nil, p.newest(func(o *shop.Order) { o.Status = shop.Packing })
	case "kirim":
		return nil, p.newest(func(o *shop.Order) { p.ship(o, rest) })
	case "buku":
		return p.Books.Lines(p.buyer), nil
	default:
		return nil, fmt.Errorf("arahan %q tidak dikenal", word)
	}
	return nil, nil
}

// until moves the clock; what falls due on the way happens at its own time.
func (p *Player) until(at time.Time) error {
	for {
		next, ok := p.Books.nextTimer(at)
		if !ok {
			p.Now = at
			return nil
		}
		p.Now = next.Due.In(p.Now.Location())
		id, _ := next.Line.Buyer()
		p.input++
		p.Due(p.Now)
		err := p.step(id, []shop.Input{{ID: p.input, Arrival: shop.Arrival{Channel: shop.Clock, Kind: shop.KindTimer, ID: next.Key, At: p.Now, Timer: &next}}})
		if err != nil {
			return err
		}
	}
}

// nextTimer takes the earliest timer that is due by a time.
func (b *Books) nextTimer(by time.Time) (shop.Timer, bool) {
	var next shop.Timer
	for _, t := range b.timers {
		if !t.Due.After(by) && (next.Key == "" || t.Due.Before(next.Due) || t.Due.Equal(next.Due) && t.Key < next.Key) {
			next = t
		}
	}
	delete(b.timers, next.Key)
	return next, next.Key != ""
}

// stockIs sets how many pieces of a SKU may still be promised.
func (p *Player) stockIs(s string) error {
	sku, n, _ := strings.Cut(s, " ")
	st, ok := p.Books.stock[strings.ToUpper(sku)]
	if !ok {
		return fmt.Errorf("SKU %q tidak ada di katalog", sku)
	}
	left, err := strconv.Atoi(n)
	if err != nil || left < 0 {
		return fmt.Errorf("stok %q: tulis seperti stok PSM-HITAM 3", s)
	}
	st.OnHand = left + st.Reserved
	p.Books.stock[st.SKU] = st
	return nil
}

// ErrNoOrder is a directive for an order that the buyer does not have in that state.
var ErrNoOrder = errors.New("pembeli tidak punya pesanan untuk itu")

// leads tells whether an order may get from one state to another, in as many steps as it takes.
func leads(from, to shop.Status) bool {
	if from == shop.Expired {
		return false // reviving takes stock anew, which no directive does
	}
	seen := []shop.Status{from}
	for i := 0; i < len(seen); i++ {
		if seen[i].CanMove(to) {
			return true
		}
		for _, next := range []shop.Status{shop.PaymentReview, shop.Paid, shop.Confirmed, shop.Packing, shop.Packed, shop.Shipped} {
			if seen[i].CanMove(next) && !slices.Contains(seen, next) {
				seen = append(seen, next)
			}
		}
	}
	return false
}

// newest changes the buyer's newest order as the staff would, and closes its cards.
func (p *Player) newest(change func(*shop.Order)) error {
	orders := p.Books.ordersOf(p.buyer)
	if len(orders) == 0 {
		return ErrNoOrder
	}
	o := orders[0]
	before := o.Status
	if change(&o); !leads(before, o.Status) {
		return fmt.Errorf("%w: %s tidak bisa menjadi %s", ErrNoOrder, before, o.Status)
	}
	o.Version++
	o.ChangedAt = p.Now
	p.Books.orders[o.Number] = o
	for i := range p.Books.cards {
		if p.Books.cards[i].Order == o.Number {
			p.Books.cards[i].Open = false
		}
	}
	return nil
}

func (p *Player) ship(o *shop.Order, tracking string) {
	o.Status, o.Tracking, o.ShippedAt = shop.Shipped, tracking, p.Now
	key := shop.CompleteTimer(o.Number)
	p.Books.timers[key] = shop.Timer{Key: key, Line: shop.BuyerLine(o.Buyer), Due: p.Now.Add(p.Bot.Settings.Complete), What: "complete", Ref: o.Number}
}

// Lines write a buyer's orders and all stock that is reserved.
func (b *Books) Lines(id shop.BuyerID) []string { return BookLines(b.ordersOf(id), b.stock) }

// BookLines write orders, the newest first, and all stock that is reserved.
func BookLines(orders []shop.Order, stock map[string]shop.Stock) []string {
	var out []string
	for _, o := range orders {
		out = append(out, fmt.Sprintf("%s %s: subtotal %d, ongkir %d, potongan %d, biaya %d, kode %d, total %d; %s/%s ke %s; bayar %q",
			o.Number, o.Status, o.Subtotal, o.Shipping, o.Discount, o.Fee, o.UniqueCode, o.Total(), o.Courier, o.Service, o.Recipient.Place, o.Payment))
	}
	var reserved []string
	for sku, s := range stock {
		if s.Reserved > 0 {
			reserved = append(reserved, fmt.Sprintf("dipesan %d × %s, tersedia %d", s.Reserved, sku, s.Available()))
		}
	}
	slices.Sort(reserved)
	return append(out, reserved...)
}
