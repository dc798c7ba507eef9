package card

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tokobot/internal/shop"
)

var update = flag.Bool("update", false, "write the golden files anew")

var nine = time.Date(2026, 11, 23, 9, 0, 0, 0, time.FixedZone("WIB", 7*3600))

func someOrder() shop.Order {
	return shop.Order{
		Number: "MLT-1123-0007", Buyer: 1, Status: shop.PaymentReview, Subtotal: 135_000, Shipping: 9_000, UniqueCode: 274, Discount: 4_000,
		Items: []shop.Item{
			{SKU: "PSM-HITAM", Product: "PSM", Name: "Pashmina – Hitam", Qty: 2, Price: 45_000, Weight: 150},
			{SKU: "PSM-PO", Product: "PSM", Name: "Pashmina – Jahit", Qty: 1, Price: 45_000, Weight: 150, Preorder: true},
		},
		Weight: 1_450, CourierName: "JNE REG", Note: "bungkus kado",
		Recipient: shop.Recipient{Name: "Sari Dewi", Phone: "08123456789", Address: "Jl Melati 5", Postcode: "40535"},
	}
}

// TestCards draws a card of each kind as it is made, and after the acts of its life.
func TestCards(t *testing.T) {
	w, o := When{Now: nine, Ask: func(shop.CardKind) time.Time { return nine.Add(time.Hour) }}, someOrder()
	b := shop.Buyer{ID: 1, Name: "Sari", Phone: "6281200000001"}
	cod := o
	cod.COD, cod.Fee, cod.UniqueCode = true, 5_000, 0
	part, paid, rest := o, o, cod
	part.Received, paid.Received, rest.Received = 40_274, o.Total(), 40_000
	proof := &shop.Media{Ref: "bukti"}
	region := "Cimahi Selatan, Kota Cimahi, Jawa Barat"
	said := []shop.Message{{At: nine.Add(-time.Minute), Text: "kak ini gimana"}, {At: nine, FromShop: true, Text: "sebentar ya"}, {At: nine, Kind: shop.KindVoice}}
	packed := Decide(NewParcel("k", w, o, b, region), QCPassed, "Joko", "🔍 QC OK", nine, ParcelRows(QCPassed)...)
	packed = Decide(packed, Packed, "Eko", "📦 Dikemas", nine, ParcelRows(QCPassed, Packed)...)
	warned, _ := Warn(packed, "Sari", "⚠️ Pembeli minta batal – tanya CS dulu sebelum diserahkan", nine)
	for name, c := range map[string]shop.Card{
		"paket-awas":  warned,
		"paket-beres": Decide(warned, Settled, "Joko", "☑️ Peringatan beres", nine, warned.Buttons...),
		"bukti": NewPayment("k", w, Payment{Order: o, Buyer: b, Proof: proof, Words: "udah tf ya kak", Claim: 140_000,
			Doubts: []string{"Pembeli menyebut Rp140.000, seharusnya Rp140.274."}}),
		"bukti-diterima":  End(NewPayment("k", w, Payment{Order: o, Buyer: b, Proof: proof}), Accept, "Rina", "Diterima", nine),
		"klaim":           NewPayment("k", w, Payment{Order: part, Buyer: shop.Buyer{ID: 1, Address: "6281200000001"}}),
		"titipan":         NewDeposit("k", w, Payment{Buyer: b, Proof: proof, Doubts: []string{"Tidak ada pesanan yang menunggu pembayaran."}}),
		"kelebihan":       Decide(NewCredit("k", w, shop.Order{Number: "MLT-1123-0007"}, b, 6000, "bca"), Keep, "Rina", "💼 Disimpan", nine, Row(Refunded)),
		"titipan-diikat":  End(NewDeposit("k", w, Payment{Buyer: b}), "ikat", "Rina", "Diikat ke #MLT-1123-0007 oleh {siapa}", nine),
		"kembali":         NewRefund("k", w, Refund{Order: paid, Buyer: b, Why: "Dibatalkan pembeli"}),
		"kembali-mungkin": NewRefund("k", w, Refund{Order: o, Buyer: b, Why: "Dibatalkan pembeli; periksa dulu uangnya"}),
		"kemas":           NewPacking("k", w, o, b),
		"kemas-cod":       NewPacking("k", w, cod, b),
		"kemas-cod-sisa":  NewPacking("k", w, rest, b),
		"paket-cod-sisa":  NewParcel("k", w, rest, b, region),
		"paket":           NewParcel("k", w, o, b, region),
		"paket-cod":       NewParcel("k", w, cod, b, region),
		"paket-dikemas":   packed,
		"panggilan":       NewCall("k", w, Call{Buyer: b, Why: "Pembeli ingin bicara dengan admin", Messages: said, Orders: []shop.Order{o}, Silent: true}),
		"foto":            NewCall("k", w, Call{Buyer: b, Why: "Foto dari pembeli"}),
		"pilih":           NewPick("k", w, shop.Warehouse, "/masuk 5: yang mana?", []string{"PSM-HITAM – Hitam", "PSM-NAVY – Navy"}, []string{"masuk"}),
		"draf":            NewDraft(w, Draft{Message: 7, Buyer: b, Text: "Total *Rp140.274* ya kak\n1234567890"}),
		"draf-dikirim":    End(NewDraft(w, Draft{Message: 7, Buyer: b, Media: proof}), SentHand, "Dewi", "✅ Dikirim {siapa} dari HP toko", nine),
		"katalog":         NewCatalog("k", w, "📄 *produk.yaml*\n1 produk baru", "ref", "produk.yaml"),
	} {
		t.Run(name, func(t *testing.T) {
			file := filepath.Join("testdata", name+".txt")
			got := shown(c)
			if *update {
				if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			if got != string(want) {
				t.Errorf("the card is\n%s\nwant\n%s", got, want)
			}
		})
	}
}

// shown is a card as its group sees it.
func shown(c shop.Card) string {
	lines := []string{fmt.Sprintf("%s → %s, terbuka: %t", c.Kind, c.Group, c.Open), c.Text}
	for _, row := range c.Buttons {
		var labels []string
		for _, b := range row {
			labels = append(labels, "["+b.Label+"]")
		}
		lines = append(lines, strings.Join(labels, " "))
	}
	return strings.Join(lines, "\n") + "\n"
}

// TestDecisionsAreAppended keeps what was decided on an earlier state of the card.
func TestDecisionsAreAppended(t *testing.T) {
	first := Decide(NewPacking("k", When{Now: nine}, someOrder(), shop.Buyer{}), Missing, "Budi", "kosong", nine)
	one, other := Decide(first, Ready, "Budi", "siap", nine), Decide(first, Missing, "Andi", "kosong", nine)
	if len(first.Decisions) != 1 || one.Decisions[1].By != "Budi" || other.Decisions[1].By != "Andi" {
		t.Errorf("%v, %v, %v", first.Decisions, one.Decisions, other.Decisions)
	}
	if p, ok := DoneBy(one, Ready, Accept); !ok || p.By != "Budi" {
		t.Errorf("done by %v, %t", p, ok)
	}
	if _, ok := DoneBy(one, Accept); ok {
		t.Error("nobody accepted it")
	}
}

// TestDecidedLater names the day of a decision that is not the card's own.
func TestDecidedLater(t *testing.T) {
	c := Decide(NewPacking("k", When{Now: nine}, someOrder(), shop.Buyer{}), Ready, "Budi", "Siap dikemas", nine.AddDate(0, 0, 1))
	if want := "Siap dikemas Budi 24 Nov 09.00"; !strings.HasSuffix(c.Text, want) {
		t.Errorf("%q does not end with %q", c.Text, want)
	}
}

// TestWithExtra keeps the desk's notes through later decisions.
func TestWithExtra(t *testing.T) {
	c := Decide(WithExtra(NewPacking("k", When{Now: nine}, someOrder(), shop.Buyer{}), "JX1"), Ready, "Budi", "siap", nine)
	if got := Extra(c); len(got) != 1 || got[0] != "JX1" {
		t.Errorf("%v", got)
	}
}

// TestChosen reads the verbs of choices and of nothing else.
func TestChosen(t *testing.T) {
	for verb, want := range map[string]int{"pilih1": 1, "pilih12": 12, "pilih": 0, "pilihx": 0, "terima": 0, "": 0, "pilih0": 0} {
		if got := Chosen(verb); got != want {
			t.Errorf("Chosen(%q) = %d, want %d", verb, got, want)
		}
	}
}

// TestWeight writes grams as people do.
func TestWeight(t *testing.T) {
	for grams, want := range map[int]string{0: "0 g", 999: "999 g", 1000: "1 kg", 1450: "1,45 kg", 1005: "1,005 kg", 12_500: "12,5 kg"} {
		if got := Weight(grams); got != want {
			t.Errorf("Weight(%d) = %q, want %q", grams, got, want)
		}
	}
}

// TestWarnings follows a warning from card to card, until it is settled.
func TestWarnings(t *testing.T) {
	list := NewPacking("k", When{Now: nine}, someOrder(), shop.Buyer{})
	list, ok := Warn(list, "Sari", "awas", nine)
	if _, twice := Warn(list, "Sari", "awas", nine); !ok || twice {
		t.Errorf("warned: %v, and once more: %v", ok, twice)
	}
	parcel := WarnedAs(NewParcel("p", When{Now: nine}, someOrder(), shop.Buyer{}, ""), list)
	passed := Decide(parcel, QCPassed, "Joko", "🔍 QC OK", nine, ParcelRows(QCPassed)...)
	for name, c := range map[string]shop.Card{"list": list, "parcel": parcel, "passed": passed} {
		if last := c.Buttons[len(c.Buttons)-1]; len(Warnings(c)) != 1 || last[0].Verb != Settled {
			t.Errorf("%s: %d warnings, last button %q", name, len(Warnings(c)), last[0].Label)
		}
	}
	calm := Decide(passed, Settled, "Joko", "beres", nine, passed.Buttons...)
	if last := calm.Buttons[len(calm.Buttons)-1]; len(Warnings(calm)) != 0 || last[0].Verb == Settled {
		t.Errorf("settled: %d warnings, last button %q", len(Warnings(calm)), last[0].Label)
	}
	if _, again := Warn(calm, "Sari", "awas", nine); !again {
		t.Error("what is wanted once more is not warned of")
	}
}

// TestWithNote puts another wish in the place of the one that a card shows.
func TestWithNote(t *testing.T) {
	o := someOrder()
	had := NewPacking("k", When{Now: nine}, o, shop.Buyer{})
	o.Note = "tulisannya Happy Birthday"
	if got, want := WithNote(had, o.Note).Text, NewPacking("k", When{Now: nine}, o, shop.Buyer{}).Text; got != want {
		t.Errorf("the card is\n%s\nwant\n%s", got, want)
	}
	o.Note = ""
	if got, want := WithNote(had, "").Text, NewPacking("k", When{Now: nine}, o, shop.Buyer{}).Text; got != want {
		t.Errorf("without a wish the card is\n%s\nwant\n%s", got, want)
	}
}
