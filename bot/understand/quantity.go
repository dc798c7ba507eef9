package understand

import (
	"slices"
	"strings"

	"tokobot/catalog"
	"tokobot/internal/bahasa"
)

// maxQuantity is the most pieces that are read as a quantity; more digits mean something else.
const maxQuantity = 9999

// scanQuantities finds how many of something are meant.
func (m *message) scanQuantities() {
	for i := 0; i < len(m.tokens); i++ {
		if !m.free(i) {
			continue
		}
		from := i
		if m.tokens[i].Text == "x" && i+1 < len(m.tokens) && m.tokens[i+1].Kind == bahasa.Number && m.free(i+1) {
			i++
		}
		q, ok := bahasa.ReadQuantity(m.tokens[i:])
		if !ok || q.Money || !m.quantityHere(from, i, q) {
			continue
		}
		to := i + q.Used
		if to < len(m.tokens) && m.tokens[to].Text == "x" && m.tokens[to].Glued {
			to++
		}
		for k := i; k < to; k++ {
			if !m.free(k) {
				to = k
			}
		}
		if to > from && m.take(spot{kind: spotQuantity, from: from, to: to, quantity: q}) {
			i = to - 1
		}
	}
}

// quantityHere tells whether a number says how many: not how long, how big, which day, which street.
func (m *message) quantityHere(from, i int, q bahasa.Quantity) bool {
	if q.Value <= 0 || q.Value > maxQuantity {
		return false
	}
	if q.Unit.Kind == bahasa.KindVolume || q.Unit.Kind == bahasa.KindLength {
		return m.soldHere(from, q)
	}
	if q.Unit.Kind == bahasa.KindCount {
		// "isi 10 pcs" is about a pack, "setengah" of a piece is nothing.
		b := m.before(from)
		if len(m.blocks) > 1 && i+q.Used < len(m.tokens) && m.tokens[i+q.Used].Text == ":" {
			return false // "dropship 2 paket:"
		}
		return q.Pieces() > 0 && (b < 0 || m.words[b].Text != "isi" && m.words[b].Text != "per")
	}
	if m.tokens[i].Text == "kalih" && i+1 < len(m.tokens) && m.tokens[i+1].Kind == bahasa.Word && !m.cuesAt(i+1).meets(m.r.cue.courtesy) {
		return false // in polite Javanese "two" at the end of what is counted, "and" between
	}
	if q.Words && q.Value > 1 && i+1 < len(m.tokens) && doubles(m.tokens[i+1]) {
		return false // "dua2na" is both
	}
	if q.Value != float64(int(q.Value)) || q.Bare && q.Value >= 100 && !m.buying(i) && !m.counting(from, q.Value) && !m.supposed(from, q.Value) && !m.hundredsOf(i+q.Used, q.Value) {
		return false
	}
	if t := m.tokens[i]; t.Glued && i > 0 && from == i {
		// masing2 is a doubled word; a code or a size is not a quantity either.
		if p := m.tokens[i-1]; p.Kind == bahasa.Word && (!m.quantityBehind(i-1) || t.Text == "2" && m.doubledName(i-1)) || p.Kind == bahasa.Punct && p.Text != "," && p.Text != "(" && p.Text != "=" && p.Text != ":" && p.Text != "+" && p.Text != "@" {
			return false
		}
	}
	if p := m.words[i].phrase; p != 0 && (p != int16(i+1) || int(m.words[i].until) > i+1 && q.Value > 1) {
		return false // part of a phrase: apa2, dua2nya; but not "1 seri"
	}
	if b := m.before(from); b >= 0 && b == from-1 && m.at(b) == nil && (m.cuesAt(b).meets(m.r.cue.notCount) || slices.Contains(numbered, m.words[b].Text)) {
		return false
	}
	if b := m.before(from); b == from-1 && b >= 0 && q.Bare && q.Value <= 4 && m.free(b) && m.words[b].Text == "warna" && m.numberIn(0, b) {
		return false // "45, logonya warna 2"
	}
	if b := m.before(from); b >= 0 && q.Bare && q.Value > 12 && slices.Contains(stillWords, m.words[b].form()) && m.hasCue(0, len(m.words), m.r.cue.priced) {
		return false // "harganya masih 45 ga"
	}
	if b := m.before(from); b == from-1 && b >= 0 && q.Bare && q.Value > 12 && slices.Contains(relatives, m.words[b].Text) {
		return false // "pompa yang 128"
	}
	if b := m.before(from); b >= 0 && q.Bare && q.Value > 1900 && slices.Contains(months, m.words[b].Text) {
		return false // 14 Februari 2027
	}
	to := i + q.Used
	return to >= len(m.tokens) || !m.measuresTime(to)
}

// soldHere tells whether a length or volume says how much is wanted of the goods named in front of it, or talked about where none are
// named: they are sold by the metre or litre.
func (m *message) soldHere(from int, q bahasa.Quantity) bool {
	if q.Unit.Factor != 1000 || q.Value != float64(int(q.Value)) || m.asksMeasure(from, from+q.Used) {
		return false
	}
	if s := m.at(from + q.Used); s != nil && s.kind == spotProduct {
		return slices.ContainsFunc(s.products[:min(len(s.products), most)], func(p int32) bool { return m.soldIn(p, q.Unit) }) // "60 meter tali prusik"
	}
	for i := from - 1; i >= max(0, from-16); i-- {
		switch s := m.at(i); {
		case s == nil:
		case s.kind == spotProduct:
			return slices.ContainsFunc(s.products[:min(len(s.products), most)], func(p int32) bool { return m.soldIn(p, q.Unit) })
		case s.kind == spotOption && m.count(spotProduct) == 0:
			return slices.ContainsFunc(m.r.index.options.owners[s.phrase], func(p int32) bool { return m.soldIn(p, q.Unit) })
		}
	}
	topic := m.topic() // "3 meter deh" of the cloth that is talked about, also "20 meter ya sama lakban 2"
	return topic >= 0 && m.nearestFront(from) == nil && m.soldIn(topic, q.Unit)
}

// asksMeasure tells whether the words around a measure ask how much there is of something, or how large it is.
func (m *message) asksMeasure(from, to int) bool {
	if m.gap(from-1, from).meets(m.r.cue.buying) {
		return false // "ambil 60 meter berapa"
	}
	// "semeter berapa" is what one costs.
	return m.gap(from-1, from).meets(m.r.cue.measuring) || m.tokens[from].Kind == bahasa.Word && to == from+1 && m.gap(to, min(len(m.words), to+1)).meets(m.r.cue.measuring) || m.gap(to, min(len(m.words), to+1)).meets(m.r.cue.fitting)
}

// soldIn tells whether one piece of a product is one of a unit: its name, or an option, says so; a metre, also where cloth and the like say
// nothing of lengths at all.
func (m *message) soldIn(product int32, unit bahasa.Unit) bool {
	p := m.r.index.products[product]
	says := false
	named := func(text string) bool {
		tokens := bahasa.Tokens(nil, strings.ToLower(text))
		for i, t := range tokens {
			u, ok := bahasa.UnitOf(t.Text)
			if !ok || u.Kind != unit.Kind {
				continue
			}
			says = true
			if u.Factor == unit.Factor && (i == 0 || tokens[i-1].Kind != bahasa.Number || tokens[i-1].Text == "1") {
				return true
			}
		}
		return false
	}
	if named(p.Name) {
		return true
	}
	for _, a := range p.Axes {
		for _, o := range a.Options {
			if named(o.Name) {
				return true
			}
		}
	}
	if unit.Kind == bahasa.KindLength {
		return !says && named(p.Category+" "+p.Description) || !says && clothWords(p.Name+" "+p.Category)
	}
	return !says && slices.ContainsFunc(p.Variants, func(v *catalog.Variant) bool { return v.Weight >= 800 && v.Weight <= 1300 })
}

// clothWords tells whether a name is of what is cut from a roll.
func clothWords(text string) bool {
	return slices.ContainsFunc(bahasa.Tokens(nil, strings.ToLower(text)), func(t bahasa.Token) bool { return slices.Contains(byMetre, t.Text) })
}

var byMetre = []string{"kain", "bahan", "furing", "viselin", "renda", "pita", "karet", "velcro", "perekat", "brokat", "tile", "tali", "kabel", "selang", "rantai", "bisban", "webbing", "elastis"}

// listMark tells whether a number only counts the lines of a list: "1. …" or "2) …" at the front of a line.
func (m *message) listMark(i int) bool {
	if i+2 >= len(m.tokens) || i > 0 && m.tokens[i-1].Kind != bahasa.Break {
		return false
	}
	sign := m.tokens[i+1]
	return sign.Glued && (sign.Text == "." || sign.Text == ")") && (m.tokens[i+2].Kind == bahasa.Word || m.tokens[i+2].Kind == bahasa.Number && !m.tokens[i+2].Glued)
}

// scanListMarks marks the numbers that only count the lines of a list.
func (m *message) scanListMarks() {
	several := slices.ContainsFunc(m.tokens, func(t bahasa.Token) bool { return t.Kind == bahasa.Break })
	for i := range m.tokens {
		if several && m.tokens[i].Kind == bahasa.Number && m.free(i) && m.listMark(i) {
			m.words[i].spot = listSpot // not the answer "2. kirim ke solo berapa"
		}
	}
}

// buying tells whether the message speaks of buying: only then is a bare number of three digits how many.
func (m *message) buying(int) bool {
	for i := range m.words {
		if m.words[i].cues.meets(m.r.cue.buying) {
			return true
		}
	}
	return false
}

// counting tells whether a number of three digits stands right behind goods, where nobody bargains: "kipas bambu 300 jadi brp".
func (m *message) counting(from int, value float64) bool {
	if value >= 1000 && !m.thousandOf(from, value) || m.hasCue(0, len(m.words), m.r.cue.haggling) {
		return false
	}
	for i := from - 1; i >= max(0, from-4); i-- {
		if m.tokens[i].Kind > bahasa.Number && (m.tokens[i].Text != "," || from != len(m.tokens)-1) {
			return false // "warna maroon, 300" ends with how many
		}
		if s := m.at(i); s != nil {
			return s.kind == spotProduct || s.kind == spotOption
		}
	}
	return false
}

// hundredsOf tells whether a number of three digits stands right in front of goods or an option of theirs, where nobody speaks of money: "100 kecil
// 200 sedang".
func (m *message) hundredsOf(to int, value float64) bool {
	s := m.at(to)
	if s == nil || value >= 1000 || m.tokens[to].Kind != bahasa.Word || m.tokens[to].Glued || m.hasCue(0, len(m.words), m.r.cue.haggling) || m.hasCue(0, len(m.words), m.r.cue.money) {
		return false
	}
	return s.kind == spotProduct || s.kind == spotOption
}

// thousandOf tells whether thousands without a word about money stand right behind goods: "kartu nama 1000".
func (m *message) thousandOf(from int, value float64) bool {
	s := m.at(from - 1)
	return value <= 5000 && int(value)%500 == 0 && s != nil && (s.kind == spotProduct && s.exact || s.kind == spotOption) && !m.hasCue(0, len(m.words), m.r.cue.money)
}

// supposed tells whether a number of three digits behind "kalau" goes on about how many, as one in front of it does: "50 biji berapa? kalau 200?".
func (m *message) supposed(from int, value float64) bool {
	b := m.before(from)
	return value < 1000 && b == from-1 && b >= 0 && m.cuesAt(b).meets(m.r.cue.conditional) && m.count(spotQuantity) > 0 && !m.hasCue(0, len(m.words), m.r.cue.haggling)
}

// quantityBehind tells whether a number written against a word may count it: pashmina2, not abu2.
func (m *message) quantityBehind(i int) bool {
	s := m.at(i)
	return s != nil && (s.kind == spotProduct || s.kind == spotOption)
}

// doubledName tells whether the word at i stands twice in the name of the goods that it names: the 2 of "otak2" doubles it.
func (m *message) doubledName(i int) bool {
	s, w := m.at(i), m.tokens[i].Text
	return s != nil && s.kind == spotProduct && slices.ContainsFunc(s.products[:min(len(s.products), most)], func(p int32) bool {
		name := strings.ToLower(m.r.index.products[p].Name)
		return strings.Contains(name, w+"-"+w) || strings.Contains(name, w+" "+w)
	})
}

// notCounted are the words behind a number that is no quantity of goods.
var notCounted = []string{"hari", "hr", "hri", "jam", "jm", "menit", "mnt", "minggu", "mgg", "mggu", "bulan", "bln", "tahun", "thn", "th", "%", "persen", "x",
	"kali", "orang", "org", "cm", "inch", "/", ":", "belas", "km", "lantai", "lt", "detik", "nomor", "tgl", "an", "in", "days", "hours", "day",
	"dino", "dina", "dinten", "poe", "wengi", "taun", "sasi", "wulan", "ari"}

// parcelWords are what is counted where an order goes to several people.
var parcelWords = []string{"alamat", "almt", "alamt", "tempat", "penerima", "tujuan", "lokasi", "saudara", "kota", "resi", "orderan", "pengiriman"}

var stillWords = []string{"masih", "msh", "msih", "mash", "sek", "sik", "isih", "esih", "keneh"}

var months = []string{"januari", "februari", "maret", "april", "mei", "juni", "juli", "agustus", "september", "oktober", "november", "desember", "jan", "feb", "mar", "apr",
	"jun", "jul", "agu", "sep", "okt", "nov", "des", "january", "february", "march", "may", "june", "july", "august", "october", "december"}

// numbered are the words in front of a number that is no quantity of goods.
var numbered = []string{"jam", "jm", "pukul", "pkl", "tgl", "tanggal", "umur", "usia", "tahun", "thn", "nomor", "nomer", "no", "kelas", "kls", "semester", "rt", "rw", "blok", "km", "lantai",
	"sdn", "smpn", "sman", "smkn", "mtsn", "ring", "tinggi", "bb", "tb", "ld", "lp", "size", "uk", "level", "angka", "pilihan", "hari", "minggu", "bulan", "tipe", "seri"}

func (m *message) measuresTime(i int) bool {
	t := m.tokens[i]
	if slices.Contains(parcelWords, t.Text) && m.free(i) {
		return true // "order 2 alamat ya"
	}
	if s := m.at(i); s != nil && s.kind == spotProduct && s.from == i {
		return false // "8 jam dinding"
	}
	return (slices.Contains(notCounted, t.Text) || slices.Contains(months, t.Text)) && (t.Text != "x" || !t.Glued) && (t.Kind != bahasa.Punct || t.Glued)
}
