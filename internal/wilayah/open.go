package wilayah

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"
)

//go:generate go run ./gen -own gen -to . -from $WILAYAH_DATA

// packedBase holds places, aliases, surroundings and ordinary words; gen tells the format.
//
//go:embed tempat.bin
var packedBase []byte

var errPacked = errors.New("packed places are damaged")

// Open reads the atlas that is built into the program. It takes a few milliseconds; the kelurahan follow when first asked for.
func Open() (*Atlas, error) {
	raw, err := io.ReadAll(flate.NewReader(bytes.NewReader(packedBase)))
	if err != nil {
		return nil, fmt.Errorf("open atlas: %w", err)
	}
	sections := strings.SplitN(string(raw), "\n\n", 5)
	if len(sections) != 5 {
		return nil, fmt.Errorf("open atlas: %w", errPacked)
	}
	a := &Atlas{around: map[int32][]int32{}}
	if err := a.readPlaces(sections[0]); err != nil {
		return nil, fmt.Errorf("open atlas: %w", err)
	}
	a.ordinary = newWordSet(sections[3])
	a.part = newWordSet(a.nameParts())
	a.nameOfficials()
	if err := a.readAliases(sections[1]); err != nil {
		return nil, fmt.Errorf("open atlas: %w", err)
	}
	if err := a.readAround(sections[2]); err != nil {
		return nil, fmt.Errorf("open atlas: %w", err)
	}
	a.near = newSpelling(a.entries)
	return a, nil
}

func (a *Atlas) readPlaces(text string) error {
	a.places = make([]place, 0, strings.Count(text, "\n")+1)
	var inside [3]int32 // the province and the kabupaten that we are in
	for line := range strings.SplitSeq(text, "\n") {
		code, rest, _ := strings.Cut(line, "\t")
		name, people, ok := strings.Cut(rest, "\t")
		if !ok {
			return errPacked
		}
		p := place{code: Code(code), name: name, bare: name, kec: -1}
		if p.code.Level() < Kecamatan {
			p.bare = bare(name)
		}
		if people != "" {
			n, err := strconv.Atoi(people)
			if err != nil {
				return err
			}
			p.people, p.weight, p.around = n, n, n
		}
		i := int32(len(a.places))
		switch l := p.code.Level(); l {
		case Province:
			inside = [3]int32{i, i, i}
		case Kabupaten:
			inside[1] = i
		default:
			p.kec = int32(len(a.kecs))
			a.kecs = append(a.kecs, i)
			inside[2] = i
		}
		p.end = i + 1
		a.places = append(a.places, p)
		a.places[inside[0]].end, a.places[inside[1]].end = i+1, i+1
	}
	for i := range a.places {
		if p := &a.places[i]; p.people > 0 && p.code.Level() == Kabupaten {
			for j := i + 1; j < int(p.end); j++ {
				a.places[j].weight, a.places[j].around = p.people/(int(p.end)-i-1), p.people
			}
		}
	}
	return nil
}

// nameParts lists the words, one a line, of which names of several words are made, down to the kabupaten.
func (a *Atlas) nameParts() string {
	var b strings.Builder
	for i := range a.places {
		p := &a.places[i]
		if words := split(p.bare); p.rank() < Kecamatan && len(words) > 1 {
			for _, w := range words {
				if len(w) > 2 {
					b.WriteString(w + "\n")
				}
			}
		}
	}
	return b.String()
}

// shorts are the everyday forms of official names that cutting the word in front does not give.
var shorts = map[string]string{
	"Daerah Khusus Ibukota Jakarta": "DKI Jakarta",
	"Daerah Istimewa Yogyakarta":    "DI Yogyakarta",
}

// bare cuts the kind of place off an official name.
func bare(name string) string {
	if s, ok := shorts[name]; ok {
		return s
	}
	for _, prefix := range []string{"Kabupaten Administrasi ", "Kota Administrasi ", "Kabupaten ", "Kota "} {
		if s, ok := strings.CutPrefix(name, prefix); ok {
			return s
		}
	}
	return name
}

func (a *Atlas) readAround(text string) error {
	for line := range strings.SplitSeq(text, "\n") {
		city, others, _ := strings.Cut(line, "\t")
		i, ok := a.index(Code(city))
		if !ok {
			return fmt.Errorf("surroundings of %q: %w", city, errPacked)
		}
		for _, c := range strings.Fields(others) {
			j, ok := a.index(Code(c))
			if !ok {
				return fmt.Errorf("surroundings of %q: %w", city, errPacked)
			}
			a.around[i] = append(a.around[i], j)
		}
	}
	return nil
}
