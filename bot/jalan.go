package bot

import (
	"strings"

	"tokobot/internal/pola"
)

// streetPart finds where a part of a street address begins that is often corrected by itself: "blok C3", "no 8".
var streetPart = pola.New(`(?i)\b(blok|blk|nomor|nomer|no|rt|rw|gang|gg|lantai|lt|unit|kav)\b\.?`)

// oneName are the spellings of one such part.
var oneName = map[string]string{"nomor": "no", "nomer": "no", "blk": "blok", "gang": "gg", "lantai": "lt"}

func partKey(word string) string {
	word = strings.ToLower(strings.TrimSuffix(word, "."))
	if k, ok := oneName[word]; ok {
		return k
	}
	return word
}

// ofPart is -nya behind the word for a part of a street: "rw nya 04".
var ofPart = pola.New(`(?i)\b(rt|rw|no|nomor|blok|gang|gg) ?nya\b`)

// mended lays a newer street over an older one. Words that are only a part of it, "blok C3", take that part's place, or are put
// behind it; any others are the whole street anew.
func mended(old, add string) string {
	add = ofPart.ReplaceAllString(add, "$1")
	if add == "" || old == "" {
		return old + add
	}
	parts := streetPart.FindAllStringIndex(add, -1)
	if len(parts) == 0 || parts[0][0] != 0 {
		return add
	}
	for i, at := range parts {
		end := len(add)
		if i+1 < len(parts) {
			end = parts[i+1][0]
		}
		old = withPart(old, partKey(add[at[0]:at[1]]), strings.Trim(add[at[0]:end], " ,"))
	}
	return old
}

// withPart puts one part into a street.
func withPart(street, key, part string) string {
	all := streetPart.FindAllStringIndex(street, -1)
	for i, at := range all {
		if partKey(street[at[0]:at[1]]) != key {
			continue
		}
		end := len(street)
		if i+1 < len(all) {
			end = all[i+1][0]
		}
		if comma := strings.IndexByte(street[at[0]:end], ','); comma >= 0 {
			end = at[0] + comma
		}
		tail := street[end:]
		if tail != "" && !strings.HasPrefix(tail, ",") {
			tail = " " + strings.TrimLeft(tail, " ")
		}
		return street[:at[0]] + part + tail
	}
	if key == "no" {
		if house := bareHouse(street, all); house != nil {
			number := strings.TrimSpace(streetPart.ReplaceAllString(part, ""))
			return street[:house[2]] + number + street[house[3]:]
		}
	}
	return street + " " + part
}

// houseNumber is the number of a house without a word for it, at the end of the road's name: "Jl. Merdeka 10". Jl 17 Agustus has none.
var houseNumber = pola.New(`(?i)\p{L}{2,}\.?,?\s+(\d+(?:\s?[a-z])?(?:[-/]\d+)?)\s*,?\s*$`)

// roadWord stands right in front of the number of a road, which is no house's.
var roadWord = pola.New(`(?i)\b(?:jl|jln|jalan|km|raya|no)\.?\s+$`)

// bareHouse finds that number in front of the first comma or part of a street, by where it begins and ends; nil for none.
func bareHouse(street string, parts [][]int) []int {
	end := len(street)
	if len(parts) > 0 {
		end = parts[0][0]
	}
	if comma := strings.IndexByte(street[:end], ','); comma >= 0 {
		end = comma
	}
	m := houseNumber.FindStringSubmatchIndex(street[:end])
	if m == nil || roadWord.MatchString(street[:m[2]]) {
		return nil
	}
	return m
}
