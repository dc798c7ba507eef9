package desk

import (
	"fmt"
	"slices"
	"strings"

	"tokobot/internal/card"
	"tokobot/internal/shop"
)

// summary is /ringkasan [periode]: the day in numbers and a chart.
func (w *work) summary(args string) error {
	p, title, ok := w.period(args)
	if !ok {
		return errUsage
	}
	return w.sendRecap(p, title, false)
}

// pairCodes is /daftar in the owner's group: how another chat becomes a desk.
func (w *work) pairCodes(string) error {
	if w.Settings.PairCodes == nil {
		w.answer("Meja: keuangan, gudang, pengiriman, cs, pemilik. Masukkan bot ke grupnya, jadikan admin, lalu ketik di grup itu: /daftar MEJA KODE. " +
			"Kodenya dari perintah tokobot telegram kode di komputer toko.")
		return nil
	}
	w.answer("Masukkan bot ke grupnya dan jadikan admin, lalu ketik di grup itu salah satu dari ini. Tiap kode berlaku satu jam dan sekali pakai.\n" +
		strings.Join(w.Settings.PairCodes(w.t.Now), "\n"))
	return nil
}

// catalogFiles is /katalog: the owner's files.
func (w *work) catalogFiles(string) error {
	if w.Settings.CatalogFiles == nil {
		w.answer("Berkas katalog tidak bisa dikirim dari sini.")
		return nil
	}
	files, err := w.Settings.CatalogFiles()
	if err != nil {
		w.answer("Folder katalog tidak bisa dibaca: " + err.Error())
		return nil
	}
	words := fmt.Sprintf("%d berkas. Ubah, lalu kirim lagi ke grup ini; saya cek dulu sebelum dipasang.", len(files))
	if len(files) == 0 {
		w.answer("Folder katalog masih kosong.")
		return nil
	}
	all := albums(files)
	for n, some := range all {
		t := shop.Tell{Group: w.g, Album: some}
		if n == len(all)-1 {
			t.Text = words
		}
		w.d.Do(t)
	}
	return nil
}

// albums cuts files where one more would be too many, or would have a name that is there already: a channel tells the files of
// an album apart by their names.
func albums(files []shop.File) [][]shop.File {
	var all [][]shop.File
	for _, f := range files {
		last := len(all) - 1
		if last < 0 || len(all[last]) == shop.AlbumMost || slices.ContainsFunc(all[last], func(x shop.File) bool { return x.Name == f.Name }) {
			all = append(all, nil)
			last++
		}
		all[last] = append(all[last], f)
	}
	return all
}

// whatsapp is /whatsapp: how the shop's number stands. The answer comes from outside the books.
func (w *work) whatsapp(string) error {
	w.d.Do(shop.AskWhatsApp{})
	return nil
}

// upload is a catalog file from the owner: checked, shown as a difference, live after a press.
func (w *work) upload(in shop.Input) error {
	if !w.allowed() {
		return w.refuse()
	}
	if w.Settings.CheckUpload == nil {
		w.answer("Berkas katalog tidak bisa diterima dari sini.")
		return nil
	}
	data, err := w.f.Media(in.Media.Ref)
	if err != nil {
		w.answer("Berkasnya tidak bisa dibuka. Coba kirim lagi.")
		return nil
	}
	type check struct {
		words string
		is    Upload
	}
	// A whole catalog is loaded and its conversations are played.
	checked, err := w.f.Outside("unggahan:"+in.Media.Ref+":"+in.Media.Name, func() any {
		words, is := w.Settings.CheckUpload(in.Media.Name, data)
		return check{words, is}
	})
	if err != nil {
		return err
	}
	c, _ := checked.(check)
	switch c.is {
	case UploadWrong:
		w.answer("❌ " + in.Media.Name + " belum bisa dipasang:\n" + c.words)
		return nil
	case UploadSame:
		w.answer("👌 *" + in.Media.Name + "* isinya sama dengan yang sedang dipakai, jadi tidak ada yang perlu diterapkan. " +
			"Kalau tadi sudah diubah, simpan dulu perubahannya, lalu kirim lagi berkasnya.")
		return nil
	}
	when := w.when()
	when.Ask = nil
	w.show(card.NewCatalog(w.newCard(), when, "📄 *"+in.Media.Name+"*\n"+c.words, in.Media.Ref, in.Media.Name), nil)
	return nil
}

// applyCatalog puts an uploaded file in force; undoCatalog puts the one before it back.
func (w *work) applyCatalog(c shop.Card) error {
	if last, ok := lastDecision(c); ok && last.Verb == card.Apply {
		w.answer("Sudah diputuskan oleh " + last.By + " " + w.clockOf(last.At) + ".")
		return nil
	}
	return w.catalogAction(c, card.Apply, "apply", "Diterapkan", card.Row(card.Undo))
}

func (w *work) undoCatalog(c shop.Card) error {
	if last, ok := lastDecision(c); !ok || last.Verb != card.Apply {
		w.answer("Perubahan ini sedang tidak terpasang.")
		return nil
	}
	return w.catalogAction(c, card.Undo, "undo", "Dibatalkan", card.Row(card.Apply))
}

func lastDecision(c shop.Card) (shop.Press, bool) {
	if len(c.Decisions) == 0 {
		return shop.Press{}, false
	}
	return c.Decisions[len(c.Decisions)-1], true
}

func (w *work) catalogAction(c shop.Card, verb, action, said string, next []shop.Button) error {
	notes := card.Extra(c)
	if len(notes) < 2 {
		return fmt.Errorf("catalog card %s: no file", c.ID)
	}
	w.redraw(card.Decide(c, verb, w.who(), said, w.t.Now, next))
	w.d.Do(shop.CatalogAction{Action: action, Ref: notes[0], Name: notes[1]})
	return nil
}
