package whatsapptest

import (
	"bytes"
	"fmt"
	"image"
	_ "image/png" // what the shop draws

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// ScanPicture is the shop's phone scanning a drawn QR code.
func (s *Server) ScanPicture(data []byte) error {
	text, err := ReadQR(data)
	if err != nil {
		return err
	}
	return s.Scan(text)
}

// ReadQR is the text of a drawn QR code. It is read as a drawing: the reader's search for a code in a photo misses one picture
// of WhatsApp's long codes in seventy.
func ReadQR(data []byte) (string, error) {
	img, _, err := image.Decode(bytes.NewReader(data))
	if err != nil {
		return "", fmt.Errorf("read QR: %w", err)
	}
	bits, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		return "", fmt.Errorf("read QR: %w", err)
	}
	code, err := qrcode.NewQRCodeReader().Decode(bits, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_PURE_BARCODE: true})
	if err != nil {
		return "", fmt.Errorf("read QR: %w", err)
	}
	return code.GetText(), nil
}
