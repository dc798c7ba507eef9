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

func TestLookLeavesOthersAlone(t *testing.T) {
	white := image.NewRGBA(image.Rect(0, 0, 200, 200))
	draw.Draw(white, white.Bounds(), image.White, image.Point{}, draw.Src)
	for name, data := range map[string][]byte{
		"text": []byte("bukti.jpg"), "empty": nil, "cut off": jpegOf(t, photo(1, 300, 300), 80)[:400], "one colour": pngOf(t, white),
	} {
		m := shop.Media{Name: "x"}
		Look(shop.WhatsApp, data, &m)
		Look(shop.Telegram, data, &m)
		if len(m.Looks) > 0 || m.QR != "" || len(m.Bars) > 0 {
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
	for _, from := range []shop.Channel{shop.WhatsApp, shop.Telegram} {
		b.Run(string(from), func(b *testing.B) {
			for b.Loop() {
				Look(from, data.Bytes(), &shop.Media{})
			}
		})
	}
}

func FuzzLook(f *testing.F) {
	f.Add([]byte("\x89PNG\r\n\x1a\n"))
	f.Fuzz(func(_ *testing.T, data []byte) {
		Look(shop.WhatsApp, data, &shop.Media{})
		Look(shop.Telegram, data, &shop.Media{})
	})
}
