package wilayah

// Cues tells each word's context by the words themselves: what follows "ke", "ongkir" or "alamat" is Strong up to the next
// ordinary word or sign; in a message about sending, and behind "di" or "dari", a word is Weak.
func Cues(words []string) []Context {
	out := make([]Context, len(words))
	base, next := Unsaid, Unsaid
	left := 0
	for _, w := range words {
		if roles[Key(w)]&roleShip != 0 {
			base = Weak
			break
		}
	}
	for i, w := range words {
		out[i] = base
		key := Key(w)
		if key == "" {
			if w == "?" || w == "!" || w == "\n" {
				left = 0
			}
			continue
		}
		if m := marks[key]; m != markNone {
			// The word for a kind of place prolongs what led to it; alone it is no more than a hint.
			next, left = max(next, Weak), cueReach
			out[i] = max(out[i], base)
			continue
		}
		r := roles[key]
		switch {
		case r&roleTo != 0:
			next, left = Strong, cueReach
		case r&roleFrom != 0:
			next, left = Weak, cueReach
		case r&rolePrep != 0 || r&roleBreak != 0:
			left = 0
		case left > 0:
			out[i] = max(out[i], next)
			left--
		default:
			next = Unsaid
		}
		if left > 0 && i < len(words) && endsSentence(w) {
			left = 0
		}
	}
	return out
}

// cueReach is how many words behind a cue it speaks for.
const cueReach = 4

func endsSentence(w string) bool {
	c := w[len(w)-1]
	return c == '?' || c == '!' || c == '\n'
}
