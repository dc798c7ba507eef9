package wilayah

import "strings"

// streets marks what is named after "jl" and the like: no places, though many streets are called after one.
func (f *finder) streets() {
	at := 0
	for i := 0; i < len(f.tokens); i++ {
		for at < len(f.mentions) && f.mentions[at].last <= i {
			at++
		}
		if at < len(f.mentions) && f.mentions[at].first <= i {
			continue // a name that begins with such a word: Kampung Melayu
		}
		if f.tokens[i].role&(roleStreet|roleHouse) == 0 {
			continue
		}
		i = f.street(i, at) - 1
	}
}

// street marks the name behind the street word at token i and returns where it ends; mention at is the next one.
func (f *finder) street(i, at int) int {
	house := f.tokens[i].role&roleHouse != 0
	j := i + 1
	named := false // by a word such as baru: Kampung Baru
	for j < len(f.tokens) && f.tokens[j].sep == sepNone && f.tokens[j].role&(roleStreet|roleHouse|roleMore) != 0 {
		named = named || f.tokens[j].role&roleMore != 0 && f.tokens[j].key != "raya" && f.tokens[j].key != "dalam"
		if f.begins(at, j) {
			if f.mentions[at].last > j+1 {
				break
			}
			f.mentions[at].street = true // Raya, which is a kecamatan too
			at++
		}
		j++
	}
	if j >= len(f.tokens) || f.tokens[j].sep != sepNone || f.tokens[j].digits || f.tokens[j].mark != markNone && !(f.tokens[j].mark == markKel && f.begins(at, j)) || f.tokens[j].role&rolePrep != 0 {
		return j
	}
	if f.begins(at, j) {
		if named {
			return j
		}
		m := &f.mentions[at]
		if house && !f.o.Address && at == len(f.mentions)-1 {
			return m.last // "kantor bandung"
		}
		m.street = true
		j = m.last
		at++
	} else {
		f.tokens[j].street = true
		j++
	}
	for n := 0; n < 3 && j < len(f.tokens) && f.tokens[j].sep == sepNone; n++ {
		if f.begins(at, j) {
			m := &f.mentions[at]
			if m.mark != markNone || !f.numbered(m.last) {
				break
			}
			m.street = true // "Jl Imam Bonjol 45"
			return m.last
		}
		if t := &f.tokens[j]; t.digits || t.mark != markNone || t.role&(roleGlue|roleBreak|rolePrep) != 0 {
			break
		}
		f.tokens[j].street = true
		j++
	}
	return j
}

// numbered tells whether the number of a house stands at token i.
func (f *finder) numbered(i int) bool {
	if i >= len(f.tokens) || f.tokens[i].sep != sepNone {
		return false
	}
	t := &f.tokens[i]
	if i+1 < len(f.tokens) && strings.Trim(t.key, "ivx") == "" {
		t = &f.tokens[i+1] // "Jl Tukad Badung XX no 5"
	}
	return t.digits && len(t.key) < 5 || houseNumber[t.key]
}

// houseNumber are the words in front of a number that belongs to a street.
var houseNumber = map[string]bool{"no": true, "nomor": true, "nomer": true, "nmr": true, "km": true, "blok": true, "gg": true, "gang": true, "kav": true, "rt": true}

// begins tells whether mention at begins at token j.
func (f *finder) begins(at, j int) bool { return at < len(f.mentions) && f.mentions[at].first == j }
