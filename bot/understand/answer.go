package understand

import (
	"slices"
	"strings"

	"tokobot/internal/bahasa"
)

// answer reads a message as the answer to what the bot last asked. False when it is not one: the subject was changed, or nothing
// was asked. The package comment says what comes out.
func (m *message) answer() ([]Act, bool) {
	a := Act{Words: strings.TrimSpace(m.text)}
	if m.ctx.Expect == Nothing || m.ctx.Expect == ExpectVariant || m.ctx.Expect == ExpectAddress {
		if acts, ok := m.answerNumber(a); ok {
			return acts, true
		}
	}
	if m.ctx.Expect == Nothing || !m.short() {
		return nil, false
	}
	switch m.ctx.Expect {
	case ExpectConfirm, ExpectYesNo:
		return m.answerYesNo(a)
	case ExpectPlace:
		return m.answerPlace(a)
	case ExpectProduct, ExpectVariant:
		return m.answerProduct(a)
	case ExpectQuantity:
		return m.answerQuantity(a)
	case ExpectCourier:
		return m.answerCourier(a)
	case ExpectPayment:
		return m.answerPayment(a)
	case ExpectAddress:
		return m.answerAddress(a)
	}
	return nil, false
}

// short tells whether a message could be a bare answer: no question, few words, one line or two.
func (m *message) short() bool {
	n := 0
	for i := range m.words {
		w := &m.words[i]
		if w.Text == "?" && m.ctx.Expect != ExpectPlace {
			return false
		}
		if w.cues.meets(m.r.cue.subject) && m.free(i) {
			return false
		}
		if w.Kind <= bahasa.Number && !m.cuesAt(i).meets(m.r.cue.particle) || w.Kind == bahasa.Emoji && slices.Contains(consent, w.Text) {
			n++
		}
	}
	return n > 0 && n <= 7 || n == 0 && m.yes()
}

func (m *message) yes() bool { return m.anyCue(m.r.cue.agree) }

func (m *message) anyCue(set cues) bool {
	for i := range m.words {
		if m.words[i].cues.meets(set) {
			return true
		}
	}
	return false
}

// answerYesNo reads yes and no in all their forms; anything else is a change of subject.
func (m *message) answerYesNo(a Act) ([]Act, bool) {
	k := m.r.cue
	yes, no := false, false
	for i := range m.words {
		c := m.cuesAt(i)
		switch {
		case m.words[i].spot != 0:
			return nil, false
		case c.meets(k.agree) || m.ctx.Expect == ExpectYesNo && c.meets(k.wish) || slices.Contains(consent, m.words[i].Text):
			yes = true
		case c.meets(k.refuse) || c.meets(k.mistaken) || slices.Contains(waits, m.words[i].Text):
			no = true
		case m.words[i].Kind <= bahasa.Number && !c.meets(k.particle) && !c.meets(k.idle):
			return nil, false
		}
	}
	switch {
	case no:
		a.Intent = Deny
	case yes:
		a.Intent = Affirm
	default:
		return nil, false
	}
	return []Act{a}, true
}

// consent and waits are the words that are a yes or a no only where one was asked for.
var (
	consent = []string{"boleh", "bole", "blh", "bisa", "sok", "mangga", "monggo", "👍", "👌", "✅"}
	waits   = []string{"tunggu", "bentar", "sebentar", "sek", "sik", "dulu"}
)

// ordinals are the words for a place in a list; the last is −1.
var ordinals = map[string]int{"pertama": 1, "kesatu": 1, "satu": 1, "kedua": 2, "ketiga": 3, "keempat": 4, "kelima": 5, "keenam": 6, "terakhir": -1, "atas": 1,
	"bawah": -1, "first": 1, "second": 2, "third": 3, "last": -1, "siji": 1, "loro": 2, "hiji": 1, "kahiji": 1, "kadua": 2, "awal": 1, "a": 1, "b": 2, "c": 3, "d": 4}

// choiceWords stand beside the number of a choice.
var choiceWords = []string{"no", "nomor", "nomer", "nmr", "ke", "pilihan", "yang", "yg", "opsi"}

// awaits tells whether the bot asked for a name of a kind, so that also an ordinary word is one.
func (m *message) awaits(k spotKind) bool {
	switch m.ctx.Expect {
	case ExpectCourier:
		return k == spotCourier || k == spotService
	case ExpectPayment:
		return k == spotMethod
	}
	return false
}

// choice reads "2", "no 2", "yang pertama", "b" as one of n things, counted from 1; 0 when it is none of these or something else is said.
func (m *message) choice(n int) int {
	picked := 0
	for i := range m.words {
		w := &m.words[i]
		if w.Kind > bahasa.Number {
			continue
		}
		if w.Kind == bahasa.Number && i > 0 && m.tokens[i].Glued && m.tokens[i-1].Text == "ke" {
			picked = int(bahasa.Digits(w.Text))
			continue
		}
		if o, ok := ordinals[w.Text]; ok && (len(w.Text) > 1 || len(m.words) <= 3) && picked == 0 {
			if picked = o; o < 0 {
				picked = n
			}
			continue
		}
		if w.Kind == bahasa.Number && picked == 0 {
			picked = int(bahasa.Digits(w.Text))
			continue
		}
		if !m.cuesAt(i).meets(m.r.cue.particle) && !m.cuesAt(i).meets(m.r.cue.idle) && !slices.Contains(choiceWords, w.Text) {
			return 0
		}
	}
	if picked < 1 || picked > n {
		return 0
	}
	return picked
}

// answerQuantity takes a bare number as how many of the product talked about.
func (m *message) answerQuantity(a Act) ([]Act, bool) {
	if len(m.lines) != 1 || m.lines[0].qty == 0 || len(m.lines[0].products) > 0 || !m.onlyCounts() {
		return nil, false
	}
	a.Intent = Order
	a.Products = []Product{m.resolve(m.onTopic(&m.lines[0]))}
	a.Products[0].Op = Set
	return []Act{a}, true
}

// onlyCounts tells whether nothing but a number, options and courtesies is said.
func (m *message) onlyCounts() bool {
	for i := range m.words {
		if s := m.at(i); s != nil {
			if s.kind != spotQuantity && s.kind != spotOption {
				return false
			}
			continue
		}
		c := m.cuesAt(i)
		if m.words[i].Kind == bahasa.Word && m.words[i].Text != "dulu" && !c.meets(m.r.cue.particle) && !c.meets(m.r.cue.idle) && !c.meets(m.r.cue.buying) {
			return false
		}
	}
	return true
}

// answerCourier chooses among the services offered, or takes a courier that is named.
func (m *message) answerCourier(a Act) ([]Act, bool) {
	a.Intent = ChooseCourier
	for i := range m.spots {
		switch s := &m.spots[i]; s.kind {
		case spotCourier:
			a.Courier = s.code
		case spotService:
			if a.Service = s.code; a.Courier == "" {
				a.Courier = s.code2
			}
		case spotQuantity:
		default:
			return nil, false
		}
	}
	if a.Courier == "" && a.Service != "" {
		m.offeredService(&a)
	}
	if a.Courier != "" || a.Service != "" {
		return []Act{a}, true
	}
	if m.anyCue(m.r.cue.cheapest) || m.anyCue(m.r.cue.anyone) && !m.hasText(fastWords) {
		a.Cheapest = true
		return []Act{a}, true
	}
	if n := m.choice(len(m.ctx.Services)); n > 0 {
		a.Choice = n
		a.Courier, a.Service, _ = strings.Cut(m.ctx.Services[n-1], "/")
		return []Act{a}, true
	}
	return nil, false
}

// fastWords say that the fastest is meant, which only the rates can tell.
var fastWords = []string{"cepat", "cepet", "cpt", "cpet", "kilat", "express", "ekspres", "instan", "instant"}

func (m *message) hasText(words []string) bool {
	return slices.ContainsFunc(m.words, func(w word) bool { return slices.Contains(words, w.Text) })
}

// offeredService takes a service that only one courier offered as that courier's.
func (m *message) offeredService(a *Act) {
	at := 0
	for n, s := range m.ctx.Services {
		if _, service, _ := strings.Cut(s, "/"); strings.EqualFold(service, a.Service) {
			if at > 0 {
				return
			}
			at = n + 1
		}
	}
	if at > 0 {
		a.Choice = at
		a.Courier, a.Service, _ = strings.Cut(m.ctx.Services[at-1], "/")
	}
}

// answerPayment chooses among the ways to pay offered, or takes one that is named.
func (m *message) answerPayment(a Act) ([]Act, bool) {
	a.Intent = ChoosePayment
	for i := range m.spots {
		switch s := &m.spots[i]; s.kind {
		case spotMethod:
			a.Method = s.code
		case spotQuantity:
		default:
			return nil, false
		}
	}
	if a.Method != "" {
		return []Act{a}, !m.anyCue(m.r.cue.done)
	}
	if n := m.choice(len(m.ctx.Methods)); n > 0 {
		a.Choice, a.Method = n, m.ctx.Methods[n-1]
		return []Act{a}, true
	}
	if m.anyCue(m.r.cue.transfers) && !m.anyCue(m.r.cue.done) && !m.anyCue(m.r.cue.asker) {
		return []Act{a}, true // "tf aja"
	}
	return nil, false
}

// answerAddress takes whatever part of an address is given, a bare place or name too.
func (m *message) answerAddress(a Act) ([]Act, bool) {
	if m.block != nil || m.anyCue(m.r.cue.agree) || m.anyCue(m.r.cue.refuse) {
		return nil, false
	}
	for i := range m.spots {
		if s := &m.spots[i]; s.kind == spotPlace {
			a.Intent = GiveAddress
			a.Address = &Address{Place: &s.place}
			place := s.place
			a.Address.Place = &place
			return []Act{a}, true
		}
	}
	if m.anyCue(m.r.cue.sameAgain) {
		a.Intent, a.Same = GiveAddress, true
		return []Act{a}, true
	}
	if m.looksLikeName() {
		a.Intent = GiveAddress
		a.Address = &Address{Recipient: strings.Trim(m.text, " .,\n")}
		return []Act{a}, true
	}
	return nil, false
}

// looksLikeName tells whether a message is a few words that mean nothing here, such as somebody's name.
func (m *message) looksLikeName() bool {
	n := 0
	for i := range m.words {
		w := &m.words[i]
		switch {
		case w.Kind == bahasa.Number || w.Kind == bahasa.Break || w.spot != 0 || w.Text == "?":
			return false
		case w.Kind != bahasa.Word:
		case w.phrase != 0 && w.near == "" && !slices.Contains(titles, w.Text) || bahasa.Known(w.Text) && !slices.Contains(titles, w.Text):
			return false
		default:
			n++
		}
	}
	return n > 0 && n <= 4
}

// onTopic gives a line without a product the product talked about, or the one of the basket that has its options.
func (m *message) onTopic(l *line) *line {
	if len(l.products) > 0 || l.category != "" {
		return l
	}
	out := *l
	for _, p := range append([]int32{m.topic()}, m.basket()...) {
		if p < 0 {
			continue
		}
		fits := true
		for _, ph := range l.options {
			if _, ok := m.r.index.options.has(p, ph); !ok {
				fits = false
			}
		}
		if fits {
			out.products = []int32{p}
			return &out
		}
	}
	return l
}
