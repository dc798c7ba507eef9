package bot

import (
	"strings"

	"tokobot/bot/understand"
	"tokobot/internal/card"
	"tokobot/internal/pola"
	"tokobot/internal/shop"
)

// What a buyer wants of goods that the warehouse or shipping has in hand stands on their cards, so that no parcel leaves without it being seen.

// inHand tells whether the goods of an order are taken out and not given to the courier yet.
func inHand(s shop.Status) bool { return s == shop.Packing || s == shop.Packed }

// cardsInHand are the cards by which people pack an order or send it, as this turn left them.
func (k *talk) cardsInHand(number string) ([]shop.Card, error) {
	var out []shop.Card
	for _, kind := range []shop.CardKind{shop.CardPacking, shop.CardParcel} {
		open, err := k.f.OpenCards(kind, number, 0)
		if err != nil {
			return nil, err
		}
		for _, c := range open {
			if c = k.cardNow(c); c.Open {
				out = append(out, c)
			}
		}
	}
	return out, nil
}

// warn writes what a buyer wants on the cards by which an order is packed and sent, and tells their groups, as a card that only changes is
// easily overseen. What stands there already is not said again.
func (k *talk) warn(number, what string) error {
	if k.quiet {
		return nil
	}
	cards, err := k.cardsInHand(number)
	if err != nil {
		return err
	}
	for _, c := range cards {
		if c, ok := card.Warn(c, "pembeli", "⚠️ "+what, k.t.Now); ok {
			k.redraw(c)
			k.d.Do(shop.Tell{Group: c.Group, Card: c.ID, Text: "⚠️ #" + number + ": " + what})
		}
	}
	return nil
}

// redraw writes a card and keeps the turn's own view of it in step, so that a second change in the same turn is one of the card as it is then.
func (k *talk) redraw(c shop.Card) {
	k.d.Do(shop.RedrawCard{Card: c})
	c.Version++
	if k.redrawn == nil {
		k.redrawn = map[shop.CardID]shop.Card{}
	}
	k.redrawn[c.ID] = c
}

// cardNow is a card as this turn left it.
func (k *talk) cardNow(c shop.Card) shop.Card {
	if now, ok := k.redrawn[c.ID]; ok {
		return now
	}
	return c
}

// wantsCancelled is the warning that a buyer wants an order cancelled which is in hand.
const wantsCancelled = "Pembeli minta batal – tanya CS dulu sebelum diserahkan"

// wantsChanged is the warning that a buyer wants something of an order changed; the words are the buyer's.
func wantsChanged(what, words string) string {
	return "Pembeli minta ganti " + what + ": “" + cut(strings.Join(strings.Fields(words), " "), 160) + "” – tanya CS dulu"
}

// movePacked has people change the address of an order whose goods are packed: the label has the old one, and the buyer is told so.
func (k *talk) movePacked(o shop.Order, words string) error {
	k.mute = true
	if k.quiet {
		return nil
	}
	words = strings.Join(strings.Fields(words), " ")
	k.n.say("alamat_dikemas", is("nomor", written(o.Number, fromOrder(o.Number))))
	if err := k.warn(o.Number, wantsChanged("alamat", words)+" sebelum diserahkan"); err != nil {
		return err
	}
	return k.handOver("Pembeli minta ganti alamat #"+o.Number+" yang sudah dikemas (label masih alamat lama): "+cut(words, 200), "serah_singkat")
}

// wholeAddress is who and where in one line, for the staff.
func (k *talk) wholeAddress(r shop.Recipient) string {
	return strings.TrimSpace(r.Name + ", " + r.Phone + ", " + r.Address + ", " + k.Atlas.Full(r.Place) + " " + r.Postcode)
}

// otherWords asks for other lettering: "tulisannya ganti jadi …" is the lettering behind it.
var otherWords = pola.New(`(?i)^(\S+?)[ :=]+(?:(?:di)?(?:ganti|ubah|rubah|tukar)(?:in|kan)?(?: (?:aja|ya|dong))?(?: (?:jadi|menjadi|ke|dengan))?|(?:yg|yang) (?:benar|bener) (?:itu )?|(?:jadi|menjadi))[ :=]+`)

// relettered takes a change that is about the lettering of an order alone, which costs nothing, as its note while nothing is packed yet.
func (k *talk) relettered(o shop.Order, a understand.Act) bool {
	if !movable(o.Status) || namesGoods(a) || !lettering.MatchString(k.text()) {
		return false
	}
	w, found := k.findWish(k.text())
	if !found || !lettering.MatchString(w.text+" ") {
		return false
	}
	k.noteOrder(o, otherWords.ReplaceAllString(w.text, "$1 "))
	return true
}

// noteCards shows the notes that this turn changed on the cards by which the orders are packed and sent; a label has the old one, and shipping
// is warned.
func (k *talk) noteCards() error {
	for _, number := range k.renoted {
		o, ok := k.own(number)
		if !ok {
			continue
		}
		cards, err := k.cardsInHand(number)
		if err != nil {
			return err
		}
		for _, c := range cards {
			k.redraw(card.WithNote(c, o.Note))
		}
		if inHand(o.Status) {
			if err := k.warn(number, "Catatan pembeli berubah sesudah dikemas: “"+cut(o.Note, 160)+"” – label masih yang lama"); err != nil {
				return err
			}
		}
	}
	k.renoted = nil
	return nil
}

// swapSaid asks for something in the place of what was agreed.
var swapSaid = pola.New(`\b(?:di)?(?:ganti|gnti|ubah|rubah|pindah|tukar)(?:in|kan)?\b`)

// sentOtherwise is the recorded order whose courier shall be another: with no draft there is nothing else that "kurirnya ganti jne", "jne aja"
// can mean.
func (k *talk) sentOtherwise(courier, service string) (shop.Order, bool) {
	if len(k.basket().Lines) > 0 || k.redoing || strings.Contains(k.text(), "?") {
		return shop.Order{}, false
	}
	o, open := k.newestOpen()
	return o, open && (o.Courier != courier || service != "" && o.Service != service)
}
