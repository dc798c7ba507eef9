package catalog

import (
	"cmp"
	"slices"
	"strings"

	"tokobot/internal/wilayah"
)

// defaultDivisor is how many cm³ count as a kilogram when a courier doesn't say.
const defaultDivisor = 6000

func (l *loader) ongkir() {
	var f ongkirFile
	before := len(l.problems)
	r, ok := l.parse(ongkirYAML, true, &f, "", nil)
	l.couriersBroken = !ok || f.Couriers.N == nil || r.torn["kurir"]
	l.ratesBroken = !ok
	if !ok {
		return
	}
	for _, e := range r.elements(f.Couriers.N) {
		r.courier(e)
	}
	l.ratesBroken = l.problems[before:].HasErrors()
	if n := f.FreeShipping.N; n != nil {
		var g freeShippingFile
		if r.filled(n) && r.fill(n, &g, nil) {
			r.served(g.To, nil)
			r.cat.FreeShipping = &FreeShipping{r.amount(g.MinSubtotal), r.price(g.MaxDiscount), r.places(g.To), r.pos(n.keyAt)}
		}
	}
}

// filled complains of a key whose mapping was left blank.
func (r *reader) filled(n *node) bool {
	if n.kind == empty {
		r.wrong(at(n), "%s masih kosong; isi, atau hapus kuncinya", named(n))
	}
	return n.kind != empty
}

// code reads the kode of a courier, a service or a way to pay: no white space.
func (r *reader) code(f text) string {
	s := r.scalar(f.N)
	if strings.ContainsAny(s, " \t\n,") || len(s) > 32 {
		r.wrong(f.N.spot, "`kode`: %q tidak boleh berisi spasi atau koma, dan paling panjang 32 karakter", clip(s))
		return ""
	}
	return s
}

func (r *reader) courier(e *node) {
	var f courierFile
	if !r.fill(e, &f, nil) {
		r.couriersBroken = true
		return
	}
	c := &Courier{Code: strings.ToLower(r.code(f.Code)), Name: r.line(f.Name), Tolerance: r.weight(f.Tolerance),
		VolumeDivisor: r.count(f.VolumeDivisor, 1, 1_000_000, defaultDivisor), Pos: r.pos(e.spot)}
	if c.Name == "" {
		c.Name = strings.ToUpper(c.Code)
	}
	if c.Tolerance >= 1000 {
		r.wrong(f.Tolerance.N.spot, "`toleransi` harus kurang dari 1 kg; ini %d gram", c.Tolerance)
	}
	for _, s := range r.elements(f.Services.N) {
		r.service(c, s)
	}
	if c.Code == "" {
		r.couriersBroken = true
		return
	}
	if other := r.cat.index.couriers[c.Code]; other != nil {
		r.wrong(f.Code.N.spot, "kode kurir %q sudah dipakai di baris %d", c.Code, other.Pos.Line)
		return
	}
	r.cat.index.couriers[c.Code] = c
	r.cat.Couriers = append(r.cat.Couriers, c)
}

func (r *reader) service(c *Courier, e *node) {
	var f serviceFile
	if !r.fill(e, &f, nil) {
		return
	}
	s := &Service{Code: r.code(f.Code), Name: r.line(f.Name), Courier: c, Pos: r.pos(e.spot)}
	if s.Name == "" {
		s.Name = s.Code
	}
	if other := c.Service(s.Code); other != nil && s.Code != "" {
		r.wrong(f.Code.N.spot, "kode layanan %q sudah dipakai di baris %d", s.Code, other.Pos.Line)
	}
	switch {
	case f.Rates.N != nil && f.CSV.N != nil:
		r.wrong(f.CSV.N.keyAt, "pakai `tarif` atau `tarif_csv`, jangan keduanya")
	case f.CSV.N != nil:
		r.ratesFile(s, f.CSV)
	case f.Rates.N != nil:
		r.rates(s, f.Rates)
	default:
		r.wrong(e.spot, "layanan ini belum punya tarif; isi `tarif` atau `tarif_csv`")
	}
	s.arrange()
	c.Services = append(c.Services, s)
}

func (r *reader) rates(s *Service, f listOf[rateFile]) {
	seen := map[wilayah.Code]Pos{}
	for _, e := range r.elements(f.N) {
		var t rateFile
		if !r.fill(e, &t, nil) {
			continue
		}
		to, ok := r.destination(t.To.N)
		rate := Rate{To: to, MinKg: 1, Estimate: r.line(t.Estimate), Pos: r.pos(e.spot)}
		switch {
		case t.PerKg.N != nil && t.Flat.N != nil:
			r.wrong(t.Flat.N.keyAt, "pakai `per_kg` atau `tetap`, jangan keduanya")
		case t.PerKg.N != nil:
			rate.PerKg = r.price(t.PerKg)
		case t.Flat.N != nil:
			rate.Flat, rate.IsFlat = r.amount(t.Flat), true
		default:
			r.wrong(e.spot, "tarif ini belum punya `per_kg` atau `tetap`")
		}
		if t.Min.N != nil {
			rate.MinKg = r.least(t.Min.N)
		}
		if !ok {
			continue
		}
		if other, taken := seen[to]; taken {
			r.wrong(t.To.N.spot, "tarif ke %s sudah ada di baris %d", t.To.N.text, other.Line)
			continue
		}
		seen[to] = rate.Pos
		s.Rates = append(s.Rates, rate)
	}
}

// destination reads where a rate goes; "*" is everywhere.
func (r *reader) destination(n *node) (wilayah.Code, bool) {
	if n != nil && n.kind == scalar && strings.TrimSpace(n.text) == "*" {
		return "", true
	}
	return r.place(place{n})
}

// least reads the weight that is billed at least, in whole kilograms.
func (r *reader) least(n *node) int {
	grams := r.weight(weight{n})
	if grams > 0 && grams < 100 && isDigits(strings.TrimSpace(n.text)) {
		r.warn(n.spot, "`min` %s tanpa satuan berarti %d gram; kalau maksudnya kilogram tulis %skg", n.text, grams, n.text)
	}
	return max(1, (grams+999)/1000)
}

// arrange sorts the rates' look-up.
func (s *Service) arrange() {
	s.byPlace = make([]int32, len(s.Rates))
	for i := range s.byPlace {
		s.byPlace[i] = int32(i)
	}
	slices.SortFunc(s.byPlace, func(a, b int32) int { return cmp.Compare(s.Rates[a].To, s.Rates[b].To) })
}

// served warns of places that none of the couriers (nil for all) has a rate for.
func (r *reader) served(f places, couriers []string) {
	if f.N == nil || f.N.kind != list || r.ratesBroken || couriers != nil && len(couriers) == 0 {
		return
	}
	for e := range f.N.all {
		name := strings.TrimSpace(e.text)
		code, _, err := r.resolve(name)
		if e.kind != scalar || err != nil {
			continue // told by places
		}
		if !slices.ContainsFunc(r.cat.Couriers, func(c *Courier) bool {
			return (couriers == nil || slices.Contains(couriers, c.Code)) && c.noRate(code).reason() != NoRate
		}) {
			r.warn(e.spot, "belum ada tarif ke %s dengan kurir yang bisa dipakai", name)
		}
	}
}
