package bot

import (
	"testing"
	"time"

	"tokobot/internal/shop"
)

// shopEnded are books in which the shop itself cancelled an order, or the buyer did.
type shopEnded struct {
	noBooks
	by bool
}

func (b shopEnded) LastEvent(string, string) (shop.Event, bool, error) {
	return shop.Event{}, b.by, nil
}

// TestWhyTheShopCancelled calls a person for a buyer who asks why the shop cancelled, and for nobody else.
func TestWhyTheShopCancelled(t *testing.T) {
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	for _, c := range []struct {
		text   string
		status shop.Status
		ago    time.Duration
		by     bool
		want   bool
	}{
		{"kenapa dibatalkan", shop.Cancelled, time.Hour, true, true}, {"lho kok dibatalin min?", shop.Cancelled, time.Hour, true, true},
		{"alasannya apa ya dibatalkan", shop.Cancelled, time.Hour, true, true}, {"batalin aja kak", shop.Cancelled, time.Hour, true, false},
		{"kenapa dibatalkan", shop.Cancelled, time.Hour, false, false}, {"kenapa dibatalkan", shop.Cancelled, 30 * 24 * time.Hour, true, false},
		{"kenapa dibatalkan", shop.Expired, time.Hour, true, false},
	} {
		k := &talk{Bot: &Bot{Shop: Shop{Settings: Settings{LateProof: 7 * 24 * time.Hour}}}, f: shopEnded{by: c.by}, t: shop.Turn{
			Now: now, Orders: []shop.Order{{Number: "A", Status: c.status, ChangedAt: now.Add(-c.ago)}},
		}}
		k.coming.rest = &c.text
		if _, got, err := k.endedByShop(); err != nil || got != c.want {
			t.Errorf("%+v: %v, %v", c, got, err)
		}
	}
}
