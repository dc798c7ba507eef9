package label

import (
	"bytes"
	"flag"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"io"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
	"time"

	"compress/zlib"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/oned"
	"pgregory.net/rapid"
)

var keep = flag.String("keep", "", "write the labels of the tests to this file, to look at")

var at = time.Date(2026, 11, 23, 14, 5, 0, 0, time.UTC)

func sample() Parcel {
	return Parcel{
		Shop: "Melati Hijab", Number: "MLT-1123-0007", Courier: "JNE", Service: "REG",
		To: Person{Name: "Sari Dewi", Phone: "08123456789", Address: "Jl Melati 5 RT 2/3, Cibeureum", Region: "Cimahi Selatan, Kota Cimahi, Jawa Barat",
			Postcode: "40535"},
		From:     Person{Name: "Melati Hijab", Phone: "0812-3456-7890", Address: "Jl. Cibaduyut Raya 12, Bojongloa Kidul, Kota Bandung 40235"},
		Contents: []string{"2 × Pashmina Ceruty Babydoll – Hitam", "1 × Pashmina Ceruty Babydoll – Mocca"}, Weight: 450, Note: "rumah cat hijau, depan masjid",
	}
}

func cod() Parcel {
	p := sample()
	p.Number, p.COD, p.Weight, p.Courier, p.Service = "MLT-1123-0008", 195000, 1350, "J&T Express", "EZ"
	return p
}

func long() Parcel {
	p := sample()
	p.Number = "TOKOPANJANG-1231-123456"
	p.Courier, p.Service = "Kurir Toko Melati Hijab Bandung Raya", "ANTAR SAMPAI TUJUAN"
	p.To.Name = strings.Repeat("Raden Ajeng ", 8)
	p.To.Address = strings.Repeat("Perumahan Griya Asri Blok C2 No. 14, gang kedua setelah pos satpam, pagar hitam, ", 8)
	p.Note = strings.Repeat("titip di tetangga kalau kosong ", 6) + strings.Repeat("x", 200)
	for i := range 40 {
		p.Contents = append(p.Contents, fmt.Sprintf("%d × Gamis Katun Rayon Premium Lengan Panjang – Ukuran XL, Warna Merah Marun", i+1))
	}
	return p
}

// TestReads draws labels and reads their barcodes back from what the PDF draws.
func TestReads(t *testing.T) {
	parcels := []Parcel{sample(), cod(), long()}
	pdf, err := PDF(parcels, at)
	if err != nil {
		t.Fatal(err)
	}
	if *keep != "" {
		if err := os.WriteFile(*keep, pdf, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	pages := contents(t, pdf)
	if len(pages) != len(parcels) {
		t.Fatalf("%d pages", len(pages))
	}
	for i, p := range parcels {
		if got := scan(t, pages[i]); got != p.Number {
			t.Errorf("page %d: barcode %q, want %q", i, got, p.Number)
		}
	}
	for _, want := range []string{"Sari Dewi", "08123456789", "Jl Melati 5 RT 2/3, Cibeureum", "Cimahi Selatan, Kota Cimahi, Jawa Barat 40535", "JNE REG", "NON-COD",
		"Berat 450 g", "Melati Hijab 0812-3456-7890", "2 \xd7 Pashmina Ceruty Babydoll \x96 Hitam", "Catatan: rumah cat hijau, depan masjid", "MLT-1123-0007"} {
		if !strings.Contains(strings.ReplaceAll(words(pages[0]), "\n", " "), want) {
			t.Errorf("%q is not on the label:\n%s", want, words(pages[0]))
		}
	}
	if w := words(pages[1]); !strings.Contains(w, "Rp195.000") || !strings.Contains(w, "Berat 1,35 kg") {
		t.Errorf("COD label:\n%s", w)
	}
	if w := words(pages[2]); !strings.Contains(w, "dan lainnya") {
		t.Errorf("what was left out of a long label is not said:\n%s", w)
	}
}

func TestSameParcelSameBytes(t *testing.T) {
	a, err := PDF([]Parcel{sample(), long()}, at)
	if err != nil {
		t.Fatal(err)
	}
	for range 3 {
		b, err := PDF([]Parcel{sample(), long()}, at)
		if err != nil || !bytes.Equal(a, b) {
			t.Fatalf("the same parcels gave other bytes (%v)", err)
		}
	}
}

// TestNothingFallsOff draws any parcel and wants every text within the page.
func TestNothingFallsOff(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		text := rapid.StringN(0, 300, 900)
		p := Parcel{
			Shop: text.Draw(rt, "shop"), Number: rapid.StringMatching(`[A-Z0-9]{1,8}-[0-9]{4}-[0-9]{4,6}`).Draw(rt, "number"),
			Courier: text.Draw(rt, "courier"), Service: text.Draw(rt, "service"), Weight: rapid.IntRange(0, 1_000_000).Draw(rt, "weight"),
			To:   Person{text.Draw(rt, "name"), text.Draw(rt, "phone"), text.Draw(rt, "address"), text.Draw(rt, "region"), text.Draw(rt, "postcode")},
			From: Person{text.Draw(rt, "from"), text.Draw(rt, "from phone"), text.Draw(rt, "from address"), "", ""}, Note: text.Draw(rt, "note"),
			Contents: rapid.SliceOfN(text, 0, 30).Draw(rt, "contents"),
		}
		s, err := PDF([]Parcel{p}, at)
		if err != nil {
			rt.Fatal(err)
		}
		page := contents(t, s)[0]
		for _, m := range textAt.FindAllStringSubmatch(page, -1) {
			x, _ := strconv.ParseFloat(m[1], 64)
			y, _ := strconv.ParseFloat(m[2], 64)
			if x < 0 || y < 2 || y > pageHeight/25.4*72 {
				rt.Fatalf("%q is drawn at %v,%v", m[3], x, y)
			}
		}
	})
}

var (
	stream  = regexp.MustCompile(`(?s)stream\n(.*?)\nendstream`)
	textAt  = regexp.MustCompile(`BT ([\d.-]+) ([\d.-]+) Td \((.*?)\)\s*Tj`)
	blackAt = regexp.MustCompile(`([\d.-]+) ([\d.-]+) ([\d.-]+) ([\d.-]+) re f`)
)

// contents are the drawing orders of each page.
func contents(t *testing.T, pdf []byte) (pages []string) {
	t.Helper()
	for _, m := range stream.FindAllSubmatch(pdf, -1) {
		r, err := zlib.NewReader(bytes.NewReader(m[1]))
		if err != nil {
			continue
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		if bytes.Contains(text, []byte(" Td ")) {
			pages = append(pages, string(text))
		}
	}
	return pages
}

// words are a page's texts, a line each.
func words(page string) string {
	var b strings.Builder
	for _, m := range textAt.FindAllStringSubmatch(page, -1) {
		b.WriteString(strings.NewReplacer(`\(`, "(", `\)`, ")", `\\`, `\`).Replace(m[3]) + "\n")
	}
	return b.String()
}

// scan prints the page's bars at 203 dpi, as a thermal printer does, and reads them with a scanner library.
func scan(t *testing.T, page string) string {
	t.Helper()
	const dots = 203.0 / 72
	img := image.NewGray(image.Rect(0, 0, round(pageWidth/dot), round(pageHeight/dot)))
	draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
	for _, m := range blackAt.FindAllStringSubmatch(page, -1) {
		var v [4]float64
		for i := range v {
			v[i], _ = strconv.ParseFloat(m[i+1], 64)
		}
		top := pageHeight / 25.4 * 72
		r := image.Rect(round(v[0]*dots), round((top-v[1])*dots), round((v[0]+v[2])*dots), round((top-v[1]-v[3])*dots))
		draw.Draw(img, r.Canon(), image.NewUniform(color.Black), image.Point{}, draw.Src)
	}
	bmp, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	got, err := oned.NewCode128Reader().Decode(bmp, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		t.Fatalf("scan: %v", err)
	}
	return got.GetText()
}

func round(x float64) int { return int(x + 0.5) }
