package understand

// keyCues are the cues that the code itself asks for, looked up once.
type keyCues struct {
	hp, and, voucher, every, use, yes                cue
	orderish, money, filler, courtesy, size          cues
	axis, correction, not, notCount, question        cues
	greeting, particle, negation, opening            cues
	notGreeting                                      cues
	unsure                                           map[spotKind]cues
	spotCue                                          [spotCategory + 1]cue
	spotHash                                         [spotCategory + 1]uint32
	many, tanya, seru, awal, pendek, satu, alamat    cue
	emoji, to, howMuch, timeOfDay                    cue
	helper, asker, bare, setting, removing           cues
	changing, anger, done, agree, refuse             cues
	idle, subject, cheapest, buying, light           cues
	thanks, adding, but, later, notify, forget, same cue
	cheap, thought, sapa, ask                        cue
	wish, damage, protest, asksSending, undo         cues
	goods, having, hedges                            cues
	thanking, late, tracking                         cues
	conditional                                      cues
	countable                                        cues
	still                                            cues
	truly                                            cues
	sending                                          cues
	story                                            cues
	addressWord                                      cues
	dear                                             cues
	no                                               cue
	asksAnything                                     cues
	before                                           cues
	goodsMarks                                       cues
	courtesyYes                                      cues
	asksSome                                         cues
	without                                          cues
	best                                             cue
	infos, stores                                    []asked
}

// asked is which cues ask for what.
type asked struct {
	cues cues
	info string
}

func newKeyCues(l *lexicon) keyCues {
	one := l.cue
	some := func(names ...string) (s cues) {
		for _, n := range names {
			s.add(l.cue(n))
		}
		return s
	}
	k := keyCues{
		hp: one("HPKATA"), and: one("DAN"), voucher: one("VOUCHER"), every: one("SEMUA"), use: one("PAKAI"), yes: one("YA"),
		orderish:   some("PESANAN", "PESAN", "RESI", "STATUS"),
		money:      some("TRANSFER", "BAYAR", "LUNAS", "BUKTI", "HARGA", "TOTAL", "NEGO", "DISKON", "REKENING"),
		filler:     some("SAPA", "PARTIKEL", "WARNA", "UKURAN", "ITU", "HARGA", "PRODUKUMUM"),
		courtesy:   some("SAPA", "PARTIKEL", "SALAM", "YA", "OKE", "DAN"),
		size:       some("UKURAN"),
		axis:       some("UKURAN", "WARNA"),
		correction: some("SALAHKATA", "GANTI", "JADI", "GAJADI"),
		not:        some("JANGAN", "BUKAN"),
		notCount:   some("UKURAN", "KAPAN", "HPKATA", "BERATQ"),
		question: some("BERAPA", "APA", "APASAJA", "MANA", "DIMANA", "KEMANA", "KAPAN", "BAGAIMANA", "KENAPA", "BISA", "ONGKIR", "HARGA", "STOK",
			"LAMA", "TOTAL", "DISKON", "NEGO", "STATUS", "REKENING", "CODKATA", "BATAL", "RUSAK", "RETUR", "KECEWA", "GANTI", "LUNAS", "TOKO", "BUKA"),
		greeting: some("SALAM", "WAKTUSALAM"), opening: some("SALAM", "WAKTUSALAM", "SAPA", "SELAMAT", "TANYA"), notGreeting: some("ITU", "NANTI", "KAPAN", "BISA"), particle: some("SAPA", "PARTIKEL", "TANYA"), negation: some("TIDAK", "BUKAN", "JANGAN", "BELUM"),
		many: one("@banyak"), tanya: one("@tanya"), seru: one("@seru"), awal: one("@awal"), pendek: one("@pendek"), satu: one("@satu"), alamat: one("@alamat"), emoji: one("@emoji"),
		to: one("KE"), howMuch: one("BERAPA"), timeOfDay: one("WAKTUSALAM"),
		helper: some("BISA", "KALAU", "MINTA", "MAU", "TOLONG", "DAN", "TANYA", "ADA", "CARA", "SUDAH", "BELUM", "TIDAK", "NANTI", "INFO", "LIHAT", "PAKAI", "KE"),
		asker:  some("BERAPA", "APA", "APASAJA", "MANA", "DIMANA", "KEMANA", "KAPAN", "BAGAIMANA"),
	}
	k.bare = some("@barang", "@pilihan", "@jumlah", "@kategori", "@awal", "@pendek", "@satu", "@emoji", "@tanya", "@seru", "PARTIKEL", "SAPA", "DAN", "ITU", "PRODUKUMUM", "TANYA",
		"WARNA", "UKURAN", "SEMUA", "KALAU", "@lain")
	k.setting, k.removing, k.changing = some("JADI", "KURANGI", "SALAHKATA", "KURANGIN"), some("HAPUS", "GAJADI", "BATAL", "JANGAN", "BUKAN"), some("GANTI")
	k.anger = some("KECEWA", "KASAR", "TIPU")
	k.done = some("SUDAH", "LUNAS", "BUKTI")
	k.agree, k.refuse = some("YA", "OKE", "BENAR", "SUDAH"), some("TIDAK", "BUKAN", "BELUM", "TUNDA", "JANGAN", "BATAL", "GAJADI")
	k.idle = some("YA", "OKE", "ITU", "PAKAI", "MAU", "JAWABAN", "BISA", "DAN", "SUDAH", "BENAR", "MAKASIH", "SALAM", "JADI", "PESAN", "KE", "PRODUKUMUM")
	k.subject = some("HARGA", "STOK", "ONGKIR", "REKENING", "LAMA", "TOTAL", "DISKON", "NEGO", "STATUS", "RESI", "PESANAN", "RUSAK", "RETUR", "KECEWA", "TOKO", "BUKA",
		"KATALOG", "BERAPA", "KAPAN", "DIMANA", "BAGAIMANA", "MANUSIA", "STOP", "GANTI", "LUNAS", "GROSIR", "BAHAN", "SIFAT", "FOTO")
	k.cheapest, k.buying = some("MURAH"), some("PESAN", "MAU", "JADI", "TAMBAH")
	k.light = some("BISA", "ADA", "APA", "APASAJA", "MAU", "MINTA", "BAGAIMANA", "BERAPA", "KALAU", "SUDAH", "TIDAK", "PRODUKUMUM", "KAPAN", "MANA", "TOLONG", "PARTIKEL", "SAPA")
	k.thanks, k.adding, k.but, k.later, k.notify, k.forget, k.same = one("MAKASIH"), one("TAMBAH"), one("TAPI"), one("NANTI"), one("KABARI"), one("HAPUSDATA"), one("KEMARIN")
	k.cheap, k.thought, k.sapa, k.ask = one("MURAH"), one("KIRAIN"), one("SAPA"), one("TANYA")
	k.truly = some("YA", "BENAR")
	k.sending = some("ONGKIR", "KIRIM", "KE", "LAMA", "SAMPAI", "DI", "KURIR")
	k.story = some("KIRAIN", "CERITA")
	k.addressWord = some("ALAMATKATA")
	k.dear = some("MAHAL")
	k.asksAnything = some("@tanya", "BISA", "APA", "APASAJA", "BERAPA", "BAGAIMANA", "MANA", "KAPAN", "KENAPA", "ADA", "ADAGA", "DIMANA", "KEMANA", "MINTA", "CARA", "KALAU", "MAU", "TANYA", "BELUM")
	k.before = some("SUDAH", "KEMARIN")
	k.goodsMarks = some("@barang", "@pilihan", "@jumlah")
	k.courtesyYes = some("YA", "OKE")
	k.asksSome = some("@tanya", "BISA", "APA", "BERAPA", "BAGAIMANA", "MANA", "KAPAN", "APASAJA")
	k.without = some("PAKAI")
	k.best = one("LARIS")
	k.infos = []asked{{some("FOTO"), InfoPhoto}, {some("BAHAN"), "bahan"}, {some("KADALUARSA"), "kadaluarsa"}, {some("GARANSI"), "garansi"},
		{some("WARNA"), InfoColours}, {some("UKURAN"), "ukuran"}, {some("BERATQ"), InfoWeight}}
	k.stores = []asked{{some("BUKA"), StoreHours}, {some("PERCAYA"), StoreTrust}, {some("KONTAK"), StoreContact}, {some("TENTANG"), StoreAbout},
		{some("TOKO", "DIMANA", "ALAMATKATA"), StoreAddress}}
	k.wish, k.damage, k.protest = some("MAU"), some("RUSAK", "KURANGISI"), some("SALAHKIRIM", "KECEWA", "TIPU", "KASAR")
	k.asksSending = some("BERAPA", "ONGKIR", "LAMA", "BISA", "KURIR", "HARGA", "TOTAL", "@tanya", "APA", "MANA", "KAPAN", "TOKO", "GRATISONGKIR", "@kurir")
	k.goods = some("@barang", "@pilihan", "@kategori", "@jumlah", "RESTOK", "KABARI", "ITU")
	k.having, k.hedges = some("ADA", "ADAGA", "STOK"), some("TAPI", "KALAU")
	k.conditional, k.countable, k.still = some("KALAU"), some("STOKN"), some("ADAGA")
	k.thanking, k.undo, k.late, k.tracking = some("MAKASIH"), some("GAJADI", "BATAL", "JANGAN", "BUKAN"), some("BELUMSAMPAI"), some("RESI")
	k.unsure = map[spotKind]cues{
		spotCourier: some("KURIR", "KIRIM", "ONGKIR", "PAKAI"),
		spotMethod:  some("BAYAR", "TRANSFER", "REKENING", "LUNAS", "PAKAI", "EWALLET", "BUKTI", "BISA", "ADA"),
		spotService: some("KURIR", "KIRIM", "ONGKIR", "PAKAI"),
	}
	for kind, name := range spotMark {
		k.spotCue[kind] = l.cue(name)
		k.spotHash[kind] = hash(name)
	}
	return k
}
