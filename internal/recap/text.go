package recap

import (
	"fmt"
	"strings"

	"tokobot/internal/card"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// statuses are the states in the order of an order's life.
var statuses = [...]shop.Status{
	shop.AwaitingPayment, shop.PaymentReview, shop.Paid, shop.Confirmed, shop.Packing, shop.Packed, shop.Shipped, shop.Completed,
	shop.Cancelled, shop.Expired, shop.Returned,
}

// lost tells whether an order in this state brings no money.
func lost(s shop.Status) bool { return s == shop.Cancelled || s == shop.Expired || s == shop.Returned }

// Text is the recap in short Indonesian lines: orders by state, money in by method, spending by category, balance.
func Text(f Figures) string {
	t := add(f)
	out := []string{"📊 *" + f.Title + "*", ""}
	out = append(out, ordersText(f.Orders)...)
	out = append(out, "", "💰 Uang masuk: *"+t.in.String()+"*")
	for _, s := range t.byMethod {
		out = append(out, line(methodWord(s.name), s))
	}
	out = append(out, "", "💸 Uang keluar: *"+t.out.String()+"*")
	for _, s := range t.byCategory {
		out = append(out, line(s.name, s))
	}
	out = append(out, "", "Selisih: "+(t.in-t.out).String(), "🏦 Saldo kas: *"+f.Balance.String()+"*")
	if f.Held > 0 {
		out = append(out, "💼 Di dalamnya titipan pembeli: "+f.Held.String())
	}
	if f.Owed > 0 {
		out = append(out, "💸 Di dalamnya menunggu dikembalikan: "+f.Owed.String())
	}
	if f.Unknown > 0 {
		out = append(out, "🗃 Di luar itu, uang di mutasi yang belum jelas untuk apa: "+f.Unknown.String())
	}
	return strings.Join(out, "\n")
}

// ordersText are the orders by state. The value in the first line leaves out the orders that bring no money.
func ordersText(orders []shop.Order) []string {
	if len(orders) == 0 {
		return []string{"🛍 Belum ada pesanan."}
	}
	by := map[shop.Status]sum{}
	for _, o := range orders {
		s := by[o.Status]
		by[o.Status] = sum{"", s.amount + o.Total(), s.lines + 1}
	}
	var lines []string
	var value rupiah.Amount
	without := false
	for _, s := range statuses {
		n, ok := by[s]
		if !ok {
			continue
		}
		lines = append(lines, fmt.Sprintf("• %s: %d (%s)", card.StatusWord(s), n.lines, n.amount))
		if lost(s) {
			without = true
		} else {
			value += n.amount
		}
	}
	head := fmt.Sprintf("🛍 Pesanan: *%d* – nilai *%s*", len(orders), value)
	if without {
		head += " (tanpa yang batal, kedaluwarsa dan retur)"
	}
	return append([]string{head}, lines...)
}

func line(name string, s sum) string {
	if s.lines < 2 {
		return "• " + name + ": " + s.amount.String()
	}
	return fmt.Sprintf("• %s: %s (%d×)", name, s.amount, s.lines)
}

// methodWord shows a payment kode as people write it: a short one is an abbreviation (BCA, QRIS, DANA).
func methodWord(kode string) string {
	r := []rune(kode)
	if len(r) <= 4 {
		return strings.ToUpper(kode)
	}
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}
