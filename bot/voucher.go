package bot

import (
	"time"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/rupiah"
)

// useVoucher takes a voucher for the draft; each refusal is a sentence.
func (k *talk) useVoucher(a understand.Act) error {
	b := k.basket()
	p := k.Catalog.Promo(a.Code)
	if p == nil {
		k.n.say("voucher_tidak_ada", is("kode", written(cut(a.Code, 20), fromBuyer)))
		return nil
	}
	if o, ok := k.awaiting(); ok && len(b.Lines) == 0 {
		k.n.say("voucher_sudah_tercatat", is("nomor", written(o.Number, fromOrder(o.Number))))
		return nil
	}
	bl, err := k.bill(b)
	if err != nil {
		return err
	}
	goods := bl.Subtotal
	if len(b.Lines) == 0 {
		goods = max(goods, p.MinSubtotal) // too small is only said of a basket
	}
	refusal, err := k.voucherRefusal(p, goods)
	if err != nil {
		return err
	}
	from := fromLine(k.Catalog, p.Pos)
	code := is("kode", written(p.Code, from))
	if refusal.text != "" {
		k.n.add(refusal)
		return nil
	}
	k.put(op{Do: opVoucher, Code: p.Code})
	switch {
	case len(b.Lines) == 0:
		k.n.say("voucher_dicatat", code, is("nilai", k.promoValue(p)), is("syarat", k.minimum(p.MinSubtotal, from)))
	case b.Voucher != "" && b.Voucher != p.Code:
		k.n.say("voucher_diganti", code, is("potongan", money(p.Discount(bl.Subtotal), fromSum(from))))
	default:
		k.n.say("voucher_dipakai", code, is("potongan", money(p.Discount(bl.Subtotal), fromSum(from))))
	}
	return nil
}

// voucherRefusal says why a voucher does not count for goods; an empty value when it does.
func (k *talk) voucherRefusal(p *catalog.Promo, goods rupiah.Amount) (value, error) {
	used, err := k.f.VoucherUses(p.Code)
	if err != nil {
		return value{}, err
	}
	from := fromLine(k.Catalog, p.Pos)
	code := is("kode", written(p.Code, from))
	switch p.Refuses(goods, catalog.DateOf(k.t.Now), used) {
	case catalog.PromoNotYet:
		return k.n.text("voucher_belum_mulai", code, is("mulai", k.date(*p.From, from))), nil
	case catalog.PromoOver:
		return k.n.text("voucher_lewat", code, is("sampai", k.date(*p.Until, from))), nil
	case catalog.PromoUsedUp:
		return k.n.text("voucher_habis", code), nil
	case catalog.PromoTooSmall:
		return k.n.text("voucher_kurang", code, is("min", money(p.MinSubtotal, from)),
			is("kurang", money(p.MinSubtotal-goods, fromSum(from)))), nil
	}
	return value{}, nil
}

// promoHolds tells whether a voucher could be used today by a large enough basket.
func (k *talk) promoHolds(p *catalog.Promo) (bool, error) {
	used, err := k.f.VoucherUses(p.Code)
	return p.Refuses(p.MinSubtotal, catalog.DateOf(k.t.Now), used) == catalog.PromoCounts, err
}

// promoValue is what a voucher takes off: ten percent, at most so much; or an amount.
func (k *talk) promoValue(p *catalog.Promo) value {
	from := fromLine(k.Catalog, p.Pos)
	if p.Kind == catalog.Off {
		return money(p.Off, from)
	}
	most := value{}
	if p.MaxDiscount > 0 {
		most = k.n.text("sampai_dengan", is("harga", money(p.MaxDiscount, from)))
	}
	return joined(space, k.n.text("persen", is("angka", count(p.Percent, from))), most)
}

// minimum is "min. belanja Rp100.000", or nothing.
func (k *talk) minimum(a rupiah.Amount, from origin) value {
	if a == 0 {
		return value{}
	}
	return k.n.text("minimal_belanja", is("harga", money(a, from)))
}

// until is the last day of a voucher, or nothing.
func (k *talk) until(p *catalog.Promo) value {
	if p.Until == nil {
		return value{}
	}
	return k.n.text("sampai_tanggal", is("hari", k.date(*p.Until, fromLine(k.Catalog, p.Pos))))
}

func (k *talk) date(d catalog.Date, from origin) value {
	return day(time.Date(d.Year, d.Month, d.Day, 0, 0, 0, 0, k.t.Now.Location()), from)
}
