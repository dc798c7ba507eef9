package bot

import (
	"strconv"
	"strings"

	"tokobot/catalog"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// payee is what a QRIS text says of a payment: whom it pays, by name and by account, and how much, 0 where the payer types it.
type payee struct {
	name     string
	accounts map[string]bool
	amount   rupiah.Amount
}

// Where a QRIS text has its accounts: the tags of acquirers' and the national template, and in each the payee's own numbers.
const (
	firstAccount, lastAccount = "26", "51"
	tagPAN, tagMerchantID     = "01", "02"
)

// payeeOf reads a QRIS text; false for the text of another kind of code, as banks print on receipts.
func payeeOf(s string) (p payee, ok bool) {
	fs, err := fields(strings.TrimSpace(s))
	if err != nil {
		return p, false
	}
	p.accounts = map[string]bool{}
	for _, f := range fs {
		switch {
		case f.tag == tagMerchant:
			p.name = strings.TrimSpace(f.value)
		case f.tag == tagAmount:
			if n, err := strconv.ParseFloat(f.value, 64); err == nil && n > 0 && n < 1e12 {
				p.amount = rupiah.Amount(n)
			}
		case f.tag >= firstAccount && f.tag <= lastAccount:
			inner, err := fields(f.value)
			if err != nil {
				continue
			}
			for _, i := range inner {
				if (i.tag == tagPAN || i.tag == tagMerchantID) && strings.Trim(i.value, "0") != "" {
					p.accounts[i.value] = true
				}
			}
		}
	}
	return p, p.name != "" || len(p.accounts) > 0
}

// pays tells whether two codes pay the same account. Names count only where one of them has no account: anybody may call
// himself as the shop does.
func (p payee) pays(other payee) bool {
	if len(p.accounts) == 0 || len(other.accounts) == 0 {
		return p.name != "" && strings.EqualFold(p.name, other.name)
	}
	for a := range p.accounts {
		if other.accounts[a] {
			return true
		}
	}
	return false
}

// qrDoubt is what a code in a proof says against it; "" for nothing.
func (k *talk) qrDoubt(text string, o shop.Order) string {
	p, ok := payeeOf(text)
	if !ok {
		return ""
	}
	own, sameName, pictureOnly := false, false, false
	for _, m := range k.Catalog.Payment.Methods {
		q, has := payeeOf(m.QR)
		own = own || has && q.pays(p)
		sameName = sameName || has && strings.EqualFold(q.name, p.name)
		pictureOnly = pictureOnly || m.Kind == catalog.QRIS && m.QR == ""
	}
	who := cut(p.name, 40)
	if who == "" {
		who = "nama yang tidak tertulis"
	}
	switch {
	case own && o.Number != "" && p.amount > 0 && p.amount != o.Total():
		return "Di gambar ada kode QRIS toko ini untuk " + p.amount.String() + ", bukan " + o.Total().String() + "; itu kode bayar, belum tentu bukti."
	case own:
		return "Di gambar ada kode QRIS toko ini sendiri; itu kode bayar, belum tentu bukti."
	case pictureOnly:
		return "QR di gambar membayar ke " + who + "; cocokkan dengan QRIS toko."
	case sameName:
		return "QR di gambar bernama " + who + ", tetapi nomor merchant-nya bukan milik toko ini."
	}
	return "QR di gambar membayar ke " + who + ", bukan ke toko ini."
}
