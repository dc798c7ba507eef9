package bot

import (
	"slices"
	"strconv"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/pola"
	"tokobot/internal/rupiah"
)

// How many of what is talked about, in words that alone would be a nod, a refusal, a bargain or nothing at all: "100", "10 aja dulu", "5 bisa?",
// "yaudah 5 deh harga normal, jl melati 2".

var (
	// countWords are what a number is said with where it says how many.
	countWords = strings.Fields(`ya iya iyah y ok oke okey okay sip siap boleh bole blh deh dah dong donk aja saja ae wae dulu dl sih eh eeh maaf sorry salah ralat jadi jd jadinya
		jadiin cukup cuma cuman cm udah udh sudah sdh yaudah yowes wes wis kak kakak ka min admin mas mbak mba bang bu pak gan sis bos ambil pesan pesen order beli mau minta
		saya aku sy ku gue aq buat nyoba coba nyobain kalau kalo klo bisa bs ga gak nggak kan tuh itu segitu adanya ada yang yg biji bj pcs pc buah bh bks bungkus kaleng meter
		mtr m lembar lbr box dus pasang set harga normal biasa aslinya pas tetap tetep tambah lagi kurangi semua total totalnya makasih trims thanks`)
	// bidWords ask for another price, so that a number beside them is none of pieces.
	bidWords = []string{" kurang", " nego", " diskon", " disc", " murah", " turun", " pasnya", " net ", " korting", " potong", " promo", " nawar", "*tawar", " mahal", " rb ", "*ribu",
		" rp", " grosir", " bonus", " hari ", " persen", "%", " dapat ", " dpt ", " dapet ", " harganya", " pas ya"}
	// takeWords say that a number is one of pieces, whatever price it could be.
	takeWords = []string{" dulu ", " cukup ", " ambil", " pesan", " pesen", " order", " beli", " nyoba", " biji ", " pcs "}
	// onlyNumberIn finds the numbers of a text that stand by themselves.
	onlyNumberIn = pola.New(`(?:^|[\s,])(\d{1,4})(?:[\s,.!?]|$)`)
	// anyDigits finds every run of digits.
	anyDigits = pola.New(`\d+`)
)

// loneCount is the one number of a text that holds no other digits; 0 where there is none.
func loneCount(text string) int {
	found := onlyNumberIn.FindAllStringSubmatch(text, -1)
	if len(found) != 1 || len(anyDigits.FindAllString(text, -1)) != 1 {
		return 0
	}
	n, _ := strconv.Atoi(found[0][1]) // digits only
	return n
}

// onlyCounts tells whether a text says nothing but a number with words that go with it.
func (k *talk) onlyCounts(text string) bool {
	return !slices.ContainsFunc(lettersOf(text), func(w string) bool {
		return !slices.Contains(countWords, w) && !strings.EqualFold(w, k.Catalog.Shop.Sapaan)
	})
}

// howMany reads a number that was taken for a bargain, a nod or nothing as how many are wanted of what is talked about. It stays a bargain where it
// could be a price of these goods, in rupiah or thousands.
func (k *talk) howMany(acts []understand.Act) []understand.Act {
	n := loneCount(k.text())
	at := slices.IndexFunc(acts, func(a understand.Act) bool { return a.Intent != understand.Greet && a.Intent != understand.Thank })
	if n == 0 || at < 0 || at != len(acts)-1 || k.chooses() || k.aboutRecorded() {
		return acts
	}
	a := acts[at]
	w, ok := k.countOf(a, n)
	if !ok {
		return acts
	}
	var p pick
	if p = k.named(w); p.P == nil || len(p.Vs) == 0 {
		return acts
	}
	if l, inside := k.held().line(firstSKU(p)); a.Intent != understand.Deny && bids(p.Vs, n) && !hasWord(k.low(), takeWords) && (!inside || l.Qty != n) {
		return acts
	}
	a = understand.Act{Intent: understand.Order, Products: []understand.Product{w}, Words: a.Words}
	if strings.Contains(k.text(), "?") {
		a.Intent = understand.AskStock
	}
	return append(slices.Clone(acts[:at]), a)
}

// countOf is the goods that an act's number is of; false where its words say more than a number.
func (k *talk) countOf(a understand.Act, n int) (understand.Product, bool) {
	w := understand.Product{Qty: n}
	if v := k.Catalog.Variant(k.m.Asked.Ref); v != nil && k.m.Asked.What == askQuantity {
		w.Product, w.SKU = v.Product.SKU, v.SKU
	}
	if strings.Contains(k.text(), "?") && hasWord(k.low(), []string{" kalau ", " kalo ", " klo ", " kl ", " misal"}) {
		return w, false // what so many would cost
	}
	switch a.Intent {
	case understand.AskDiscount:
		if hasWord(k.low(), bidWords) || a.Amount > 0 && a.Amount != rupiah.Amount(n)*1000 {
			return w, false
		}
	case understand.OutOfScope, understand.AskProduct, understand.AskStock:
		if a.Info != "" && a.Info != understand.InfoDetails || !k.onlyCounts(k.text()) {
			return w, false
		}
	case understand.Deny:
		if !hasWord(k.low(), []string{" cukup "}) || !k.onlyCounts(k.text()) {
			return w, false
		}
	default:
		return w, false
	}
	for _, said := range a.Products {
		if len(said.Candidates)+len(said.Options) > 0 || said.Category != "" || said.Qty > 0 && said.Qty != n {
			return w, false
		}
		if said.Product != "" {
			w.Product, w.SKU = said.Product, said.SKU
		}
	}
	return w, true
}

// firstSKU is the variant of goods that are one; "" for others.
func firstSKU(p pick) string {
	if v := p.one(); v != nil {
		return v.SKU
	}
	return ""
}

// onlySaid takes back and says what stays: "ga jadi, satu aja".
var onlySaid = pola.New(`\b(?:ga|gak|gk|nggak|ngga|tidak|tdk|ndak|batal)(?: jadi)?\b[^,.]*[,.]\s*\S+\s+(?:aja|saja|ji|doang|wae|ae|mi)\b`)

// onlySo reads "tidak jadi, satu aja" as the number that stays, not as so many less.
func (k *talk) onlySo(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || !buys[acts[0].Intent] || len(acts[0].Products) != 1 || !onlySaid.MatchString(k.low()) {
		return acts
	}
	w := acts[0].Products[0]
	if w.Op != understand.Remove || w.Qty == 0 {
		return acts
	}
	w.Op = understand.Set
	return []understand.Act{{Intent: understand.ChangeOrder, Products: []understand.Product{w}, Words: acts[0].Words}}
}

// mostSaid speaks of the most that may be bought.
var mostSaid = []string{" maks ", " maksimal", " max ", " paling banyak"}

// mostOf reads "oh maks 5 ya, yaudah 5" as the number of the goods of which no more may be bought.
func (k *talk) mostOf(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || acts[0].Intent != understand.Order || len(acts[0].Products) == 0 || !hasWord(k.low(), mostSaid) || strings.Contains(k.text(), "?") {
		return acts
	}
	w := acts[0].Products[0]
	if slices.ContainsFunc(acts[0].Products, func(x understand.Product) bool {
		return x.Product != "" || x.SKU != "" || x.Category != "" || len(x.Options)+len(x.Candidates) > 0 || x.Qty != w.Qty
	}) {
		return acts
	}
	for _, l := range k.basket().Lines {
		if p := k.Catalog.Product(l.Product); p != nil && l.SKU != "" && p.MaxQty > 0 && p.MaxQty == w.Qty {
			w.Product, w.SKU, w.Op = l.Product, l.SKU, understand.Set
			return []understand.Act{{Intent: understand.ChangeOrder, Products: []understand.Product{w}, Words: acts[0].Words}}
		}
	}
	return acts
}

// bids tells whether a number, as it stands or in thousands, could be a price wished for one of the variants.
func bids(vs []*catalog.Variant, n int) bool {
	return slices.ContainsFunc(vs, func(v *catalog.Variant) bool {
		return slices.ContainsFunc([]rupiah.Amount{rupiah.Amount(n), rupiah.Amount(n) * 1000}, func(wish rupiah.Amount) bool { return wish < v.Price && 4*wish >= v.Price })
	})
}

// chooses tells whether a number may choose among what the open question lists.
func (k *talk) chooses() bool {
	q := k.m.Asked
	return len(q.Places)+len(q.Orders) > 0 || len(q.Products) > 0 && q.What != askQuantity
}

// aboutRecorded tells whether all that is talked about is in an order that is recorded already, and nothing new was begun.
func (k *talk) aboutRecorded() bool {
	o, open := k.underWay()
	if !open || len(k.basket().Lines) > 0 || k.redoing || k.m.Asked.What != askNothing {
		return false
	}
	t := k.topic()
	return t.P == nil || holds(o, []understand.Product{{Product: t.P.SKU}})
}

// newWords say that more, or something new, is wanted.
var newWords = []string{" ambil", " pesan", " pesen", " order", " beli", " mau ", " minta", " jadi ", " ganti", " ubah", "?"}

// numberAfter reads a bare number of a buyer whose order is recorded, and who was asked nothing, as another number of its only goods, or as nothing:
// it begins no new draft.
func (k *talk) numberAfter(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || acts[0].Intent != understand.Order || len(acts[0].Products) != 1 || !k.aboutRecorded() || hasWord(k.low(), newWords) || hasWord(k.low(), moreOf) ||
		slipSaid.MatchString(strings.TrimSpace(k.low())) {
		return acts
	}
	w := acts[0].Products[0]
	if w.Product != "" || w.SKU != "" || w.Category != "" || len(w.Options)+len(w.Candidates) > 0 || w.Qty == 0 {
		return acts
	}
	o, _ := k.underWay()
	if len(o.Items) != 1 || o.Items[0].Qty == w.Qty {
		return []understand.Act{{Intent: understand.Affirm, Words: acts[0].Words}}
	}
	w.Product, w.SKU, w.Op = o.Items[0].Product, o.Items[0].SKU, understand.Set
	return []understand.Act{{Intent: understand.ChangeOrder, Products: []understand.Product{w}, Words: acts[0].Words}}
}

// headWords is how many words the number at the head of a message may stand among.
const headWords = 6

// countedHead reads the number at the head of a message that goes on with something else, "3 kaleng, jl veteran 10, Dedi", as how many are wanted of
// what is talked about, where the whole was read without it. A name with a number, "Nama: Pembeli 5", and a house are no head of this kind.
func (k *talk) countedHead(acts []understand.Act) []understand.Act {
	head, tail, cut := cutHead(k.text())
	told := acts
	acts = k.uncomplained(acts)
	if !cut || len(strings.Fields(head)) > headWords || !k.onlyCounts(head) || k.topic().P == nil || strings.Contains(head, "?") || k.chooses() || k.aboutRecorded() ||
		slices.ContainsFunc(acts, func(a understand.Act) bool { return len(a.Products) > 0 }) {
		return told
	}
	n := k.countIn(head)
	if n == 0 || bids(k.topic().Vs, n) && !hasWord(" "+strings.ToLower(head)+" ", append(takeWords, " harga ")) {
		return told
	}
	w := understand.Product{Qty: n}
	if v := k.Catalog.Variant(k.m.Asked.Ref); v != nil && k.m.Asked.What == askQuantity {
		w.Product, w.SKU = v.Product.SKU, v.SKU
	}
	out := []understand.Act{{Intent: understand.Order, Products: []understand.Product{w}, Words: head}}
	if len(acts) > 0 && !k.faint(acts) {
		return append(out, acts...)
	}
	rest := k.uncomplained(k.Reader.Read(tail, understand.Context{Expect: understand.ExpectAddress, Topic: k.m.Topic, Basket: k.basket().skus()}))
	switch {
	case len(rest) > 0 && !k.faint(rest):
		out = append(out, rest...)
	case !strings.Contains(tail, "?") && len(lettersOf(tail)) > 2 && !k.onlyCounts(tail):
		k.noteWish(strings.TrimSpace(tail)) // "pesan 60, nama di gelas Dimas & Ayu"
	}
	return out
}

// uncomplained drops the complaints of a buyer who has nothing to complain about yet: "pesan 60, tulisannya Rani & Dio".
func (k *talk) uncomplained(acts []understand.Act) []understand.Act {
	if len(k.t.Orders) > 0 {
		return acts
	}
	return slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool { return a.Intent == understand.Complain && !a.Angry })
}

// cutHead parts a text at its first comma or line.
func cutHead(text string) (head, tail string, ok bool) {
	i := strings.IndexAny(text, ",\n;")
	if i <= 0 || i+1 < len(text) && !notDigit(rune(text[i+1])) {
		return "", "", false // "1,5" is one number
	}
	return strings.TrimSpace(text[:i]), strings.TrimSpace(text[i+1:]), true
}

// countIn is how many a few words say, and nothing else.
func (k *talk) countIn(head string) int {
	if n := loneCount(head); n > 0 && k.onlyCounts(head) {
		return n
	}
	acts := k.Reader.Read(head, understand.Context{Expect: understand.ExpectQuantity, Topic: k.m.Topic})
	if len(acts) != 1 || !buys[acts[0].Intent] || len(acts[0].Products) != 1 {
		return 0
	}
	w, t := acts[0].Products[0], k.goodsOf(k.m.Topic)
	if w.Product != "" && (t == nil || w.Product != t.SKU) || len(w.Options)+len(w.Candidates) > 0 || w.Category != "" || w.Op == understand.Remove || w.Op == understand.Add {
		return 0
	}
	return w.Qty
}

// sumDone is a sum that a buyer does: "140 + 15 = 155".
var sumDone = pola.New(`\d[\d.,]*\s*(?:rb|ribu|k|jt)?\s*(?:\+|plus)\s*\d[\d.,]*\s*(?:rb|ribu|k|jt)?\s*=\s*(?:rp\.?\s*)?\d`)

// dictatedSum reads "jadi 140 + 15 = 155 ya" as the question for the total: the shop's own sum answers it.
func (k *talk) dictatedSum(acts []understand.Act) []understand.Act {
	if !sumDone.MatchString(k.low()) || k.does(understand.ClaimPaid) || k.topic().P == nil && len(k.basket().Lines)+len(k.t.Orders) == 0 {
		return acts
	}
	return []understand.Act{{Intent: understand.AskTotal}}
}
