package desk

import (
	"slices"
	"strings"

	"tokobot/internal/shop"
)

// meant says what a command that this group has not is likely to mean: one of another group, or one with a slip of the finger,
// written out to be sent again. elsewhere is the command of that name, nil for none.
func (w *work) meant(name string, elsewhere *command, args string) string {
	if elsewhere != nil {
		var at []string
		for _, g := range elsewhere.groups {
			at = append(at, string(g))
		}
		return "Adanya di grup " + strings.Join(at, ", ") + "."
	}
	var best *command
	least := 3
	for _, c := range commands() {
		if d := slips([]rune(name), []rune(c.name)); d < least && 2*d < len(name) && slices.ContainsFunc(w.chat, c.in) {
			best, least = c, d
		}
	}
	if best == nil {
		return ""
	}
	return "Maksudnya ini? Kirim lagi begini:\n" + strings.TrimSpace("/"+best.name+" "+strings.Join(strings.Fields(args), " "))
}

// plainly does a command that only looks when it is said in plain words: "stok pashmina", "rekap kemarin". What is not plainly
// one is talk among the staff; what would book something is only pointed out.
func (w *work) plainly(text string) (bool, error) {
	word, args, _ := strings.Cut(strings.TrimRight(text, " ?!."), " ")
	word = strings.ToLower(strings.TrimRight(word, ",:"))
	if word == "cek" || word == "lihat" || word == "minta" {
		word, args, _ = strings.Cut(args, " ")
		word = strings.ToLower(word)
	}
	args = strings.TrimSpace(args)
	for _, c := range commands() {
		if slices.Contains(c.plain, word) && slices.ContainsFunc(w.chat, c.in) && c.fits(w, args) && w.has(c) {
			if !w.allowed() {
				return false, nil // they may talk
			}
			return true, w.run(c, w.withoutAsking(args))
		}
	}
	return false, nil
}

// askingWords stand around what is asked for and name nothing.
var askingWords = []string{"dong", "ya", "kak", "min", "berapa", "brp", "tinggal", "sisa", "sekarang", "nomor", "no", "apa", "aja", "saja", "yang", "yg", "ada"}

// withoutAsking leaves out the words that name nothing.
func (w *work) withoutAsking(args string) string {
	words := strings.Fields(strings.ToLower(args))
	words = slices.DeleteFunc(words, func(s string) bool { return slices.Contains(askingWords, strings.Trim(s, ",?!.")) })
	return strings.Join(words, " ")
}

func (w *work) isNothing(args string) bool { return w.withoutAsking(args) == "" }

func (w *work) isPeriod(args string) bool {
	rest, _ := strings.CutSuffix(w.withoutAsking(args), "xlsx")
	_, _, ok := w.period(strings.TrimSpace(rest))
	return ok
}

func (w *work) areGoods(args string) bool {
	args = w.withoutAsking(args)
	return args == "" || len(w.find(args)) > 0
}

// isNumber tells whether one order has such a number; a question about what belongs to none is talk.
func (w *work) isNumber(args string) bool {
	args = strings.ToUpper(strings.Trim(w.withoutAsking(args), "#.,"))
	if args == "" || strings.Contains(args, " ") || !strings.ContainsAny(args, "0123456789") {
		return false
	}
	if _, found, err := w.order(args); err != nil || found {
		return found
	}
	some, err := w.f.OrderEnding(args)
	return err == nil && len(some) > 0
}

// askedFor is how a card that is asked for again lies there: untouched, or begun by somebody.
func (w *work) askedFor(c shop.Card) string {
	since := w.clockOf(c.CreatedAt)
	if last, ok := lastDecision(c); ok {
		return "Belum selesai sejak " + since + " (terakhir " + last.By + " " + w.clockOf(last.At) + ")"
	}
	return "Belum ditangani sejak " + since
}
