package bot

import (
	"slices"
	"strconv"
	"strings"

	"tokobot/bot/understand"
	"tokobot/internal/shop"
)

// kinds says what is done with each kind of message beside reading its words.
func kinds() map[shop.Kind]func(*talk, shop.Input) error {
	return map[shop.Kind]func(*talk, shop.Input) error{
		shop.KindText:     (*talk).plain,
		shop.KindImage:    (*talk).picture,
		shop.KindVideo:    (*talk).forStaff,
		shop.KindDocument: (*talk).picture,
		shop.KindVoice:    (*talk).voice,
		shop.KindSticker:  (*talk).sticker,
		shop.KindLocation: (*talk).location,
		shop.KindContact:  (*talk).contact,
		shop.KindProduct:  (*talk).cart,
		shop.KindCart:     (*talk).cart,
		shop.KindCall:     (*talk).phoned,
		shop.KindUnknown:  (*talk).unreadable,
		shop.KindDeleted:  (*talk).deleted,
	}
}

// plain reacts to a text with nothing in it.
func (k *talk) plain(in shop.Input) error {
	if strings.TrimSpace(in.Text) == "" && len(k.t.Inputs) == 1 {
		k.mute = true
		k.n.say("kosong")
	}
	return nil
}

// picture is a proof while a payment is awaited; otherwise a person sees it, and the buyer is asked what it is.
func (k *talk) picture(in shop.Input) error {
	if k.quiet {
		return nil
	}
	done, err := k.proof(in)
	if done || err != nil {
		return err
	}
	return k.forStaff(in)
}

// forStaff shows something that the bot can't see to the CS group; the bot goes on answering.
func (k *talk) forStaff(in shop.Input) error {
	if k.quiet {
		return nil
	}
	why := "Kiriman pembeli yang perlu dilihat " + kindWords[in.Kind]
	c, err := k.callCard(k.newCard(), why, false)
	if err != nil {
		return err
	}
	c.Media = in.Media
	k.d.Do(shop.ShowCard{Card: c})
	k.shownToStaff = true
	what := is("apa", k.n.text("kiriman_"+string(in.Kind)))
	if strings.TrimSpace(in.Text) != "" || len(k.t.Inputs) > 1 {
		k.n.say("kiriman_diteruskan", what, is("jam", k.peopleNow()))
		return nil
	}
	k.n.say("kiriman_diterima", what)
	k.ask(asked{What: askAbout}, k.n.text("tanya_soal_apa"))
	return nil
}

// voice asks for the words in writing; a person hears it meanwhile.
func (k *talk) voice(in shop.Input) error {
	c, err := k.callCard(k.newCard(), "Pesan suara dari pembeli", false)
	if err != nil {
		return err
	}
	c.Media = in.Media
	k.d.Do(shop.ShowCard{Card: c})
	k.mute = true
	k.n.say("suara", is("jam", k.peopleNow()))
	return nil
}

// sticker is a smile, given back once; one that opens a talk is a greeting. It is never a yes, and what was asked stays asked.
func (k *talk) sticker(shop.Input) error {
	if k.smiled || k.tells() {
		return nil
	}
	k.smiled = true
	if k.opens {
		return k.greet(understand.Act{Intent: understand.Greet})
	}
	k.n.say("stiker")
	return nil
}

// tells reports whether the turn has anything of the buyer's beside stickers.
func (k *talk) tells() bool {
	return slices.ContainsFunc(k.t.Inputs, func(in shop.Input) bool {
		return in.Kind != shop.KindSticker && (k.kinds[in.Kind] != nil || readable[in.Kind] && strings.TrimSpace(in.Text) != "")
	})
}

// location is a destination; the map has no names of places, so the words with it are read, or asked for.
func (k *talk) location(in shop.Input) error {
	if in.Location == nil {
		return nil
	}
	k.put(op{Do: opAddress, To: &shop.Recipient{Note: mapLink(*in.Location)}})
	name := strings.TrimSpace(in.Location.Name + " " + in.Text)
	if name != "" {
		for _, a := range k.Reader.Read("ongkir ke "+name, understand.Context{}) {
			code := placeOf(a)
			if code == "" {
				continue
			}
			k.m.Place = code
			k.put(op{Do: opAddress, To: &shop.Recipient{Place: code}})
			if len(k.basket().Lines) == 0 {
				return k.tellShipping(code, understand.Act{})
			}
			k.n.say("lokasi_dicatat", is("tempat", k.placeLineShort(code)))
			return nil
		}
	}
	if len(k.basket().Lines) > 0 && !k.partsMissing(k.basket()) {
		k.n.say("lokasi_patokan")
		return nil
	}
	k.n.say("lokasi_diterima")
	if len(k.basket().Lines) > 0 {
		k.ask(asked{What: askAddrPlace, Expect: understand.ExpectAddress}, k.n.text("tanya_lokasi"))
		return nil
	}
	if k.ask(asked{What: askPlace, Expect: understand.ExpectPlace}, k.n.text("tanya_lokasi")) {
		k.m.Waiting = []waiting{{Act: understand.Act{Intent: understand.AskShippingCost}}}
	}
	return nil
}

// mapLink is a point as a courier can open it.
func mapLink(l shop.Location) string {
	f := func(x float64) string { return strconv.FormatFloat(x, 'f', -1, 64) }
	return "https://maps.google.com/?q=" + f(l.Lat) + "," + f(l.Lon)
}

// contact is a contact card: while an address is asked for, the recipient's name and number.
func (k *talk) contact(in shop.Input) error {
	phone := digits(in.Text)
	if after, ok := strings.CutPrefix(phone, "62"); ok {
		phone = "0" + after
	}
	name := strings.TrimSpace(strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' || strings.ContainsRune("+-():;,\n", r) {
			return ' '
		}
		return r
	}, in.Text))
	if len(k.basket().Lines) > 0 && len(phone) >= 9 && strings.HasPrefix(phone, "0") {
		k.put(op{Do: opAddress, To: &shop.Recipient{Name: cut(name, 60), Phone: phone}})
		k.n.say("kontak_dicatat", is("nama", written(cut(name, 60), fromBuyer)), is("hp", written(phone, fromBuyer)))
		return nil
	}
	return k.forStaff(in)
}

// cart is what the buyer put together in WhatsApp's own catalog: by SKU where the owner set it, else by name.
func (k *talk) cart(in shop.Input) error {
	var known []understand.Product
	for _, l := range in.Lines {
		w, ok := k.cartLine(l)
		if !ok {
			k.n.say("keranjang_tak_kenal", is("nama", written(cut(l.Name+" "+l.SKU, 60), fromBuyer)))
			continue
		}
		known = append(known, w)
	}
	if len(known) == 0 {
		return nil
	}
	if in.Kind == shop.KindProduct {
		if strings.TrimSpace(in.Text) != "" {
			if p := k.named(known[0]); p.P != nil {
				k.talkedAbout(p) // its words ask about it
			}
			return nil
		}
		return k.offer(understand.Act{Intent: understand.AskStock, Products: known}, false)
	}
	return k.order(understand.Act{Intent: understand.Order, Products: known})
}

// cartLine finds the product of a cart's line.
func (k *talk) cartLine(l shop.Line) (understand.Product, bool) {
	sku := strings.ToUpper(strings.TrimSpace(l.SKU))
	if v := k.Catalog.Variant(sku); v != nil {
		return understand.Product{Product: v.Product.SKU, SKU: v.SKU, Qty: l.Qty}, true
	}
	if p := k.Catalog.Product(sku); p != nil {
		return understand.Product{Product: p.SKU, Qty: l.Qty}, true
	}
	for _, a := range k.Reader.Read(l.Name, understand.Context{}) {
		i := slices.IndexFunc(a.Products, func(p understand.Product) bool { return p.Product != "" })
		if i >= 0 {
			w := a.Products[i]
			w.Qty, w.Op = l.Qty, ""
			return w, true
		}
	}
	return understand.Product{}, false
}

func (k *talk) phoned(shop.Input) error {
	k.n.say("telepon", is("jam", k.peopleNow()))
	return nil
}

func (k *talk) unreadable(in shop.Input) error {
	if strings.TrimSpace(in.Text) == "" {
		k.n.say("tak_terbaca")
	}
	return nil
}

// deleted is a message taken back before it was read, or one that did nothing to the draft: nothing to answer.
func (k *talk) deleted(shop.Input) error { return nil }
