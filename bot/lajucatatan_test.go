package bot

import "testing"

// BenchmarkWishes is what looking for wishes costs in a message that has none.
func BenchmarkWishes(b *testing.B) {
	k := &talk{m: &memory{}}
	for name, text := range map[string]string{
		"order":    "pesan pashmina hitam 2 sama mocca 1. totalnya jadi 3",
		"question": "pagi kak, pashmina item ready? ongkir ke cimahi brp ya",
		"address":  "Sari 08123456789, Jl Melati 5 rt 2 rw 3, Cibeureum, Cimahi Selatan",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				k.wishClauses(text)
			}
		})
	}
}
