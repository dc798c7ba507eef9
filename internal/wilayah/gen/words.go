package main

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"tokobot/internal/wilayah"
)

var word = regexp.MustCompile(`[a-z]+`)

// readWords gathers the ordinary words of chats: this command's own list, the shared stop words, units and slang. Names and
// nicknames of provinces, kabupaten and kota are not ordinary unless the own list says so; a line "-word" there takes a
// word out again.
func readWords(from, own string, places []place, aliases []alias) ([]string, error) {
	words := map[string]bool{}
	for _, f := range []string{"stopwords_id.txt", "units.csv", "slang.csv"} {
		if err := addWords(words, filepath.Join(from, f)); err != nil {
			return nil, err
		}
	}
	for _, p := range places {
		if len(p.code) <= 5 {
			delete(words, wilayah.Key(p.name))
			for _, w := range strings.Fields(p.name) {
				if !slices.Contains(notNames, strings.ToLower(w)) {
					delete(words, wilayah.Key(w))
				}
			}
		}
	}
	for _, a := range aliases {
		delete(words, wilayah.Key(a.text))
	}
	b, err := os.ReadFile(filepath.Join(own, "umum.txt"))
	if err != nil {
		return nil, err
	}
	for line := range strings.Lines(string(b)) {
		if line, _, _ = strings.Cut(line, "#"); line == "" {
			continue
		}
		for _, w := range strings.Fields(line) {
			if out, ok := strings.CutPrefix(w, "-"); ok {
				delete(words, out)
			} else {
				words[w] = true
			}
		}
	}
	var out []string
	for w := range words {
		out = append(out, w)
	}
	slices.Sort(out)
	return out, nil
}

// notNames are words inside official names that are ordinary all the same.
var notNames = strings.Fields(`kota kabupaten administrasi kepulauan pulau barat timur selatan utara tengah besar jaya raya laut
	tanah daerah khusus ibukota istimewa gunung sungai air datar dan bagian pegunungan bintang puncak teluk tanjung lima puluh
	empat panjang hulu ilir hilir muara enim tinggi baru daya hari alam pinang batu bara mas gayo lingga lahat tebing bangka
	kayong pulang pisau murung intan kuala raja`)

// addWords reads a word list, or the first two columns of a CSV file, of which single words count.
func addWords(words map[string]bool, path string) error {
	if strings.HasSuffix(path, ".txt") {
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, w := range word.FindAllString(string(b), -1) {
			words[w] = true
		}
		return nil
	}
	all, err := rows(path)
	if err != nil {
		return err
	}
	for _, r := range all {
		for _, c := range r[:2] {
			for _, w := range word.FindAllString(strings.ToLower(c), -1) {
				words[w] = true
			}
		}
	}
	return nil
}
