// Package wilayah knows the places of Indonesia: provinces, kabupaten and kota, kecamatan and kelurahan, their official
// codes (Kepmendagri 300.2.2-2430/2025), postcodes, nicknames and everyday names.
//
// Open gives the Atlas; one is enough for a program. What an owner wrote is read by Resolve, exactly; what a buyer wrote by
// Find, which forgives slips and asks the words around whether a place is meant at all.
//
// Whoever reads a message gives Find all its words, in order, signs included, and three things that it knows better: which
// words are taken by something else (Context, begun with Cues), which words the shop uses (Known), and whether a place was
// asked for (Base: Strong) or an address is being given (Address). An address is handed over one recipient at a time. A Match
// with one code is certain, one with several is to be asked back; one whose Strength is below 50 stands where nothing speaks
// of places, and counts only if nothing else explains its words. Places are read before slang is written out: tgl is Tegal
// behind "ongkir ke", and a date elsewhere.
//
// There are no coordinates in the data, so that a location on a map can't be turned into a place here.
package wilayah

import "strings"

// Code is the Ministry of Home Affairs' code of a place: "32", "32.77", "32.77.01", "32.77.01.1001".
type Code string

// Level says how deep a place lies.
type Level int

// The levels, from wide to narrow. None is the level of an empty code.
const (
	None Level = iota
	Province
	Kabupaten // kabupaten or kota
	Kecamatan
	Kelurahan // kelurahan or desa
)

// Level tells the level by the shape of the code.
func (c Code) Level() Level {
	if c == "" {
		return None
	}
	return Level(strings.Count(string(c), ".") + 1)
}

// Parent is the place around it; a province's parent is "".
func (c Code) Parent() Code {
	if i := strings.LastIndexByte(string(c), '.'); i >= 0 {
		return c[:i]
	}
	return ""
}

// At cuts the code back to a level; a code that is not that deep comes back as it is.
func (c Code) At(l Level) Code {
	for c.Level() > l {
		c = c.Parent()
	}
	return c
}

// Within tells whether c is the place outer or lies in it. Everything lies within "".
func (c Code) Within(outer Code) bool {
	return outer == "" || c == outer || strings.HasPrefix(string(c), string(outer)+".")
}
