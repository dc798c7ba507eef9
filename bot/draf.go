package bot

import (
	"strings"

	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// draftsAnswered settles the drafts of this chat when a person wrote from the shop's phone: words that are a draft's were sent in
// the bot's place, that one and no more; other words take the place of all of them. It tells whether a draft was sent.
func (k *talk) draftsAnswered(in shop.Input) (sent bool, err error) {
	open, err := k.f.OpenCards(shop.CardDraft, "", k.t.Buyer.ID)
	if err != nil {
		return false, err
	}
	for _, c := range open {
		message, text := card.Drafted(c)
		if (c.Media != nil) == (in.Media != nil) && sameWords(text, in.Text) {
			// The words are in the chat already, as the person's.
			k.d.Do(shop.Withdraw{Message: message}, shop.RedrawCard{Card: card.End(c, card.SentHand, "HP toko", "✅ Dikirim dari {siapa}", k.t.Now)})
			return true, nil
		}
	}
	for _, c := range open {
		message, _ := card.Drafted(c)
		k.d.Do(shop.Withdraw{Message: message}, shop.RedrawCard{Card: card.End(c, "close", "HP toko", "💬 Tidak dikirim: sudah dijawab dari {siapa}", k.t.Now)})
	}
	return false, nil
}

// sameWords compares texts as they survive copying and pasting: without the signs of formatting, whatever the white space.
func sameWords(a, b string) bool { return copied(a) == copied(b) }

func copied(s string) string {
	return strings.Join(strings.Fields(strings.NewReplacer("*", "", "_", "", "~", "", "`", "").Replace(s)), " ")
}
