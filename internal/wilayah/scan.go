package wilayah

import (
	"slices"
	"strings"
)

// mention is one name in the message: the tokens [from, to), with the words for its kind [first, last).
type mention struct {
	from, to    int
	first, last int
	wide        int   // where a kelurahan's name that begins alike would end, 0 for none: antapani in "antapani kidul"
	lo, hi      int   // its readings among finder.spots
	top         Level // the highest level among them
	far         int   // how misspelt, in quarters
	mark        mark
	ctx         Context
	sure        bool // it counts alone; otherwise only with a place that it lies in
	village     bool // marked as a kelurahan: readings come later
	street      bool
	collision   string
	kind        kind
}

func (f *finder) readings(m *mention) []spot { return f.spots[m.lo:m.hi] }

// scan finds the names of provinces down to kecamatan, from left to right, the longest first.
func (f *finder) scan() {
	for i := 0; i < len(f.tokens); {
		if m, ok := f.mentionAt(i); ok {
			f.mentions = append(f.mentions, m)
			i = m.last
			continue
		}
		i += max(1, f.longVillage(i))
	}
}

// longVillage is how many tokens from i on are the name of a kelurahan, of several words, where a destination begins and no name of anything
// higher does: "ke pulau untung jawa" is not Jawa, "ke gunung batu" not Batu.
func (f *finder) longVillage(i int) int {
	if f.o.Address || f.tokens[i].ctx < Strong || !f.led(i) || f.tokens[i].mark != markNone || f.tokens[i].role&^(roleStreet|roleMore) != 0 {
		return 0
	}
	for n := min(f.run(i), 4); n > 1; n-- {
		last := &f.tokens[i+n-1]
		if last.mark != markNone || last.role&^roleMore != 0 || f.overlaps(i+1, i+n) {
			continue
		}
		if lo, hi := f.a.desa().named(f.key(i, i+n, false)); lo < hi {
			return n
		}
	}
	return 0
}

// mentionAt reads the name that begins at token i, with a word for its kind in front if there is one.
func (f *finder) mentionAt(i int) (mention, bool) {
	t := &f.tokens[i]
	if t.ctx == Taken || i > 0 && f.tokens[i-1].key == "luar" {
		return mention{}, false // "luar jawa" is anywhere else
	}
	if t.mark != markNone {
		if m, ok := f.markedAt(i); ok {
			return m, true
		}
	}
	if t.role&rolePrep != 0 {
		return mention{}, false
	}
	if m, ok := f.exactAt(i, markNone); ok {
		if longer, ok := f.extended(m); ok {
			return f.behind(longer), true
		}
		return f.widened(f.behind(m)), true
	}
	if m, ok := f.gluedAt(i); ok {
		return f.behind(m), true
	}
	if m, ok := f.misspeltAt(i); ok {
		return f.behind(m), true
	}
	return mention{}, false
}

// exactAt finds the longest name that begins at token i. With a mark, readings of that kind are taken, if there are any;
// the mention's mark says whether.
func (f *finder) exactAt(i int, mk mark) (mention, bool) {
	var kept mention
	for n := f.run(i); n > 0; n-- {
		for _, long := range [2]bool{false, true} {
			if long && (n == 1 || !f.hasShort(i, i+n)) {
				continue
			}
			if n == 1 && f.tokens[i].mark != markNone && mk != markKec {
				continue // there is a kecamatan Kota
			}
			key := f.key(i, i+n, long)
			e := f.a.lookup(key)
			if e == nil || n > 1 && !f.sameWords(e, i, i+n, long) {
				continue
			}
			if n > 1 && f.endsMarked(i, i+n, mk) {
				return f.markedBehind(e, i, i+n), true
			}
			m, ok := f.mention(e, i, i+n, mk, 0)
			if !ok {
				continue
			}
			if mk == markNone || m.mark == mk {
				return m, true
			}
			if kept.to == 0 {
				kept = m
			}
		}
	}
	return kept, kept.to > 0
}

// hasShort tells whether one of the tokens [i, j) has a long form.
func (f *finder) hasShort(i, j int) bool {
	for _, t := range f.tokens[i:j] {
		if _, ok := longForms[t.key]; ok {
			return true
		}
	}
	return false
}

// sameWords tells whether the tokens part the name where it is written apart, or where somebody may well have parted it: not
// "ke diri" for Kediri.
func (f *finder) sameWords(e *entry, i, j int, long bool) bool {
	at, same := 0, true
	for k := i; k < j-1; k++ {
		key := f.tokens[k].key
		if l, ok := longForms[key]; ok && long {
			key = l
		}
		at += len(key)
		if at < 64 && e.bounds&(1<<at) == 0 {
			same = false
		}
	}
	if same {
		return true
	}
	if len(e.key) < 6 {
		return false
	}
	for _, t := range f.tokens[i:j] {
		if t.ordinary && len(e.key) < 9 && (len(e.key) < 8 || len(t.key) < 4 || f.context(i, j) < Strong) || len(t.key) < 2 || t.role&(rolePrep|roleTo) != 0 {
			return false
		}
	}
	return true
}

// mention makes a mention of an entry, and says whether it may count here.
func (f *finder) mention(e *entry, i, j int, mk mark, far int) (mention, bool) {
	m := mention{from: i, to: j, first: i, last: j, lo: len(f.spots), far: far, ctx: f.context(i, j), kind: e.kind, collision: e.collision}
	if f.addMarked(e, mk) {
		m.mark, m.sure = mk, true
	} else {
		for at := e.head; at >= 0; at = f.a.readings[at].next {
			r := f.a.readings[at]
			f.spots = append(f.spots, spot{r.place, -1, r.rank})
		}
	}
	m.hi = len(f.spots)
	m.top = Level(9)
	for _, s := range f.readings(&m) {
		m.top = min(m.top, s.rank)
	}
	if m.mark == markNone && !f.admit(&m, e) {
		f.spots = f.spots[:m.lo]
		return m, false
	}
	return m, true
}

// admit decides whether an unmarked name counts where it stands, and whether it does so alone.
func (f *finder) admit(m *mention, e *entry) bool {
	ordinary := f.allOrdinary(m.from, m.to)
	if ordinary && m.collision == "" {
		m.collision = e.key
	}
	if m.from > 0 && f.tokens[m.from-1].digits && f.tokens[m.from].sep == sepNone && !f.o.Address && (ordinary || m.collision != "" && len(e.key) <= 4) && m.ctx < Strong {
		return false // "2 bks" are two packets
	}
	if m.from > 0 && f.tokens[m.from-1].digits && f.tokens[m.from].sep == sepNone && e.kind == kindAbbr && m.ctx < Weak {
		return false // "4 lambar" are four sheets in Sundanese
	}
	if m.to-m.from == 1 && f.tokens[m.from].role&roleGlue != 0 && !f.o.Address {
		return false // "deket" is near, and seldom the kecamatan
	}
	// Ordinary names below the kabupaten are only ever a part of an address, and then beside what they lie in.
	if m.top >= Kecamatan {
		switch {
		case ordinary:
			several := m.to-m.from > 1
			m.sure = several && (m.ctx >= Strong && f.led(m.from) || m.ctx == Weak && f.opens(m.from) || f.o.Address && f.apart(m.from))
			return m.ctx >= Weak || f.o.Address || several
		case m.collision != "" || len(e.key) <= 3:
			m.sure = m.ctx >= Strong && (len(e.key) > 3 || len(e.key) == 3 && f.led(m.from))
		case m.ctx >= Strong:
			m.sure = true
		case m.ctx == Weak:
			m.sure = len(e.key) >= 5 || len(e.key) == 4 && m.from > 0 && f.tokens[m.from-1].role&(rolePrep|roleShip) == rolePrep
		default:
			m.sure = e.kind == kindArea && len(e.key) >= 5 || m.to-m.from > 1 && len(e.key) >= 9
		}
		return true
	}
	need := Unsaid
	switch short := len(e.key) <= 3 && !famous[e.key]; {
	case ordinary && m.to-m.from == 1 || m.collision != "" && !strings.HasPrefix(m.collision, e.key):
		need = Strong
	case m.collision != "" || e.kind == kindCode || short:
		need = Weak
	}
	m.sure = m.ctx >= need
	if len(e.key) <= 3 && m.collision != "" {
		if m.sure = m.sure && f.led(m.from) && f.endsBefore(m.to); ordinary {
			m.sure = m.sure && f.leads(m.from) // "ongkir gk mahal"
		}
	}
	return m.sure || !ordinary || m.to-m.from > 1 || f.o.Address && len(e.key) > 3 || f.heldBehind(m, e)
}

// heldBehind tells whether the province of a place stands right behind its name, which is an ordinary word: "pati jawa tengah".
func (f *finder) heldBehind(m *mention, e *entry) bool {
	for n := min(f.run(m.to), 3); n > 0 && len(e.key) > 3; n-- {
		out := f.a.lookup(f.key(m.to, m.to+n, false))
		if out == nil || f.tokens[m.to].sep != sepNone || f.allOrdinary(m.to, m.to+n) {
			continue
		}
		for at := out.head; at >= 0; at = f.a.readings[at].next {
			r := f.a.readings[at]
			if r.rank == Province && slices.ContainsFunc(f.readings(m), func(s spot) bool { return f.a.within(s.place, r.place) }) {
				return true
			}
		}
	}
	return false
}

// opens tells whether token i begins something, or stands behind a word that a place may follow.
func (f *finder) opens(i int) bool {
	return i == 0 || f.tokens[i].sep != sepNone || f.tokens[i-1].role&(roleTo|rolePrep|roleFrom|roleGlue|roleBreak) != 0
}

// endsBefore tells whether what was read ends before token i: what stands there is no word that it would go with, as in "plg murah".
func (f *finder) endsBefore(i int) bool {
	if i >= len(f.tokens) || f.tokens[i].sep != sepNone {
		return true
	}
	t := &f.tokens[i]
	return !t.ordinary || t.role != 0 || t.digits || t.mark != markNone
}

// allOrdinary tells whether the tokens [i, j) are all words that mean something else.
func (f *finder) allOrdinary(i, j int) bool {
	for _, t := range f.tokens[i:j] {
		if !t.ordinary && t.mark == markNone {
			return false
		}
	}
	return true
}

// widened notes that a kelurahan's name begins with this one: with a kecamatan's, in an address with any, and with a higher one's where
// the next word means nothing else: "padang lampe".
func (f *finder) widened(m mention) mention {
	if m.mark != markNone || m.last != m.to {
		return m
	}
	for n := min(f.run(m.from), 4); n > m.to-m.from; n-- {
		end := m.from + n
		t := &f.tokens[end-1]
		if t.mark != markNone || t.digits || t.ctx < Weak || t.role&^roleMore != 0 || f.overlaps(m.to, end) {
			continue
		}
		if m.top < Kecamatan && !f.o.Address && ((t.ordinary || f.known(end-1, end)) && (t.role != 0 || !f.led(m.from)) || f.a.part.has(t.key) || f.a.lookup(t.key) != nil) {
			continue
		}
		if lo, hi := f.a.desa().named(f.key(m.from, end, false)); lo < hi {
			m.wide, m.last = end, end
			m.sure = m.sure && !f.o.Address
			return m
		}
	}
	return m
}

// overlaps tells whether a name begins in the tokens [i, end) and goes on behind them: "temon kulon progo".
func (f *finder) overlaps(i, end int) bool {
	at := len(f.spots)
	defer func() { f.spots = f.spots[:at] }()
	for ; i < end; i++ {
		if m, ok := f.exactAt(i, markNone); ok && m.to > end {
			return true
		}
	}
	return false
}
