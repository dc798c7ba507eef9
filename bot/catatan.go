package bot

import (
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/internal/pola"
	"tokobot/internal/shop"
)

// The buyer's wishes for an order: what is written on the goods, when it shall come, how it is packed.

// wishMost is how many wishes an order keeps, and wishLong how long all of them are together.
const (
	wishMost = 6
	wishLong = 400
)

// The cues behind which a wish stands. lettering is what shall be written on goods: "1 gold tulisannya NISA"; noted is a wish called so:
// "catatan: tolong bungkus kado", "catat ya: jangan pakai kacang".
var (
	lettering = pola.New(`(?i)\b(?:tulisan(?:nya|nyo|ne)?|tulisin|tuliskan|ditulis(?:in|i|kan)?|bertuliskan|ucapan(?:nya|nyo)|inisialnya|grafirnya|bordirnya|(?:tolong|tlg|minta|mohon) (?:di)?tulis(?:in|i|kan)?)\b[ :=]+`)
	noted     = pola.New(`(?i)(?:^|[\n,.;(]\s*|\s)(?:(?:catatan|ctt|notes?|keterangan|ket|nb)\s*[:=]|(?:(?:tolong|tlg|minta) )?(?:di)?cat[ae]t(?:kan)?(?: (?:ya|yo|yah|dong|kak|min|mbak|bu|pak))*\s*:)\s*`)
	// notedBare is a wish called so without a sign behind it: "catatan tolong bungkus kado".
	notedBare = pola.New(`(?i)(?:^|[\n,.;(]\s*)(?:catatan|ctt|notes?|keterangan)(?:nya)?\s+(?:ya\s+|kak\s+|min\s+)*((?:tolong|tlg|mohon|minta|jangan|jgn|jng|di)?(?:bungkus|pakai|pake|kirim|antar|titip|kasih|taruh|tulis|nama|buat|untuk|utk|tolong|jangan|mohon|minta)\w*\s+\S)`)
	quotedRun = pola.New(`^[^"“”\n]{0,40}["“”][^"“”\n]{1,150}["“”]`)
	toColon   = pola.New(`^[^:.,;\n]{0,40}:\s`)
	// otherPaper is what is written elsewhere than on goods.
	otherPaper = pola.New(`(?i)^(?:di |ke )?(?:alamat|resi|nota|kwitansi|faktur|paket)`)
	pieceEnd   = pola.New(`[,.;]\s+`)
)

// aboutWish are words that speak of a wish, or stand beside one, and are none: "tulisannya jangan salah ya", "sudah dicatat belum".
var aboutWish = strings.Fields(`ya yo yah y kak kakak min mbak mas bang bos bu pak bun yuk dong deh la lah jangan jgn lupa lupo salah sampai sampe sudah udah udh sdh belum blm
	dicatat dicatet dicat catat catet ditulis tulis tadi td itu yg yang bener benar betul sama samo aja saja ga gak nggak tidak usah tanpa ada masih kan tolong mohon proses diproses segera oke ok makasih lama lama2 lama-lama lamo lamo2`)

// emptyWish tells whether words say nothing that could be written down.
func emptyWish(words string) bool {
	return !slices.ContainsFunc(strings.Fields(strings.ToLower(words)), func(w string) bool {
		return !slices.Contains(aboutWish, strings.Trim(w, `.,!;:"“”()😊🙏`))
	})
}

// wishFound is a wish as it stands in a message.
type wishFound struct {
	text     string
	from, to int // what of the message it takes
}

// findWish finds the wish of a message; false for none, and for a question about one.
func (k *talk) findWish(text string) (wishFound, bool) {
	for _, cue := range []*pola.Pola{noted, notedBare, lettering} {
		at := cue.FindStringSubmatchIndex(text)
		if at == nil {
			continue
		}
		if cue == notedBare {
			at[1] = at[2] // the wish begins with the word that bears it out
		}
		if w, ok := k.wishAt(text, at[:2], cue != lettering); ok {
			return w, true
		}
	}
	return wishFound{}, false
}

// wishAt reads the wish behind a cue: what is quoted, what stands behind a colon, or all up to the first piece that means something else.
func (k *talk) wishAt(text string, cue []int, called bool) (wishFound, bool) {
	from := cue[0]
	for from < cue[1] && strings.ContainsRune(" \n,.;(", rune(text[from])) {
		from++
	}
	tail, _, _ := strings.Cut(text[cue[1]:], "\n")
	if otherPaper.MatchString(tail) {
		return wishFound{}, false
	}
	at, end, note := cue[1], 0, ""
	switch m := quotedRun.FindString(tail); {
	case m != "":
		end = len(m)
	case !called && toColon.MatchString(tail): // "tulisan di kuenya maksud saya: …"
		skip := len(toColon.FindString(tail))
		at, end = at+skip, skip+k.wishEnd(tail[skip:])
		note = strings.Trim(text[from:cue[1]], " :=") + ": "
	default:
		end = k.wishEnd(tail)
	}
	body := text[at : cue[1]+end]
	beside := pieceEnd.Split(tail[end:], 2)[0]
	if emptyWish(body) || strings.Contains(body+beside, "?") || called && k.ordersGoods(body) {
		return wishFound{}, false
	}
	if note == "" && !called {
		note = text[from:at]
	}
	w := wishFound{text: trimmedWish(note + body), from: from, to: cue[1] + end}
	if piece := pieceEnd.Split(strings.TrimLeft(tail[end:], " ,.;"), 2)[0]; piece != "" && emptyWish(piece) { // "…, catet yo"
		w.to += strings.Index(tail[end:], piece) + len(piece)
	}
	return w, true
}

// wishEnd is where a wish that is not quoted ends.
func (k *talk) wishEnd(tail string) int {
	stops := append(pieceEnd.FindAllStringIndex(tail, -1), []int{len(tail), len(tail)})
	end := stops[0][0]
	for i, stop := range stops[1:] {
		if k.another(tail[stops[i][1]:stop[0]]) {
			break
		}
		end = stop[0]
	}
	return end
}

// another tells whether words beside a wish are none of it: goods, an address, a question, a way to pay.
func (k *talk) another(words string) bool {
	if strings.Contains(words, "?") || emptyWish(words) || noted.MatchString(words) || lettering.MatchString(words) {
		return true
	}
	return slices.ContainsFunc(k.Reader.Read(words, understand.Context{}), func(a understand.Act) bool {
		switch a.Intent {
		case understand.OutOfScope, understand.Greet, understand.Thank, understand.Goodbye, understand.Affirm, understand.Deny, understand.ClaimPaid:
			return false
		case understand.Order, understand.ChangeOrder, understand.GiveAddress:
			return namesGoods(a) || a.Address != nil || len(a.Places) > 0
		}
		return true
	})
}

// ordersGoods tells whether words order goods of the shop: "catat: lilin angka 7" does.
func (k *talk) ordersGoods(words string) bool {
	return slices.ContainsFunc(k.Reader.Read(words, understand.Context{}), func(a understand.Act) bool { return a.Intent == understand.Order && namesGoods(a) })
}

// namesGoods tells whether an act names goods of the shop that shall come.
func namesGoods(a understand.Act) bool {
	return slices.ContainsFunc(a.Products, func(w understand.Product) bool {
		return (w.Product != "" || w.SKU != "" || len(w.Candidates) > 0) && w.Op != understand.Remove && !w.Not
	})
}

// trimmedWish is a wish without the courtesies around it.
func trimmedWish(s string) string {
	words := strings.Fields(s)
	for len(words) > 1 && slices.Contains([]string{"ya", "yo", "yah", "kak", "min", "mbak", "deh", "dong", "bu", "pak"}, strings.ToLower(strings.Trim(words[len(words)-1], ".,!"))) {
		words = words[:len(words)-1]
	}
	return strings.Trim(strings.Join(words, " "), " ,.;")
}

// wishHere takes a wish out of the burst before it is read, so that no word of it is taken for goods, and keeps it with the draft, or with the
// recorded order where nothing else is said. A burst of several letterings is read as a whole: there each stands beside its goods.
func (k *talk) wishHere() {
	text := k.text()
	w, found := k.findWish(text)
	if !found {
		return
	}
	rest := strings.Trim(strings.TrimSpace(text[:w.from])+" "+strings.TrimSpace(text[w.to:]), " ,.;")
	many := len(lettering.FindAllString(text, 3)) > 1
	if many {
		w.text = trimmedWish(text[w.from:])
	}
	switch o, open := k.newestOpen(); {
	case len(k.basket().Lines) > 0:
	case k.ordersGoods(rest):
	case open && emptyWish(rest):
		k.rest, k.cutOut = "", true
		k.noteOrder(o, w.text)
		return
	case k.noteShipped(w.text, rest):
		k.rest, k.cutOut = "", true
		return
	default:
		return
	}
	k.wish = w.text
	if !many && !k.goodsCalled(text[w.from:w.to]) {
		k.rest, k.cutOut = rest, true
	}
}

// goodsCalled tells whether goods of the shop are called by a cue of lettering: "kartu ucapan", "topper tulisan".
func (k *talk) goodsCalled(words string) bool {
	said := stem(strings.ToLower(strings.Fields(words)[0]))
	return slices.ContainsFunc(k.allGoods("harga "+words), func(w understand.Product) bool {
		p := k.Catalog.Product(w.Product)
		return p != nil && slices.Contains(lettersOf(p.Name+" "+strings.Join(p.Aliases, " ")), said)
	})
}

// keepWish puts the wishes of the burst into the draft; where no total follows that shows them, they are said.
func (k *talk) keepWish() {
	all := k.wishes
	if k.wish != "" {
		all = append([]string{k.wish}, all...)
	}
	if len(all) == 0 || len(k.basket().Lines) == 0 {
		return
	}
	for _, w := range all {
		k.put(op{Do: opNote, Text: cut(w, 200)})
	}
	if k.agreed || k.partsMissing(k.basket()) {
		k.n.say("catatan_dicatat", is("kata", written(cut(strings.Join(all, wishGap), 100*min(len(all), 2)), fromBuyer)))
	}
}

// noteWish keeps a wish with the draft and says so.
func (k *talk) noteWish(words string) {
	k.put(op{Do: opNote, Text: cut(words, 200)})
	k.n.say("catatan_dicatat", is("kata", written(cut(words, 100), fromBuyer)))
}

// noteOrder keeps a wish with an order that is recorded; who packs it already is told.
func (k *talk) noteOrder(o shop.Order, words string) {
	k.mute = true
	if k.quiet {
		return
	}
	words = cut(words, 200)
	o.Note, o.ChangedAt = strings.Join(withWish(splitWishes(o.Note), words), wishGap), k.t.Now
	k.save(o, k.event("pembeli", "catatan", words))
	if !o.Status.AwaitsMoney() {
		k.d.Do(shop.Tell{Group: shop.Warehouse, Text: "📝 Catatan pembeli untuk #" + o.Number + ": " + words})
	}
	k.n.say("catatan_pesanan", is("nomor", written(o.Number, fromOrder(o.Number))), is("kata", written(cut(words, 100), fromBuyer)))
}

// noteShipped passes a wish for an order that is on its way on to shipping, who may still call the courier; false where none is, or where more
// is said.
func (k *talk) noteShipped(words, rest string) bool {
	i := slices.IndexFunc(k.t.Orders, func(o shop.Order) bool { return o.Status == shop.Shipped })
	if _, open := k.newestOpen(); open || i < 0 || !emptyWish(rest) {
		return false
	}
	o := k.t.Orders[i]
	k.mute = true
	if k.quiet {
		return true
	}
	k.d.Do(shop.LogOrder{Number: o.Number, Event: k.event("pembeli", "catatan sesudah dikirim", cut(words, 200))},
		shop.Tell{Group: shop.Shipping, Text: "📝 Catatan pembeli untuk #" + o.Number + " yang sudah diserahkan ke " + o.CourierName + ": " + cut(words, 200)})
	k.n.say("catatan_dikirim", is("nomor", written(o.Number, fromOrder(o.Number))), is("kata", written(cut(words, 100), fromBuyer)))
	return true
}

// wishGap stands between the wishes of an order.
const wishGap = "; "

func splitWishes(note string) []string {
	if note == "" {
		return nil
	}
	return strings.Split(note, wishGap)
}

// whenWished is a day or an hour at which something shall come.
var whenWished = pola.New(`(?i)\b(?:(?:jam|jm|pukul|pkl)\s*\d{1,2}|(?:hari )?` + oneOf(dayNames) + `|` + oneOf(nextDays) + `|(?:tgl|tanggal)\s*\d{1,2}|hari ini)\b`)

// wishKinds are the kinds of wishes of which an order has one: said anew, it takes the place of the first.
var wishKinds = []*pola.Pola{lettering, whenWished}

// sameWish tells whether a wish says again, or anew, what another one says.
func sameWish(a, b string) bool {
	if strings.EqualFold(a, b) {
		return true
	}
	for _, kind := range wishKinds {
		if kind.MatchString(a) || kind.MatchString(b) {
			return kind.MatchString(a) && kind.MatchString(b)
		}
	}
	return false
}

// withWish adds a wish to others, each once, bounded in number and length; the oldest gives way.
func withWish(had []string, words string) []string {
	if words = strings.ReplaceAll(words, wishGap, ", "); words == "" {
		return had
	}
	out := slices.Clone(had)
	if i := slices.IndexFunc(out, func(w string) bool { return sameWish(w, words) }); i >= 0 {
		out[i] = words
	} else {
		out = append(out, words)
	}
	for len(out) > 1 && (len(out) > wishMost || len([]rune(strings.Join(out, wishGap))) > wishLong) {
		out = out[1:]
	}
	return out
}

// comesWhen keeps "minta antar hari sabtu jam 3 sore" of a buyer with a draft as its note: nobody is asked when it comes.
func (k *talk) comesWhen(acts []understand.Act) []understand.Act {
	if len(k.basket().Lines) == 0 || len(acts) != 1 || !whenWished.MatchString(k.low()) || strings.Contains(k.text(), "?") ||
		!hasWord(k.low(), []string{" antar", " diantar", " anter", " dianter", " kirim", " dikirim", " ambil ", " diambil"}) ||
		hasWord(k.low(), append([]string{" bisa", " bs ", " biso", " kapan", " kpn", " brp", " berapa", " dak ", " gak ", " ga "}, payWords...)) {
		return acts
	}
	if a := acts[0]; a.Intent != understand.OutOfScope && a.Intent != understand.AskShippingTime || len(a.Places)+len(a.Products) > 0 {
		return acts
	}
	k.noteWish(trimmedWish(k.text()))
	return nil
}

// note is what the buyer wants noted, as the order and its cards have it.
func (b basket) note() string { return strings.Join(b.Wishes, wishGap) }
