package bot_test

import (
	"strings"
	"testing"
)

// TestYesToTotal holds which words under a shown total are the yes that records the order, and that no others record it or lose the draft: a
// plain yes after them still does.
func TestYesToTotal(t *testing.T) {
	distro := shopsOf(t, "understand/testdata/toko-distro")["toko-distro"]
	for line, want := range map[string]bool{
		"iyaaa gan": true, "ya udah deh": true, "ga papa, lanjut": true, "saya setuju": true, "ok deal": true, "bener semua": true, "udah oke": true,
		"enggih mba": true, "saya ambil": true, "bungkus gan": true, "ya proses aja": true, "ya kirim ke alamat itu": true, "ok bca ya": true,
		"ya, nanti malam saya transfer": true, "ok nanti saya tf": true, "ya, jgn lama2": true, "ok kirim hari ini ya": true, "hooh": true,
		"ya, kalo ga ada orang titip satpam ya": true, "oke, tolong dilipat yang rapi ya": true, "mau": true, "jadi gan": true,

		"jgn lama2 ya": false, "sore ini saya ambil": false, "nanti ya": false, "besok ya": false, "bentar ya gan": false, "ok tunggu ya": false,
		"ya ampun mahal": false, "iya nanti aku kabarin": false, "ya tapi ganti jne oke": false, "ya tp mahal": false, "ya mungkin": false,
		"ya gimana ya": false, "ya klo sempet": false, "lumayan ya": false, "saya tunggu ya": false, "besok saya transfer": false, "iyakah": false,
		"iya sih tapi ongkirnya mahal": false, "ya, tapi jangan lama ya": false, "warnanya jangan luntur ya": false, "ya?": false, "ke situ ya?": false,
	} {
		t.Run(line, func(t *testing.T) {
			said := []string{"kaos kopi senja cream M 1", "Bagas 081390001111 jl sungai musi no 4 jebres solo", line}
			if got := strings.Contains(answerTo(t, distro, said...), "tercatat ✅"); got != want {
				t.Errorf("recorded: %v, want %v", got, want)
			}
			if last := answerTo(t, distro, append(said, "ya")...); !want && !strings.Contains(last, "tercatat ✅") {
				t.Errorf("a yes after it records nothing:\n%s", last)
			}
		})
	}
}

// TestSaidForYes holds what is answered to words under a shown total that are no yes.
func TestSaidForYes(t *testing.T) {
	distro := shopsOf(t, "understand/testdata/toko-distro")["toko-distro"]
	for line, want := range map[string]string{
		"ya ampun mahal":               "KOLONG10",
		"iya sih tapi ongkirnya mahal": "JNE REG",
		"besok saya transfer":          "santai saja",
		"ok tunggu ya":                 "santai saja",
		"ya mungkin":                   "Ketik *YA*",
		"jgn lama2 ya":                 "Ketik *YA*",
		"warnanya jangan luntur ya":    "Catatan: warnanya jangan luntur\n",
	} {
		t.Run(line, func(t *testing.T) {
			last := answerTo(t, distro, "kaos kopi senja cream M 1", "Bagas 081390001111 jl sungai musi no 4 jebres solo", line)
			contains(t, last, []string{want}, []string{"tercatat ✅", "Keluhannya"})
		})
	}
}
