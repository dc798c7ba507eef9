package understand

import (
	"strings"
	"sync"
)

// keyCues are the cues that the code itself asks for, looked up once.
type keyCues struct {
	ofOrder, adding, already, and, ask, awal, best, but, cheap, emoji, every, forget, howMuch, hp, later, many, no, notify, pendek, same                                                                                                                          cue
	sapa, satu, seru, tanya, thought, timeOfDay, to, use, voucher                                                                                                                                                                                                 cue
	learning, transferred, addressWord, agree, anger, asker, asksAnything, asksSending, asksSome, axis, bare, before, buying, changing, cheapest                                                                                                                  cues
	may, costs, postage, fear, fitting, whichAll, asksGoods, bargains, haggling, measuring, orders, freeShipping, priced, conditional, correction, everywhere, cutting, countable, courtesy, courtesyYes, dear, done, filler, goods, goodsMarks, greeting, having cues
	helper, idle, late, money, negation, not, notCount, paying, notGreeting, opening, orderish, parcel, warranty, particle, protest, question, refuse                                                                                                             cues
	removing, fewer, undoing, sending, setting, size, still, story, subject, thanking, tracking, truly, undo, wish, without                                                                                                                                       cues
	light                                                                                                                                                                                                                                                         cues
	material                                                                                                                                                                                                                                                      cues
	promising                                                                                                                                                                                                                                                     cues
	removedAfter                                                                                                                                                                                                                                                  cues
	corrects                                                                                                                                                                                                                                                      cues
	stating                                                                                                                                                                                                                                                       cues
	notYet                                                                                                                                                                                                                                                        cue
	alters                                                                                                                                                                                                                                                        cues
	yes                                                                                                                                                                                                                                                           cues
	willing                                                                                                                                                                                                                                                       cues
	quality                                                                                                                                                                                                                                                       cue
	asksOf                                                                                                                                                                                                                                                        cues
	unchanged                                                                                                                                                                                                                                                     cue
	elsewhere                                                                                                                                                                                                                                                     cue
	elsewhereSold                                                                                                                                                                                                                                                 cues
	ordering                                                                                                                                                                                                                                                      cues
	asksItself                                                                                                                                                                                                                                                    cues
	helps                                                                                                                                                                                                                                                         cues
	totals                                                                                                                                                                                                                                                        cue
	goodsTalk                                                                                                                                                                                                                                                     cues
	mistaken                                                                                                                                                                                                                                                      cues
	anyone                                                                                                                                                                                                                                                        cues
	transfers                                                                                                                                                                                                                                                     cues
	sameAgain                                                                                                                                                                                                                                                     cues
	leading                                                                                                                                                                                                                                                       cues
	unsure                                                                                                                                                                                                                                                        map[spotKind]cues // near which a doubtful name of a kind counts
	spotCue                                                                                                                                                                                                                                                       [spotCategory + 1]cue
	spotHash                                                                                                                                                                                                                                                      [spotCategory + 1]uint32
	infos, stores                                                                                                                                                                                                                                                 []asked
}

// asked is which cues ask for what.
type asked struct {
	cues cues
	info string
}

// chatCues is the package's keyCues; nothing changes it afterwards.
var chatCues = sync.OnceValue(func() *keyCues {
	l := chatLexicon()
	k := &keyCues{}
	k.single(l)
	k.words(l)
	k.matters(l)
	some := func(names string) cues { return l.set(names) }
	k.infos = []asked{{some("FOTO"), InfoPhoto}, {some("BAHAN"), "bahan"}, {some("KADALUARSA"), "kadaluarsa"}, {some("GARANSI"), "garansi"},
		{some("WARNA"), InfoColours}, {some("UKURAN"), "ukuran"}, {some("BERATQ"), InfoWeight}}
	k.stores = []asked{{some("BUKA"), StoreHours}, {some("PERCAYA"), StoreTrust}, {some("KONTAK"), StoreContact}, {some("TENTANG"), StoreAbout},
		{some("TOKO DIMANA ALAMATKATA"), StoreAddress}}
	k.unsure = map[spotKind]cues{spotCourier: some("KURIR KIRIM ONGKIR PAKAI"), spotService: some("KURIR KIRIM ONGKIR PAKAI"),
		spotMethod: some("BAYAR TRANSFER REKENING LUNAS PAKAI EWALLET BUKTI BISA ADA")}
	for kind, name := range spotMark {
		k.spotCue[kind] = l.cue(name)
		k.spotHash[kind] = hash(name)
	}
	return k
})

// set is the cues of names parted by spaces.
func (l *lexicon) set(names string) (s cues) {
	for n := range strings.FieldsSeq(names) {
		s.add(l.cue(n))
	}
	return s
}

// single looks up the cues that are asked for one by one.
func (k *keyCues) single(l *lexicon) {
	for _, c := range []struct {
		into *cue
		name string
	}{
		{&k.adding, "TAMBAH"},
		{&k.already, "SUDAH"},
		{&k.and, "DAN"},
		{&k.ask, "TANYA"},
		{&k.awal, "@awal"},
		{&k.best, "LARIS"},
		{&k.but, "TAPI"},
		{&k.cheap, "MURAH"},
		{&k.emoji, "@emoji"},
		{&k.every, "SEMUA"},
		{&k.ofOrder, "PESANAN"},
		{&k.forget, "HAPUSDATA"},
		{&k.howMuch, "BERAPA"},
		{&k.hp, "HPKATA"},
		{&k.later, "NANTI"},
		{&k.many, "@banyak"},
		{&k.no, "TIDAK"},
		{&k.notify, "KABARI"},
		{&k.pendek, "@pendek"},
		{&k.same, "KEMARIN"},
		{&k.sapa, "SAPA"},
		{&k.satu, "@satu"},
		{&k.seru, "@seru"},
		{&k.tanya, "@tanya"},
		{&k.thought, "KIRAIN"},
		{&k.timeOfDay, "WAKTUSALAM"},
		{&k.to, "KE"},
		{&k.use, "PAKAI"},
		{&k.voucher, "VOUCHER"},
		{&k.notYet, "TUNDA"},
		{&k.quality, "SIFAT"},
		{&k.unchanged, "TETAP"},
		{&k.elsewhere, "URUSANLAIN"},
		{&k.totals, "TOTAL"},
	} {
		*c.into = l.cue(c.name)
	}
}

// words and matters look up the sets of cues.
func (k *keyCues) words(l *lexicon) {
	fillSets(l, []cueSet{
		{&k.addressWord, "ALAMATKATA"},
		{&k.learning, "CARAORDER BAGAIMANA CARA APA BISA KALAU TANYA MANA @tanya"},
		{&k.transferred, "TRANSFER"},
		{&k.agree, "YA OKE BENAR SUDAH"},
		{&k.anger, "KECEWA KASAR TIPU"},
		{&k.asker, "BERAPA APA APASAJA MANA DIMANA KEMANA KAPAN BAGAIMANA"},
		{&k.asksAnything, "@tanya BISA APA APASAJA BERAPA BAGAIMANA MANA KAPAN KENAPA ADA ADAGA DIMANA KEMANA MINTA CARA KALAU MAU TANYA BELUM"},
		{&k.fear, "TAKUT"},
		{&k.may, "BISA"},
		{&k.postage, "ONGKIR"},
		{&k.costs, "BERAPA ONGKIR HARGA TOTAL MURAH MAHAL DISKON GRATISONGKIR"},
		{&k.asksSending, "BERAPA ONGKIR LAMA BISA KURIR HARGA TOTAL @tanya APA MANA KAPAN TOKO GRATISONGKIR"},
		{&k.asksSome, "@tanya BISA APA BERAPA BAGAIMANA MANA KAPAN APASAJA"},
		{&k.axis, "UKURAN WARNA"},
		{&k.bare, "@uang @barang @pilihan @jumlah @kategori @awal @pendek @satu @emoji @tanya @seru PARTIKEL SAPA DAN ITU PRODUKUMUM TANYA WARNA UKURAN SEMUA KALAU @lain @banyak SAMA"},
		{&k.before, "SUDAH KEMARIN TADI"},
		{&k.buying, "PESAN MAU JADI TAMBAH"},
		{&k.changing, "GANTI"},
		{&k.cheapest, "MURAH"},
		{&k.conditional, "KALAU"},
		{&k.asksGoods, "BAHAN SIFAT FOTO DETAIL COCOK KADALUARSA GARANSI BERATQ UKURAN WARNA PO TANYA APA APASAJA MANA BAGAIMANA BERAPA"},
		{&k.everywhere, "LAMA KENAPA SUDAH BELUM TADI DI KE KIRIM PESAN ADA MAU HARGA TOTAL BERAPA LAMAWAKTU HARIINI NANTI BISA APA KALAU PAKAI SAMPAI TRANSFER STOK TIDAK"},
		{&k.paying, "TRANSFER BAYAR LUNAS BUKTI TOTAL ONGKIR REKENING"},
		{&k.bargains, "DISKON NEGO MURAH MAHAL KURANG KURANGIN VOUCHER GRATISONGKIR BISA KATAADMIN MINTA ADA ADAGA @tanya"},
		{&k.measuring, "BERAPA UKURAN COCOK"},
		{&k.fitting, "UKURAN COCOK"},
		{&k.whichAll, "APA APASAJA BERAPA"},
		{&k.orders, "PESAN MAU JADI TAMBAH @jumlah @barang @pilihan @kategori"},
		{&k.freeShipping, "GRATISONGKIR"},
		{&k.priced, "HARGA"},
		{&k.haggling, "DISKON NEGO MURAH MAHAL KURANG KURANGIN KATAADMIN"},
		{&k.cutting, "SAPA DAN TAPI ITU MAU TANYA SAMA"},
		{&k.correction, "SALAHKATA GANTI JADI GAJADI"},
		{&k.countable, "STOKN"},
		{&k.courtesy, "SAPA PARTIKEL SALAM YA OKE DAN"},
		{&k.courtesyYes, "YA OKE"},
		{&k.dear, "MAHAL"},
		{&k.done, "SUDAH LUNAS BUKTI TADI"},
		{&k.filler, "SAPA PARTIKEL WARNA UKURAN ITU HARGA PRODUKUMUM"},
		{&k.goods, "@barang @pilihan @kategori @jumlah RESTOK KABARI ITU"},
		{&k.goodsMarks, "@barang @pilihan @jumlah"},
		{&k.greeting, "SALAM WAKTUSALAM"},
		{&k.having, "ADA ADAGA STOK"},
		{&k.helper, "BISA KALAU MINTA MAU TOLONG DAN TANYA ADA CARA SUDAH BELUM TIDAK NANTI INFO LIHAT PAKAI KE"},
	})
}

func (k *keyCues) matters(l *lexicon) {
	fillSets(l, []cueSet{
		{&k.idle, "YA OKE ITU PAKAI MAU JAWABAN BISA DAN SUDAH BENAR MAKASIH SALAM JADI PESAN KE PRODUKUMUM"},
		{&k.late, "BELUMSAMPAI"},
		{&k.money, "TRANSFER BAYAR LUNAS BUKTI HARGA TOTAL NEGO DISKON REKENING"},
		{&k.negation, "TIDAK BUKAN JANGAN BELUM TUNDA"},
		{&k.not, "JANGAN BUKAN"},
		{&k.notCount, "UKURAN KAPAN HPKATA BERATQ"},
		{&k.notGreeting, "ITU NANTI KAPAN BISA"},
		{&k.opening, "SALAM WAKTUSALAM SAPA SELAMAT TANYA"},
		{&k.orderish, "PESANAN PESAN RESI STATUS"},
		{&k.parcel, "PESANAN"},
		{&k.warranty, "GARANSI"},
		{&k.particle, "SAPA PARTIKEL TANYA"},
		{&k.protest, "SALAHKIRIM KECEWA TIPU KASAR"},
		{&k.question, "BERAPA APA APASAJA MANA DIMANA KEMANA KAPAN BAGAIMANA KENAPA BISA ONGKIR HARGA STOK LAMA TOTAL DISKON NEGO STATUS REKENING CODKATA BATAL RUSAK RETUR KECEWA GANTI LUNAS TOKO BUKA"},
		{&k.refuse, "TIDAK BUKAN BELUM TUNDA JANGAN BATAL GAJADI"},
		{&k.undoing, "BATAL GAJADI"},
		{&k.fewer, "HAPUS KURANGIN KURANGI"},
		{&k.removing, "HAPUS GAJADI BATAL JANGAN BUKAN"},
		{&k.sending, "ONGKIR KIRIM KE LAMA SAMPAI DI KURIR"},
		{&k.setting, "JADI KURANGI SALAHKATA KURANGIN"},
		{&k.size, "UKURAN"},
		{&k.still, "ADAGA"},
		{&k.story, "KIRAIN CERITA"},
		{&k.subject, "HARGA STOK ONGKIR REKENING LAMA TOTAL DISKON NEGO STATUS RESI PESANAN RUSAK RETUR KECEWA TOKO BUKA KATALOG BERAPA KAPAN DIMANA BAGAIMANA MANUSIA STOP GANTI LUNAS GROSIR BAHAN SIFAT FOTO"},
		{&k.thanking, "MAKASIH"},
		{&k.tracking, "RESI"},
		{&k.truly, "YA BENAR"},
		{&k.yes, "YA OKE BENAR"},
		{&k.undo, "GAJADI BATAL JANGAN BUKAN"},
		{&k.wish, "MAU"},
		{&k.without, "PAKAI"},
		{&k.light, "BISA ADA APA APASAJA MAU MINTA BAGAIMANA BERAPA KALAU SUDAH TIDAK PRODUKUMUM KAPAN MANA TOLONG PARTIKEL SAPA"},
		{&k.material, "BAHAN"},
		{&k.promising, "VOUCHER PAKAI DISKON"},
		{&k.removedAfter, "HAPUS GAJADI BATAL"},
		{&k.corrects, "BUKAN SALAHKATA GANTI"},
		{&k.stating, "KIRIM KE DI ALAMATKATA ONGKIR"},
		{&k.alters, "GANTI HAPUS TAMBAH KURANGI KURANGIN SALAHKATA GAJADI"},
		{&k.willing, "NANTI TRANSFER BAYAR MAHAL BANGET SEMOGA BAGUS KALAU SELAMAT WAKTUSALAM TERSERAH SEMUA MASIH"},
		{&k.asksOf, "@tanya BISA APA BERAPA BAGAIMANA MANA KAPAN APASAJA MINTA LIHAT FOTO DETAIL BAHAN UKURAN WARNA TANYA KADALUARSA GARANSI COCOK BERATQ PO BUKAN KALAU TAKUT TIDAK"},
		{&k.elsewhereSold, "KONTAK"},
		{&k.ordering, "PESAN"},
		{&k.asksItself, "LAMA TOTAL CARAORDER PO BERATQ MINORDER STOK ADAGA STATUS KADALUARSA"},
		{&k.helps, "BISA"},
		{&k.goodsTalk, "HARGA STOK ADAGA MAU PESAN TAMBAH BAHAN FOTO DETAIL WARNA UKURAN RESTOK HAPUS GANTI GAJADI KATALOG"},
		{&k.leading, "ONGKIR KE KIRIM"},
		{&k.mistaken, "SALAHKATA"},
		{&k.anyone, "TERSERAH"},
		{&k.transfers, "TRANSFER"},
		{&k.sameAgain, "KEMARIN"},
	})
}

// cueSet is a set of keyCues with the cues in it.
type cueSet struct {
	into  *cues
	names string
}

func fillSets(l *lexicon, sets []cueSet) {
	for _, s := range sets {
		*s.into = l.set(s.names)
	}
}
