package bot

import (
	"slices"
	"strings"

	"tokobot/internal/shop"
)

// askedStill puts the question about a recorded order once more behind the answer to something else that was asked in between: nothing changes
// without its answer, and the buyer believes that it does. False where there is none, or it was put twice.
func (k *talk) askedStill() bool {
	q := k.m.Asked
	if q.What != askNewAddress && q.What != askRedo && q.What != askCancel || q.Age > 0 || k.human || k.handed || len(k.n.blocks) == 0 {
		return false
	}
	k.greetShortly()
	if slices.ContainsFunc(k.n.blocks, func(v value) bool { return strings.Contains(v.text, "?") }) {
		return false // one question is enough
	}
	o, ok := k.own(q.Ref)
	if !ok || !o.Status.Open() {
		return false
	}
	nomor := is("nomor", written(o.Number, fromOrder(o.Number)))
	var text value
	switch {
	case q.What == askNewAddress && k.m.NewTo != nil && movable(o.Status):
		text = k.n.text("tanya_ganti_alamat", append(k.recipientArgs(*k.m.NewTo), nomor)...)
	case q.What == askRedo && o.Status == shop.AwaitingPayment:
		text = k.n.text("tanya_ubah_tercatat", nomor)
	case q.What == askCancel:
		text = k.n.text("tanya_batal", nomor, is("total", money(o.Total(), fromOrder(o.Number))), is("status", k.n.text("kata_"+string(o.Status))))
	default:
		return false
	}
	q.Age++
	k.n.add(text)
	k.m.Asked = q
	return true
}
