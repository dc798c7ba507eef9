package bot

import (
	"slices"
	"strconv"
	"strings"

	"tokobot/bot/understand"
	"tokobot/internal/pola"
	"tokobot/internal/shop"
	"tokobot/internal/wilayah"
)

// notBut is a correction: "bukan Rina tapi Rini", "salah, yang benar kec. Senapelan". What stands behind is what is meant.
var notBut = pola.New(`(?i)\b(?:bukan|bkn|salah)\b(.*?)\b(?:tapi|tp|tpi|melainkan|yang benar|yg benar|yang bener|yg bener|harusnya|seharusnya|yang betul|yg betul)\b[ :,]*(.+)$`)

// placeWord stands in front of a place.
var placeWord = pola.New(`(?i)^(?:kec(?:amatan)?|kel(?:urahan)?|kab(?:upaten)?|kota|desa|di)\b\.?\s*`)

// corrected reads a correction of the draft's address that meant nothing by itself: a name in the place of the name, a place, or a
// part of the street.
func (k *talk) corrected(acts []understand.Act) []understand.Act {
	b := k.basket()
	m := notBut.FindStringSubmatch(strings.TrimSpace(k.text()))
	if m == nil || b.To == (shop.Recipient{}) || !k.faint(acts) {
		return acts
	}
	wrong, right := strings.ToLower(m[1]), strings.TrimSpace(strings.TrimRight(m[2], ".! "))
	ad := &understand.Address{}
	name := strings.ToLower(b.To.Name)
	switch {
	case name != "" && slices.ContainsFunc(strings.Fields(wrong), func(w string) bool { return strings.Contains(name, strings.Trim(w, ",.")) }) && k.nameLike(right):
		ad.Recipient = right
	case k.placeIn(right, b) != nil:
		ad.Place = k.placeIn(right, b)
	case streetPart.MatchString(right) || strings.ContainsAny(right, "0123456789"):
		ad.Street = right
	default:
		return acts
	}
	return []understand.Act{{Intent: understand.GiveAddress, Address: ad}}
}

// placeIn reads words as a place of the town that the draft goes to, or any other where they name only one.
func (k *talk) placeIn(words string, b basket) *understand.Place {
	words = placeWord.ReplaceAllString(words, "")
	for _, a := range k.Reader.Read("ongkir ke "+words, understand.Context{}) {
		for _, p := range a.Places {
			near := slices.DeleteFunc(append(slices.Clone(p.Candidates), p.Code), func(c wilayah.Code) bool { return c == "" })
			if found := inside(near, b.To.Place.At(wilayah.Kabupaten)); len(found) > 0 {
				return &understand.Place{Code: found[0]}
			}
			if p.Code != "" {
				return &understand.Place{Code: p.Code}
			}
		}
	}
	return nil
}

// buysSome is an order in few words, beside which an address may stand.
var buysSome = pola.New(`\b(?:pesan|pesen|order|ambil|beli|mau|minta|jadi)\s+(\d{1,3})\b`)

// besideAddress reads "pesan 1 ya kirim ke jl merdeka …" as an order of what was offered, not only as its address.
func (k *talk) besideAddress(acts []understand.Act) []understand.Act {
	m := buysSome.FindStringSubmatch(k.low())
	v := k.topic().one()
	if m == nil || v == nil || !k.does(understand.GiveAddress) || k.does(understand.Order, understand.ChangeOrder) || len(k.basket().Lines) > 0 {
		return acts
	}
	n, err := strconv.Atoi(m[1])
	if err != nil || n == 0 {
		return acts
	}
	order := understand.Act{Intent: understand.Order, Products: []understand.Product{{Product: v.Product.SKU, SKU: v.SKU, Qty: n}}}
	return append([]understand.Act{order}, acts...)
}

// replacesAll tells whether goods take the place of all other lines of their product: "eh 38 6 40 6 aja".
func (k *talk) replacesAll(ps []pick) bool {
	low := k.low()
	if !strings.HasPrefix(low, " eh ") || !hasWord(low, []string{" aja ", " saja "}) || hasWord(low, moreOf) || len(ps) == 0 {
		return false
	}
	return !slices.ContainsFunc(ps, func(p pick) bool { return p.P != ps[0].P || p.one() == nil || p.Op == understand.Remove })
}

// dropOthers takes the lines of a product out that are not among the picks.
func (k *talk) dropOthers(ps []pick) {
	for _, l := range k.m.Draft.basket().Lines {
		if l.Product == ps[0].P.SKU && !slices.ContainsFunc(ps, func(p pick) bool { return p.one().SKU == l.SKU }) {
			k.put(op{Do: opRemove, SKU: l.SKU, Product: l.Product})
		}
	}
}

// replaced is the line that "putihnya ganti XL" is about: the one of the product whose option is named in front of the word.
func (k *talk) replaced(of []line) (line, bool) {
	low := k.low()
	at := -1
	for _, w := range exchangeWords {
		if i := strings.Index(low, strings.TrimPrefix(w, "*")); i > 0 && (at < 0 || i < at) {
			at = i
		}
	}
	if at < 0 {
		return line{}, false
	}
	var found []line
	for _, l := range of {
		v := k.Catalog.Variant(l.SKU)
		if v != nil && slices.ContainsFunc(v.Options, func(o string) bool { return namesOption(low[:at], o) }) {
			found = append(found, l)
		}
	}
	if len(found) != 1 {
		return line{}, false
	}
	return found[0], true
}

// namesOption tells whether words name an option, with or without -nya.
func namesOption(words, option string) bool {
	o := strings.ToLower(option)
	return slices.ContainsFunc(strings.Fields(words), func(w string) bool {
		w = strings.Trim(w, ",.")
		return w == o || w == o+"nya"
	})
}
