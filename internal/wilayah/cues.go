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
		case key == "cod":
			next, left = Strong, 1 // "cod batu bisa?"
		case r&roleFrom != 0:
			if next, left = Weak, cueReach; r&rolePrep != 0 && r&roleTo == 0 && (i == 0 && key == "di" || i > 0 && leadsOn(Key(words[i-1]))) {
				next = Strong // "tinggal di", "aku di"
			}
		case r&rolePrep != 0 || r&roleBreak != 0:
			left = 0
		case left > 0:
			out[i] = max(out[i], next)
			left--
		default:
			next = Unsaid
		}
		if i+1 < len(words) && out[i] == Weak && r == 0 && roles[Key(words[i+1])]&roleCost != 0 && (i == 0 || roles[Key(words[i-1])]&(roleGlue|roleBreak) != 0) {
			out[i] = Strong // "kalau batu ongkirnya berapa"
		}
		if left > 0 && i < len(words) && endsSentence(w) {
			left = 0
		}
	}
	return out
}

// leadsOn tells whether "di" behind a word leads to a place as surely as the word does.
func leadsOn(key string) bool { return key == "cod" || persons[key] || roles[key]&roleTo != 0 }

// persons are the words for who speaks: "aku di" is where somebody lives.
var persons = map[string]bool{"aku": true, "saya": true, "sy": true, "gw": true, "gue": true, "gua": true, "aq": true, "ane": true, "kami": true,
	"rumahku": true, "rumahnya": true}

// cueReach is how many words behind a cue it speaks for.
const cueReach = 4

func endsSentence(w string) bool {
	c := w[len(w)-1]
	return c == '?' || c == '!' || c == '\n'
}
