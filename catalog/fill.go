package catalog

import (
	"fmt"
	"reflect"
	"strings"
)

// plan is how a type of format.go is filled, worked out once from its tags.
type plan struct {
	name     string // what the owner reads: `grosir`; "" for the files themselves
	keys     []string
	required []bool
	index    map[string]int
}

func (l *loader) plan(t reflect.Type) *plan {
	if p := l.plans[t]; p != nil {
		return p
	}
	p := &plan{index: map[string]int{}, name: sections[t]}
	for i := range t.NumField() {
		tag := t.Field(i).Tag
		p.keys = append(p.keys, tag.Get("yaml"))
		p.required = append(p.required, strings.HasPrefix(tag.Get("jsonschema"), "required"))
		p.index[tag.Get("yaml")] = i
	}
	l.plans[t] = p
	return p
}

// sections are the lists whose elements have no key of their own.
var sections = map[reflect.Type]string{
	reflect.TypeFor[productFile](): "`produk`", reflect.TypeFor[tierFile](): "`grosir`", reflect.TypeFor[variantFile](): "`varian`",
	reflect.TypeFor[optionFile](): "`pilihan`", reflect.TypeFor[courierFile](): "`kurir`", reflect.TypeFor[serviceFile](): "`layanan`",
	reflect.TypeFor[rateFile](): "`tarif`", reflect.TypeFor[methodFile](): "`metode`", reflect.TypeFor[questionFile](): "`faq`",
	reflect.TypeFor[voucherFile](): "`promo`",
}

// fill sorts the keys of a mapping into a struct of format.go. Unknown, double and missing keys are told. A key that the
// struct doesn't have may be taken by extra; otherwise it counts as the key that it was probably meant to be, so that a slip in
// its value is told as well and nothing is said to be missing. It is false when n is no mapping at all.
func (r *reader) fill(n *node, into any, extra func(*node) bool) bool {
	if n == nil || !r.is(n, mapping) {
		return false
	}
	v := reflect.ValueOf(into).Elem()
	p := r.plan(v.Type())
	field := func(i int) **node { return v.Field(i).Field(0).Addr().Interface().(**node) }
	var mistyped []*node // and what each was meant to be
	var meant []string
	for c := range n.all {
		i, ok := p.index[c.key]
		switch {
		case !ok && extra != nil && extra(c):
		case !ok && c.kind == empty && c.key != "" && strings.IndexByte("0123456789-", c.key[0]) >= 0:
			r.wrong(c.keyAt, cutByComma)
		case !ok:
			if near := r.unknown(c, p, n); near != "" {
				mistyped, meant = append(mistyped, c), append(meant, near)
			}
		case *field(i) != nil:
			r.wrong(c.keyAt, "kunci `%s` ditulis dua kali, sudah ada di baris %d", c.key, (*field(i)).keyAt.line)
			if (*field(i)).kind == empty {
				*field(i) = c
			}
		default:
			*field(i) = c
		}
	}
	for k, c := range mistyped {
		if i := p.index[meant[k]]; *field(i) == nil {
			*field(i) = c
		}
	}
	for i, required := range p.required {
		if !required {
			continue
		}
		switch c := *field(i); {
		case c == nil && n.key == "" && p.name == "" && len(r.torn) > 0: // may be what could not be read
		case c == nil:
			r.wrong(n.spot, "`%s` belum ada di %s", p.keys[i], r.whose(n, p))
		case c.kind == empty:
			r.wrong(c.keyAt, "`%s` masih kosong", p.keys[i])
			*field(i) = nil
		}
	}
	return true
}

const cutByComma = "koma di sini memotong nilai sebelumnya; di dalam {…} nilai yang berisi koma harus diberi tanda kutip"

// maxUnknown is for how many unknown keys of one load more is said than that; a file of anything may hold a million.
const maxUnknown = 2000

// unknown tells of a key that a mapping can't have: which it was probably meant to be, or else those there are.
func (r *reader) unknown(c *node, p *plan, n *node) (near string) {
	list := ""
	if r.unknowns++; r.unknowns <= maxUnknown {
		if near = nearestKey(c.key, p.keys); near == "" {
			list = "; yang ada: " + strings.Join(p.keys, ", ")
		}
	}
	r.suggest(c.keyAt, near, "kunci `%s` tidak dikenal di %s%s", clip(c.key), r.whose(n, p), list)
	return near
}

// whose names a mapping for the owner.
func (r *reader) whose(n *node, p *plan) string {
	switch {
	case n.key != "":
		return fmt.Sprintf("`%s`", n.key)
	case p.name != "":
		return p.name
	}
	return r.file
}

// is complains unless a node has a kind.
func (r *reader) is(n *node, want kind) bool {
	if n.kind == want {
		return true
	}
	at := n.spot
	if n.kind == empty && n.key != "" {
		at = n.keyAt
	}
	example := ""
	switch {
	case want == list && n.kind == scalar:
		example = fmt.Sprintf("; tulis [%s]", clip(strings.Trim(n.text, "[] ")))
	case want == list && n.kind == mapping:
		example = "; beri tanda - di depan tiap isinya"
	case want == mapping && n.kind == scalar:
		example = "; tulis kunci dan nilainya, misalnya { kunci: nilai }"
	case want == mapping && n.kind == list:
		example = "; hapus tanda - atau kurung [ ]"
	case want == scalar && n.kind == mapping:
		example = "; beri tanda kutip bila isinya memang {…} atau titik dua"
	case want == scalar && n.kind == list:
		example = "; tulis satu nilai saja, tanpa tanda - atau kurung [ ]"
	}
	r.wrong(at, "%s harus %s, bukan %s%s", named(n), said[want], said[n.kind], example)
	return false
}

func named(n *node) string {
	if n.key != "" {
		return fmt.Sprintf("`%s`", n.key)
	}
	return "isi daftar"
}

func clip(s string) string {
	if r := []rune(s); len(r) > 40 {
		return string(r[:40]) + "…"
	}
	return s
}

// wrong notes an error.
func (r *reader) wrong(at spot, format string, args ...any) { r.note(at, Error, "", format, args...) }

// warn notes a warning.
func (r *reader) warn(at spot, format string, args ...any) { r.note(at, Warning, "", format, args...) }

// suggest notes an error with what was probably meant.
func (r *reader) suggest(at spot, meant, format string, args ...any) {
	r.note(at, Error, meant, format, args...)
}

func (r *reader) note(at spot, s Severity, meant, format string, args ...any) {
	r.problems = append(r.problems, Problem{r.file, int(max(at.line, 1)), int(max(at.col, 1)), s, fmt.Sprintf(format, args...), meant})
}

// hasKey tells whether a key is one of the struct's.
func (r *reader) hasKey(of any, key string) bool {
	_, ok := r.plan(reflect.TypeOf(of).Elem()).index[key]
	return ok
}
