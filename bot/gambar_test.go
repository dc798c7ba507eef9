package bot_test

import (
	"bytes"
	"fmt"
	"image/png"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"tokobot/bot"
	"tokobot/bot/uji"
	"tokobot/internal/shop"
)

// TestQRISOfAnOrder orders, chooses QRIS, and reads the picture that comes: it asks for exactly the order's total.
func TestQRISOfAnOrder(t *testing.T) {
	p := uji.NewPlayer(bot.SampleShop(t))
	var file *shop.File
	var text string
	p.Heard = func(says []shop.Say, _ []string) {
		for _, s := range says {
			file, text = s.File, s.Text
		}
	}
	say(t, p, "pesan bella hitam 2", "Dedi 081233334444 Jl Melur 9 Cimahi Tengah Kota Cimahi", "ya", "bayar pakai qris ya")
	o, found, err := p.Books.Order("MLT-1123-0001")
	if err != nil || !found {
		t.Fatal("no order", err)
	}
	if file == nil || file.MIME != "image/png" || !strings.Contains(text, o.Total().String()) {
		t.Fatalf("file %v with %q", file, text)
	}
	img, err := png.Decode(bytes.NewReader(file.Data))
	if err != nil {
		t.Fatal(err)
	}
	bmp, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	code, err := qrcode.NewQRCodeReader().Decode(bmp, nil)
	if err != nil {
		t.Fatal(err)
	}
	amount := fmt.Sprint(int64(o.Total()))
	if want := fmt.Sprintf("54%02d%s5802ID", len(amount), amount); !strings.Contains(code.GetText(), want) || !strings.HasPrefix(code.GetText(), "000201010212") {
		t.Errorf("%q asks for another amount than %s", code.GetText(), amount)
	}
}
