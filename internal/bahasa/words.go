package bahasa

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed slang.tsv
var slangTSV string

//go:embed satuan.tsv
var unitTSV string

//go:embed angka.tsv
var numeralTSV string

// tables are the word lists, read once; nothing changes them afterwards.
var tables = sync.OnceValue(func() *wordTables {
	t := &wordTables{slang: map[string]string{}, units: map[string]Unit{}, numerals: map[string]numeral{}}
	eachRow(slangTSV, func(f []string) { t.slang[f[0]] = f[1] })
	eachRow(unitTSV, func(f []string) {
		factor, _ := strconv.ParseFloat(f[2], 64)
		t.units[f[0]] = Unit{Name: f[1], Factor: factor, Kind: f[3]}
	})
	eachRow(numeralTSV, func(f []string) {
		value, _ := strconv.ParseFloat(f[1], 64)
		t.numerals[f[0]] = numeral{value, f[2]}
	})
	return t
})

type wordTables struct {
	slang    map[string]string
	units    map[string]Unit
	numerals map[string]numeral
}

func eachRow(tsv string, do func(fields []string)) {
	for line := range strings.Lines(tsv) {
		do(strings.Split(strings.TrimSuffix(line, "\n"), "\t"))
	}
}

// Standard gives the standard Indonesian for a chat word in lower case, which may be two words; false when there is none.
// Look for places before using it: bks is a town too, and gk, tgl and plg are.
func Standard(word string) (string, bool) {
	s, ok := tables().slang[word]
	return s, ok
}

// Unit is a measure word.
type Unit struct {
	Name   string  // pcs, set, dus …; g, ml, mm for measures
	Factor float64 // how many of Name one is: a lusin is 12 pcs, a kilo 1000 g
	Kind   string  // one of the Kind… words
}

// The kinds of unit.
const (
	KindCount  = "jumlah"
	KindWeight = "berat"
	KindVolume = "isi"
	KindLength = "panjang"
)

// UnitOf finds a unit by a word in lower case: pcs, lsn, kg.
func UnitOf(word string) (Unit, bool) {
	u, ok := tables().units[word]
	return u, ok
}

//go:embed umum.txt
var commonText string

//go:embed kata.txt
var spelledText string

// Known tells whether a word in lower case is an ordinary Indonesian or chat word, which is therefore not a misspelling of something else.
func Known(word string) bool {
	return known()[word]
}

var known = sync.OnceValue(func() map[string]bool {
	words := make(map[string]bool, 4096)
	for line := range strings.Lines(commonText) {
		words[strings.TrimSpace(line)] = true
	}
	for line := range strings.Lines(spelledText) {
		if strings.HasPrefix(line, "#") {
			continue
		}
		for w := range strings.FieldsSeq(line) {
			words[w] = true
		}
	}
	for slang, formal := range tables().slang {
		words[slang] = true
		for w := range strings.FieldsSeq(formal) {
			words[w] = true
		}
	}
	return words
})

// Common tells whether a word in lower case is one of the language's everyday words, which alone never names a product or place.
func Common(word string) bool { return common()[word] }

var common = sync.OnceValue(func() map[string]bool {
	words := make(map[string]bool, 1024)
	for line := range strings.Lines(commonText) {
		words[strings.TrimSpace(line)] = true
	}
	return words
})
