package bot

import (
	"slices"
	"strings"
	"time"

	"tokobot/bot/understand"
	"tokobot/internal/pola"
	"tokobot/internal/shop"
)

// What is said after an order, after its end, and after an answer that was given already.

// remindSaid reminds the shop of something: "jangan lupa lilinnya".
var remindSaid = pola.New(`\b(?:jangan|jgn|jngn|ojo|ulah) (?:lupa|lupo|lali|poho)\b|\b(?:ingat|inget|siapin|siapkan|disiapin|disiapkan)\b`)

// orderAgain asks for another order.
var orderAgain = pola.New(`\b(?:pesan|pesen|order|beli)\b.*\b(?:lagi|baru|ulang)\b|\b(?:mau|pengen) (?:pesan|pesen|order|beli)\b`)

// afterwards takes words of a buyer whose order is under way, which name no goods and no number, or only remind of what was ordered, for what
// they are: a wish, a word beside the order, or the beginning of another one. They never order what was talked about last. False where goods
// are ordered.
func (k *talk) afterwards(a understand.Act) bool {
	o, open := k.underWay()
	if !open || len(k.basket().Lines) > 0 || k.redoing || k.m.Asked.What != askNothing || bareNumber.MatchString(k.text()) {
		return false
	}
	reminds := remindSaid.MatchString(k.low()) && !orderAgain.MatchString(k.low())
	if len(a.Products) > 0 && !(reminds && holds(o, a.Products)) {
		return false
	}
	t := k.topic()
	inOrder := t.P == nil || slices.ContainsFunc(o.Items, func(i shop.Item) bool { return i.Product == t.P.SKU })
	if len(a.Products) == 0 && !reminds && !inOrder {
		return false // "mau deh" of what was told of since
	}
	k.mute = true
	switch {
	case orderAgain.MatchString(k.low()):
		k.askToOrder()
	case len(k.n.blocks) == 0 && k.q.What == askNothing:
		k.n.say("siap")
	}
	return true
}

// packWish asks for how an order is packed or handed over.
var packWish = pola.New(`(?i)\b(?:(?:di)?bungkus\w*|(?:di)?packing\w*|kado|bubble ?wrap|(?:di)?titip\w*|dilipat|kartu ucapan)\b`)

// besideOrder takes words that ask for nothing new, of a buyer whose order is under way and who was asked nothing, as what they are to that
// order: "packing yg rapi ya" is noted with it, "jangan lupa lilinnya" of what was ordered gets a nod.
func (k *talk) besideOrder(acts []understand.Act) []understand.Act {
	o, open := k.newestOpen()
	if !open || len(acts) == 0 || len(k.basket().Lines) > 0 || k.m.Asked.What != askNothing || strings.ContainsAny(k.text(), "?0123456789") {
		return acts
	}
	for _, a := range acts {
		// "jangan" of "jangan lupa" makes what follows read as unwanted
		reminds := buys[a.Intent] && !slices.ContainsFunc(a.Products, func(w understand.Product) bool {
			return w.Op == understand.Remove && !w.Not || !holds(o, []understand.Product{w})
		})
		if !reminds && !k.faint([]understand.Act{a}) {
			return acts
		}
	}
	bare := len(acts) == 1 && len(acts[0].Products) == 0
	switch {
	case bare && packWish.MatchString(k.low()) && !hasWord(k.low(), buyWords):
		k.noteOrder(o, trimmedWish(k.text()))
	case remindSaid.MatchString(k.low()) && !orderAgain.MatchString(k.low()):
		k.mute = true
		k.n.say("siap")
	default:
		return acts
	}
	return nil
}

// underWay is the buyer's newest order that did not end.
func (k *talk) underWay() (shop.Order, bool) {
	i := slices.IndexFunc(k.t.Orders, func(o shop.Order) bool { return o.Status.Open() })
	if i < 0 {
		return shop.Order{}, false
	}
	return k.t.Orders[i], true
}

// anew says that what is cancelled shall be ordered again, otherwise: "batalin aja trus buat baru".
var anew = pola.New(`\b(?:buat|bikin|bkin|pesan|pesen|order|beli|ulang|ulangi|mulai|ganti)(?:in|kan)? (?:yg |yang |lg )?(?:baru|ulang|lagi|lg|dari awal|dr awal)\b`)

// askAnew says what was cancelled, and asks for the new order.
func (k *talk) askAnew(key string, args ...arg) error {
	k.n.say(key, args...)
	k.ask(asked{What: askProduct, Expect: understand.ExpectProduct}, k.n.text("tanya_pesanan_baru"))
	return nil
}

// cancelsFirst cancels at the head of a message.
var cancelsFirst = pola.New(`^ (?:(?:eh|maaf|kak|min|bos|ya|yaudah|udah) )*(?:di)?(?:batal|cancel|btl)(?:in|kan|kn)?\b`)

// beginsAnew reads "cancel dulu, mau pesan ulang" as cancelling what there is; the new order is asked for then. Words of it that name no goods
// order nothing.
func (k *talk) beginsAnew(acts []understand.Act) []understand.Act {
	if k.m.Asked.What == askRedo && k.agreesToRedo(acts) {
		return []understand.Act{{Intent: understand.Affirm, Words: acts[0].Words}}
	}
	if k.orderedInstead(acts) {
		return k.emptied(acts)
	}
	if !anew.MatchString(k.low()) || strings.Contains(k.text(), "?") {
		return acts
	}
	bare := func(a understand.Act) bool { return a.Intent == understand.Order && len(a.Products) == 0 }
	if k.does(understand.CancelOrder) {
		return slices.DeleteFunc(slices.Clone(acts), bare)
	}
	_, open := k.newestOpen()
	if len(acts) != 1 || acts[0].Intent != understand.OutOfScope && !bare(acts[0]) || !cancelsFirst.MatchString(k.low()) || !open && len(k.basket().Lines) == 0 {
		return acts
	}
	return []understand.Act{{Intent: understand.CancelOrder, Words: acts[0].Words}}
}

// cancelsAllFirst cancels at the head of a message and names nothing that is cancelled; something is ordered behind it.
var cancelsAllFirst = pola.New(cancelsFirst.String() + `(?: (?:aja|saja|deh|dulu|semua|semuanya|yg tadi|yang tadi|itu|pesanan|pesanannya|order|ordernya|ya|kak))*[,.]? (?:(?:trus|terus|lalu|ganti|diganti|jadi|mau|saya|aku|sy) )*(?:pesan|pesen|order|beli|ambil|bikin|buat|ganti)`)

// orderedInstead tells whether other goods shall come in the place of all that is in the draft: "batalin aja trus pesan mukena 1".
func (k *talk) orderedInstead(acts []understand.Act) bool {
	return len(k.basket().Lines) > 0 && len(acts) == 1 && buysAny(acts) && cancelsAllFirst.MatchString(k.low()) &&
		!slices.ContainsFunc(acts[0].Products, func(w understand.Product) bool {
			return w.Op == understand.Remove || w.Not || w.Product == "" && w.SKU == ""
		})
}

// emptied takes all lines out of the draft before what is ordered anew.
func (k *talk) emptied(acts []understand.Act) []understand.Act {
	for _, l := range k.basket().Lines {
		k.put(op{Do: opRemove, SKU: l.SKU, Product: l.Product})
	}
	a := acts[0]
	a.Intent, a.Products = understand.Order, slices.Clone(a.Products)
	for i := range a.Products {
		a.Products[i].Op = understand.Add
	}
	k.heading = "draf_diubah"
	return []understand.Act{a}
}

// agreesToRedo tells whether acts only agree that the order is cancelled and made anew, which was asked: "iya batalkan bikin lagi".
func (k *talk) agreesToRedo(acts []understand.Act) bool {
	return (yesFirst.MatchString(k.low()) || anew.MatchString(k.low())) && hasWord(k.low(), strong) && !keepWords.MatchString(k.low()) && doesAny(acts, understand.CancelOrder, understand.Deny) &&
		!slices.ContainsFunc(acts, func(a understand.Act) bool { return len(a.Products) > 0 })
}

// revive makes the newest order, cancelled within the day by whomever and with nothing paid, the draft again: "jadi deh yang tadi".
func (k *talk) revive() bool {
	return hasWord(k.low(), []string{" tadi", " yg td"}) && k.revived()
}

// revived is revive, whatever the words are.
func (k *talk) revived() bool {
	if len(k.t.Orders) == 0 || len(k.basket().Lines) > 0 {
		return false
	}
	o := k.t.Orders[0]
	if o.Status != shop.Cancelled || o.Received > 0 || k.t.Now.Sub(o.ChangedAt) > 24*time.Hour {
		return false
	}
	k.n.say("dihidupkan_lagi", is("nomor", written(o.Number, fromOrder(o.Number))))
	k.draftOf(o)
	k.wantTotal = true
	return true
}

// sameSaid asks for the same once more, where the new order is asked for.
var sameSaid = pola.New(`^(?:(?:iya|ya|yg|yang|ttp|tetap|tetep|masih|isinya|pesanannya|pesan|order|mau) )*(?:sama|tadi|itu lagi|(?:sama )?(?:kayak|kaya|kyk|seperti|spt|persis)(?: yg| yang)?)(?: (?:tadi|td|aja|saja|lagi|persis|ya|kak|semua|kayak|kaya|kyk|seperti|yg|yang))*$`)

// sameAgain brings back what was cancelled where the new order is asked for: "yang sama aja".
func (k *talk) sameAgain(acts []understand.Act) []understand.Act {
	if k.m.Asked.What != askProduct || len(k.m.Asked.Products) > 0 || len(k.basket().Lines) > 0 || !sameSaid.MatchString(strings.Trim(k.low(), " .!,")) {
		return acts
	}
	if !k.restore() && !k.revived() {
		return acts
	}
	k.answered()
	return nil
}

var (
	// saidAlready says that something was said before.
	saidAlready = pola.New(`(?i)[,.]?\s*\b(?:(?:kan|tadi|td|memang|emang)\s+)*(?:sudah|udah|udh|sdh|dah|uda)\b(?:\s+(?:saya|sy|aku|ak|gue|tak|ku|di|ta))?(?:\s*(?:sebut|sebutin|sebutkan|bilang|blg|jawab|tulis|kasih|kasi|ngasih|info|infokan))?(?:in|kan)?(?:\s+(?:tadi|td|kak|min|mbak|mas|ya|kok|lho|loh|di atas|diatas))*\s*[.!]*`)
	// moneySaid speaks of money that was sent.
	moneySaid = pola.New(`\b(?:bukti|struk|lunas|uang|duit|dana|bayar\w*|dibayar\w*|byr|transfer\w*|ditransfer|trf|tf|ditf|setor|rekening|rek|saldo|mutasi|dp)\b`)
)

// saidBefore reads "tadi sudah saya sebut" as an answer to the open question where no order waits for money and none is spoken of: what stands
// beside it is read as the answer, and without one the question is put again, with a sorry.
func (k *talk) saidBefore(acts []understand.Act) []understand.Act {
	if k.m.Asked.What == askNothing || len(acts) != 1 || len(k.payable()) > 0 || k.mayClaimLate() || moneySaid.MatchString(k.low()) || k.heard(payNames) != "" {
		return acts
	}
	a := acts[0]
	if a.Intent != understand.ClaimPaid && a.Intent != understand.AskOrderStatus || a.Future || a.Amount > 0 || a.Method != "" || strings.Contains(k.text(), "?") {
		return acts
	}
	rest := strings.TrimSpace(saidAlready.ReplaceAllString(k.text(), " "))
	if rest == strings.TrimSpace(k.text()) && a.Intent != understand.ClaimPaid {
		return acts
	}
	if !emptyWish(rest) {
		if again := k.Reader.Read(rest, k.m.context(k.basket())); !k.faint(again) && again[0].Intent != understand.ClaimPaid {
			return again
		}
	}
	k.n.say("maaf_terlewat")
	return nil
}

// mayClaimLate tells whether a word of payment may be about an order that ended unpaid.
func (k *talk) mayClaimLate() bool {
	_, late := k.late()
	return late
}
