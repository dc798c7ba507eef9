package bot

import (
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/pola"
)

// Plain questions whose words are easily taken for another: who brings the parcel, when it comes, how few may be ordered, whose photo.

var (
	// fewest asks how few pieces may be ordered.
	fewest = pola.New(`\b(?:min|minim|minimal|minimum|mnmal)\.? ?(?:order\w*|orderan|pembelian\w*|pembelanjaan|beli|belinya|pesan\w*|pemesanan\w*|ambil\w*|qty)\b`)
	// whoBrings asks which courier brings what is ordered.
	whoBrings = pola.New(`^ (?:(?:ini|itu|nanti|pesanan saya|paketnya|kak|min) )*(?:kurir(?:nya)? (?:siapa|apa|yg mana|yang mana)|(?:dikirim|dianter|diantar|kirimnya|pengirimannya) (?:pake|pakai|pk|lewat|sama|oleh) (?:apa|siapa|kurir apa|ekspedisi apa)|(?:pake|pakai|lewat) (?:kurir|ekspedisi) (?:apa|mana))\b`)
	// comesAt asks for the day or the hour at which a parcel comes.
	comesAt = pola.New(`\b(?:sampai|sampainya|sampe|sampenya|nyampe|nyampenya|nyampai|tiba|tibanya|datang|dateng|datangnya)\b`)
	// sentToday asks whether goods go out at once.
	sentToday = pola.New(`\b(?:di)?kirim(?:nya)? (?:.*\b)?(?:hari ini|sore ini|siang ini|malam ini|malem ini|pagi ini|sekarang|skrg|skrang|langsung|besok|bsk)\b`)
)

// fewestAsked answers "min order brp" with the owner's own answer to it, where there is one: it asks for no wholesale price.
func (k *talk) fewestAsked(acts []understand.Act) []understand.Act {
	if !fewest.MatchString(k.low()) {
		return acts
	}
	i := slices.IndexFunc(acts, func(a understand.Act) bool { return a.Intent == understand.AskWholesale })
	if i < 0 {
		return acts
	}
	for _, a := range k.Reader.Read("minimal order berapa?", understand.Context{}) {
		if a.Intent == understand.AskFAQ && a.Answer != nil {
			acts = slices.Clone(acts)
			acts[i] = a
		}
	}
	return acts
}

// parcelAsked answers questions about the parcel of a draft whose courier is known: who brings it, and when. A day or an hour is promised by
// nobody.
func (k *talk) parcelAsked(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || len(acts[0].Places)+len(acts[0].Products) > 0 || acts[0].Courier != "" || len(k.basket().Lines) == 0 {
		return acts
	}
	low := k.low()
	switch a := acts[0]; {
	case a.Intent == understand.AskCouriers && whoBrings.MatchString(low):
		if q := k.carriedBy(); q != nil {
			k.n.say("kurir_pesanan", is("kurir", k.serviceName(q.Service)), is("estimasi", k.estimate(*q)))
			return nil
		}
	case a.Intent == understand.AskShippingTime && sentToday.MatchString(low):
		return k.sentWhen(acts)
	case a.Intent == understand.AskShippingTime && comesAt.MatchString(low) && (whenWished.MatchString(low) || hasWord(low, []string{" jam ", " jm ", " kapan", " kpn", " hari apa"})):
		if q := k.carriedBy(); q != nil {
			k.n.say("sampai_kira", is("kurir", k.serviceName(q.Service)), is("estimasi", k.estimate(*q)))
			return nil
		}
	}
	return acts
}

// carriedBy is how the draft is carried, where its place is known.
func (k *talk) carriedBy() *catalog.Quote {
	bl, err := k.bill(k.basket())
	if err != nil {
		return nil
	}
	return bl.Quote
}

// sentWhen answers "kirim sore ini kan" with what the owner wrote of when goods are sent, or that they are once they are paid.
func (k *talk) sentWhen(acts []understand.Act) []understand.Act {
	for _, a := range k.Reader.Read("barang dikirim jam berapa?", understand.Context{}) {
		if a.Intent == understand.AskFAQ && a.Answer != nil {
			return []understand.Act{a}
		}
	}
	k.n.say("kirim_setelah_bayar", is("lama", value{}))
	return slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool { return a.Intent == understand.AskShippingTime })
}

// photoOfTopic reads "foto contoh kuenya?" as asked of the goods that are talked about, where the word is one for several.
func (k *talk) photoOfTopic(acts []understand.Act) []understand.Act {
	t := k.topic()
	if len(acts) != 1 || t.P == nil || acts[0].Intent != understand.AskProduct || len(acts[0].Products) != 1 || acts[0].Info == "" || acts[0].Info == understand.InfoDetails {
		return acts
	}
	w := acts[0].Products[0]
	if w.Product != "" || w.SKU != "" || !slices.Contains(w.Candidates, t.P.SKU) {
		return acts
	}
	acts = slices.Clone(acts)
	acts[0].Products = []understand.Product{{Product: t.P.SKU}}
	if v := t.one(); v != nil {
		acts[0].Products[0].SKU = v.SKU
	}
	return acts
}

// together asks whether vouchers go together.
var together = pola.New(`\b(?:di)?(?:gabung|gabungin|gabungkan|barengan|bareng|sekaligus|dobel|double|numpuk|ditumpuk|dua duanya|dua-duanya|kedua\w*)\b`)

// oneVoucher says that an order takes one voucher, to who asks for two of them.
func (k *talk) oneVoucher(acts []understand.Act) []understand.Act {
	n := 0
	for _, a := range acts {
		if a.Intent == understand.UseVoucher {
			n++
		}
	}
	if n < 2 || !together.MatchString(k.low()) {
		return acts
	}
	k.n.say("voucher_satu")
	return slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool { return a.Intent == understand.UseVoucher })
}

// newName asks whether a part of the address may be changed, and does not say into what.
var newName = pola.New(`\b(?:ganti|diganti|ubah|diubah|rubah|dirubah) (?:nama|alamat|no|nomor|hp|nomor hp|no hp)\w* ?(?:penerima\w*|hp\w*)? ?(?:kak |min |masih |itu )*(?:bisa|bs|boleh)\b|\b(?:bisa|bs|boleh) (?:ga |gak |nggak )?(?:ganti|diganti|ubah|diubah) (?:nama|alamat|nomor|no)\w*(?: (?:penerima|hp)\w*)?(?: (?:ga|gak|nggak|ngga|kak|min|ya))*[ ?]*$`)

// renamed asks for the new name of who asks whether it may be changed: "ganti nama penerima bisa?".
func (k *talk) renamed(acts []understand.Act) []understand.Act {
	if len(k.basket().Lines) == 0 || !newName.MatchString(k.low()) || slices.ContainsFunc(acts, func(a understand.Act) bool {
		return a.Address != nil || len(a.Places)+len(a.Products) > 0
	}) {
		return acts
	}
	k.ask(asked{What: askAddress, Expect: understand.ExpectAddress}, k.n.text("tanya_ganti_apa"))
	return nil
}

// placeOfTotal takes the place that stands beside a way to pay, where the total is asked for: "totalnya jd brp kalo COD ke ngaglik".
func (k *talk) placeOfTotal(acts []understand.Act) []understand.Act {
	if !k.does(understand.AskTotal) || len(k.basket().Lines) == 0 {
		return acts
	}
	var first, totals []understand.Act
	for _, a := range acts {
		if (a.Intent == understand.ChoosePayment || a.Intent == understand.AskPayment) && len(a.Places) == 1 && a.Places[0].Code != "" {
			k.m.Place = a.Places[0].Code
		}
		if a.Intent == understand.AskTotal {
			totals = append(totals, a)
			continue
		}
		first = append(first, a)
	}
	return append(first, totals...)
}

// asOfGoods reads an amount of who never ordered, beside no word of paying, as a question about the goods: "uang asli? total uangnya 2.026.000".
func (k *talk) asOfGoods(acts []understand.Act) []understand.Act {
	if len(k.t.Orders) > 0 || len(acts) != 1 || acts[0].Intent != understand.ClaimPaid || !strings.Contains(k.text(), "?") || k.topic().P == nil || hasWord(k.low(), payWords) || hasWord(k.low(), doneWords) {
		return acts
	}
	return []understand.Act{{Intent: understand.AskProduct, Words: k.text()}}
}
