package desk

import (
	"slices"
	"strings"
	"testing"
	"time"

	"tokobot/internal/card"
	"tokobot/internal/recap"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

const fin, gud, kir = shop.Finance, shop.Warehouse, shop.Shipping

// doing is what a member of the staff does; it returns what was said then.
type doing func(*testing.T, *books) []string

func pressing(g shop.Group, who, label string) doing {
	return func(t *testing.T, b *books) []string { return b.press(t, g, who, label) }
}

func writing(g shop.Group, who, text string) doing {
	return func(t *testing.T, b *books) []string { return b.write(t, g, who, text) }
}

func replying(g shop.Group, who string, kind shop.CardKind, text string) doing {
	return func(t *testing.T, b *books) []string { return b.reply(t, g, who, string(b.last(t, kind).ID), text) }
}

func pressingAgain(g shop.Group, who string, kind shop.CardKind, verb string) doing {
	return func(t *testing.T, b *books) []string { return b.pressCard(t, g, who, b.last(t, kind).ID, verb) }
}

// warning is what the bot writes on a card that is open.
func warning(kind shop.CardKind, what string) doing {
	return func(t *testing.T, b *books) []string {
		c := b.last(t, kind)
		i := slices.IndexFunc(b.cards, func(x shop.Card) bool { return x.ID == c.ID })
		b.cards[i], _ = card.Warn(c, "pembeli", what, b.now)
		return nil
	}
}

// act is one step of a story: what is done, what is said then (in any order), and what is not.
type act struct {
	do    doing
	wants []string
	not   string
}

// stories are what happens at the desks, by name.
var stories = map[string]struct {
	status shop.Status
	skus   []string
	acts   []act
	ends   shop.Status
}{
	"accepted, and pressed once more": {shop.PaymentReview, []string{"PSM-HITAM"}, []act{
		{pressing(fin, "Rina", "Terima"), []string{"pembeli: Terima kasih", "gudang kartu: 📋 *Kemas #A*", "PSM-HITAM"}, ""},
		{pressingAgain(fin, "Dewi", shop.CardPayment, card.Accept), []string{"Sudah diputuskan oleh Rina 14.00"}, "pembeli:"},
		{pressingAgain(fin, "Dewi", shop.CardPayment, card.Reject), []string{"Sudah diputuskan oleh Rina 14.00"}, "pembeli:"},
	}, shop.Paid},
	"rejected with a reason": {shop.PaymentReview, []string{"PSM-HITAM"}, []act{
		{pressing(fin, "Rina", "Tolak"), []string{"pembeli: Maaf", "1234567890", "24 Nov"}, ""},
		{replying(fin, "Rina", shop.CardPayment, "fotonya buram"), []string{"pembeli: Catatan admin untuk *#A*: fotonya buram"}, ""},
	}, shop.AwaitingPayment},
	"another amount, short, and a second reply": {shop.PaymentReview, []string{"PSM-HITAM"}, []act{
		{pressing(fin, "Rina", "Nominal"), []string{"Balas pesan ini dengan jumlah"}, "pembeli:"},
		{replying(fin, "Rina", shop.CardPayment, "berapa ya"), []string{"Balas dengan jumlah yang masuk saja"}, "pembeli:"},
		{replying(fin, "Rina", shop.CardPayment, "50"), []string{"Yang masuk hanya Rp50?"}, "pembeli:"},
		{replying(fin, "Rina", shop.CardPayment, "10.000 atau 20.000"), []string{"Balas dengan jumlah yang masuk saja"}, "pembeli:"},
		{replying(fin, "Rina", shop.CardPayment, "masuk Rp 10.000 saja."), []string{"masih kurang *Rp44.000*", "masuk Rp10.000 dari Rp54.000"}, ""},
		{replying(fin, "Dewi", shop.CardPayment, "54.000"), []string{"sudah diputuskan oleh Rina"}, "pembeli:"},
	}, shop.AwaitingPayment},
	"money without a proof": {shop.AwaitingPayment, []string{"PSM-HITAM"}, []act{
		{writing(fin, "Rina", "/bayar"), []string{"Tulisnya: /bayar NOMOR [JUMLAH]"}, ""},
		{writing(fin, "Rina", "/bayar A banyak"), []string{"Tulisnya: /bayar NOMOR [JUMLAH]"}, "kartu:"},
		{writing(fin, "Rina", "/bayar A"), []string{"keuangan kartu: 💬 *Klaim bayar #A*", "Dicatat Rina tanpa bukti"}, "pembeli:"},
		{writing(fin, "Rina", "/bayar A 10.000 mandri"), []string{"“mandri” tidak ada; belum ada yang dicatat", "Maksudnya mandiri? Tulis: /bayar A 10.000 mandiri"}, "kartu:"},
		{writing(fin, "Rina", "/bayar A masuk 10.000 lewat xyz"), []string{"“xyz” tidak ada", "Yang ada: bca, mandiri"}, "kartu:"},
		{writing(fin, "Rina", "/bayar A 10.000 lewat mandiri ya"), []string{"masih kurang *Rp44.000*"}, ""},
		{writing(fin, "Rina", "/bayar A 44.000"), []string{"pembeli: Terima kasih", "gudang kartu:"}, ""},
		{writing(fin, "Dewi", "/bayar A 44.000"), []string{"sudah lunas, tidak menunggu uang"}, "pembeli:"},
	}, shop.Paid},
	"finance says how the money came": {shop.PaymentReview, []string{"PSM-HITAM"}, []act{
		{replying(fin, "Rina", shop.CardPayment, "lewat Mandiri"), []string{"Dicatat lewat Mandiri. Tekan ✅ Terima"}, "pembeli:"},
		{pressing(fin, "Rina", "Terima"), []string{"gudang kartu:"}, ""},
	}, shop.Paid},
	"another amount, over": {shop.PaymentReview, []string{"PSM-HITAM"}, []act{
		{pressing(fin, "Rina", "Nominal"), nil, "pembeli:"},
		{replying(fin, "Rina", shop.CardPayment, "Rp60.000"), []string{"lebih Rp6.000", "disimpan untuk pesanan berikutnya?", "gudang kartu:", "keuangan kartu: 💼 *Kelebihan bayar #A*", "Jumlah: *Rp6.000*"}, ""},
		{replying(fin, "Rina", shop.CardCredit, "A"), []string{"#A sekarang lunas, tidak menunggu uang"}, "pembeli:"},
		{writing(fin, "Rina", "/pesanan A"), []string{"Sudah masuk Rp60.000 (lebih Rp6.000)"}, "pembeli:"},
		{pressingAgain(fin, "Rina", shop.CardCredit, card.Keep), []string{"pembeli: Siap kak, Rp6.000 kami simpan"}, ""},
		{pressingAgain(fin, "Dewi", shop.CardCredit, card.Keep), []string{"Sudah diputuskan oleh Rina"}, "pembeli:"},
		{pressing(fin, "Dewi", "Sudah dikembalikan"), []string{"pembeli: Kak, uang titipan Rp6.000 sudah kami kembalikan"}, ""},
		{pressingAgain(fin, "Rina", shop.CardCredit, card.Refunded), []string{"Sudah diputuskan oleh Dewi"}, "pembeli:"},
	}, shop.Paid},
	"over, then cancelled: all of it goes back by one card": {shop.PaymentReview, []string{"PSM-HITAM"}, []act{
		{replying(fin, "Rina", shop.CardPayment, "Rp60.000"), []string{"💼"}, ""},
		{writing(shop.CS, "Ayu", "/batal A"), []string{"keuangan kartu: 💸 *Kembalikan uang #A*", "Jumlah: *Rp60.000*"}, ""},
		{pressingAgain(fin, "Rina", shop.CardCredit, card.Refunded), []string{"Sudah diputuskan oleh Ayu"}, "pembeli:"},
		{pressing(fin, "Rina", "Sudah dikembalikan"), []string{"Rp60.000"}, ""},
	}, shop.Cancelled},
	"whoever is not in the roster": {shop.PaymentReview, []string{"PSM-HITAM"}, []act{
		{pressing(fin, "Maling", "Terima"), []string{"Maling tidak ada di daftar petugas keuangan", "pemilik: ⚠️ Maling"}, "pembeli:"},
		{replying(fin, "Maling", shop.CardPayment, "54.000"), []string{"tidak ada di daftar petugas"}, "pembeli:"},
		{writing(fin, "Maling", "/masuk_kas 1.000"), []string{"tidak ada di daftar petugas"}, "✅"},
	}, shop.PaymentReview},
	"pressed from another group": {shop.PaymentReview, []string{"PSM-HITAM"}, []act{
		{pressingAgain(gud, "Budi", shop.CardPayment, card.Accept), []string{"milik grup keuangan"}, "pembeli:"},
	}, shop.PaymentReview},
	"packed, handed over, tracked": {shop.Paid, []string{"PSM-HITAM"}, []act{
		{pressing(gud, "Budi", "Siap"), []string{"pengiriman kartu: 📮 *Paket #A*"}, "pembeli:"},
		{pressingAgain(gud, "Andi", shop.CardPacking, card.Ready), []string{"Sudah diputuskan oleh Budi"}, "kartu:"},
		{pressing(kir, "Joko", "Diserahkan"), []string{"Tekan 🔍 QC OK dulu"}, "pembeli:"},
		{pressing(kir, "Joko", "QC OK"), nil, "pembeli:"},
		{pressingAgain(kir, "Eko", shop.CardParcel, card.QCPassed), []string{"Sudah diputuskan oleh Joko"}, ""},
		{replying(kir, "Joko", shop.CardParcel, "JP1234567890"), []string{"belum diserahkan"}, "pembeli:"},
		{pressing(kir, "Joko", "Dikemas"), nil, "pembeli:"},
		{pressing(kir, "Joko", "Diserahkan"), []string{"Balas dengan nomor resi JNE REG"}, "pembeli:"},
		{replying(kir, "Joko", shop.CardParcel, "sudah diambil kurir"), []string{"Tidak ada nomor resi"}, "pembeli:"},
		{replying(kir, "Joko", shop.CardParcel, "12"), []string{"tidak seperti resi JNE"}, "pembeli:"},
		{replying(kir, "Joko", shop.CardParcel, "ya"), []string{"pembeli: Pesanan *#A* sudah dikirim", "12"}, ""},
		{replying(kir, "Joko", shop.CardParcel, "salah, resinya 0123456789012345 ya"), []string{"yang benar:\n0123456789012345"}, ""},
		{replying(kir, "Joko", shop.CardParcel, "0123456789012345"), []string{"sudah tercatat"}, "pembeli:"},
	}, shop.Shipped},
	"QC fails, and the parcel goes round": {shop.Paid, []string{"PSM-HITAM"}, []act{
		{pressing(gud, "Budi", "Siap"), nil, ""},
		{pressing(kir, "Joko", "QC gagal"), []string{"gudang kartu: 📋", "QC gagal (Joko)", "Balas pesan ini dengan sebabnya"}, "pembeli:"},
		{replying(kir, "Joko", shop.CardParcel, "ada noda"), []string{"gudang: Sebab QC gagal #A: ada noda"}, "pembeli:"},
		{pressing(gud, "Budi", "Siap"), []string{"pengiriman kartu:"}, ""},
	}, shop.Packing},
	"a buyer's wish is warned of until it is settled": {shop.Paid, []string{"PSM-HITAM"}, []act{
		{warning(shop.CardPacking, "⚠️ Pembeli minta ganti alamat"), nil, ""},
		{pressing(gud, "Budi", "Siap"), []string{"pengiriman kartu: 📮 *Paket #A*", "⚠️ Pembeli minta ganti alamat (14.00)"}, ""},
		{warning(shop.CardParcel, "⚠️ Pembeli minta batal"), nil, ""},
		{writing(kir, "Joko", "/manifest"), []string{"⚠️ Pembeli minta ganti alamat\n", "⚠️ Pembeli minta batal"}, ""},
		{pressing(kir, "Joko", "QC gagal"), []string{"gudang kartu: 📋", "⚠️ Pembeli minta batal (14.00)"}, ""},
		{pressing(gud, "Budi", "Siap"), []string{"⚠️ Pembeli minta batal (14.00)"}, ""},
		{pressing(kir, "Joko", "Peringatan beres"), nil, "pembeli:"},
		{pressingAgain(kir, "Eko", shop.CardParcel, card.Settled), []string{"Sudah dibereskan oleh Joko"}, ""},
		{writing(kir, "Joko", "/manifest"), []string{"#A"}, "⚠️"},
		{pressing(kir, "Joko", "QC OK"), nil, ""},
	}, shop.Packing},
	"a parcel with a warning goes by a second press": {shop.Paid, []string{"PSM-HITAM"}, []act{
		{pressing(gud, "Budi", "Siap"), nil, ""}, {pressing(kir, "Joko", "QC OK"), nil, ""}, {pressing(kir, "Joko", "Dikemas"), nil, ""},
		{warning(shop.CardParcel, "⚠️ Pembeli minta ganti alamat"), nil, ""},
		{pressing(kir, "Joko", "Diserahkan"), []string{"Masih ada peringatan di kartu ini, tetap serahkan?"}, "nomor resi"},
		{warning(shop.CardParcel, "⚠️ Pembeli minta batal"), nil, ""},
		{pressing(kir, "Joko", "Diserahkan"), []string{"Masih ada peringatan di kartu ini, tetap serahkan?"}, "nomor resi"},
		{pressing(kir, "Eko", "Diserahkan"), []string{"Balas dengan nomor resi"}, "Masih ada"},
		{writing(kir, "Joko", "/pesanan A"), []string{"Eko: Diserahkan (peringatan di kartunya belum beres)"}, ""},
	}, shop.Shipped},
	"a parcel whose warning is settled goes at once": {shop.Paid, []string{"PSM-HITAM"}, []act{
		{pressing(gud, "Budi", "Siap"), nil, ""}, {pressing(kir, "Joko", "QC OK"), nil, ""}, {pressing(kir, "Joko", "Dikemas"), nil, ""},
		{warning(shop.CardParcel, "⚠️ Pembeli minta ganti alamat"), nil, ""},
		{pressing(kir, "Joko", "Peringatan beres"), nil, ""},
		{pressing(kir, "Joko", "Diserahkan"), []string{"Balas dengan nomor resi"}, "Masih ada"},
	}, shop.Shipped},
	"an empty shelf, told once": {shop.Paid, []string{"PSM-HITAM", "PSM-MOCCA"}, []act{
		{pressing(gud, "Budi", "kosong"), []string{"Yang mana yang kosong"}, "pembeli:"},
		{pressing(gud, "Budi", "PSM-MOCCA"), []string{"pembeli: Maaf", "Mocca", "cs kartu:"}, ""},
		{pressing(gud, "Budi", "kosong"), nil, "pembeli:"},
		{pressing(gud, "Andi", "PSM-MOCCA"), []string{"Sudah dilaporkan kosong oleh Budi"}, "pembeli:"},
		{pressing(gud, "Budi", "Siap"), []string{"tinggal 0"}, "kartu:"},
		{writing(gud, "Budi", "/opname PSM-MOCCA 3"), []string{"0 → *3*"}, ""},
		{pressing(gud, "Budi", "Siap"), []string{"pengiriman kartu:"}, ""},
	}, shop.Packing},
	"cancelled by the shop after packing": {shop.Paid, []string{"PSM-HITAM"}, []act{
		{pressing(gud, "Budi", "Siap"), nil, ""},
		{writing(shop.CS, "Ayu", "/batal A pembeli berubah pikiran"), []string{"kami batalkan: pembeli berubah pikiran", "Rp54.000", "gudang: 🚫 #A", "💸"}, ""},
		{writing(shop.CS, "Ayu", "/batal A"), []string{"tidak bisa dibatalkan lagi"}, "pembeli:"},
		{pressingAgain(kir, "Joko", shop.CardParcel, card.QCPassed), []string{"Sudah diputuskan oleh Ayu"}, ""},
		{pressing(fin, "Rina", "Sudah dikembalikan"), []string{"pembeli: Kak, uang pesanan *#A* sebesar Rp54.000 sudah kami kembalikan"}, ""},
		{pressingAgain(fin, "Dewi", shop.CardRefund, card.Refunded), []string{"Sudah diputuskan oleh Rina"}, "pembeli:"},
	}, shop.Cancelled},
	"COD cancelled after packing brings no refund": {shop.Confirmed, []string{"PSM-HITAM"}, []act{
		{pressing(gud, "Budi", "Siap"), nil, ""},
		{writing(shop.CS, "Ayu", "/batal A"), []string{"kami batalkan."}, "💸"},
	}, shop.Cancelled},
	"returned": {shop.Paid, []string{"PSM-HITAM"}, []act{
		{writing(kir, "Joko", "/retur A"), []string{"hanya yang sudah dikirim"}, ""},
		{pressing(gud, "Budi", "Siap"), nil, ""}, {pressing(kir, "Joko", "QC OK"), nil, ""}, {pressing(kir, "Joko", "Dikemas"), nil, ""}, {pressing(kir, "Joko", "Diserahkan"), nil, ""},
		{writing(kir, "Joko", "/retur A ditolak penerima"), []string{"💸", "gudang: ↩️ Retur #A"}, ""},
	}, shop.Returned},
	"a person answers and gives back": {shop.AwaitingPayment, []string{"PSM-HITAM"}, []act{
		{func(t *testing.T, b *books) []string { return b.reply(t, shop.CS, "Ayu", "buyer", "sebentar ya kak") },
			[]string{"pembeli: sebentar ya kak", "cs kartu: 🙋 *Dijawab Ayu*"}, ""},
		{func(t *testing.T, b *books) []string { return b.reply(t, shop.CS, "Tuti", "buyer", "ready kak") }, []string{"pembeli: ready kak"}, "cs kartu:"},
		{pressing(shop.CS, "Ayu", "Kembalikan"), nil, "pembeli:"},
		{pressingAgain(shop.CS, "Tuti", shop.CardCall, card.HandBack), []string{"Sudah diputuskan oleh Ayu"}, ""},
	}, shop.AwaitingPayment},
}

// TestDesks plays the stories, act by act, and wants the books to agree after each.
func TestDesks(t *testing.T) {
	for name, c := range stories {
		t.Run(name, func(t *testing.T) {
			b := newBooks(t)
			b.record("A", c.status, c.skus...)
			for n, a := range c.acts {
				said := a.do(t, b)
				contains(t, said, a.wants...)
				if all := strings.Join(said, "\n"); a.not != "" && strings.Contains(all, a.not) {
					t.Errorf("act %d: %q is said:\n%s", n+1, a.not, all)
				}
				if err := b.balanced(); err != nil {
					t.Errorf("act %d: %v", n+1, err)
				}
			}
			if got := b.orders["A"].Status; got != c.ends {
				t.Errorf("the order is %s, want %s", got, c.ends)
			}
		})
	}
}

// TestLateMoney brings money for orders that ended: revived while the goods are there, else given back.
func TestLateMoney(t *testing.T) {
	for name, c := range map[string]struct {
		status shop.Status
		gone   bool
		ends   shop.Status
		wants  []string
	}{
		"expired, the goods are there": {shop.Expired, false, shop.Paid, []string{"pembeli: Terima kasih", "gudang kartu:"}},
		"expired, the goods are gone":  {shop.Expired, true, shop.Expired, []string{"keburu habis", "💸"}},
		"cancelled":                    {shop.Cancelled, false, shop.Cancelled, []string{"💸"}},
	} {
		t.Run(name, func(t *testing.T) {
			b := newBooks(t)
			o := b.record("A", shop.PaymentReview, "PSM-HITAM")
			o.Status = c.status
			b.orders["A"] = o
			s := b.stock["PSM-HITAM"]
			s.Reserved = 0
			if c.gone {
				s.OnHand = 0
			}
			b.stock["PSM-HITAM"] = s
			contains(t, b.press(t, shop.Finance, "Rina", "Terima"), c.wants...)
			if got := b.orders["A"]; got.Status != c.ends || got.Received != got.Total() {
				t.Errorf("%s, received %s", got.Status, got.Received)
			}
			if err := b.balanced(); err != nil {
				t.Error(err)
			}
		})
	}
}

// TestDeposit ties money to an order by a reply in a sentence, and not to one that waits for none.
func TestDeposit(t *testing.T) {
	b := newBooks(t)
	b.record("MLT-1123-0001", shop.Paid, "PSM-HITAM")
	b.record("MLT-1123-0002", shop.AwaitingPayment, "PSM-HITAM")
	b.cards = append(b.cards, card.NewDeposit("titip", card.When{Now: b.now}, card.Payment{Buyer: shop.Buyer{ID: 1, Name: "Sari"}, Proof: &shop.Media{Ref: "x"}}))
	contains(t, b.reply(t, shop.Finance, "Rina", "titip", ""), "nomor pesanannya")
	contains(t, b.reply(t, shop.Finance, "Rina", "titip", "punya 0009"), "Tidak ada pesanan bernomor 0009")
	contains(t, b.reply(t, shop.Finance, "Rina", "titip", "0001"), "tidak menunggu uang")
	contains(t, b.reply(t, shop.Finance, "Rina", "titip", "ini untuk #MLT-1123-0002 ya"), "Bukti bayar #MLT-1123-0002")
	contains(t, b.press(t, shop.Finance, "Rina", "Terima"), "gudang kartu: 📋 *Kemas #MLT-1123-0002*")
	if err := b.balanced(); err != nil {
		t.Error(err)
	}
}

// TestCredit uses what was paid too much for other orders: part of it, the rest of it, and the books agree after each step.
func TestCredit(t *testing.T) {
	b := newBooks(t)
	b.record("MLT-1123-0001", shop.PaymentReview, "PSM-HITAM")
	b.record("MLT-1123-0002", shop.AwaitingPayment, "PSM-HITAM")
	b.record("MLT-1123-0003", shop.PaymentReview, "PSM-MOCCA")
	b.record("MLT-1123-0004", shop.AwaitingPayment, "PSM-HITAM")
	step := func(said []string, wants ...string) {
		t.Helper()
		contains(t, said, wants...)
		if err := b.balanced(); err != nil {
			t.Error(err)
		}
	}
	pay := func(number string) shop.CardID {
		open, _ := b.OpenCards(shop.CardPayment, number, 0)
		return open[0].ID
	}
	step(b.reply(t, fin, "Rina", string(pay("MLT-1123-0001")), "128.000"), "lebih Rp74.000")
	credit := string(b.last(t, shop.CardCredit).ID)
	step(b.reply(t, fin, "Rina", credit, "punya 0002 kak"), "pembeli: Terima kasih", "*#MLT-1123-0002*", "gudang kartu: 📋 *Kemas #MLT-1123-0002*")
	if c := b.last(t, shop.CardCredit); !c.Open || !strings.Contains(c.Text, "Rp54.000 dipakai untuk #MLT-1123-0002 – sisa Rp20.000 – Rina") {
		t.Errorf("card %+v", c)
	}
	step(b.write(t, fin, "Rina", "/rekap"), "💼 Di dalamnya titipan pembeli: Rp20.000")
	step(b.reply(t, fin, "Rina", credit, "0003"), "buktinya masih diperiksa, kurangnya tinggal Rp36.000")
	step(b.reply(t, fin, "Rina", credit, "0004"), "sudah tidak ada lagi")
	step(b.pressCard(t, fin, "Rina", pay("MLT-1123-0003"), card.Accept), "gudang kartu: 📋 *Kemas #MLT-1123-0003*")
	if o := b.orders["MLT-1123-0003"]; o.Status != shop.Paid || o.Received != o.Total() {
		t.Errorf("the third is %s with %s of %s", o.Status, o.Received, o.Total())
	}
	f, err := (&work{Desk: b.desk, f: b, t: shop.Turn{Now: b.now}}).figures(shop.Period{From: monday.Add(-time.Hour), To: b.now.Add(time.Hour)}, "Rekap")
	if err != nil {
		t.Fatal(err)
	}
	contains(t, []string{recap.Text(f)}, "Uang masuk: *Rp164.000*", "Uang keluar: *Rp0*", "Saldo kas: *Rp164.000*")
}

// TestDepositWithoutAnOrder books money that nobody knows the use of, and gives it back.
func TestDepositWithoutAnOrder(t *testing.T) {
	b := newBooks(t)
	b.cards = append(b.cards, card.NewDeposit("titip", card.When{Now: b.now}, card.Payment{Buyer: someone, Proof: &shop.Media{Ref: "x"}}))
	contains(t, b.reply(t, fin, "Rina", "titip", "masuk 75.000 lewat bca"), "keuangan kartu: 💼 *Uang titipan*", "Jumlah: *Rp75.000*")
	contains(t, b.press(t, fin, "Rina", "Sudah dikembalikan"), "pembeli: Kak, uang titipan Rp75.000 sudah kami kembalikan")
	var sum rupiah.Amount
	for _, l := range b.cash {
		sum += signed(l)
	}
	if len(b.cash) != 2 || sum != 0 || b.cash[0].Method != "bca" {
		t.Errorf("cash book %+v", b.cash)
	}
}

// TestAskAgain asks for a card that nobody touches once in its group and then with the owner, and for one that somebody
// took up not before its time has passed again.
func TestAskAgain(t *testing.T) {
	timer := func(b *books, c shop.Card, ref string) []string {
		return b.turn(t, c.Group, shop.Input{Arrival: shop.Arrival{Kind: shop.KindTimer, Timer: &shop.Timer{What: TimerAsk, Ref: ref}}})
	}
	b := newBooks(t)
	b.record("A", shop.PaymentReview, "PSM-HITAM")
	c := b.last(t, shop.CardPayment)
	b.now = b.now.Add(time.Hour)
	contains(t, timer(b, c, string(c.ID)), "keuangan: ⏰ Belum ditangani")
	contains(t, timer(b, c, b.timers[shop.AskTimer(c.ID)].Ref), "pemilik: ⏰")
	b.press(t, shop.Finance, "Rina", "Nominal")
	if said := timer(b, c, string(c.ID)); len(said) > 0 {
		t.Errorf("asked again at once: %s", said)
	}
	b.reply(t, shop.Finance, "Rina", string(c.ID), "100.000")
	if said := timer(b, c, string(c.ID)); len(said) > 0 {
		t.Errorf("a decided card is asked for: %s", said)
	}
	b.press(t, shop.Warehouse, "Budi", "Siap")
	for _, label := range []string{"QC OK", "Dikemas", "Diserahkan"} {
		b.press(t, shop.Shipping, "Joko", label)
	}
	p := b.last(t, shop.CardParcel)
	contains(t, timer(b, p, b.timers[shop.AskTimer(p.ID)].Ref), "Nomor resi #A (JNE REG) belum ada")
}
