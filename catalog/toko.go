package catalog

import (
	"regexp"
	"slices"
	"strings"
	"time"
)

// phoneShape is a telephone number as people write it; the digits are counted apart.
var phoneShape = regexp.MustCompile(`^\+?[0-9][0-9 ().-]*$`)

func (l *loader) toko() {
	var f tokoFile
	r, ok := l.parse(tokoYAML, true, &f, "", nil)
	if !ok {
		return
	}
	s := &l.cat.Shop
	s.Name, s.Description, s.Address = r.line(f.Name), r.text(f.Description), r.line(f.Address)
	s.Sapaan = r.line(f.Sapaan)
	if s.Sapaan == "" {
		s.Sapaan = "kak"
	}
	s.At = map[string]Pos{}
	for key, n := range map[string]*node{"nama": f.Name.N, "deskripsi": f.Description.N, "sapaan": f.Sapaan.N, "alamat": f.Address.N,
		"jam_buka": f.Hours.N, "kontak": f.Contacts.N} {
		if n != nil {
			s.At[key] = r.pos(n.spot)
		}
	}
	s.Code = r.shopCode(f.Code, s.Name)
	s.Origin, _ = r.place(f.Origin)
	s.Zone = r.zone(f.Zone)
	r.hours(f.Hours)
	for _, e := range r.elements(f.Holidays.N) {
		if d, ok := r.date(e); ok {
			s.Holidays = append(s.Holidays, d)
		}
	}
	for _, c := range r.pairs(f.Contacts) {
		s.Contacts = append(s.Contacts, Contact{c.Key, c.Value})
		switch c.Key {
		case "wa":
			s.WhatsApp = c.Value
		case "instagram":
			s.Instagram = strings.TrimPrefix(c.Value, "@")
		case "situs":
			s.Website = c.Value
		}
	}
	if f.Contacts.N != nil && f.Contacts.N.kind == mapping {
		for c := range f.Contacts.N.all {
			r.contactKey(c)
			if c.key == "wa" && c.kind == scalar && !isPhone(c.text) {
				r.wrong(c.spot, "`wa`: %q bukan nomor telepon; tulis misalnya 0812-3456-7890", clip(c.text))
			}
		}
	}
}

// contacts are the keys of kontak: those that the program uses first, then places where shops are found.
var contacts = strings.Fields(`wa instagram situs
	facebook tiktok shopee tokopedia lazada bukalapak blibli telegram line youtube twitter x threads pinterest linktree shopeefood gofood grabfood
	email telepon hp maps`)

// contactWords are other words for keys of kontak.
var contactWords = map[string]string{
	"whatsapp": "wa", "whatsap": "wa", "watsap": "wa", "ig": "instagram", "insta": "instagram", "web": "situs", "website": "situs", "url": "situs", "fb": "facebook",
	"tt": "tiktok", "tik_tok": "tiktok", "toped": "tokopedia", "tele": "telegram", "yt": "youtube", "telp": "telepon", "telpon": "telepon", "phone": "telepon",
	"surel": "email", "mail": "email", "google_maps": "maps", "gmaps": "maps", "lokasi": "maps",
}

// contactKey tells of a key of kontak that is none.
func (r *reader) contactKey(c *node) {
	if slices.Contains(contacts, c.key) {
		return
	}
	word := strings.Join(keyParts(c.key), "_")
	meant := contactWords[word]
	if meant == "" && len(word) > 2 {
		meant = nearest(word, contacts)
	}
	if meant != "" {
		r.suggest(c.keyAt, meant, "kunci `%s` tidak dikenal di `kontak`", c.key)
		return
	}
	r.wrong(c.keyAt, "kunci `%s` tidak dikenal di `kontak`; yang ada: %s", c.key, strings.Join(contacts, ", "))
}

func isPhone(s string) bool {
	digits := len(s) - len(strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return -1
		}
		return c
	}, s))
	return phoneShape.MatchString(strings.TrimSpace(s)) && digits >= 8 && digits <= 15
}

// shopCode reads kode, or makes it from the name.
func (r *reader) shopCode(f text, name string) string {
	code := strings.ToUpper(r.line(f))
	if code == "" {
		return codeOf(name)
	}
	if len(code) > 8 || strings.Trim(code, letters) != "" {
		r.wrong(f.N.spot, "`kode`: %q harus 1 sampai 8 huruf A-Z atau angka, tanpa spasi", code)
	}
	return code
}

const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

// codeOf makes a shop's code from its name: the first letters of its words (Dapur Bu Rini is DBR), or of a single word its
// first three letters.
func codeOf(name string) string {
	words := strings.FieldsFunc(strings.ToUpper(name), func(r rune) bool { return !strings.ContainsRune(letters, r) })
	switch len(words) {
	case 0:
		return "TOKO"
	case 1:
		return words[0][:min(3, len(words[0]))]
	}
	code := ""
	for _, w := range words[:min(len(words), 5)] {
		code += w[:1]
	}
	return code
}

// zones are Indonesia's, by the names that owners use; there is no summer time in any of them.
var zones = map[string]struct {
	name  string
	hours int
}{
	"asia/jakarta": {"Asia/Jakarta", 7}, "asia/pontianak": {"Asia/Pontianak", 7}, "wib": {"Asia/Jakarta", 7},
	"asia/makassar": {"Asia/Makassar", 8}, "wita": {"Asia/Makassar", 8},
	"asia/jayapura": {"Asia/Jayapura", 9}, "wit": {"Asia/Jayapura", 9},
}

// zone reads zona_waktu. Indonesia's zones work on a machine without a time zone database too.
func (r *reader) zone(f text) *time.Location {
	name := r.line(f)
	if name == "" {
		name = "wib"
	}
	if z, ok := zones[strings.ToLower(name)]; ok {
		if loc, err := time.LoadLocation(z.name); err == nil {
			return loc
		}
		return time.FixedZone(z.name, z.hours*3600)
	}
	loc, err := time.LoadLocation(name)
	if err != nil || name == "Local" {
		near := nearest(name, []string{"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"})
		r.suggest(f.N.spot, near, "zona waktu %q tidak dikenal; pakai Asia/Jakarta (WIB), Asia/Makassar (WITA) atau Asia/Jayapura (WIT)", name)
		return time.UTC
	}
	return loc
}

// hours reads jam_buka into the shop.
func (r *reader) hours(f hours) {
	if f.N == nil || f.N.kind == empty || !r.is(f.N, mapping) {
		return
	}
	s := &r.cat.Shop
	s.HoursKnown = true
	var set [7]int32
	for c := range f.N.all {
		days, unknown := readDays(c.key)
		if unknown != "" || len(days) == 0 {
			var names []string
			for _, n := range weekdays {
				names = append(names, n[0])
			}
			meant := nearest(unknown, names)
			if meant != "" {
				meant = strings.Replace(strings.ToLower(c.key), unknown, meant, 1)
			}
			r.suggest(c.keyAt, meant, "%q bukan hari; tulis misalnya senin-jumat", c.key)
			continue
		}
		h, ok := value(r, c, readHours)
		for _, d := range days {
			if set[d] > 0 {
				r.wrong(c.keyAt, "hari %s diatur dua kali, sudah ada di baris %d", weekdays[d][0], set[d])
				break
			}
			set[d] = c.keyAt.line
			if ok {
				s.Hours[d] = h
			}
		}
	}
}
