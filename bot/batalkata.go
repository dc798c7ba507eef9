package bot

import (
	"slices"
	"time"

	"tokobot/bot/understand"
	"tokobot/internal/pola"
	"tokobot/internal/shop"
)

// What is said beside cancelling: why, the money, and that it shall not be after all.

// tooLateToKeep answers a buyer who takes a cancelling back where nothing can be made anew by itself: with money in it a person goes on.
func (k *talk) tooLateToKeep() []understand.Act {
	k.mute = true
	i := slices.IndexFunc(k.t.Orders, func(o shop.Order) bool {
		return o.Status == shop.Cancelled && k.t.Now.Sub(o.ChangedAt) <= 24*time.Hour
	})
	if i < 0 {
		k.n.say("baik")
		return nil
	}
	o := k.t.Orders[i]
	k.n.say("batal_tetap", is("nomor", written(o.Number, fromOrder(o.Number))))
	return []understand.Act{{Intent: understand.AskHuman}}
}

// refunding tells whether finance has money of the buyer's newest order to give back, or to look for.
func (k *talk) refunding() bool {
	if len(k.t.Orders) == 0 {
		return false
	}
	open, err := k.f.OpenCards(shop.CardRefund, k.t.Orders[0].Number, 0)
	return err != nil || len(open) > 0
}

// moneyWanted asks for money that was paid to come back.
var moneyWanted = pola.New(`\b(?:refund\w*|direfund|(?:uang|duit|dana)\w*(?: saya| aku| sy)? (?:\w+ )?(?:balik|kembali|dibalik\w*|dikembali\w*|di ?balikin|pulang)|(?:balikin|kembaliin|kembalikan|balikkan)(?: aja| saja)? (?:uang|duit|dana)\w*)`)

// moneyForCancel reads the wish for money back, of a buyer whose order did not leave the shop and who has no other that did, as what cancelling
// brings: nothing came yet that could be sent back or photographed.
func (k *talk) moneyForCancel(acts []understand.Act) []understand.Act {
	o, open := k.newestOpen()
	if !open || o.Status == shop.Shipped || !doesAny(acts, understand.ReturnRefund) || k.m.Asked.What == askCancel {
		return acts
	}
	if doesAny(acts, understand.CancelOrder) {
		return slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool {
			return a.Intent == understand.ReturnRefund || a.Intent == understand.OutOfScope
		})
	}
	left := slices.ContainsFunc(k.t.Orders, func(x shop.Order) bool { return x.Status == shop.Shipped || x.Status == shop.Completed })
	if left || o.COD || o.Status == shop.AwaitingPayment && o.Received == 0 || !moneyWanted.MatchString(k.low()) {
		return acts
	}
	return []understand.Act{{Intent: understand.CancelOrder}}
}

// bossDecides tells of somebody above the buyer who does not agree, or has to.
var bossDecides = pola.New(`\b(?:atasan|pimpinan|supervisor|spv|manager|manajer|owner|pemilik|bos+|boss)\w*(?: (?:saya|sy|aku|kantor|ku))?(?: \w+){0,2} (?:acc|setuju|stuju|izin\w*|ijin\w*|approve\w*|boleh\w*|ngasih|ngebolehin|mau|oke|ok|batal\w*|cancel\w*|minta|suruh|nyuruh)\b`)

// bossSaid takes the buyer's own boss, who decides, for no wish to talk to one of the shop: "maaf batal ya, atasan ga acc".
func (k *talk) bossSaid(acts []understand.Act) []understand.Act {
	if len(acts) < 2 || !doesAny(acts, understand.AskHuman) || !bossDecides.MatchString(k.low()) || hasWord(k.low(), []string{"bicara", "ngomong", "ngobrol", "panggil", "hubung", "*sambung", "admin"}) {
		return acts
	}
	return slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool { return a.Intent == understand.AskHuman })
}

// wondersWhy asks for a reason.
var wondersWhy = pola.New(`\b(?:kenapa|knapa|knp|knpa|napa|ngapa|mengapa|kok|ko|alasan(?:nya)?|sebab(?:nya)?|gara[- ]gara)\b`)

// endedByShop is the buyer's newest order, where the shop cancelled it lately and the buyer asks why: people know.
func (k *talk) endedByShop() (shop.Order, bool, error) {
	if len(k.t.Orders) == 0 || !wondersWhy.MatchString(k.low()) {
		return shop.Order{}, false, nil
	}
	o := k.t.Orders[0]
	if o.Status != shop.Cancelled || k.t.Now.Sub(o.ChangedAt) > k.Settings.LateProof {
		return o, false, nil
	}
	_, found, err := k.f.LastEvent(o.Number, "dibatalkan toko")
	return o, found, err
}
