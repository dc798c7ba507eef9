package desk

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// otherCategory is spending of no other kind.
const otherCategory = "lainnya"

// categories are what money is spent on; anything else is "lainnya" with the word as its note.
var categories = []string{"operasional", "kantor", "transportasi", otherCategory}

// categoryWords are what people also write for a category.
var categoryWords = map[string]string{
	"lain": otherCategory, "lain-lain": otherCategory, "lain2": otherCategory, "dll": otherCategory, "other": otherCategory,
	"ops": "operasional", "operasi": "operasional", "atk": "kantor", "transpor": "transportasi", "transport": "transportasi",
}

// categoryOf is the category that a word means, slips of the finger allowed; "" for none.
func categoryOf(word string) string {
	word = strings.ToLower(strings.TrimRight(word, ":,."))
	if c, ok := categoryWords[word]; ok {
		return c
	}
	for _, c := range categories {
		if _, near := forgive(word, c); near {
			return c
		}
	}
	return ""
}

// spend is /biaya JUMLAH KATEGORI [catatan].
func (w *work) spend(args string) error {
	amount, words, ok := amountFirst(strings.Fields(args))
	if !ok || len(words) == 0 {
		return errUsage
	}
	category, note := categoryOf(words[0]), strings.Join(words[1:], " ")
	if category == "" {
		category, note = otherCategory, strings.Join(words, " ")
	}
	key := w.cashKey("biaya")
	w.bookTyped(shop.CashLine{Key: key, Kind: shop.Out, Amount: amount, Category: category, Note: note})
	w.answer(strings.TrimSpace("✅ Biaya "+amount.String()+" "+category+" "+note) + "\nSalah catat? /batal_biaya " + key)
	return nil
}

// income is /masuk_kas JUMLAH [catatan].
func (w *work) income(args string) error {
	amount, words, ok := amountFirst(strings.Fields(args))
	if !ok {
		return errUsage
	}
	note := strings.Join(words, " ")
	key := w.cashKey("masuk")
	w.bookTyped(shop.CashLine{Key: key, Kind: shop.In, Amount: amount, Note: note})
	w.answer(strings.TrimSpace("✅ Kas masuk "+amount.String()+" "+note) + "\nSalah catat? /batal_biaya " + key)
	return nil
}

// cashKey names a line of the cash book that was typed in; it is short, for it is typed again to take it back.
func (w *work) cashKey(kind string) string { return fmt.Sprintf("%s-%d", kind, w.in.ID) }

// bookTyped writes a line that somebody typed, and remembers it for the rest of the turn.
func (w *work) bookTyped(l shop.CashLine) {
	l.At, l.By = w.t.Now, w.who()
	w.d.Do(shop.BookCash{Line: l})
	w.cash = append(w.cash, l)
}

// takeBack is /batal_biaya [NOMOR]: a line of its own takes the wrong one back; nothing is overwritten. As a reply to what
// was answered to the wrong one it needs no number, nor for the newest that the same person typed today.
func (w *work) takeBack(args string) error {
	args = strings.ToLower(strings.Trim(args, "# "))
	line, found, err := w.typed(args)
	switch {
	case err != nil:
		return err
	case !found && args == "":
		return errUsage
	case !found:
		w.answer("Catatan " + args + " tidak ada. Nomornya tertulis di bawah setiap biaya, misalnya biaya-12.")
		return nil
	}
	if taken, err := w.isTakenBack(line.Key); err != nil || taken {
		if taken {
			w.answer("Catatan " + line.Key + " sudah dibatalkan.")
		}
		return err
	}
	back := shop.Out
	if line.Kind == shop.Out {
		back = shop.In
	}
	w.bookTyped(shop.CashLine{
		Key: "batal:" + line.Key, Kind: back, Amount: line.Amount, Category: line.Category, Note: "batal " + line.Key, Corrects: line.Key,
	})
	what := strings.TrimSpace(line.Category + " " + line.Note)
	w.answer("✅ " + line.Key + " (" + strings.TrimSpace(line.Amount.String()+" "+what) + ") dibatalkan; catatan lamanya tetap tersimpan.")
	return nil
}

// typed finds the line of the cash book that /batal_biaya means: by its number, whole or only the digits, by the message that
// is replied to, or the newest that the same person typed today and that still stands.
func (w *work) typed(number string) (shop.CashLine, bool, error) {
	if number == "" && w.in.Quote != "" {
		to, _, err := w.f.Replied(w.g, w.in.Quote)
		if err != nil {
			return shop.CashLine{}, false, err
		}
		if _, after, ok := strings.Cut(to.Text, "/batal_biaya "); ok {
			number, _, _ = strings.Cut(after, "\n")
		}
	}
	if number == "" {
		return w.lastTyped()
	}
	for _, key := range []string{number, "biaya-" + number, "masuk-" + number} {
		for _, l := range w.cash {
			if l.Key == key && l.Corrects == "" {
				return l, true, nil
			}
		}
		line, _, found, err := w.f.CashLine(key)
		if err != nil {
			return shop.CashLine{}, false, err
		}
		if found && line.Order == "" && line.Corrects == "" {
			return line, true, nil
		}
	}
	return shop.CashLine{}, false, nil
}

// lastTyped is the newest line that whoever writes typed today and that nobody took back.
func (w *work) lastTyped() (shop.CashLine, bool, error) {
	now := w.t.Now
	today := time.Date(now.Year(), now.Month(), now.Day(), 0, 0, 0, 0, now.Location())
	lines, err := w.f.Cash(shop.Period{From: today, To: now.Add(time.Second)})
	if err != nil {
		return shop.CashLine{}, false, err
	}
	for _, l := range slices.Backward(append(lines, w.cash...)) {
		if l.By != w.who() || l.Order != "" || l.Corrects != "" {
			continue
		}
		taken, err := w.isTakenBack(l.Key)
		if err != nil || !taken {
			return l, err == nil, err
		}
	}
	return shop.CashLine{}, false, nil
}

// isTakenBack tells whether another line takes a line back.
func (w *work) isTakenBack(key string) (bool, error) {
	for _, l := range w.cash {
		if l.Corrects == key {
			return true, nil
		}
	}
	_, taken, _, err := w.f.CashLine(key)
	return taken, err
}

// amountOf is an amount that finance wrote as a reply. A few rupiah are a slip: nobody sends so little.
func amountOf(text string) (a rupiah.Amount, complaint string) {
	const least = 1000
	a, ok := amountIn(text)
	switch {
	case !ok:
		return 0, "Balas dengan jumlah yang masuk saja, misalnya 195.000. Untuk menolak, tekan ❌ Tolak."
	case a < least:
		return 0, fmt.Sprintf("Yang masuk hanya %s? Kalau maksudnya ribuan, tulis lengkap, misalnya 195.000 atau 195rb.", a)
	}
	return a, ""
}
