// Package recap puts a period's orders and money into a few words, a chart and a spreadsheet.
package recap

import (
	"cmp"
	"maps"
	"slices"
	"time"

	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// Figures is what a recap is made of. Days are counted in From's zone.
type Figures struct {
	Title   string    // "Rekap Sen, 23 Nov"
	From    time.Time // inclusive
	Until   time.Time // exclusive
	Orders  []shop.Order
	Cash    []shop.CashLine
	Stock   []shop.StockLine
	Balance rupiah.Amount // of the cash book at Until
	Held    rupiah.Amount // of it, what is now kept for buyers and pays nothing yet
	Owed    rupiah.Amount // of it, what now waits to be sent back
	Unknown rupiah.Amount // beside it, what is on the bank account and nobody knows what for
}

// sum is money under one name and how many lines it is made of.
type sum struct {
	name   string
	amount rupiah.Amount
	lines  int
}

// totals are the money of a period. A correction counts where the line that it takes back counted, with the opposite sign:
// spending that was taken back is not income.
type totals struct {
	in, out    rupiah.Amount
	byMethod   []sum // money in
	byCategory []sum // spending
	days       []day // those with a line, oldest first
}

// day is the money of one day.
type day struct {
	on      time.Time
	in, out rupiah.Amount
}

// What stands for a name that nobody gave: the category of spending, the method of an order's money, and money of no order.
const (
	other   = "lainnya"
	unnamed = "cara tidak disebut"
	noOrder = "di luar pesanan"
)

// entry is a line of the cash book as the recap counts it: Kind says under which direction, and amount is negative where a
// line is taken back.
type entry struct {
	kind   shop.CashKind
	amount rupiah.Amount
	lines  int // how the number of lines under its name changes
	name   string
}

// entryOf reads a line. known are the period's lines by key: a correction goes under the name of the line that it takes back,
// or, when that is older, under the name that it carries itself.
func entryOf(l shop.CashLine, known map[string]shop.CashLine) entry {
	e := entry{l.Kind, l.Amount, 1, ""}
	named := l
	switch {
	case l.Category == shop.Moved && l.Kind == shop.Out: // what came for one order is another's now
		return entry{shop.In, -l.Amount, -1, methodOf(l)}
	case l.Category == shop.Moved:
		return entry{shop.In, l.Amount, 1, methodOf(l)}
	case l.Corrects != "":
		e = entry{opposite(l.Kind), -l.Amount, -1, ""}
		if first, ok := known[l.Corrects]; ok {
			named = first
		}
	}
	e.name = methodOf(named)
	if e.kind == shop.Out {
		e.name = cmp.Or(named.Category, other)
	}
	return e
}

// methodOf is the name under which money in counts.
func methodOf(l shop.CashLine) string {
	if l.Order == "" {
		return cmp.Or(l.Method, noOrder)
	}
	return cmp.Or(l.Method, unnamed)
}

func opposite(k shop.CashKind) shop.CashKind {
	if k == shop.In {
		return shop.Out
	}
	return shop.In
}

// add counts the period's cash lines.
func add(f Figures) totals {
	known := map[string]shop.CashLine{}
	for _, l := range f.Cash {
		known[l.Key] = l
	}
	var t totals
	in, out, days := map[string]sum{}, map[string]sum{}, map[time.Time]day{}
	for _, l := range f.Cash {
		e := entryOf(l, known)
		on := midnight(l.At.In(f.From.Location()))
		d := days[on]
		d.on = on
		if e.kind == shop.In {
			t.in += e.amount
			d.in += e.amount
			count(in, e)
		} else {
			t.out += e.amount
			d.out += e.amount
			count(out, e)
		}
		days[on] = d
	}
	t.byMethod, t.byCategory = sorted(in), sorted(out)
	t.days = slices.SortedFunc(maps.Values(days), func(a, b day) int { return a.on.Compare(b.on) })
	return t
}

func midnight(t time.Time) time.Time {
	return time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, t.Location())
}

func count(m map[string]sum, e entry) {
	s := m[e.name]
	m[e.name] = sum{e.name, s.amount + e.amount, s.lines + e.lines}
}

// sorted are the sums, the largest first; what was wholly taken back is left out.
func sorted(m map[string]sum) []sum {
	list := slices.Collect(maps.Values(m))
	list = slices.DeleteFunc(list, func(s sum) bool { return s.amount == 0 && s.lines <= 0 })
	slices.SortFunc(list, func(a, b sum) int { return cmp.Or(cmp.Compare(b.amount, a.amount), cmp.Compare(a.name, b.name)) })
	return list
}
