package understand

import (
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// layoutScore counts the parts of the addresses of one layout.
type layoutScore struct {
	want, got, right int
	examples         []string
}

func (s layoutScore) f1() float64 { return 2 * float64(s.right) / float64(max(1, s.want+s.got)) }

// addressMaker fills layouts with names, phones, streets and places.
type addressMaker struct {
	*placeMaker
	names, streets []string
}

// fill makes a message of a layout and the parts of its addresses.
func (g *addressMaker) fill(layout string) (text string, want []addressBlock) {
	text = strings.ReplaceAll(layout, "⏎", "\n")
	for _, n := range []string{"", "2"} {
		if !strings.Contains(text, "N"+n+"}") {
			break
		}
		kec := g.pick(g.kecs)
		kel := g.pick(g.a.Children(kec))
		for len(g.a.Children(kec)) == 0 || len(g.a.Postcodes(kel)) == 0 || g.bare(kel) == g.bare(kec) {
			kec = g.pick(g.kecs)
			kel = g.pick(g.a.Children(kec))
		}
		kab := kec.Parent()
		b := addressBlock{recipient: g.pickText(g.names), phone: "08" + fmt.Sprint(1000000000+g.r.IntN(8999999999)), street: g.pickText(g.streets), postcode: g.pickText(g.a.Postcodes(kel))}
		has := func(letter string) bool { return strings.Contains(text, "{"+letter+n+"}") }
		city := g.bare(kab)
		if g.r.IntN(2) == 0 {
			city = map[bool]string{true: "Kota ", false: "Kab. "}[g.isKota(kab)] + city
		}
		city = strings.ReplaceAll(city, "Kab. Administrasi", "Kab.")
		switch {
		case has("L"):
			b.place = string(kel)
		case has("K"):
			b.place = string(kec)
		}
		if !has("Z") {
			b.postcode = ""
		}
		phone := b.phone
		switch g.r.IntN(4) {
		case 0:
			phone = phone[:4] + "-" + phone[4:8] + "-" + phone[8:]
		case 1:
			phone = phone[:4] + " " + phone[4:8] + " " + phone[8:]
		case 2:
			phone = "+62" + phone[1:]
		}
		text = strings.NewReplacer("Kab. {B"+n+"}", "Kab. "+g.bare(kab), "{N"+n+"}", b.recipient, "{H"+n+"}", phone, "{J"+n+"}", b.street, "{L"+n+"}", g.bare(kel), "{K"+n+"}", g.bare(kec),
			"{B"+n+"}", city, "{Z"+n+"}", b.postcode).Replace(text)
		want = append(want, b)
	}
	switch g.r.IntN(6) {
	case 0:
		text = strings.ToUpper(text)
	case 1, 2:
		text = strings.ToLower(text)
	}
	return text, want
}

// plainText is how addresses are compared: letters and digits in lower case.
func plainText(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }), " ")
}

// addressSlots lists the parts of addresses.
func addressSlots(blocks []addressBlock) (out []string) {
	for i, b := range blocks {
		for _, s := range [][2]string{{"recipient", b.recipient}, {"phone", b.phone}, {"street", b.street}, {"place", b.place}, {"postcode", b.postcode}} {
			if s[1] != "" {
				out = append(out, fmt.Sprintf("%s%d=%s", s[0], i+1, plainText(s[1])))
			}
		}
	}
	return out
}

// TestAddressMeasure measures addresses by layout. -v prints the layouts; LAYOUT=n prints what was not right in layout n.
func TestAddressMeasure(t *testing.T) {
	shops := placeShops(t)
	g := &addressMaker{placeMaker: newPlaceMaker(t, shops[0].atlas)}
	for _, l := range lines(t, "testdata/tempat/isi.txt") {
		kind, list, _ := strings.Cut(l, " = ")
		if kind == "N" {
			g.names = strings.Split(list, "; ")
		} else {
			g.streets = strings.Split(list, "; ")
		}
	}
	g.r = rand.New(rand.NewPCG(3, 4))
	total, byPart := layoutScore{}, map[string]*layoutScore{}
	for n, layout := range lines(t, "testdata/tempat/susunan.txt") {
		s := layoutScore{}
		for i := range 40 {
			text, want := g.fill(layout)
			acts := shops[i%len(shops)].Read(text, Context{})
			var got []addressBlock
			for _, a := range acts {
				if a.Address == nil {
					continue
				}
				b := addressBlock{recipient: a.Address.Recipient, phone: a.Address.Phone, street: a.Address.Street, postcode: a.Address.Postcode}
				if p := a.Address.Place; p != nil {
					b.place = string(p.Code) + joinCodes(p.Candidates)
				}
				got = append(got, b)
			}
			w, h := addressSlots(want), addressSlots(got)
			right := 0
			var miss []string
			for _, x := range w {
				part := strings.TrimRight(x[:strings.IndexByte(x, '=')], "12")
				if byPart[part] == nil {
					byPart[part] = &layoutScore{}
				}
				byPart[part].want++
				if slices.Contains(h, x) {
					right++
					byPart[part].right++
				} else {
					miss = append(miss, x)
				}
			}
			s.want, s.got, s.right = s.want+len(w), s.got+len(h), s.right+right
			if right < len(w) || right < len(h) {
				var extra []string
				for _, x := range h {
					if !slices.Contains(w, x) {
						extra = append(extra, x)
					}
				}
				s.examples = append(s.examples, fmt.Sprintf("%q\n      want %q\n      got  %q", text, miss, extra))
			}
		}
		t.Logf("%2d %.3f %s", n, s.f1(), layout)
		if os.Getenv("LAYOUT") == fmt.Sprint(n) || os.Getenv("LAYOUT") == "all" && len(s.examples) > 0 {
			t.Log("\n" + strings.Join(s.examples[:min(len(s.examples), 12)], "\n"))
		}
		total.want, total.got, total.right = total.want+s.want, total.got+s.got, total.right+s.right
	}
	for _, part := range []string{"recipient", "phone", "street", "place", "postcode"} {
		t.Logf("%-10s %.4f of %d", part, float64(byPart[part].right)/float64(byPart[part].want), byPart[part].want)
	}
	t.Logf("all %.4f", total.f1())
}
