package catalog

import (
	"fmt"
	"reflect"
	"slices"
	"strings"
)

// plan is how a type of format.go is filled, worked out once from its tags.
type plan struct {
	keys     []string
	required []bool
	index    map[string]int
}

func (l *loader) plan(t reflect.Type) *plan {
	if p := l.plans[t]; p != nil {
		return p
	}
	p := &plan{index: map[string]int{}}
	for i := range t.NumField() {
		tag := t.Field(i).Tag
		p.keys = append(p.keys, tag.Get("yaml"))
		p.required = append(p.required, strings.HasPrefix(tag.Get("jsonschema"), "required"))
		p.index[tag.Get("yaml")] = i
	}
	l.plans[t] = p
	return p
}

// fill sorts the keys of a mapping into a struct of format.go. Unknown, double and missing keys are told. A key that the
// struct doesn't have may be taken by extra. It is false when n is no mapping at all.
func (r *reader) fill(n *node, into any, extra func(*node) bool) bool {
	if n == nil || !r.is(n, mapping) {
		return false
	}
	v := reflect.ValueOf(into).Elem()
	p := r.plan(v.Type())
	var meant []string
	for c := range n.all {
		i, ok := p.index[c.key]
		switch {
		case !ok && extra != nil && extra(c):
		case !ok && c.kind == empty && c.key != "" && strings.IndexByte("0123456789-", c.key[0]) >= 0:
			r.wrong(c.keyAt, "koma di sini memotong nilai sebelumnya; di dalam {…} nilai yang berisi koma harus diberi tanda kutip")
		case !ok:
			near := nearest(c.key, p.keys)
			if near != "" && !slices.Contains(meant, near) {
				meant = append(meant, near)
			}
			r.suggest(c.keyAt, near, "kunci `%s` tidak dikenal di %s", c.key, whose(n))
		default:
			field := v.Field(i).Field(0).Addr().Interface().(**node)
			if *field != nil {
				r.wrong(c.keyAt, "kunci `%s` ditulis dua kali, sudah ada di baris %d", c.key, (*field).keyAt.line)
				continue
			}
			*field = c
		}
	}
	for i, required := range p.required {
		if !required {
			continue
		}
		field := v.Field(i).Field(0).Addr().Interface().(**node)
		if *field == nil && slices.Contains(meant, p.keys[i]) {
			continue // mistyped, and told already
		}
		if *field == nil {
			r.wrong(n.spot, "`%s` belum ada di %s", p.keys[i], whose(n))
		} else if (*field).kind == empty {
			r.wrong((*field).keyAt, "`%s` masih kosong", p.keys[i])
			*field = nil
		}
	}
	return true
}

// whose names a mapping for the owner.
func whose(n *node) string {
	if n.key != "" {
		return fmt.Sprintf("`%s`", n.key)
	}
	return "bagian ini"
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
		example = fmt.Sprintf("; tulis [%s]", clip(n.text))
	case want == scalar && n.kind == mapping:
		example = "; beri tanda kutip bila isinya memang {…} atau titik dua"
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
