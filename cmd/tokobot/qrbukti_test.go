package main

import (
	"bytes"
	"encoding/json"
	"image"
	"image/color"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/code93"
	"github.com/boombuler/barcode/qr"
	"golang.org/x/image/draw"
)

// somebody is a QRIS text that pays somebody who calls himself as the sample shop does; it is made up.
const somebody = "00020101021126680016ID.CO.CONTOH.WWW011893600999000000999902150000000000099990303UMI51440014ID.CO.QRIS.WWW" +
	"0215ID10888888888880303UMI5204549953033605802ID5912MELATI HIJAB6012KOTA BANDUNG61054023562070703A016304A1B2"

// screenshot is a phone's screen with a code in it, saved as a JPEG of some quality; only part of it where part is not empty.
func screenshot(t *testing.T, code barcode.Barcode, part image.Rectangle, width, quality int) []byte {
	t.Helper()
	img := image.NewRGBA(image.Rect(0, 0, 720, 1280))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.RGBA{240, 243, 248, 255}), image.Point{}, draw.Src)
	draw.Draw(img, image.Rect(0, 0, 720, 240), image.NewUniform(color.RGBA{20, 90, 160, 255}), image.Point{}, draw.Src)
	at := image.Pt((720-code.Bounds().Dx())/2, 640)
	draw.Draw(img, code.Bounds().Inset(-30).Add(at), image.White, image.Point{}, draw.Src)
	draw.Draw(img, code.Bounds().Add(at), code, image.Point{}, draw.Src)
	if part.Empty() {
		part = img.Bounds()
	}
	small := image.NewRGBA(image.Rect(0, 0, width, part.Dy()*width/part.Dx()))
	draw.BiLinear.Scale(small, small.Bounds(), img, part, draw.Src, nil)
	var out bytes.Buffer
	if err := jpeg.Encode(&out, small, &jpeg.Options{Quality: quality}); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// TestCodesInPictures plays a day with pictures that hold codes: proofs with a QR code that pays somebody else, also cropped,
// shrunk and saved badly, are flagged on finance's card; a tracking number comes from the photo of a receipt.
func TestCodesInPictures(t *testing.T) {
	contoh, err := filepath.Abs("../../catalog/contoh")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	code, err := qr.Encode(somebody, qr.M, qr.Auto)
	if err != nil {
		t.Fatal(err)
	}
	if code, err = barcode.Scale(code, 420, 420); err != nil {
		t.Fatal(err)
	}
	bar, err := code93.Encode("JX1234567890", true, false)
	if err != nil {
		t.Fatal(err)
	}
	if bar, err = barcode.Scale(bar, 520, 110); err != nil {
		t.Fatal(err)
	}
	for name, data := range map[string][]byte{
		"utuh.jpg":     screenshot(t, code, image.Rectangle{}, 720, 80),
		"dipotong.jpg": screenshot(t, code, image.Rect(90, 560, 640, 1120), 400, 60),
		"rusak.jpg":    screenshot(t, code, image.Rectangle{}, 540, 25),
		"struk.jpg":    screenshot(t, bar, image.Rectangle{}, 720, 60),
	} {
		if err := os.WriteFile(name, data, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	script := `{"at":"2026-11-23T09:00:00+07:00","buyer":"6281200000001","name":"Sari","text":"pesan bella square hitam 2"}
{"buyer":"6281200000001","text":"Sari Dewi 08123456789\nJl Melati 5 rt 2/3 cibeureum cimahi selatan 40535"}
{"buyer":"6281200000001","text":"ya"}
{"buyer":"6281200000001","image":"utuh.jpg","text":"sudah kak"}
{"staff":"keuangan","user":"Rina","press":"Tolak"}
{"buyer":"6281200000001","image":"dipotong.jpg"}
{"staff":"keuangan","user":"Rina","press":"Tolak"}
{"buyer":"6281200000001","image":"rusak.jpg"}
{"staff":"keuangan","user":"Rina","press":"Terima"}
{"staff":"gudang","user":"Budi","press":"Siap dikemas"}
{"staff":"pengiriman","user":"Joko","press":"QC OK"}
{"staff":"pengiriman","user":"Joko","press":"Dikemas"}
{"staff":"pengiriman","user":"Joko","press":"Diserahkan"}
{"staff":"pengiriman","user":"Joko","image":"struk.jpg","reply":true}
`
	status, out, errs := run(t, script, "replay", "--catalog", contoh, "--media", "media")
	if status != exitOK || errs != "" {
		t.Fatalf("status %d: %s", status, errs)
	}
	flagged, told := 0, false
	for line := range strings.Lines(out) {
		var l struct {
			To, Group, Text string
			Edit            bool
		}
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatal(err)
		}
		if l.Group == "keuangan" && !l.Edit && strings.Contains(l.Text, "Bukti bayar") && strings.Contains(l.Text, "⚠️ QR di gambar bernama MELATI HIJAB, tetapi nomor merchant-nya bukan milik toko ini.") {
			flagged++
		}
		told = told || l.To == "buyer" && strings.Contains(l.Text, "JX1234567890")
	}
	if flagged != 3 || !told {
		t.Errorf("%d of 3 proofs are flagged; tracking number told: %v\n%s", flagged, told, out)
	}
}
