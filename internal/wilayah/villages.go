package wilayah

import (
	"bytes"
	"compress/flate"
	_ "embed"
	"encoding/binary"
	"fmt"
	"io"
	"slices"
	"strconv"
)

// packedVillages holds the kelurahan; gen tells the format.
//
//go:embed desa.bin
var packedVillages []byte

// villages is every kelurahan and desa, in arrays: about 2.5 MB.
type villages struct {
	text   []byte   // the distinct names, one after the other
	start  []uint32 // where each name begins, in the order of keys; one more at the end
	from   []uint32 // where each name's kelurahan begin in having; one more at the end
	having []uint32 // kelurahan, grouped by name
	nameOf []uint32 // of each kelurahan, in the order of codes
	part   []uint16 // the code's last part
	post   []uint32 // the postcode
	first  []uint32 // where each kecamatan's kelurahan begin; one more at the end
	kec    []uint16 // the kecamatan's number
	filter []uint64 // a bit for each name's hash: most words that are no name are known at once
	byPost []uint32 // the kecamatan's numbers by postcode, without doubles
	posts  []uint32 // the postcodes of byPost, ascending
}

// mustUnpack unpacks the kelurahan. They are part of the program: damage is a broken build, which a test would have seen.
func mustUnpack() *villages {
	raw, err := io.ReadAll(flate.NewReader(bytes.NewReader(packedVillages)))
	if err != nil {
		panic(fmt.Errorf("unpack kelurahan: %w", err))
	}
	v := &villages{}
	names, n := binary.Uvarint(raw)
	raw = raw[n:]
	total, n := binary.Uvarint(raw)
	raw = v.readNames(raw[n:], int(names))
	v.readColumns(raw, int(total))
	v.groupByName()
	v.groupByPost()
	return v
}

// readNames reads the names and returns what follows.
func (v *villages) readNames(raw []byte, names int) []byte {
	shared := raw[:2*names]
	size, n := binary.Uvarint(raw[2*names:])
	tails := raw[2*names+n:][:size]
	rest := raw[2*names+n+int(size):]
	length := 0
	for i := range names {
		length += int(shared[2*i]) + int(shared[2*i+1])
	}
	v.text = make([]byte, 0, length)
	v.start = make([]uint32, 0, names+1)
	v.filter = make([]uint64, filterBits/64)
	last := 0
	for i := range names {
		at := len(v.text)
		v.start = append(v.start, uint32(at))
		v.text = append(v.text, v.text[last:last+int(shared[2*i])]...)
		v.text = append(v.text, tails[:shared[2*i+1]]...)
		tails = tails[shared[2*i+1]:]
		last = at
		h := hashSeed
		for _, c := range v.text[at:] {
			if c = fold(c); c != 0 {
				h = hashByte(h, c)
			}
		}
		v.filter[h%filterBits/64] |= 1 << (h % 64)
	}
	v.start = append(v.start, uint32(len(v.text)))
	return rest
}

// filterBits is the size of the filter: with 63,720 names one word in nine passes for nothing.
const filterBits = 1 << 19

// readColumns reads what each kelurahan has beside its name.
func (v *villages) readColumns(raw []byte, total int) {
	v.first = []uint32{0}
	for sum := uint32(0); int(sum) < total; {
		k, n := binary.Uvarint(raw)
		raw = raw[n:]
		sum += uint32(k)
		v.first = append(v.first, sum)
	}
	v.nameOf = make([]uint32, total)
	v.part = make([]uint16, total)
	v.post = make([]uint32, total)
	v.kec = make([]uint16, total)
	for k := range len(v.first) - 1 {
		last := int64(0)
		for i := v.first[k]; i < v.first[k+1]; i++ {
			d, n := binary.Varint(raw)
			raw = raw[n:]
			last += d
			v.part[i], v.kec[i] = uint16(last), uint16(k)
		}
	}
	for i := range total {
		v.nameOf[i] = uint32(raw[i])<<16 | uint32(raw[total+i])<<8 | uint32(raw[2*total+i])
	}
	raw = raw[3*total:]
	last := int64(0)
	for i := range total {
		d, n := binary.Varint(raw)
		raw = raw[n:]
		last += d
		v.post[i] = uint32(last)
	}
}

func (v *villages) groupByName() {
	v.from = make([]uint32, len(v.start))
	for _, n := range v.nameOf {
		v.from[n+1]++
	}
	for n := 1; n < len(v.from); n++ {
		v.from[n] += v.from[n-1]
	}
	v.having = make([]uint32, len(v.nameOf))
	next := slices.Clone(v.from)
	for i, n := range v.nameOf {
		v.having[next[n]] = uint32(i)
		next[n]++
	}
}

func (v *villages) groupByPost() {
	pairs := make([]uint64, 0, 12000)
	for k := range len(v.first) - 1 {
		at := len(pairs)
		for _, p := range v.post[v.first[k]:v.first[k+1]] {
			if pair := uint64(p)<<32 | uint64(k); !slices.Contains(pairs[at:], pair) {
				pairs = append(pairs, pair)
			}
		}
	}
	slices.Sort(pairs)
	for _, p := range pairs {
		v.posts, v.byPost = append(v.posts, uint32(p>>32)), append(v.byPost, uint32(p))
	}
}

// name is the text of a name by its number.
func (v *villages) name(n uint32) string { return string(v.text[v.start[n]:v.start[n+1]]) }

// named lists the kelurahan whose name has the key, in runs: names [lo, hi).
func (v *villages) named(key string) (lo, hi uint32) {
	if h := hashString(hashSeed, key); v.filter[h%filterBits/64]&(1<<(h%64)) == 0 {
		return 0, 0
	}
	n := uint32(len(v.start) - 1)
	lo = v.search(key, 0, n)
	hi = lo
	for hi < n && v.compare(hi, key) == 0 {
		hi++
	}
	return lo, hi
}

// search finds the first name not below the key.
func (v *villages) search(key string, lo, hi uint32) uint32 {
	for lo < hi {
		if m := (lo + hi) / 2; v.compare(m, key) < 0 {
			lo = m + 1
		} else {
			hi = m
		}
	}
	return lo
}

// compare compares the key of a name with a key.
func (v *villages) compare(n uint32, key string) int {
	at := 0
	for _, c := range v.text[v.start[n]:v.start[n+1]] {
		if c = fold(c); c == 0 {
			continue
		}
		if at == len(key) {
			return 1
		}
		if c != key[at] {
			return int(c) - int(key[at])
		}
		at++
	}
	return at - len(key)
}

// find finds a kelurahan by its code.
func (v *villages) find(a *Atlas, c Code) (uint32, bool) {
	p, ok := a.index(c.Parent())
	if !ok || a.places[p].kec < 0 {
		return 0, false
	}
	k := a.places[p].kec
	want, err := strconv.ParseUint(string(c[len(c.Parent())+1:]), 10, 16)
	if err != nil || len(c) != len("11.01.01.2001") {
		return 0, false
	}
	i, ok := slices.BinarySearch(v.part[v.first[k]:v.first[k+1]], uint16(want))
	return v.first[k] + uint32(i), ok
}

// code is a kelurahan's code.
func (v *villages) code(a *Atlas, i uint32) Code {
	p := a.places[a.kecs[v.kec[i]]].code
	b := make([]byte, 0, 13)
	b = append(b, p...)
	b = append(b, '.')
	return Code(strconv.AppendInt(b, int64(v.part[i]), 10))
}

// kecsOf lists the numbers of the kecamatan that use a postcode.
func (v *villages) kecsOf(post uint32) []uint32 {
	lo, _ := slices.BinarySearch(v.posts, post)
	hi, _ := slices.BinarySearch(v.posts, post+1)
	return v.byPost[lo:hi:hi]
}

// postcode writes a postcode.
func postcode(p uint32) string { return strconv.Itoa(int(p)) }

// parsePostcode reads a postcode; all have five digits and none begins with 0.
func parsePostcode(s string) (uint32, bool) {
	if len(s) != 5 || s[0] == '0' {
		return 0, false
	}
	n := uint32(0)
	for i := range 5 {
		if s[i] < '0' || s[i] > '9' {
			return 0, false
		}
		n = n*10 + uint32(s[i]-'0')
	}
	return n, true
}
