package label

import (
	"bytes"
	"fmt"
	"strings"
	"time"

	"codeberg.org/go-pdf/fpdf"

	"tokobot/internal/rupiah"
)

// Person is one end of a parcel's way. Region is kecamatan, kota and province as they are to be read.
type Person struct{ Name, Phone, Address, Region, Postcode string }

// Parcel is what one label says. Empty fields are left out.
type Parcel struct {
	Shop     string // the sender's name where From has none
	Number   string // the order's number, also as Code128
	Courier  string // as shown: JNE
	Service  string // as shown: REG
	To, From Person
	Contents []string      // a line each: "2 × Pashmina – Hitam"
	Weight   int           // grams
	COD      rupiah.Amount // to be collected; 0 for none
	Note     string
}

// The page, millimetres.
const (
	pageWidth  = 100.0
	pageHeight = 150.0
	margin     = 4.0
	inner      = pageWidth - 2*margin
)

// PDF draws a page for each parcel. The same parcels and moment give the same bytes.
func PDF(parcels []Parcel, made time.Time) ([]byte, error) {
	f := fpdf.NewCustom(&fpdf.InitType{UnitStr: "mm", Size: fpdf.SizeType{Wd: pageWidth, Ht: pageHeight}})
	f.SetCreationDate(made)
	f.SetModificationDate(made)
	f.SetCatalogSort(true)
	f.SetProducer("tokobot", true)
	f.SetMargins(0, 0, 0)
	f.SetCellMargin(0)
	f.SetAutoPageBreak(false, 0)
	s := &sheet{f: f, plain: f.UnicodeTranslatorFromDescriptor("")}
	for _, p := range parcels {
		f.AddPage()
		if err := s.page(p); err != nil {
			return nil, fmt.Errorf("draw label %s: %w", p.Number, err)
		}
	}
	var b bytes.Buffer
	if err := f.Output(&b); err != nil {
		return nil, fmt.Errorf("write labels: %w", err)
	}
	return b.Bytes(), nil
}

// sheet is the page that is being drawn.
type sheet struct {
	f     *fpdf.Fpdf
	plain func(string) string // into the font's own letters
	scale float64             // of every text that may be long
	y     float64             // how far down the page is filled
	// beside is down to where the postcode stands at the right; lines that begin above it are shorter.
	beside float64
	dry    bool // nothing is drawn, only measured
}

// page draws a parcel: who carries it, the barcode, to whom, from whom, what is in it. Long texts are set smaller until all of it
// fits; what then still does not fit is left out of the contents, and said.
func (s *sheet) page(p Parcel) error {
	const largest, smallest, step = 1.35, 0.55, 0.05
	p = bounded(p)
	for s.scale = largest; s.scale > smallest; s.scale -= step {
		if s.measure(p) <= pageHeight-margin {
			break
		}
	}
	for left := len(p.Contents); s.measure(p) > pageHeight-margin && left > 0; {
		left--
		p.Contents = append(append([]string{}, p.Contents[:left]...), "… dan lainnya")
	}
	s.dry = false
	return s.draw(p)
}

// bounded cuts texts that no parcel has room for, so that what is needed to deliver it always fits.
func bounded(p Parcel) Parcel {
	for _, t := range []struct {
		text *string
		most int
	}{
		{&p.Shop, 60}, {&p.Courier, 40}, {&p.Service, 40}, {&p.To.Name, 90}, {&p.To.Phone, 40}, {&p.To.Address, 480}, {&p.To.Region, 160},
		{&p.To.Postcode, 10}, {&p.Note, 200}, {&p.From.Name, 60}, {&p.From.Phone, 40}, {&p.From.Address, 200}, {&p.From.Region, 120}, {&p.From.Postcode, 10},
	} {
		if r := []rune(*t.text); len(r) > t.most {
			*t.text = string(r[:t.most]) + "…"
		}
	}
	return p
}

func (s *sheet) measure(p Parcel) float64 {
	s.dry = true
	_ = s.draw(p) // a fault of the barcode comes again when it is drawn
	return s.y
}

func (s *sheet) draw(p Parcel) error {
	s.y = margin
	s.head(p)
	if err := s.barcode(p.Number); err != nil {
		return err
	}
	s.rule()
	s.postcode(p.To.Postcode)
	s.text("KEPADA", "B", 7)
	s.text(p.To.Name, "B", 14*s.scale)
	s.text(p.To.Phone, "B", 12*s.scale)
	s.text(p.To.Address, "", 11*s.scale)
	s.text(p.To.Region+" "+p.To.Postcode, "B", 11*s.scale)
	s.y, s.beside = max(s.y, s.beside), 0
	if p.Note != "" {
		s.text("Catatan: "+p.Note, "I", 9*s.scale)
	}
	s.rule()
	s.text("PENGIRIM", "B", 7)
	from := p.From.Name
	if from == "" {
		from = p.Shop
	}
	s.text(from+" "+p.From.Phone, "B", 10*s.scale)
	s.text(p.From.Address+" "+p.From.Region+" "+p.From.Postcode, "", 8*s.scale)
	s.rule()
	s.text("ISI", "B", 7)
	for _, c := range p.Contents {
		s.text(c, "", 9*s.scale)
	}
	return nil
}

// head is the band with the courier, and the money to be collected or the weight.
func (s *sheet) head(p Parcel) {
	const band, right = 15.0, 40.0
	name := p.Courier + " " + p.Service
	if strings.HasSuffix(p.Courier, " "+p.Service) {
		name = p.Courier
	}
	s.fit(strings.TrimSpace(name), margin, s.y, inner-right-2, 9, 20)
	s.line("Berat "+grams(p.Weight), "", 9, margin, s.y+10, inner-right, "L")
	x := pageWidth - margin - right
	if p.COD > 0 {
		if !s.dry {
			s.f.SetFillColor(0, 0, 0)
			s.f.Rect(x, s.y, right, band, "F")
			s.f.SetTextColor(255, 255, 255)
		}
		s.line("COD", "B", 12, x, s.y+1.5, right, "C")
		s.line(p.COD.String(), "B", 14, x, s.y+7.5, right, "C")
		s.f.SetTextColor(0, 0, 0)
	} else {
		s.line("NON-COD", "B", 14, x, s.y+2, right, "R")
	}
	s.y += band
	s.rule()
}

// The box of the postcode, by which parcels are sorted: as large as there is room for.
const (
	boxWidth = 36.0
	boxHigh  = 13.0
)

// postcode draws the box at the right, beside what is written next.
func (s *sheet) postcode(code string) {
	if code == "" {
		return
	}
	s.beside = s.y + boxHigh + 1
	x := pageWidth - margin - boxWidth
	if !s.dry {
		s.f.SetLineWidth(0.6)
		s.f.Rect(x, s.y+0.8, boxWidth, boxHigh-0.8, "D")
	}
	const size = 28
	s.line(code, "B", size, x, s.y+1.4+(boxHigh-0.8-height(size))/2, boxWidth, "C")
}

// grams is a weight as people write it.
func grams(n int) string {
	if n < 1000 {
		return fmt.Sprintf("%d g", n)
	}
	kg := strings.TrimRight(fmt.Sprintf("%.2f", float64(n)/1000), "0")
	return strings.ReplaceAll(strings.TrimSuffix(kg, "."), ".", ",") + " kg"
}

func (s *sheet) rule() {
	if !s.dry {
		s.f.SetLineWidth(0.3)
		s.f.Line(margin, s.y+0.8, pageWidth-margin, s.y+0.8)
	}
	s.y += 2
}
