package desk

import (
	"errors"
	"slices"
	"strings"

	"tokobot/internal/shop"
)

// command is one line of a desk's table.
type command struct {
	name    string // without the slash
	args    string // as the help shows them
	example string
	help    string
	groups  []shop.Group // nil for all
	do      func(w *work, args string) error
	// plain are the words, without slash, that begin it in plain talk ("stok pashmina"); fits tells whether what follows is
	// meant for it. A command that has them only looks; nothing is booked without a slash.
	plain []string
	fits  func(w *work, args string) bool
}

// commands are all of them. /bantuan, the answer to wrong arguments and Telegram's menus are made from this table.
func commands() []*command {
	money, goods, parcels := []shop.Group{shop.Finance, shop.Owner}, []shop.Group{shop.Warehouse, shop.Owner}, []shop.Group{shop.Shipping, shop.Owner}
	return []*command{
		{"biaya", "JUMLAH KATEGORI [catatan]", "/biaya 25.000 transportasi bensin", "catat pengeluaran (operasional, kantor, transportasi, lainnya)", money, (*work).spend, nil, nil},
		{"masuk_kas", "JUMLAH [catatan]", "/masuk_kas 100.000 modal kembalian", "catat uang masuk di luar pesanan", money, (*work).income, nil, nil},
		{"batal_biaya", "[NOMOR]", "/batal_biaya biaya-12", "batalkan catatan biaya atau kas masuk (tanpa nomor: catatan terakhir Anda)", money, (*work).takeBack, nil, nil},
		{"bayar", "NOMOR [JUMLAH] [cara bayar]", "/bayar " + sampleNumber + " 195.000 bca", "uang untuk pesanan yang datang tanpa bukti", money, (*work).paidWithout, nil, nil},
		{"rekap", "[hari ini|kemarin|minggu ini|minggu lalu|bulan ini|bulan lalu] [xlsx]", "/rekap minggu ini xlsx", "rekap pesanan, uang masuk, biaya dan saldo", money, (*work).recap, []string{"rekap"}, (*work).isPeriod},
		{"stok", "[kata]", "/stok pashmina", "lihat stok", []shop.Group{shop.Warehouse, shop.CS, shop.Owner}, (*work).showStock, []string{"stok", "stock"}, (*work).areGoods},
		{"masuk", "BARANG JUMLAH [catatan]", "/masuk " + sampleSKU + " 20 dari supplier", "barang masuk gudang", goods, stockCommand("masuk"), nil, nil},
		{"keluar", "BARANG JUMLAH [alasan]", "/keluar " + sampleSKU + " 1 rusak", "barang keluar selain pesanan", goods, stockCommand("keluar"), nil, nil},
		{"opname", "BARANG JUMLAH", "/opname " + sampleSKU + " 18", "samakan stok dengan hitungan", goods, stockCommand("opname"), nil, nil},
		{"manifest", "", "/manifest", "paket yang harus diserahkan hari ini", parcels, (*work).manifest, []string{"manifest", "manifes"}, (*work).isNothing},
		{"retur", "NOMOR [JUMLAH] [alasan]", "/retur " + sampleNumber + " 45.000 satu barang rusak", "paket yang kembali; JUMLAH kalau uangnya kembali sebagian", parcels, (*work).returned, nil, nil},
		{"asal", "(sebagai balasan)", "/asal", "asal angka di pesan ke pembeli; kirim sebagai balasan kartu", []shop.Group{shop.CS}, (*work).source, nil, nil},
		{"ringkasan", "[hari ini|kemarin|minggu ini|minggu lalu|bulan ini|bulan lalu]", "/ringkasan kemarin", "hari ini dalam angka dan grafik", []shop.Group{shop.Owner}, (*work).summary, []string{"ringkasan"}, (*work).isPeriod},
		{"katalog", "", "/katalog", "kirim berkas katalog", []shop.Group{shop.Owner}, (*work).catalogFiles, nil, nil},
		{"whatsapp", "", "/whatsapp", "keadaan nomor WhatsApp toko; kalau belum tertaut, kode QR-nya dikirim ke sini", []shop.Group{shop.Owner}, (*work).whatsapp, nil, nil},
		{"daftar", "", "/daftar", "kode untuk menjadikan grup lain sebuah meja", []shop.Group{shop.Owner}, (*work).pairCodes, nil, nil},
		{"batal", "NOMOR [alasan]", "/batal " + sampleNumber + " barang habis", "batalkan pesanan yang belum dikirim; alasannya dibaca pembeli", []shop.Group{shop.Finance, shop.CS, shop.Owner}, (*work).cancel, nil, nil},
		{"pesanan", "NOMOR", "/pesanan " + sampleNumber, "lihat pesanan dan riwayatnya", nil, (*work).showOrder, []string{"pesanan", "order"}, (*work).isNumber},
		{"bantuan", "", "/bantuan", "daftar perintah", nil, (*work).help, []string{"bantuan", "help"}, (*work).isNothing},
	}
}

// MenuLine is one line of a group's menu.
type MenuLine struct{ Name, Help string }

// Menu is a group's command menu.
func Menu(g shop.Group) []MenuLine {
	var out []MenuLine
	for _, c := range commands() {
		if c.in(g) {
			out = append(out, MenuLine{c.name, c.help})
		}
	}
	return out
}

func (c *command) in(g shop.Group) bool { return c.groups == nil || slices.Contains(c.groups, g) }

// usage is the right form of a command with an example.
func (c *command) usage() string {
	return "Tulisnya: " + strings.TrimSpace("/"+c.name+" "+c.args) + "\nContoh: " + c.example
}

// sampleNumber and sampleSKU stand in the examples for this shop's own; see local.
const (
	sampleNumber = "MLT-1123-0007"
	sampleSKU    = "PSM-HITAM"
)

// local writes an example with an order number and goods as this shop has them.
func (w *work) local(text string) string {
	pairs := []string{sampleNumber, w.Catalog.Shop.Code + strings.TrimPrefix(sampleNumber, "MLT")}
	if all := w.sellable(); len(all) > 0 {
		pairs = append(pairs, sampleSKU, all[0].SKU)
	}
	return strings.NewReplacer(pairs...).Replace(text)
}

// command does what staff typed after a slash.
func (w *work) command(text string) error {
	name, args, _ := strings.Cut(strings.TrimPrefix(text, "/"), " ")
	name, _, _ = strings.Cut(name, "@")
	if head, tail, cut := strings.Cut(name, "\n"); cut {
		name, args = head, tail+" "+args
	}
	c := w.commands[strings.ToLower(name)]
	if c == nil || !w.has(c) {
		w.answer(strings.TrimSpace("Perintah /"+name+" tidak ada di grup ini. "+w.meant(strings.ToLower(name), c, args)) + "\n" + w.helpText())
		return nil
	}
	return w.run(c, args)
}

// has tells whether a command belongs to a desk of this chat, which acts from then on.
func (w *work) has(c *command) bool {
	return slices.ContainsFunc(w.chat, func(g shop.Group) bool { return c.in(g) && w.desk(g) })
}

// run does a command, for whoever may.
func (w *work) run(c *command, args string) error {
	if !w.allowed() {
		return w.refuse()
	}
	err := c.do(w, strings.TrimSpace(args))
	if errors.Is(err, errUsage) {
		w.answer(w.local(c.usage()))
		return nil
	}
	return err
}

func (w *work) help(string) error {
	w.answer(w.helpText())
	return nil
}

func (w *work) helpText() string {
	names := make([]string, len(w.chat))
	for i, g := range w.chat {
		names[i] = string(g)
	}
	lines := []string{"Perintah di grup " + strings.Join(names, ", ") + ":"}
	for _, c := range commands() {
		if slices.ContainsFunc(w.chat, c.in) {
			lines = append(lines, strings.TrimSpace("/"+c.name+" "+c.args)+" – "+c.help)
		}
	}
	return strings.Join(lines, "\n")
}
