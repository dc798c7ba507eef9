package bot

import (
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/pola"
)

// Goods that shall come another time: "pashmina sama bella dulu aja, mukenanya belakangan".

const (
	otherTime = `(?:nanti|ntar|nnti|entar|belakangan|nyusul|menyusul|besok|lain kali|lain waktu|lain hari|kapan2|kapan kapan|kapan-kapan|next|pending|skip)`
	softTail  = `(?:\s+(?:aja|aj|saja|ae|wae|ya|yaa|deh|dulu|dl|lagi|kak|min|gan|bos|bang|mbak|pesennya|pesannya|ordernya|belinya|lah))*`
)

var (
	// laterSaid is a clause that puts goods off, with the words for them.
	laterSaid = pola.New(`(?i)^(?:(?:dan|terus|trus|tapi|tp|kalau|kalo|klo|untuk|utk|buat|kak|min|eh)\s+)*(?:yg\s+|yang\s+)?(.+?)\s+(?:(?:aja|saja|di|dulu|pesennya|pesannya|ordernya|belinya)\s*)*` + otherTime + softTail + `$`)
	// firstSaid is a clause that wants only some goods now.
	firstSaid = pola.New(`(?i)^(?:(?:kak|min|eh|ya|oke|ok|iya|gan|bos)\s+)*(?:(?:pesan|pesen|order|ambil|mau|beli)\s+)?(?:yg\s+|yang\s+)?(.+?)\s+(?:dulu|dl|dlu)(?:\s+(?:aja|aj|saja|ya|deh|kak|min|gan|bos))*$|^(?:(?:kak|min|eh|ya|oke|ok|iya|gan|bos)\s+)*(?:yg\s+|yang\s+)?(.+?)\s+(?:aja|saja)\s+(?:dulu|dl|dlu)(?:\s+(?:ya|deh|kak|min|gan|bos))*$`)
	// othersSaid names all goods but those that were named.
	othersSaid = pola.New(`(?i)^(?:yg\s+|yang\s+)?(?:sisa|lain|laen|lainnya|sisanya|selebihnya|selain itu)(?:nya)?$`)
	// notPutOff are what a clause with such a word speaks of instead: money, the way of the goods, an answer.
	notPutOff = pola.New(`(?i)\b(?:transfer\w*|tf|trf|bayar\w*|byr|kirim\w*|dikirim|antar|anter|diantar|ambil\w*|diambil|kabar\w*|info\w*|tanya\w*|pikir\w*|mikir|alamat\w*|nama\w*|telp|telpon|hubungi|bisa|boleh|sampai|sampe|jam|jadi)\b|\?`)
)

// putAside takes goods that shall come another time out of the draft and out of the burst, and says so, where others stay or are ordered with
// them. Who wants everything later is only answered kindly, and keeps the draft.
func (k *talk) putAside() {
	text := k.text()
	b := k.basket()
	later, others, rest := k.laterClauses(text)
	first, only := k.firstOnly(rest, b)
	if len(later) == 0 && !others && !only {
		return
	}
	var gone []line
	for _, l := range b.Lines {
		if v := k.Catalog.Variant(l.SKU); ofPicks(later, l, v) || (others || only) && first != nil && !ofPicks(first, l, v) {
			gone = append(gone, l)
		}
	}
	stays := len(gone) < len(b.Lines)
	if len(gone) == 0 && (len(later) == 0 || !stays && !k.ordersGoods(rest)) || !stays && !k.ordersGoods(rest) {
		return
	}
	names := k.asideNames(gone, later)
	for _, l := range gone {
		k.put(op{Do: opRemove, SKU: l.SKU, Product: l.Product})
	}
	if only {
		rest = "" // what stays is in the draft already
	}
	k.rest, k.cutOut = strings.Trim(rest, " ,.;\n"), true
	if len(gone) > 0 {
		k.heading = "draf_diubah"
	}
	k.n.say("lain_kali", is("nama", joined(comma, names...)))
}

// laterClauses finds the goods that clauses of a text put off, whether all others are, and the text without these clauses.
func (k *talk) laterClauses(text string) (later []pick, others bool, rest string) {
	from := 0
	var keep strings.Builder
	for _, stop := range append(asideStop.FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
		clause := strings.TrimSpace(text[from:stop[0]])
		m := laterSaid.FindStringSubmatch(clause)
		var ps []pick
		if m != nil && !notPutOff.MatchString(text[from:stop[1]]) {
			if othersSaid.MatchString(m[1]) {
				others = true
				from = stop[1]
				continue
			}
			ps = k.goodsSaid(m[1])
		}
		if len(ps) == 0 {
			keep.WriteString(text[from:stop[1]])
		}
		later = append(later, ps...)
		from = stop[1]
	}
	return later, others, keep.String()
}

// asideStop parts the clauses of such a message.
var asideStop = pola.New(`(?i)[,;\n.!?]+\s*|\s+(?:terus|trus|tapi|tp|sedangkan|kalau|kalo|klo)\s+`)

// firstOnly are the goods of the draft that a text wants now, where it says nothing else: "pashmina sama bella dulu aja"; only says that others
// of the draft are not among them.
func (k *talk) firstOnly(text string, b basket) (first []pick, only bool) {
	text = strings.Trim(text, " ,.;!\n")
	m := firstSaid.FindStringSubmatch(text)
	if m == nil || strings.ContainsAny(text, "?0123456789\n,;") || notPutOff.MatchString(text) || k.m.Asked.What == askVariant {
		return nil, false
	}
	first = k.goodsSaid(m[1] + m[2])
	for _, p := range first {
		if !slices.ContainsFunc(b.Lines, func(l line) bool { return ofPicks([]pick{p}, l, k.Catalog.Variant(l.SKU)) }) {
			return nil, false
		}
	}
	return first, len(first) > 0
}

// goodsSaid are the goods that words name; nil where they say anything else. Those of the draft are meant where the words fit them.
func (k *talk) goodsSaid(words string) []pick {
	if len(lettersOf(words)) == 0 || len(strings.Fields(words)) > 8 {
		return nil
	}
	acts := k.Reader.Read("batalkan "+words, understand.Context{Basket: k.basket().skus()})
	if len(acts) != 1 || len(acts[0].Products) == 0 {
		return nil
	}
	var out []pick
	for _, w := range acts[0].Products {
		w = k.inDraft(understand.Act{Intent: understand.ChangeOrder}, w)
		if w.Product == "" && w.SKU == "" && (len(w.Options) == 0 || k.left(w.Options) == nil) || w.Category != "" || len(w.Candidates) > 0 {
			return nil
		}
		p := k.named(w)
		if p.P == nil {
			return nil
		}
		out = append(out, p)
	}
	return out
}

// ofPicks tells whether a line is of one of some goods.
func ofPicks(ps []pick, l line, v *catalog.Variant) bool {
	return slices.ContainsFunc(ps, func(p pick) bool {
		return p.P.SKU == l.Product && (v == nil || slices.Contains(p.Vs, v))
	})
}

// asideNames are the goods that come another time: the lines of the draft, and what was put off before it came to one.
func (k *talk) asideNames(gone []line, later []pick) []value {
	var names []value
	for _, l := range gone {
		if v := k.Catalog.Variant(l.SKU); v != nil {
			names = append(names, k.variantName(v))
		} else if p := k.Catalog.Product(l.Product); p != nil {
			names = append(names, k.productName(p))
		}
	}
	for _, p := range later {
		if slices.ContainsFunc(gone, func(l line) bool { return ofPicks([]pick{p}, l, k.Catalog.Variant(l.SKU)) }) {
			continue
		}
		if v := p.one(); v != nil {
			names = append(names, k.variantName(v))
		} else {
			names = append(names, k.productName(p.P))
		}
	}
	return names
}
