package bot

import (
	"bytes"
	"fmt"
	"image/png"
	"path"
	"strconv"
	"strings"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"

	"tokobot/catalog"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// field is one tag of a QRIS text: two digits of name, two of length, the value.
type field struct{ tag, value string }

// The tags that matter here (EMV merchant-presented QR, as QRIS uses it).
const (
	tagMethod   = "01" // 11 static, 12 made for one payment
	tagAmount   = "54"
	tagMerchant = "59"
	tagCRC      = "63"
)

// fields cuts a QRIS text at its tags.
func fields(s string) ([]field, error) {
	var out []field
	for len(s) > 0 {
		if len(s) < 4 {
			return nil, fmt.Errorf("parse QRIS: %q is cut short", s)
		}
		n, err := strconv.Atoi(s[2:4])
		if err != nil || n < 0 || len(s) < 4+n {
			return nil, fmt.Errorf("parse QRIS: bad length in %q", s[:4])
		}
		out = append(out, field{s[:2], s[4 : 4+n]})
		s = s[4+n:]
	}
	return out, nil
}

// withAmount turns a static QRIS text into one for exactly this amount: 01 becomes 12, 54 goes in by the order of the tags,
// the checksum is made anew.
func withAmount(static string, a rupiah.Amount) (string, error) {
	fs, err := fields(static)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	put := func(tag, value string) { fmt.Fprintf(&b, "%s%02d%s", tag, len(value), value) }
	done := false
	for _, f := range fs {
		if !done && f.tag > tagAmount {
			put(tagAmount, strconv.FormatInt(int64(a), 10))
			done = true
		}
		switch f.tag {
		case tagAmount, tagCRC:
		case tagMethod:
			put(tagMethod, "12")
		default:
			put(f.tag, f.value)
		}
	}
	b.WriteString(tagCRC + "04")
	return b.String() + fmt.Sprintf("%04X", crc(b.String())), nil
}

// crc is CRC-16/CCITT-FALSE.
func crc(s string) uint16 {
	c := uint16(0xFFFF)
	for i := range len(s) {
		c ^= uint16(s[i]) << 8
		for range 8 {
			if c&0x8000 != 0 {
				c = c<<1 ^ 0x1021
			} else {
				c <<= 1
			}
		}
	}
	return c
}

// qrPixels is the size of the picture; large enough to be scanned from another phone.
const qrPixels = 512

// picture draws a QR code with the white border that scanners want.
func picture(text string) ([]byte, error) {
	code, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return nil, fmt.Errorf("draw QRIS: %w", err)
	}
	scaled, err := barcode.Scale(code, qrPixels, qrPixels)
	if err != nil {
		return nil, fmt.Errorf("draw QRIS: %w", err)
	}
	var out bytes.Buffer
	if err := png.Encode(&out, framed(scaled)); err != nil {
		return nil, fmt.Errorf("draw QRIS: %w", err)
	}
	return out.Bytes(), nil
}

// showQR sends the code with the order's amount in it; the owner's own picture where there is no text to make it from.
func (k *talk) showQR(m *catalog.Method, o shop.Order) error {
	if k.quiet {
		return nil
	}
	if m.QR != "" {
		text, err := withAmount(m.QR, o.Total())
		if err != nil {
			return err
		}
		data, err := picture(text)
		if err != nil {
			return err
		}
		k.file = &shop.File{Name: "qris-" + o.Number + ".png", MIME: "image/png", Data: data}
		return nil
	}
	if data, ok := k.Settings.Photo(m.Photo); ok && m.Photo != "" {
		k.file = &shop.File{Name: path.Base(m.Photo), MIME: pictures[strings.ToLower(path.Ext(m.Photo))], Data: data}
	}
	return nil
}
