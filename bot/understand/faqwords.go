package understand

import (
	"slices"
	"strings"
	"sync"

	"tokobot/internal/bahasa"
)

// faqWord is a word of a message or of an owner's question in the form in which the two are compared.
type faqWord struct {
	text    string
	weight  float32 // how much it says of what is asked about
	topics  []topic
	cues    cues // that are about something of their own: not bisa, not berapa
	phrased bool // it is part of a phrase of kerabat.txt
	named   bool // it is part of the name of goods
	at      int  // which word of the message
}

// What a word says at most of what a question is about, by what kind it is.
const (
	saysLight  = 0.15 // bisa, ada, apa
	saysCommon = 0.45 // berapa, kirim, harga: asked in every shop
	saysCue    = 0.7
	saysNumber = 0.25
	saysWord   = 1
)

// faqWords appends the words that count, in one form each. What names a place, an order and the like is one word that no question knows.
func (m *message) faqWords(dst []faqWord, from, to int) []faqWord {
	k := chatCues()
	for i := from; i < to; i++ {
		w := &m.words[i]
		s := m.at(i)
		if s != nil && faqStranger[s.kind] {
			if s.from == i {
				dst = append(dst, faqWord{text: spotMark[s.kind], weight: saysWord, at: i})
			}
			continue
		}
		if w.Kind != bahasa.Word && w.Kind != bahasa.Number {
			continue
		}
		c, own := m.cuesAt(i), ownWords()[w.Text] && w.until <= int16(i+1)
		if !own && c.meets(k.particle) && w.until <= int16(i+1) && !c.meets(k.question) {
			continue
		}
		f := faqWord{text: w.faqForm(), at: i, named: s != nil && s.kind == spotProduct}
		f.cues = c.minus(*vagueCues())
		switch {
		case w.Kind == bahasa.Number:
			f.weight = saysNumber
		case own && c.meets(k.light):
			f.weight, f.cues = saysCue, cues{}
		case k.lightWord(f.text, c) || !own && fillers[f.text]:
			f.weight = saysLight
		case c.meets(*commonCues()) || !own && !c.empty() && f.cues.empty():
			f.weight = saysCommon
		case !c.empty() || bahasa.Common(f.text):
			f.weight = saysCue
		default:
			f.weight = saysWord
		}
		dst = append(dst, f)
	}
	return dst
}

// vagueCues are the cues of words that two questions may share without being about the same.
var vagueCues = sync.OnceValue(func() *cues {
	k, l := chatCues(), chatLexicon()
	s := l.set("SALAM WAKTUSALAM SELAMAT MAKASIH PISAH SEMOGA YA OKE BENAR BUKAN JANGAN TUNDA DAN LAIN LIHAT INFO TAPI ITU SEMUA BANYAKKATA BANGET BAGUS " +
		"KURANG KURANGIN LAGI DAPAT MASIH SAMA JADI CERITA TERSERAH DETAIL PUNYA MURAH MAHAL LANGSUNG SERING TAKUT SIFAT KATALOG HARIKERJA KEMARIN " +
		"JAWABAN TANYA URUSANLAIN KLAIM KIRAIN COCOK TETAP LARIS HABIS")
	s.union(k.light)
	s.union(k.everywhere)
	s.union(k.particle)
	return &s
})

// commonCues are the cues of what is asked in every shop.
var commonCues = sync.OnceValue(func() *cues {
	s := chatLexicon().set("BAYAR ONGKIR KURIR PESANAN STATUS")
	s.union(chatCues().everywhere)
	return &s
})

// faqStranger is what a message names that no owner's question is about.
var faqStranger = map[spotKind]bool{spotPlace: true, spotOrder: true, spotPhone: true, spotVoucher: true, spotPostcode: true, spotDigits: true}

// fillers are words that two questions share by chance.
var fillers = map[string]bool{"dulu": true, "dulunya": true, "juga": true, "aja": true, "saja": true, "yang": true, "buat": true, "untuk": true, "dengan": true,
	"sama": true, "atau": true, "dari": true, "lagi": true, "masih": true, "jadi": true, "nanti": true, "ini": true, "itu": true, "kok": true, "saya": true,
	"aku": true, "kami": true, "kita": true, "pas": true, "nih": true, "tuh": true, "gitu": true, "begitu": true, "biar": true, "soal": true, "mana": true,
	"waktu": true, "hari": true, "orang": true, "banget": true, "sekalian": true, "pun": true, "dan": true, "di": true, "ke": true, "ta": true, "to": true, "tah": true, "toh": true, "po": true, "ji": true, "mi": true, "pi": true, "ki": true, "mah": true, "kah": true,
	"pan": true, "isa": true, "tiasa": true, "sih": true, "kan": true, "gak": true, "ora": true}

// lightWord tells whether a word hardly says what a question is about.
func (k *keyCues) lightWord(text string, c cues) bool {
	return len(text) < 2 || c.meets(k.light) && c.minus(k.light).minus(k.everywhere).empty()
}

// faqForm is a word in the form in which questions are compared.
func (w *word) faqForm() string {
	form := w.form()
	if ownWords()[w.Text] {
		return stem(w.Text)
	}
	if w.near != "" && w.phrase == 0 {
		form = w.Text
	}
	if s, ok := bahasa.Standard(form); ok && !strings.Contains(s, " ") {
		form = s
	}
	form = stem(form)
	if syn := padanan().next[form]; syn != nil && len(syn.phrase) == 1 {
		form = syn.phrase[0]
	}
	return form
}

// plainMessage is a text of the owner's with its words' other forms.
func plainMessage(l *lexicon, text string) *message {
	m := &message{}
	m.plain(l, text)
	return m
}

func (m *message) plain(l *lexicon, text string) {
	m.text = bahasa.Clean(text)
	m.tokens, m.words = bahasa.Tokens(m.tokens[:0], m.text), m.words[:0]
	for _, t := range m.tokens {
		m.words = append(m.words, word{Token: t})
		l.normal(&m.words[len(m.words)-1])
	}
	l.mark(m)
}

// plainWords are the words of a text of the owner's, each once, with what they are related to.
func plainWords(l *lexicon, text string) []faqWord {
	m := plainMessage(l, text)
	words := m.faqWords(nil, 0, len(m.words))
	chatTopics().mark(words)
	var out []faqWord
	for _, w := range words {
		if !slices.ContainsFunc(out, func(o faqWord) bool { return o.text == w.text }) {
			out = append(out, w)
		}
	}
	return out
}
