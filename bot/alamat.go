package bot

import (
	"slices"
	"strconv"

	"tokobot/bot/understand"
	"tokobot/internal/shop"
	"tokobot/internal/wilayah"
)

// recipients is how many addresses a message gives: an order goes to one, so that several are for people.
func (k *talk) recipients() int {
	n := 0
	for _, a := range k.acts {
		if a.Intent == understand.GiveAddress && a.Address != nil && a.Address.Street != "" {
			n++
		}
	}
	return n
}

// giveAddress takes what a message says of where the parcel goes.
func (k *talk) giveAddress(a understand.Act) error {
	if n := k.recipients(); n > 1 {
		return k.handOver("Pembeli memberi "+strconv.Itoa(n)+" alamat dalam satu pesan: "+cut(k.text(), 120), "serah_alamat")
	}
	to, ok := k.recipient(a)
	if k.m.Asked.What == askSameAddress && !a.Same {
		k.m.AskedPart[string(askSameAddress)]++ // "kirim ke alamat lain"
	}
	if k.districtAsked() && to.Place != "" && to.Place == k.basket().To.Place {
		k.m.AskedPart[partDistrict]++ // "pokoknya cimahi kak"
	}
	if k.m.Asked.What == askAddress || k.m.Asked.What == askAddrPlace || k.m.Asked.What == askSameAddress {
		k.answered()
	}
	if to == (shop.Recipient{}) {
		if a.Same && ok {
			k.n.say("alamat_lama_tidak_ada")
		}
		return nil
	}
	if len(k.basket().Lines) == 0 && !k.does(understand.Order) {
		if o, found := k.newestOpen(); found && (movable(o.Status) || inHand(o.Status)) && !orderAgain.MatchString(k.low()) {
			return k.newAddress(o, to)
		}
		if !k.quiet {
			k.n.say("alamat_dicatat")
			k.askToOrder()
		}
	}
	k.put(op{Do: opAddress, To: &to})
	if to.Place == "" {
		return nil
	}
	told := k.m.Place
	k.m.Place = to.Place
	if k.before.Rates && told != to.Place && to.Address == "" && to.Name == "" {
		return k.tellShipping(to.Place, understand.Act{}) // the place whose shipping was meant
	}
	return nil
}

// recipient reads the address of an act; the one used before where that is meant. A place that fits several becomes the
// reply's question; ok is false then, and the rest counts.
func (k *talk) recipient(a understand.Act) (to shop.Recipient, ok bool) {
	ok = true
	if a.Same {
		if k.t.Buyer.Recipient != nil {
			to = *k.t.Buyer.Recipient
		} else if len(k.t.Orders) > 0 {
			to = k.t.Orders[0].Recipient
		}
	}
	if a.Address == nil {
		if len(a.Places) > 0 {
			to.Place, ok = k.addressPlaceOf(a, &a.Places[0], "")
		}
		return to, ok
	}
	ad := a.Address
	to = merge(to, shop.Recipient{Name: cut(ad.Recipient, 60), Phone: ad.Phone, Address: cut(ad.Street, 200), Postcode: ad.Postcode,
		Note: cut(ad.Note, 120), Sender: cut(ad.Sender, 60), SenderPhone: ad.SenderPhone})
	if noted.MatchString(k.text()) {
		to.Note = "" // it is the order's
	}
	place := ad.Place
	if place == nil && len(a.Places) > 0 {
		place = &a.Places[0]
	}
	code, sure := k.addressPlaceOf(a, place, ad.Postcode)
	if code == "" && sure && ad.Street != "" && to.Place == "" && k.basket().To.Place == "" {
		code = k.m.Place // the town whose shipping was asked for
	}
	return merge(to, shop.Recipient{Place: code}), sure
}

// addressPlaceOf decides the place of an address; a postcode decides between places of one name, and stands in for a
// place that was not named where it has only one kecamatan.
func (k *talk) addressPlaceOf(a understand.Act, p *understand.Place, postcode string) (wilayah.Code, bool) {
	byPost := k.Atlas.ByPostcode(postcode)
	if p == nil {
		if len(byPost) == 1 {
			return byPost[0], true
		}
		return "", true
	}
	if p.Code != "" {
		if hint := inside(byPost, p.Code); p.Code.Level() < wilayah.Kecamatan && len(hint) == 1 {
			return hint[0], true
		}
		return p.Code, true
	}
	if c, sure := k.likeBefore(p.Candidates); sure {
		return c, true
	}
	for _, c := range p.Candidates {
		if len(inside(byPost, c)) > 0 || slices.ContainsFunc(byPost, func(b wilayah.Code) bool { return c.Within(b) }) {
			return c, true
		}
	}
	if len(p.Candidates) == 0 {
		return "", true
	}
	candidates := p.Candidates[:min(len(p.Candidates), listMax)]
	k.ask(asked{What: askAddrPlace, Expect: understand.ExpectPlace, Places: candidates}, k.placeQuestion(candidates))
	return "", false
}

// inside are the places that lie in another.
func inside(cs []wilayah.Code, outer wilayah.Code) []wilayah.Code {
	var out []wilayah.Code
	for _, c := range cs {
		if c.Within(outer) {
			out = append(out, c)
		}
	}
	return out
}

// partsMissing tells whether the draft's address still lacks something that a parcel needs.
func (k *talk) partsMissing(b basket) bool { return len(k.missing(b)) > 0 }

// The parts of an address, by the key of their name.
const (
	partName   = "bagian_nama"
	partPhone  = "bagian_hp"
	partStreet = "bagian_jalan"
	partPlace  = "bagian_tempat"
	// partDistrict counts how often the kecamatan of a town that is known was asked for, and answered by the town again, or by not knowing it.
	partDistrict = "kecamatan"
)

// missing lists what the address lacks. A town without its kecamatan is enough only for a buyer who was asked for the kecamatan and does not
// know it, where a courier has one rate for the town.
func (k *talk) missing(b basket) []string {
	var out []string
	if b.To.Name == "" {
		out = append(out, partName)
	}
	if b.To.Phone == "" && k.ownPhone() == "" {
		out = append(out, partPhone)
	}
	if b.To.Address == "" {
		out = append(out, partStreet)
	}
	switch level := b.To.Place.Level(); {
	case level >= wilayah.Kecamatan:
	case level == wilayah.Kabupaten && k.m.AskedPart[partDistrict] > 0:
	default:
		out = append(out, partPlace)
	}
	return out
}

// ownPhone is the number that the buyer writes from, as a recipient's: 08….
func (k *talk) ownPhone() string {
	p := k.t.Buyer.Phone
	if len(p) > 2 && p[:2] == "62" {
		return "0" + p[2:]
	}
	return p
}

// completed is the draft's basket with what the address leaves to the buyer's own number.
func (k *talk) completed(b basket) basket {
	if b.To.Phone == "" {
		b.To.Phone = k.ownPhone()
	}
	return b
}

// patience is how often in a row words about an address may bring nothing new before a person helps.
const patience = 2

// stuck counts, among the asked parts, how often that was.
const stuck = "macet"

// helpless tells whether the buyer's words about an address no longer bring it nearer: then asking again would only annoy.
func (k *talk) helpless(b basket) bool {
	switch {
	case b.To != k.to:
		delete(k.m.AskedPart, stuck)
	case k.does(understand.GiveAddress):
		k.m.AskedPart[stuck]++
	}
	return k.m.AskedPart[stuck] >= patience
}

// addressMissing shows the draft where it changed and asks for the address: the one used before, the whole, or what lacks.
func (k *talk) addressMissing(b basket) error {
	if (k.goods || k.wantTotal) && !k.totalSaid {
		if err := k.showSoFar(b); err != nil {
			return err
		}
	}
	parts := k.missing(b)
	if b.To == (shop.Recipient{}) && k.t.Buyer.Recipient != nil && k.m.AskedPart[string(askSameAddress)] == 0 {
		if k.patient(askSameAddress, "") {
			r := *k.t.Buyer.Recipient
			k.ask(asked{What: askSameAddress, Expect: understand.ExpectYesNo}, k.n.text("tanya_alamat_lama", k.recipientArgs(r)...))
		}
		return nil
	}
	if !k.patient(askAddress, parts[0]) {
		return nil
	}
	if k.helpless(b) {
		return k.handOver("Alamat belum lengkap, pembeli perlu dibantu", "serah_alamat")
	}
	k.askAddressParts(b, parts)
	for _, p := range parts {
		k.m.AskedPart[p]++
	}
	return nil
}

// askAddressParts words the question: everything, one part, or a list of what lacks.
func (k *talk) askAddressParts(b basket, parts []string) {
	q := asked{What: askAddress, Expect: understand.ExpectAddress}
	if b.To == (shop.Recipient{}) {
		key := "tanya_alamat"
		if k.m.AskedPart[partStreet] > 0 {
			key = "tanya_alamat_lagi"
		}
		k.ask(q, k.n.text(key, is("nama", value{})))
		return
	}
	if len(parts) == 1 && parts[0] == partPlace && b.To.Place.Level() == wilayah.Kabupaten {
		q.What = askAddrPlace
		k.ask(q, k.n.text("tanya_kecamatan", is("tempat", k.placeName(b.To.Place))))
		return
	}
	names := make([]value, 0, len(parts))
	for _, p := range parts {
		if p == partPlace && b.To.Place.Level() == wilayah.Kabupaten {
			p = "bagian_kecamatan"
		}
		names = append(names, k.n.text(p))
	}
	k.ask(q, k.n.text("tanya_alamat_kurang", is("kurang", joined(comma, names...))))
}

// movable tells whether the address of an order may still change: nothing is packed yet.
func movable(s shop.Status) bool {
	return s == shop.AwaitingPayment || s == shop.PaymentReview || s == shop.Paid || s == shop.Confirmed
}

// newAddress asks whether an address is meant for the order that is recorded; of one that is packed, people are asked at once.
func (k *talk) newAddress(o shop.Order, to shop.Recipient) error {
	r := merge(o.Recipient, to)
	if r == o.Recipient {
		k.n.say("alamat_sama", is("nomor", written(o.Number, fromOrder(o.Number))))
		return nil
	}
	if inHand(o.Status) {
		return k.movePacked(o, k.text())
	}
	if k.ask(asked{What: askNewAddress, Expect: understand.ExpectYesNo, Ref: o.Number},
		k.n.text("tanya_ganti_alamat", append(k.recipientArgs(r), is("nomor", written(o.Number, fromOrder(o.Number))))...)) {
		k.m.NewTo = &r
	}
	return nil
}

// moveOrder writes the new address into the recorded order where it costs the same; otherwise a person decides.
func (k *talk) moveOrder(number string) error {
	to := k.m.NewTo
	k.m.NewTo = nil
	o, ok := k.own(number)
	if ok && to != nil && inHand(o.Status) {
		return k.movePacked(o, k.wholeAddress(*to))
	}
	if !ok || to == nil || !movable(o.Status) {
		k.n.say("pesanan_tidak_bisa_diubah", is("nomor", written(number, fromOrder(number))))
		return k.handOver("Pembeli minta ganti alamat #"+number, "serah_ubah")
	}
	if !k.sameCost(o, to.Place) {
		if err := k.warn(o.Number, wantsChanged("alamat", k.wholeAddress(*to))); err != nil {
			return err
		}
		return k.handOver("Pembeli minta alamat #"+number+" diganti ke "+to.Address+", "+k.Atlas.Full(to.Place)+" (ongkir berubah)", "serah_ubah")
	}
	o.Recipient, o.ChangedAt = *to, k.t.Now
	k.save(o, k.event("pembeli", "alamat diganti", to.Address+", "+k.Atlas.Full(to.Place)))
	k.remember(*to)
	k.n.say("alamat_diganti", append(k.recipientArgs(*to), is("nomor", written(o.Number, fromOrder(o.Number))))...)
	return nil
}

// sameCost tells whether an order's courier asks the same to another place.
func (k *talk) sameCost(o shop.Order, to wilayah.Code) bool {
	if to == o.Recipient.Place {
		return true
	}
	if o.COD {
		if m := k.Catalog.Method(o.Payment); m == nil || !m.Allows(to, o.Subtotal) {
			return false
		}
	}
	quotes := ofCourier(k.Catalog.Quotes(to, k.orderLines(o)), o.Courier, o.Service)
	return len(quotes) > 0 && quotes[0].Cost == o.Shipping
}

// remember keeps the recipient for the next time.
func (k *talk) remember(r shop.Recipient) {
	r.Note = ""
	if k.t.Buyer.Recipient != nil && *k.t.Buyer.Recipient == r {
		return
	}
	k.t.Buyer.Recipient = &r
	k.d.Do(shop.SaveBuyer{Buyer: k.t.Buyer})
}
