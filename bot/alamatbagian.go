package bot

import (
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/internal/pola"
	"tokobot/internal/wilayah"
)

// A part of an address by itself: what words mean that mean nothing anywhere else.

// lastPart takes words that mean nothing by themselves as the one part of the address that was asked for: a few words without
// digits as the name, others as the street.
func (k *talk) lastPart(acts []understand.Act) []understand.Act {
	text := strings.TrimSpace(k.text())
	if len(acts) != 1 || acts[0].Intent != understand.OutOfScope || strings.ContainsAny(text, "?\n") || noted.MatchString(text) || lettering.MatchString(text) {
		return acts
	}
	parts := k.missing(k.basket())
	ad := &understand.Address{}
	digit := strings.ContainsAny(text, "0123456789")
	switch {
	case slices.Contains(parts, partName) && k.nameLike(text):
		ad.Recipient = text
	case slices.Contains(parts, partStreet) && digit && (len(parts) == 1 || streetPart.MatchString(text)):
		ad.Street = text
	default:
		return acts
	}
	return []understand.Act{{Intent: understand.GiveAddress, Address: ad, Words: acts[0].Words}}
}

// nameWords is how many words a bare name has at most.
const nameWords = 4

// noName are words that stand in no name.
var noName = strings.Fields(`tidak tdk ga gak nggak enggak bukan belum blm sudah udah udh saya aku gue kamu kakak kak mau bisa boleh ini itu apa
	kenapa gimana dimana kapan siapa berapa nanti besok sebentar bentar tunggu maaf makasih terima kasih oke ok ya iya sama aja saja dong deh
	dulu lagi juga kok sih halo hai alamat alamatnya nama namanya nomor nomornya rumah kantor kirim dikirim pesan order beli harga ongkir lihat liat
	cek coba tolong minta kasih ada jual barang produk kota kabupaten kab kotamadya kecamatan kec kelurahan desa provinsi pengirim pengirimnya penerima`)

// nameLike tells whether a few words may be somebody's name.
func (k *talk) nameLike(text string) bool {
	words := strings.Fields(strings.ToLower(text))
	if len(words) == 0 || len(words) > nameWords || strings.ContainsAny(text, "0123456789?") {
		return false
	}
	return !slices.ContainsFunc(words, func(w string) bool {
		w = strings.Trim(w, ".,!")
		return slices.Contains(noName, w) || len(w) < 2 || len(words) == 1 && len(w) < 3
	})
}

// withinPlace reads words that meant nothing as the place inside the one that the draft goes to: "tegalsari" after Surabaya, "kel gunung sari"
// after Rappocini; and five digits by themselves as its postcode.
func (k *talk) withinPlace(acts []understand.Act) []understand.Act {
	to := k.basket().To.Place
	if to == "" || len(k.basket().Lines) == 0 || strings.Contains(k.text(), "?") {
		return acts
	}
	if m := postcodeAlone.FindStringSubmatch(k.low()); m != nil && (len(acts) == 1 && acts[0].Intent == understand.OutOfScope || k.fits(m[1], to)) {
		return []understand.Act{{Intent: understand.GiveAddress, Address: &understand.Address{Postcode: m[1]}}}
	}
	if len(acts) != 1 || acts[0].Intent != understand.OutOfScope || to.Level() >= wilayah.Kelurahan {
		return acts
	}
	if code, ok := k.villageSaid(to); ok {
		return []understand.Act{{Intent: understand.GiveAddress, Address: &understand.Address{Place: &understand.Place{Code: code}}, Words: acts[0].Words}}
	}
	if to.Level() >= wilayah.Kecamatan {
		return acts
	}
	for _, a := range k.Reader.Read("ongkir ke "+strings.TrimSpace(k.text()), understand.Context{}) {
		for _, p := range a.Places {
			found := inside(append(slices.Clone(p.Candidates), p.Code), to)
			if len(found) == 1 && found[0] != to {
				return []understand.Act{{Intent: understand.GiveAddress, Address: &understand.Address{Place: &understand.Place{Code: found[0]}}, Words: acts[0].Words}}
			}
		}
	}
	return acts
}

// districtAsked tells whether the question that is open is for the kecamatan of a town.
func (k *talk) districtAsked() bool {
	q := k.before.Asked
	return q.What == askAddrPlace && len(q.Places) == 0 && k.basket().To.Place.Level() == wilayah.Kabupaten
}

// noDistrict takes "ga tau kecamatannya" for the answer that it is, where the kecamatan was asked for.
func (k *talk) noDistrict(acts []understand.Act) []understand.Act {
	if !k.districtAsked() || !unknownTo.MatchString(k.low()) {
		return acts
	}
	k.m.AskedPart[partDistrict]++
	k.answered()
	return slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool {
		return a.Intent == understand.OutOfScope || a.Intent == understand.Deny || a.Intent == understand.Affirm
	})
}

// unknownTo says that a buyer does not know.
var unknownTo = pola.New(`(?:^| )(?:ga|gak|gk|ngga|nggak|enggak|tidak|tdk|ndak|dak|kurang|kurg|krg|belum|blm) ?(?:tau|tahu|taw|hafal|hapal|ingat|inget)\b|\b(?:gatau|gaktau|lupa)\b`)

// postcodeAlone is a message of five digits and nothing else but what they are called.
var postcodeAlone = pola.New(`^ (?:(?:kode ?pos|kodepos|pos)(?:nya)?(?: itu)?\s*:?\s*)?([1-9]\d{4})(?: (?:ya|kak|min|mbak|pak|bu))* $`)

// fits tells whether a postcode is one of a place, or of one around it.
func (k *talk) fits(postcode string, place wilayah.Code) bool {
	return slices.ContainsFunc(k.Atlas.ByPostcode(postcode), func(c wilayah.Code) bool { return c.Within(place) || place.Within(c) })
}

// villageMark calls a kelurahan one.
var villageMark = pola.New(`^(?:di )?(?:kel|kelurahan|kelurahannya|desa|ds|kec|kecamatan|kecamatannya)\b[ .:]*`)

// villageSaid is the kelurahan or kecamatan of a place that the burst is the name of.
func (k *talk) villageSaid(of wilayah.Code) (wilayah.Code, bool) {
	key := wilayah.Key(uncalled(strings.Trim(villageMark.ReplaceAllString(strings.TrimSpace(k.low()), ""), " .,!")))
	for _, c := range k.Atlas.Children(of) {
		if wilayah.Key(k.Atlas.Name(c)) == key || wilayah.Key(k.Atlas.Short(c)) == key {
			return c, true
		}
	}
	return "", false
}
