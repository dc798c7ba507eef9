package bot

import (
	"bytes"
	"image/png"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// static is a QRIS text made for tests; it pays nobody.
const static = "00020101021126680016ID.CO.CONTOH.WWW011893600999000000001202150000000000001230303UMI51440014ID.CO.QRIS.WWW" +
	"0215ID10999999999990303UMI5204549953033605802ID5911TOKO CONTOH6010KAB. BOGOR61051691162070703A016304D20C"

func TestChecksum(t *testing.T) {
	if got := crc("123456789"); got != 0x29B1 {
		t.Errorf("crc = %04X, want 29B1", got)
	}
}

func TestWithAmount(t *testing.T) {
	got, err := withAmount(static, 125347)
	if err != nil {
		t.Fatal(err)
	}
	want := "00020101021226680016ID.CO.CONTOH.WWW011893600999000000001202150000000000001230303UMI51440014ID.CO.QRIS.WWW" +
		"0215ID10999999999990303UMI52045499530336054061253475802ID5911TOKO CONTOH6010KAB. BOGOR61051691162070703A016304801E"
	if got != want {
		t.Errorf("got  %s\nwant %s", got, want)
	}
	again, err := withAmount(got, 50000)
	if err != nil {
		t.Fatal(err)
	}
	fs, err := fields(again)
	if err != nil {
		t.Fatal(err)
	}
	amounts := 0
	for _, f := range fs {
		if f.tag == tagAmount {
			amounts++
			if f.value != "50000" {
				t.Errorf("amount %s", f.value)
			}
		}
	}
	if amounts != 1 {
		t.Errorf("%d amounts", amounts)
	}
	for _, broken := range []string{"0", "00", "00xx", "0099ab"} {
		if _, err := withAmount(broken, 1); err == nil {
			t.Errorf("%q was taken", broken)
		}
	}
}

// TestPicture holds that the picture is read back as the text that it was made of.
func TestPicture(t *testing.T) {
	text, err := withAmount(static, 99137)
	if err != nil {
		t.Fatal(err)
	}
	data, err := picture(text)
	if err != nil {
		t.Fatal(err)
	}
	img, err := png.Decode(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	bmp, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	res, err := qrcode.NewQRCodeReader().Decode(bmp, nil)
	if err != nil {
		t.Fatal(err)
	}
	if res.GetText() != text {
		t.Errorf("read %q", res.GetText())
	}
}
