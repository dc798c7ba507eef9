package bot

import (
	"slices"
	"strings"
	"unicode"

	"tokobot/bot/understand"
	"tokobot/internal/pola"
)

// What is an explicit yes to a shown total: a nod in passing, a condition or a sigh that begins with "ya" orders nothing.

// plainYesWords are what a message is made of that is a yes and nothing else; the first of them say it, the rest stand beside.
var (
	plainYesWords  = strings.Fields(`ya yaa iya iyaa y yes yup fix betul benar bener setuju deal`)
	besideYesWords = strings.Fields(`ok oke okey okay sip siap jadi udah sudah dah gas itu aja deh dong kok kak kakak min mas mbak bang bos bu pak gan sis bun makasih terima kasih`)
)

// plainYes tells whether words are a yes and nothing else: "YA", "oke fix", "ya kak benar".
func (k *talk) plainYes(text string) bool {
	words := lettersOf(text)
	return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(plainYesWords, w) }) &&
		!slices.ContainsFunc(words, func(w string) bool {
			return !slices.Contains(plainYesWords, w) && !slices.Contains(besideYesWords, w) && !strings.EqualFold(w, k.Catalog.Shop.Sapaan)
		}) && !strings.ContainsAny(text, "?0123456789")
}

// lastClause is what stands behind the last stop of a message: the "YA" of "iya tanyain, eh ga usah deh. YA".
func lastClause(text string) string {
	text = strings.TrimRight(text, " .!,;\n")
	return text[strings.LastIndexAny(text, ".!,;\n")+1:]
}

// shownTotal tells whether a total was shown that may still be agreed to, though something else was asked since.
func (k *talk) shownTotal() bool { return k.m.Shown != "" && len(k.basket().Lines) > 0 }

// The words of a clause that agrees, each letter once: yesSays of which one must be there, yesBeside which may stand beside, yesPays of who says
// when he pays as well.
var (
	yesSays = singled(`ya iya mau mo y iy iyah yah yes yup yep yoi yo yowes yawes ok oke okey okay oks sip siap fix fiks deal betul btul bener benar bnr setuju stuju gas jadi
		lanjut lanjutkan lanjutin proses diproses prosesin nggih ngih inggih ingih engih enjih injih muhun sumuhun mangga mongo iyo iyoh yuk ac acu cocok pas boleh bole blh bungkus dibungkus
		leres les sesuai gasken gaskeun gaskan gaspol sikat hooh ho heeh heem enjeh enjih confirm confirmed konfirm konfirmasi approve approved yups okeh okelah mantap mantul sepakat checkout pesan pesen order ambil kirim dikirim noted`)
	yesBeside = singled(`kak ka kk kakak min mimin mas mbak mba bang bos bu ibu pak bapak gan agan sis bun bunda om tante teh aa kang cik ko mpok uda uni
		nah eh oh hehe he hihi haha wkwk alhamdulilah bismilah udah udh sudah sdh dah wes wis uwes itu ini aja aj saja ae wae mawon bae deh dong doang kok lah ah sih la
		semua semuanya smua sekarang skrg skarang langsung lgsg segera dulu gapapa gpp makasih mksh terima kasih trims thanks thx suwun nuwun hatur saya sy aku ak
		tolong tlg mohon mau yg yang tadi pesanan pesananya ordernya orderan datanya alamatnya totalnya bagus untuk buat dibuat dibuatkan catat dicatat
		silakan silahkan mangga di buatin bikinin buruan alamat alamatku alamatnya ke kesitu situ sini no nun da euy atuh please pls process laksanakan barangnya barang paketnya
		ditunggu kiriman kirimannya rekening rekeningnya norek noreknya nomor`)
	yesPays = singled(`transfer trf tf tfr transferan transfernya bayar byr bayarnya dibayar via lewat pake pakai pk by nanti ntar nnti malam malem sore siang pagi besok bsok bsk
		bentar sebentar lagi tunggu ditunggu habis abis setelah pulang kerja maghrib isya jam sekarang otw`)
	yesStop  = pola.New(`[.,;!\n]+`)
	noMatter = pola.New(`\b(?:ga|gak|gk|g|nggak|ngga|enggak|tidak|tdk)\s*(?:apa|papa|pa|ap)(?:2|\s?apa)?\b`)
	// yesDoubt makes any yes beside it a condition, or none.
	yesDoubt = pola.New(`(?i)\b(?:tapi|tp|tpi|tetapi|mahal|mahl|kemahalan|kalau|kalo|klo|kl|jika|asal|asalkan|mungkin|mgkn|kayaknya|kyknya|belum|blm)\b`)
)

// explicitYes tells whether a clause of the burst agrees and says nothing else, and no other one makes a condition of it. What is no word, a
// thumb, is left as it was read.
func (k *talk) explicitYes() bool {
	text := noMatter.ReplaceAllString(strings.ToLower(ifPossible.ReplaceAllString(k.text(), " ")), "gapapa")
	text = beforeThat(text, hurries.FindString(text)) // "jgn lama2 ya": what stands behind belongs to it
	for _, w := range k.wishes {
		text = beforeThat(text, strings.ToLower(w))
	}
	if yesDoubt.MatchString(text) {
		return false
	}
	for _, clause := range yesStop.Split(text, -1) {
		if k.yesClause(clause) || k.yesClause(wishCue.ReplaceAllString(clause, " ")) {
			return true
		}
	}
	return !strings.ContainsFunc(k.text(), unicode.IsLetter)
}

// beforeThat is a text without some words and the rest of their clause.
func beforeThat(text, words string) string {
	before, behind, found := strings.Cut(text, words)
	if !found || words == "" {
		return text
	}
	if at := yesStop.FindStringIndex(behind); at != nil {
		return before + behind[at[0]:]
	}
	return before
}

// yesClause tells whether all words of a clause agree, or name the way to pay beside a yes at its head.
func (k *talk) yesClause(clause string) bool {
	words := lettersOf(clause)
	for i, w := range words {
		words[i] = single(w)
	}
	if strings.ContainsAny(clause, "?") || !slices.ContainsFunc(words, says) {
		return false
	}
	beside := func(w string) bool {
		return says(w) || slices.Contains(yesBeside, w) || w == single(strings.ToLower(k.Catalog.Shop.Sapaan))
	}
	rest := slices.DeleteFunc(slices.Clone(words), beside)
	if len(rest) == 0 {
		return !strings.ContainsFunc(clause, unicode.IsDigit)
	}
	head := slices.IndexFunc(words, func(w string) bool { return !slices.Contains(yesBeside, w) })
	return head >= 0 && says(words[head]) && !slices.ContainsFunc(rest, func(w string) bool {
		return !slices.Contains(yesPays, w) && !strings.Contains(k.methodWords(), " "+w+" ")
	})
}

// singled are words with their double letters written once.
func singled(words string) []string {
	out := strings.Fields(words)
	for i, w := range out {
		out[i] = single(w)
	}
	return out
}

func says(w string) bool { return slices.Contains(yesSays, w) }

// methodWords are the names of the ways to pay, each letter once.
func (k *talk) methodWords() string {
	var out strings.Builder
	for _, m := range k.Catalog.Payment.Methods {
		for _, w := range lettersOf(m.Code + " " + m.Name) {
			out.WriteString(" " + single(w))
		}
	}
	return out.String() + " "
}

// hurries ask that something shall not take long, or not be so.
var hurries = pola.New(`\b(?:jangan|jgn|jng|jan|ojo|aja)\s+(?:(?:sampai|sampe|smp|terlalu|trlalu|ke)\s*)?(?:ke)?lama\S*\b`)

// hoped takes "jgn lama2 ya", "warnanya jangan luntur ya" of a buyer with a first draft for a wish: there is nothing yet to complain of.
func (k *talk) hoped(acts []understand.Act) []understand.Act {
	if len(k.t.Orders) > 0 || len(k.basket().Lines) == 0 || strings.Contains(k.text(), "?") {
		return acts
	}
	hurry := hurries.MatchString(k.low())
	rest := slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool {
		empty := a.Intent == understand.Deny || a.Intent == understand.OutOfScope || a.Intent == understand.ChangeOrder && len(a.Products) == 0
		return a.Intent == understand.Complain && (hurry || !a.Angry && hasWord(k.low(), []string{" jangan ", " jgn ", " jng "})) || hurry && empty
	})
	if len(rest) == 0 && len(acts) > 0 && !hurry {
		k.noteWish(trimmedWish(k.text()))
	}
	return rest
}

// sighs are exclamations about a price.
var sighs = []string{" mahal", " kemahalan", " mehong", " larang "}

// sealed takes for the yes to a shown total only what is one: a nod that is none is left out, so that the total is asked about once more, "saya
// ambil", "bungkus gan" are one, and who sighs at the price is told what makes it less.
func (k *talk) sealed(acts []understand.Act) []understand.Act {
	if k.m.Asked.What != askConfirm {
		return acts
	}
	if k.faint(acts) && hasWord(k.low(), sighs) {
		return []understand.Act{{Intent: understand.AskDiscount, Words: acts[0].Words}}
	}
	if empty := len(acts) == 1 && len(acts[0].Products) == 0; empty && (acts[0].Intent == understand.Order || acts[0].Intent == understand.OutOfScope) && k.yesClause(k.text()) {
		return []understand.Act{{Intent: understand.Affirm, Words: acts[0].Words}}
	}
	if !doesAny(acts, understand.Affirm) || k.explicitYes() {
		return acts
	}
	return slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool { return a.Intent == understand.Affirm })
}
