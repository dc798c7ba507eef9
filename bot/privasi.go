package bot

import (
	"slices"

	"tokobot/bot/understand"
	"tokobot/internal/shop"
)

// optOut stops what the shop begins, or, when the buyer's data are meant, asks whether to delete them.
func (k *talk) optOut(a understand.Act) error {
	k.mute = true
	if a.Forget {
		return k.askForgetting()
	}
	if !k.t.Buyer.OptedOut && !k.quiet {
		k.t.Buyer.OptedOut = true
		k.d.Do(shop.SaveBuyer{Buyer: k.t.Buyer})
	}
	k.n.say("berhenti")
	return nil
}

// resumeWords take a "berhenti" back.
var resumeWords = []string{"mulai", "mulai lagi", "start", "lanjut", "aktifkan", "aktifkan lagi", "kabari lagi", "kabarin lagi", "unblock"}

// optIn lets the shop begin again for a buyer who had stopped it, and now says only that.
func (k *talk) optIn(text string) bool {
	if !k.t.Buyer.OptedOut || !slices.Contains(resumeWords, k.bare(text)) {
		return false
	}
	if !k.quiet {
		k.t.Buyer.OptedOut = false
		k.d.Do(shop.SaveBuyer{Buyer: k.t.Buyer})
	}
	k.mute = true
	k.n.say("mulai_lagi")
	return true
}

// askForgetting asks before anything is deleted. An order on its way still needs its address.
func (k *talk) askForgetting() error {
	if o, ok := k.underway(); ok {
		k.n.say("hapus_nanti", is("nomor", written(o.Number, fromOrder(o.Number))), is("status", k.n.text("kata_"+string(o.Status))))
		return nil
	}
	k.ask(asked{What: askForget, Expect: understand.ExpectYesNo}, k.n.text("tanya_hapus"))
	return nil
}

// underway is an order that still has to reach the buyer.
func (k *talk) underway() (shop.Order, bool) {
	for _, o := range k.t.Orders {
		if o.Status.Open() {
			return o, true
		}
	}
	return shop.Order{}, false
}

// forget deletes what is known of the buyer; the books keep their amounts.
func (k *talk) forget() error {
	k.mute = true
	if _, ok := k.underway(); ok {
		return k.askForgetting()
	}
	waits, err := k.f.Waits(k.t.Buyer.ID)
	if err != nil {
		return err
	}
	for _, sku := range waits {
		k.d.Do(shop.Unwait{Buyer: k.t.Buyer.ID, SKU: sku})
	}
	k.d.Do(shop.Forget{Buyer: k.t.Buyer.ID})
	k.n.say("data_dihapus")
	fresh := memory{Turns: map[string]int{}, AskedPart: map[string]int{}}
	*k.m = fresh
	k.ops = nil
	return nil
}
