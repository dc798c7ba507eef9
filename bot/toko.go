package bot

import (
	"slices"
	"strings"
	"time"

	"tokobot/bot/understand"
	"tokobot/catalog"
)

// ofShop is where a key of toko.yaml stands.
func (b *Bot) ofShop(key string) origin {
	if p, ok := b.Catalog.Shop.At[key]; ok {
		return fromLine(b.Catalog, p)
	}
	return fromLine(b.Catalog, catalog.Pos{File: "toko.yaml", Line: 1})
}

// askStore answers about the shop itself from toko.yaml.
func (k *talk) askStore(a understand.Act) error {
	s := k.Catalog.Shop
	switch a.Store {
	case understand.StoreHours:
		k.n.say("jam_buka", is("jam", k.hours()), is("sekarang", k.peopleNow()))
	case understand.StoreContact:
		k.n.say("kontak", is("daftar", k.contacts()))
	case understand.StoreTrust:
		k.n.say("terpercaya", is("alamat", written(s.Address, k.ofShop("alamat"))), is("daftar", k.contacts()))
	case understand.StoreAddress:
		if s.Address == "" {
			k.n.say("tanpa_alamat")
			return nil
		}
		hours := k.hours()
		if k.asksStore(understand.StoreHours) {
			hours = value{}
		}
		k.n.say("alamat_toko", is("alamat", written(s.Address, k.ofShop("alamat"))), is("jam", hours))
	default:
		k.n.say("tentang_toko", is("deskripsi", written(s.Description, k.ofShop("deskripsi"))), is("alamat", written(s.Address, k.ofShop("alamat"))), is("jam", k.hours()))
	}
	return nil
}

// asksStore tells whether the burst asks this about the shop.
func (k *talk) asksStore(what string) bool {
	return slices.ContainsFunc(k.acts, func(a understand.Act) bool { return a.Intent == understand.AskStore && a.Store == what })
}

// contacts are the ways to reach the shop.
func (k *talk) contacts() value {
	from := k.ofShop("kontak")
	var rows []value
	for _, c := range k.Catalog.Shop.Contacts {
		rows = append(rows, k.n.text("baris_kontak", is("apa", written(heading(c.Kind), from)), is("isi", written(c.Value, from))))
	}
	return joined(newline, rows...)
}

// week is how the days are read out.
var week = []time.Weekday{time.Monday, time.Tuesday, time.Wednesday, time.Thursday, time.Friday, time.Saturday, time.Sunday}

// hours reads the opening hours, days of equal hours together.
func (k *talk) hours() value {
	if !k.Catalog.Shop.HoursKnown {
		return value{}
	}
	var rows []value
	for i := 0; i < len(week); {
		j := i
		h := k.Catalog.Shop.Hours[week[i]]
		for j+1 < len(week) && k.Catalog.Shop.Hours[week[j+1]] == h {
			j++
		}
		days := k.n.text("hari_" + strings.ToLower(week[i].String()))
		if j > i {
			days = k.n.text("rentang_hari", is("dari", days), is("sampai", k.n.text("hari_"+strings.ToLower(week[j].String()))))
		}
		rows = append(rows, k.n.text("baris_jam", is("hari", days), is("jam", k.span(h))))
		i = j + 1
	}
	return joined(newline, rows...)
}

// span is 08.00–17.00, or closed.
func (k *talk) span(h catalog.Hours) value {
	if h.Closed() {
		return k.n.text("tutup")
	}
	from := k.ofShop("jam_buka")
	return k.n.text("rentang_jam", is("dari", minutes(h.From%(24*60), from)), is("sampai", minutes(h.To%(24*60), from)))
}

// peopleNow says honestly when a person answers.
func (k *talk) peopleNow() value {
	s := &k.Catalog.Shop
	from := k.ofShop("jam_buka")
	if !s.HoursKnown {
		return k.n.text("admin_segera")
	}
	if s.OpenAt(k.t.Now) {
		h := s.HoursOn(catalog.DateOf(k.t.Now))
		return k.n.text("admin_buka", is("jam", k.span(h)))
	}
	open, ok := s.NextOpening(k.t.Now)
	if !ok {
		return k.n.text("admin_segera")
	}
	key := "admin_tutup"
	args := []arg{is("jam", k.span(s.HoursOn(catalog.DateOf(open)))), is("hari", day(open, from))}
	if catalog.DateOf(open) == catalog.DateOf(k.t.Now) {
		key = "admin_nanti"
	}
	return k.n.text(key, args...)
}

// askFAQ answers in the owner's words.
func (k *talk) askFAQ(a understand.Act) error {
	if a.Answer == nil || *a.Answer < 0 || *a.Answer >= len(k.Catalog.FAQ) {
		k.n.say("tak_tahu")
		k.ask(asked{What: askPerson, Expect: understand.ExpectYesNo}, k.n.text("tanya_panggil_admin"))
		return nil
	}
	k.n.add(k.faq(k.Catalog.FAQ[*a.Answer]))
	return nil
}

// faq fills the owner's answer; it may name {sapaan} and {toko}.
func (k *talk) faq(f catalog.FAQ) value {
	w := newWording(f.Answer, fromLine(k.Catalog, f.Pos))
	return w.fill(func(name string) (value, bool) {
		i := slices.IndexFunc(k.n.common, func(a arg) bool { return a.name == name })
		if i < 0 {
			return value{}, false
		}
		return k.n.common[i].val, true
	})
}
