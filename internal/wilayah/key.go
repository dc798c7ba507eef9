package wilayah

// Key is the form in which names are compared: Latin letters in lower case and digits, nothing else. "Bau-Bau", "bau bau" and
// "BAUBAU" have one key.
func Key(s string) string {
	for i := 0; i < len(s); i++ {
		if fold(s[i]) != s[i] || s[i] == 0 {
			return string(appendKey(make([]byte, 0, len(s)), s))
		}
	}
	return s
}

// appendKey appends the key of s to b.
func appendKey(b []byte, s string) []byte {
	for i := 0; i < len(s); i++ {
		if c := fold(s[i]); c != 0 {
			b = append(b, c)
		}
	}
	return b
}

// fold lowers a letter, keeps a digit, and gives 0 for every other byte.
func fold(c byte) byte {
	switch {
	case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
		return c
	case 'A' <= c && c <= 'Z':
		return c + 'a' - 'A'
	}
	return 0
}

// hash is FNV-1a, which can be carried on byte by byte.
const hashSeed uint32 = 2166136261

func hashByte(h uint32, c byte) uint32 { return (h ^ uint32(c)) * 16777619 }

func hashString(h uint32, s string) uint32 {
	for i := 0; i < len(s); i++ {
		h = hashByte(h, s[i])
	}
	return h
}
