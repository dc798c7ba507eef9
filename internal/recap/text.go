package recap

import (
	"fmt"
	"strings"

	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// statuses are the states in the order of an order's life, as staff read them.
var statuses = [...]struct {
	status shop.Status
	word   string
	lost   bool // brings no money
}{
	{shop.AwaitingPayment, "menunggu bayar", false},
	{shop.PaymentReview, "bukti dicek", false},
	{shop.Paid, "lunas", false},
	{shop.Confirmed, "COD", false},
	{shop.Packing, "dikemas", false},
	{shop.Packed, "siap kirim", false},
	{shop.Shipped, "dikirim", false},
	{shop.Completed, "selesai", false},
	{shop.Cancelled, "batal", true},
	{shop.Expired, "kedaluwarsa", true},
	{shop.Returned, "retur", true},
}

// statusWord is a state as staff read it; a state that the table does not know is shown as it is.
func statusWord(s shop.Status) string {
	for _, known := range statuses {
		if known.status == s {
			return known.word
		}
	}
	return string(s)
}

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
	lost := false
	for _, s := range statuses {
		n, ok := by[s.status]
		if !ok {
			continue
		}
		lines = append(lines, fmt.Sprintf("• %s: %d (%s)", s.word, n.lines, n.amount))
		if s.lost {
			lost = true
		} else {
			value += n.amount
		}
	}
	head := fmt.Sprintf("🛍 Pesanan: *%d* – nilai *%s*", len(orders), value)
	if lost {
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
	if len(kode) <= 4 {
		return strings.ToUpper(kode)
	}
	return strings.ToUpper(kode[:1]) + kode[1:]
}
