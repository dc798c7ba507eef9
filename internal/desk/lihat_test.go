package desk

import (
	"testing"
	"time"

	"tokobot/internal/shop"
)

// TestOrderShowsAll wants of /pesanan all that a member of the staff may have to know, in every group.
func TestOrderShowsAll(t *testing.T) {
	b := newBooks(t)
	o := b.record("A1", shop.Packing, "PSM-HITAM")
	o.Note, o.Voucher, o.Discount, o.Estimate, o.Tracking = "bungkus kado, tulis Selamat Ultah", "HEMAT5", 5_000, "1-3 hari", "0123456789012345"
	o.Recipient.Note, o.Recipient.Sender, o.Recipient.SenderPhone = "depan masjid", "Toko Ani", "081211112222"
	o.PaidAt, o.ShippedAt, o.Received = b.now, b.now.Add(time.Hour), 40_000
	b.orders["A1"] = o
	for _, g := range shop.Groups {
		contains(t, b.write(t, g, "Rina", "/pesanan A1"), "Pashmina Ceruty Babydoll – Hitam", "Ongkir JNE REG Rp9.000", "Potongan (voucher HEMAT5)", "Total *Rp49.000*",
			"Bayar: BCA, lunas 23 Nov 14.00", "Sudah masuk Rp40.000", "Sari Dewi, 08123456789, Jl Melati 5", "Kota Cimahi", "40535", "Patokan: depan masjid",
			"Pengirim: Toko Ani, 081211112222", "Kurir: JNE REG, 450 g, perkiraan 1-3 hari, diserahkan 23 Nov 15.00", "Resi 0123456789012345",
			"Catatan: bungkus kado, tulis Selamat Ultah", "Riwayat:")
	}
	b.record("A2", shop.AwaitingPayment, "PSM-HITAM")
	contains(t, b.write(t, shop.CS, "Ayu", "/pesanan A2"), "Bayar: BCA, paling lambat 24 Nov 14.00")
	cod := b.record("A3", shop.Confirmed, "PSM-HITAM")
	cod.Payment = "cod"
	b.orders["A3"] = cod
	contains(t, b.write(t, shop.CS, "Ayu", "/pesanan A3"), "Bayar: COD, ditagih ke penerima")
}

// TestStockOfMadeToOrder does not list what is made to order as empty, and says the pieces that lie there all the same.
func TestStockOfMadeToOrder(t *testing.T) {
	b := newBooks(t)
	for _, v := range (&work{Desk: b.desk}).sellable() {
		if v.Product.Preorder == nil {
			continue
		}
		b.stock[v.SKU] = shop.Stock{SKU: v.SKU}
		said := b.write(t, gud, "Budi", "/stok "+v.SKU)
		contains(t, said, v.SKU, ": dibuat sesuai pesanan ("+v.Product.Preorder.Text+")")
		without(t, said, "*0*")
		b.stock[v.SKU] = shop.Stock{SKU: v.SKU, OnHand: 2}
		said = b.write(t, gud, "Budi", "/stok "+v.SKU)
		contains(t, said, ": *2* (dibuat sesuai pesanan")
		without(t, said, "📉")
		return
	}
	t.Fatal("the sample shop makes nothing to order")
}
