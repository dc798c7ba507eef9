package wilayah

import (
	"slices"
	"strings"
	"sync"
)

// Atlas is every place of Indonesia with its names. It is read-only and safe for concurrent use.
type Atlas struct {
	places   []place // in the order of their codes, so that a place is followed by all that lies in it, kelurahan apart
	kecs     []int32 // the kecamatan among places
	entries  []entry
	slots    []int32 // an open hash table over entries by key: the entry's number + 1
	readings []reading
	ordinary wordSet
	part     wordSet // the words of which names of provinces, kabupaten and kota of several words are made
	near     spelling
	around   map[int32][]int32 // places that people count to a city though they lie outside it

	once     sync.Once
	villages *villages
}

// place is a province, kabupaten, kota or kecamatan.
type place struct {
	code   Code
	name   string // official
	bare   string // without Kota, Kabupaten, Administrasi
	people int    // provinces, kabupaten and kota
	weight int    // people, or what a kecamatan's even share of its kabupaten's would be
	around int    // people, a kecamatan's those of its kabupaten
	end    int32  // one past the last place within
	kec    int32  // a kecamatan's number among kecamatan, -1 for others
}

// Name is the official name of a place: "Kota Cimahi", "Jawa Barat", "Cimahi Selatan"; "" for a code that is not one.
func (a *Atlas) Name(c Code) string {
	if c.Level() == Kelurahan {
		v := a.desa()
		if i, ok := v.find(a, c); ok {
			return v.name(v.nameOf[i])
		}
		return ""
	}
	if i, ok := a.index(c); ok {
		return a.places[i].name
	}
	return ""
}

// Short is the everyday name of a place: "Cimahi", "Bandung", "Jakarta Selatan", "DKI Jakarta", "DI Yogyakarta".
func (a *Atlas) Short(c Code) string {
	if i, ok := a.index(c); ok {
		return a.places[i].bare
	}
	return a.Name(c)
}

// Full names a place with all that it lies in: "Cimahi Selatan, Kota Cimahi, Jawa Barat".
func (a *Atlas) Full(c Code) string {
	var parts []string
	for ; c != ""; c = c.Parent() {
		n := a.Name(c)
		if n == "" {
			return ""
		}
		parts = append(parts, n)
	}
	return strings.Join(parts, ", ")
}

// Has tells whether the code is a place's.
func (a *Atlas) Has(c Code) bool {
	if c.Level() == Kelurahan {
		_, ok := a.desa().find(a, c)
		return ok
	}
	_, ok := a.index(c)
	return ok
}

// Children lists the places right below c in the order of their codes; of "" the provinces.
func (a *Atlas) Children(c Code) []Code {
	var out []Code
	if c == "" {
		for i := int32(0); int(i) < len(a.places); i = a.places[i].end {
			out = append(out, a.places[i].code)
		}
		return out
	}
	i, ok := a.index(c)
	if !ok {
		return nil
	}
	if p := a.places[i]; p.kec >= 0 {
		v := a.desa()
		for k := v.first[p.kec]; k < v.first[p.kec+1]; k++ {
			out = append(out, v.code(a, k))
		}
		return out
	}
	for j := i + 1; j < a.places[i].end; j = a.places[j].end {
		out = append(out, a.places[j].code)
	}
	return out
}

// Population is how many people live in a province, kabupaten or kota (second half of 2024); 0 for what lies deeper.
func (a *Atlas) Population(c Code) int {
	if i, ok := a.index(c); ok {
		return a.places[i].people
	}
	return 0
}

// Postcodes lists the postcodes of a place, ascending.
func (a *Atlas) Postcodes(c Code) []string {
	v := a.desa()
	var found []uint32
	if c.Level() == Kelurahan {
		if i, ok := v.find(a, c); ok {
			found = append(found, v.post[i])
		}
	} else if i, ok := a.index(c); ok {
		from, to := a.kecRange(i)
		if from < to {
			found = slices.Clone(v.post[v.first[from]:v.first[to]])
		}
	}
	slices.Sort(found)
	var out []string
	for _, p := range slices.Compact(found) {
		out = append(out, postcode(p))
	}
	return out
}

// ByPostcode lists the kecamatan in which a postcode is used, the likelier first. It is a hint: 125 postcodes lie in
// several kabupaten.
func (a *Atlas) ByPostcode(p string) []Code {
	n, ok := parsePostcode(p)
	if !ok {
		return nil
	}
	var out []int32
	for _, k := range a.desa().kecsOf(n) {
		out = append(out, a.kecs[k])
	}
	return a.codes(out)
}

// index finds a place by its code; kelurahan are not among them.
func (a *Atlas) index(c Code) (int32, bool) {
	i, ok := slices.BinarySearchFunc(a.places, c, func(p place, c Code) int { return strings.Compare(string(p.code), string(c)) })
	return int32(i), ok
}

// kecRange tells which kecamatan a place consists of, as numbers among kecamatan.
func (a *Atlas) kecRange(i int32) (from, to int32) {
	byIndex := func(at int32) int32 {
		n, _ := slices.BinarySearch(a.kecs, at)
		return int32(n)
	}
	return byIndex(i), byIndex(a.places[i].end)
}

// within tells whether place i is place j or lies in it.
func (a *Atlas) within(i, j int32) bool { return j <= i && i < a.places[j].end }

// codes turns places into codes, the likelier first.
func (a *Atlas) codes(is []int32) []Code {
	a.sort(is)
	out := make([]Code, len(is))
	for k, i := range is {
		out[k] = a.places[i].code
	}
	return out
}

// sort puts the likelier places first: the more people, a kecamatan counting as its kabupaten, then the lower code.
func (a *Atlas) sort(is []int32) {
	slices.SortFunc(is, func(i, j int32) int {
		if d := a.places[j].around - a.places[i].around; d != 0 {
			return d
		}
		return int(i - j)
	})
}

// desa gives the kelurahan, which are unpacked when they are first needed.
func (a *Atlas) desa() *villages {
	a.once.Do(func() { a.villages = mustUnpack() })
	return a.villages
}
