package bahasa

import (
	"strings"
	"testing"
	"unicode/utf8"
)

func TestClean(t *testing.T) {
	for in, want := range map[string]string{
		"𝗵𝗮𝗹𝗼 kak":             "halo kak",
		"ｐａｓｈｍｉｎａ":             "pashmina",
		"2️⃣ pcs":              "2 pcs",
		"ha\u200dlo\u200f":     "halo",
		"½ kg":                 "1/2 kg",
		"a\u00a0b":             "a b",
		"satu\r\ndua":          "satu\n\ndua",
		"“item” – 2":           "\"item\" - 2",
		"ʜᴀʟᴏ":                 "halo",
		"🅰🅱":                   "ab",
		"polos biasa, 2 pcs\n": "polos biasa, 2 pcs\n",
	} {
		if got := Clean(in); got != want {
			t.Errorf("Clean(%q) = %q, want %q", in, got, want)
		}
	}
	if n := utf8.RuneCountInString(Clean(strings.Repeat("é", 9000))); n != MaxRunes {
		t.Errorf("a long message has %d runes, want %d", n, MaxRunes)
	}
}

func TestTokens(t *testing.T) {
	for in, want := range map[string]string{
		"2pcs":            "2 +pcs",
		"kaaaak":          "kak",
		"90/90-14":        "90 +/ +90 +- +14",
		"J&T 45.000,":     "j&t 45.000 +,",
		"item,navy":       "item +, +navy",
		"hitam&navy":      "hitam +& +navy",
		"Jum'at\nx3":      "jum'at +\n +x +3",
		"halooo 🙏 mau??":  "halo 🙏 mau +? +?",
		"ongkir ke 16914": "ongkir ke 16914",
	} {
		var got []string
		for _, tok := range Tokens(nil, in) {
			s := tok.Text
			if tok.Glued {
				s = "+" + s
			}
			got = append(got, s)
		}
		if s := strings.Join(got, " "); s != want {
			t.Errorf("Tokens(%q) = %q, want %q", in, s, want)
		}
	}
}

func TestReadQuantity(t *testing.T) {
	for in, want := range map[string]struct {
		value  float64
		unit   string
		pieces int
		money  bool
		used   int
	}{
		"2pcs":                                {2, "pcs", 2, false, 2},
		"dua":                                 {2, "", 2, false, 1},
		"dua puluh lima":                      {25, "", 25, false, 3},
		"dua ratus sembilan puluh ribu":       {290000, "", 290000, true, 5},
		"tiga ratus dua puluh satu ribu":      {321000, "", 321000, true, 6},
		"satu juta dua ratus lima belas ribu": {1215000, "", 1215000, true, 7},
		"seratus sebelas":                     {111, "", 111, false, 2},
		"telu likur":                          {23, "", 23, false, 2},
		"selusin":                             {1, "pcs", 12, false, 1},
		"setengah lusin":                      {0.5, "pcs", 6, false, 2},
		"2 kodi":                              {2, "pcs", 40, false, 2},
		"1/2 kg":                              {0.5, "g", 0, false, 4},
		"sekilo":                              {1, "g", 1, false, 1},
		"sekilo setengah":                     {1.5, "g", 0, false, 2},
		"20rb":                                {20000, "", 20000, true, 2},
		"1,5jt":                               {1500000, "", 1500000, true, 2},
		"99.137":                              {99137, "", 99137, false, 1},
		"seratus ribu":                        {100000, "", 100000, true, 2},
		"dua ratus ribu":                      {200000, "", 200000, true, 3},
		"dua belas":                           {12, "", 12, false, 2},
		"ceban":                               {10000, "", 10000, true, 1},
		"150 k":                               {150, "", 150, false, 1},
		"150k":                                {150000, "", 150000, true, 2},
		"satu setengah kg":                    {1.5, "g", 0, false, 3},
		"2 m":                                 {2, "", 2, false, 1},
		"sepasang":                            {1, "pasang", 1, false, 1},
		"2.5 kg":                              {2.5, "g", 0, false, 2},
	} {
		q, ok := ReadQuantity(Tokens(nil, in))
		if !ok || q.Value != want.value || q.Unit.Name != want.unit || q.Money != want.money || q.Used != want.used {
			t.Errorf("ReadQuantity(%q) = %+v %t, want %+v", in, q, ok, want)
		}
		if q.Unit.Kind != KindWeight && q.Pieces() != want.pieces {
			t.Errorf("ReadQuantity(%q).Pieces() = %d, want %d", in, q.Pieces(), want.pieces)
		}
	}
	for _, in := range []string{"semua", "seri", "halo", "kali", ""} {
		if q, ok := ReadQuantity(Tokens(nil, in)); ok {
			t.Errorf("ReadQuantity(%q) = %+v, want none", in, q)
		}
	}
}
