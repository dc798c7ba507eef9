package understand

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"tokobot/catalog"
)

// mentionShops are the shops that mentions are made of.
var mentionShops = []string{"contoh", "motor", "kue", "sepatu", "skincare", "elektronik", "frozen", "tanaman", "batik", "buku", "sambal", "bangunan", "oleh"}

// ordered is a variant and how many of it.
type ordered struct {
	v   *catalog.Variant
	qty int
}

// mentionFrames are ways to order one variant; {n} is the product's name as said, {o} its options, {q} a number.
var mentionFrames = []string{"mau {n} {o} {q}", "{n} {o} {q}", "pesan {q} {n} {o}", "{n} {q} yang {o}", "{n} yg {o} {q} pcs", "order {n} {o} {q}pcs ya kak", "{n} {o} x{q}", "{n} {o} = {q}",
	"- {n} {o} : {q}", "{n} {o} ({q})", "{q}x {n} {o}", "mau yang {o} {n} nya {q}", "{n}nya {o} {q} ya", "ambil {n} {o} {w}", "{n} {w} {o}", "beli {w} {n} {o} dong", "{n} {o} {w} biji", "saya pesan {n} warna {o} sebanyak {q}"}

// joinFrames are ways to order two in one message.
var joinFrames = []string{"{1}, {2}", "{1} sama {2}", "{1} {2}", "{1}\n{2}", "1. {1}\n2. {2}", "- {1}\n- {2}", "{1} & {2}", "mau {1} dan {2} ya", "{1} + {2}", "{1} trus {2}"}

var numberWords = []string{"", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan", "sepuluh", "sebelas", "dua belas"}

// sayings are the ways to say a product's name: in full, an alias, its first words, with a slip.
func sayings(p *catalog.Product, rng *rand.Rand) map[string]string {
	name := strings.ToLower(p.Name)
	out := map[string]string{"name": name}
	if len(p.Aliases) > 0 {
		out["alias"] = strings.ToLower(p.Aliases[rng.IntN(len(p.Aliases))])
	}
	words := strings.Fields(name)
	if len(words) > 2 {
		out["two words"] = strings.Join(words[:2], " ")
	}
	for i, w := range words {
		if len(w) < 6 || strings.ContainsAny(w, "0123456789-/&.") {
			continue
		}
		slip := slices.Clone(words)
		k := 1 + rng.IntN(len(w)-2)
		slip[i] = w[:k] + w[k+1:]
		out["letter lost"] = strings.Join(slip, " ")
		slip[i] = w[:k] + w[k:k+1] + w[k:]
		out["letter doubled"] = strings.Join(slip, " ")
		slip[i] = w[:1] + strings.Map(func(r rune) rune {
			if strings.ContainsRune("aiueo", r) {
				return -1
			}
			return r
		}, w[1:])
		out["no vowels"] = strings.Join(slip, " ")
		break
	}
	return out
}

// holders are the products whose name or an alias has all the words.
func holders(cat *catalog.Catalog, words []string) []string {
	var out []string
	for _, p := range cat.Products {
		for _, n := range append([]string{p.Name}, p.Aliases...) {
			have := strings.Fields(strings.ToLower(n))
			all := true
			for _, w := range words {
				all = all && slices.Contains(have, w)
			}
			if all {
				out = append(out, p.SKU)
				break
			}
		}
	}
	return out
}

func optionWords(v *catalog.Variant, rng *rand.Rand) string {
	o := slices.Clone(v.Options)
	if len(o) > 1 && rng.IntN(3) == 0 {
		o[0], o[1] = o[1], o[0]
	}
	return strings.ToLower(strings.Join(o, " "))
}

func fillFrame(frame, name string, o ordered, rng *rand.Rand) string {
	opts := optionWords(o.v, rng)
	if opts == "" {
		frame = strings.NewReplacer(" yang {o}", "", " yg {o}", "", " warna {o}", "", "{o} ", "", " {o}", "").Replace(frame)
	}
	return strings.TrimSpace(strings.NewReplacer("{n}", name, "{o}", opts, "{q}", fmt.Sprint(o.qty), "{w}", numberWords[o.qty]).Replace(frame))
}

// got tells whether the acts name exactly the variants in their numbers.
func gotOrdered(acts []Act, want []ordered) bool {
	var have []string
	for _, a := range acts {
		for _, p := range a.Products {
			have = append(have, fmt.Sprint(p.SKU, "*", p.Qty))
		}
	}
	var need []string
	for _, o := range want {
		need = append(need, fmt.Sprint(o.v.SKU, "*", o.qty))
	}
	slices.Sort(have)
	slices.Sort(need)
	return slices.Equal(have, need)
}

// TestMentions makes orders of every product of the shops in many frames and sayings and holds the share that is read right, by class.
func TestMentions(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	right, all := map[string]int{}, map[string]int{}
	shown := map[string]int{}
	count := func(class, text string, ok bool, acts []Act) {
		all[class]++
		if ok {
			right[class]++
		} else if shown[class] < 25 {
			shown[class]++
			t.Logf("%s: %q\n   %s", class, text, published(t, acts))
		}
	}
	for _, shop := range mentionShops {
		dir := "testdata/toko-" + shop
		if shop == "contoh" {
			dir = "../../catalog/contoh"
		}
		r := shopReader(t, dir)
		cat := r.cat
		pick := func(p *catalog.Product) ordered {
			return ordered{p.Variants[rng.IntN(len(p.Variants))], 1 + rng.IntN(12)}
		}
		for _, p := range cat.Products {
			for _, frame := range mentionFrames {
				o := pick(p)
				text := fillFrame(frame, strings.ToLower(p.Name), o, rng)
				acts := r.Read(text, Context{})
				count("frame "+frame, text, gotOrdered(acts, []ordered{o}), acts)
			}
			said := sayings(p, rng)
			for _, how := range slices.Sorted(maps.Keys(said)) {
				o := pick(p)
				text := fillFrame("mau {n} {o} {q}", said[how], o, rng)
				acts := r.Read(text, Context{})
				count("said "+how, text, gotOrdered(acts, []ordered{o}), acts)
			}
			words := strings.Fields(strings.ToLower(p.Name))
			for i := range words {
				for n := 1; n <= 2 && i+n <= len(words); n++ {
					part := words[i : i+n]
					if slices.ContainsFunc(part, func(w string) bool { return everyday(w) || len(w) < 3 || strings.ContainsAny(w, "()&/") }) {
						continue
					}
					h := holders(cat, part)
					text := "ada " + strings.Join(part, " ") + " ga kak"
					acts := r.Read(text, Context{})
					var got []string
					for _, a := range acts {
						for _, x := range a.Products {
							if x.Product != "" {
								got = append(got, x.Product)
							}
							got = append(got, x.Candidates...)
						}
					}
					slices.Sort(got)
					slices.Sort(h)
					where := "first"
					if i > 0 {
						where = "later"
					}
					if len(h) > 8 {
						continue
					}
					class := fmt.Sprintf("part of %d words, %s, of one product: %v", n, where, len(h) == 1)
					count(class, text+"  want "+fmt.Sprint(h), slices.Equal(got, h), acts)
				}
			}
			for _, frame := range joinFrames {
				q := cat.Products[rng.IntN(len(cat.Products))]
				if q == p {
					continue
				}
				a, b := pick(p), pick(q)
				text := strings.NewReplacer("{1}", fillFrame("{n} {o} {q}", strings.ToLower(p.Name), a, rng), "{2}", fillFrame("{n} {o} {q}", strings.ToLower(q.Name), b, rng)).Replace(frame)
				acts := r.Read(text, Context{})
				count("join "+fmt.Sprintf("%q", frame), text, gotOrdered(acts, []ordered{a, b}), acts)
			}
			if len(p.Variants) > 1 {
				a, b := pick(p), pick(p)
				if a.v == b.v {
					continue
				}
				for _, sep := range []string{", ", " ", " sama "} {
					text := fillFrame("{n} {o} {q}", strings.ToLower(p.Name), a, rng) + sep + fillFrame("{o} {q}", "", b, rng)
					acts := r.Read(text, Context{})
					count(fmt.Sprintf("two variants %q", sep), text, gotOrdered(acts, []ordered{a, b}), acts)
				}
			}
		}
	}
	for _, class := range slices.Sorted(maps.Keys(all)) {
		share := float64(right[class]) / float64(all[class])
		t.Logf("%-45s %.3f of %d", class, share, all[class])
		if floor := mentionFloor(class); share < floor {
			t.Errorf("%s: %.3f read right, at least %.2f were before", class, share, floor)
		}
	}
}

// mentionFloor is the share of a class below which it may not fall again. Of parts of names only those are held that tell one product
// by two words: what a single word from inside a name means is often nothing.
func mentionFloor(class string) float64 {
	switch {
	case strings.HasPrefix(class, "part of 2 words") && strings.HasSuffix(class, "true"):
		return 0.96
	case strings.HasPrefix(class, "part of"):
		return 0
	}
	return 0.94
}
