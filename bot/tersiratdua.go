package bot

import (
	"cmp"
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/internal/pola"
)

// Two recipients in one talk: an order goes to one address, so that they become two orders, one after the other.

// someTo is a part of the goods with where it goes, "1 ke malang"; severalTo says that there is more than one recipient.
var (
	someTo    = pola.New(`(?i)\b((?:\d{1,3}|satu|dua|tiga)\s*(?:pcs|pc|biji|bh|buah|set|box|pak|pack|dus)?)\s*(?:lagi\s+)?(?:(?:di)?kirim\s+)?ke\s+`)
	severalTo = pola.New(`(?i)\b(?:2|dua|3|tiga|beberapa)\s+(?:alamat|penerima|tujuan)\b|\b(?:ngirim|kirim|dikirim|mengirim)\w*\s+(?:ke|buat|utk|untuk)\s+(?:2|dua|3|tiga)\s+(?:orang|tempat|kota)\b` +
		`|\balamat(?:nya)?\s+(?:yg\s+|yang\s+)?(?:beda|berbeda)\b|\bbeda\s+(?:alamat|penerima|tujuan)\b|\bpenerima(?:nya)?\s+(?:ada\s+)?(?:2|dua|beda)\b|\borang\s+pertama\b.*\bkedua\b` +
		`|\bsebagian\s+(?:lagi\s+)?(?:di)?kirim`)
	// ownPart ends the words in front of a number that counts no goods of its own: a sign, another number, or "dan".
	ownPart = pola.New(`(?i)(?:^|[,.;:\n(]|\b\d+|\b(?:pcs|dan|sama|ya|yg|yang))\s*$`)
	partEnd = pola.New(`(?i)[,.;?!\n]|\s(?:ya|dan|sama|ongkir\w*|kak|bos|min)\b`)
)

// toldSeveral counts, among the asked parts, how often a draft was wanted at several addresses: once is enough to say that.
const toldSeveral = "satu_alamat"

// severalPlaces says to who wants one order at several addresses that each becomes an order of its own, and takes "1 ke malang 1 ke jakarta
// timur" neither for numbers of goods nor for a street. Two whole addresses are for people, as giveAddress has it; where one is given, that is
// where the order goes.
func (k *talk) severalPlaces(acts []understand.Act) []understand.Act {
	rest, to := k.partsTo(cmp.Or(k.leftover, k.text()))
	if k.recipients() > 0 || len(to) < 2 && !severalTo.MatchString(k.text()) {
		return acts
	}
	asks := hasWord(k.low(), []string{" ongkir", " ongkos"})
	if len(to) > 1 {
		if acts = k.apart(rest); asks {
			acts = slices.DeleteFunc(acts, func(a understand.Act) bool { return a.Intent == understand.AskShippingCost })
			acts = append(acts, to...)
		}
	}
	if k.m.AskedPart[toldSeveral]++; k.m.AskedPart[toldSeveral] == 1 {
		k.n.say("satu_alamat")
	}
	var out []understand.Act
	for _, a := range acts {
		switch {
		case a.Intent == understand.GiveAddress && a.Address != nil && a.Address.Place != nil && asks:
			out = append(out, understand.Act{Intent: understand.AskShippingCost, Places: []understand.Place{*a.Address.Place}})
		case a.Intent == understand.AskFAQ && !dropshipWords.MatchString(k.text()), a.Intent == understand.AskCouriers && a.Courier == "",
			a.Intent == understand.AskDiscount && !hasWord(k.low(), voucherWords), vague(a), slices.Contains(besideSeveral, a.Intent):
		default:
			out = append(out, a)
		}
	}
	return out
}

// besideSeveral are what "dikirim ke alamat beda" is easily taken for.
var besideSeveral = []understand.Intent{understand.GiveAddress, understand.OutOfScope, understand.AskStore, understand.Deny}

// vague tells whether an act is about goods that it does not name: "mau kirim ke 2 orang" orders nothing.
func vague(a understand.Act) bool {
	switch a.Intent {
	case understand.Order, understand.ChangeOrder, understand.AskStock, understand.AskProduct, understand.AskCatalog, understand.AskWholesale:
		return !slices.ContainsFunc(a.Products, func(w understand.Product) bool {
			return w.Product != "" || w.SKU != "" || w.Qty > 0 || len(w.Candidates)+len(w.Options) > 0
		})
	}
	return false
}

// partsTo cuts the parts of the goods with where they go out of a text, and asks for the shipping to each place; a part whose place is unknown
// stays.
func (k *talk) partsTo(text string) (rest string, to []understand.Act) {
	heads := someTo.FindAllStringSubmatchIndex(text, -1)
	if len(heads) < 2 {
		return text, nil
	}
	done := 0
	for i, h := range heads {
		stop := len(text)
		if i+1 < len(heads) {
			stop = heads[i+1][0]
		}
		if at := partEnd.FindStringIndex(text[h[1]:stop]); at != nil {
			stop = h[1] + at[0]
		}
		found := k.Reader.Read("ongkir ke "+text[h[1]:stop], understand.Context{})
		if len(found) != 1 || found[0].Intent != understand.AskShippingCost || len(found[0].Places) != 1 {
			continue
		}
		to = append(to, found[0])
		if rest += text[done:h[0]]; !ownPart.MatchString(text[done:h[0]]) {
			rest += text[h[2]:h[3]] + " " // "busi 4 kirim ke malang": four of these
		}
		done = stop
	}
	return strings.TrimSpace(rest + text[done:]), to
}
