// Package picture sees what is in a picture that came in: hashes by which a copy is known again, and codes to scan.
package picture

import (
	"bytes"
	"image"
	"image/color"
	_ "image/gif"  // what buyers send
	_ "image/jpeg" // what WhatsApp sends
	_ "image/png"  // what staff and scripts send

	"github.com/corona10/goimagehash"
	"golang.org/x/image/draw"
	_ "golang.org/x/image/webp" // stickers and forwarded pictures

	"tokobot/internal/shop"
)

const (
	// pixelsMost bounds what is decoded: a small file may claim to be a huge picture.
	pixelsMost = 50_000_000
	// looked is the longer side, in pixels, of what hashes are taken from.
	looked = 512
)

// Look fills in what a picture shows from the file's bytes: of one that a buyer sent Looks and QR, by which a payment is
// judged; of one that the staff sent QR and Bars, which may be a tracking number. What is no picture, or shows nothing of the
// kind, is left alone.
func Look(from shop.Channel, data []byte, m *shop.Media) {
	c, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || c.Width*c.Height > pixelsMost || c.Width < 16 || c.Height < 16 {
		return
	}
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return
	}
	img = shrink(img, scales[len(scales)-1]) // most of the time goes into reading all of a large photo: once is enough
	if from == shop.Telegram {
		m.QR, m.Bars = codes(img)
		return
	}
	m.Looks = looks(shrink(img, looked))
	m.QR = qrOf(img)
}

// views are the parts of a picture, in hundredths of its sides, that are hashed each by itself: a cropped copy's whole is
// the original's part, or the other way round.
var views = []struct{ left, top, right, bottom int }{
	{0, 0, 100, 100},
	{0, 6, 100, 100}, // without a phone's status bar
	{0, 6, 100, 92},  // and without its buttons
	{5, 5, 95, 95},
	{10, 10, 90, 90},
}

// looks are perceptual hashes of the picture and its parts, none of a picture that is all of one colour; see shop.Alike.
func looks(img image.Image) []uint64 {
	b := trim(img)
	if b.Empty() {
		return nil
	}
	parts := []image.Rectangle{img.Bounds()}
	for _, v := range views {
		parts = append(parts, image.Rect(
			b.Min.X+b.Dx()*v.left/100, b.Min.Y+b.Dy()*v.top/100,
			b.Min.X+b.Dx()*v.right/100, b.Min.Y+b.Dy()*v.bottom/100))
	}
	var coarse, fine []uint64
	for n, part := range parts {
		if part.Dx() < 16 || part.Dy() < 16 {
			continue
		}
		cut := image.NewRGBA(image.Rect(0, 0, part.Dx(), part.Dy()))
		draw.Draw(cut, cut.Bounds(), img, part.Min, draw.Src)
		if h, err := goimagehash.PerceptionHash(cut); err == nil {
			coarse = append(coarse, h.GetHash())
		}
		if n == 0 { // with its border, which a copy may not have
			continue
		}
		if h, err := goimagehash.ExtPerceptionHash(cut, 16, 16); err == nil {
			fine = append(fine, h.GetHash()...)
		}
	}
	return append(coarse, fine...)
}

// trim is the picture without a border of one colour; empty when all of it is of one colour.
func trim(img image.Image) image.Rectangle {
	b := img.Bounds()
	first := gray(img, b.Min.X, b.Min.Y)
	same := func(r image.Rectangle) bool {
		for y := r.Min.Y; y < r.Max.Y; y++ {
			for x := r.Min.X; x < r.Max.X; x++ {
				if d := gray(img, x, y) - first; d > 24 || d < -24 {
					return false
				}
			}
		}
		return true
	}
	for !b.Empty() && same(image.Rect(b.Min.X, b.Min.Y, b.Max.X, b.Min.Y+1)) {
		b.Min.Y++
	}
	for !b.Empty() && same(image.Rect(b.Min.X, b.Max.Y-1, b.Max.X, b.Max.Y)) {
		b.Max.Y--
	}
	for !b.Empty() && same(image.Rect(b.Min.X, b.Min.Y, b.Min.X+1, b.Max.Y)) {
		b.Min.X++
	}
	for !b.Empty() && same(image.Rect(b.Max.X-1, b.Min.Y, b.Max.X, b.Max.Y)) {
		b.Max.X--
	}
	return b
}

func gray(img image.Image, x, y int) int {
	return int(color.GrayModel.Convert(img.At(x, y)).(color.Gray).Y)
}

// shrink makes the longer side at most n pixels.
func shrink(img image.Image, n int) image.Image {
	b := img.Bounds()
	long := max(b.Dx(), b.Dy())
	if long <= n {
		return img
	}
	small := image.NewRGBA(image.Rect(0, 0, max(1, b.Dx()*n/long), max(1, b.Dy()*n/long)))
	draw.BiLinear.Scale(small, small.Bounds(), img, b, draw.Src, nil)
	return small
}
