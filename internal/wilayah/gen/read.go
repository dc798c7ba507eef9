package main

import (
	"compress/gzip"
	"encoding/csv"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tokobot/internal/wilayah"
)

// place is one province, kabupaten, kota or kecamatan.
type place struct {
	code, name, population string
}

// alias is one more name, for one place or for several.
type alias struct {
	text, kind, collision string
	codes                 []string
}

// village is one kelurahan or desa.
type village struct {
	code, name, postcode string
}

// rows reads a CSV file's rows below its heading, gzipped or not.
func rows(path string) ([][]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	var r io.Reader = f
	if strings.HasSuffix(path, ".gz") {
		if r, err = gzip.NewReader(f); err != nil {
			return nil, fmt.Errorf("read %s: %w", filepath.Base(path), err)
		}
	}
	all, err := csv.NewReader(r).ReadAll()
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", filepath.Base(path), err)
	}
	return all[1:], nil
}

func readPlaces(from string) ([]place, error) {
	people, err := rows(filepath.Join(from, "penduduk_kab.csv"))
	if err != nil {
		return nil, err
	}
	population := map[string]string{}
	for _, r := range people {
		population[r[0]] = r[1]
	}
	all, err := rows(filepath.Join(from, "wilayah.csv"))
	if err != nil {
		return nil, err
	}
	var places []place
	for _, r := range all {
		places = append(places, place{r[0], strings.TrimSpace(r[1]), population[r[0]]})
	}
	slices.SortFunc(places, func(a, b place) int { return strings.Compare(a.code, b.code) })
	return places, nil
}

// kinds tells the letter that stands for a kind of alias in the packed file; package wilayah reads them.
var kinds = map[string]string{
	"name": "n", "name-2-regions": "n", "province": "n", "city-province": "n", "spelling": "n", "short": "n",
	"nickname": "n", "old_name": "n", "new_name": "n", "typo": "n",
	"abbr": "a", "iata": "i", "sni": "i", "capital": "c", "area": "r", "island": "s", "macro": "s",
}

// readAliases reads the shared aliases, then this command's own, which win over shared ones of the same text. An alias
// without codes removes the shared one; one whose codes are "=" changes the collision alone.
func readAliases(from, own string, places []place) ([]alias, error) {
	known := map[string]bool{}
	for _, p := range places {
		known[p.code] = true
	}
	shared, err := rows(filepath.Join(from, "region_alias.csv"))
	if err != nil {
		return nil, err
	}
	ours, err := rows(filepath.Join(own, "sebutan.csv"))
	if err != nil {
		return nil, err
	}
	byText := map[string]alias{}
	for _, r := range append(shared, ours...) {
		if r[1] == keep {
			a := byText[wilayah.Key(r[0])]
			a.collision = collision(r[0], r[4])
			byText[wilayah.Key(r[0])] = a
			continue
		}
		kind, ok := kinds[r[3]]
		if !ok {
			return nil, fmt.Errorf("alias %q: unknown kind %q", r[0], r[3])
		}
		a := alias{text: r[0], kind: kind, collision: collision(r[0], r[4])}
		if r[1] != "" {
			a.codes = strings.Split(r[1], "|")
		}
		for _, c := range a.codes {
			if !known[c] {
				return nil, fmt.Errorf("alias %q: no place %s", a.text, c)
			}
		}
		byText[wilayah.Key(a.text)] = a
	}
	var out []alias
	for _, a := range byText {
		if len(a.codes) > 0 {
			out = append(out, a)
		}
	}
	slices.SortFunc(out, func(a, b alias) int { return strings.Compare(a.text, b.text) })
	return out, nil
}

// keep stands for the shared alias's codes.
const keep = "="

// collision turns the column ("word", "slang:bungkus", "slang:ngalam|word") into the ordinary word meant, "" for none.
func collision(text, column string) string {
	if strings.Contains(column, "word") {
		return text
	}
	return strings.TrimPrefix(column, "slang:")
}

// readAround reads which places people count to a city though they lie outside it.
func readAround(own string) ([][]string, error) {
	return rows(filepath.Join(own, "sekitar.csv"))
}

func readVillages(from string, places []place) ([][]village, error) {
	index := map[string]int{}
	for _, p := range places {
		if strings.Count(p.code, ".") == 2 {
			index[p.code] = len(index)
		}
	}
	all, err := rows(filepath.Join(from, "kelurahan.csv.gz"))
	if err != nil {
		return nil, err
	}
	out := make([][]village, len(index))
	for _, r := range all {
		i, ok := index[r[3]]
		if !ok {
			return nil, fmt.Errorf("kelurahan %s: no kecamatan %q", r[0], r[3])
		}
		out[i] = append(out[i], village{r[0], strings.TrimSpace(r[1]), r[4]})
	}
	for _, v := range out {
		slices.SortFunc(v, func(a, b village) int { return strings.Compare(a.code, b.code) })
	}
	return out, nil
}
