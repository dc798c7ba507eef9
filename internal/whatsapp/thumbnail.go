package whatsapp

import (
	"bytes"
	"image"
	"image/jpeg"
	_ "image/png" // decoded by image.Decode
)

const (
	thumbnailSide    = 72
	thumbnailQuality = 60
	// thumbnailMost is the largest picture, in pixels, that is decoded for a thumbnail.
	thumbnailMost = 40_000_000
)

// thumbnail is what a phone shows until it has fetched a picture, and the picture's size in pixels; nil when the data is no
// picture that can be read.
func thumbnail(data []byte) (small []byte, width, height uint32) {
	head, _, err := image.DecodeConfig(bytes.NewReader(data))
	if err != nil || head.Width <= 0 || head.Height <= 0 || head.Width*head.Height > thumbnailMost {
		return nil, 0, 0
	}
	full, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return nil, 0, 0
	}
	b := full.Bounds()
	side := min(thumbnailSide, max(b.Dx(), b.Dy()))
	w := max(1, b.Dx()*side/max(b.Dx(), b.Dy()))
	h := max(1, b.Dy()*side/max(b.Dx(), b.Dy()))
	out := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			out.Set(x, y, full.At(b.Min.X+x*b.Dx()/w, b.Min.Y+y*b.Dy()/h))
		}
	}
	var buf bytes.Buffer
	if err := jpeg.Encode(&buf, out, &jpeg.Options{Quality: thumbnailQuality}); err != nil {
		return nil, 0, 0
	}
	return buf.Bytes(), uint32(b.Dx()), uint32(b.Dy())
}
