package understand

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"

	"tokobot/internal/bahasa"
)

//go:embed padanan.txt
var synonymText string

// term is one word of a catalog or a message in the form in which the two are compared: folded, synonyms as one, weights,
// volumes and lengths as a number of the smallest unit ("1/4 kg" is 250g).
type term struct {
	key      string
	from, to int // tokens
	measure  bool
	number   bool
}

// synonyms is padanan.txt as a tree over words; phrase is the standing form at a node where a phrase ends.
type synonyms struct {
	next   map[string]*synonyms
	phrase []string
}

var padanan = sync.OnceValue(func() *synonyms {
	root := &synonyms{}
	for line := range strings.Lines(synonymText) {
		head, list, ok := strings.Cut(strings.TrimSpace(line), " : ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		standing := strings.Fields(head)
		for form := range strings.SplitSeq(list, ",") {
			root.learn(form, standing)
		}
	}
	return root
})

func (s *synonyms) learn(form string, standing []string) {
	n := s
	for _, t := range bahasa.Tokens(nil, form) {
		key := t.Text
		if doubles(t) {
			key = doubled
		}
		if n.next == nil {
			n.next = map[string]*synonyms{}
		}
		if n.next[key] == nil {
			n.next[key] = &synonyms{}
		}
		n = n.next[key]
	}
	n.phrase = standing
}

// doubled stands for the 2 that doubles the word that it is written against: "abu2" is abu abu, "abu 2" are two.
const doubled = "+2"

func doubles(t bahasa.Token) bool { return t.Glued && t.Kind == bahasa.Number && t.Text == "2" }

// canon appends the terms of tokens to dst. Signs give no term; a run of digits and letters written in one, such as a part
// code or 90/90-14, gives its parts here, and composites gives the whole.
func canon(dst []term, tokens []bahasa.Token) []term {
	syn := padanan()
	for i := 0; i < len(tokens); {
		t := tokens[i]
		if t.Kind != bahasa.Word && t.Kind != bahasa.Number {
			i++
			continue
		}
		if key, used, ok := measure(tokens[i:]); ok {
			dst = append(dst, term{key: key, from: i, to: i + used, measure: true})
			i += used
			continue
		}
		if phrase, used := syn.find(tokens[i:]); used > 0 {
			for _, p := range phrase {
				dst = append(dst, term{key: p, from: i, to: i + used})
			}
			i += used
			continue
		}
		key := t.Text
		if t.Kind == bahasa.Number {
			key = plainNumber(key)
		} else if i > 0 && tokens[i-1].Kind == bahasa.Number && unitForms[key] != "" && (t.Glued || len(key) > 2) {
			key = unitForms[key]
		}
		dst = append(dst, term{key: key, from: i, to: i + 1, number: t.Kind == bahasa.Number})
		i++
	}
	return dst
}

// unitForms is the standing form of what is measured in goods' names, behind a number: 9w is 9 watt.
var unitForms = map[string]string{"w": "watt", "wat": "watt", "wt": "watt", "giga": "gb", "gig": "gb", "gigabyte": "gb", "inci": "inch", "in": "inch", "inc": "inch",
	"v": "volt", "mtr": "m", "meter": "m", "thn": "tahun", "th": "tahun", "bln": "bulan", "org": "orang", "lt": "liter", "ltr": "liter", "l": "liter", "amp": "ampere", "a": "ampere", "hp": "pk",
	"lbr": "lembar", "lmbr": "lembar", "lambar": "lembar", "btl": "botol", "bks": "bungkus", "bh": "buah", "ptg": "potong", "psg": "pasang", "rtg": "renteng", "kpsl": "kapsul", "tab": "tablet", "hlm": "halaman"}

// plainNumber writes a number one way: 1,5 is 1.5 and 10.000 is 10000; digits without signs stay, with their zeros in front.
func plainNumber(s string) string {
	if !strings.ContainsAny(s, ".,") {
		return s
	}
	return strconv.FormatFloat(bahasa.Digits(s), 'f', -1, 64)
}

// find gives the standing form of the longest phrase at the front of tokens.
func (s *synonyms) find(tokens []bahasa.Token) (phrase []string, used int) {
	n := s
	for i, t := range tokens {
		if t.Kind == bahasa.Punct && t.Glued && t.Text == "-" && i > 0 {
			continue
		}
		if i > 0 && !t.Glued && (t.Kind == bahasa.Number && !doubles(t) || tokens[i-1].Kind == bahasa.Number) {
			break // 2xl is a size, "2 xl" two of it
		}
		at := n
		if n = at.next[t.Text]; doubles(t) && at.next[doubled] != nil {
			n = at.next[doubled]
		}
		if n == nil {
			break
		}
		if n.phrase != nil {
			phrase, used = n.phrase, i+1
		}
	}
	return phrase, used
}

// measure reads a weight, volume or length: "250 gr" is 250g.
func measure(tokens []bahasa.Token) (key string, used int, ok bool) {
	q, ok := bahasa.ReadQuantity(tokens)
	if !ok || q.Unit.Kind == "" || q.Unit.Kind == bahasa.KindCount && q.Value == float64(int(q.Value)) {
		return "", 0, false // "1/2 ekor" is one too, "2 pcs" is a number
	}
	return measureKey(q), q.Used, true
}

func measureKey(q bahasa.Quantity) string {
	return strconv.FormatFloat(q.Value*q.Unit.Factor, 'f', -1, 64) + q.Unit.Name
}

// composite joins tokens that are written in one, with or without signs between, when there are several and a digit among
// them: KVB-910 is kvb910, 90/90-14 is 909014. to is where it ends.
func composite(tokens []bahasa.Token, from int) (key string, to int) {
	to = from + 1
	digit, parts := tokens[from].Kind == bahasa.Number, 1
	for j := from + 1; j < len(tokens) && tokens[j].Glued; j++ {
		switch t := tokens[j]; {
		case t.Kind == bahasa.Punct && strings.Contains("-/.", t.Text):
			continue
		case t.Kind == bahasa.Word || t.Kind == bahasa.Number:
			digit = digit || t.Kind == bahasa.Number
			parts++
			to = j + 1
			continue
		}
		break
	}
	if !digit || parts < 2 {
		return "", 0
	}
	var b strings.Builder
	for _, t := range tokens[from:to] {
		if t.Kind != bahasa.Punct {
			b.WriteString(strings.ReplaceAll(strings.ReplaceAll(t.Text, ".", ""), ",", ""))
		}
	}
	return b.String(), to
}
