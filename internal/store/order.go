package store

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// orderColumns are what scanOrder reads.
const orderColumns = `o.number, o.version, o.buyer, o.body`

func (s *Store) scanOrder(r row) (o shop.Order, err error) {
	var number, body string
	var version int
	var buyer int64
	if err := r.Scan(&number, &version, &buyer, &body); err != nil {
		return o, err
	}
	if err := json.Unmarshal([]byte(body), &o); err != nil {
		return o, fmt.Errorf("order %s: %w", number, err)
	}
	o.Version, o.Buyer = version, shop.BuyerID(buyer)
	o.CreatedAt, o.DueAt, o.PaidAt = s.zoned(o.CreatedAt), s.zoned(o.DueAt), s.zoned(o.PaidAt)
	o.ShippedAt, o.ChangedAt = s.zoned(o.ShippedAt), s.zoned(o.ChangedAt)
	return o, nil
}

// claims is the total that no other waiting order may have: bank transfers are told apart by it.
func claims(o shop.Order) any {
	if o.UniqueCode > 0 && o.Status.AwaitsMoney() {
		return int64(o.Total())
	}
	return nil
}

// holdsVoucher tells whether the order counts against its voucher's quota.
func holdsVoucher(o shop.Order) bool {
	return o.Voucher != "" && o.Status != shop.Cancelled && o.Status != shop.Expired
}

func voucherCode(code string) string { return strings.ToUpper(clean(strings.TrimSpace(code))) }

const (
	insertOrder = `INSERT INTO orders (number, version, buyer, status, total, claim, voucher, voucher_held, created, body)
		VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT DO NOTHING`

	useVoucher = `INSERT INTO voucher (code, used) VALUES ($1, 1)
		ON CONFLICT (code) DO UPDATE SET used = voucher.used + 1 WHERE $2 = 0 OR voucher.used < $2`

	reserve = `UPDATE stock SET reserved = reserved + $2 WHERE sku = $1 AND on_hand - reserved >= $2`
)

// recordOrder writes a new order with everything that it holds.
func (a *applier) recordOrder(w *work, e shop.RecordOrder) error {
	o := e.Order
	if err := o.Check(); err != nil {
		return err
	}
	buyer, err := a.orderBuyer(o)
	if err != nil {
		return err
	}
	body, err := encode(o)
	if err != nil {
		return err
	}
	err = a.t.must(insertOrder, clean(o.Number), int64(o.Version), buyer, string(o.Status), int64(o.Total()), claims(o),
		voucherCode(o.Voucher), flag(holdsVoucher(o)), us(o.CreatedAt), body)
	if err != nil {
		return err
	}
	if holdsVoucher(o) {
		if e.Quota < 0 {
			return engine.ErrRefused
		}
		if err := a.t.must(useVoucher, voucherCode(o.Voucher), int64(e.Quota)); err != nil {
			return err
		}
	}
	if o.Status.HoldsStock() {
		for _, x := range pieces(o) {
			if err := a.t.must(reserve, clean(x.SKU), int64(x.Qty)); err != nil {
				return err
			}
			key := w.key("") + "/" + x.SKU
			if err := a.bookStock(key, shop.MoveStock{SKU: x.SKU, Reserved: x.Qty, Why: shop.WhyReserve, Order: o.Number, By: e.Event.Who}); err != nil {
				return err
			}
		}
	}
	return a.logOrder(o.Number, e.Event)
}

func (a *applier) orderBuyer(o shop.Order) (int64, error) {
	b, err := a.buyer(o.Buyer)
	if err != nil {
		return 0, err
	}
	if b == nil {
		return 0, fmt.Errorf("order %s: there is no buyer %d", o.Number, o.Buyer)
	}
	a.touched[b.id] = true
	return b.id, nil
}

// pieces adds up what an order takes from the shelf, by SKU; goods made to order take nothing.
func pieces(o shop.Order) []shop.Want {
	var all []shop.Want
	for _, i := range o.Items {
		if i.Preorder {
			continue
		}
		at := slices.IndexFunc(all, func(w shop.Want) bool { return w.SKU == i.SKU })
		if at < 0 {
			all = append(all, shop.Want{SKU: i.SKU, Qty: i.Qty})
		} else {
			all[at].Qty += i.Qty
		}
	}
	slices.SortFunc(all, func(x, y shop.Want) int { return strings.Compare(x.SKU, y.SKU) })
	return all
}

const (
	// The use is given back, or taken again, only when that changes; a revived order may go over the quota.
	freeVoucher = `UPDATE voucher SET used = used - 1 WHERE code = $1
		AND EXISTS (SELECT 1 FROM orders WHERE number = $2 AND version = $3 AND voucher_held = 1)`
	reuseVoucher = `INSERT INTO voucher (code, used) SELECT $1, 1 FROM orders WHERE number = $2 AND version = $3 AND voucher_held = 0
		ON CONFLICT (code) DO UPDATE SET used = voucher.used + 1`

	updateOrder = `UPDATE orders SET version = version + 1, status = $3, total = $4,
		claim = CASE WHEN EXISTS (SELECT 1 FROM orders x WHERE x.claim = $5 AND x.number <> $1) THEN NULL ELSE $5 END,
		voucher_held = $6, body = $7
		WHERE number = $1 AND version = $2`
)

// saveOrder writes the order as it is now.
func (a *applier) saveOrder(e shop.SaveOrder) error {
	o := e.Order
	if err := o.Check(); err != nil {
		return err
	}
	if _, err := a.orderBuyer(o); err != nil {
		return err
	}
	body, err := encode(o)
	if err != nil {
		return err
	}
	if o.Voucher != "" {
		q := freeVoucher
		if holdsVoucher(o) {
			q = reuseVoucher
		}
		if err := a.t.exec(q, voucherCode(o.Voucher), clean(o.Number), int64(o.Version)); err != nil {
			return err
		}
	}
	err = a.t.must(updateOrder, clean(o.Number), int64(o.Version), string(o.Status), int64(o.Total()), claims(o), flag(holdsVoucher(o)), body)
	if err != nil {
		return err
	}
	return a.logOrder(o.Number, e.Event)
}

func (a *applier) logOrder(number string, e shop.Event) error {
	at := e.At
	if at.IsZero() {
		at = a.now
	}
	return a.t.exec(`INSERT INTO order_event (number, at, who, what, note) VALUES ($1, $2, $3, $4, $5)`,
		clean(number), us(at), clean(e.Who), clean(e.What), clean(e.Note))
}
