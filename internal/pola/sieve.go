package pola

// sieve knows pieces of text of which every match has one. Letters are compared without their case.
type sieve struct {
	begins [32]uint32 // the first two bytes of a piece, in their lowest five bits: for the first a bit of the second
	pieces []string   // in small letters, none of them empty
}

// low5 is what a letter has in common with its capital; other bytes share it with some letter, which only costs a look.
func low5(b byte) byte { return b & 31 }

func newSieve(expr string) *sieve {
	pieces := needed(expr)
	if len(pieces) == 0 {
		return nil
	}
	s := &sieve{pieces: pieces}
	for _, p := range pieces {
		if len(p) == 1 {
			s.begins[low5(p[0])] = ^uint32(0)
			continue
		}
		s.begins[low5(p[0])] |= 1 << low5(p[1])
	}
	return s
}

// passes reports whether one of the pieces is in the text.
func (s *sieve) passes(text string) bool {
	for i := range len(text) {
		next := byte(0)
		if i+1 < len(text) {
			next = text[i+1]
		}
		if s.begins[low5(text[i])]&(1<<low5(next)) != 0 && s.at(text[i:]) || oddLetter(text[i:]) {
			return true
		}
	}
	return false
}

// at reports whether a piece begins the text.
func (s *sieve) at(text string) bool {
	for _, p := range s.pieces {
		if len(p) <= len(text) && equal(text[:len(p)], p) {
			return true
		}
	}
	return false
}

// equal compares a text with small letters of the same length.
func equal(text, small string) bool {
	for i := range len(small) {
		c := text[i]
		if 'A' <= c && c <= 'Z' {
			c += 'a' - 'A'
		}
		if c != small[i] {
			return false
		}
	}
	return true
}

// oddLetter reports the two letters beyond ASCII whose small letter is of ASCII, the long s and the sign of Kelvin: a text with one is searched.
func oddLetter(text string) bool {
	return text[0] >= 0x80 && (len(text) > 1 && text[:2] == "ſ" || len(text) > 2 && text[:3] == "\u212a")
}
