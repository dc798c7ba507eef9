package desk

import (
	"fmt"
	"hash/fnv"
	"strings"

	"tokobot/catalog"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// reply is one thing that the desks say to a buyer, overridable by its key in balasan.yaml.
type reply struct {
	names []string
	words string
}

// replies are the desks' words to buyers. Every one also has {sapaan} and {toko}.
var replies = map[string]reply{
	"bayar_diterima":          {[]string{"nomor", "total"}, "Terima kasih {sapaan} 🙏 Pembayaran pesanan *#{nomor}* sebesar {total} sudah kami terima. Pesanan segera kami siapkan 📦"},
	"bayar_lebih":             {[]string{"nomor", "masuk", "lebih"}, "Terima kasih {sapaan} 🙏 Pembayaran *#{nomor}* masuk {masuk}, lebih {lebih}. Pesanan segera kami siapkan. Kelebihannya mau dikembalikan (kirim nomor rekeningnya) atau disimpan untuk pesanan berikutnya?"},
	"bayar_kurang":            {[]string{"nomor", "masuk", "total", "kurang", "batas", "rekening"}, "{sapaan}, pembayaran *#{nomor}* yang masuk {masuk} dari {total}, jadi masih kurang *{kurang}* 🙏 Mohon transfer kekurangannya paling lambat {batas}:\n{rekening}"},
	"cod_lunas":               {[]string{"nomor", "total"}, "Terima kasih {sapaan} 🙏 Transfer {total} untuk *#{nomor}* sudah kami terima. Pesanannya lunas, jadi tidak perlu bayar lagi waktu paketnya datang."},
	"cod_dibayar_sebagian":    {[]string{"nomor", "masuk", "sisa"}, "Terima kasih {sapaan} 🙏 Transfer {masuk} untuk *#{nomor}* sudah kami terima. Sisanya *{sisa}* dibayar waktu paketnya datang ya."},
	"bukti_dicatat":           {[]string{"nomor"}, "{sapaan}, bukti transfernya kami catat untuk pesanan *#{nomor}* ya 🙏"},
	"bukti_dicatat_lain":      {[]string{"nomor", "lain", "total", "batas"}, "{sapaan}, bukti transfernya kami catat untuk pesanan *#{nomor}* ya 🙏 Pesanan *#{lain}* masih menunggu pembayaran *{total}*, paling lambat {batas}."},
	"bayar_ditolak":           {[]string{"nomor", "total", "batas", "rekening"}, "Maaf {sapaan} 🙏 Pembayaran untuk *#{nomor}* belum kami temukan di rekening kami. Mohon dicek lagi dan kirim ulang bukti yang jelas. Totalnya *{total}*, paling lambat {batas}:\n{rekening}"},
	"bayar_ditolak_lewat":     {[]string{"nomor"}, "Maaf {sapaan} 🙏 Pembayaran untuk *#{nomor}* tidak kami temukan di rekening kami, dan pesanannya sudah lewat batas bayar. Kalau masih mau, pesan lagi saja ya."},
	"alasan_admin":            {[]string{"nomor", "alasan"}, "Catatan admin untuk *#{nomor}*: {alasan}"},
	"bayar_telat_habis":       {[]string{"nomor", "total", "barang"}, "{sapaan}, pembayaran *#{nomor}* {total} sudah masuk, tetapi sesudah batas waktunya dan {barang} keburu habis 🙏 Uangnya kami kembalikan; admin menghubungi {sapaan} soal itu."},
	"pesanan_dibatalkan":      {[]string{"nomor", "alasan"}, "Maaf {sapaan} 🙏 Pesanan *#{nomor}* kami batalkan{alasan}. Kalau ada pertanyaan, balas saja pesan ini ya."},
	"pesanan_dibatalkan_uang": {[]string{"nomor", "alasan", "total"}, "Maaf {sapaan} 🙏 Pesanan *#{nomor}* kami batalkan{alasan}. Uang {total} yang sudah masuk kami kembalikan; boleh kirim nomor rekening untuk pengembaliannya ya."},
	"pesanan_dibatalkan_cek":  {[]string{"nomor", "alasan"}, "Maaf {sapaan} 🙏 Pesanan *#{nomor}* kami batalkan{alasan}. Pembayarannya kami cek dulu; kalau sudah masuk, uangnya kami kembalikan ya."},
	"uang_kembali":            {[]string{"nomor", "total"}, "{sapaan}, uang pesanan *#{nomor}* sebesar {total} sudah kami kembalikan ya 🙏"},
	"minta_rekening":          {[]string{"nomor", "total"}, "{sapaan}, uang pesanan *#{nomor}* sebesar {total} kami kembalikan 🙏 Boleh kirim nama bank atau e-wallet, nomornya, dan nama pemiliknya?"},
	"minta_rekening_cek":      {[]string{"nomor"}, "{sapaan}, kalau pembayaran *#{nomor}* ternyata sudah masuk, uangnya kami kembalikan 🙏 Boleh kirim nama bank atau e-wallet, nomornya, dan nama pemiliknya?"},
	"titipan_kembali":         {[]string{"total"}, "{sapaan}, uang titipan {total} sudah kami kembalikan ya 🙏"},
	"titipan_disimpan":        {[]string{"total"}, "Siap {sapaan}, {total} kami simpan untuk pesanan berikutnya. Waktu pesan nanti admin yang memotongnya ya 🙏"},
	"stok_kosong":             {[]string{"nomor", "barang"}, "Maaf {sapaan} 🙏 Waktu menyiapkan pesanan *#{nomor}*, *{barang}* ternyata kosong di gudang. Admin segera menghubungi {sapaan} untuk pilihan lain atau pengembalian uang."},
	"stok_kosong_cod":         {[]string{"nomor", "barang"}, "Maaf {sapaan} 🙏 Waktu menyiapkan pesanan *#{nomor}*, *{barang}* ternyata kosong di gudang. Admin segera menghubungi {sapaan} untuk pilihan lain."},
	"dikirim_resi":            {[]string{"nomor", "kurir", "resi", "estimasi"}, "Pesanan *#{nomor}* sudah dikirim dengan {kurir} 🚚 Nomor resi:\n{resi}\n{estimasi}Kabari kalau sudah sampai ya {sapaan} 😊"},
	"resi_dibetulkan":         {[]string{"nomor", "kurir", "resi"}, "Maaf {sapaan}, nomor resi *#{nomor}* ({kurir}) yang benar:\n{resi}"},
	"dikirim":                 {[]string{"nomor", "kurir"}, "Pesanan *#{nomor}* sudah diserahkan ke {kurir} 🚚 Kabari kalau sudah sampai ya {sapaan} 😊"},
	"ada_lagi":                {[]string{"nama", "harga"}, "Hai {sapaan}, *{nama}* sudah ada lagi ✅ Harganya {harga}. Mau dipesan berapa?"},
}

// Replies are the keys of what the desks say to buyers with the placeholders that each may hold, for checking balasan.yaml.
func Replies() map[string][]string {
	out := map[string][]string{}
	for key, r := range replies {
		out[key] = append([]string{"sapaan", "toko"}, r.names...)
	}
	return out
}

// filled is one placeholder's value; From says where a number in it comes from.
type filled struct{ name, text, from string }

func is(name, text, from string) filled { return filled{name, text, from} }

func money(name string, a rupiah.Amount, from string) filled { return filled{name, a.String(), from} }

// say tells a buyer something by its key, in the owner's words where there are any; every value with a digit is a source.
func (w *work) say(to shop.BuyerID, key string, values ...filled) shop.Say {
	say := shop.Say{Buyer: to}
	from := func(text, origin string) {
		if strings.ContainsAny(text, "0123456789") {
			say.Sources = append(say.Sources, shop.Source{Text: text, From: origin})
		}
	}
	words := replies[key].words
	if own := w.Catalog.Replies[key]; len(own) > 0 {
		r := own[turn(to, key, values)%len(own)]
		words = r.Text
		from(r.Text, w.line(r.Pos))
	}
	s := w.Catalog.Shop
	values = append(values, is("sapaan", s.Sapaan, w.line(s.At["sapaan"])), is("toko", s.Name, w.line(s.At["nama"])))
	pairs := make([]string, 0, 2*len(values))
	for _, v := range values {
		pairs = append(pairs, "{"+v.name+"}", v.text)
		from(v.text, v.from)
	}
	say.Text = capital(strings.NewReplacer(pairs...).Replace(words))
	return say
}

// turn is which of several wordings comes: it looks like taking turns, and is the same for the same words to the same buyer.
func turn(to shop.BuyerID, key string, values []filled) int {
	h := fnv.New32a()
	fmt.Fprintf(h, "%d|%s|%v", to, key, values)
	return int(h.Sum32() & 0xffff)
}

// line is a line of the owner's files, as a source.
func (w *work) line(p catalog.Pos) string {
	return fmt.Sprintf("%s:%d@%s", p.File, p.Line, w.Catalog.Version)
}

// capital writes a sentence's first letter large: it may begin with {sapaan}.
func capital(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return strings.ToUpper(s[:1]) + s[1:]
}

// accounts are where money goes to, each number on a line of its own, and where in the catalog they stand.
func (w *work) accounts(o shop.Order) filled {
	var lines, from []string
	for _, m := range w.Catalog.Payment.Methods {
		switch {
		case o.Payment != "" && o.Payment != m.Code:
			continue
		case m.Number != "":
			lines = append(lines, "*"+m.Name+"* a.n. "+m.Holder, m.Number)
		case m.QR != "" || m.Photo != "":
			lines = append(lines, "*"+m.Name+"* (ketik *qris* untuk kodenya)")
		default:
			continue
		}
		from = append(from, w.line(m.Pos))
	}
	return is("rekening", strings.Join(lines, "\n"), strings.Join(from, ", "))
}

// adminWords is the origin of what a person of the shop wrote.
const adminWords = "kata admin"

func orderSource(o shop.Order) string { return "order " + o.Number }
