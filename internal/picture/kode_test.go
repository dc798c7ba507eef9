package picture

import (
	"image"
	"image/color"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/codabar"
	"github.com/boombuler/barcode/code128"
	"github.com/boombuler/barcode/code39"
	"github.com/boombuler/barcode/code93"
	"github.com/boombuler/barcode/qr"
	"github.com/boombuler/barcode/twooffive"
	"golang.org/x/image/draw"

	"tokobot/internal/shop"
)

func scaled(t *testing.T, code barcode.Barcode, err error, w, h int) image.Image {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	code, err = barcode.Scale(code, w, h)
	if err != nil {
		t.Fatal(err)
	}
	return code
}

// paper is a receipt of an expedition with codes one below the other and words around them.
func paper(w, h int, codes ...image.Image) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.RGBA{250, 248, 240, 255}), image.Point{}, draw.Src)
	words(img, "EKSPEDISI KILAT", w/8, 20, 3, color.Black)
	y := 90
	for _, c := range codes {
		draw.Draw(img, c.Bounds().Add(image.Pt((w-c.Bounds().Dx())/2, y)), c, image.Point{}, draw.Src)
		y += c.Bounds().Dy() + 30
		words(img, "Penerima SARI DEWI Bandung", w/10, y, 2, color.Black)
		y += 50
	}
	return img
}

// lying is the paper on a table, turned by so many degrees and photographed with a phone that is not quite still.
func lying(img image.Image, degrees float64, r *rand.Rand) image.Image {
	t := turned(img, degrees)
	b := t.Bounds()
	out := image.NewRGBA(image.Rect(0, 0, b.Dx()+120, b.Dy()+160))
	for y := range out.Bounds().Dy() {
		for x := range out.Bounds().Dx() {
			v := uint8(225)
			if p := image.Pt(x-60, y-80); p.In(b) {
				v = uint8((gray(t, p.X, p.Y) + gray(t, min(p.X+1, b.Max.X-1), p.Y)) / 2)
			}
			light := 0.85 + 0.1*float64(x)/float64(out.Bounds().Dx()) + (r.Float64()-0.5)*0.06
			v = uint8(float64(v) * light)
			out.SetRGBA(x, y, color.RGBA{v, v, v, 255})
		}
	}
	return out
}

func TestTrackingNumbersAreReadFromReceipts(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	c128, err := code128.Encode("JX1234567890")
	bar := scaled(t, c128, err, 420, 90)
	c93, err := code93.Encode("TLJR10A2B3C4", true, false)
	bar93 := scaled(t, c93, err, 520, 100)
	c39, err := code39.Encode("SICE00123456", false, false)
	bar39 := scaled(t, c39, err, 640, 110)
	itf, err := twooffive.Encode("01234567890123", true)
	barITF := scaled(t, itf, err, 420, 90)
	cb, err := codabar.Encode("A1234567890B")
	barCoda := scaled(t, cb, err, 420, 90)
	other, err := code128.Encode("BDO-CMH-04")
	route := scaled(t, other, err, 360, 60)
	link, err := qr.Encode("https://kilat.example/track?awb=JX1234567890", qr.M, qr.Auto)
	code := scaled(t, link, err, 260, 260)
	for _, c := range []struct {
		name string
		data []byte
		bars []string // all of them, in any order
		qr   string   // a part of it
	}{
		{"code 128", jpegOf(t, paper(900, 500, bar), 80), []string{"JX1234567890"}, ""},
		{"code 128, small and saved badly", jpegOf(t, shrink(paper(900, 500, bar), 560), 45), []string{"JX1234567890"}, ""},
		{"code 128, large", jpegOf(t, lying(paper(2600, 1500, scaledUp(bar, 3)), 2, r), 70), []string{"JX1234567890"}, ""},
		{"code 93", jpegOf(t, paper(900, 500, bar93), 60), []string{"TLJR10A2B3C4"}, ""},
		{"code 39", jpegOf(t, paper(900, 500, bar39), 60), []string{"SICE00123456"}, ""},
		{"interleaved 2 of 5", jpegOf(t, paper(900, 500, barITF), 60), []string{"01234567890123"}, ""},
		{"codabar", jpegOf(t, paper(900, 500, barCoda), 60), []string{"1234567890"}, ""},
		{"two barcodes", jpegOf(t, lying(paper(900, 600, route, bar), 3, r), 70), []string{"BDO-CMH-04", "JX1234567890"}, ""},
		{"upside down", jpegOf(t, lying(paper(900, 500, bar), 180, r), 70), []string{"JX1234567890"}, ""},
		{"upright", jpegOf(t, lying(paper(900, 500, bar), 92, r), 70), []string{"JX1234567890"}, ""},
		{"askew", jpegOf(t, lying(paper(900, 500, bar), 21, r), 70), []string{"JX1234567890"}, ""},
		{"askew the other way", jpegOf(t, lying(paper(900, 500, bar), -30, r), 70), []string{"JX1234567890"}, ""},
		{"across", jpegOf(t, lying(paper(900, 500, bar), 48, r), 70), []string{"JX1234567890"}, ""},
		{"QR", jpegOf(t, lying(paper(700, 500, code), 12, r), 60), nil, "awb=JX1234567890"},
		{"QR and barcode", jpegOf(t, lying(paper(900, 700, bar, code), -4, r), 60), []string{"JX1234567890"}, "awb=JX1234567890"},
		{"a photo of nothing", jpegOf(t, photo(3, 300, 300), 80), nil, ""},
		{"a transfer's screen", jpegOf(t, receipt(2, 9), 80), nil, ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			var m shop.Media
			Look(shop.Telegram, c.data, &m)
			slices.Sort(m.Bars)
			if !slices.Equal(m.Bars, c.bars) || !strings.Contains(m.QR, c.qr) || c.qr == "" && m.QR != "" {
				t.Errorf("barcodes %q, QR %q", m.Bars, m.QR)
			}
		})
	}
}

func scaledUp(img image.Image, times int) image.Image {
	big := image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx()*times, img.Bounds().Dy()*times))
	draw.NearestNeighbor.Scale(big, big.Bounds(), img, img.Bounds(), draw.Src, nil)
	return big
}

// TestNoCodeWhereThereIsNone looks for barcodes in photos and screens: what is read where nothing is would be taken for a
// tracking number.
func TestNoCodeWhereThereIsNone(t *testing.T) {
	for seed := range uint64(6) {
		for name, data := range map[string][]byte{"photo": jpegOf(t, photo(seed, 640, 480), 75), "screen": jpegOf(t, receipt(int(seed), seed), 75)} {
			var m shop.Media
			if Look(shop.Telegram, data, &m); len(m.Bars) > 0 || m.QR != "" {
				t.Errorf("%s %d: %q %q", name, seed, m.Bars, m.QR)
			}
		}
	}
}

// foreign is a QRIS text that pays somebody else; it is made up.
const foreign = "00020101021126570011ID.DANA.WWW011893600915302259148090225914809"

// TestQRInProofs reads a payment's code although the proof is a cropped, shrunk, badly saved or photographed picture.
func TestQRInProofs(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	q, err := qr.Encode(foreign, qr.M, qr.Auto)
	code := scaled(t, q, err, 300, 300)
	screen := receipt(1, 4)
	draw.Draw(screen, code.Bounds().Add(image.Pt(210, 900)), code, image.Point{}, draw.Src)
	for name, data := range map[string][]byte{
		"as sent":      jpegOf(t, screen, 85),
		"saved badly":  jpegOf(t, screen, 20),
		"smaller":      jpegOf(t, shrink(screen, 900), 50),
		"cropped":      jpegOf(t, screen.SubImage(image.Rect(150, 860, 560, 1260)), 60),
		"photographed": jpegOf(t, reshot(screen, r), 70),
		"upside down":  jpegOf(t, lying(screen, 180, r), 70),
		"alone":        pngOf(t, paper(400, 500, code)),
		"on a wall":    jpegOf(t, paper(1400, 1600, code), 40),
	} {
		var m shop.Media
		if Look(shop.WhatsApp, data, &m); m.QR != foreign {
			t.Errorf("%s: QR %q", name, m.QR)
		}
	}
}
