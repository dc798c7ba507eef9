package catalog

import (
	"slices"
	"strings"
)

// nearest finds the candidate that a mistyped word is most likely meant to be, or "". Case doesn't count.
func nearest(word string, candidates []string) string {
	w := []rune(strings.ToLower(word))
	if len(w) == 0 || len(w) > 64 {
		return ""
	}
	best, found := max(1, len(w)/3)+1, ""
	for _, c := range candidates {
		if d := distance(w, []rune(strings.ToLower(c)), best); d < best {
			best, found = d, c
		}
	}
	return found
}

// keyWords are words that owners use for keys of the format, each with the keys that it may stand for.
var keyWords = map[string]string{
	"price": "harga", "jual": "harga", "name": "nama", "judul": "nama", "stock": "stok_awal", "stok": "stok_awal", "qty": "stok_awal", "gambar": "foto", "image": "foto",
	"photo": "foto", "weight": "berat", "gram": "berat", "ukuran_paket": "dimensi", "keterangan": "deskripsi", "description": "deskripsi", "category": "kategori",
	"variant": "varian", "variasi": "varian", "opsi": "pilihan", "option": "pilihan", "reseller": "grosir", "preorder": "po", "pre_order": "po", "dari": "mulai", "berlaku": "mulai",
	"hingga": "sampai", "habis": "sampai", "berakhir": "sampai", "code": "kode", "tujuan": "ke", "kota": "ke", "ongkos": "per_kg", "flat": "tetap", "etd": "estimasi", "lama": "estimasi",
	"rekening": "nomor", "norek": "nomor", "pemilik": "atas_nama", "an": "atas_nama", "tipe": "jenis", "type": "jenis", "max": "maks", "maksimal": "maks", "minimal": "min",
	"minimum": "min", "pertanyaan": "tanya", "jawaban": "jawab", "besar": "nilai", "diskon": "nilai", "buka": "jam_buka", "jam": "jam_buka", "telepon": "kontak", "wa": "kontak",
}

// nearestKey is nearest for keys of the format: beside slips of the pen it knows keys without their vowels (hrg), keys of
// which a part or the order is wrong (stok, ongkir_gratis), and other words for them (price).
func nearestKey(word string, keys []string) string {
	if near := nearest(word, keys); near != "" {
		return near
	}
	word = strings.Join(keyParts(word), "_")
	if meant, ok := keyWords[word]; ok && slices.Contains(keys, meant) {
		return meant
	}
	for _, like := range []func(key string) bool{
		func(key string) bool {
			return len(word) > 1 && word[0] == key[0] && withoutVowels(word) == word && word == withoutVowels(key)
		},
		func(key string) bool {
			return slices.Equal(slices.Sorted(slices.Values(keyParts(word))), slices.Sorted(slices.Values(keyParts(key))))
		},
		func(key string) bool { return slices.Contains(keyParts(key), word) },
	} {
		if i := slices.IndexFunc(keys, like); i >= 0 {
			return keys[i]
		}
	}
	return ""
}

func keyParts(key string) []string {
	return strings.FieldsFunc(strings.ToLower(key), func(c rune) bool { return c == '_' || c == '-' || c == ' ' || c == '.' })
}

func withoutVowels(s string) string {
	return strings.Map(func(c rune) rune {
		if strings.ContainsRune("aeiou", c) {
			return -1
		}
		return c
	}, s)
}

// distance counts the letters to insert, delete, replace or swap with their neighbour between a and b; it stops caring at
// limit.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	older, old, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range old {
		old[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(old[j+1]+1, row[j]+1, old[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], older[j-1]+1)
			}
		}
		if slices.Min(row) >= limit {
			return limit
		}
		older, old, row = old, row, older
	}
	return old[len(b)]
}
