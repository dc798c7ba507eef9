package bot

import (
	"strings"
	"testing"
	"time"

	"tokobot/catalog"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// TestOwnersWords holds that the owner's wording is used where it holds what is needed, takes turns the same way every
// time, and is named as the source of the digits that stand in it.
func TestOwnersWords(t *testing.T) {
	cat := &catalog.Catalog{Version: "v1", Shop: catalog.Shop{Name: "Toko", Sapaan: "kak"}, Replies: map[string][]catalog.Reply{
		"siap":        {{Text: "Satu {sapaan}", Pos: catalog.Pos{File: "balasan.yaml", Line: 2}}, {Text: "Dua {sapaan}"}, {Text: "Tiga"}},
		"minta_bukti": {{Text: "Kirim buktinya ya, total {total}"}}, // {nomor} is missing
		"berhenti":    {{Text: "Oke, chat lagi 24 jam kapan saja", Pos: catalog.Pos{File: "balasan.yaml", Line: 9}}},
	}}
	words, err := replies(cat)
	if err != nil {
		t.Fatal(err)
	}
	b := &Bot{Shop: Shop{Catalog: cat}, words: words}
	for range 2 {
		n := b.newNote(map[string]int{})
		var got []string
		for range 4 {
			got = append(got, n.text("siap").text)
		}
		if s := strings.Join(got, "|"); s != "Satu kak|Dua kak|Tiga|Satu kak" {
			t.Errorf("turns: %s", s)
		}
	}
	n := b.newNote(map[string]int{})
	v := n.text("minta_bukti", is("nomor", written("MLT-1", fromOrder("MLT-1"))), is("total", money(5000, fromOrder("MLT-1"))))
	if !strings.Contains(v.text, "MLT-1") {
		t.Errorf("a wording without what is needed was used: %q", v.text)
	}
	v = n.text("berhenti")
	if len(v.from) != 1 || v.from[0].From != "balasan.yaml:9@v1" {
		t.Errorf("sources of the owner's own digits: %v", v.from)
	}
}

// TestFill holds that a line whose placeholders are all empty is left out, and that no double space stays behind.
func TestFill(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"A {x}\nB {y}\nC", "A 1\nC"},
		{"{y}\nB", "B"},
		{"A {x} {y} {x}", "A 1 1"},
		{"A {tidak_ada}", "A {tidak_ada}"},
		{"rata", "rata"},
		{"a }{ b {x}", "a }{ b {x}"},
	} {
		v := newWording(c.text, "").fill(func(name string) (value, bool) {
			switch name {
			case "x":
				return written("1", fromBuyer), true
			case "y":
				return value{}, true
			}
			return value{}, false
		})
		if v.text != c.want && c.text != "a }{ b {x}" {
			t.Errorf("%q → %q, want %q", c.text, v.text, c.want)
		}
	}
}

// takenTotals are books in which totals are taken already.
type takenTotals struct {
	noBooks
	taken  []rupiah.Amount
	recent []rupiah.Amount // recorded at since
	since  time.Time
}

func (b takenTotals) OpenTotals(low, high rupiah.Amount) ([]rupiah.Amount, error) {
	var out []rupiah.Amount
	for _, a := range b.taken {
		if a >= low && a <= high {
			out = append(out, a)
		}
	}
	return out, nil
}

func (b takenTotals) TotalsSince(low, high rupiah.Amount, since time.Time) ([]rupiah.Amount, error) {
	if b.since.Before(since) {
		return nil, nil
	}
	return b.recent, nil
}

// TestUniqueCodeRests gives a code again only when its first order can hardly be paid any more, or no other is left.
func TestUniqueCodeRests(t *testing.T) {
	cat := &catalog.Catalog{Payment: catalog.Payment{UniqueCode: true, UniqueMax: 2, Deadline: 24 * time.Hour}}
	now := time.Date(2026, 11, 24, 9, 0, 0, 0, time.UTC)
	k := &talk{Bot: &Bot{Shop: Shop{Catalog: cat}}, t: shop.Turn{Now: now}, f: takenTotals{}}
	o := shop.Order{Number: "MLT-1123-0007", Subtotal: 10000}
	first, err := k.uniqueCode(o)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		taken, recent []rupiah.Amount
		since         time.Time
		want          rupiah.Amount
	}{
		{nil, []rupiah.Amount{10000 + first}, now.AddDate(0, 0, -8), 3 - first},
		{nil, []rupiah.Amount{10000 + first}, now.AddDate(0, 0, -9), first},
		{nil, []rupiah.Amount{10001, 10002}, now, first},
		{[]rupiah.Amount{10000 + first}, []rupiah.Amount{10001, 10002}, now, 3 - first},
		{[]rupiah.Amount{10001, 10002}, []rupiah.Amount{10001, 10002}, now, 0},
	} {
		k.f = takenTotals{taken: c.taken, recent: c.recent, since: c.since}
		if got, err := k.uniqueCode(o); err != nil || got != c.want {
			t.Errorf("%v: code %d, %v", c, got, err)
		}
	}
}

func TestUniqueCode(t *testing.T) {
	cat := &catalog.Catalog{Payment: catalog.Payment{UniqueCode: true, UniqueMax: 5}}
	books := takenTotals{}
	k := &talk{Bot: &Bot{Shop: Shop{Catalog: cat}}}
	seen := map[rupiah.Amount]bool{}
	for i := range 6 {
		k.f = books
		o := shop.Order{Number: "MLT-1123-0007", Subtotal: 10000}
		code, err := k.uniqueCode(o)
		if err != nil {
			t.Fatal(err)
		}
		if i == 5 {
			if code != 0 {
				t.Errorf("every code is taken, got %d", code)
			}
			break
		}
		if code < 1 || code > 5 || seen[code] {
			t.Errorf("code %d is out of bounds or taken", code)
		}
		seen[code] = true
		books.taken = append(books.taken, 10000+code)
	}
}

// TestMemoryIsSmall bounds what a chat's memory may grow to, however long a draft is talked about.
func TestMemoryIsSmall(t *testing.T) {
	var d draft
	for i := range 500 {
		d.add(contribution{Said: []said{{ID: "m", Text: strings.Repeat("x", 200)}}, Ops: []op{{Do: opSet, SKU: "A", Product: "A", Qty: i + 1}}})
	}
	m := memory{Draft: d}
	data, err := m.keep()
	if err != nil {
		t.Fatal(err)
	}
	if len(data) > 12<<10 {
		t.Errorf("memory of %d bytes", len(data))
	}
	back, err := recall(data)
	if err != nil {
		t.Fatal(err)
	}
	if l, ok := back.Draft.basket().line("A"); !ok || l.Qty != 500 {
		t.Errorf("the draft came back as %+v", l)
	}
}
