package card

import (
	"strings"

	"tokobot/catalog"
	"tokobot/internal/shop"
)

// By which of the shop's ways money came is said with the same press that takes it, or later as a reply: what is not said stays unknown.

// Way begins the verb of the button that takes money as come by a method, and of the decision that says so: lewat:bca.
const Way = "lewat"

// ByWay is the verb of a method.
func ByWay(m *catalog.Method) string { return Way + ":" + m.Code }

// WayOf is the method's kode in a verb; false for another verb.
func WayOf(verb string) (kode string, ok bool) { return strings.CutPrefix(verb, Way+":") }

// SaidWay is the kode of the method that people said last on a card; "" for none.
func SaidWay(c shop.Card) string {
	said := ""
	for _, p := range c.Decisions {
		if kode, ok := WayOf(p.Verb); ok {
			said = kode
		}
	}
	return said
}

// longestVerb is what fits behind a button beside its card's name.
const longestVerb = 24

// wayRows are the buttons of the ways by which money may have come, two in a row; none where there is nothing to choose.
func wayRows(ways []*catalog.Method) [][]shop.Button {
	if len(ways) < 2 {
		return nil
	}
	var rows [][]shop.Button
	for _, m := range ways {
		b := shop.Button{Verb: ByWay(m), Label: "✅ lewat " + m.Name}
		switch last := len(rows) - 1; {
		case len(b.Verb) > longestVerb:
		case last >= 0 && len(rows[last]) < 2:
			rows[last] = append(rows[last], b)
		default:
			rows = append(rows, []shop.Button{b})
		}
	}
	return rows
}

// PaymentRows are the buttons of a payment card once its way is known.
func PaymentRows() [][]shop.Button { return [][]shop.Button{Row(Accept, Reject), Row(Amount)} }

// paying are a payment card's buttons, and the line about the way where it is known. An order that is paid needs none.
func paying(p Payment) (line string, rows [][]shop.Button) {
	rows = PaymentRows()
	if o := p.Order; o.Payment == "" && o.Received < o.Total() {
		return "", append(rows, wayRows(p.Ways)...)
	}
	for _, m := range p.Ways {
		if m.Code == p.Order.Payment {
			line = "Lewat: " + m.Name
		}
	}
	return line, rows
}
