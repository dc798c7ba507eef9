package bot

import (
	"strings"

	"tokobot/internal/pola"
)

// The words of wishes that no cue such as "catatan:" announces: when goods shall come, how they are wrapped, what the courier shall do, what
// shall be left out.

const (
	wishAsk = `(?:(?:tolong|tlg|tolongin|mohon|minta|mnta|mau|mo|pengen|harap|sekalian|juga|nanti|ntar|(?:saya|aku|sy|ak) (?:minta|mau|pengen)|` +
		`(?:kalau|kalo|klo|kl|jika) (?:bisa|bs)|jangan|jgn|jng|(?:ga|gak|gk|ngga|nggak|tidak|tdk|dak) ?(?:usah|perlu)|gausah)\s+)*`
	dayPart  = `(?:pagi|siang|sore|malam|malem|subuh)`
	monthly  = `(?:jan|feb|mar|apr|mei|jun|jul|agu|agt|sep|okt|nov|des)[a-z]*`
	wishHour = `(?:jam|jm|pukul|pkl)\s*\d{1,2}(?:[.:]\d{2})?(?:\s*-\s*\d{1,2}(?:[.:]\d{2})?)?(?:an)?`
	toWhen   = `(?:(?:ya|yo|kak|aja|saja|di|pada|untuk|utk|buat|pas|nanti|ntar|paling lambat|maksimal|sebelum|sblm|setelah|abis|habis|sekitar|sktr|antara|nya|ke rumah|kerumah)\s+)*`
	// bringVerb is the shop's sending or bringing.
	bringVerb   = `(?:(?:di|ng)?(?:antar|anter|antr|kirim|krim|kirm)(?:kan|in|i)?(?:nya|nyo|ne)?|peng(?:iriman|antaran)(?:nya)?|(?:harus|hrs|mesti|biar|supaya)\s+(?:(?:sudah|udah|udh)\s+)?(?:sampai|sampe|nyampe|tiba))`
	forWhen     = `(?:utk|untuk|buat|bwt|di(?:pakai|pake)(?:nya)?|acara(?:nya|nyo)?|utk dipakai|untuk dipakai|buat dipakai|buat dipake)`
	paperSlip   = `(?:nota|struk|bon|kwitansi|faktur|invoice|harga|label harga|logo)`
	giveVerb    = `(?:(?:di)?(?:pakai|pake|pk|kasih|kasi|tambah|tambahi|campur|isi|lapis|lapisi)(?:kan|in|an)?)`
	dishWord    = `(?:gula|manis|pedas|pedes|pedes|sambal|sambel|cabe|cabai|garam|asin|es|bumbu|santan|minyak|krim|kuah|saus|saos|mayo|mayones|sayur|bawang|kecap|susu|keju)`
	contactVerb = `(?:(?:di)?(?:telp|telpon|telpn|telepon|telfon|telpun|tlp|tlpn|tlpon|tlf|hubungi|kabari|kabarin|kabarkan|wa|chat|call|kontak)(?:in)?)`
	phoneTail   = `(?:\s+(?:ya|dulu|dl|dlu|kak|aja))*(?:\s+(?:kalau|kalo|klo|kl|sebelum|sblm|pas|saat)(?:\s+[a-z]+){1,4})?`
	phoneNo     = `(?:\+?62|0)8[\d\s-]{7,13}\d`
	// whoCalled stands between the wish that somebody is called and the number, fillers with the word for first or without.
	whoCalled = `(?:saya|aku|sy|ak|adik|adek|kakak|ibu|bapak|suami|istri|anak|mama|papa|mamah|orang rumah|penerima(?:nya)?|orangnya|satpam(?:nya)?|aja|ya|ini|di|nmr|hp)`
	occasion  = `(?:lebaran|idul ?fitri|idul ?adha|natal|imlek|tahun baru|ulang ?tahun|ultah|milad|nikahan|pernikahan|kawinan|wisuda|lamaran|seserahan|hantaran|aqiqah|akikah|khitanan|sunatan|syukuran|pengajian|arisan|acara|hadiah|kado|oleh-?oleh|souvenir|suvenir|bingkisan|kondangan|mudik|puasa|ramadhan|ramadan)`
	kin       = `(?:anak|istri|suami|ibu|mama|mamah|bapak|ayah|papa|adik|adek|kakak|nenek|kakek|ponakan|keponakan|cucu|mertua|pacar|teman|temen|orang ?tua|ortu)`
	arriving  = `(?:(?:sudah|udah|udh|mau|hampir|pas|waktu|saat|sampai|sampe|nyampe|di|antar|diantar|dianter|anter|ngantar|nganter|kirim|dikirim|jalan|berangkat|otw|depan|dpn|rumah|dekat|datang|dateng|lokasi|kurir|kurirnya|paket|paketnya|tiba)\b\s*)+`
)

// dayName is a day of the week, oneWhen a time, runWhen several that belong together.
var (
	dayName = oneOf(dayNames)
	oneWhen = `(?:(?:hari\s+)?` + dayName + `(?:\s+depan)?|hari\s+ini|minggu depan|` + oneOf(nextDays) + `|` +
		`(?:tgl|tggl|tanggal)\s*\d{1,2}(?:\s*[/-]\s*\d{1,2}(?:[/-]\d{2,4})?|\s+` + monthly + `)?|\d{1,2}\s+` + monthly + `|` + wishHour + `|` + dayPart + `(?:an)?(?:\s+ini)?\b)`
	runWhen = oneWhen + `(?:,?\s+` + toWhen + oneWhen + `)*`
)

// wishRule is one way in which a wish is said.
type wishRule struct {
	cue    *pola.Pola
	free   bool // words of no other meaning behind it belong to it
	time   bool // it says when goods come
	beside bool // it holds only behind an address or a courier that goods are sent with: "kirim ke Klaten hari sabtu"
	whom   bool // it says for whom or what goods are, in words by which goods are called as well
	dish   bool // it says how goods are made: such words may name a variant as well
}

func wishCueOf(pattern string) *pola.Pola {
	return pola.New(`(?i)(?:^|\s)(` + wishAsk + pattern + `)(?:\s|$)`)
}

// wishRules hold in this order; the first that is found in a clause takes it.
var wishRules = []wishRule{
	{time: true, cue: wishCueOf(bringVerb + `\s+(?:` + toWhen + `)` + runWhen)},
	{time: true, cue: wishCueOf(`(?:` + runWhen + `)\s+(?:(?:ya|aja|saja|tolong|tlg|baru|minta|mau|harus|nanti)\s+)*` + bringVerb)},
	{time: true, cue: wishCueOf(forWhen + `\s+(?:[a-z]+\s+){0,3}?` + runWhen)},
	{time: true, cue: wishCueOf(`(?:` + runWhen + `)\s+(?:mau |akan )?di(?:pakai|pake)`)},
	{time: true, beside: true, cue: wishCueOf(`(?:hari\s+` + dayName + `|besok|bsok|bsk|lusa|(?:tgl|tggl|tanggal)\s*\d{1,2}(?:\s+` + monthly + `)?)(?:,?\s+` + toWhen + oneWhen + `)*`)},
	{free: true, cue: wishCueOf(`(?:(?:di)?hubungi|kabari|kabarin|kabarkan)(?:\s+(?:ke|dulu|dl|dlu|nomor|no|wa|` + whoCalled + `))*\s+` + phoneNo + phoneTail)},
	{free: true, cue: wishCueOf(contactVerb + `(?:\s+` + whoCalled + `)*\s+(?:dulu|dl|dlu|ke)(?:\s+(?:ke|dulu|dl|no|nomor|wa|` + whoCalled + `))*\s+` + phoneNo + phoneTail)},
	{free: true, cue: wishCueOf(contactVerb + `(?:\s+` + whoCalled + `)*\s+` + phoneNo + `\s+(?:dulu|dl|dlu|kalau|kalo|klo|sebelum|sblm|pas|saat)`)},
	{free: true, cue: wishCueOf(`(?:kalau|kalo|klo|kl|pas|saat|sebelum|sblm)(?:\s+[a-z]+){1,4}\s+` + contactVerb + `(?:\s+(?:ke|` + whoCalled + `))*\s+` + phoneNo + phoneTail)},
	{free: true, cue: wishCueOf(contactVerb + `\s+(?:(?:saya|aku|sy|ak|penerima(?:nya)?|orangnya|kak|ke|nomor|ini)\s+){0,3}(?:(?:dulu|dl|dlu|sebelum|sblm|sebelom)\b\s*)+(?:` + arriving + `)?`)},
	{free: true, cue: wishCueOf(contactVerb + `\s+(?:(?:saya|aku|sy|ak|penerima(?:nya)?)\s+)?(?:aja\s+)?(?:kalau|kalo|klo|kl|pas|waktu|saat)\s+(?:kurir(?:nya)?\s+)?(?:(?:sudah|udah|udh|mau)\s+)?(?:sampai|sampe|nyampe|di depan|dekat|datang|antar|diantar|dianter|tiba)`)},
	{free: true, cue: wishCueOf(`(?:di)?titip(?:in|kan|an)?\s+(?:(?:aja|saja|ke|di|sama|pos|pak|bu)\s+)*(?:satpam|security|sekuriti|tetangga|resepsionis|lobby|lobi|pos|warung|penjaga|orang rumah|ibu kos|bapak kos)`)},
	{free: true, cue: wishCueOf(`(?:di)?(?:taruh|taro|taroh|tarok|letak|simpan|tinggal|gantung|cantol)(?:kan|in)?\s+(?:(?:aja|saja|di)\s+)*(?:depan|dpn|dalam|atas|pagar|pager|teras|pos|satpam|garasi|rak|gerbang|pintu|meja|lobby|lobi|loker)(?:\s+(?:pagar|pager|pintu|rumah|gerbang|teras|meja|satpam|garasi|kos|kamar))*`)},
	{free: true, cue: wishCueOf(`(?:di)?bungkus(?:kan|in|an)?(?:nya)?\s+(?:(?:ya|aja|pakai|pake|pk|dengan|dgn|yg|yang|jadi|buat|untuk|utk|kertas)\s+)*(?:kado|rapi|rapih|cantik|bagus|terpisah|pisah|dobel|double|tebal|plastik|koran|bubble ?wrap)`)},
	{free: true, cue: wishCueOf(giveVerb + `\s+(?:(?:ya|aja|bungkus|kertas|kartu)\s+)*(?:bubble ?wrap|kado|kartu ucapan|ucapan|pita|packing kayu|plastik (?:dobel|double)|kertas kado)`)},
	{cue: wishCueOf(`(?:(?:tanpa|tnp|jangan|jgn|jng)\s+(?:ada\s+|` + giveVerb + `\s+|sertakan\s+|masukin\s+|masukkan\s+)?|(?:ga|gak|tidak|tdk)\s+` + giveVerb + `\s+)` + paperSlip + `(?:nya)?`)},
	{cue: wishCueOf(`plastik(?:nya)?\s+(?:di)?(?:dobel|double|2 lapis|dua lapis)|bubble ?wrap|(?:di)?packing(?:nya)?\s+(?:yg |yang )?(?:rapi|rapih|aman|tebal|kayu|bagus|dobel|double)`)},
	{cue: wishCueOf(`(?:buat|utk|untuk)\s+(?:dibungkus\s+)?kado`)},
	{whom: true, cue: wishCueOf(`(?:(?:ini|itu|rencananya|rencana)\s+)*(?:buat|bwt|utk|untuk)\s+(?:(?:dipakai|dipake|persiapan|isi)\s+)?(?:` + occasion + `(?:nya|an)?(?:\s+(?:` + kin + `|saya|aku|ku|sy|ini|nanti|depan|dan|sama))*|` + kin + `(?:ku|\s+(?:saya|aku|sy|ku|kami|tercinta)))(?:\s+` + occasion + `)*`)},
	{dish: true, cue: wishCueOf(`(?:jangan|jgn|jng|jan|ga usah|gak usah|gausah|gk usah|ngga usah|nggak usah|tidak usah|tdk usah|dak usah|ga|gak|tidak|tdk|ojo|aja)\s+` + giveVerb + `\s+[a-z]{3,}(?:\s+(?:dan|sama|atau|&)\s+[a-z]{3,})?`)},
	{dish: true, cue: wishCueOf(`(?:tanpa|tnp)\s+[a-z]{3,}(?:\s+(?:dan|sama|atau|&)\s+[a-z]{3,})?`)},
	{dish: true, cue: wishCueOf(dishWord + `(?:nya|nyo|ne)?\s+(?:yg\s+)?(?:di)?(?:dikit|sedikit|dikitin|kurangi|kurangin|pisah|pisahin|banyakin|tambahin|jgn banyak|jangan banyak|jgn banyak2|jangan banyak2|dikit aja)`)},
	{dish: true, cue: wishCueOf(`(?:(?:jangan|jgn|ga|gak|gk|ngga|nggak|tidak|tdk|dak)\s+(?:usah\s+|terlalu\s+|trlalu\s+|begitu\s+)?(?:pedas|pedes|manis|asin)|(?:less|kurangi|kurangin)\s+` + dishWord + `|less sugar)`)},
}

var (
	broughtBefore = pola.New(`(?i)\b` + bringVerb + `\b`)
	// notWished are things that no wish about goods speaks of: money, the courier, terms of the shop.
	notWished = pola.New(`(?i)\b(?:transfer|tf|trf|bayar|byr|dibayar|bukti|buktinya|lunas|duit|dp|ongkir|ongkos|asuransi|minimal|min|syarat|biaya|voucher|garansi|qris|cod|alamat|nama|nomor|nomer|lama|ribet|foto|kurir toko|promo|diskon)\b`)
	// doubtful makes words a question, or talk of what was.
	doubtful   = pola.New(`(?i)\?|\b(?:bisa|bs|biso|isa|iso|bole|boleh|kapan|kpn|brp|berapa|gimana|gmn|apa|apakah|apo|kenapa|knp|mana|kok|kan|ready|masih|belum|blm|sudah dikirim|kemarin|kmrn|katanya|harusnya|tadi)\b|\b(?:ga|gak|gk|ngga|nggak|dak|tidak)(?:\s+(?:ya|kak|min|sih))?\s*$`)
	ifPossible = pola.New(`(?i)\b(?:kalau|kalo|klo|kl|jika|semoga)\s+(?:bisa|bs|boleh)\b`)
	// answersToday are days that the shop's own answer about sending tells more of: the words stay to be read.
	answersToday = pola.New(`(?i)\bhari ini\b`)
	// wishCase is the case in which the courier shall do something: "kalo ga ada orang titip satpam".
	wishCase   = pola.New(`(?i)^(?:(?:dan|trus|terus|tapi|tp) )?(?:kalau|kalo|klo|kl|jika|misal(?:nya)?|pas)(?: [a-z]+){1,6}$`)
	wishReason = pola.New(`(?i)^(?:soalnya|karena|krn|karna|krna|mau di|buat acara|untuk acara|utk acara|biar|supaya|pas (?:acara|hari|hajat|nikah|resepsi|lamaran|ultah|wisuda|syukuran|lebaran|natal)\w*|(?:buat|untuk|utk) (?:nikah|hajat|resepsi|lamaran|ultah|wisuda|syukuran)\w*|acara\w*)\b`)
	clauseStop = pola.New(`[,;\n]+\s*|[.!?]+(?:\s+|$)`)
	hourBehind = pola.New(`(?i)^(?:sekitar |sebelum |sblm )?` + wishHour)
	joinTail   = pola.New(`(?i)(?:^|\s+)(?:dan|sama|trus|terus|tapi|tp|oh ya|oiya|oya|eh)$`)
	looseStops = pola.New(`(?:\s*[,;])+\s*([.,;\n])|^[\s,.;]+`)
)

// calling are words that only call the shop or join clauses.
var calling = strings.Fields("kak kakak min mbak mba mas bang bos bu pak bun gan sis om teh eh oh dan sama trus terus tapi tp sekalian juga halo hai pesanan pesanannya pesananku orderan saya aku barang barangnya paket paketnya")
