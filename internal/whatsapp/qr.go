package whatsapp

import (
	"bytes"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"io"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
	"github.com/mdp/qrterminal/v3"
)

// pictureSide is the width of a QR picture in pixels, easily scanned from another screen.
const pictureSide = 600

// quiet is the white around the code, in pixels, without which a dark screen hides its edge.
const quiet = 40

// DrawQR draws a QR text with half blocks, as terminals show it best.
func DrawQR(to io.Writer, text string) { qrterminal.GenerateHalfBlock(text, qrterminal.L, to) }

// QRPicture draws a QR text as a PNG, for the owner's group.
func QRPicture(text string) ([]byte, error) {
	code, err := qr.Encode(text, qr.L, qr.Auto)
	if err == nil {
		code, err = barcode.Scale(code, pictureSide, pictureSide)
	}
	if err != nil {
		return nil, fmt.Errorf("draw QR: %w", err)
	}
	framed := image.NewGray(image.Rect(0, 0, pictureSide+2*quiet, pictureSide+2*quiet))
	draw.Draw(framed, framed.Bounds(), image.White, image.Point{}, draw.Src)
	draw.Draw(framed, code.Bounds().Add(image.Pt(quiet, quiet)), code, code.Bounds().Min, draw.Src)
	var out bytes.Buffer
	if err := png.Encode(&out, framed); err != nil {
		return nil, fmt.Errorf("draw QR: %w", err)
	}
	return out.Bytes(), nil
}
