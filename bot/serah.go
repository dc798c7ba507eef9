package bot

import (
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// lastMessages is how many messages a call card shows.
const lastMessages = 8

// askHuman calls a person.
func (k *talk) askHuman(understand.Act) error {
	return k.callPerson(asked{})
}

// angry calls a person for angry words, whatever was asked; what was asked is answered all the same.
func (k *talk) angry(acts []understand.Act) error {
	if k.handed || !slices.ContainsFunc(acts, func(a understand.Act) bool { return a.Angry }) {
		return nil
	}
	return k.handOver("Pembeli marah: "+cut(k.text(), 150), "serah_marah")
}

// handOver gives the chat to the people of the shop, and tells the buyer honestly when they are there. The bot is silent
// from the next message on.
func (k *talk) handOver(why, key string) error {
	k.mute = true
	if k.handed || k.quiet {
		return nil
	}
	k.handed = true
	k.n.say(key, is("jam", k.peopleNow()))
	k.q, k.qText = asked{}, value{}
	k.m.Asked, k.m.Waiting = asked{}, nil
	return k.call(why)
}

// call puts the chat before the CS group and makes the bot silent.
func (k *talk) call(why string) error {
	open, err := k.f.OpenCards(shop.CardCall, "", k.t.Buyer.ID)
	if err != nil {
		return err
	}
	k.d.Do(shop.HandOver{Buyer: k.t.Buyer.ID, To: shop.Human},
		shop.SetTimer{Timer: shop.Timer{Key: shop.HandBackTimer(k.t.Buyer.ID), Line: shop.BuyerLine(k.t.Buyer.ID),
			Due: k.t.Now.Add(k.Settings.HandBack), What: "handback"}})
	k.human = true
	for _, c := range open {
		if c.ID == k.m.CallCard {
			return nil // the card that is open already goes on
		}
	}
	id := k.newCard()
	c, err := k.callCard(id, why, true)
	if err != nil {
		return err
	}
	k.m.CallCard = id
	k.d.Do(shop.ShowCard{Card: c})
	return nil
}

// callCard is a card of the CS group about this buyer: why, the last messages with those of this turn, the open orders.
func (k *talk) callCard(id shop.CardID, why string, silent bool) (shop.Card, error) {
	ms, err := k.f.Messages(k.t.Buyer.ID, lastMessages)
	if err != nil {
		return shop.Card{}, err
	}
	for _, in := range k.t.Inputs {
		if in.Kind == shop.KindTimer || in.Kind == shop.KindOwn || slices.ContainsFunc(ms, func(m shop.Message) bool {
			return !m.FromShop && m.Text == in.Text && m.At.Equal(in.At)
		}) {
			continue
		}
		ms = append(ms, shop.Message{At: in.At, Kind: in.Kind, Text: in.Text, Media: in.Media})
	}
	if len(ms) > lastMessages {
		ms = ms[len(ms)-lastMessages:]
	}
	w := k.when()
	if !silent {
		w.Ask = nil
	}
	return card.NewCall(id, w, card.Call{Buyer: k.t.Buyer, Why: why, Messages: ms, Orders: k.openOrders(), Silent: silent}), nil
}

func (k *talk) openOrders() []shop.Order {
	return slices.DeleteFunc(slices.Clone(k.t.Orders), func(o shop.Order) bool { return !o.Status.Open() })
}

// takenOver is a message that a person typed on the shop's own phone: the bot is silent from now on. Somebody who only sends
// one of the bot's drafts takes nothing over.
func (k *talk) takenOver(in shop.Input) error {
	if only, err := k.draftsAnswered(in); err != nil || only {
		return err
	}
	if k.human {
		k.d.Do(shop.SetTimer{Timer: shop.Timer{Key: shop.HandBackTimer(k.t.Buyer.ID), Line: shop.BuyerLine(k.t.Buyer.ID),
			Due: k.t.Now.Add(k.Settings.HandBack), What: "handback"}})
		return nil
	}
	k.m.Asked, k.m.Waiting = asked{}, nil
	return k.call("Dibalas dari HP toko: " + cut(in.Text, 100))
}

// relay shows the people what the buyer writes while they answer. Proofs and claims of payment still become cards.
func (k *talk) relay(burst []shop.Input) error {
	for _, in := range burst {
		switch in.Kind {
		case shop.KindImage, shop.KindDocument:
			if len(k.payable()) > 0 || k.claimedBefore() || claimsPaid(k.captionActs(k.beside(in))) {
				if _, err := k.proof(in); err != nil {
					return err
				}
			}
		case shop.KindText, shop.KindEdited:
			k.said = append(k.said, said{ID: original(in), Text: strings.TrimSpace(in.Text)})
		}
		k.d.Do(shop.Tell{Group: shop.CS, Buyer: k.t.Buyer.ID, Card: k.m.CallCard, Media: in.Media, Text: k.relayed(in)})
	}
	return k.overheard()
}

// kindWords name what is not text, for the staff.
var kindWords = map[shop.Kind]string{
	shop.KindImage: "[foto]", shop.KindVideo: "[video]", shop.KindVoice: "[pesan suara]", shop.KindDocument: "[dokumen]",
	shop.KindSticker: "[stiker]", shop.KindLocation: "[lokasi]", shop.KindContact: "[kontak]", shop.KindProduct: "[produk]",
	shop.KindCart: "[keranjang]", shop.KindEdited: "[diubah]", shop.KindDeleted: "[pesan dihapus]", shop.KindCall: "[telepon]",
	shop.KindUnknown: "[pesan yang tidak terbaca]",
}

// relayed is a message as the staff read it: who, what kind, the words.
func (k *talk) relayed(in shop.Input) string {
	who := k.t.Buyer.Name
	if who == "" {
		who = k.t.Buyer.Address
	}
	parts := []string{who + ":"}
	if w := kindWords[in.Kind]; w != "" {
		parts = append(parts, w)
	}
	if in.Media != nil && in.Media.Name != "" && in.Kind == shop.KindDocument {
		parts = append(parts, in.Media.Name)
	}
	if in.Location != nil {
		parts = append(parts, mapLink(*in.Location))
	}
	for _, l := range in.Lines {
		parts = append(parts, l.Name, l.SKU)
	}
	parts = append(parts, strings.TrimSpace(in.Text))
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), " ")
}

// handBack gives the chat back to the bot after the people were silent long enough.
func (k *talk) handBack(shop.Timer) error {
	if !k.human {
		return nil
	}
	k.human = false
	k.d.Do(shop.HandOver{Buyer: k.t.Buyer.ID, To: shop.Bot})
	cards, err := k.f.OpenCards(shop.CardCall, "", k.t.Buyer.ID)
	if err != nil {
		return err
	}
	for _, c := range cards {
		k.closeCard(c, "bot", "Lama tidak dijawab, diambil lagi oleh {siapa}")
	}
	k.m.CallCard = ""
	return nil
}
