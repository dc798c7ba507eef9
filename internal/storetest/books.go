package storetest

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// stockOf looks a SKU up.
func (k *kit) stockOf(sku string) (s shop.Stock) {
	k.Helper()
	k.ask(func(f engine.Facts) { s = must[map[string]shop.Stock](k)(f.Stock(sku))[sku] })
	return s
}

// orders: recorded once with stock, changed by version, found in every way.
func orders(k *kit) {
	b := k.buyer("6281")
	k.ok(k.s.Seed(k.Context(), k.now, map[string]int{"A": 3, "B": 5}))
	o := k.anOrder("MLT-1123-0007", b, "A", 2)
	o.Items = append(o.Items, shop.Item{SKU: "A", Product: "P", Name: "Lagi", Qty: 1, Price: 1000}, shop.Item{SKU: "PO", Qty: 9, Price: 0, Preorder: true})
	o.Subtotal += 1000
	o.UniqueCode, o.DueAt, o.Courier = 137, k.now.Add(time.Hour), "jne"
	k.do(shop.RecordOrder{Order: o, Event: k.event("dicatat")})
	k.same("stock", k.stockOf("A"), shop.Stock{SKU: "A", OnHand: 3, Reserved: 3})
	same := k.anOrder("MLT-1123-0008", b, "B", 2)
	same.Subtotal, same.UniqueCode = 20_000, 1137
	for what, bad := range map[string]shop.Order{
		"the same number": k.anOrder("MLT-1123-0007", b, "B", 1), "too many": k.anOrder("MLT-1123-0009", b, "B", 6),
		"nothing left": k.anOrder("MLT-1123-0009", b, "A", 1), "unknown SKU": k.anOrder("MLT-1123-0009", b, "Z", 1), "the same total": same,
	} {
		k.refused(what, shop.Say{Buyer: b, Text: "tercatat"}, shop.RecordOrder{Order: bad, Event: k.event("dicatat")})
	}
	k.same("stock after refusals", k.stockOf("B"), shop.Stock{SKU: "B", OnHand: 5})
	k.same("nothing was said", k.carryAll(shop.WhatsApp), []string(nil))
	if err := k.try(shop.RecordOrder{Order: shop.Order{Number: "X", Buyer: b}}); err == nil || strings.Contains(err.Error(), "refused") {
		k.Errorf("an order that does not add up: %v", err)
	}
	next := o
	next.Status, next.Payment = shop.PaymentReview, "bca"
	k.do(shop.SaveOrder{Order: next, Event: k.event("bukti diterima")}, shop.LogOrder{Number: o.Number, Event: k.event("dilihat")})
	k.refused("an old version", shop.SaveOrder{Order: o, Event: k.event("lama")})
	next.Version = 1
	k.findsOrder(next)
	next.Status = shop.Paid
	k.do(shop.SaveOrder{Order: next, Event: k.event("dibayar")}, shop.RecordOrder{Order: same, Event: k.event("dicatat")})
	long := k.anOrder("MLT-1123-10000", b, "B", 1)
	k.do(shop.RecordOrder{Order: long, Event: k.event("dicatat")})
	k.ask(func(f engine.Facts) {
		k.same("the longer is the higher", must[string](k)(f.LastOrderNumber("MLT-1123-")), "MLT-1123-10000")
	})
}

// findsOrder finds the one order that there is, whose proof is under review, in every way.
func (k *kit) findsOrder(o shop.Order) {
	k.Helper()
	k.same("found", func() (got shop.Order) {
		k.ask(func(f engine.Facts) { got, _, _ = f.Order(o.Number) })
		return got
	}(), o)
	k.ask(func(f engine.Facts) {
		if _, found, err := f.Order("MLT-1123-0009"); found || err != nil {
			k.Errorf("found what was refused: %v", err)
		}
		k.same("last number", must[string](k)(f.LastOrderNumber("MLT-1123-")), "MLT-1123-0007")
		k.same("no number", must[string](k)(f.LastOrderNumber("MLT-1124-")), "")
		k.same("open totals", must[[]rupiah.Amount](k)(f.OpenTotals(21_000, 21_137)), []rupiah.Amount{21_137})
		k.same("totals since", must[[]rupiah.Amount](k)(f.TotalsSince(21_000, 21_137, o.CreatedAt)), []rupiah.Amount{21_137})
		k.same("totals since later", must[[]rupiah.Amount](k)(f.TotalsSince(21_000, 21_137, o.CreatedAt.Add(time.Second))), []rupiah.Amount(nil))
		k.same("ending", len(must[[]shop.Order](k)(f.OrderEnding("0007"))), 1)
		k.same("ending in nothing", len(must[[]shop.Order](k)(f.OrderEnding("XXXX-MLT-1123-0007"))), 0)
		k.same("by total", len(must[[]shop.Order](k)(f.OrdersByTotal(21_137, shop.PaymentReview, shop.Paid))), 1)
		k.same("by total in another state", len(must[[]shop.Order](k)(f.OrdersByTotal(21_137, shop.Paid))), 0)
		k.same("in", len(must[[]shop.Order](k)(f.OrdersIn(shop.Paid, shop.PaymentReview))), 1)
		k.same("recorded", len(must[[]shop.Order](k)(f.OrdersRecorded(shop.Period{From: k.now, To: k.now.Add(time.Second)}))), 1)
		k.same("recorded before", len(must[[]shop.Order](k)(f.OrdersRecorded(shop.Period{From: k.now.Add(-time.Hour), To: k.now}))), 0)
		var what []string
		for _, e := range must[[]shop.Event](k)(f.History(o.Number)) {
			what = append(what, e.What)
		}
		k.same("history", what, []string{"dicatat", "bukti diterima", "dilihat"})
		e, found, err := f.LastEvent(o.Number, "bukti")
		if err != nil || !found || e != k.event("bukti diterima") {
			k.Errorf("last event %+v %v %v", e, found, err)
		}
	})
}

// turnOrders: at most ten, newest first, the open ones among them.
func turnOrders(k *kit) {
	b := k.buyer("6281")
	k.ok(k.s.Seed(k.Context(), k.now, map[string]int{"A": 100}))
	for i := range 14 {
		o := k.anOrder(fmt.Sprintf("N-%02d", i), b, "A", 1)
		if i != 1 {
			o.Status = shop.Completed
		}
		k.do(shop.RecordOrder{Order: o, Event: k.event("dicatat")})
		k.pass(time.Minute)
	}
	other := k.buyer("6282")
	k.do(shop.RecordOrder{Order: k.anOrder("N-99", other, "A", 1), Event: k.event("dicatat")})
	k.receive(k.text("6281", "pesanan saya?"))
	var numbers []string
	for _, o := range k.work(silent)[0].Orders {
		numbers = append(numbers, o.Number)
	}
	k.same("orders", numbers, []string{"N-13", "N-12", "N-11", "N-10", "N-09", "N-08", "N-07", "N-06", "N-05", "N-01"})
}

// vouchers: the quota holds, a use comes back with a cancelled order and is taken again when it is revived.
func vouchers(k *kit) {
	b := k.buyer("6281")
	k.ok(k.s.Seed(k.Context(), k.now, map[string]int{"A": 100}))
	order := func(n string) shop.Order {
		o := k.anOrder(n, b, "A", 1)
		o.Voucher = "Hemat"
		return o
	}
	uses := func() (n int) {
		k.ask(func(f engine.Facts) { n = must[int](k)(f.VoucherUses("HEMAT")) })
		return n
	}
	k.do(shop.RecordOrder{Order: order("N-1"), Quota: 2}, shop.RecordOrder{Order: order("N-2"), Quota: 2})
	k.refused("over the quota", shop.RecordOrder{Order: order("N-3"), Quota: 2})
	o := order("N-1")
	for i, step := range []struct {
		status shop.Status
		uses   int
	}{{shop.PaymentReview, 2}, {shop.AwaitingPayment, 2}, {shop.Expired, 1}, {shop.Cancelled, 1}, {shop.Expired, 1}, {shop.Paid, 2}, {shop.Cancelled, 1}} {
		o.Version, o.Status = i, step.status
		k.do(shop.SaveOrder{Order: o, Event: k.event("ubah")})
		k.same(fmt.Sprintf("uses after %s", step.status), uses(), step.uses)
	}
	k.do(shop.RecordOrder{Order: order("N-3"), Quota: 2}, shop.RecordOrder{Order: order("N-4")})
	k.same("without a bound", uses(), 3)
}

// stock: guards, the book, keys.
func stock(k *kit) {
	k.ok(k.s.Seed(k.Context(), k.now, map[string]int{"A": 5}))
	move := func(on, reserved int, strict bool) shop.MoveStock {
		return shop.MoveStock{SKU: "A", OnHand: on, Reserved: reserved, Strict: strict, Why: shop.WhyCount, By: "Budi", Note: "rak 2"}
	}
	k.do(move(0, 4, true))
	k.refused("below zero", move(-6, 0, false))
	k.refused("reserved below zero", move(0, -5, false))
	k.refused("strictly less than reserved", move(-2, 0, true))
	k.refused("strictly more reserved than there is", move(0, 2, true))
	k.refused("of a SKU that is not there", shop.MoveStock{SKU: "Z", OnHand: -1, Why: shop.WhyOut})
	k.do(move(-2, 0, false), shop.MoveStock{SKU: "baru", OnHand: 7, Why: shop.WhyIn})
	k.same("stock", k.stockOf("A"), shop.Stock{SKU: "A", OnHand: 3, Reserved: 4})
	once := shop.MoveStock{Key: "masuk:1", SKU: "A", OnHand: 10, Why: shop.WhyIn}
	k.do(once)
	k.do(once, once)
	k.same("a known key", k.stockOf("A").OnHand, 13)
	k.ask(func(f engine.Facts) {
		all := must[[]shop.Stock](k)(f.AllStock())
		if !slices.Contains(all, shop.Stock{SKU: "baru", OnHand: 7}) || !slices.Contains(all, shop.Stock{SKU: "A", OnHand: 13, Reserved: 4}) {
			k.Errorf("all stock %+v", all)
		}
		all2 := must[map[string]shop.Stock](k)(f.Stock("A", "tidak ada", "baru"))
		k.same("unknown", all2["tidak ada"], shop.Stock{SKU: "tidak ada"})
		k.same("three", len(all2), 3)
		p := shop.Period{From: day, To: day.Add(time.Hour)}
		book := must[[]shop.StockLine](k)(f.StockBook("A", p))
		k.same("book", book, []shop.StockLine{
			{At: day, SKU: "A", OnHand: 5, After: 5, Why: shop.WhyInitial},
			{At: day, SKU: "A", Reserved: 4, After: 5, Why: shop.WhyCount, By: "Budi", Note: "rak 2"},
			{At: day, SKU: "A", OnHand: -2, After: 3, Why: shop.WhyCount, By: "Budi", Note: "rak 2"},
			{At: day, SKU: "A", OnHand: 10, After: 13, Why: shop.WhyIn},
		})
		k.same("whole book", len(must[[]shop.StockLine](k)(f.StockBook("", p))), 5)
		k.same("another time", len(must[[]shop.StockLine](k)(f.StockBook("", shop.Period{From: p.To, To: p.To.Add(1)}))), 0)
	})
}

// seeds: the first stock is written once.
func seeds(k *kit) {
	k.ok(k.s.Seed(k.Context(), k.now, map[string]int{"A": 5, "nol": 0}))
	k.do(shop.MoveStock{SKU: "A", OnHand: -3, Why: shop.WhyOut})
	k.ok(k.s.Seed(k.Context(), k.now, map[string]int{"A": 50, "nol": 3, "B": 2}))
	k.ok(k.s.Seed(k.Context(), k.now, nil))
	k.ask(func(f engine.Facts) {
		k.same("stock", must[[]shop.Stock](k)(f.AllStock()), []shop.Stock{{SKU: "A", OnHand: 2}, {SKU: "B", OnHand: 2}, {SKU: "nol"}})
	})
	many := map[string]int{}
	for i := range 3000 {
		many[fmt.Sprintf("S-%04d", i)] = i
	}
	k.ok(k.s.Seed(k.Context(), k.now, many))
	k.same("many", k.stockOf("S-2999").OnHand, 2999)
}

// cash: lines once a key, taken back once, summed.
func cash(k *kit) {
	at := func(h int) time.Time { return day.Add(time.Duration(h) * time.Hour) }
	in := shop.CashLine{Key: "bayar:1", At: at(1), Kind: shop.In, Amount: 99_137, Order: "N-1", Method: "bca", By: "Rina"}
	out := shop.CashLine{Key: "biaya:2", At: at(2), Kind: shop.Out, Amount: 25_000, Category: "operasional", Note: "lakban"}
	k.do(shop.BookCash{Line: in}, shop.BookCash{Line: in}, shop.BookCash{Line: out})
	k.do(shop.BookCash{Line: in})
	k.do(shop.BookCash{Line: shop.CashLine{Key: "batal:2", At: at(3), Kind: shop.In, Amount: 25_000, Corrects: "biaya:2"}})
	k.refused("taken back twice", shop.BookCash{Line: shop.CashLine{Key: "batal:2b", At: at(3), Kind: shop.In, Amount: 25_000, Corrects: "biaya:2"}})
	k.do(shop.BookCash{Line: shop.CashLine{Kind: shop.In, Amount: 1}}, shop.BookCash{Line: shop.CashLine{Kind: shop.In, Amount: 1}})
	for _, bad := range []shop.CashLine{{Kind: shop.In}, {Kind: shop.Out, Amount: -5}, {Kind: "x", Amount: 5}} {
		if err := k.try(shop.BookCash{Line: bad}); err == nil {
			k.Errorf("booked %+v", bad)
		}
		for range 2 { // parked, and out of the way
			_, err := k.s.Work(k.Context(), k.now, 10, func(shop.Turn, engine.Facts) (shop.Decision, error) {
				return shop.Decision{Effects: []shop.Effect{shop.BookCash{Line: bad}}}, nil
			})
			k.ok(err)
		}
	}
	k.ask(func(f engine.Facts) {
		k.same("lines", must[[]shop.CashLine](k)(f.Cash(shop.Period{From: at(1), To: at(3)})), []shop.CashLine{in, out})
		k.same("balance", must[rupiah.Amount](k)(f.Balance(at(4))), rupiah.Amount(99_139))
		k.same("balance before", must[rupiah.Amount](k)(f.Balance(at(2))), rupiah.Amount(99_139))
		k.same("balance at first", must[rupiah.Amount](k)(f.Balance(day)), rupiah.Amount(0))
		for key, want := range map[string]struct {
			back, found bool
		}{"bayar:1": {false, true}, "biaya:2": {true, true}, "apa": {false, false}} {
			l, back, found, err := f.CashLine(key)
			if err != nil || back != want.back || found != want.found || found && l.Key != key {
				k.Errorf("line %s: %+v %v %v %v", key, l, back, found, err)
			}
		}
	})
}

// bank: a known line only gets its order, where it had none.
func bank(k *kit) {
	l := shop.BankLine{Key: "bca:1", Bank: "bca", Date: day, Amount: 99_137, Text: "TRSF SARI"}
	tied := l
	tied.Order = "N-1"
	other := tied
	other.Order, other.Text = "N-2", "lain"
	k.do(shop.BookBank{Line: l}, shop.BookBank{Line: l})
	k.do(shop.BookBank{Line: tied}, shop.BookBank{Line: l}, shop.BookBank{Line: other})
	k.ask(func(f engine.Facts) {
		got, found, err := f.BankLine("bca:1")
		if err != nil || !found {
			k.Errorf("%v %v", found, err)
		}
		k.same("line", got, tied)
		k.same("of the day", must[[]shop.BankLine](k)(f.BankLines(shop.Period{From: day, To: day.Add(time.Second)})), []shop.BankLine{tied})
		k.same("of the day before", must[[]shop.BankLine](k)(f.BankLines(shop.Period{From: day.AddDate(0, 0, -1), To: day})), []shop.BankLine(nil))
		if _, found, err := f.BankLine("bca:2"); err != nil || found {
			k.Errorf("%v %v", found, err)
		}
	})
}

// proofs: the same file and pictures that look alike are known again.
func proofs(k *kit) {
	b := k.buyer("6281")
	p := shop.Proof{At: day, Buyer: b, Order: "N-1", SHA256: "aa", Looks: []uint64{0xFFFF_0000_FFFF_0000, 0x1234_5678_9ABC_DEF0}}
	k.do(shop.KeepProof{Proof: p}, shop.KeepProof{Proof: shop.Proof{At: day, Buyer: b, SHA256: "bb"}})
	for _, c := range []struct {
		m    shop.Media
		want int
	}{
		{shop.Media{SHA256: "aa"}, 1}, {shop.Media{SHA256: "cc"}, 0}, {shop.Media{}, 0},
		{shop.Media{SHA256: "cc", Looks: []uint64{0, 0x1234_5678_9ABC_DEFF}}, 1},
		{shop.Media{SHA256: "cc", Looks: []uint64{0x0000_FFFF_0000_FFFF}}, 0},
	} {
		k.ask(func(f engine.Facts) {
			like := must[[]shop.Proof](k)(f.ProofsLike(c.m))
			if len(like) != c.want {
				k.Errorf("like %+v: %+v, want %d", c.m, like, c.want)
			}
			if len(like) == 1 {
				k.same("proof", like[0], p)
			}
		})
	}
}
