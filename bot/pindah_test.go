package bot_test

import (
	"testing"
	"time"

	"tokobot/bot"
	"tokobot/bot/uji"
	"tokobot/internal/shop"
)

// TestMovedProof holds that an order whose proof turns out to be another's waits with a deadline again, though its first one passed while
// finance looked: its goods are not reserved for ever.
func TestMovedProof(t *testing.T) {
	p := uji.NewPlayer(bot.SampleShop(t))
	last := lastHeard(p)
	order := func(number string) shop.Order {
		o, _, err := p.Books.Order(number)
		if err != nil {
			t.Fatal(err)
		}
		return o
	}
	direct := func(s string) {
		if _, err := p.Direct(s); err != nil {
			t.Fatal(err)
		}
	}
	say(t, p, "order bella hitam 3", "Dedi 081233334444 Jl Melur 9 Cimahi Tengah Kota Cimahi", "ya", "pesan tasbih digital 1, alamat sama", "iya", "ya")
	longer := order("MLT-1123-0001")
	longer.DueAt = longer.DueAt.Add(48 * time.Hour) // as after a refusal by finance
	var d shop.Decision
	d.Do(shop.SaveOrder{Order: longer, Event: shop.Event{What: "bukti ditolak"}})
	if _, err := p.Books.Apply(p.Now, d); err != nil {
		t.Fatal(err)
	}
	direct("maju 14h")
	say(t, p, "[foto bukti.jpg]")
	direct("maju 11h")
	say(t, p, "itu untuk MLT-1123-0001 kak")
	contains(t, *last, []string{"pindahkan ke pesanan #MLT-1123-0001", "#MLT-1123-0002 (*Rp28.533*) menunggu pembayaran lagi, paling lambat Rab, 25 Nov"}, nil)
	if o := order("MLT-1123-0002"); o.Status != shop.AwaitingPayment || !o.DueAt.After(p.Now) {
		t.Errorf("%s until %s, it is %s", o.Status, o.DueAt, p.Now)
	}
	direct("maju 26h")
	if o := order("MLT-1123-0002"); o.Status != shop.Expired {
		t.Errorf("%s after its deadline", o.Status)
	}
}
