package catalog

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"tokobot/internal/rupiah"
	"tokobot/internal/wilayah"
)

// The readers in this file take a field as filled and return its value. A field that was left out gives the zero value and
// no complaint, a wrong one gives it with a complaint.

// text is the text without white space around it.
func (r *reader) text(f text) string { return r.scalar(f.N) }

// line is a text with any line ends in it turned into spaces.
func (r *reader) line(f text) string {
	s := r.scalar(f.N)
	if strings.Contains(s, "\n") {
		return strings.Join(strings.Fields(s), " ")
	}
	return s
}

func (r *reader) scalar(n *node) string {
	if n == nil || n.kind == empty || !r.is(n, scalar) {
		return ""
	}
	return strings.TrimSpace(n.text)
}

// elements returns the elements of a list; nothing for one that was left out. One that was left blank is told: nobody
// knows whether it means all or none.
func (r *reader) elements(n *node) []*node {
	if n == nil {
		return nil
	}
	if n.kind == empty {
		r.wrong(at(n), "%s masih kosong; isi, atau hapus kuncinya", named(n))
		return nil
	}
	if !r.is(n, list) {
		return nil
	}
	if n.first == nil {
		r.wrong(n.spot, "daftar %s kosong; isi, atau hapus kuncinya", named(n))
	}
	out := make([]*node, 0, n.len())
	for c := range n.all {
		out = append(out, c)
	}
	return out
}

// texts reads a list of texts, none of them empty. A list that was left blank has none.
func (r *reader) texts(f texts) (out []string) {
	if f.N == nil || f.N.kind == empty {
		return nil
	}
	elements := r.elements(f.N)
	if len(elements) > 0 {
		out = make([]string, 0, len(elements))
	}
	for _, e := range elements {
		if s := r.element(e); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// element reads a text in a list.
func (r *reader) element(e *node) string {
	if e.kind == empty {
		r.wrong(e.spot, "isi daftar ini kosong")
		return ""
	}
	s := r.scalar(e)
	if s == "" && e.kind == scalar {
		r.wrong(e.spot, "isi daftar ini kosong")
	}
	return s
}

// raw is the text of a value that must be there if its key is; false when there is nothing to read.
func (r *reader) raw(n *node) (string, bool) {
	if n == nil || n.kind != empty && !r.is(n, scalar) {
		return "", false
	}
	return strings.TrimSpace(n.text), true
}

// at is where a value stands, or its key when it has none.
func at(n *node) spot {
	if n.kind == empty && n.text == "" && n.key != "" {
		return n.keyAt
	}
	return n.spot
}

// amount reads rupiah.
func (r *reader) amount(f amount) rupiah.Amount {
	s, ok := r.raw(f.N)
	if !ok {
		return 0
	}
	a, err := rupiah.Parse(s)
	if err != nil {
		r.suggest(at(f.N), meantAmount(s), "%s: %v", named(f.N), err)
	}
	return a
}

// otherAmounts are spellings of amounts that are not taken but clear.
var otherAmounts = strings.NewReplacer("rp.", "", "rp", "", "idr", "", "ribu", "rb", "juta", "jt", "/pcs", "", "/kg", "", "/", "", " ", "")

// meantAmount is an amount as it is to be written, when another spelling leaves no doubt.
func meantAmount(s string) string {
	if a, err := rupiah.Parse(otherAmounts.Replace(strings.ToLower(s))); err == nil {
		return rupiah.Dots(int64(a))
	}
	return ""
}

// price reads rupiah above zero.
func (r *reader) price(f amount) rupiah.Amount {
	before := len(r.problems)
	a := r.amount(f)
	if f.N != nil && a == 0 && len(r.problems) == before {
		r.wrong(f.N.spot, "%s harus lebih dari Rp0", named(f.N))
	}
	return a
}

// value reads a raw text with one of the readers of values.go. Of a wrong one meant, where there is one, tells what it was
// probably meant to be.
func value[T any](r *reader, n *node, read func(string) (T, string), meant ...func(string) string) (v T, ok bool) {
	s, ok := r.raw(n)
	if !ok {
		return v, false
	}
	v, wrong := read(s)
	if s == "" {
		wrong = "masih kosong"
	}
	if wrong == "" {
		return v, true
	}
	near := ""
	for _, m := range meant {
		near = m(s)
	}
	if n.key != "" {
		wrong = named(n) + ": " + wrong
	}
	r.suggest(at(n), near, "%s", wrong)
	return v, false
}

func (r *reader) weight(f weight) int            { v, _ := value(r, f.N, readWeight, meantWeight); return v }
func (r *reader) span(f span) time.Duration      { v, _ := value(r, f.N, readSpan, meantSpan); return v }
func (r *reader) size(f sizes) Size              { v, _ := value(r, f.N, readSize); return v }
func (r *reader) date(n *node) (d Date, ok bool) { return value(r, n, readDate, meantDate) }

// yes reads ya or tidak, with an answer for a key that was left out.
func (r *reader) yes(f yesno, otherwise bool) bool {
	if f.N == nil {
		return otherwise
	}
	v, _ := value(r, f.N, readYes, meantYes)
	return v
}

// count reads a whole number between least and most, with a value for a key that was left out.
func (r *reader) count(f count, least, most, otherwise int) int {
	if f.N == nil {
		return otherwise
	}
	v, ok := value(r, f.N, func(s string) (int, string) {
		n, ok := readWhole(s)
		switch {
		case !ok:
			return 0, fmt.Sprintf("%q bukan bilangan bulat; tulis angkanya saja, misalnya 20", s)
		case n < least || n > most:
			return 0, fmt.Sprintf("%d di luar batas; harus %s sampai %s", n, rupiah.Dots(int64(least)), rupiah.Dots(int64(most)))
		}
		return n, ""
	})
	if !ok {
		return otherwise
	}
	return v
}

// pairs reads a mapping of any keys to texts, in the owner's order.
func (r *reader) pairs(f pairs) (out []Info) {
	if f.N == nil || f.N.kind == empty || !r.is(f.N, mapping) {
		return nil
	}
	out = make([]Info, 0, f.N.len())
	for c := range r.singles(f.N) {
		if s := r.scalar(c); s != "" {
			out = append(out, Info{c.key, s, r.pos(c.spot)})
		} else if c.kind == empty || c.kind == scalar {
			r.wrong(c.keyAt, "`%s` masih kosong", c.key)
		}
	}
	return out
}

// singles ranges over a mapping of the owner's own keys and complains of those that come twice, in any case.
func (r *reader) singles(n *node) func(func(*node) bool) {
	return func(yield func(*node) bool) {
		seen := make(map[string]int32, 8)
		for c := range n.all {
			key := strings.ToLower(c.key)
			if line := seen[key]; line > 0 {
				r.wrong(c.keyAt, "kunci `%s` ditulis dua kali, sudah ada di baris %d", c.key, line)
				continue
			}
			seen[key] = c.keyAt.line
			if !yield(c) {
				return
			}
		}
	}
}

func (r *reader) pos(s spot) Pos { return Pos{r.file, int(s.line)} }

// place resolves the name of a region; false when it is none or several.
func (r *reader) place(f place) (wilayah.Code, bool) {
	s := r.scalar(f.N)
	if s == "" {
		return "", false
	}
	code, meant, err := r.resolve(s)
	if err != nil {
		r.suggest(f.N.spot, meant, "%s: %v", named(f.N), err)
	}
	return code, err == nil
}

// places resolves a list of regions; nil when the key was left out.
func (r *reader) places(f places) (out []wilayah.Code) {
	for _, e := range r.elements(f.N) {
		s := r.element(e)
		if s == "" {
			continue
		}
		code, meant, err := r.resolve(s)
		switch {
		case s == "*":
			r.wrong(e.spot, "`*` tidak dipakai di sini; untuk semua daerah hapus kunci `%s`", f.N.key)
		case err != nil:
			r.suggest(e.spot, meant, "%v", err)
		default:
			out = append(out, code)
		}
	}
	return out
}

// resolve finds the one region that a name means. An error tells the candidates.
func (l *loader) resolve(name string) (code wilayah.Code, meant string, err error) {
	found, ok := l.resolved[name]
	if !ok {
		found = l.atlas.Resolve(name)
		l.resolved[name] = found
	}
	switch len(found) {
	case 1:
		return found[0], "", nil
	case 0:
		err = fmt.Errorf("daerah %q tidak dikenal", name)
		return "", l.suggestPlace(name), err
	}
	var names []string
	for _, c := range found[:min(len(found), 6)] {
		names = append(names, l.fullName(c))
	}
	more := ""
	if n := len(found) - len(names); n > 0 {
		more = fmt.Sprintf(" (dan %d lagi)", n)
	}
	return "", names[0], errors.New(fmt.Sprintf("%q bisa berarti ", name) + strings.Join(names, " atau ") + more + "; tulis yang lengkap")
}

// maxSuggested is for how many unknown regions of one load the nearest is looked for: each takes milliseconds, and a file of
// anything may hold a hundred thousand.
const maxSuggested = 100

// suggestPlace is nearPlace for each name once, and for the first ones only.
func (l *loader) suggestPlace(name string) string {
	near, known := l.suggested[name]
	if !known && len(l.suggested) < maxSuggested {
		near = l.nearPlace(name)
		l.suggested[name] = near
	}
	return near
}

// nearPlace is the place that a mistyped name is most likely meant to be, or "". Of several names with commas between them
// the outer ones are set right first, and the inner one is looked for in them.
func (l *loader) nearPlace(name string) string {
	if inner, outer, nested := strings.Cut(name, ","); nested {
		around := l.atlas.Resolve(outer)
		if len(around) == 0 {
			around = l.atlas.Resolve(l.nearPlace(strings.TrimSpace(outer)))
		}
		if meant := l.nearInside(strings.TrimSpace(inner), around); meant != "" {
			return meant
		}
	}
	if near := l.atlas.Suggest(name, 1); len(near) > 0 {
		return l.fullName(near[0])
	}
	return ""
}

// nearInside looks for a mistyped name one and two levels below some places.
func (l *loader) nearInside(name string, around []wilayah.Code) string {
	names := map[string]wilayah.Code{}
	note := func(c wilayah.Code) {
		if _, taken := names[l.atlas.Name(c)]; !taken {
			names[l.atlas.Name(c)] = c
		}
	}
	for _, c := range around {
		for _, child := range l.atlas.Children(c) {
			note(child)
		}
	}
	for _, c := range around {
		for _, child := range l.atlas.Children(c) {
			for _, deeper := range l.atlas.Children(child) {
				note(deeper)
			}
		}
	}
	if c, ok := names[nearest(name, slices.Sorted(maps.Keys(names)))]; ok {
		return l.fullName(c)
	}
	return ""
}

// fullName is a region's name with what tells it from its namesakes.
func (l *loader) fullName(c wilayah.Code) string {
	name := l.atlas.Name(c)
	for p := c.Parent(); p.Level() >= wilayah.Kabupaten; p = p.Parent() {
		name += ", " + l.atlas.Name(p)
	}
	return name
}
