package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"math/bits"
	"math/rand/v2"
	"testing"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/code128"
	"github.com/boombuler/barcode/qr"
	"golang.org/x/image/draw"

	"tokobot/internal/shop"
)

// photo paints something with shapes of its own for each seed.
func photo(seed uint64, w, h int) *image.RGBA {
	r := rand.New(rand.NewPCG(seed, 1))
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.RGBA{uint8(r.IntN(200)), 90, 120, 255}), image.Point{}, draw.Src)
	for range 40 {
		x, y := r.IntN(w), r.IntN(h)
		box := image.Rect(x, y, x+r.IntN(w/3)+4, y+r.IntN(h/3)+4)
		c := color.RGBA{uint8(r.IntN(256)), uint8(r.IntN(256)), uint8(r.IntN(256)), 255}
		draw.Draw(img, box.Intersect(img.Bounds()), image.NewUniform(c), image.Point{}, draw.Src)
	}
	return img
}

func jpegOf(t *testing.T, img image.Image, quality int) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func pngOf(t *testing.T, img image.Image) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// distance is the least of all between the looks of two pictures.
func distance(t *testing.T, a, b []byte) int {
	t.Helper()
	of := func(data []byte) []uint64 {
		img, _, err := image.Decode(bytes.NewReader(data))
		if err != nil {
			t.Fatal(err)
		}
		list := looks(shrink(img, looked))
		if len(list) == 0 {
			t.Fatal("no looks")
		}
		return list
	}
	least := 64
	ofB := of(b)[:shop.CoarseLooks]
	for _, x := range of(a)[:shop.CoarseLooks] {
		for _, y := range ofB {
			least = min(least, bits.OnesCount64(x^y))
		}
	}
	return least
}

func TestCopiesAreKnownAgain(t *testing.T) {
	for seed := range uint64(5) {
		original := photo(seed, 360, 640)
		first := jpegOf(t, original, 92)
		half := image.NewRGBA(image.Rect(0, 0, 240, 427))
		draw.CatmullRom.Scale(half, half.Bounds(), original, original.Bounds(), draw.Src, nil)
		framed := image.NewRGBA(image.Rect(0, 0, 400, 700))
		draw.Draw(framed, framed.Bounds(), image.Black, image.Point{}, draw.Src)
		draw.Draw(framed, image.Rect(20, 30, 380, 670), original, image.Point{}, draw.Src)
		for name, again := range map[string][]byte{
			"recompressed": jpegOf(t, original, 30),
			"smaller":      jpegOf(t, half, 70),
			"framed":       jpegOf(t, framed, 80),
			"cropped":      jpegOf(t, original.SubImage(image.Rect(18, 32, 342, 608)), 80),
			"as png":       pngOf(t, original),
		} {
			if d := distance(t, first, again); d > 10 {
				t.Errorf("seed %d: %s is %d bits away", seed, name, d)
			}
		}
		if d := distance(t, first, jpegOf(t, photo(seed+100, 360, 640), 92)); d <= 10 {
			t.Errorf("seed %d: another picture is only %d bits away", seed, d)
		}
	}
}

func TestCodesAreRead(t *testing.T) {
	const qris = "00020101021126570011ID.DANA.WWW011893600915302259148090225914809"
	code, err := qr.Encode(qris, qr.M, qr.Auto)
	if err != nil {
		t.Fatal(err)
	}
	if code, err = barcode.Scale(code, 300, 300); err != nil {
		t.Fatal(err)
	}
	var bar barcode.Barcode
	if bar, err = code128.Encode("JX1234567890"); err != nil {
		t.Fatal(err)
	}
	if bar, err = barcode.Scale(bar, 420, 90); err != nil {
		t.Fatal(err)
	}
	on := func(c image.Image, w, h int) *image.RGBA {
		img := image.NewRGBA(image.Rect(0, 0, w, h))
		draw.Draw(img, img.Bounds(), image.White, image.Point{}, draw.Src)
		at := image.Pt((w-c.Bounds().Dx())/2, (h-c.Bounds().Dy())/2)
		draw.Draw(img, c.Bounds().Add(at), c, image.Point{}, draw.Src)
		return img
	}
	for _, c := range []struct {
		name    string
		data    []byte
		qr, bar string
	}{
		{"small", pngOf(t, on(code, 400, 500)), qris, ""},
		{"photo", jpegOf(t, on(code, 1000, 1600), 40), qris, ""},
		{"barcode", jpegOf(t, on(bar, 900, 500), 80), "", "JX1234567890"},
		{"neither", jpegOf(t, photo(3, 300, 300), 80), "", ""},
	} {
		var m shop.Media
		Look(c.data, &m)
		if m.QR != c.qr || m.Bar != c.bar {
			t.Errorf("%s: QR %q, barcode %q", c.name, m.QR, m.Bar)
		}
	}
}

func TestLookLeavesOthersAlone(t *testing.T) {
	white := image.NewRGBA(image.Rect(0, 0, 200, 200))
	draw.Draw(white, white.Bounds(), image.White, image.Point{}, draw.Src)
	for name, data := range map[string][]byte{
		"text": []byte("bukti.jpg"), "empty": nil, "cut off": jpegOf(t, photo(1, 300, 300), 80)[:400], "one colour": pngOf(t, white),
	} {
		m := shop.Media{Name: "x"}
		Look(data, &m)
		if len(m.Looks) > 0 || m.QR != "" || m.Bar != "" {
			t.Errorf("%s: %+v", name, m)
		}
	}
}

// BenchmarkLook is the worst case, a large photo without codes.
func BenchmarkLook(b *testing.B) {
	var data bytes.Buffer
	if err := jpeg.Encode(&data, photo(5, 3000, 4000), nil); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		Look(data.Bytes(), &shop.Media{})
	}
}

func FuzzLook(f *testing.F) {
	f.Add([]byte("\x89PNG\r\n\x1a\n"))
	f.Fuzz(func(_ *testing.T, data []byte) { Look(data, &shop.Media{}) })
}
