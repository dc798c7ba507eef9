package desk

import (
	"strconv"
	"strings"

	"tokobot/internal/bahasa"
	"tokobot/internal/rupiah"
)

// thousands are words behind a number of rupiah, as rupiah.Parse writes them.
var thousands = map[string]string{"rb": "rb", "ribu": "rb", "k": "k", "jt": "jt", "juta": "jt"}

// amountFirst reads the amount that words begin with: "25.000", "Rp 25.000", "25 ribu", "1,5 juta". rest are the words behind
// it; false when there is none above zero.
func amountFirst(words []string) (a rupiah.Amount, rest []string, ok bool) {
	i := 0
	if i < len(words) && strings.EqualFold(strings.TrimRight(words[i], "."), "rp") {
		i++
	}
	if i >= len(words) {
		return 0, nil, false
	}
	number := strings.ToLower(words[i])
	i++
	for word, unit := range thousands {
		if head, cut := strings.CutSuffix(number, word); cut && strings.Trim(head, "rp. 0123456789,") == "" && head != "" {
			number = head + unit
			break
		}
	}
	if i < len(words) {
		if unit := thousands[strings.ToLower(words[i])]; unit != "" {
			number += unit
			i++
		}
	}
	a, err := rupiah.Parse(number)
	return a, words[i:], err == nil && a > 0
}

// amountIn finds the amount in a sentence: "masuk 95.000 ya". false when there is none, or several that differ.
func amountIn(text string) (a rupiah.Amount, ok bool) {
	words := strings.Fields(text)
	for i := range words {
		words[i] = strings.TrimRight(words[i], "!?;")
		if w := words[i]; !strings.HasSuffix(w, ",-") {
			words[i] = strings.TrimRight(w, ".,")
		}
	}
	for len(words) > 0 {
		found, rest, is := amountFirst(words)
		switch {
		case !is:
			words = words[1:]
			continue
		case ok && found != a:
			return 0, false
		}
		a, ok, words = found, true, rest
	}
	return a, ok
}

// mostPieces is more than any shop counts at once.
const mostPieces = 1_000_000

// piecesFirst reads the count of pieces that a line begins with, in digits: "12", "1.200", "5pcs", "2 lusin". rest is what
// stands behind it.
func piecesFirst(line string) (n int, rest string, ok bool) {
	line = strings.TrimSpace(line)
	first, behind, _ := strings.Cut(line, " ")
	if plain := strings.ReplaceAll(first, ".", ""); strings.Trim(plain, "0123456789") == "" {
		n, err := strconv.Atoi(plain)
		if err != nil || n >= mostPieces {
			return 0, "", false
		}
		unit, after, _ := strings.Cut(strings.TrimSpace(behind), " ")
		u, known := bahasa.UnitOf(strings.ToLower(unit))
		if !known || u.Kind != bahasa.KindCount || u.Name != "pcs" {
			return n, strings.TrimSpace(behind), true // a box or a roll holds who knows how many: it stays in the note
		}
		n *= int(u.Factor)
		return n, strings.TrimSpace(after), n < mostPieces
	}
	tokens := bahasa.Tokens(nil, bahasa.Clean(first))
	q, found := bahasa.ReadQuantity(tokens)
	if !found || q.Words || q.Used != len(tokens) || q.Unit.Name != "pcs" || q.Pieces() == 0 || q.Pieces() >= mostPieces {
		return 0, "", false
	}
	return q.Pieces(), strings.TrimSpace(behind), true
}
