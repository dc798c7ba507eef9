package bot

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"tokobot/bot/understand"
	"tokobot/catalog"
)

// refPickUp is what the question for a person is about where the buyer wants to come for the goods.
const refPickUp = "ambil sendiri"

// coming is what one burst says of picking up: its words without those about it, nil where there are none, and whether it told who comes or when.
type coming struct {
	rest *string
	told bool
}

// toAddress are the questions that lead to a parcel.
var toAddress = map[question]bool{askAddress: true, askAddrPlace: true, askSameAddress: true, askConfirm: true}

// pickUp reads the wish to come for the goods, and what a buyer with that wish says later. The wish stays with the draft until the goods shall
// be sent after all: no address is asked for, and people arrange the rest. Its words are taken out of the burst, since regional ones are easily
// read as a place, a farewell or a no.
func (k *talk) pickUp(acts []understand.Act) []understand.Act {
	if slices.ContainsFunc(k.Catalog.Couriers, func(c *catalog.Courier) bool { return strings.Contains(strings.ToLower(c.Name), "ambil") }) {
		return acts // the owner made it a courier
	}
	b := k.basket()
	w := readPickUp(k.text())
	none := len(b.Lines) == 0
	_, recorded := k.newestOpen() // without a draft, the wish is about that order
	switch {
	case b.PickUp && (none && k.opens || !w.said && (w.off || k.sends(acts))):
		return k.sendInstead(acts, w)
	case !w.said && !b.PickUp, doesAny(acts, understand.Complain, understand.AskOrderStatus), w.said && none && doneBefore(k.text()),
		!w.said && k.m.Asked.What == askPlace, // where shipping was asked to
		!w.said && slices.ContainsFunc(acts, func(a understand.Act) bool { return len(a.Products) > 0 }):
		return acts
	case w.said && (!none || !w.asks && !recorded || doesAny(acts, understand.Order)):
		k.put(op{Do: opPickUp})
	}
	if doesAny(acts, understand.AskHuman) {
		return acts // called at once
	}
	offered := k.m.Asked.What == askPerson && k.m.Asked.Ref == refPickUp
	if toAddress[k.m.Asked.What] {
		k.answered()
	}
	k.coming.rest = &w.rest
	rest := k.besidePickUp(w.said, offered)
	if w.said {
		rest = k.answerPickUp(acts, rest, b.PickUp, w.asks)
	}
	k.acts = k.pickUpDetails(rest, w, offered, b.PickUp)
	return k.acts
}

// sendInstead takes the wish back: of its words, "ga jadi ambil sendiri" and "tidak usah, dikirim aja" drop no draft, and "antar aja" names no
// courier.
func (k *talk) sendInstead(acts []understand.Act, w pickUpWords) []understand.Act {
	k.put(op{Do: opSend})
	turned := turnsRound(k.text())
	decided := w.off || turned || sendAgain(k.text())
	if w.off {
		k.coming.rest = &w.rest
		acts = k.besidePickUp(false, false)
	}
	k.acts = slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool {
		return turned && (a.Intent == understand.CancelOrder || a.Intent == understand.Deny) || decided && a.Intent == understand.OutOfScope || a.Intent == understand.ChooseCourier && a.Courier == "" && !a.Cheapest
	})
	return k.acts
}

func doesAny(acts []understand.Act, intents ...understand.Intent) bool {
	return slices.ContainsFunc(acts, func(a understand.Act) bool { return slices.Contains(intents, a.Intent) })
}

// sends tells whether words turn the wish round: "kirim aja deh", a courier, a whole address.
func (k *talk) sends(acts []understand.Act) bool {
	return sendAgain(k.text()) || turnsRound(k.text()) || slices.ContainsFunc(acts, func(a understand.Act) bool {
		whole := a.Intent == understand.GiveAddress && a.Address != nil && a.Address.Street != "" && streetWord.MatchString(k.text())
		return whole || a.Intent == understand.ChooseCourier && (a.Courier != "" || a.Cheapest)
	})
}

// aboutParcels are acts that words beside the wish are only mistaken for.
var aboutParcels = map[understand.Intent]bool{understand.OutOfScope: true, understand.CancelOrder: true, understand.Goodbye: true,
	understand.ChooseCourier: true, understand.AskCouriers: true, understand.Deny: true, understand.AskShippingTime: true}

// besidePickUp reads what a burst says beside the wish. Of an address only the name and the number count.
func (k *talk) besidePickUp(said, offered bool) []understand.Act {
	text := k.text()
	if !strings.ContainsFunc(text, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) {
		return nil
	}
	c := k.m.context(k.basket())
	acts := k.Reader.Read(text, c)
	if offered && !said && k.basket().To.Name == "" && k.nameLike(text) {
		c.Expect = understand.ExpectAddress // "Budi"
		if as := k.Reader.Read(text, c); len(as) == 1 && as[0].Intent == understand.GiveAddress {
			acts = as
		}
	}
	var out []understand.Act
	for _, a := range acts {
		if a.Intent == understand.GiveAddress {
			if a.Address == nil || a.Address.Recipient+a.Address.Phone == "" {
				continue
			}
			a.Address, a.Places = &understand.Address{Recipient: a.Address.Recipient, Phone: a.Address.Phone}, nil
		}
		mistaken := aboutParcels[a.Intent] && (a.Intent != understand.Deny || !offered) || a.Intent == understand.AskShippingCost && len(a.Places) == 0
		mistaken = mistaken || a.Intent == understand.Affirm && k.m.Asked.What == askPerson && !offered // "ya udah, ambil sendiri"
		if !said || !mistaken {
			out = append(out, a)
		}
	}
	return out
}

// answerPickUp puts before the rest what the owner wrote about picking up, once, or else where the shop is.
// Without a draft that is all, or a person is offered; behind a draft next offers one.
func (k *talk) answerPickUp(acts, rest []understand.Act, had, asks bool) []understand.Act {
	about := func(a understand.Act) bool {
		return a.Intent == understand.AskFAQ && a.Answer != nil && *a.Answer >= 0 && *a.Answer < len(k.Catalog.FAQ) && ofPickUp(k.Catalog.FAQ[*a.Answer])
	}
	rest = slices.DeleteFunc(rest, about)
	var answer []understand.Act
	heard, wrote := slices.IndexFunc(acts, about), slices.IndexFunc(k.Catalog.FAQ, ofPickUp)
	switch {
	case had && !asks: // told already
	case heard >= 0:
		answer = acts[heard : heard+1]
	case wrote >= 0:
		answer = []understand.Act{{Intent: understand.AskFAQ, Answer: &wrote}}
	case k.Catalog.Shop.Address != "" && !doesAny(rest, understand.AskStore):
		answer = []understand.Act{{Intent: understand.AskStore, Store: understand.StoreAddress}}
	}
	_, recorded := k.newestOpen()
	if len(k.basket().Lines) == 0 && !doesAny(rest, understand.Order) && (!doesAny(answer, understand.AskFAQ) || recorded && !asks) {
		k.offerPickUp()
	}
	return append(slices.Clone(answer), rest...)
}

// ofPickUp tells whether the owner's question is about picking up.
func ofPickUp(f catalog.FAQ) bool {
	return slices.ContainsFunc(f.Ask, func(q string) bool { return readPickUp(q).said })
}

// pickUpDetails keeps who comes and when. Who was offered a person, and answers with that or says the wish again, wants it arranged.
func (k *talk) pickUpDetails(acts []understand.Act, w pickUpWords, offered, had bool) []understand.Act {
	if w.when != "" {
		if dayOf.FindString(w.when) == "" {
			w.when = strings.TrimSpace(dayOf.FindString(k.basket().PickUpAt) + " " + w.when)
		}
		k.put(op{Do: opPickUp, Text: cut(w.when, 60)})
	}
	k.coming.told = w.when != "" || doesAny(acts, understand.GiveAddress)
	if !k.coming.told && (!had || !w.said) {
		return acts
	}
	if offered && !w.asks && !strings.Contains(k.text(), "?") && !doesAny(acts, understand.Deny, understand.Affirm, understand.Order, understand.ChangeOrder) {
		return append(slices.Clone(acts), understand.Act{Intent: understand.Affirm})
	}
	return acts
}

// tellPickUp says who comes when, where the burst told it.
func (k *talk) tellPickUp() {
	if b := k.basket(); k.coming.told && len(b.Lines) > 0 {
		k.n.say("ambil_dicatat", is("siapa", joined(comma, written(b.To.Name, fromBuyer), written(b.To.Phone, fromBuyer), written(b.PickUpAt, fromBuyer))))
	}
	if day, closed := k.closedOn(k.basket().PickUpAt); k.coming.told && closed {
		k.n.say("ambil_tutup", is("hari", day))
	}
	k.coming.told = false
}

// closedOn tells whether the shop is closed on the day of the week that words say, and names it.
func (k *talk) closedOn(words string) (value, bool) {
	if !k.Catalog.Shop.HoursKnown {
		return value{}, false
	}
	low := strings.ReplaceAll(" "+strings.ToLower(words)+" ", "ahad", "minggu")
	for _, d := range week {
		name := k.n.text("hari_" + strings.ToLower(d.String()))
		if hasWord(low, []string{" " + strings.ToLower(name.text) + " "}) {
			return name, k.Catalog.Shop.Hours[d].Closed()
		}
	}
	return value{}, false
}

// toPickUp ends a reply about a draft that the buyer comes for: a person arranges it.
func (k *talk) toPickUp(b basket) error {
	if k.handed {
		return nil
	}
	if (k.goods || k.wantTotal) && !k.totalSaid {
		if err := k.showDraft(b); err != nil {
			return err
		}
	}
	k.tellPickUp()
	if k.patient(askPerson, refPickUp) {
		k.offerPickUp()
	}
	return nil
}

func (k *talk) offerPickUp() {
	k.ask(asked{What: askPerson, Expect: understand.ExpectYesNo, Ref: refPickUp}, k.n.text("tanya_ambil_sendiri"))
}

// callPerson is a yes to a person, and the plain wish for one: the people read who comes for what, and when, where that is wanted.
func (k *talk) callPerson(q asked) error {
	var why string
	if b := k.basket(); q.Ref == refPickUp || q.Ref == "" && b.PickUp {
		why = "Pembeli mau ambil sendiri" + k.pickUpNote(b)
	} else {
		why = k.whyPerson(q)
	}
	k.tellPickUp()
	return k.handOver(why, "serah")
}

// pickUpNote is a draft for the people, in a line: who comes, when, for what.
func (k *talk) pickUpNote(b basket) string {
	var parts []string
	for _, s := range []string{b.To.Name, b.To.Phone, b.PickUpAt} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	for _, l := range b.Lines {
		switch v, p := k.Catalog.Variant(l.SKU), k.Catalog.Product(l.Product); {
		case v != nil:
			parts = append(parts, fmt.Sprintf("%d × %s", l.Qty, fullName(v)))
		case p != nil:
			parts = append(parts, fmt.Sprintf("%d × %s", l.Qty, p.Name))
		}
	}
	if o, open := k.newestOpen(); open && len(b.Lines) == 0 {
		parts = append(parts, "#"+o.Number)
	}
	if len(parts) == 0 {
		return ""
	}
	return cut(": "+strings.Join(parts, ", "), 300)
}

// personWords are what "iya tolong panggilkan adminnya kak" is made of; personYes those of them that agree or call.
var (
	personYes = strings.Fields(`iya iy ya y yes yup yoi ok oke okey okay boleh blh bole mau mo panggil panggilkan panggilin panggilno pangil pangilin
		tanyakan tanyain tanyakno hubungi hubungkan sambungkan sambungin silakan silahkan lanjut nggih inggih enggih iyo iyoh muhun sumuhun mangga monggo enjih sok jadi gas`)
	personWords = append(strings.Fields(`admin adminnya mimin min csnya cs orang orangnya ke dengan sama kak kakak ka mbak mas pak bu ibu bun bang gan sis om tante
		tolong tlg dong deh aja saja ae wae mawon kalau kalo gitu begitu bisa coba dulu segera sekarang skrg makasih mksh trims thanks terima kasih lah atuh yaa`), personYes...)
)

// personWanted reads "iya panggil admin", "panggilkan aja", "boleh panggil" to whatever question for a person as its yes.
func (k *talk) personWanted(acts []understand.Act) []understand.Act {
	words := lettersOf(k.text())
	yes := func(w string) bool { return slices.Contains(personYes, w) }
	other := func(w string) bool {
		return !slices.Contains(personWords, w) && !strings.EqualFold(w, k.Catalog.Shop.Sapaan)
	}
	if k.m.Asked.What != askPerson || !slices.ContainsFunc(words, yes) || slices.ContainsFunc(words, other) || strings.ContainsFunc(k.text(), unicode.IsDigit) {
		return acts
	}
	return []understand.Act{{Intent: understand.Affirm}}
}
