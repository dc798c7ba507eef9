package bot_test

import (
	"testing"

	"tokobot/bot"
	"tokobot/bot/uji"
	"tokobot/internal/shop"
)

// BenchmarkStep is what one turn costs, reading included: a question with two parts, and a total.
func BenchmarkStep(b *testing.B) {
	shopBot := bot.SampleShop(b)
	for _, c := range []struct{ name, text string }{
		{"question", "pagi kak, pashmina item ready? ongkir ke cimahi brp ya"},
		{"total", "pesan bella hitam 6\nSari 08123456789 Jl Melati 5 Cibeureum Cimahi Selatan"},
	} {
		b.Run(c.name, func(b *testing.B) {
			turn := shop.Turn{Line: shop.BuyerLine(1), Now: uji.NewPlayer(shopBot).Now, Buyer: shop.Buyer{ID: 1, Phone: "6281200000001"},
				Inputs: []shop.Input{{ID: 1, Arrival: shop.Arrival{Channel: shop.WhatsApp, Kind: shop.KindText, ID: "m1", Text: c.text}}}}
			books := uji.NewBooks(shopBot.Catalog)
			b.ReportAllocs()
			for b.Loop() {
				if _, err := shopBot.Step(turn, books); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
