package catalog

import (
	"regexp"
	"slices"
	"strings"
)

// faqPlaceholders are what an answer may use in braces when the bot names no others for the key faq.
var faqPlaceholders = []string{"sapaan", "toko"}

func (l *loader) faq() {
	var f faqFile
	r, ok := l.parse(faqYAML, false, &f, "", nil)
	if !ok {
		return
	}
	allowed, given := l.replies["faq"]
	if !given {
		allowed = faqPlaceholders
	}
	type sameAs struct {
		line  int32
		entry int
	}
	seen := map[string]sameAs{}
	for i, e := range r.elements(f.FAQ.N) {
		var q questionFile
		if !r.fill(e, &q, nil) {
			continue
		}
		for _, a := range r.asked(q.Ask) {
			key := slug(a.text)
			was, asked := seen[key]
			switch {
			case key == "" || !asked:
				seen[key] = sameAs{a.line, i}
			case was.entry == i:
				r.warn(a.spot, "pertanyaan ini sudah ada di baris %d", was.line)
			default:
				r.wrong(a.spot, "pertanyaan ini sudah ada di baris %d dengan jawaban sendiri; hapus salah satu", was.line)
			}
		}
		answer := r.text(q.Answer)
		r.placeholders(q.Answer.N, answer, allowed)
		r.cat.FAQ = append(r.cat.FAQ, FAQ{r.texts(q.Ask), answer, r.pos(e.spot)})
	}
}

// asked are the texts of a list, for what is to be said about them beside texts' own complaints.
func (r *reader) asked(f texts) (out []*node) {
	if f.N == nil || f.N.kind != list {
		return nil
	}
	for c := range f.N.all {
		if c.kind == scalar {
			out = append(out, c)
		}
	}
	return out
}

// brace finds a placeholder, or a brace that is none.
var brace = regexp.MustCompile(`\{([^{}]*)\}|[{}]`)

// placeholders complains of those that nobody fills in.
func (r *reader) placeholders(n *node, s string, allowed []string) {
	for _, m := range brace.FindAllStringSubmatch(s, -1) {
		if m[0] == "{" || m[0] == "}" {
			r.wrong(n.spot, "kurung %s tidak berpasangan; isian ditulis seperti {sapaan}", m[0])
			return
		}
		if !slices.Contains(allowed, m[1]) {
			list := "di sini tidak ada isian yang bisa dipakai"
			if len(allowed) > 0 {
				list = "yang bisa dipakai di sini: {" + strings.Join(allowed, "}, {") + "}"
			}
			near := nearest(m[1], allowed)
			if near != "" {
				near = "{" + near + "}"
			}
			r.suggest(n.spot, near, "isian {%s} tidak dikenal; %s", m[1], list)
		}
	}
}

// besideDigit finds a placeholder with a digit against it, which would make another number of what is filled in.
var besideDigit = regexp.MustCompile(`[0-9][.,]?\{[^{}]*\}|\{[^{}]*\}[.,]?[0-9]`)

// needed complains of a wording that leaves out what its reply must say, or that changes a number.
func (r *reader) needed(n *node, key string, names []string) {
	for _, name := range names {
		if !strings.Contains(n.text, "{"+name+"}") {
			r.suggest(n.spot, "{"+name+"}", "balasan `%s` harus memuat {%s}", key, name)
		}
	}
	if m := besideDigit.FindString(n.text); m != "" {
		r.wrong(n.spot, "angka menempel pada isian di %q; beri spasi, supaya jumlahnya tidak berubah", clip(m))
	}
}

// wordsKey is the key of balasan.yaml that is no reply: what the owner teaches the bot to understand.
const wordsKey = "kata"

func (l *loader) balasan() {
	r, text, ok := l.open(balasanYAML, false)
	if !ok {
		return
	}
	d := document{fail: func(at spot, message string) { r.wrong(at, "%s", message) }}
	root := d.read(text)
	if root == nil {
		return // nothing said is nothing to say otherwise
	}
	l.cat.Replies = map[string][]Reply{}
	keys := []string{wordsKey}
	for k := range l.replies {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for c := range r.singles(root) {
		if c.key == wordsKey {
			r.words(c)
			continue
		}
		allowed, known := l.replies[c.key]
		if l.replies != nil && !known {
			r.suggest(c.keyAt, nearest(c.key, keys), "balasan `%s` tidak dikenal", c.key)
			continue
		}
		for _, n := range r.wordings(c) {
			if l.replies != nil {
				r.placeholders(n, n.text, allowed)
				r.needed(n, c.key, l.needed[c.key])
			}
			l.cat.Replies[c.key] = append(l.cat.Replies[c.key], Reply{strings.TrimSpace(n.text), r.pos(n.spot)})
		}
	}
}

// wordings are the texts of one reply: a text, or a list of them.
func (r *reader) wordings(c *node) (out []*node) {
	switch c.kind {
	case list:
		for _, e := range r.elements(c) {
			if r.element(e) != "" {
				out = append(out, e)
			}
		}
	case scalar:
		if strings.TrimSpace(c.text) == "" {
			r.wrong(c.spot, "balasan `%s` masih kosong", c.key)
			return nil
		}
		out = []*node{c}
	case empty:
		r.wrong(c.keyAt, "balasan `%s` masih kosong", c.key)
	default:
		r.wrong(c.spot, "balasan `%s` harus teks atau daftar teks", c.key)
	}
	return out
}

func (r *reader) words(c *node) {
	l := r.pairs(pairs{c})
	r.cat.Words = make(map[string]string, len(l))
	for _, w := range l {
		r.cat.Words[strings.ToLower(w.Key)] = w.Value
	}
}
