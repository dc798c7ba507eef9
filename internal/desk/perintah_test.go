package desk

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// TestTalkIsLeftAlone keeps quiet where the staff talk among themselves, and books nothing without a slash.
func TestTalkIsLeftAlone(t *testing.T) {
	for g, lines := range map[shop.Group][]string{
		shop.Warehouse: {"stok semangka udah dateng?", "masuk pashmina hitam 5", "opname besok ya", "bantuan dong, berat nih", "stoknya aman", "halo"},
		shop.Finance:   {"rekap-nya bagus", "biaya 25.000 kantor", "rekap tahun depan gimana", "stok pashmina"},
		shop.CS:        {"pesanan kemarin gimana", "pesanan 9999", "pesanan a1 sudah dikirim belum"},
		shop.Shipping:  {"manifest tadi sudah diambil", "pesanan"},
	} {
		b := newBooks(t)
		b.record("A1", shop.Paid, "PSM-HITAM")
		for _, line := range lines {
			if said := b.write(t, g, "Rina", line); len(said) > 0 {
				t.Errorf("%s, %q: %s", g, line, said)
			}
		}
		if said := b.write(t, g, "Maling", "pesanan a1"); g == shop.Finance && len(said) > 0 {
			t.Errorf("somebody who is not in the roster: %s", said)
		}
	}
}

// TestCommands writes commands right, wrong and unknown.
func TestCommands(t *testing.T) {
	for _, c := range []struct {
		g     shop.Group
		write []string // in this order; the last one's answer counts
		wants []string
	}{
		{shop.Finance, []string{"/biaya 25.000 transportasi bensin"}, []string{"✅ Biaya Rp25.000 transportasi bensin", "/batal_biaya biaya-1"}},
		{shop.Finance, []string{"/biaya 25rb parkir mobil"}, []string{"✅ Biaya Rp25.000 lainnya parkir mobil"}},
		{shop.Finance, []string{"/biaya 25.000 other galon"}, []string{"✅ Biaya Rp25.000 lainnya galon"}},
		{shop.Finance, []string{"/biaya 25.000"}, []string{"Tulisnya: /biaya JUMLAH KATEGORI", "Contoh: /biaya"}},
		{shop.Finance, []string{"/biaya banyak kantor"}, []string{"Tulisnya: /biaya"}},
		{shop.Finance, []string{"/biaya -5 kantor"}, []string{"Tulisnya: /biaya"}},
		{shop.Finance, []string{"/masuk_kas 100.000 modal"}, []string{"✅ Kas masuk Rp100.000 modal"}},
		{shop.Finance, []string{"/biaya 25.000 kantor", "/batal_biaya BIAYA-1"}, []string{"biaya-1 (Rp25.000 kantor) dibatalkan"}},
		{shop.Finance, []string{"/biaya 25.000 kantor", "/batal_biaya biaya-1", "/batal_biaya biaya-1"}, []string{"sudah dibatalkan"}},
		{shop.Finance, []string{"/biaya Rp 25.000 kantor"}, []string{"✅ Biaya Rp25.000 kantor"}},
		{shop.Finance, []string{"/biaya 25 ribu transport bensin"}, []string{"✅ Biaya Rp25.000 transportasi bensin"}},
		{shop.Finance, []string{"/biaya 1,5 juta oprasional gaji"}, []string{"✅ Biaya Rp1.500.000 operasional gaji"}},
		{shop.Finance, []string{"/biaya Rp kantor"}, []string{"Tulisnya: /biaya"}},
		{shop.Finance, []string{"/masuk_kas Rp 100.000,- modal"}, []string{"✅ Kas masuk Rp100.000 modal"}},
		{shop.Finance, []string{"/biaya 25.000 kantor", "/batal_biaya 1"}, []string{"biaya-1 (Rp25.000 kantor) dibatalkan"}},
		{shop.Finance, []string{"/biaya 25.000 kantor", "/biaya 5.000 kantor", "/batal_biaya", "/batal_biaya"}, []string{"biaya-1 (Rp25.000 kantor) dibatalkan"}},
		{shop.Finance, []string{"/batal_biaya"}, []string{"Tulisnya: /batal_biaya"}},
		{shop.Finance, []string{"/batal_biaya biaya-9"}, []string{"tidak ada"}},
		{shop.Finance, []string{"/biaya 30.000 kantor", "/biaya 25.000 kantor", "/batal_biaya biaya-2", "/rekap"}, []string{"Uang keluar: *Rp30.000*", "Saldo kas: *Rp24.000*"}},
		{shop.Finance, []string{"/rekap tahun depan"}, []string{"Tulisnya: /rekap"}},
		{shop.Finance, []string{"/rekap minggu ini xlsx"}, []string{"Rekap minggu ini"}},
		{shop.Finance, []string{"/stok"}, []string{"Perintah /stok tidak ada di grup ini", "/rekap"}},
		{shop.CS, []string{"/apa"}, []string{"Perintah /apa tidak ada", "/bantuan – daftar perintah"}},
		{shop.CS, []string{"/bantuan@toko_bot"}, []string{"Perintah di grup cs"}},
		{shop.CS, []string{"/pesanan 1"}, []string{"🧾 *#A1*", "Riwayat:", "Total *Rp54.000*"}},
		{shop.CS, []string{"/pesanan"}, []string{"Tulisnya: /pesanan NOMOR"}},
		{shop.CS, []string{"/pesanan #a1"}, []string{"🧾 *#A1*"}},
		{shop.CS, []string{"/batal ZZ"}, []string{"Tidak ada pesanan bernomor ZZ"}},
		{shop.Warehouse, []string{"/stok psm-hitam"}, []string{"PSM-HITAM", "dipesan 1, bisa dijual"}},
		{shop.Warehouse, []string{"/stok semangka"}, []string{"Tidak ada barang yang cocok"}},
		{shop.Warehouse, []string{"/masuk PSM-HITAM 5 supplier"}, []string{"✅ PSM-HITAM", "(masuk, Rina)"}},
		{shop.Warehouse, []string{"/masuk pasmina ceruty hitam 5"}, []string{"✅ PSM-HITAM"}},
		{shop.Warehouse, []string{"/masuk PSM-HITAM"}, []string{"Tulisnya: /masuk BARANG JUMLAH"}},
		{shop.Warehouse, []string{"/opname PSM-HITAM 5pcs"}, []string{"→ *5*"}},
		{shop.Warehouse, []string{"/opname psm hitam 2 lusin dihitung dua kali"}, []string{"→ *24*"}},
		{shop.Warehouse, []string{"/opname PSM-HITAM 1.200"}, []string{"→ *1200*"}},
		{shop.Warehouse, []string{"/masuk PSM-HITAM 9999999"}, []string{"Tulisnya: /masuk"}},
		{shop.Warehouse, []string{"/masuk pashmina ceruty hitem 5"}, []string{"✅ PSM-HITAM"}},
		{shop.Warehouse, []string{"/masuk pashmina ceruty ungu 5"}, []string{"Tidak ada yang persis begitu. Barang masuk 5: yang mana?"}},
		{shop.Warehouse, []string{"/masuk semangka 5"}, []string{"Barangnya tidak ketemu"}},
		{shop.Warehouse, []string{"/masuk pashmina ceruty 5"}, []string{"Barang masuk 5: yang mana?"}},
		{shop.Warehouse, []string{"/masuk ceruty 5"}, []string{"Ini 10 dari ", "lebih lengkap"}},
		{shop.Warehouse, []string{"/keluar PSM-HITAM 999"}, []string{"tidak bisa keluar 999"}},
		{shop.Warehouse, []string{"/opname PSM-HITAM 0"}, []string{"*0*", "⚠️ Yang sudah dipesan pembeli 1, jadi kurang 1", "❌ Stok habis: PSM-HITAM"}},
		{shop.Warehouse, []string{"/opname PSM-HITAM 4", "/keluar PSM-HITAM 1"}, []string{"4 → *3*"}},
		{shop.Shipping, []string{"/manifest"}, []string{"Belum ada paket"}},
		{shop.Owner, []string{"/ringkasan kemarin"}, []string{"📊"}},
		{shop.Owner, []string{"/ringkasan lusa"}, []string{"Tulisnya: /ringkasan"}},
		{shop.Owner, []string{"/katalog"}, []string{"produk.yaml", "1 berkas"}},
		{shop.Owner, []string{"/ringkasan minggu lalu"}, []string{"Rekap 16 Nov – 22 Nov"}},
		{shop.Finance, []string{"/rekap bulan lalu"}, []string{"Rekap 1 Okt – 31 Okt"}},
		{shop.Warehouse, []string{"/stook pashmina"}, []string{"Perintah /stook tidak ada", "Kirim lagi begini:\n/stok pashmina\n", "/opname BARANG"}},
		{shop.Finance, []string{"/baya 10.000  operasional plastik"}, []string{"Kirim lagi begini:\n/biaya 10.000 operasional plastik\n"}},
		{shop.Finance, []string{"/stok"}, []string{"Adanya di grup gudang, cs, pemilik."}},
		{shop.Warehouse, []string{"stok pashmina hitam berapa?"}, []string{"📦 *Stok*", "PSM-HITAM"}},
		{shop.Warehouse, []string{"Stok"}, []string{"📦 *Stok*"}},
		{shop.Warehouse, []string{"cek stok pasmina"}, []string{"📦 *Stok*", "PSM-MOCCA"}},
		{shop.CS, []string{"pesanan a1 dong"}, []string{"🧾 *#A1*"}},
		{shop.Finance, []string{"minta rekap kemarin ya"}, []string{"📊 *Rekap Min, 22 Nov*"}},
		{shop.Shipping, []string{"manifest"}, []string{"Belum ada paket"}},
		{shop.Shipping, []string{"bantuan"}, []string{"Perintah di grup pengiriman"}},
	} {
		t.Run(fmt.Sprint(c.g, c.write), func(t *testing.T) {
			b := newBooks(t)
			b.record("A1", shop.Paid, "PSM-HITAM")
			var said []string
			for _, line := range c.write {
				said = b.write(t, c.g, "Rina", line)
			}
			contains(t, said, c.wants...)
			if err := b.balanced(); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestLowStockOnce tells of a fall to the minimum when it happens, and not again below it.
func TestLowStockOnce(t *testing.T) {
	b := newBooks(t)
	told := 0
	for _, line := range []string{"/opname PSM-HITAM 6", "/keluar PSM-HITAM 1", "/keluar PSM-HITAM 1", "/masuk PSM-HITAM 9", "/keluar PSM-HITAM 9"} {
		told += strings.Count(strings.Join(b.write(t, shop.Warehouse, "Budi", line), "\n"), "📉")
	}
	if told != 2 {
		t.Errorf("told %d times, want once for each of two falls", told)
	}
}

// TestPick chooses one of several matches; the second to choose is told who was first.
func TestPick(t *testing.T) {
	b := newBooks(t)
	before := b.stock["PSM-MOCCA"].OnHand
	b.write(t, shop.Warehouse, "Budi", "/masuk pashmina ceruty 5")
	contains(t, b.press(t, shop.Warehouse, "Andi", "PSM-MOCCA"), "✅ PSM-MOCCA")
	contains(t, b.pressCard(t, shop.Warehouse, "Budi", b.last(t, shop.CardPick).ID, card.Choose+"1"), "Sudah diputuskan oleh Andi")
	if got := b.stock["PSM-MOCCA"].OnHand; got != before+5 {
		t.Errorf("%d, want %d", got, before+5)
	}
}

// TestCatalogUpload checks a file, applies it by one press and undoes it by another.
func TestCatalogUpload(t *testing.T) {
	b := newBooks(t)
	b.files["good"], b.files["bad"], b.files["same"] = []byte("ok: 1 produk baru"), []byte("produk.yaml:3: harga kurang"), []byte("sama")
	send := func(ref string) []string {
		return b.turn(t, shop.Owner, shop.Input{Arrival: shop.Arrival{Kind: shop.KindDocument, Name: "Bos", Media: &shop.Media{Ref: ref, Name: "produk.yaml"}}})
	}
	contains(t, send("gone"), "tidak bisa dibuka")
	contains(t, send("bad"), "belum bisa dipasang", "produk.yaml:3")
	contains(t, send("same"), "pemilik: 👌 *produk.yaml* isinya sama")
	if len(b.cards) > 0 {
		t.Errorf("a file that changes nothing is shown with buttons: %+v", b.cards)
	}
	contains(t, send("good"), "pemilik kartu: 📄 *produk.yaml*", "1 produk baru")
	b.press(t, shop.Owner, "Bos", "Terapkan")
	contains(t, b.pressCard(t, shop.Owner, "Ibu", b.last(t, shop.CardCatalog).ID, card.Apply), "Sudah diputuskan oleh Bos")
	b.press(t, shop.Owner, "Ibu", "Batalkan")
	contains(t, b.pressCard(t, shop.Owner, "Bos", b.last(t, shop.CardCatalog).ID, card.Undo), "tidak terpasang")
	if len(b.actions) != 2 || b.actions[0].Action != "apply" || b.actions[1].Action != "undo" {
		t.Errorf("%+v", b.actions)
	}
}

// TestStatementFiles sends every layout of a bank that we know, twice: each reads, lists what it can't match, and the second
// time counts nothing.
func TestStatementFiles(t *testing.T) {
	files, err := filepath.Glob(filepath.Join("..", "statement", "testdata", "*.csv"))
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	for _, name := range files {
		t.Run(filepath.Base(name), func(t *testing.T) {
			data, err := os.ReadFile(name)
			if err != nil {
				t.Fatal(err)
			}
			b := newBooks(t)
			b.files["m"] = data
			b.record("A", shop.PaymentReview, "PSM-HITAM")
			send := func() string {
				return strings.Join(b.turn(t, shop.Finance, shop.Input{Arrival: shop.Arrival{Kind: shop.KindDocument, Name: "Rina", Media: &shop.Media{Ref: "m", Name: "unduhan.csv"}}}), "\n")
			}
			first := send()
			contains(t, []string{first}, "🏦 *Mutasi dibaca*", "⏳ Masih menunggu bayar (1)", "#A Rp54.000")
			if len(b.bank) == 0 != strings.Contains(first, "– 0 uang masuk") {
				t.Errorf("%d lines kept:\n%s", len(b.bank), first)
			}
			kept := len(b.bank)
			if second := send(); len(b.bank) != kept || len(b.cash) != 0 || strings.Contains(second, "🗃") {
				t.Errorf("%d lines after %d, %d of cash:\n%s", len(b.bank), kept, len(b.cash), second)
			}
		})
	}
}

// TestMorning lists stock that is empty, low and soon empty, and tells those who wait when goods come, by day.
func TestMorning(t *testing.T) {
	b := newBooks(t)
	for range 6 {
		b.record(fmt.Sprintf("A%d", len(b.numbers)), shop.Paid, "PSM-HITAM")
		b.press(t, shop.Warehouse, "Budi", "Siap")
	}
	b.write(t, shop.Warehouse, "Budi", "/opname PSM-MOCCA 0")
	b.write(t, shop.Warehouse, "Budi", "/opname PSM-HITAM 2")
	said := b.turn(t, shop.Warehouse, shop.Input{Arrival: shop.Arrival{Kind: shop.KindTimer, Timer: &shop.Timer{What: timerStock}}})
	contains(t, said, "❌ Habis", "PSM-MOCCA", "📉 Menipis", "Hitam: 2 (cukup ±4 hari)")
	b.waiting["PSM-MOCCA"] = []shop.BuyerID{1, 2}
	said = b.write(t, shop.Warehouse, "Budi", "/masuk PSM-MOCCA 3")
	contains(t, said, "sudah ada lagi", b.desk.Catalog.Variant("PSM-MOCCA").Price.String())
	if len(b.waiting["PSM-MOCCA"]) != 0 {
		t.Error("they still wait")
	}
	b.waiting["PSM-NAVY"], b.now = []shop.BuyerID{1}, b.now.Add(9*time.Hour) // 23.00
	if said := strings.Join(b.write(t, shop.Warehouse, "Budi", "/masuk PSM-NAVY 3"), "\n"); strings.Contains(said, "pembeli:") {
		t.Errorf("a buyer is written to at night:\n%s", said)
	}
	if due := b.timers["kabari:PSM-NAVY"].Due; due.Hour() != 7 {
		t.Errorf("due %s", due)
	}
}

// TestOneChatOfSeveralDesks: desks that share a chat hear all its commands, replies and files, each as its own.
func TestOneChatOfSeveralDesks(t *testing.T) {
	b := newBooks(t)
	b.record("A1", shop.PaymentReview, "PSM-HITAM")
	b.record("A2", shop.Paid, "PSM-HITAM")
	b.files["good"], b.files["m"] = []byte("ok: 1 produk baru"), []byte("Tanggal,Keterangan,Kredit\n23/11/2026,ANI,1.000\n")
	all := []string{"gudang", "pengiriman", "cs", "pemilik"}
	say := func(in shop.Arrival) []string {
		in.Name, in.Alt = "Rina", all
		if in.Kind == "" {
			in.Kind = shop.KindText
		}
		return b.turn(t, shop.Finance, shop.Input{Arrival: in})
	}
	contains(t, say(shop.Arrival{Text: "/stok psm-hitam"}), "gudang: 📦 *Stok*")
	contains(t, say(shop.Arrival{Text: "/biaya 5.000 kantor"}), "keuangan: ✅ Biaya")
	contains(t, say(shop.Arrival{Text: "/manifest"}), "pengiriman: 🚚")
	contains(t, say(shop.Arrival{Text: "/katalog"}), "pemilik:")
	contains(t, say(shop.Arrival{Text: "/apa"}), "Perintah di grup keuangan, gudang, pengiriman, cs, pemilik:", "/biaya", "/opname", "/asal")
	contains(t, say(shop.Arrival{Text: "ditaruh di rak", Quote: string(b.last(t, shop.CardPacking).ID)}), "gudang: Dicatat di riwayat #A2")
	contains(t, say(shop.Arrival{Text: "halo kak", Quote: "buyer"}), "pembeli: halo kak")
	contains(t, say(shop.Arrival{Kind: shop.KindDocument, Media: &shop.Media{Ref: "good", Name: "produk.yaml"}}), "pemilik kartu: 📄")
	contains(t, say(shop.Arrival{Kind: shop.KindDocument, Media: &shop.Media{Ref: "m", Name: "mutasi.csv"}}), "keuangan: 🏦 *Mutasi dibaca*")
}
