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

// readings read acts against what this chat is about, one after the other: each takes what the one before left, changes what its own comment
// tells of, and leaves all else as it is. What stands first is said of goods that a later one would take for something broader.
var readings = []func(*talk, []understand.Act) []understand.Act{
	// who comes for the goods, and who wants a person
	(*talk).pickUp, (*talk).personWanted,
	// who sends, who receives, and how many do
	(*talk).senderSaid, (*talk).severalPlaces, (*talk).recipientSaid,
	// what is pointed at, and how many of it
	(*talk).thisGone, (*talk).talkedKind, (*talk).sentGoods, (*talk).optionForAll,
	(*talk).dictatedSum, (*talk).numberAfter, (*talk).howMany, (*talk).countedHead, (*talk).onlySo, (*talk).mostOf,
	(*talk).kinCounts, (*talk).kinPrices,
	// which goods, and which of theirs, short words are of
	(*talk).sizeBehind, (*talk).sizeWords, (*talk).sizeOfName, (*talk).enough, (*talk).sameToo, (*talk).optionWords, (*talk).keeps, (*talk).streetMended, (*talk).sendLater,
	(*talk).kindNamed, (*talk).askedTogether, (*talk).brandSaid, (*talk).lacksSize, (*talk).lacksOption, (*talk).numberedName,
	// what changes the draft in passing
	(*talk).packInstead, (*talk).optionOfAll, (*talk).swapped, (*talk).resetLines, (*talk).mixed, (*talk).drafted, (*talk).supposed, (*talk).byTransfer, (*talk).cancelsAll, (*talk).beginsAnew, (*talk).sameAgain,
	// what was just talked about
	(*talk).leadTime, (*talk).aboutTopic, (*talk).ofSeveral, (*talk).allInto, (*talk).onlyThat, (*talk).numberOfTopic, (*talk).packOfTopic, (*talk).ratherThat,
	(*talk).kindInstead, (*talk).atTheDoor, (*talk).lineNumber,
	// what was shown, and the lines of the draft
	(*talk).eachShown, (*talk).allBecome, (*talk).sibling, (*talk).otherSize, (*talk).justOption,
	// shipping, and what is plainly asked
	(*talk).fewestAsked, (*talk).parcelAsked, (*talk).photoOfTopic, (*talk).oneVoucher, (*talk).renamed, (*talk).placeOfTotal, (*talk).asOfGoods, (*talk).wishNoted,
	(*talk).bestRate, (*talk).yesOrService, (*talk).placeAfterRates,
	// the question that is open, payment, and what is recorded
	(*talk).hurried, (*talk).refused, (*talk).paidTwice, (*talk).amountOnly, (*talk).moreTime, (*talk).downPayment, (*talk).codThere, (*talk).paysLater, (*talk).paidNow,
	(*talk).saidBefore, (*talk).comesWhen, (*talk).putOff, (*talk).strayPlace, (*talk).wishBesideYes, (*talk).uncancelled, (*talk).moneyForCancel, (*talk).bossSaid, (*talk).accountBeside,
	(*talk).methodSaid, (*talk).numberSaid, (*talk).justThat, (*talk).streetSaid, (*talk).owing, (*talk).restPaid, (*talk).slow, (*talk).hoped, (*talk).symptom, (*talk).scolds,
	(*talk).noComplaint, (*talk).priceRight, (*talk).faultOfDraft, (*talk).vouchers, (*talk).corrected, (*talk).besideAddress, (*talk).besideOrder, (*talk).afterOrder,
	(*talk).asksCode, (*talk).sealed,
}

// meantHere is what acts mean in this chat: words that mean little by themselves, or something else, mean something certain behind the
// draft, the orders and the question that are there.
func (k *talk) meantHere(acts []understand.Act) []understand.Act {
	for _, read := range readings {
		acts = read(k, acts)
	}
	return acts
}

// low is the burst in small letters, with a space at each end, so that whole words are found.
func (k *talk) low() string {
	return " " + strings.ToLower(strings.Join(strings.Fields(k.text()), " ")) + " "
}

// payWords are what a buyer who pays talks of.
var payWords = []string{"*transfer", "trf", "tf", "ditf", "*bayar", "byr"}

// paysLater reads "nanti malam saya transfer" of a buyer who owes money, or did until lately, as a promise.
func (k *talk) paysLater(acts []understand.Act) []understand.Act {
	_, owes := k.awaiting()
	if _, late := k.late(); !owes && (!late || len(k.basket().Lines) > 0) || !k.faint(acts) || !hasWord(k.low(), laterWords) || !hasWord(k.low(), payWords) {
		return acts
	}
	return []understand.Act{{Intent: understand.ClaimPaid, Future: true}}
}

// doneWords say that something was done.
var doneWords = []string{" sudah ", " udah ", " udh ", " sdh ", " dah ", " done ", " beres "}

// paidNow reads "sudah ya kak" of a buyer who owes money, and was asked nothing, as the word that it was paid.
func (k *talk) paidNow(acts []understand.Act) []understand.Act {
	o, owes := k.awaiting()
	if owes && o.Status == shop.AwaitingPayment && len(k.basket().Lines) == 0 && hasWord(k.low(), doneWords) && k.heard(payNames) != "" &&
		hasWord(k.low(), []string{" kirim ", " tf ", " transfer", " bayar ", " trf ", " byr "}) && !strings.Contains(k.text(), "?") {
		return []understand.Act{{Intent: understand.ClaimPaid}}
	}
	if !owes || o.Status != shop.AwaitingPayment || k.m.Asked.What != askNothing || len(k.basket().Lines) > 0 || len(acts) != 1 ||
		acts[0].Intent != understand.Affirm || !hasWord(k.low(), doneWords) || hasWord(k.low(), []string{"?", " belum", " blm", "kalau", "kalo", "oke sudah", "ya sudah", "ya udah"}) {
		return acts
	}
	return []understand.Act{{Intent: understand.ClaimPaid}}
}

// placeCues are words with which a place is named.
var placeCues = []string{" ke ", " kirim", " alamat", " kec", " kel", " kab", " kota", " desa", " jl", " jalan", " jln", " di ", " daerah", " maksud", " tujuan"}

// strayPlace leaves a place out that stands beside another wish, far from where the chat speaks of, with no word that names a
// place: most likely it is no place at all.
func (k *talk) strayPlace(acts []understand.Act) []understand.Act {
	known := k.basket().destination(k.m.Place)
	if known == "" || k.m.Asked.What == askPlace || k.m.Asked.What == askAddrPlace || hasWord(k.low(), placeCues) {
		return acts
	}
	named := k.heard(courierNamesHeard) != "" || k.heard(payNames) != "" || strings.Contains(k.low(), " total")
	if !named {
		return acts
	}
	out := slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool {
		return a.Intent == understand.GiveAddress && a.Address != nil && a.Address.Street == "" && a.Address.Phone == "" && a.Address.Recipient == "" &&
			a.Address.Place != nil && a.Address.Place.Code.At(wilayah.Province) != known.At(wilayah.Province)
	})
	if len(out) < len(acts) && len(out) == 0 {
		return k.Reader.Read(k.text(), understand.Context{Basket: k.basket().skus()})
	}
	return out
}

// wishBesideYes keeps a wish that stands beside the yes, "oke, dibungkus kado ya", as the order's note.
func (k *talk) wishBesideYes(acts []understand.Act) []understand.Act {
	if k.m.Asked.What == askConfirm && len(acts) == 1 && acts[0].Intent == understand.Affirm && !strings.Contains(k.text(), "?") && !noted.MatchString(k.text()) {
		if m := wishCue.FindString(k.text()); !emptyWish(m) {
			k.noteWish(m)
		}
		return acts
	}
	if k.m.Asked.What != askConfirm || len(acts) != 2 || acts[0].Intent != understand.Affirm || acts[1].Intent != understand.OutOfScope ||
		strings.Contains(k.text(), "?") || len(strings.Fields(acts[1].Words)) < 2 || noted.MatchString(k.text()) {
		return acts
	}
	k.noteWish(acts[1].Words)
	return acts[:1]
}

// wishCue finds a wish behind a yes: "oke, tolong dilipat yang rapi ya".
var wishCue = pola.New(`(?i)\b(?:tolong|tlg|mohon|minta|jangan|jgn|bungkus|dibungkus|titip|request)\b.{4,}`)

// putOff reads "besok aja deh", "nanti ya kak" as a soft no: nobody is pushed who asks for time.
func (k *talk) putOff(acts []understand.Act) []understand.Act {
	if !k.faint(acts) || !hasWord(k.low(), laterWords) || strings.Contains(k.text(), "?") {
		return acts
	}
	if len(k.basket().Lines) > 0 && len(acts) == 1 && acts[0].Intent == understand.OutOfScope && atHour.MatchString(k.low()) && !hasWord(k.low(), payWords) {
		k.noteWish(strings.TrimSpace(k.text())) // "besok pagi jam 6 ya": when it shall come
		return nil
	}
	if k.m.Asked.What == askConfirm && hasWord(k.low(), payWords) && slices.ContainsFunc(acts, func(a understand.Act) bool { return a.Intent == understand.Affirm }) {
		return []understand.Act{{Intent: understand.Affirm}, {Intent: understand.ClaimPaid, Future: true}} // "ya, nanti malam saya transfer"
	}
	return []understand.Act{{Intent: understand.Deny}}
}

// atHour is an hour of the day.
var atHour = pola.New(`\b(?:jam|jm|pukul|pkl)\s*\d{1,2}\b`)

// faint tells whether acts are only nods, thanks and what was not understood.
func (k *talk) faint(acts []understand.Act) bool {
	return len(acts) > 0 && !slices.ContainsFunc(acts, func(a understand.Act) bool {
		switch a.Intent {
		case understand.OutOfScope, understand.Affirm, understand.Deny, understand.Thank, understand.Greet, understand.Goodbye:
			return false
		}
		return true
	})
}

// keepWords say that something shall not be cancelled, or wonder that it was.
var keepWords = pola.New(`\b(?:jangan|jgn|jngn|jan|ojo|ulah|entong|tong|bukan|bkn|sanes|dudu|kok|ko|gajadi|wurung|urung|siapa yg|siapa yang|` +
	`(?:ga|gak|gk|nggak|ngga|enggak|tidak|tdk|ndak|nda|dak|kaga|kagak|ora|ra|mboten|boten|teu|henteu|moal|indak|idak)(?: (?:jadi|jd|sido|sida|sios|dados|usah|perlu|sah|kedah))?) (?:di|d|men|mem|tak)?(?:batal|cancel|btl)`)

// uncancelled reads "jangan dibatalin", "ga jadi batal" as the wish to keep what there is: the draft that was dropped comes back,
// and what is recorded stays.
func (k *talk) uncancelled(acts []understand.Act) []understand.Act {
	if !keepWords.MatchString(k.low()) || !k.does(understand.CancelOrder, understand.Deny, understand.OutOfScope) {
		return acts
	}
	acts = slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool {
		return a.Intent == understand.CancelOrder || a.Intent == understand.OutOfScope || a.Intent == understand.Deny || a.Intent == understand.Order && len(a.Products) == 0
	})
	o, open := k.newestOpen()
	if q := k.m.Asked; q.What == askCancel && q.Ref != "" {
		o, open = k.own(q.Ref)
	}
	switch {
	case k.restore():
	case len(k.basket().Lines) > 0:
		k.wantTotal = true
	case open:
		k.answered()
		k.mute = true
		k.n.say("pesanan_tetap", is("nomor", written(o.Number, fromOrder(o.Number))))
	case !k.refunding() && k.revived():
	default:
		return append(acts, k.tooLateToKeep()...)
	}
	return acts
}

// bareNumber is a number that stands by itself among few words.
var bareNumber = pola.New(`(?:^|\s)(\d{1,4})(?:\s|[.,!]|$)`)

// numberSaid reads the number of "ok 2 ya", where a nod was all that was understood, as the pieces that are talked about.
func (k *talk) numberSaid(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || acts[0].Intent != understand.Affirm || len(strings.Fields(k.text())) > 5 {
		return acts
	}
	found := bareNumber.FindAllStringSubmatch(k.text(), -1)
	if len(found) != 1 {
		return acts
	}
	n, err := strconv.Atoi(found[0][1])
	if err != nil || n == 0 {
		return acts
	}
	q, b := k.m.Asked, k.basket()
	switch v := k.Catalog.Variant(q.Ref); {
	case q.What == askQuantity && v != nil:
		return []understand.Act{{Intent: understand.Order, Products: []understand.Product{{Product: v.Product.SKU, SKU: v.SKU, Qty: n}}}}
	case len(q.Orders)+len(q.Places) > 0:
		return acts
	case len(b.Lines) == 0 && k.topic().one() != nil && (q.What == askNothing || q.What == askVariant) && len(k.t.Orders) == 0:
		v := k.topic().one() // "oke 6" after six were told of
		return []understand.Act{{Intent: understand.Order, Products: []understand.Product{{Product: v.Product.SKU, SKU: v.SKU, Qty: n}}}}
	case len(b.Lines) == 0:
		return acts
	case len(b.Lines) > 1 && k.topic().one() == nil:
		return acts
	case k.topic().one() != nil && b.pieces(k.topic().P.SKU) == 0 && len(k.t.Orders) == 0:
		v := k.topic().one() // "ok 10" of what was told of beside the draft
		return []understand.Act{{Intent: understand.Order, Products: []understand.Product{{Product: v.Product.SKU, SKU: v.SKU, Qty: n}}}}
	}
	return []understand.Act{{Intent: understand.ChangeOrder, Products: []understand.Product{{Qty: n, Op: understand.Set}}}}
}

// justThat reads "maroon aja" as the wish for that one in the place of the one in the draft, not as a question about it.
func (k *talk) justThat(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || acts[0].Intent != understand.AskStock && acts[0].Intent != understand.AskPrice || strings.Contains(k.text(), "?") ||
		!hasWord(k.low(), []string{" aja ", " saja "}) || len(acts[0].Products) != 1 || len(acts[0].Products[0].Options) == 0 && acts[0].Products[0].SKU == "" {
		return acts
	}
	p := k.named(acts[0].Products[0])
	if p.P == nil || k.basket().pieces(p.P.SKU) == 0 {
		return acts
	}
	w := acts[0].Products[0]
	w.Op = understand.Set
	return []understand.Act{{Intent: understand.ChangeOrder, Products: []understand.Product{w}}}
}

// streetSaid reads a part of a street that meant nothing by itself, "no 17", as a repair of the draft's address.
func (k *talk) streetSaid(acts []understand.Act) []understand.Act {
	text := uncalled(k.text())
	at := streetPart.FindStringIndex(text)
	if len(acts) != 1 || acts[0].Intent != understand.OutOfScope || k.basket().To.Address == "" || at == nil || at[0] != 0 ||
		strings.Contains(text, "?") || !strings.ContainsAny(text, "0123456789") {
		return acts
	}
	return []understand.Act{{Intent: understand.GiveAddress, Address: &understand.Address{Street: text}}}
}

// owing reads "sisanya berapa?" of a buyer who has paid a part as a question about that order.
func (k *talk) owing(acts []understand.Act) []understand.Act {
	o, owes := k.awaiting()
	if owes && len(k.basket().Lines) == 0 && hasWord(k.low(), []string{" nomernya", " nomornya", " norek", " no rek", " rekeningnya"}) &&
		!slices.ContainsFunc(acts, func(a understand.Act) bool { return len(a.Products) > 0 }) && !strings.Contains(k.low(), "resi") && !k.does(understand.AskPayment, understand.ChoosePayment) {
		return []understand.Act{{Intent: understand.AskTotal}}
	}
	if owes && k.faint(acts) && hasWord(k.low(), []string{" batas", " bates", " deadline", "paling lambat", "sampai kapan", "sampe kapan", "terakhir kapan"}) {
		return []understand.Act{{Intent: understand.AskTotal}}
	}
	if !owes || o.Received == 0 || len(k.basket().Lines) > 0 || !hasWord(k.low(), []string{" sisa", " kurang", " kekurangan"}) ||
		!hasWord(k.low(), []string{" brp", " berapa", "?"}) || slices.ContainsFunc(acts, func(a understand.Act) bool { return len(a.Products) > 0 }) {
		return acts
	}
	return []understand.Act{{Intent: understand.AskTotal}}
}

// noComplaint drops the complaint that a street is heard as, beside an address for a draft: "Jl Raden Patah 10".
func (k *talk) noComplaint(acts []understand.Act) []understand.Act {
	if len(k.basket().Lines) == 0 || len(k.t.Orders) > 0 || !slices.ContainsFunc(acts, func(a understand.Act) bool {
		return a.Intent == understand.GiveAddress && a.Address != nil && a.Address.Phone != ""
	}) {
		return acts
	}
	return slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool { return a.Intent == understand.Complain && !a.Angry })
}

// voucherWords name what makes a price smaller, however they are spelt.
var voucherWords = []string{"voucher", "voucer", "vocer", "vocher", "vouchr", "promo", "*diskon", "discount", "kupon"}

// vouchers reads "vocer ada?" as the question for vouchers, not for goods of that name.
func (k *talk) vouchers(acts []understand.Act) []understand.Act {
	acts = slices.Clone(acts)
	for i, a := range acts {
		goods := a.Intent == understand.AskStock || a.Intent == understand.AskPrice || a.Intent == understand.AskProduct || a.Intent == understand.OutOfScope
		if goods && len(a.Products) == 0 && hasWord(k.low(), voucherWords) && !k.does(understand.UseVoucher, understand.AskDiscount) {
			acts[i] = understand.Act{Intent: understand.AskDiscount, Words: a.Words}
		}
		if goods && len(acts) == 1 && len(a.Products) == 1 && k.discountOf(a.Products[0]) {
			acts[i].Intent = understand.AskDiscount // "topi trucker ada diskon?"
		}
	}
	return acts
}

// discountOf tells whether the burst asks for a discount on goods whose own names say nothing of one.
func (k *talk) discountOf(w understand.Product) bool {
	p := k.Catalog.Product(w.Product)
	return p != nil && w.Qty == 0 && hasWord(k.low(), []string{" diskon", " promo", " potongan"}) && !hasWord(" "+strings.ToLower(p.Name+" "+strings.Join(p.Aliases, " ")), []string{" diskon", " promo", " potong"})
}

// slowWords complain of waiting.
var slowWords = []string{" kok lama", " lama banget", " lama bgt", " lama amat", " lama ya ", " lelet", " lambat", " lemot", " kok blm", " kok belum", " kok ga sampe", " lama sekali"}

// slow reads "kok lama ya" of a buyer whose order is on its way as a complaint about it.
func (k *talk) slow(acts []understand.Act) []understand.Act {
	if len(acts) == 0 || !k.faint(acts) || !hasWord(k.low(), slowWords) || len(k.basket().Lines) > 0 {
		return acts
	}
	if !slices.ContainsFunc(k.t.Orders, func(o shop.Order) bool { return o.Status.Open() && o.Status != shop.AwaitingPayment }) {
		return acts
	}
	return []understand.Act{{Intent: understand.Complain}}
}

// afterOrder reads "kapan dikirim?" of a buyer who has ordered as a question about that order, not about a destination.
func (k *talk) afterOrder(acts []understand.Act) []understand.Act {
	if _, open := k.newestOpen(); !open && !k.onItsWay() || len(k.basket().Lines) > 0 {
		return acts
	}
	acts = slices.Clone(acts)
	for i, a := range acts {
		if a.Intent == understand.AskShippingTime && len(a.Places) == 0 && len(a.Products) == 0 && k.m.Asked.What != askPlace {
			acts[i].Intent = understand.AskOrderStatus
		}
		if a.Intent == understand.OutOfScope && strings.Contains(k.text(), "?") && hasWord(k.low(), []string{" kirim", " dikirim", " sampai ", " sampe ", " nyampe"}) {
			acts[i].Intent = understand.AskOrderStatus // "besok dikirim kan?"
		}
	}
	return acts
}

// onItsWay tells whether a parcel of the buyer's is under way.
func (k *talk) onItsWay() bool {
	return slices.ContainsFunc(k.t.Orders, func(o shop.Order) bool { return o.Status == shop.Shipped })
}

// wonderWords ask what something is.
var wonderWords = []string{" kok ", " kenapa ", " knp ", " apa ", " apaan ", " itu ", " beda ", " lebih ", " buat ", " maksud", " kelebihan ", "?"}

// asksCode answers what the odd figures at the end of a total are.
func (k *talk) asksCode(acts []understand.Act) []understand.Act {
	low := k.low()
	o, owes := k.awaiting()
	named := strings.Contains(low, "kode unik") || strings.Contains(low, "unique code")
	odd := owes && o.UniqueCode > 0 && hasWord(low, wonderWords) &&
		(strings.Contains(low, " kode") || slices.Contains(strings.FieldsFunc(low, notDigit), strconv.Itoa(int(o.UniqueCode))))
	if hasWord(low, []string{"voucher", "promo", "*diskon", "pos ", "resi"}) {
		return acts
	}
	if !named && !odd || k.does(understand.UseVoucher, understand.ClaimPaid, understand.Order) || !k.Catalog.Payment.UniqueCode {
		return acts
	}
	code := value{}
	if owes && o.UniqueCode > 0 {
		code = k.n.text("kode_unik_ini", is("kode", money(o.UniqueCode, fromOrder(o.Number))), is("nomor", written(o.Number, fromOrder(o.Number))),
			is("total", money(o.Total(), fromOrder(o.Number))))
	}
	k.n.say("kode_unik", is("ini", code))
	return slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool {
		return a.Intent != understand.Greet && a.Intent != understand.AskHuman && !a.Angry
	})
}

func notDigit(r rune) bool { return r < '0' || r > '9' }
