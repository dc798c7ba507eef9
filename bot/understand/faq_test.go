package understand

import (
	"testing"

	"tokobot/catalog"
	"tokobot/internal/wilayah"
)

// TestOwnersQuestions holds that buyers find most of the owner's questions in words of their own, in a trade that the corpus does not know,
// never the wrong one, and that a question of another kind is none.
func TestOwnersQuestions(t *testing.T) {
	atlas, err := wilayah.Open()
	if err != nil {
		t.Fatal(err)
	}
	ask := func(answer string, phrasings ...string) catalog.FAQ {
		return catalog.FAQ{Ask: phrasings, Answer: answer}
	}
	r := New(&catalog.Catalog{Shop: catalog.Shop{Name: "Kacamata Terang", Code: "KT"}, FAQ: []catalog.FAQ{
		ask("Garansi 6 bulan {sapaan}.", "ada garansi", "kalau patah gimana"),
		ask("Gratis di toko {sapaan}.", "bisa periksa mata", "cek minus di toko"),
		ask("Boleh {sapaan}.", "bisa ambil sendiri", "boleh datang ke toko"),
		ask("Belum bisa {sapaan}.", "bisa cicil", "bisa bayar tempo"),
		ask("Bisa {sapaan}.", "minta faktur", "ada kuitansi untuk kantor"),
		ask("Bisa {sapaan}, Rp20.000.", "bisa grafir nama"),
		ask("Bisa {sapaan}.", "bisa dropship", "dikirim atas nama saya"),
		ask("Semua asli {sapaan}.", "barangnya original"),
	}}, atlas)
	found, asked := 0, 0
	for _, c := range []struct {
		text string
		want int // -1 for none
	}{
		{"ada jaminannya kak?", 0},
		{"bs jemput sendiri ke tempatnya kak?", 2},
		{"boleh mampir ke sana langsung ga?", 2},
		{"oleh dijupuk dewe ta mas?", 2},
		{"ngutang dulu boleh ga?", 3},
		{"invoice buat kantor bisa dibuatkan?", 4},
		{"ada nota berstempel ga kak?", 4},
		{"bisa diukir nama istri saya?", 5},
		{"kirim pakai nama olshop saya bisa?", 6},
		{"ini ori apa kw kak?", 7},
		{"pagi kak", -1},
		{"ongkir ke cimahi berapa?", -1},
		{"total berapa semuanya?", -1},
		{"bisa kirim ke bogor?", -1},
	} {
		got := -1
		for _, a := range r.Read(c.text, Context{}) {
			if a.Answer != nil {
				got = *a.Answer
			}
		}
		switch {
		case c.want >= 0 && got == c.want:
			found++
		case got >= 0:
			t.Errorf("%q: question %d, want %d", c.text, got, c.want)
		default:
			t.Logf("%q: no question found", c.text)
		}
		if c.want >= 0 {
			asked++
		}
	}
	if found*10 < asked*8 {
		t.Errorf("%d of %d questions found, at least eight of ten were before", found, asked)
	}
}
