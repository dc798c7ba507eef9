package bot

import (
	"regexp"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/shop"
)

// toWay is how a buyer says to which of the shop's accounts money went; what stands between may name the account.
const toWay = `\b(?:ke|via|lewat|lwt|lewar|pakai|pake|pke|pk|melalui|by|dengan|dgn|di%s)(?:nya)?\s+(?:(?:no|nomor|nomer|rek|rekening|bank|akun|saldo|aplikasi|app|toko)\s+){0,3}%s(?:nya)?\b`

// sentWords are words of sending: "tf bca". Before "dana" they speak of the money itself.
const sentWords = `|transfer|trf|tf|tranfer|bayar|byr|scan|setor`

// wayPaid is the kode of the method by which a buyer has paid, where that is certain: the code in the picture is the shop's own, or the words
// say where the money went. "Dari BCA" only says where it came from.
func (k *talk) wayPaid(in shop.Input, acts []understand.Act, text string) string {
	if m := k.ownQR(in.Media); m != nil {
		return m.Code
	}
	low := strings.ToLower(text)
	for _, a := range acts {
		m := k.Catalog.Method(a.Method)
		if m == nil || m.Kind == catalog.COD || a.Intent != understand.ClaimPaid && a.Intent != understand.ChoosePayment {
			continue
		}
		if a.Intent == understand.ChoosePayment && !strings.Contains(low, "dari") && len(strings.Fields(low)) <= 4 {
			return m.Code // a caption that only names it
		}
		if saidTo(low, m) {
			return m.Code
		}
	}
	return ""
}

// saidTo tells whether words say that money went by a method.
func saidTo(low string, m *catalog.Method) bool {
	for _, name := range []string{m.Code, m.Name} {
		sent := sentWords
		if strings.EqualFold(name, "dana") {
			sent = ""
		}
		pattern := strings.Replace(strings.Replace(toWay, "%s", sent, 1), "%s", regexp.QuoteMeta(strings.ToLower(name)), 1)
		if regexp.MustCompile(pattern).MatchString(low) {
			return true
		}
	}
	return false
}

// ownQR is the method whose QRIS code is in a picture; nil for none.
func (k *talk) ownQR(media *shop.Media) *catalog.Method {
	if media == nil {
		return nil
	}
	p, ok := payeeOf(media.QR)
	if !ok {
		return nil
	}
	for _, m := range k.Catalog.Payment.Methods {
		if q, has := payeeOf(m.QR); has && q.pays(p) {
			return m
		}
	}
	return nil
}

// paidBy notes with an order how the buyer says it was paid. What waits for nothing is left as it is.
func (k *talk) paidBy(o shop.Order, kode string) shop.Order {
	m := k.Catalog.Method(kode)
	if m == nil || o.Payment == m.Code || o.Received >= o.Total() || o.COD {
		return o // of what is to be paid at the door finance says it
	}
	o.Payment = m.Code
	return k.save(o, k.event("pembeli", "bayar lewat "+m.Name, ""))
}
