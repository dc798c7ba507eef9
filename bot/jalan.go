package bot

import (
	"regexp"
	"strings"
)

// streetPart finds where a part of a street address begins that is often corrected by itself: "blok C3", "no 8".
var streetPart = regexp.MustCompile(`(?i)\b(blok|blk|nomor|nomer|no|rt|rw|gang|gg|lantai|lt|unit|kav)\b\.?`)

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
var ofPart = regexp.MustCompile(`(?i)\b(rt|rw|no|nomor|blok|gang|gg) ?nya\b`)

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
	return street + " " + part
}
