package catalog

// The types in this file are the owner's files, key by key: the loader fills them, and the JSON Schemas that editors use
// are generated from them (go generate). Each field holds the node that was typed, so that every value keeps its place.
// The descriptions are the owner's and therefore Indonesian.

//go:generate go test -run TestSchemasAreCurrent -update .

// The kinds of value that an owner types.
type (
	text      struct{ N *node } // any text of one or more lines
	texts     struct{ N *node } // a list of texts
	amount    struct{ N *node } // rupiah
	weight    struct{ N *node } // grams
	span      struct{ N *node } // a length of time
	spanList  struct{ N *node } // a list of lengths of time
	yesno     struct{ N *node }
	count     struct{ N *node } // a whole number
	number    struct{ N *node } // percent or rupiah, by another key
	payKind   struct{ N *node } // a kind of payment
	promoKind struct{ N *node } // a kind of voucher
	day       struct{ N *node }
	days      struct{ N *node }
	sizes     struct{ N *node } // length x width x height
	place     struct{ N *node } // a region by name
	places    struct{ N *node }
	pairs     struct{ N *node } // any keys with texts
	axes      struct{ N *node } // pilihan
	hours     struct{ N *node } // jam_buka

	// listOf is a list of mappings with the keys of T.
	listOf[T any] struct{ N *node }
	// one is a mapping with the keys of T.
	one[T any] struct{ N *node }
)

type tokoFile struct {
	Name        text  `yaml:"nama" jsonschema:"required" jsonschema_description:"Nama toko"`
	Code        text  `yaml:"kode" jsonschema_description:"Awalan nomor pesanan, huruf A-Z dan angka; kalau kosong dibuat dari nama"`
	Description text  `yaml:"deskripsi" jsonschema_description:"Keterangan singkat toko"`
	Sapaan      text  `yaml:"sapaan" jsonschema_description:"Panggilan untuk pembeli, misalnya kak"`
	Address     text  `yaml:"alamat" jsonschema_description:"Alamat toko"`
	Origin      place `yaml:"asal" jsonschema:"required" jsonschema_description:"Tempat paket dikirim, misalnya Bojongloa Kidul, Kota Bandung"`
	Zone        text  `yaml:"zona_waktu" jsonschema_description:"Asia/Jakarta, Asia/Makassar atau Asia/Jayapura"`
	Hours       hours `yaml:"jam_buka" jsonschema_description:"Jam admin menjawab, per hari atau rentang hari"`
	Holidays    days  `yaml:"libur" jsonschema_description:"Tanggal libur toko"`
	Contacts    pairs `yaml:"kontak" jsonschema_description:"Cara menghubungi toko: wa, instagram, situs, facebook, tiktok, shopee, tokopedia, telegram, email, telepon dan sejenisnya"`
}

type produkFile struct {
	Products listOf[productFile] `yaml:"produk" jsonschema:"required" jsonschema_description:"Barang yang dijual"`
}

type productFile struct {
	SKU         text                `yaml:"sku" jsonschema:"required" jsonschema_description:"Kode barang, tanpa spasi"`
	Name        text                `yaml:"nama" jsonschema:"required" jsonschema_description:"Nama barang"`
	Aliases     texts               `yaml:"alias" jsonschema_description:"Sebutan lain dari pembeli"`
	Category    text                `yaml:"kategori" jsonschema_description:"Kategori barang"`
	Price       amount              `yaml:"harga" jsonschema_description:"Harga satu buah; wajib, kecuali setiap varian punya harga sendiri"`
	Wholesale   listOf[tierFile]    `yaml:"grosir" jsonschema_description:"Harga per buah mulai jumlah tertentu, semua varian dihitung bersama"`
	Weight      weight              `yaml:"berat" jsonschema_description:"Berat satu buah; gram bila tanpa satuan"`
	Size        sizes               `yaml:"dimensi" jsonschema_description:"Ukuran paket untuk berat volume, misalnya 30 x 25 x 6 cm"`
	Description text                `yaml:"deskripsi" jsonschema_description:"Keterangan barang"`
	Info        pairs               `yaml:"info" jsonschema_description:"Jawaban tentang barang: bahan, ukuran, dan apa saja"`
	Photo       text                `yaml:"foto" jsonschema_description:"Berkas foto, dihitung dari folder katalog"`
	Axes        axes                `yaml:"pilihan" jsonschema_description:"Pilihan pembeli, misalnya warna dan ukuran; tiap gabungan adalah satu varian"`
	Variants    listOf[variantFile] `yaml:"varian" jsonschema_description:"Hanya untuk gabungan pilihan yang berbeda"`
	Initial     count               `yaml:"stok_awal" jsonschema_description:"Stok per varian saat pertama kali dikenal"`
	Minimum     count               `yaml:"stok_minimum" jsonschema_description:"Gudang diberi tahu saat stok sampai angka ini"`
	MaxQty      count               `yaml:"maks_beli" jsonschema_description:"Paling banyak per pesanan, semua varian bersama"`
	Couriers    texts               `yaml:"kurir" jsonschema_description:"Kode kurir yang boleh membawa; kosong berarti semua"`
	ShipTo      places              `yaml:"kirim_ke" jsonschema_description:"Hanya dikirim ke daerah ini; kosong berarti ke mana saja"`
	Preorder    span                `yaml:"po" jsonschema_description:"Dibuat setelah dipesan, dengan lama pengerjaan ini"`
	Active      yesno               `yaml:"aktif" jsonschema_description:"tidak: barang disembunyikan"`
}

type tierFile struct {
	Min   count  `yaml:"min" jsonschema:"required" jsonschema_description:"Mulai jumlah ini"`
	Price amount `yaml:"harga" jsonschema:"required" jsonschema_description:"Harga per buah"`
}

// variantFile also has a key for each axis of its product.
type variantFile struct {
	SKU     text   `yaml:"sku" jsonschema_description:"Kode varian sendiri"`
	Price   amount `yaml:"harga" jsonschema_description:"Harga varian ini"`
	Weight  weight `yaml:"berat" jsonschema_description:"Berat varian ini"`
	Size    sizes  `yaml:"dimensi" jsonschema_description:"Ukuran paket varian ini"`
	Initial count  `yaml:"stok_awal" jsonschema_description:"Stok varian ini saat pertama kali dikenal"`
	Minimum count  `yaml:"stok_minimum" jsonschema_description:"Gudang diberi tahu saat stok sampai angka ini"`
	Photo   text   `yaml:"foto" jsonschema_description:"Foto varian ini"`
	Info    pairs  `yaml:"info" jsonschema_description:"Jawaban khusus varian ini"`
	Aliases texts  `yaml:"alias" jsonschema_description:"Sebutan lain varian ini"`
	Active  yesno  `yaml:"aktif" jsonschema_description:"tidak: varian ini tidak dijual"`
}

// optionFile is an option that is written with its aliases.
type optionFile struct {
	Name    text  `yaml:"nama" jsonschema:"required" jsonschema_description:"Nama pilihan"`
	Aliases texts `yaml:"alias" jsonschema_description:"Sebutan lain dari pembeli"`
}

type ongkirFile struct {
	Couriers     listOf[courierFile]   `yaml:"kurir" jsonschema:"required" jsonschema_description:"Kurir dan tarifnya"`
	FreeShipping one[freeShippingFile] `yaml:"gratis_ongkir" jsonschema_description:"Potongan ongkir dari toko"`
}

type courierFile struct {
	Code          text                `yaml:"kode" jsonschema:"required" jsonschema_description:"Kode kurir, misalnya jne"`
	Name          text                `yaml:"nama" jsonschema_description:"Nama kurir yang dibaca pembeli"`
	Tolerance     weight              `yaml:"toleransi" jsonschema_description:"Kelebihan berat yang tidak dihitung, misalnya 300g"`
	VolumeDivisor count               `yaml:"pembagi_volume" jsonschema_description:"cm³ untuk satu kg, biasanya 6000"`
	Services      listOf[serviceFile] `yaml:"layanan" jsonschema:"required" jsonschema_description:"Layanan kurir ini"`
}

type serviceFile struct {
	Code  text             `yaml:"kode" jsonschema:"required" jsonschema_description:"Kode layanan, misalnya REG"`
	Name  text             `yaml:"nama" jsonschema_description:"Nama layanan"`
	Rates listOf[rateFile] `yaml:"tarif" jsonschema_description:"Tarif; tujuan yang paling khusus yang dipakai"`
	CSV   text             `yaml:"tarif_csv" jsonschema_description:"Berkas CSV dengan kolom ke,per_kg,estimasi,min"`
}

type rateFile struct {
	To       place  `yaml:"ke" jsonschema:"required" jsonschema_description:"Daerah tujuan, atau \"*\" untuk semua"`
	PerKg    amount `yaml:"per_kg" jsonschema_description:"Ongkir per kg"`
	Flat     amount `yaml:"tetap" jsonschema_description:"Ongkir tetap, berapa pun beratnya"`
	Min      weight `yaml:"min" jsonschema_description:"Berat paling sedikit yang dihitung, misalnya 1kg"`
	Estimate text   `yaml:"estimasi" jsonschema_description:"Lama kirim, misalnya 1-2 hari"`
}

type freeShippingFile struct {
	MinSubtotal amount `yaml:"min_belanja" jsonschema_description:"Belanja paling sedikit"`
	MaxDiscount amount `yaml:"maks_potongan" jsonschema_description:"Potongan paling banyak"`
	To          places `yaml:"ke" jsonschema_description:"Hanya untuk daerah ini"`
}

type pembayaranFile struct {
	Deadline   span                `yaml:"batas_bayar" jsonschema_description:"Pesanan yang belum dibayar batal setelah ini"`
	Reminders  spanList            `yaml:"ingatkan" jsonschema_description:"Kapan pembeli diingatkan, dihitung dari saat memesan"`
	UniqueCode one[uniqueCodeFile] `yaml:"kode_unik" jsonschema_description:"Angka kecil yang ditambahkan ke total"`
	Methods    listOf[methodFile]  `yaml:"metode" jsonschema:"required" jsonschema_description:"Cara membayar"`
}

type uniqueCodeFile struct {
	Active yesno `yaml:"aktif" jsonschema_description:"ya atau tidak"`
	Max    count `yaml:"maks" jsonschema_description:"Kode paling besar"`
}

type methodFile struct {
	Code   text    `yaml:"kode" jsonschema:"required" jsonschema_description:"Kode cara bayar, misalnya bca"`
	Kind   payKind `yaml:"jenis" jsonschema:"required" jsonschema_description:"Jenis pembayaran"`
	Name   text    `yaml:"nama" jsonschema_description:"Nama yang dibaca pembeli"`
	Bank   text    `yaml:"bank" jsonschema_description:"transfer: nama bank"`
	Number text    `yaml:"nomor" jsonschema_description:"transfer, ewallet: nomor rekening atau HP"`
	Holder text    `yaml:"atas_nama" jsonschema_description:"transfer, ewallet: nama pemilik"`
	QR     text    `yaml:"isi" jsonschema_description:"qris: isi QRIS statis toko"`
	Photo  text    `yaml:"foto" jsonschema_description:"qris: berkas gambar QRIS"`
	To     places  `yaml:"ke" jsonschema_description:"cod: hanya daerah ini"`
	Fee    amount  `yaml:"biaya" jsonschema_description:"cod: biaya tambahan"`
	Max    amount  `yaml:"maks" jsonschema_description:"cod: belanja paling banyak"`
}

type faqFile struct {
	FAQ listOf[questionFile] `yaml:"faq" jsonschema:"required" jsonschema_description:"Pertanyaan lain dan jawabannya"`
}

type questionFile struct {
	Ask    texts `yaml:"tanya" jsonschema:"required" jsonschema_description:"Cara-cara pembeli bertanya"`
	Answer text  `yaml:"jawab" jsonschema:"required" jsonschema_description:"Jawaban; {sapaan} dan {toko} boleh dipakai"`
}

type promoFile struct {
	Promos listOf[voucherFile] `yaml:"promo" jsonschema:"required" jsonschema_description:"Voucher dan potongan"`
}

type voucherFile struct {
	Code        text      `yaml:"kode" jsonschema:"required" jsonschema_description:"Kode voucher"`
	Kind        promoKind `yaml:"jenis" jsonschema:"required" jsonschema_description:"persen atau potongan"`
	Value       number    `yaml:"nilai" jsonschema:"required" jsonschema_description:"Persen 1-100, atau potongan dalam rupiah"`
	MaxDiscount amount    `yaml:"maks_potongan" jsonschema_description:"Potongan paling banyak"`
	MinSubtotal amount    `yaml:"min_belanja" jsonschema_description:"Belanja paling sedikit"`
	From        day       `yaml:"mulai" jsonschema_description:"Hari pertama berlaku"`
	Until       day       `yaml:"sampai" jsonschema_description:"Hari terakhir berlaku"`
	Quota       count     `yaml:"kuota" jsonschema_description:"Berapa kali boleh dipakai"`
}
