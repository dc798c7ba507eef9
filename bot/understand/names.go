package understand

import (
	_ "embed"
	"strings"
	"sync"

	"tokobot/catalog"
	"tokobot/internal/bahasa"
)

//go:embed nama.txt
var nameText string

// nameGroup is a line of nama.txt: one carrier, service or way to pay with everything that it is called.
type nameGroup struct {
	kind   string // kurir, layanan, cara
	code   string
	names  []string
	unsure map[string]bool // names that are ordinary words too
}

var nameGroups = sync.OnceValue(func() []nameGroup {
	var out []nameGroup
	for line := range strings.Lines(nameText) {
		head, list, ok := strings.Cut(strings.TrimSuffix(line, "\n"), " :")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		kind, code, _ := strings.Cut(head, " ")
		g := nameGroup{kind: kind, unsure: map[string]bool{}}
		for n := range strings.SplitSeq(code+","+list, ",") {
			n, unsure := strings.CutSuffix(strings.TrimSpace(n), "?")
			if n == "" {
				continue
			}
			if g.code == "" {
				g.code = n
			}
			g.names = append(g.names, strings.ToLower(n))
			g.unsure[strings.ToLower(n)] = unsure
		}
		out = append(out, g)
	}
	return out
})

// names finds the couriers, services and ways to pay of one shop, and those that it does not have.
type names struct{ root nameNode }

type nameNode struct {
	next map[string]*nameNode
	refs []nameRef
}

// nameRef is what a name stands for.
type nameRef struct {
	kind    spotKind
	code    string
	courier string // a service's
	foreign bool
	unsure  bool
}

// ownCourier is the code of nama.txt for a shop's own people.
const ownCourier = "toko"

func newNames(cat *catalog.Catalog) names {
	var n names
	owned := map[string]bool{}
	for _, c := range cat.Couriers {
		n.own("kurir", spotCourier, c.Code, "", []string{c.Code, c.Name, trimCompany(c.Name)}, owned)
		for _, s := range c.Services {
			n.own("layanan", spotService, s.Code, c.Code, []string{s.Code, s.Name}, owned)
		}
	}
	for _, p := range cat.Payment.Methods {
		own := []string{p.Code, p.Name}
		switch p.Kind {
		case catalog.COD:
			own = append(own, "cod")
		case catalog.QRIS:
			own = append(own, "qris")
		}
		n.own("cara", spotMethod, p.Code, "", own, owned)
	}
	for _, g := range nameGroups() {
		if owned[g.kind+" "+g.code] || g.kind == "layanan" || g.code == ownCourier {
			continue
		}
		kind := spotCourier
		if g.kind == "cara" {
			kind = spotMethod
		}
		for _, name := range g.names {
			n.learn(name, nameRef{kind: kind, code: g.code, foreign: true, unsure: g.unsure[name]})
		}
	}
	return n
}

// own files something of the shop's under its own names and under those of the group of nama.txt that it belongs to.
func (n *names) own(group string, kind spotKind, code, courier string, own []string, owned map[string]bool) {
	all := map[string]bool{}
	for _, name := range own {
		if name = strings.ToLower(strings.TrimSpace(name)); name != "" && !all[name] {
			all[name] = true
			// A shop's code such as toko is no name by itself.
			n.learn(name, nameRef{kind: kind, code: code, courier: courier, unsure: everyday(name)})
		}
	}
	for _, g := range nameGroups() {
		if g.kind != group || !(all[strings.ToLower(g.code)] || meets(all, g.names)) {
			continue
		}
		owned[group+" "+g.code] = true
		for _, name := range g.names {
			n.learn(name, nameRef{kind: kind, code: code, courier: courier, unsure: g.unsure[name]})
		}
	}
}

func meets(set map[string]bool, list []string) bool {
	for _, s := range list {
		if set[s] {
			return true
		}
	}
	return false
}

// trimCompany leaves out the words that carriers have in common.
func trimCompany(name string) string {
	name = strings.ToLower(name)
	for _, s := range [...]string{" express", " xpress", " parcel", " indonesia", " logistik"} {
		name = strings.TrimSuffix(name, s)
	}
	return name
}

func (n *names) learn(name string, ref nameRef) {
	at := &n.root
	for _, t := range bahasa.Tokens(nil, name) {
		if t.Kind == bahasa.Punct {
			continue
		}
		if at.next == nil {
			at.next = map[string]*nameNode{}
		}
		if at.next[t.Text] == nil {
			at.next[t.Text] = &nameNode{}
		}
		at = at.next[t.Text]
	}
	for i, r := range at.refs {
		if r.kind == ref.kind && r.code == ref.code && r.courier == ref.courier {
			at.refs[i].unsure = r.unsure && ref.unsure
			return
		}
	}
	at.refs = append(at.refs, ref)
}

// scanNames finds couriers, services and ways to pay.
func (m *message) scanNames() {
	for i := 0; i < len(m.words); i++ {
		if m.words[i].Kind != bahasa.Word || !m.free(i) {
			continue
		}
		at, end, refs := &m.r.names.root, 0, []nameRef(nil)
		for j := i; j < len(m.words); j++ {
			w := &m.words[j]
			if w.Kind == bahasa.Punct && j > i && strings.Contains("-.&", w.Text) {
				continue
			}
			next := at.next[w.Text]
			if next == nil {
				next = at.next[owned(w.Text)]
			}
			if at = next; at == nil {
				break
			}
			if len(at.refs) > 0 {
				end, refs = j+1, at.refs
			}
		}
		if end > 0 {
			m.takeName(i, end, refs)
			i = end - 1
		}
	}
}

// owned is a word without what says whose it is: jnenya, mandirimu, bcane, brita.
func owned(w string) string {
	for _, end := range [...]string{"nya", "mu", "nye", "ne", "kau", "ta"} {
		if rest, ok := strings.CutSuffix(w, end); ok && len(rest) >= 3 {
			return rest
		}
	}
	return ""
}

// takeName decides between the things that one name may stand for.
func (m *message) takeName(from, to int, refs []nameRef) {
	if from > 0 && m.tokens[from-1].Text == "kode" && m.tokens[from].Text == "pos" {
		return // a line of a form that was left empty: "Kode pos:"
	}
	near := m.around(from, to)
	var services []nameRef
	for _, ref := range refs {
		if ref.kind == spotService {
			services = append(services, ref)
			continue
		}
		_, goods := m.r.index.vocab[strings.TrimSuffix(m.words[from].Text, "nya")]
		if to == from+1 && m.inGoodsName(from) {
			continue // "ciput ninja navy, kirim ke kediri"
		}
		if (ref.unsure || goods && to == from+1) && !near.meets(m.r.cue.unsure[ref.kind]) && !m.awaits(ref.kind) {
			continue
		}
		m.take(spot{kind: ref.kind, from: from, to: to, code: ref.code, foreign: ref.foreign})
		return
	}
	if len(services) > 0 {
		m.takeService(from, to, services)
	}
}

// takeService takes a service of the courier named in front of it, or of any when it can be nothing else.
func (m *message) takeService(from, to int, refs []nameRef) {
	courier := ""
	if b := m.before(from); b >= 0 && m.cuesAt(b).meets(m.r.cue.addressWord) || to == from+1 && m.inGoodsName(from) {
		return // "alamat biasa", "micro sd"
	}
	if s := m.at(m.before(from)); s != nil && s.kind == spotCourier {
		courier = s.code
	}
	if next := m.r.names.root.next; courier == "" && to < len(m.words) && next[m.words[to].Text] != nil {
		for _, ref := range next[m.words[to].Text].refs {
			if ref.kind == spotCourier && !ref.foreign {
				courier = ref.code // "cargo sicepat"
			}
		}
	}
	near := m.around(from, to)
	s := spot{kind: spotService, from: from, to: to}
	for _, ref := range refs {
		if courier != "" && ref.courier != courier || courier == "" && ref.unsure && !near.has(m.r.cue.use) && m.ctx.Expect != ExpectCourier {
			continue
		}
		switch {
		case s.code == "":
			s.code, s.code2 = ref.code, ref.courier
		case s.code2 != ref.courier:
			s.code2 = ""
			if s.code != ref.code {
				return
			}
		}
	}
	if s.code != "" {
		m.take(s)
	}
}

// around gathers the cues of the words within three of a stretch.
func (m *message) around(from, to int) cues {
	var out cues
	for i := max(0, from-3); i < min(len(m.words), to+3); i++ {
		if i < from || i >= to {
			out.union(m.cuesAt(i))
		}
	}
	return out
}
