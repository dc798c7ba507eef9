package livetest

import (
	"fmt"
	"math/rand/v2"
	"slices"
)

// buyer is one who writes: the next message when the last was answered.
type buyer struct {
	number, name string
	lines        []string
}

// Things, places and names that the scripts are made of, all of the sample shop.
var (
	wanted = []string{
		"pashmina ceruty hitam", "pashmina ceruty navy", "gamis aisyah hitam S", "gamis aisyah maroon M", "mukena bali dewasa",
		"segi empat voal polos denim", "bella square mocca",
	}
	homes = []string{
		"kec. Coblong, Kota Bandung 40132", "kec. Bojongloa Kidul, Kota Bandung 40235", "kec. Lengkong, Kota Bandung 40261",
		"kec. Cimahi Utara, Kota Cimahi 40511",
	}
	cities = []string{"cimahi", "kota bandung", "surabaya", "jakarta selatan", "medan"}
	names  = []string{"Sari", "Dewi", "Rudi", "Tini", "Maya", "Agus", "Putri", "Budi"}
)

// makeBuyers writes the scripts of n buyers: each wants to know something, orders, and asks again. The same numbers make the
// same scripts.
func makeBuyers(r *rand.Rand, n, lines int) []buyer {
	list := make([]buyer, n)
	for i := range list {
		name := fmt.Sprintf("%s %d", names[r.IntN(len(names))], i)
		thing, city := wanted[r.IntN(len(wanted))], cities[r.IntN(len(cities))]
		pieces := 1 + r.IntN(3)
		script := []string{
			"halo kak",
			thing + " ada kak?",
			"ongkir ke " + city + " berapa?",
			fmt.Sprintf("mau pesan %s %d", thing, pieces),
			fmt.Sprintf("Nama: %s\nHP: 0812%07d\nAlamat: Jl Kenanga %d RT 1 RW 2, %s", name, 5550000+i, 1+r.IntN(90), homes[r.IntN(len(homes))]),
			"ya",
			"total pesanan saya berapa kak?",
			"bisa bayar pakai apa saja?",
			"pesanan saya sudah sampai mana kak?",
			"tokonya di mana kak?",
		}
		for len(script) < lines {
			script = append(script, wanted[r.IntN(len(wanted))]+" harganya berapa?")
		}
		list[i] = buyer{fmt.Sprintf("62812%08d", 10_000_000+i), name, slices.Clone(script[:lines])}
	}
	return list
}
