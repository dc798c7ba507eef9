package main

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"tokobot/internal/engine"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
	"tokobot/internal/store"
)

// trail is what an order's history alone says of its money and goods.
type trail struct {
	money rupiah.Amount
	taken bool // the goods are out of the warehouse
	held  bool // the goods are promised
}

var inWords = regexp.MustCompile(`masuk (Rp[0-9.]+)`)

// follow reads a history line by line, as a bookkeeper would with nothing else at hand.
func follow(t *testing.T, o shop.Order, history []shop.Event) trail {
	t.Helper()
	amount := func(s string) rupiah.Amount {
		a, err := rupiah.Parse(s)
		if err != nil {
			t.Errorf("%s: amount %q: %v", o.Number, s, err)
		}
		return a
	}
	var tr trail
	for _, e := range history {
		switch {
		case e.What == "pesanan dicatat":
			tr.held = true
		case e.What == "lunas", e.What == "uang masuk", strings.HasPrefix(e.What, "uang masuk sesudah"):
			tr.money += amount(e.Note)
		case e.What == "kurang bayar":
			m := inWords.FindStringSubmatch(e.Note)
			if m == nil {
				t.Fatalf("%s: %q", o.Number, e.Note)
			}
			tr.money += amount(m[1])
		case e.What == "uang dikembalikan":
			tr.money -= amount(e.Note)
		case e.What == "selesai" && o.COD:
			tr.money += o.Total()
		case e.What == "siap dikemas":
			tr.held, tr.taken = false, true
		case e.What == "QC gagal":
			tr.held, tr.taken = true, false
		case strings.HasPrefix(e.What, "dibatalkan"):
			tr.held, tr.taken = false, false
		}
	}
	return tr
}

// audit complains when orders, cash book and stock book disagree with each other or with the orders' histories.
func audit(t *testing.T, books *store.Store) {
	t.Helper()
	cash, taken := map[string]rupiah.Amount{}, map[string]int{}
	onHand, reserved, held := map[string]int{}, map[string]int{}, map[string]int{}
	out := map[string]int{} // by order and SKU, as the stock book says
	if err := rows(books, `SELECT number, kind, amount FROM cash`, func(scan func(...any) error) error {
		var number, kind string
		var amount int64
		err := scan(&number, &kind, &amount)
		if kind == "out" {
			amount = -amount
		}
		cash[number] += rupiah.Amount(amount)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	if err := rows(books, `SELECT sku, on_hand, reserved, number, why FROM stock_book`, func(scan func(...any) error) error {
		var sku, number, why string
		var on, res int
		err := scan(&sku, &on, &res, &number, &why)
		onHand[sku] += on
		reserved[sku] += res
		if why != string(shop.WhyMissing) {
			out[number+" "+sku] -= on
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
	count := 0
	err := books.Dump(t.Context(), engine.Dump{
		Order: func(o shop.Order, _ string) error {
			count++
			tr := follow(t, o, historyOf(t, books, o.Number))
			if cash[o.Number] != tr.money || !o.COD && o.Received != tr.money {
				t.Errorf("%s %s: cash book %s, history %s, order %s", o.Number, o.Status, cash[o.Number], tr.money, o.Received)
			}
			if tr.held != o.Status.HoldsStock() {
				t.Errorf("%s %s: the history says held %v", o.Number, o.Status, tr.held)
			}
			for _, i := range o.Items {
				if tr.held {
					held[i.SKU] += i.Qty
				}
				if tr.taken {
					taken[o.Number+" "+i.SKU] += i.Qty
				}
			}
			return nil
		},
		Stock: func(s shop.Stock) error {
			if s.OnHand != onHand[s.SKU] || s.Reserved != reserved[s.SKU] {
				t.Errorf("%s: stock %d and %d reserved, the book says %d and %d", s.SKU, s.OnHand, s.Reserved, onHand[s.SKU], reserved[s.SKU])
			}
			return nil
		},
		Cash: func(shop.CashLine) error { return nil },
		Chat: func(string, shop.Handler) error { return nil },
	})
	if err != nil {
		t.Fatal(err)
	}
	if count != orders {
		t.Errorf("%d orders in the books, %d were made", count, orders)
	}
	for sku, n := range reserved {
		if n != held[sku] {
			t.Errorf("%s: %d reserved in the book, orders hold %d", sku, n, held[sku])
		}
	}
	for key, n := range out {
		if !strings.HasPrefix(key, " ") && n != taken[key] {
			t.Errorf("%s: %d taken by the book, %d by the history", key, n, taken[key])
		}
	}
	checkWaiting(t, books)
}

// checkWaiting complains about work that was left: inputs, parcels, and what was parked.
func checkWaiting(t *testing.T, books *store.Store) {
	t.Helper()
	for what, query := range map[string]string{
		"waiting inputs": `SELECT key FROM line WHERE waiting > 0`, "parcels": `SELECT dest FROM outbox`, "parked": `SELECT what || ': ' || err FROM parked`,
	} {
		var left []string
		if err := rows(books, query, func(scan func(...any) error) error {
			var s string
			err := scan(&s)
			left = append(left, s)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		if slices.Sort(left); len(left) > 0 {
			t.Errorf("%s: %q", what, left)
		}
	}
}

func historyOf(t *testing.T, books *store.Store, number string) (list []shop.Event) {
	t.Helper()
	q, err := books.DB().Query(`SELECT who, what, note FROM order_event WHERE number = $1 ORDER BY id`, number)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = q.Close() }() // Err says what there is to say
	for q.Next() {
		var e shop.Event
		if err := q.Scan(&e.Who, &e.What, &e.Note); err != nil {
			t.Fatal(err)
		}
		list = append(list, e)
	}
	if err := q.Err(); err != nil {
		t.Fatal(err)
	}
	return list
}

func rows(books *store.Store, query string, each func(scan func(...any) error) error) error {
	q, err := books.DB().Query(query)
	if err != nil {
		return err
	}
	defer func() { _ = q.Close() }() // Err says what there is to say
	for q.Next() {
		if err := each(q.Scan); err != nil {
			return err
		}
	}
	return q.Err()
}
