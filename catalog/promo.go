package catalog

import (
	"strconv"
	"strings"

	"tokobot/internal/rupiah"
)

func (l *loader) promo() {
	var f promoFile
	r, ok := l.parse(promoYAML, false, &f, "", nil)
	if !ok {
		return
	}
	for _, e := range r.elements(f.Promos.N) {
		r.voucher(e)
	}
}

func (r *reader) voucher(e *node) {
	var f voucherFile
	if !r.fill(e, &f, nil) {
		return
	}
	p := &Promo{
		Code: strings.ToUpper(r.code(f.Code)), Kind: PromoKind(r.line(text(f.Kind))), MaxDiscount: r.price(f.MaxDiscount),
		MinSubtotal: r.amount(f.MinSubtotal), Quota: r.count(f.Quota, 1, 1_000_000_000, 0), Pos: r.pos(e.spot),
	}
	switch p.Kind {
	case Percent:
		p.Percent = r.percent(f.Value.N)
	case Off:
		if n := f.Value.N; n != nil && n.kind == scalar && strings.HasSuffix(n.text, "%") {
			r.wrong(n.spot, "`nilai`: %q adalah persen; pakai `jenis: persen`, atau tulis potongannya dalam rupiah", n.text)
			break
		}
		p.Off = r.price(amount(f.Value))
		if f.MaxDiscount.N != nil && p.MaxDiscount > 0 && p.MaxDiscount < p.Off {
			r.warn(f.MaxDiscount.N.spot, "`maks_potongan` lebih kecil dari `nilai`; potongannya jadi %s", p.MaxDiscount)
		}
	case "":
	default:
		r.suggest(f.Kind.N.spot, nearest(string(p.Kind), []string{string(Percent), string(Off)}), "`jenis` %q tidak dikenal; pakai persen atau potongan", clip(string(p.Kind)))
	}
	if d, ok := r.date(f.From.N); ok {
		p.From = &d
	}
	if d, ok := r.date(f.Until.N); ok {
		p.Until = &d
	}
	if p.From != nil && p.Until != nil && p.Until.before(*p.From) {
		r.wrong(f.Until.N.spot, "`sampai` (%s) lebih awal dari `mulai` (%s)", f.Until.N.text, f.From.N.text)
	}
	if p.Code == "" {
		return
	}
	if other := r.cat.index.promos[p.Code]; other != nil {
		r.wrong(f.Code.N.spot, "kode promo %q sudah dipakai di baris %d", p.Code, other.Pos.Line)
		return
	}
	r.cat.index.promos[p.Code] = p
	r.cat.Promos = append(r.cat.Promos, p)
}

// percent reads 10 or 10%.
func (r *reader) percent(n *node) int {
	v, _ := value(r, n, func(s string) (int, string) {
		v, err := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(s, "%")))
		if err != nil || v < 1 || v > 100 || strings.ContainsAny(s, "+-") {
			wrong := strconv.Quote(s) + " bukan persen; tulis angka bulat 1 sampai 100"
			if a, err := rupiah.Parse(s); err == nil && a > 100 {
				wrong += ", atau pakai `jenis: potongan` untuk rupiah"
			}
			return 0, wrong
		}
		return v, ""
	})
	return v
}
