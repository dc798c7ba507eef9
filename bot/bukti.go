package bot

import (
	"cmp"
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/internal/bahasa"
	"tokobot/internal/card"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// proof takes a picture or document that may show a payment; false when nothing speaks for that. Money is never waved
// through and never forgotten: every proof becomes a card in finance, whatever the state of the order.
func (k *talk) proof(in shop.Input) (bool, error) {
	acts := k.captionActs(in)
	claims := claimsPaid(acts)
	candidates := k.payable()
	if in.Kind == shop.KindDocument && !proofTypes[mediaType(in.Media)] && !claims {
		return false, nil
	}
	if len(candidates) == 0 {
		return k.unawaitedProof(in, acts, claims)
	}
	if asksAbout(acts, in.Text) && !claims && !partlyPaid(candidates, acts) {
		return false, nil // a picture with a question about goods
	}
	seen, done, err := k.seenBefore(in)
	if done || err != nil {
		return true, err
	}
	o, sure := k.proofOrder(candidates, acts)
	return true, k.review(in, o, sure, candidates, acts, seen)
}

// unawaitedProof takes a picture where no order waits for money: for an order that expired or is paid already, or as what follows a claim.
func (k *talk) unawaitedProof(in shop.Input, acts []understand.Act, claims bool) (bool, error) {
	if by := k.beside(in); claimsPaid(k.captionActs(by)) {
		in, acts, claims = by, k.captionActs(by), true
	}
	late, isLate := k.late()
	o, isPaid := k.settled()
	door, isDoor := k.atDoor("")
	switch {
	case isDoor && (claims || k.claimedBefore() && !asksAbout(acts, in.Text)):
		return true, k.closedProof(in, door, acts, "bukti transfer untuk pesanan COD", "bukti_cod")
	case isPaid && (claims || k.claimedBefore() && !asksAbout(acts, in.Text)) && !(isLate && late.CreatedAt.After(o.CreatedAt)):
		return true, k.closedProof(in, o, acts, "bukti datang sesudah lunas", "bukti_sesudah_lunas")
	case isLate:
		return true, k.closedProof(in, late, acts, "bukti datang sesudah batas", "bukti_terlambat")
	case claims || k.claimedBefore() && !asksAbout(acts, in.Text):
		return true, k.deposit(in, acts)
	}
	return false, nil
}

// proofTypes are documents that may be a proof.
var proofTypes = map[string]bool{"application/pdf": true, "image/jpeg": true, "image/png": true, "image/webp": true, "": true}

func mediaType(m *shop.Media) string {
	if m == nil {
		return ""
	}
	t, _, _ := strings.Cut(m.MIME, ";")
	return strings.TrimSpace(t)
}

// captionAsks are words with which a caption asks, where no question mark stands.
var captionAsks = []string{"?", " ada ", " ready", " redi", " brp", " berapa", " harga", " stok", " warna", " kayak gini", " kaya gini", " seperti ini", " model"}

// asksAbout tells whether a caption asks about goods, or complains; one that only names some says what was paid for.
func asksAbout(acts []understand.Act, caption string) bool {
	asks := hasWord(" "+strings.ToLower(caption)+" ", captionAsks)
	return slices.ContainsFunc(acts, func(a understand.Act) bool {
		switch a.Intent {
		case understand.AskPrice, understand.AskStock, understand.AskProduct, understand.AskCatalog:
			return asks
		case understand.Complain, understand.ReturnRefund:
			return true
		}
		return false
	})
}

// partlyPaid tells whether money for part of an order has come and a caption names no goods: "sisanya kak" is the rest of the
// money then, not of the stock.
func partlyPaid(candidates []shop.Order, acts []understand.Act) bool {
	return slices.ContainsFunc(candidates, func(o shop.Order) bool { return o.Received > 0 }) &&
		!slices.ContainsFunc(acts, func(a understand.Act) bool {
			return len(a.Products) > 0 || a.Intent == understand.Complain || a.Intent == understand.ReturnRefund
		})
}

// captionActs reads a picture's caption.
func (k *talk) captionActs(in shop.Input) []understand.Act {
	if strings.TrimSpace(in.Text) == "" {
		return nil
	}
	return k.restOfMoney(k.Reader.Read(in.Text, understand.Context{}), in.Text)
}

// payable are the orders that a proof may be for, the newest first; those that still wait before those under review.
func (k *talk) payable() []shop.Order {
	var waits, review []shop.Order
	for _, o := range k.t.Orders {
		switch o.Status {
		case shop.AwaitingPayment:
			waits = append(waits, o)
		case shop.PaymentReview:
			review = append(review, o)
		}
	}
	return append(waits, review...)
}

// late is an order that expired not long ago: money for it may still come.
func (k *talk) late() (shop.Order, bool) {
	for _, o := range k.t.Orders {
		if o.Status == shop.Expired && k.t.Now.Sub(o.ChangedAt) <= k.Settings.LateProof {
			return o, true
		}
	}
	return shop.Order{}, false
}

// seenBefore looks a proof up. The same file from the same buyer is the same proof: one card, one notice.
func (k *talk) seenBefore(in shop.Input) (seen []shop.Proof, done bool, err error) {
	if in.Media == nil || in.Media.SHA256 == "" {
		return nil, false, nil
	}
	if k.proofs[in.Media.SHA256] {
		return nil, true, nil // twice in one burst
	}
	k.proofs[in.Media.SHA256] = true
	seen, err = k.f.ProofsLike(*in.Media)
	if err != nil {
		return nil, false, err
	}
	for _, p := range seen {
		if p.SHA256 != in.Media.SHA256 || p.Buyer != k.t.Buyer.ID {
			continue
		}
		if o, ok := k.own(p.Order); ok && o.Status == shop.PaymentReview {
			k.proven = true
			k.n.say("bukti_sama", is("nomor", written(o.Number, fromOrder(o.Number))))
			return seen, true, nil
		}
	}
	return seen, false, nil
}

// proofOrder decides which order a proof is for: the number in its caption, the amount, else the newest that waits.
func (k *talk) proofOrder(candidates []shop.Order, acts []understand.Act) (shop.Order, bool) {
	for _, a := range acts {
		for _, o := range candidates {
			if a.Order != "" && o.Number == strings.TrimPrefix(a.Order, "#") || a.Amount > 0 && (a.Amount == o.Total() || a.Amount == o.Owed()) {
				return o, true
			}
		}
	}
	for _, a := range acts {
		fits := slices.DeleteFunc(slices.Clone(candidates), func(o shop.Order) bool { return !holds(o, a.Products) })
		if len(fits) == 1 {
			return fits[0], true
		}
	}
	waiting := 0
	for _, o := range candidates {
		if o.Status == shop.AwaitingPayment {
			waiting++
		}
	}
	return candidates[0], waiting <= 1
}

// review puts a proof before finance and the order under review.
func (k *talk) review(in shop.Input, o shop.Order, sure bool, all []shop.Order, acts []understand.Act, seen []shop.Proof) error {
	said, err := k.closeClaims(o)
	if err != nil {
		return err
	}
	by := k.beside(in)
	o = k.paidBy(o, k.wayPaid(in, k.captionActs(by), by.Text))
	p := k.payment(o, in.Media, cmp.Or(in.Text, said.Words), cmp.Or(claimed(acts), said.Claim))
	p.Doubts = append(k.doubts(in, o, p.Claim, seen), unsure(sure)...)
	id := k.newCard()
	if o.Status == shop.AwaitingPayment {
		o.Status, o.ChangedAt = shop.PaymentReview, k.t.Now
		o = k.save(o, k.event("pembeli", "bukti diterima", cut(in.Text, 100)))
		p.Order = o
	} else {
		k.d.Do(shop.LogOrder{Number: o.Number, Event: k.event("pembeli", "bukti lain diterima", cut(in.Text, 100))})
	}
	k.d.Do(shop.ShowCard{Card: card.NewPayment(id, k.when(), p)})
	k.keepProof(in, o.Number)
	k.proven, k.mute = true, true
	nomor := is("nomor", written(o.Number, fromOrder(o.Number)))
	if in.Media == nil || in.Media.Ref == "" && in.Media.Gone != "" {
		k.n.say("bukti_tak_terbuka", nomor)
		return nil
	}
	k.n.say("bukti_diterima", nomor, is("jam", k.peopleNow()))
	if !sure {
		k.n.say("bukti_untuk", nomor, is("total", due(o)), is("lain", k.otherNumbers(all, o)))
		k.m.LastProof = &proofNote{Order: o.Number, Card: id, Media: in.Media, At: k.t.Now}
	}
	return nil
}

// payment is what a payment card shows of an order's money.
func (k *talk) payment(o shop.Order, proof *shop.Media, words string, claim rupiah.Amount) card.Payment {
	return card.Payment{Order: o, Buyer: k.t.Buyer, Proof: proof, Words: cut(words, 300), Claim: claim, Ways: k.Catalog.Payment.Ahead()}
}

// otherNumbers names the other orders that wait.
func (k *talk) otherNumbers(all []shop.Order, o shop.Order) value {
	var out []value
	for _, x := range all {
		if x.Number != o.Number && x.Status == shop.AwaitingPayment {
			out = append(out, written("#"+x.Number, fromOrder(x.Number)))
		}
	}
	return joined(comma, out...)
}

// unsure is the doubt that the order was only guessed.
func unsure(sure bool) []string {
	if sure {
		return nil
	}
	return []string{"Pembeli punya lebih dari satu pesanan yang belum dibayar; nomornya tidak disebut."}
}

// claimed is the amount that the buyer named.
func claimed(acts []understand.Act) rupiah.Amount {
	for _, a := range acts {
		if a.Amount > 0 {
			return a.Amount
		}
	}
	return 0
}

// doubts are what makes a proof doubtful, a plain sentence each.
func (k *talk) doubts(in shop.Input, o shop.Order, claim rupiah.Amount, seen []shop.Proof) []string {
	var out []string
	for _, p := range seen {
		how := "mirip"
		if in.Media != nil && p.SHA256 == in.Media.SHA256 {
			how = "sama persis"
		}
		whose := "pembeli ini"
		if p.Buyer != k.t.Buyer.ID {
			whose = "pembeli lain"
		}
		out = append(out, "Gambar yang "+how+" pernah dikirim "+whose+" untuk "+p.Order+" pada "+bahasa.DateTime(p.At.In(k.t.Now.Location()))+".")
	}
	if left := o.Owed(); claim > 0 && claim != o.Total() && claim != left && !paidAlready(o) {
		out = append(out, "Pembeli menyebut "+claim.String()+", seharusnya "+left.String()+".")
	}
	if paidAlready(o) {
		out = append(out, card.AlreadyPaid)
	}
	if o.AtTheDoor() {
		out = append(out, card.AtTheDoor)
	}
	if o.Status == shop.Expired {
		out = append(out, "Pesanan sudah kedaluwarsa; terima hanya kalau barangnya masih ada.")
	}
	if in.Media != nil {
		if d := k.qrDoubt(in.Media.QR, o); d != "" {
			out = append(out, d)
		}
	}
	return out
}

// keepProof remembers a proof, so that it is recognised when it comes again.
func (k *talk) keepProof(in shop.Input, order string) {
	if in.Media == nil || in.Media.SHA256 == "" {
		return
	}
	k.d.Do(shop.KeepProof{Proof: shop.Proof{At: k.t.Now, Buyer: k.t.Buyer.ID, Order: order, SHA256: in.Media.SHA256, Looks: in.Media.Looks}})
}

// closedProof is a proof for an order that waits for no money, expired or paid: finance decides, and may revive what expired. What is the
// history's word for it, key the buyer's answer.
func (k *talk) closedProof(in shop.Input, o shop.Order, acts []understand.Act, what, key string) error {
	seen, done, err := k.seenBefore(in)
	if done || err != nil {
		return err
	}
	if open, err := k.f.OpenCards(shop.CardPayment, o.Number, 0); err != nil {
		return err
	} else if len(open) > 0 && len(seen) > 0 && seen[0].Buyer == k.t.Buyer.ID && seen[0].SHA256 == in.Media.SHA256 {
		k.proven, k.mute = true, true
		k.n.say("bukti_sama", is("nomor", written(o.Number, fromOrder(o.Number))))
		return nil
	}
	o = k.paidBy(o, k.wayPaid(in, acts, in.Text))
	said, err := k.closeClaims(o)
	if err != nil {
		return err
	}
	p := k.payment(o, in.Media, cmp.Or(in.Text, said.Words), cmp.Or(claimed(acts), said.Claim))
	p.Doubts = k.doubts(in, o, p.Claim, seen)
	k.d.Do(shop.ShowCard{Card: card.NewPayment(k.newCard(), k.when(), p)},
		shop.LogOrder{Number: o.Number, Event: k.event("pembeli", what, cut(in.Text, 100))})
	k.keepProof(in, o.Number)
	k.proven, k.mute = true, true
	k.n.say(key, is("nomor", written(o.Number, fromOrder(o.Number))), is("jam", k.peopleNow()))
	return nil
}

// deposit is money that fits no order: it is kept before finance until somebody says what it is for.
func (k *talk) deposit(in shop.Input, acts []understand.Act) error {
	seen, done, err := k.seenBefore(in)
	if done || err != nil {
		return err
	}
	if slices.ContainsFunc(seen, func(p shop.Proof) bool { return p.Buyer == k.t.Buyer.ID && p.SHA256 == in.Media.SHA256 }) {
		k.proven, k.mute = true, true
		k.n.say("bukti_sama_titipan")
		return nil
	}
	p := card.Payment{Buyer: k.t.Buyer, Proof: in.Media, Words: cut(in.Text, 300), Claim: claimed(acts)}
	p.Doubts = append(k.doubts(in, shop.Order{}, 0, seen), card.NoOrder)
	if err := k.closeWordDeposits(&p); err != nil {
		return err
	}
	k.d.Do(shop.ShowCard{Card: card.NewDeposit(k.newCard(), k.when(), p)})
	k.keepProof(in, "")
	k.proven, k.mute, k.m.Claimed = true, true, noTime
	k.n.say("bukti_tanpa_pesanan")
	return nil
}

// closeWordDeposits closes this buyer's deposits of mere words: the picture that was asked for follows, and says the same.
func (k *talk) closeWordDeposits(p *card.Payment) error {
	open, err := k.f.OpenCards(shop.CardDeposit, "", k.t.Buyer.ID)
	if err != nil {
		return err
	}
	for _, c := range open {
		if c.Media != nil {
			continue
		}
		before := card.Told(c)
		p.Claim, p.Words = cmp.Or(p.Claim, before.Claim), cmp.Or(p.Words, before.Words)
		k.closeCard(c, "bot", "Ditutup {siapa}, fotonya menyusul")
	}
	return nil
}
