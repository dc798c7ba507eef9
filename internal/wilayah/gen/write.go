package main

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"strings"

	"tokobot/internal/wilayah"
)

// writeBase writes four sections of lines, each closed by an empty line: places, aliases, surroundings, ordinary words.
// Columns are tab-separated.
func writeBase(w *bytes.Buffer, places []place, aliases []alias, around [][]string, words []string) {
	for _, p := range places {
		fmt.Fprintf(w, "%s\t%s\t%s\n", p.code, p.name, p.population)
	}
	w.WriteByte('\n')
	for _, a := range aliases {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", a.text, a.kind, a.collision, strings.Join(a.codes, " "))
	}
	w.WriteByte('\n')
	for _, r := range around {
		fmt.Fprintf(w, "%s\t%s\n", r[0], strings.ReplaceAll(r[1], "|", " "))
	}
	w.WriteByte('\n')
	for _, word := range words {
		fmt.Fprintf(w, "%s\n", word)
	}
	w.WriteByte('\n')
}

// villageBytes writes the kelurahan: the number of distinct names and of kelurahan, the names sorted by key (shared bytes
// with the one before, bytes that follow, those bytes), then in the order of codes and in columns: how many each kecamatan
// has; the step of the code's last part; the name's number as three bytes, high bytes first; the step of the postcode.
func villageBytes(kecamatan [][]village) []byte {
	var names []string
	total := 0
	for _, vs := range kecamatan {
		total += len(vs)
		for _, v := range vs {
			names = append(names, v.name)
		}
	}
	slices.SortFunc(names, func(a, b string) int {
		if c := strings.Compare(wilayah.Key(a), wilayah.Key(b)); c != 0 {
			return c
		}
		return strings.Compare(a, b)
	})
	names = slices.Compact(names)
	number := map[string]int{}
	var out []byte
	out = binary.AppendUvarint(out, uint64(len(names)))
	out = binary.AppendUvarint(out, uint64(total))
	var shared, text []byte
	before := ""
	for i, n := range names {
		number[n] = i
		k := 0
		for k < len(n) && k < len(before) && n[k] == before[k] {
			k++
		}
		shared = append(shared, byte(k), byte(len(n)-k))
		text = append(text, n[k:]...)
		before = n
	}
	out = append(out, shared...)
	out = binary.AppendUvarint(out, uint64(len(text)))
	out = append(out, text...)
	return append(out, columns(kecamatan, number)...)
}

// columns writes what each kelurahan has beside its name.
func columns(kecamatan [][]village, number map[string]int) []byte {
	var counts, codes, high, middle, low, postcodes []byte
	lastCode, lastPost := 0, 0
	for _, vs := range kecamatan {
		counts = binary.AppendUvarint(counts, uint64(len(vs)))
		lastCode = 0
		for _, v := range vs {
			var code, post int
			fmt.Sscanf(v.code[len(v.code)-4:], "%d", &code)
			fmt.Sscanf(v.postcode, "%d", &post)
			codes = binary.AppendVarint(codes, int64(code-lastCode))
			postcodes = binary.AppendVarint(postcodes, int64(post-lastPost))
			lastCode, lastPost = code, post
			n := number[v.name]
			high, middle, low = append(high, byte(n>>16)), append(middle, byte(n>>8)), append(low, byte(n))
		}
	}
	return slices.Concat(counts, codes, high, middle, low, postcodes)
}
