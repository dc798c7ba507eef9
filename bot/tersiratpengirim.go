package bot

import (
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/internal/pola"
	"tokobot/internal/shop"
)

// Who sends: a dropshipper's own name in the place of the shop's.

// senderLabel leads to the name that shall stand on the parcel as its sender's, with the words in front that belong to it.
var senderLabel = pola.New(`(?i)(?:\b(?:di)?kirim(?:nya|kan|in)?\s+)?(?:\b(?:pake|pakai|pk|dgn|dengan|atas|ganti)\s+)?(?:\bnama\s+)?` +
	`\b(?:pengirim(?:nya|e|na)?|dropship(?:p?er)?\s+(?:atas\s+nama|an|a\.n\.?|(?:pake|pakai)\s+nama))(?:$|[\s:=]+)`)

// senderLinks stand between the label and the name, senderStops behind the name.
var (
	senderLinks = strings.Fields("atas nama an a.n a.n. pake pakai pk dgn dengan ditulis tulis tulisin jadi ganti diganti tetep tetap ttp namanya adalah itu :")
	senderStops = strings.Fields("ya yaa yah kak ka kk min gan sis bos bun dong deh aja saja jgn jangan bukan bkn trs terus lalu sama dan bisa boleh ga gak bs hp no wa telp alamat alamatnya penerima penerimanya kirim dikirim ke")
)

// ownShop is a sender who gives no name: "toko saya".
var ownShop = pola.New(`(?i)^(?:(?:nama\s+)?(?:toko|olshop|lapak|usaha|warung|online shop)\s?)?(?:ku|saya|sy|aku|sendiri|kami|kita|gue|gw|gua|ane)?$`)

// senderPhone is a phone behind a sender's name, shopTail the wish behind both that the shop's own name be left away.
var (
	senderPhone = pola.New(`(?i)^[\s,(]*(?:(?:no|hp|wa|telp|nomor|nomornya|nomer)[\s.:]*)*((?:\+?62|0)8[\d\s-]{7,13}\d)\)?`)
	shopTail    = pola.New(`(?i)^(?:[\s,.]*\b(?:ya|yaa|kak|ka|kk|min|gan|sis|bos|bang|bun|dong|deh|aja|saja)\b)*(?:[\s,.]*\b(?:jgn|jangan|bukan|bkn|tanpa)\s+(?:(?:pake|pakai|pk|atas|ada)\s+)?nama\s+toko(?:\s+(?:kakak|kaka|kk|situ|kalian|nya|anda))?)?[\s,.!]*`)
)

// sender is who shall be named as the sender, and the text without the words that say so.
func sender(text string) (name, phone, rest string) {
	at := senderLabel.FindStringIndex(text)
	if at == nil {
		return "", "", text
	}
	name, to := nameFrom(text, at[1], senderLinks, senderStops, 5)
	if name == "" || ownShop.MatchString(name) || slices.Contains(noName, strings.ToLower(strings.Fields(name)[0])) {
		return "", "", text
	}
	if m := senderPhone.FindStringSubmatchIndex(text[to:]); m != nil {
		phone = strings.NewReplacer(" ", "", "-", "", "+", "").Replace(text[to+m[2] : to+m[3]])
		if strings.HasPrefix(phone, "62") {
			phone = "0" + phone[2:]
		}
		to += m[1]
	}
	to += len(shopTail.FindString(text[to:]))
	return uncalled(name), phone, strings.TrimSpace(text[:at[0]] + " " + text[to:])
}

// spaced finds words.
var spaced = pola.New(`\S+`)

// nameFrom reads the name that begins at a place of a text behind words that lead to it: at most so many words, up to a sign, a digit or a
// word that stands behind names. It tells where the name ends.
func nameFrom(text string, from int, links, stops []string, most int) (name string, to int) {
	begin := -1
	for _, w := range spaced.FindAllStringIndex(text[from:], most+8) {
		raw := text[from+w[0] : from+w[1]]
		word := strings.ToLower(strings.Trim(raw, ",.!:;()\"'*_"))
		if begin < 0 && (word == "" || slices.Contains(links, word)) {
			continue
		}
		if begin >= 0 && strings.Contains(text[to:from+w[0]], "\n") || strings.ContainsAny(raw, "0123456789?") || word == "" || slices.Contains(stops, word) {
			break
		}
		if begin < 0 {
			begin = from + w[0]
		}
		to = from + w[0] + len(strings.TrimRight(raw, ",.!;:)\"'*_"))
		if most--; most == 0 || to < from+w[1] && !strings.HasSuffix(raw, ".") || strings.HasSuffix(raw, ".") && len(word) > 2 {
			break
		}
	}
	if begin < 0 || to <= begin {
		return "", from
	}
	return strings.Trim(text[begin:to], " ,.\"'*_("), to
}

// askParticles stand around a question that a yes would answer.
const askParticles = `(?:\s+(?:bisa|boleh|bs|blh|ga|gak|gk|nggak|ngga|enggak|tidak|tdk|ya|kan|kak|min|bos|bang|aja|dong|jg|juga|nih)\b)*[\s?,.!]*`

// dropshipWords name that the goods go straight to the buyer's own customer; ownNameWords ask for the buyer's own name on the parcel.
var (
	dropshipWords = pola.New(`(?i)(?:\b(?:bisa|boleh|bs|terima|kalo|kalau|klo|mau|utk|untuk|buat|sistem|maksud|saya|sy|aku|ane)\s+)*\bdro?p[ -]?s?h?ip\w*\b` + askParticles)
	ownNameWords  = pola.New(`(?i)(?:\b(?:di)?kirim(?:nya)?\s+)?(?:\b(?:pake|pakai|pk|atas|dgn|dengan)\s+)?(?:\bnama\s+)?(?:\bpengirim(?:nya)?\s+)?(?:\b(?:pake|pakai|pk|atas|dgn|dengan)\s+)?(?:\bnama\s+)?` +
		`\b(?:toko|olshop|lapak|nama)\s?(?:ku|saya|sy|aku|sendiri|kami|gue|gw|ane)\b` + askParticles)
	sendWords = []string{"*kirim", "pengirim"}
	// termsWords ask for what resellers get, which is more than a name on the parcel.
	termsWords = []string{" harga ", " hrg ", " daftar", " gabung", " resel", " agen ", " grosir", " komisi", " untung", " syarat", " minimal ", " member", " join "}
)

// senderSaid notes the sender that a dropshipper names, and answers who asks whether one may be named: with the owner's own answer where there
// is one. The other words are read by themselves, so that "nama toko saya" chooses no courier and asks for no wholesale prices.
func (k *talk) senderSaid(acts []understand.Act) []understand.Act {
	name, phone, rest := sender(k.text())
	if name != "" && !slices.ContainsFunc(acts, func(a understand.Act) bool { return a.Address != nil && a.Address.Sender == name }) {
		acts = k.apart(rest)
		if o, found := k.newestOpen(); found && (movable(o.Status) || inHand(o.Status)) && len(k.basket().Lines) == 0 && !buysAny(acts) {
			return append(acts, understand.Act{Intent: understand.GiveAddress, Address: &understand.Address{Sender: name, SenderPhone: phone}})
		}
		k.put(op{Do: opAddress, To: &shop.Recipient{Sender: cut(name, 60), SenderPhone: phone}})
		k.n.say("pengirim_dicatat", is("nama", written(cut(name, 60), fromBuyer)), is("hp", written(phone, fromBuyer)))
	}
	return k.dropship(acts, name, rest)
}

// dropship answers "bisa dropship?" and "nama pengirim pakai toko saya bisa?".
func (k *talk) dropship(acts []understand.Act, name, rest string) []understand.Act {
	low := k.low()
	own := ownNameWords.MatchString(rest) && hasWord(low, sendWords)
	if !dropshipWords.MatchString(rest) && !own || hasWord(low, termsWords) {
		return acts
	}
	faq := k.ownerOn(dropshipWords, ownNameWords)
	if slices.ContainsFunc(acts, func(a understand.Act) bool {
		return a.Intent == understand.AskFAQ && a.Answer != nil && *a.Answer == faq
	}) {
		return acts
	}
	rest = dropshipWords.ReplaceAllString(rest, " ")
	if own {
		rest = ownNameWords.ReplaceAllString(rest, " ")
	}
	acts = slices.DeleteFunc(k.apart(rest), func(a understand.Act) bool { return a.Intent == understand.Deny })
	switch {
	case faq >= 0:
		return append(acts, understand.Act{Intent: understand.AskFAQ, Answer: &faq})
	case name == "":
		k.n.say("dropship_bisa")
	}
	return acts
}

// ownerOn is the owner's answer to a question with words of one of these kinds, -1 for none; what is named first counts first.
func (k *talk) ownerOn(words ...*pola.Pola) int {
	for _, w := range words {
		for i, q := range k.Catalog.FAQ {
			if slices.ContainsFunc(q.Ask, func(ask string) bool {
				return w.MatchString(ask) && (w == words[0] || hasWord(strings.ToLower(ask), sendWords))
			}) {
				return i
			}
		}
	}
	return -1
}

// apart reads what is left of the burst by itself, and leaves out what means nothing.
func (k *talk) apart(text string) []understand.Act {
	k.leftover = text + " "
	if len(lettersOf(text)) == 0 {
		return nil
	}
	return slices.DeleteFunc(k.Reader.Read(text, k.m.context(k.basket())), func(a understand.Act) bool {
		echo := (a.Intent == understand.Greet || a.Intent == understand.Deny || a.Intent == understand.Affirm) && !k.does(a.Intent)
		return echo || a.Intent == understand.OutOfScope || a.Intent == understand.GiveAddress && a.Address == nil && len(a.Places) == 0 && !a.Same
	})
}

// buysAny tells whether goods are ordered among acts.
func buysAny(acts []understand.Act) bool {
	return slices.ContainsFunc(acts, func(a understand.Act) bool { return buys[a.Intent] && len(a.Products) > 0 })
}
