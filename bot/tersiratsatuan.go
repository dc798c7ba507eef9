package bot

import (
	"slices"
	"strconv"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/bahasa"
	"tokobot/internal/pola"
)

// Words that say which option, though they look like a unit or a code: "2 kodi", "m10".

// optionWords gives the only goods of an order, or those talked about, the option that the burst names by a unit that they are sold in, "1 seri",
// "2 kodi" of Kodi 20 pcs, or by the code that its name begins with, "m10" of M10 x 77.
func (k *talk) optionWords(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || !buys[acts[0].Intent] || len(acts[0].Products) != 1 {
		return acts
	}
	w := acts[0].Products[0]
	p := k.Catalog.Product(w.Product)
	if w.Product == "" && w.SKU == "" && len(w.Candidates)+len(w.Options) == 0 && w.Category == "" {
		p = k.goodsOf(k.m.Topic)
	}
	if p == nil || w.Op == understand.Remove {
		return acts
	}
	for i, axis := range p.Axes {
		option, qty := k.unitSaid(axis)
		if option == "" && w.SKU == "" && w.Options[axis.Name] == "" {
			option, qty = codeSaid(k.low(), axis), w.Qty
		}
		if option == "" {
			continue
		}
		options := map[string]string{axis.Name: option}
		for other, o := range w.Options {
			if other != axis.Name {
				options[other] = o
			}
		}
		if v := k.Catalog.Variant(w.SKU); v != nil {
			for j, o := range v.Options {
				if j != i {
					options[p.Axes[j].Name] = o
				}
			}
		}
		w.Product, w.SKU, w.Options, w.Qty, w.Each = p.SKU, "", options, qty, false
		if vs := fitting(p, options); len(vs) == 1 {
			w.SKU = vs[0].SKU
		}
		return []understand.Act{{Intent: acts[0].Intent, Products: []understand.Product{w}, Words: acts[0].Words}}
	}
	return acts
}

// unitSaid is the option of an axis whose name begins with a counting word that the burst says, and how many: the number in front of the word, or
// behind it. "" where it says none.
func (k *talk) unitSaid(axis catalog.Axis) (option string, qty int) {
	words := strings.Fields(k.low())
	for _, o := range axis.Options {
		name := strings.Fields(strings.ToLower(o.Name))
		if len(name) < 2 {
			continue
		}
		if u, ok := bahasa.UnitOf(name[0]); name[0] != "seri" && (!ok || u.Kind != bahasa.KindCount) {
			continue
		}
		for i, word := range words {
			word = strings.Trim(word, ",.!?")
			if word != name[0] && word != name[0]+"nya" && word != "se"+name[0] {
				continue
			}
			qty = 0
			if i > 0 {
				qty, _ = strconv.Atoi(words[i-1]) // 0 where it is no number
			}
			for j := i + 1; j < len(words) && qty == 0; j++ {
				qty, _ = strconv.Atoi(words[j])
			}
			if word == "se"+name[0] {
				qty = 1
			}
			return o.Name, qty
		}
	}
	return "", 0
}

// optionCode is a letter with a number, as sizes of bolts and the like are written.
var optionCode = pola.New(`\b[a-z]\d{1,3}\b`)

// codeSaid is the one option of an axis whose name begins with a code that stands in words; "" for none or several.
func codeSaid(low string, axis catalog.Axis) string {
	found := ""
	for _, code := range optionCode.FindAllString(low, -1) {
		for _, o := range axis.Options {
			name := strings.Fields(strings.ToLower(o.Name))
			if len(name) < 2 || name[0] != code {
				continue
			}
			if found != "" {
				return ""
			}
			found = o.Name
		}
	}
	return found
}

// keeps reads "keep dulu ya sore tf" under a shown total, which is neither yes nor no, as the wish to see what it takes.
func (k *talk) keeps(acts []understand.Act) []understand.Act {
	kept := k.m.Asked.What == askConfirm && len(acts) > 0 && hasWord(k.low(), []string{" keep", " simpen", " simpan", " tahan"}) && !hasWord(k.low(), []string{" jadi", " batal", " cancel"})
	for _, a := range acts {
		bare := a.Intent == understand.Order && len(a.Products) == 0
		kept = kept && (bare || a.Intent == understand.Affirm || a.Intent == understand.Deny)
	}
	if !kept {
		return acts
	}
	return []understand.Act{{Intent: understand.AskTotal, Words: acts[0].Words}}
}

// streetMended reads "eh salah alamat, no 14 gan" of a buyer whose order is recorded as the repair of its street.
func (k *talk) streetMended(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || acts[0].Intent != understand.GiveAddress || acts[0].Address != nil || len(acts[0].Places) > 0 || acts[0].Same || len(k.basket().Lines) > 0 || strings.Contains(k.text(), "?") {
		return acts
	}
	o, open := k.newestOpen()
	text := strings.TrimSpace(k.text())
	at := streetPart.FindStringIndex(text)
	if !open || !movable(o.Status) && !inHand(o.Status) || at == nil || !strings.ContainsAny(text[at[0]:], "0123456789") {
		return acts
	}
	words := strings.Fields(text[at[0]:])
	for len(words) > 1 && (slices.Contains(noName, strings.ToLower(words[len(words)-1])) || slices.Contains(enoughWords, strings.ToLower(words[len(words)-1]))) {
		words = words[:len(words)-1]
	}
	return []understand.Act{{Intent: understand.GiveAddress, Address: &understand.Address{Street: strings.Trim(strings.Join(words, " "), " .,!")}, Words: acts[0].Words}}
}

// sendLater takes "kirim besok ya jangan hari ini" of a buyer whose order is recorded to the people who pack it.
func (k *talk) sendLater(acts []understand.Act) []understand.Act {
	if _, open := k.newestOpen(); !open || len(k.basket().Lines) > 0 || len(acts) != 1 || strings.Contains(k.text(), "?") || !hasWord(k.low(), laterWords) || hasWord(k.low(), payWords) ||
		!hasWord(k.low(), []string{" kirim", " dikirim", " antar", " diantar", " anter", " dianter"}) || !hasWord(k.low(), []string{" ya ", " aja ", " saja ", " jangan ", " tolong "}) {
		return acts
	}
	switch acts[0].Intent {
	case understand.OutOfScope, understand.AskShippingTime, understand.Deny, understand.AskOrderStatus:
	default:
		return acts
	}
	return []understand.Act{{Intent: understand.AskHuman, Words: acts[0].Words}}
}

// onlyNamed says that an act asks for goods by nothing but their name.
func (k *talk) onlyNamed(a understand.Act) bool {
	return a.Intent == understand.AskStock && !hasWord(k.low(), []string{"?", " ada", " ready", " kosong", " habis", " stok", " brp", " berapa"})
}

// sameToo reads "obeng min sama juga" right after sizes and numbers of another were noted as the same sizes and numbers of it.
func (k *talk) sameToo(acts []understand.Act) []understand.Act {
	q := k.goodsOf(k.m.Topic)
	if q == nil || len(acts) != 1 || !buys[acts[0].Intent] && !k.onlyNamed(acts[0]) || len(acts[0].Products) != 1 || !hasWord(k.low(), []string{" sama juga", " sama jg", " sama aja", " sama kayak tadi", " samain"}) {
		return acts
	}
	w := acts[0].Products[0]
	p := k.Catalog.Product(w.Product)
	if p == nil || p == q || w.Qty > 0 || w.SKU != "" || len(w.Options) > 0 || w.Op == understand.Remove {
		return acts
	}
	var ws []understand.Product
	for _, l := range k.basket().Lines {
		v := k.Catalog.Variant(l.SKU)
		if v == nil || v.Product != q {
			continue
		}
		options := map[string]string{}
		for i, axis := range q.Axes {
			options[axis.Name] = v.Options[i]
		}
		vs := fitting(p, options)
		if len(vs) != 1 || !vs[0].Active {
			return acts
		}
		ws = append(ws, understand.Product{Product: p.SKU, SKU: vs[0].SKU, Qty: l.Qty})
	}
	if len(ws) == 0 {
		return acts
	}
	return []understand.Act{{Intent: understand.Order, Products: ws, Words: acts[0].Words}}
}
