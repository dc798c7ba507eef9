package bot

import (
	"slices"
	"strings"

	"tokobot/bot/understand"
)

// wishClause is a wish that a clause of a message says, and what of the message it takes: nothing where its words mean more than the wish.
type wishClause struct {
	text     string
	from, to int
}

// clausesWished takes the wishes out of the burst that stand in it as clauses of their own, beside an order, a draft or an address, and keeps
// them. A question is none, and who neither has nor orders anything wishes nothing.
func (k *talk) clausesWished() {
	text := k.text()
	found := k.wishClauses(text)
	if len(found) == 0 {
		return
	}
	rest := withoutClauses(text, found)
	words := make([]string, len(found))
	for i, w := range found {
		words[i] = w.text
	}
	switch o, open := k.newestOpen(); {
	case len(k.basket().Lines) > 0:
	case k.ordersGoods(rest) || k.ordersNow(rest):
	case open && k.wish == "" && emptyWish(rest):
		k.rest, k.cutOut = "", true
		k.noteOrder(o, strings.Join(words, ", "))
		return
	case k.wish == "" && k.noteShipped(strings.Join(words, ", "), rest):
		k.rest, k.cutOut = "", true
		return
	default:
		return
	}
	k.wishes = append(k.wishes, words...)
	if rest != text {
		k.rest, k.cutOut = rest, true
	}
}

// wishClauses finds the clauses of a message that are wishes, in their order.
func (k *talk) wishClauses(text string) []wishClause {
	var out []wishClause
	from := 0
	for _, stop := range append(clauseStop.FindAllStringIndex(text, -1), []int{len(text), len(text)}) {
		if stop[0] < len(text) && text[stop[0]] == ',' && hourBehind.MatchString(text[stop[1]:]) {
			continue // "antar hari sabtu, jam 10"
		}
		if !strings.Contains(text[stop[0]:stop[1]], "?") {
			if w, ok := k.clauseWish(text[from:stop[0]]); ok {
				w.from, w.to = w.from+from, w.to+from
				out = append(out, w)
			}
		}
		from = stop[1]
	}
	return out
}

// clauseWish reads one clause as a wish.
func (k *talk) clauseWish(clause string) (wishClause, bool) {
	if doubtful.MatchString(ifPossible.ReplaceAllString(clause, "")) {
		return wishClause{}, false
	}
	for _, rule := range wishRules {
		if m := rule.cue.FindStringSubmatchIndex(clause); m != nil {
			if w, ok := k.wishBy(rule, clause, m[2], m[3]); ok {
				return w, true
			}
		}
	}
	return wishClause{}, false
}

// wishBy reads what stands around the words of a rule: before them goods, an address or nothing that counts; behind them the like, or more of
// the wish.
func (k *talk) wishBy(rule wishRule, clause string, from, to int) (wishClause, bool) {
	before := strings.TrimSpace(joinTail.ReplaceAllString(strings.TrimSpace(clause[:from]), ""))
	if rule.free && wishCase.MatchString(before) {
		from, before = strings.Index(clause, before), ""
	}
	words, behind := clause[from:to], afterCourtesy(clause[to:])
	if notWished.MatchString(words) || k.takesGoods(rule, words) || rule.dish && k.m.Asked.What == askVariant {
		return wishClause{}, false
	}
	if rule.beside && (!broughtBefore.MatchString(before) || !k.besideWish(before) || !emptyWish(behind)) {
		return wishClause{}, false
	}
	if !emptyWish(before) && !onlyCalls(before) && !k.besideWish(before) {
		return wishClause{}, false
	}
	w := wishClause{text: trimmedWish(words), from: len(clause[:from]), to: len(clause)}
	if onlyCalls(before) {
		w.from = 0
	}
	switch {
	case behind == "" || emptyWish(behind) || onlyCalls(behind):
	case (rule.free || wishReason.MatchString(behind)) && k.moreWish(behind):
		w.text = trimmedWish(clause[from:])
	case k.besideWish(behind):
		w.from, w.to = 0, 0
	default:
		return wishClause{}, false
	}
	if answersToday.MatchString(words) || rule.dish && before != "" && !onlyCalls(before) {
		w.from, w.to = 0, 0
	}
	return w, true
}

// moreWish tells whether words behind a wish go on with it.
func (k *talk) moreWish(words string) bool {
	return len(strings.Fields(words)) <= 8 && !strings.ContainsAny(words, "0123456789") && !notWished.MatchString(words) && !k.another(words)
}

// besideWish tells whether words beside a wish are an order, an address, or the choice of a courier or of a way to pay.
func (k *talk) besideWish(words string) bool {
	return slices.ContainsFunc(k.Reader.Read(words, k.m.context(k.basket())), func(a understand.Act) bool {
		switch a.Intent {
		case understand.Order, understand.ChangeOrder:
			return slices.ContainsFunc(a.Products, func(w understand.Product) bool { return w.Op != understand.Remove && !w.Not })
		case understand.GiveAddress, understand.ChooseCourier, understand.ChoosePayment:
			return true
		}
		return false
	})
}

// ordersNow tells whether words order goods that the chat speaks of: "mau 1".
func (k *talk) ordersNow(words string) bool {
	return slices.ContainsFunc(k.Reader.Read(words, k.m.context(k.basket())), func(a understand.Act) bool { return a.Intent == understand.Order && namesGoods(a) })
}

// takesGoods tells whether the words of a wish are about goods themselves: ones that the shop sells, "bungkus kado 2", or what shall be left out
// of the draft, "ga usah pake lilin" of one with candles.
func (k *talk) takesGoods(rule wishRule, words string) bool {
	lines := k.basket().Lines
	if rule.whom {
		return hasWord(k.low(), []string{" ada ", " cari", " apa ", " mana "}) || k.m.Asked.What == askProduct
	}
	return slices.ContainsFunc(k.Reader.Read(words, understand.Context{}), func(a understand.Act) bool {
		if rule.time {
			return a.Intent == understand.Order && namesGoods(a) && slices.ContainsFunc(a.Products, func(w understand.Product) bool { return w.Qty > 0 })
		}
		if !rule.dish {
			return a.Intent == understand.Order && namesGoods(a)
		}
		return a.Intent == understand.ChooseCourier || a.Intent == understand.ChoosePayment || slices.ContainsFunc(a.Products, func(w understand.Product) bool {
			return slices.ContainsFunc(lines, func(l line) bool { return w.SKU != "" && l.SKU == w.SKU || w.Product != "" && l.Product == w.Product })
		})
	})
}

// onlyCalls tells whether words only call the shop.
func onlyCalls(words string) bool {
	return !slices.ContainsFunc(strings.Fields(strings.ToLower(words)), func(w string) bool { return !slices.Contains(calling, strings.Trim(w, ".,!")) })
}

// afterCourtesy is what stands behind a wish without the courtesies before it: "ya kak soalnya …".
func afterCourtesy(words string) string {
	fields := strings.Fields(words)
	for len(fields) > 0 && slices.Contains([]string{"ya", "yo", "yah", "y", "kak", "min", "mbak", "pak", "bu", "dong", "aja", "saja"}, strings.ToLower(fields[0])) {
		fields = fields[1:]
	}
	return strings.Join(fields, " ")
}

// withoutClauses is a message without its wishes.
func withoutClauses(text string, found []wishClause) string {
	out, at := "", 0
	for _, w := range found {
		if w.to == 0 {
			continue
		}
		out += strings.TrimRight(joinTail.ReplaceAllString(strings.TrimRight(text[at:w.from], " "), ""), " ")
		at = w.to
	}
	if at == 0 {
		return text
	}
	return strings.Trim(looseStops.ReplaceAllString(out+text[at:], "$1"), " ,.;\n")
}
