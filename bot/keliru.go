package bot

import (
	"slices"
	"strconv"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/pola"
)

// A buyer who finds a fault in the draft: there is nothing to complain about yet, only to be put right.

var (
	// wondered is the surprise with which a fault of the draft is met.
	wondered = pola.New(`\b(?:kok|ko|koq|lho|loh|lah|lha|aduh|waduh|kenapa|knp)\b`)
	// lost says that a line is gone, miscounted that its number is another.
	lost       = pola.New(`\b(?:ilang|hilang|ngilang|kehapus|terhapus|keapus|(?:ga|gak|gk|nggak|tidak|tdk|blm|belum) (?:ada|masuk|kecatat|tercatat|dicatat|kehitung))\b`)
	miscounted = pola.New(`\b(?:kok|ko|koq|kenapa|knp)\b(?: \S+){0,4}? (?:(?:jadi|jd|malah|cuma|cm) )?(\d{1,4})\b`)
	// meantNumber is the number that was meant.
	meantNumber = pola.New(`\b(?:kan|cuma|cuman|cm|hanya|harusnya|hrsnya|seharusnya|mestinya|mintanya|pesannya|pesennya|maunya|maksudnya|bukannya)(?: (?:tadi|td|saya|sy|aku|ibu|cuma|cm|hanya|pesan|pesen|minta|mau|beli|order|ambil|yg|yang|nya)){0,3} (\d{1,4})\b`)
	// splitWords are words that split the draft, which a person of the shop would ask about too.
	splitWords = []string{" kecuali", " terpisah", " selain ", " dipisah"}
	// ofParcel are words of goods that were sent already.
	ofParcel = []string{" paket saya", " paketku", " kirim", " dikirim", " kurir", " resi", " sampai ", " sampe ", " nyampe", " terima", " dateng", " datang", " rusak", " uang", " duit", " bayar", " tf ", " transfer"}
)

// faultOfDraft reads "kok jadi 12? kan 10" of a draft, where the first number would be taken for the wish, as a complaint about it, which
// repairDraft puts right.
func (k *talk) faultOfDraft(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || len(acts[0].Products) > 1 || len(k.basket().Lines) == 0 || !miscounted.MatchString(k.low()) || k.meantOther() == 0 {
		return acts
	}
	switch a := acts[0]; a.Intent {
	case understand.ChangeOrder, understand.Order, understand.AskTotal, understand.AskPrice, understand.AskStock, understand.OutOfScope:
		return []understand.Act{{Intent: understand.Complain, Products: a.Products, Words: a.Words}}
	}
	return acts
}

// meantOther is the number that a buyer meant instead of the one that the draft has; 0 where none is said.
func (k *talk) meantOther() int {
	m := meantNumber.FindStringSubmatch(k.low())
	if m == nil {
		return 0
	}
	n, _ := strconv.Atoi(m[1]) // digits only
	return n
}

// repairDraft answers a complaint about a line or a number of the draft by putting it right, as far as it can be told what is meant, and else
// by the draft and the question what shall change. False for what is no such complaint: angry words, and those of a buyer who has an order
// to complain about.
func (k *talk) repairDraft(a understand.Act) (bool, error) {
	b := k.basket()
	gone, counted := lost.MatchString(k.low()), miscounted.MatchString(k.low()) || k.meantOther() > 0
	if len(k.m.Draft.Log) == 0 || !gone && !counted || !wondered.MatchString(k.low()) || hasWord(k.low(), ofParcel) ||
		slices.ContainsFunc(k.acts, func(a understand.Act) bool { return a.Angry }) {
		return false, nil
	}
	if _, could := k.troubled(a.Order); could || a.Order != "" {
		return false, nil
	}
	v, n := k.miscountedLine(a, b)
	if gone {
		v, n = k.lostLine(a, b)
	}
	if v == nil || n == 0 || hasWord(k.low(), splitWords) {
		return true, k.askFault(b)
	}
	if l, inside := b.line(v.SKU); inside && l.Qty == n {
		k.n.say("masih_tercatat")
		k.heading = "draf_sementara"
	} else {
		k.n.say("maaf_keliru")
		k.heading = "draf_diubah"
	}
	return true, k.take(v, n, false)
}

// askFault shows the draft to a buyer who finds a fault in it that can't be told, and asks what shall change.
func (k *talk) askFault(b basket) error {
	k.answered()
	k.n.say("maaf_keliru")
	k.heading = "draf_sementara"
	k.askWhatToChange()
	if len(b.skus()) == 0 {
		return nil
	}
	return k.showDraft(b)
}

// lostLine is the variant that the buyer misses, and its number: the one said, else the one that it had.
func (k *talk) lostLine(a understand.Act, b basket) (*catalog.Variant, int) {
	v := k.missedGoods(a, b)
	if v == nil {
		return nil, 0
	}
	own := strings.FieldsFunc(fullName(v), notDigit)
	n := 0
	for _, w := range a.Products {
		n = max(n, w.Qty)
	}
	for _, m := range bareNumber.FindAllStringSubmatch(k.lossSaid(), -1) {
		if said, _ := strconv.Atoi(m[1]); n == 0 && !slices.Contains(own, m[1]) {
			n = said
		}
	}
	if n == 0 {
		n = k.m.Draft.lastQty(v.SKU)
	}
	return v, n
}

// lossSaid is the sentence that tells of the loss: a number of another one is not of it.
func (k *talk) lossSaid() string {
	for piece := range strings.FieldsFuncSeq(k.low(), func(r rune) bool { return strings.ContainsRune(".,;\n?!", r) }) {
		if lost.MatchString(piece) {
			return " " + strings.Join(strings.Fields(piece), " ") + " "
		}
	}
	return k.low()
}

// missedGoods is the one variant that the words name: as they were read, or among what the draft holds or held.
func (k *talk) missedGoods(a understand.Act, b basket) *catalog.Variant {
	var fits []*catalog.Variant
	for _, w := range a.Products {
		if v := k.Catalog.Variant(w.SKU); v != nil {
			fits = append(fits, v)
			continue
		}
		for _, sku := range append(slices.Clone(w.Candidates), w.Product) {
			if p := k.Catalog.Product(sku); p != nil {
				fits = append(fits, fitting(p, w.Options)...)
			}
		}
	}
	if len(fits) == 1 {
		return fits[0]
	}
	var gone []*catalog.Variant
	for _, v := range fits {
		if _, inside := b.line(v.SKU); !inside && k.m.Draft.had(v.SKU) {
			gone = append(gone, v)
		}
	}
	switch {
	case len(gone) == 1:
		return gone[0]
	case len(gone) == 0:
		return k.lineNamed(b)
	}
	return nil
}

// miscountedLine is the line whose number is wrong, and the number that was meant: the line named, the one with the number that the buyer
// wonders at, or the only one.
func (k *talk) miscountedLine(a understand.Act, b basket) (*catalog.Variant, int) {
	n := k.meantOther()
	if n == 0 {
		return nil, 0
	}
	if v := k.lineNamed(b); v != nil {
		return v, n
	}
	had := 0
	if m := miscounted.FindStringSubmatch(k.low()); m != nil {
		had, _ = strconv.Atoi(m[1]) // digits only
	}
	var of []line
	for _, l := range b.Lines {
		if l.SKU != "" && (l.Qty == had || len(b.Lines) == 1) {
			of = append(of, l)
		}
	}
	if len(of) != 1 {
		return nil, 0
	}
	return k.Catalog.Variant(of[0].SKU), n
}

// lastQty is the number that a line of the draft had last, before it went.
func (d *draft) lastQty(sku string) int {
	var b basket
	n := 0
	for _, c := range d.Log {
		for _, o := range c.Ops {
			b.apply(o)
		}
		if l, inside := b.line(sku); inside {
			n = l.Qty
		}
	}
	return n
}
