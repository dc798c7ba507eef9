package picture

import (
	"cmp"
	"image"
	"iter"
	"math"
	"slices"
	"strings"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/oned"
	"github.com/makiuchi-d/gozxing/qrcode"
	"golang.org/x/image/draw"
	"golang.org/x/image/math/f64"
)

// scales are the longer sides at which codes are looked for: a photo's code is often too large, too small or too noisy for
// the reader at one of them.
var scales = []int{1600, 1000, 640, 2400}

// slants are the degrees by which a picture without a code is turned to look for barcodes: a barcode is read along straight
// lines, which leave one that lies more than about twelve degrees askew. A quarter turn needs no entry.
var slants = []float64{24, -24, 45}

// slantScale is the longer side of what is turned.
const slantScale = 1000

// sources are the picture at the scales at which codes are looked for, from a middle one on.
func sources(img image.Image) iter.Seq[gozxing.LuminanceSource] {
	return func(yield func(gozxing.LuminanceSource) bool) {
		tried := 0
		for _, n := range scales {
			small := shrink(img, n)
			side := max(small.Bounds().Dx(), small.Bounds().Dy())
			if side != tried && !yield(gozxing.NewLuminanceSourceFromImage(small)) {
				return
			}
			tried = side
		}
	}
}

// qrOf is the text of a QR code in a picture; "" for none.
func qrOf(img image.Image) string {
	for source := range sources(img) {
		if text := qrIn(source); text != "" {
			return text
		}
	}
	return ""
}

func qrIn(source gozxing.LuminanceSource) string {
	if text := read(qrcode.NewQRCodeReader(), gozxing.NewHybridBinarizer(source)); text != "" {
		return text
	}
	return read(qrcode.NewQRCodeReader(), gozxing.NewGlobalHistgramBinarizer(source))
}

// codes are the text of a QR code in a picture, "" for none, and of its barcodes, the clearest first.
func codes(img image.Image) (qr string, bars []string) {
	for source := range sources(img) {
		if qr == "" {
			qr = qrIn(source)
		}
		if bars = barcodes(source); len(bars) > 0 {
			return qr, bars
		}
	}
	small := shrink(img, slantScale)
	for _, degrees := range slants {
		if bars = barcodes(gozxing.NewLuminanceSourceFromImage(turned(small, degrees))); len(bars) > 0 {
			return qr, bars
		}
	}
	return qr, nil
}

// turned is a picture turned about its middle, on white.
func turned(img image.Image, degrees float64) image.Image {
	b := img.Bounds()
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	w, h := float64(b.Dx()), float64(b.Dy())
	side := image.Pt(int(math.Abs(w*cos)+math.Abs(h*sin))+1, int(math.Abs(w*sin)+math.Abs(h*cos))+1)
	out := image.NewGray(image.Rectangle{Max: side})
	draw.Draw(out, out.Bounds(), image.White, image.Point{}, draw.Src)
	mx, my := float64(b.Min.X)+w/2, float64(b.Min.Y)+h/2
	cx, cy := float64(side.X)/2, float64(side.Y)/2
	draw.BiLinear.Transform(out, f64.Aff3{cos, -sin, cx - cos*mx + sin*my, sin, cos, cy - sin*mx - cos*my}, img, b, draw.Src, nil)
	return out
}

// bar is one kind of barcode. rows is along how many lines the same text has to be read: one for a kind with a checksum,
// more for those that a picture of anything may seem to hold.
type bar struct {
	oned.RowDecoder
	rows, least int // least is the length of a text that counts
}

// kinds are the barcodes of expeditions. The ones of goods (EAN, UPC) are no tracking numbers.
func kinds() []bar {
	var all []bar
	for _, k := range []struct {
		reader      gozxing.Reader
		rows, least int
	}{
		{oned.NewCode128Reader(), 1, 4}, {oned.NewCode93Reader(), 2, 6}, {oned.NewCode39Reader(), 3, 8},
		{oned.NewITFReader(), 3, 10}, {oned.NewCodaBarReader(), 3, 8},
	} {
		if d, ok := k.reader.(oned.RowDecoder); ok {
			all = append(all, bar{d, k.rows, k.least})
		}
	}
	return all
}

// collector reads every line of a picture with every kind of barcode and notes what it finds. It never says that it found
// something, so that the whole picture is gone through: a receipt has several barcodes.
type collector struct {
	kinds []bar
	found []*sighting
}

// sighting is a text and along how many lines it was read.
type sighting struct {
	text       string
	rows, need int
}

// DecodeRow implements oned.RowDecoder.
func (c *collector) DecodeRow(n int, row *gozxing.BitArray, hints map[gozxing.DecodeHintType]interface{}) (*gozxing.Result, error) {
	for _, k := range c.kinds {
		if r, err := k.DecodeRow(n, row, hints); err == nil {
			if text := strings.TrimSpace(r.GetText()); len(text) >= k.least && strings.ContainsAny(text, "0123456789") {
				c.saw(text, k.rows)
			}
			break
		}
	}
	return nil, gozxing.NewNotFoundException()
}

func (c *collector) saw(text string, need int) {
	for _, s := range c.found {
		if s.text == text {
			s.rows++
			return
		}
	}
	c.found = append(c.found, &sighting{text, 1, need})
}

// barcodes are the texts of the barcodes that lie level or upright, the one read along most lines first.
func barcodes(source gozxing.LuminanceSource) []string {
	c := &collector{kinds: kinds()}
	_ = read(oned.NewOneDReader(c), gozxing.NewGlobalHistgramBinarizer(source)) // the collector has it
	slices.SortStableFunc(c.found, func(a, b *sighting) int { return cmp.Compare(b.rows, a.rows) })
	var texts []string
	for _, s := range c.found {
		if s.rows >= s.need {
			texts = append(texts, s.text)
		}
	}
	return texts
}

// read gives what a reader finds, or "": a library for hostile pictures is not trusted not to panic.
func read(r gozxing.Reader, b gozxing.Binarizer) (text string) {
	defer func() {
		if recover() != nil {
			text = ""
		}
	}()
	bitmap, err := gozxing.NewBinaryBitmap(b)
	if err != nil {
		return ""
	}
	found, err := r.Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		return ""
	}
	return found.GetText()
}
