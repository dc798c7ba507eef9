package bot

import (
	"image"
	"image/color"
	"image/draw"
)

// quietZone is the white border around a code, in pixels.
const quietZone = 32

// framed puts a white border around a code.
func framed(code image.Image) image.Image {
	r := code.Bounds()
	out := image.NewGray(image.Rect(0, 0, r.Dx()+2*quietZone, r.Dy()+2*quietZone))
	draw.Draw(out, out.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	draw.Draw(out, r.Sub(r.Min).Add(image.Pt(quietZone, quietZone)), code, r.Min, draw.Src)
	return out
}
