package wilayah_test

import (
	"fmt"
	"strings"

	"tokobot/internal/wilayah"
)

func ExampleAtlas_Find() {
	atlas, err := wilayah.Open()
	if err != nil {
		panic(err)
	}
	words := strings.Fields("kak mukena bali ready? ongkir ke bandung sama cibinong bogor brp")
	contexts := wilayah.Cues(words)
	contexts[1], contexts[2] = wilayah.Taken, wilayah.Taken // the catalog has found "mukena bali"
	for _, m := range atlas.Find(words, wilayah.FindOptions{Context: contexts}) {
		fmt.Println(strings.Join(words[m.From:m.To], " "), "is", m.Codes)
		for _, c := range m.Codes {
			fmt.Println("   ", atlas.Full(c))
		}
	}
	// Output:
	// bandung is [32.04 32.73]
	//     Kabupaten Bandung, Jawa Barat
	//     Kota Bandung, Jawa Barat
	// cibinong bogor is [32.01.01]
	//     Cibinong, Kabupaten Bogor, Jawa Barat
}

func ExampleAtlas_Find_address() {
	atlas, err := wilayah.Open()
	if err != nil {
		panic(err)
	}
	words := strings.Fields("Jl Melati 5 rt 2/3 cibeureum cimahi selatan 40535")
	for _, m := range atlas.Find(words, wilayah.FindOptions{Address: true}) {
		fmt.Println(strings.Join(words[:m.From], " "), "in", atlas.Full(m.Codes[0]))
	}
	// Output:
	// Jl Melati 5 rt 2/3 in Cibeureum, Cimahi Selatan, Kota Cimahi, Jawa Barat
}

func ExampleAtlas_Resolve() {
	atlas, err := wilayah.Open()
	if err != nil {
		panic(err)
	}
	fmt.Println(atlas.Resolve("Bojongloa Kidul, Kota Bandung"), atlas.Resolve("Bandung"), atlas.Resolve("Bandnug"))
	fmt.Println(atlas.Name(atlas.Suggest("Kota Bandnug", 1)[0]))
	// Output:
	// [32.73.17] [32.04 32.73] []
	// Kota Bandung
}
