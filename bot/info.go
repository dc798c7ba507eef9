package bot

import (
	"path"
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/pola"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// askProduct answers what is asked about a product from the owner's own words.
func (k *talk) askProduct(a understand.Act) error {
	listed, err := k.listNamed(a)
	if err != nil {
		return err
	}
	ps, ok := k.picks(a)
	words := a.Words
	if words == "" {
		words = k.text()
	}
	if low := k.low(); a.Info == understand.InfoWeight && contentsSaid.MatchString(low) && !hasWord(low, []string{" berat", " bobot", " gram", " gr ", " kg", " kilo", " timbang", " netto", " ml "}) {
		a.Info = "isi"
	}
	vague := a.Info == "" || a.Info == understand.InfoDetails
	if len(a.Products) == 0 && vague && k.knownInfo(words) {
		if len(ps) == 1 && k.tellSaid(ps[0], words) || k.tellOfBasket(words) {
			return nil
		}
		if len(ps) == 1 {
			k.unknownInfo(ps[0])
			return nil
		}
		if len(ps) == 0 && ok {
			k.askWhichProduct(a)
			return nil
		}
	}
	if len(ps) == 0 {
		if ok && !listed {
			return k.unknownProduct(a)
		}
		return nil
	}
	for _, p := range ps[:min(len(ps), listMax)] {
		if len(p.Vs) == 0 {
			if err := k.offSale(p); err != nil {
				return err
			}
			continue
		}
		if k.info(a.Info, p).text == "" && k.tellSaid(p, words) {
			k.offered = p
			continue
		}
		if err := k.inform(a.Info, p); err != nil {
			return err
		}
	}
	return nil
}

// inform answers one thing about one product; what the owner did not write is not known.
func (k *talk) inform(what string, p pick) error {
	if i := infoEntry(what, p); i != nil {
		from := fromLine(k.Catalog, i.Pos)
		k.n.say("info_produk", is("nama", k.pickName(p)), is("apa", written(heading(i.Key), from)), is("isi", written(i.Value, from)))
		return nil
	}
	if slices.ContainsFunc(p.P.Axes, func(a catalog.Axis) bool { return strings.EqualFold(a.Name, what) }) {
		return k.tellOptions(p)
	}
	if vague := what == "" || what == understand.InfoDetails; vague && !hasWord(k.low(), detailWords) && k.before.Topic != "" && k.goodsOf(k.before.Topic) == p.P && len(k.contentWords(k.text(), p.P)) > 0 && strings.Contains(k.text(), "?") {
		k.unknownInfo(p) // its details were told or can be asked for; this they do not answer
		return nil
	}
	if what == understand.InfoColours && len(p.P.Axes) > 0 && colourless(p.P, k.low()) {
		k.unknownInfo(p)
		return nil
	}
	tell := map[string]func(pick) error{
		understand.InfoColours: k.tellOptions,
		understand.InfoPhoto:   k.tellPhoto,
		understand.InfoWeight:  k.tellWeight,
		understand.InfoDetails: k.tellDetails,
		"":                     k.tellDetails,
	}[what]
	if tell == nil {
		k.unknownInfo(p)
		return nil
	}
	return tell(p)
}

// detailWords ask for all that there is to know.
var detailWords = []string{"detail", "didetail", "deskripsi", "keterangan", "spek", " info", "jelasin", "jelaskan", "penjelasan", "gimana", "kayak apa", "kaya apa", "seperti apa"}

// goodsOf is the product behind a product's or variant's SKU.
func (k *talk) goodsOf(sku string) *catalog.Product {
	if p := k.Catalog.Product(sku); p != nil {
		return p
	}
	if v := k.Catalog.Variant(sku); v != nil {
		return v.Product
	}
	return nil
}

// pickName is the variant's name where it is determined, else the product's.
func (k *talk) pickName(p pick) value {
	if v := p.one(); v != nil {
		return k.variantName(v)
	}
	return k.productName(p.P)
}

// spelled are keys that have a spelling of their own.
var spelled = map[string]string{"wa": "WhatsApp", "ig": "Instagram", "hp": "HP"}

// heading writes an info key for reading: "bahan" → "Bahan".
func heading(key string) string {
	if key == "" {
		return ""
	}
	if s, ok := spelled[strings.ToLower(key)]; ok {
		return s
	}
	return strings.ToUpper(key[:1]) + key[1:]
}

// info finds what the owner wrote under a key: the variant's own where it is determined.
func (k *talk) info(key string, p pick) value {
	if i := infoEntry(key, p); i != nil {
		return written(i.Value, fromLine(k.Catalog, i.Pos))
	}
	return value{}
}

// infoEntry is the entry of a key, or of another name for the same; nil for none.
func infoEntry(key string, p pick) *catalog.Info {
	if key == "" {
		return nil
	}
	list := p.P.Info
	if v := p.one(); v != nil {
		list = v.Info
	}
	i := slices.IndexFunc(list, func(x catalog.Info) bool { return strings.EqualFold(x.Key, key) })
	if kin := keyKin(key); i < 0 && kin != nil {
		i = slices.IndexFunc(list, func(x catalog.Info) bool { return slices.Contains(kin, firstWord(strings.ToLower(x.Key))) })
	}
	if i < 0 {
		return nil
	}
	return &list[i]
}

// keysAlike are names that owners give one thing.
var keysAlike = [][]string{
	{"kadaluarsa", "kedaluwarsa", "kadaluwarsa", "expired", "exp", "ed", "tahan", "ketahanan", "awet", "simpan", "umur"},
	{"isi", "isinya", "kelengkapan", "lengkap", "paket", "termasuk"},
	{"bahan", "material", "komposisi"},
}

// keyKin are the other names of what a key names.
func keyKin(key string) []string {
	for _, kin := range keysAlike {
		if slices.Contains(kin, strings.ToLower(key)) {
			return kin
		}
	}
	return nil
}

// contentsSaid asks what goods are made up of, not how heavy they are.
var contentsSaid = pola.New(`\bisi(?:nya|ne|na)?\b(?:.*\bapa)?`)

// colourless tells whether a colour is asked for of goods that have no choice of one.
func colourless(p *catalog.Product, low string) bool {
	return hasWord(low, []string{" warna", " wrn", " color", " colour", " werna"}) && !slices.ContainsFunc(p.Axes, func(a catalog.Axis) bool {
		return slices.Contains([]string{"warna", "motif", "corak", "color", "colour", "shade", "varian", "jenis", "model"}, strings.ToLower(a.Name))
	})
}

// unknownInfo says plainly that it is not known, and offers a person.
func (k *talk) unknownInfo(p pick) {
	k.n.say("info_tidak_tahu", is("nama", k.pickName(p)))
	k.ask(asked{What: askPerson, Expect: understand.ExpectYesNo}, k.n.text("tanya_panggil_admin"))
}

func (k *talk) tellOptions(p pick) error {
	if len(p.P.Axes) == 0 {
		k.n.say("tanpa_pilihan", is("nama", k.productName(p.P)))
		return nil
	}
	all := pick{P: p.P, Vs: onSale(p.P)}
	stock, err := k.stock(p.P)
	if err != nil {
		return err
	}
	k.shown[p.P.SKU] = true
	k.showVariants(all, stock)
	k.offered = all
	return nil
}

func (k *talk) tellPhoto(p pick) error {
	if k.photo(p.P, p.one(), true) {
		return k.show(p, false)
	}
	k.n.say("tanpa_foto", is("nama", k.pickName(p)))
	k.ask(asked{What: askPerson, Expect: understand.ExpectYesNo}, k.n.text("tanya_panggil_admin"))
	return nil
}

func (k *talk) tellWeight(p pick) error {
	v := p.Vs[0]
	k.n.say("berat_produk", is("nama", k.pickName(p)), is("gram", sourced(rupiah.Dots(int64(v.Weight)), fromLine(k.Catalog, v.Pos))))
	return nil
}

func (k *talk) tellDetails(p pick) error {
	var rows []value
	for _, i := range p.P.Info {
		from := fromLine(k.Catalog, i.Pos)
		rows = append(rows, k.n.text("baris_info", is("apa", written(heading(i.Key), from)), is("isi", written(i.Value, from))))
	}
	if p.P.Description != "" || len(rows) > 0 {
		k.n.say("rincian_produk", is("nama", k.productName(p.P)),
			is("deskripsi", written(p.P.Description, fromLine(k.Catalog, p.P.Pos))), is("daftar", joined(newline, rows...)))
	}
	k.photo(p.P, p.one(), false)
	return k.show(p, true)
}

// pictures are the endings that are sent as a picture.
var pictures = map[string]string{".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}

// photo adds the product's picture to the reply; only one goes with a message. Unasked, it goes the first time that a
// product is shown.
func (k *talk) photo(p *catalog.Product, v *catalog.Variant, wanted bool) bool {
	name := p.Photo
	if v != nil && v.Photo != "" {
		name = v.Photo
	}
	if name == "" || k.file != nil || k.quiet || !wanted && slices.Contains(k.m.Photos, p.SKU) {
		return false
	}
	data, ok := k.Settings.Photo(name)
	if !ok {
		return false
	}
	if !slices.Contains(k.m.Photos, p.SKU) {
		k.m.Photos = append(k.m.Photos, p.SKU)
	}
	if len(k.m.Photos) > listMax {
		k.m.Photos = k.m.Photos[1:]
	}
	k.file = &shop.File{Name: path.Base(name), MIME: pictures[strings.ToLower(path.Ext(name))], Data: data}
	return true
}
