package understand

import (
	_ "embed"
	"math"
	"strings"
	"sync"

	"tokobot/internal/bahasa"
)

//go:embed contoh.txt
var seedText string

// model is a linear classifier of clauses: multinomial logistic regression over hashed features (words, pairs of words, cues, parts of
// unknown words), learnt from contoh.txt on top of what the rules say, so that it only learns what they do not.
type model struct {
	rows    []uint16 // where a feature's weights are; most features never come up and share row 0, which is empty
	weights [][maxIntents]float32
}

const (
	featureBits = 15
	featureMask = 1<<featureBits - 1
	epochs      = 12
	rate        = 0.25
	decay       = 2e-5
)

// seedMarks is what the placeholders of contoh.txt stand for.
var seedMarks = map[string]spotKind{"{p}": spotProduct, "{o}": spotOption, "{q}": spotQuantity, "{l}": spotPlace, "{k}": spotCourier,
	"{s}": spotService, "{m}": spotMethod, "{u}": spotAmount, "{n}": spotOrder, "{v}": spotVoucher, "{c}": spotCategory}

// seed is one labelled clause.
type seed struct {
	intent   int
	features []uint32
	prior    [maxIntents]float32
}

// intentModel is the model, learnt once; nothing changes it afterwards.
var intentModel = sync.OnceValue(func() *model {
	seeds := readSeeds()
	m := newModel(seeds)
	step := float32(rate)
	for range epochs {
		// A fixed stride visits the seeds in an order that mixes the intents and is the same every time.
		for i, at := 0, 0; i < len(seeds); i, at = i+1, (at+stride(len(seeds)))%len(seeds) {
			m.learn(&seeds[at], step)
		}
		step *= 0.85
	}
	return m
})

// newModel is one that knows nothing, with room for the features of the seeds.
func newModel(seeds []seed) *model {
	m := &model{rows: make([]uint16, 1<<featureBits)}
	n := uint16(0)
	for _, s := range seeds {
		for _, f := range s.features {
			if m.rows[f] == 0 {
				n++
				m.rows[f] = n
			}
		}
	}
	m.weights = make([][maxIntents]float32, n+1)
	return m
}

// stride is a number without a common divisor with n.
func stride(n int) int {
	for s := 389; ; s++ {
		a, b := n, s
		for b != 0 {
			a, b = b, a%b
		}
		if a == 1 {
			return s
		}
	}
}

func (m *model) learn(s *seed, step float32) {
	scores := s.prior
	m.score(s.features, &scores)
	var sum float32
	top := scores[0]
	for _, x := range scores[:len(intents)] {
		top = max(top, x)
	}
	for i := range intents {
		scores[i] = float32(math.Exp(float64(scores[i] - top)))
		sum += scores[i]
	}
	for i := range intents {
		grad := scores[i] / sum
		if i == s.intent {
			grad--
		}
		if grad < 0.005 && grad > -0.005 {
			continue
		}
		for _, f := range s.features {
			w := &m.weights[m.rows[f]][i]
			*w -= step * (grad + decay**w)
		}
	}
}

// score adds the features' weights to the scores.
func (m *model) score(features []uint32, scores *[maxIntents]float32) {
	for _, f := range features {
		row := &m.weights[m.rows[f]]
		for i := range intents {
			scores[i] += row[i]
		}
	}
}

// readSeeds reads contoh.txt.
func readSeeds() []seed {
	var out []seed
	l := chatLexicon()
	r := &Reader{lex: l, cue: chatCues()}
	for line := range strings.Lines(seedText) {
		name, list, ok := strings.Cut(strings.TrimSpace(line), ": ")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		n := intentNumber(Intent(name))
		if n < 0 {
			panic("understand: contoh.txt: " + name)
		}
		for text := range strings.SplitSeq(list, " | ") {
			for _, form := range [...]string{text, text + " ?"} {
				if form != text && !asksSomething(Intent(name)) {
					continue
				}
				m := seedMessage(r, form)
				c := clause{from: 0, to: len(m.tokens)}
				m.gather(&c)
				s := seed{intent: n, features: m.features(nil, &c)}
				judge(intentRules(), c.cues, &s.prior)
				out = append(out, s)
			}
		}
	}
	return out
}

// asksSomething tells whether clauses of an intent may end in a question mark.
func asksSomething(i Intent) bool {
	switch i {
	case AskCatalog, AskPrice, AskStock, AskProduct, AskWholesale, AskShippingCost, AskShippingTime, AskCouriers, AskPayment, AskHowToOrder, AskTotal,
		AskOrderStatus, AskStore, AskHuman:
		return true
	}
	return false
}

// seedMessage makes a message of a seed, with spots for the placeholders.
func seedMessage(r *Reader, text string) *message {
	m := &message{r: r, text: text}
	at := 0
	for f := range strings.FieldsSeq(text) {
		if kind, ok := seedMarks[f]; ok {
			m.tokens = append(m.tokens, bahasa.Token{Text: f, From: at, To: at + len(f), Kind: bahasa.Word})
			m.words = append(m.words, word{Token: m.tokens[len(m.tokens)-1]})
			m.take(spot{kind: kind, from: len(m.tokens) - 1, to: len(m.tokens)})
		} else {
			for _, t := range bahasa.Tokens(nil, f) {
				m.tokens = append(m.tokens, t)
				w := word{Token: t}
				r.lex.normal(&w)
				m.words = append(m.words, w)
			}
		}
		at += len(f) + 1
	}
	r.lex.mark(m)
	return m
}

// spotMark is the cue and the feature of each kind of spot.
var spotMark = map[spotKind]string{spotProduct: "@barang", spotOption: "@pilihan", spotQuantity: "@jumlah", spotAmount: "@uang", spotPhone: "@hp",
	spotOrder: "@nomor", spotVoucher: "@voucher", spotCourier: "@kurir", spotService: "@layanan", spotMethod: "@metode", spotBank: "@bank",
	spotPlace: "@tempat", spotPostcode: "@angka", spotDigits: "@angka", spotCategory: "@kategori"}

// features are the hashed features of a clause.
func (m *message) features(dst []uint32, c *clause) []uint32 {
	prev, prev2 := uint32(1), uint32(1)
	emit := func(h uint32) {
		h ^= h >> 15
		dst = append(dst, h&featureMask)
	}
	for i := c.from; i < c.to; {
		w := &m.words[i]
		next := i + 1
		var h uint32
		switch s := m.at(i); {
		case s != nil:
			h, next = m.r.cue.spotHash[s.kind], max(next, s.to)
		case w.Kind == bahasa.Number:
			h = 77
		case w.Kind == bahasa.Word:
			h = hash(w.form())
			if w.phrase == 0 {
				for k := 0; k+3 <= len(w.Text); k++ {
					emit(hash(w.Text[k:k+3]) * 31)
				}
			} else if w.until > 0 {
				for k := range w.cues {
					if w.cues[k] != 0 {
						emit((uint32(w.cues[k]) ^ uint32(w.cues[k]>>32)*7919 + uint32(k)) * 2654435761)
					}
				}
			}
		case w.Text == "?":
			h = 63
		default:
			i = next
			continue
		}
		emit(h)
		emit(prev*16777619 ^ h)
		emit((prev2*31+prev)*16777619 ^ h*13)
		prev2, prev = prev, h
		i = next
	}
	emit(prev*16777619 ^ 3)
	return dst
}

// form is the word in the form that the model knows.
func (w *word) form() string {
	for _, f := range [...]string{w.stand, w.near, w.base, w.norm} {
		if f != "" {
			return f
		}
	}
	return w.Text
}
