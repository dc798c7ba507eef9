package bot

import (
	"slices"
	"strings"
	"time"
	"unicode"

	"tokobot/bot/understand"
	"tokobot/internal/wilayah"
)

// mirrors are the greetings that are given back as they came.
var mirrors = []struct{ heard, key string }{
	{"assal", "balas_assalam"}, {"asslm", "balas_assalam"}, {"samlekum", "balas_assalam"}, {"mikum", "balas_assalam"},
	{"pagi", "sapa_pagi"}, {"siang", "sapa_siang"}, {"sore", "sapa_sore"}, {"malam", "sapa_malam"}, {"mlm", "sapa_malam"},
	{"met ", "sapa_halo"},
}

// again is how soon after a greeting another one is only nodded at.
const again = 10 * time.Minute

// apart is the silence after which a buyer begins another talk.
const apart = 12 * time.Hour

// greet answers a greeting: in front of a question shortly, by itself warmly, and again soon after only with a nod.
func (k *talk) greet(a understand.Act) error {
	if k.does(understand.Complain, understand.ReturnRefund) {
		return nil // an apology comes first
	}
	key := "sapa_halo"
	words := strings.ToLower(a.Words)
	if words == "" {
		words = strings.ToLower(k.text())
	}
	for _, m := range mirrors {
		if strings.Contains(words, m.heard) {
			key = m.key
			break
		}
	}
	if k.proven && key == "sapa_halo" { // the thanks for the proof are the greeting
		k.m.Met = k.t.Now
		return nil
	}
	met := !k.m.Met.IsZero() && k.t.Now.Sub(k.m.Met) < again
	k.m.Met = k.t.Now
	switch {
	case !k.only(understand.Greet) || len(k.basket().Lines) > 0 || k.q.What != askNothing || len(k.n.blocks) > 0 || k.m.Asked.What == askPlace || k.edited:
		if !met {
			k.n.say("salam_pendek", is("sapaan_waktu", k.n.text(key)))
		}
		return nil
	case met:
		k.n.say("salam_lagi")
		return nil
	case len(k.t.Orders) > 0 || k.t.Buyer.Recipient != nil:
		k.n.say("salam_kembali", is("sapaan_waktu", k.n.text(key)))
	default:
		k.n.say("salam", is("sapaan_waktu", k.n.text(key)), is("deskripsi", written(k.Catalog.Shop.Description, k.ofShop("deskripsi"))))
	}
	k.greeting, k.greeted = key, k.n.blocks[len(k.n.blocks)-1].text
	return nil
}

// greetShortly takes the question of a warm greeting back, when something else came to be asked behind it.
func (k *talk) greetShortly() {
	if i := slices.IndexFunc(k.n.blocks, func(b value) bool { return k.greeted != "" && b.text == k.greeted }); i >= 0 {
		k.n.blocks[i] = k.n.text("salam_pendek", is("sapaan_waktu", k.n.text(k.greeting)))
	}
}

func (k *talk) thank(understand.Act) error {
	if k.only(understand.Thank, understand.Goodbye, understand.Affirm, understand.Greet) && k.m.Asked.What != askConfirm {
		k.mute = true
		k.n.say("sama_sama")
	}
	return nil
}

func (k *talk) goodbye(understand.Act) error {
	if k.only(understand.Thank, understand.Goodbye, understand.Affirm, understand.Deny, understand.Greet) {
		k.mute = true
		k.n.say("sampai_jumpa")
	}
	return nil
}

// askHowToOrder tells the steps.
func (k *talk) askHowToOrder(understand.Act) error {
	if k.does(understand.Order, understand.GiveAddress) {
		return nil // "Format order: …" filled in
	}
	k.n.say("cara_pesan")
	return nil
}

// outOfScope says once what the bot can do, with an example; twice in a row a person is called. Next to something that was
// understood it is passed over, unless it is a question.
func (k *talk) outOfScope(a understand.Act) error {
	if !k.only(understand.OutOfScope, understand.Greet, understand.Affirm, understand.Deny, understand.Thank) {
		if strings.Contains(a.Words, "?") {
			k.n.say("bagian_tak_paham", is("kata", written(cut(a.Words, 60), fromBuyer)))
		}
		return nil
	}
	if k.missed || k.townIsEnough() {
		return nil
	}
	if named := k.goodsIn(k.text()); named != nil {
		return k.offer(understand.Act{Intent: understand.AskPrice, Products: named}, true)
	}
	if len(strings.Fields(k.text())) <= wordsOfName && k.byWord(understand.Act{Intent: understand.AskPrice}) {
		return nil
	}
	if k.asksForGoods() {
		k.n.say("produk_tidak_ada", is("kategori", k.categories()))
		return nil
	}
	k.missed = true
	k.m.Misses++
	if k.m.Misses > 1 {
		k.m.Misses = 0
		return k.handOver("Bot dua kali tidak paham: "+cut(k.text(), 120), "serah_tak_paham")
	}
	k.n.say("tak_paham", is("contoh", k.example()))
	return nil
}

// townIsEnough tells whether words that meant nothing answer the question for the kecamatan of a town: it is asked for once, and
// whatever the answer was, the town is enough then.
func (k *talk) townIsEnough() bool {
	b := k.basket()
	return k.m.Asked.What == askAddrPlace && len(k.m.Asked.Places) == 0 && b.To.Place.Level() == wilayah.Kabupaten && !k.partsMissing(b) &&
		!strings.Contains(k.text(), "?")
}

// wordsOfName is how many words are taken for a part of a product's name.
const wordsOfName = 3

// goodsIn are the products that words name for certain, though nothing that is asked of them was understood: their price is
// a better answer than none.
func (k *talk) goodsIn(text string) []understand.Product {
	if text == "" {
		return nil
	}
	for _, a := range k.Reader.Read("harga "+text, understand.Context{}) {
		if a.Intent == understand.AskPrice && len(a.Products) > 0 && (a.Products[0].Product != "" || a.Products[0].SKU != "") {
			return a.Products
		}
	}
	return nil
}

// sellingWords ask whether the shop has something.
var sellingWords = []string{" jual ", " jualan ", " ready ", " punya ", " ada ", " tersedia "}

// asksForGoods tells whether words that were not understood ask for goods: then the shop has none such.
func (k *talk) asksForGoods() bool {
	text := k.text()
	bare := " " + strings.Join(strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) }), " ") + " "
	return strings.Contains(text, "?") && hasWord(bare, sellingWords) && k.namesSomething()
}

// example is a question that this shop can answer.
func (k *talk) example() value {
	for _, p := range k.Catalog.Products {
		if p.Active && len(onSale(p)) > 0 {
			return k.productName(p)
		}
	}
	return value{}
}
