package recap

import (
	"bytes"
	"flag"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"
	"pgregory.net/rapid"

	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

var keep = flag.String("keep", "", "write the charts and the workbook of the tests into this folder, to look at")

var wib = time.FixedZone("WIB", 7*3600)

func at(day, hour int) time.Time { return time.Date(2026, 11, day, hour, 5, 0, 0, wib) }

func order(n int, s shop.Status, price rupiah.Amount) shop.Order {
	return shop.Order{
		Number: fmt.Sprintf("MLT-1123-%04d", n), Buyer: 1, Status: s, Subtotal: 2 * price, Shipping: 9000, UniqueCode: 137, CourierName: "JNE REG",
		Items:   []shop.Item{{SKU: "PSM-HITAM", Name: "Pashmina – Hitam", Qty: 2, Price: price, Weight: 150}},
		Payment: "bca", CreatedAt: at(23, 9), Recipient: shop.Recipient{Name: "Sari Dewi"},
	}
}

// sample is a day with a bit of everything: a correction of the day's own spending, one of an older line, a refund.
func sample() Figures {
	paid := order(2, shop.Paid, 45000)
	paid.PaidAt, paid.Received, paid.Note = at(23, 10), paid.Total(), "=1+1 bungkus kado"
	return Figures{
		Title: "Rekap Sen, 23 Nov", From: time.Date(2026, 11, 23, 0, 0, 0, 0, wib), Until: time.Date(2026, 11, 24, 0, 0, 0, 0, wib), Balance: 1250000,
		Orders: []shop.Order{order(1, shop.AwaitingPayment, 30000), paid, order(3, shop.Cancelled, 50000), order(4, shop.Paid, 10000)},
		Cash: []shop.CashLine{
			{Key: "p1", At: at(23, 10), Kind: shop.In, Amount: 99137, Order: "MLT-1123-0002", Method: "bca", By: "Rina"},
			{Key: "p2", At: at(23, 11), Kind: shop.In, Amount: 29137, Order: "MLT-1123-0004", Method: "bca"},
			{Key: "p3", At: at(23, 11), Kind: shop.In, Amount: 200000, Method: "qris"},
			{Key: "masuk-3", At: at(23, 12), Kind: shop.In, Amount: 50000, Note: "modal"},
			{Key: "biaya-1", At: at(23, 12), Kind: shop.Out, Amount: 25000, Category: "transportasi", Note: "bensin"},
			{Key: "biaya-2", At: at(23, 13), Kind: shop.Out, Amount: 75000, Category: "kantor"},
			{Key: "batal:biaya-2", At: at(23, 14), Kind: shop.In, Amount: 75000, Note: "batal biaya-2", Corrects: "biaya-2"},
			{Key: "batal:biaya-0", At: at(23, 14), Kind: shop.In, Amount: 5000, Category: "operasional", Corrects: "biaya-0"}, // yesterday's
			{Key: "kembali:1", At: at(23, 15), Kind: shop.Out, Amount: 20000, Category: "pengembalian", Order: "MLT-1123-0003"},
			{Key: "biaya-4", At: at(23, 16), Kind: shop.Out, Amount: 7000, Category: "transportasi"},
		},
		Stock: []shop.StockLine{{At: at(23, 9), SKU: "PSM-HITAM", OnHand: -2, Reserved: -2, After: 18, Why: shop.WhyTaken, Order: "MLT-1123-0002", By: "Budi"}},
	}
}

func TestText(t *testing.T) {
	want := `📊 *Rekap Sen, 23 Nov*

🛍 Pesanan: *4* – nilai *Rp197.411* (tanpa yang batal, kedaluwarsa dan retur)
• menunggu bayar: 1 (Rp69.137)
• lunas: 2 (Rp128.274)
• batal: 1 (Rp109.137)

💰 Uang masuk: *Rp378.274*
• QRIS: Rp200.000
• BCA: Rp128.274 (2×)
• Di luar pesanan: Rp50.000

💸 Uang keluar: *Rp47.000*
• transportasi: Rp32.000 (2×)
• pengembalian: Rp20.000
• operasional: -Rp5.000

Selisih: Rp331.274
🏦 Saldo kas: *Rp1.250.000*`
	if diff := cmp.Diff(want, Text(sample())); diff != "" {
		t.Error(diff)
	}
	empty := "📊 *Rekap minggu ini*\n\n🛍 Belum ada pesanan.\n\n💰 Uang masuk: *Rp0*\n\n💸 Uang keluar: *Rp0*\n\nSelisih: Rp0\n🏦 Saldo kas: *-Rp5.000*"
	if diff := cmp.Diff(empty, Text(Figures{Title: "Rekap minggu ini", Balance: -5000})); diff != "" {
		t.Error(diff)
	}
}

// TestSumsAgree wants the recap's sums to be the cash book's balance, whatever is taken back.
func TestSumsAgree(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := sample()
		f.Cash = nil
		var balance rupiah.Amount
		for i := range rapid.IntRange(0, 40).Draw(t, "lines") {
			l := shop.CashLine{
				Key: fmt.Sprint(i), At: at(rapid.IntRange(20, 27).Draw(t, "day"), rapid.IntRange(0, 23).Draw(t, "hour")),
				Kind:   rapid.SampledFrom([]shop.CashKind{shop.In, shop.Out}).Draw(t, "kind"),
				Amount: rupiah.Amount(rapid.IntRange(1, 1000).Draw(t, "amount")), Method: rapid.SampledFrom([]string{"", "bca", "qris"}).Draw(t, "method"),
				Category: rapid.SampledFrom([]string{"", "kantor"}).Draw(t, "category"),
			}
			if rapid.Bool().Draw(t, "corrects") {
				l.Corrects = "older"
				if len(f.Cash) > 0 {
					first := f.Cash[rapid.IntRange(0, len(f.Cash)-1).Draw(t, "which")]
					l.Corrects, l.Amount, l.Kind = first.Key, first.Amount, opposite(first.Kind)
				}
			}
			f.Cash = append(f.Cash, l)
			if l.Kind == shop.In {
				balance += l.Amount
			} else {
				balance -= l.Amount
			}
		}
		s := add(f)
		var in, out, days rupiah.Amount
		for _, m := range s.byMethod {
			in += m.amount
		}
		for _, c := range s.byCategory {
			out += c.amount
		}
		for _, d := range s.days {
			days += d.in - d.out
		}
		if in != s.in || out != s.out || in-out != balance || days != balance {
			t.Fatalf("in %d of %d, out %d of %d, days %d, balance %d", in, s.in, out, s.out, days, balance)
		}
	})
}

func TestChart(t *testing.T) {
	week, year, none, many := sample(), sample(), sample(), sample()
	week.Title, week.From, week.Until = "Rekap minggu ini", time.Date(2026, 11, 1, 0, 0, 0, 0, wib), time.Date(2026, 12, 1, 0, 0, 0, 0, wib)
	for i := range 29 {
		week.Cash = append(week.Cash, shop.CashLine{Key: fmt.Sprint("d", i), At: at(i+1, 9), Kind: shop.In, Amount: rupiah.Amount(i%7) * 210000, Method: "bca"},
			shop.CashLine{Key: fmt.Sprint("o", i), At: at(i+1, 9), Kind: shop.Out, Amount: rupiah.Amount(i%5) * 90000})
	}
	year.From, year.Until = time.Date(2026, 1, 1, 0, 0, 0, 0, wib), time.Date(2027, 1, 1, 0, 0, 0, 0, wib)
	none.Cash = nil
	for i := range 20 {
		many.Cash = append(many.Cash, shop.CashLine{Key: fmt.Sprint("m", i), At: at(23, 9), Kind: shop.In, Amount: rupiah.Amount(i+1) * 7000, Method: fmt.Sprintf("bank-nomor-%d", i)})
	}
	seen := map[string]string{}
	for name, f := range map[string]Figures{"day": sample(), "week": week, "year": year, "none": none, "many": many, "zero": {}} {
		data, err := Chart(f)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		img, err := png.Decode(bytes.NewReader(data))
		if err != nil || img.Bounds().Dx() != chartWidth || img.Bounds().Dy() != chartHeight {
			t.Errorf("%s: no picture of %d×%d: %v", name, chartWidth, chartHeight, err)
		}
		if again, err := Chart(f); err != nil || !bytes.Equal(data, again) {
			t.Errorf("%s: the same figures gave other bytes (%v)", name, err)
		}
		if twin := seen[string(data)]; twin != "" {
			t.Errorf("%s and %s give the same picture", name, twin)
		}
		seen[string(data)] = name
		store(t, "chart-"+name+".png", data)
	}
}

func TestBars(t *testing.T) {
	b, byTime := barsOf(sample(), add(sample()))
	want := bars{[]string{"QRIS", "BCA", "Di luar pesanan", "transportasi", "pengembalian", "operasional"},
		[]float64{200000, 128274, 50000, 0, 0, 0}, []float64{0, 0, 0, 32000, 20000, -5000}, ""}
	if diff := cmp.Diff(want, b, cmp.AllowUnexported(bars{})); diff != "" || byTime {
		t.Error(byTime, diff)
	}
	f := sample()
	f.From, f.Until = f.From.AddDate(0, 0, -1), f.Until.AddDate(0, 0, 1)
	b, byTime = barsOf(f, add(f))
	if want := (bars{[]string{"22 Nov", "23 Nov", "24 Nov"}, []float64{0, 378274, 0}, []float64{0, 47000, 0}, ""}); cmp.Diff(want, b, cmp.AllowUnexported(bars{})) != "" || !byTime {
		t.Error(byTime, b)
	}
	f.From = time.Date(2026, 10, 28, 0, 0, 0, 0, wib)
	if b, _ = barsOf(f, add(f)); strings.Join(b.labels, ",") != "28,,30,,1,,3,,5,,7,,9,,11,,13,,15,,17,,19,,21,,23," || b.title != "28 Okt – 24 Nov" {
		t.Errorf("%q %q", b.labels, b.title)
	}
	f.From = time.Date(2026, 9, 15, 0, 0, 0, 0, wib)
	b, _ = barsOf(f, add(f))
	if want := (bars{[]string{"Sep 26", "Okt 26", "Nov 26"}, []float64{0, 0, 378274}, []float64{0, 0, 47000}, ""}); cmp.Diff(want, b, cmp.AllowUnexported(bars{})) != "" {
		t.Error(b)
	}
}

func TestShort(t *testing.T) {
	for v, want := range map[float64]string{0: "0", 999: "999", 1000: "1 rb", 1500000: "1,5 jt", 250000: "250 rb", 2e9: "2 M", -75000: "-75 rb", 1250000: "1,25 jt"} {
		if got := short(v); got != want {
			t.Errorf("%v: %q, want %q", v, got, want)
		}
	}
}

func TestWorkbook(t *testing.T) {
	data, err := Workbook(sample())
	if err != nil {
		t.Fatal(err)
	}
	store(t, "rekap.xlsx", data)
	if again, err := Workbook(sample()); err != nil || !bytes.Equal(data, again) {
		t.Errorf("the same figures gave other bytes (%v)", err)
	}
	x, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if got := strings.Join(x.GetSheetList(), " "); got != "Pesanan Barang Kas Stok" {
		t.Errorf("sheets %s", got)
	}
	raw := excelize.Options{RawCellValue: true}
	for cell, want := range map[string]string{
		"Pesanan!A3": "MLT-1123-0002", "Pesanan!C3": "lunas", "Pesanan!N3": "99137", "Pesanan!O2": "0", "Pesanan!P2": "", "Pesanan!R3": "=1+1 bungkus kado",
		"Barang!F2": "2", "Barang!H3": "90000", "Barang!I2": "300", "Kas!B2": "99137", "Kas!C2": "", "Kas!C6": "25000", "Kas!B8": "75000", "Kas!J8": "biaya-2",
		"Stok!C2": "-2", "Stok!E2": "18", "Stok!F2": "dikemas",
	} {
		sheet, name, _ := strings.Cut(cell, "!")
		if got, err := x.GetCellValue(sheet, name, raw); err != nil || got != want {
			t.Errorf("%s: %q, %v; want %q", cell, got, err, want)
		}
	}
	for cell, want := range map[string]excelize.CellType{"N3": excelize.CellTypeUnset, "B3": excelize.CellTypeUnset, "R3": excelize.CellTypeSharedString} {
		if got, err := x.GetCellType("Pesanan", cell); err != nil || got != want { // unset is a number
			t.Errorf("%s: type %v, %v; want %v", cell, got, err, want)
		}
	}
	if got, _ := x.GetCellValue("Pesanan", "B3"); got != "23/11/2026 09:05" {
		t.Errorf("date %q", got)
	}
	if formula, _ := x.GetCellFormula("Pesanan", "R3"); formula != "" {
		t.Errorf("a note became the formula %q", formula)
	}
	p, err := x.GetDocProps()
	if err != nil || p.Created != "2026-11-23T17:00:00Z" || p.Title != "Rekap Sen, 23 Nov" {
		t.Errorf("%+v, %v", p, err)
	}
}

func TestWorkbookOfNothing(t *testing.T) {
	data, err := Workbook(Figures{})
	if err != nil {
		t.Fatal(err)
	}
	x, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer x.Close()
	if got, _ := x.GetCellValue("Kas", "B1"); got != "Masuk" {
		t.Errorf("heading %q", got)
	}
}

// TestWorkbookOfAnything writes any note, and wants the file to open and an ordinary note to come back.
func TestWorkbookOfAnything(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		note := rapid.String().Draw(t, "note")
		data, err := Workbook(Figures{Cash: []shop.CashLine{{Kind: shop.In, Amount: 1, Note: note, By: "x"}}})
		if err != nil {
			t.Fatal(err)
		}
		x, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		defer x.Close()
		if by, err := x.GetCellValue("Kas", "H2"); err != nil || by != "x" {
			t.Fatalf("%q after note %q: %v", by, note, err)
		}
	})
}

func store(t *testing.T, name string, data []byte) {
	t.Helper()
	if *keep == "" {
		return
	}
	if err := os.WriteFile(filepath.Join(*keep, name), data, 0o644); err != nil {
		t.Fatal(err)
	}
}

func BenchmarkWorkbook(b *testing.B) {
	f := sample()
	for i := range 3000 {
		f.Orders = append(f.Orders, order(i+10, shop.Completed, 45000))
		f.Cash = append(f.Cash, shop.CashLine{Key: fmt.Sprint(i), At: at(23, 10), Kind: shop.In, Amount: 1, Method: "bca"})
		f.Stock = append(f.Stock, f.Stock[0])
	}
	for b.Loop() {
		if _, err := Workbook(f); err != nil {
			b.Fatal(err)
		}
	}
}
