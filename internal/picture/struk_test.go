package picture

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math"
	"math/rand/v2"
	"testing"

	"golang.org/x/image/draw"
	"golang.org/x/image/font"
	"golang.org/x/image/font/basicfont"
	"golang.org/x/image/math/fixed"

	"tokobot/internal/shop"
)

// receipt draws a bank app's transfer screen, 720 × 1480: the look of the app, and what is different in each transfer.
func receipt(app int, seed uint64) *image.RGBA {
	r := rand.New(rand.NewPCG(seed, uint64(app)))
	const w, h = 720, 1480
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	fill := func(b image.Rectangle, c color.Color) {
		draw.Draw(img, b, image.NewUniform(c), image.Point{}, draw.Src)
	}
	themes := []color.RGBA{{10, 80, 170, 255}, {0, 110, 90, 255}, {230, 120, 0, 255}, {90, 40, 140, 255}, {20, 20, 30, 255}}
	theme := themes[app%len(themes)]
	fill(img.Bounds(), color.RGBA{245, 247, 250, 255})
	head := 200 + 90*(app%3)
	fill(image.Rect(0, 0, w, head), theme)
	if app%2 == 0 {
		fill(image.Rect(40, head-60, w-40, h-260), color.White)
	}
	disc := image.Pt(w/2, head+40)
	for y := -60; y <= 60; y++ {
		for x := -60; x <= 60; x++ {
			if x*x+y*y < 3600 {
				img.Set(disc.X+x, disc.Y+y, color.RGBA{40, 170, 90, 255})
			}
		}
	}
	words(img, fmt.Sprintf("%02d:%02d", r.IntN(24), r.IntN(60)), 24, 12, 3, color.White)
	words(img, "Transfer Berhasil", 150, head+130, 4, color.Black)
	amount := fmt.Sprintf("Rp %d.%03d", 20+r.IntN(400), r.IntN(1000))
	words(img, amount, 150, head+230, 6, theme)
	y := head + 370
	for _, row := range []struct{ name, value string }{
		{"Tanggal", fmt.Sprintf("%d Nov 2026 %02d:%02d:%02d", 1+r.IntN(28), r.IntN(24), r.IntN(60), r.IntN(60))},
		{"Dari", fmt.Sprintf("%s ****%04d", names[r.IntN(len(names))], r.IntN(10000))},
		{"Ke", "MELATI HIJAB 1234567890"},
		{"Bank", "BCA"},
		{"No Ref", fmt.Sprintf("%012d", r.Int64N(1e12))},
		{"Biaya", "Rp 0"},
	} {
		words(img, row.name, 70, y, 3, color.RGBA{120, 120, 120, 255})
		words(img, row.value, 250, y, 3, color.Black)
		y += 80
	}
	fill(image.Rect(60, h-160, w-60, h-70), theme)
	words(img, "Bagikan", w/2-80, h-140, 4, color.White)
	return img
}

var names = []string{"SARI DEWI", "BUDI SANTOSO", "TINI", "AHMAD FAUZI", "RATNA K", "JOKO PURNOMO", "DEWI LESTARI", "M RIZKY"}

// words writes text in letters of 7 × 13 dots, each dot so many pixels.
func words(img *image.RGBA, text string, x, y, size int, c color.Color) {
	small := image.NewAlpha(image.Rect(0, 0, 7*len(text), 13))
	d := font.Drawer{Dst: small, Src: image.Opaque, Face: basicfont.Face7x13, Dot: fixed.P(0, 11)}
	d.DrawString(text)
	for sy := range small.Bounds().Dy() * size {
		for sx := range small.Bounds().Dx() * size {
			if small.AlphaAt(sx/size, sy/size).A > 0 {
				img.Set(x+sx, y+sy, c)
			}
		}
	}
}

// reshot is a photo of the picture on another screen: turned a little, from the side, brighter at one corner, with noise.
func reshot(src *image.RGBA, r *rand.Rand) image.Image {
	b := src.Bounds()
	out := image.NewRGBA(b)
	angle, scale := (r.Float64()-0.5)*0.05, 0.9+r.Float64()*0.06
	sin, cos := math.Sincos(angle)
	lean := (r.Float64() - 0.5) * 0.04
	cx, cy := float64(b.Dx())/2, float64(b.Dy())/2
	for y := range b.Dy() {
		for x := range b.Dx() {
			u, v := (float64(x)-cx)/scale, (float64(y)-cy)/scale
			u *= 1 + lean*v/cy
			sx, sy := int(u*cos-v*sin+cx), int(u*sin+v*cos+cy)
			c := color.RGBA{30, 28, 26, 255} // the desk around it
			if image.Pt(sx, sy).In(b) {
				c = src.RGBAAt(sx, sy)
			}
			light := 0.8 + 0.25*float64(x+y)/float64(b.Dx()+b.Dy()) + (r.Float64()-0.5)*0.08
			at := func(v uint8) uint8 { return uint8(min(255, float64(v)*light)) }
			out.SetRGBA(x, y, color.RGBA{at(c.R), at(c.G), at(c.B), 255})
		}
	}
	return out
}

// looksOf is what Look finds in a file, besides codes.
func looksOf(t *testing.T, data []byte) []uint64 {
	t.Helper()
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	list := looks(shrink(img, looked))
	if len(list) != shop.CoarseLooks+shop.FineViews*shop.FineWords {
		t.Fatalf("%d looks", len(list))
	}
	return list
}

// TestReceipts measures on transfer screens how many copies are known again, and how many transfers of the same app are taken
// for copies. The bounds are what was measured, with some air.
func TestReceipts(t *testing.T) {
	r := rand.New(rand.NewPCG(5, 5))
	const each = 15
	for _, c := range []struct {
		name  string
		least int // of a hundred
		again func(*image.RGBA) []byte
	}{
		{"saved again", 100, func(i *image.RGBA) []byte { return jpegOf(t, i, 25+r.IntN(40)) }},
		{"smaller", 80, func(i *image.RGBA) []byte { return jpegOf(t, shrink(i, 600+r.IntN(600)), 60) }},
		{"cropped", 80, func(i *image.RGBA) []byte {
			b := i.Bounds()
			return jpegOf(t, i.SubImage(image.Rect(r.IntN(b.Dx()/20), r.IntN(b.Dy()/10), b.Dx()-r.IntN(b.Dx()/20), b.Dy()-r.IntN(b.Dy()/10))), 75)
		}},
		{"photographed", 60, func(i *image.RGBA) []byte { return jpegOf(t, reshot(i, r), 70) }},
	} {
		known := 0
		for n := range each {
			img := receipt(n, uint64(n))
			if shop.Alike(looksOf(t, jpegOf(t, img, 85)), looksOf(t, c.again(img))) {
				known++
			}
		}
		t.Logf("%s: %d of %d known again", c.name, known, each)
		if known*100 < c.least*each {
			t.Errorf("%s: only %d of %d known again", c.name, known, each)
		}
	}
	alarms, pairs := 0, 0
	for app := range 5 {
		var all [][]uint64
		for n := range 8 {
			all = append(all, looksOf(t, jpegOf(t, receipt(app, uint64(100+n)), 85)))
		}
		for i := range all {
			for j := range i {
				pairs++
				if shop.Alike(all[i], all[j]) {
					alarms++
				}
			}
		}
	}
	t.Logf("%d false alarms among %d pairs of one app", alarms, pairs)
	if alarms*100 > 8*pairs {
		t.Errorf("%d false alarms among %d pairs", alarms, pairs)
	}
}
