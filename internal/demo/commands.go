package demo

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"unicode"

	"tokobot/internal/replay"
	"tokobot/internal/shop"
)

// errLeave ends the session.
var errLeave = errors.New("leave")

// command is one thing that a line beginning with / does.
type command struct {
	help string
	do   func(d *Demo, ctx context.Context, rest string) error
	file shop.Kind // set where it sends a file
}

var commands = map[string]command{
	"foto":    {"/foto bukti.jpg [tulisan]  kirim gambar", (*Demo).photo, shop.KindImage},
	"berkas":  {"/berkas f.pdf [tulisan]    kirim dokumen", (*Demo).document, shop.KindDocument},
	"suara":   {"/suara                     kirim pesan suara", (*Demo).voice, ""},
	"stiker":  {"/stiker                    kirim stiker", (*Demo).sticker, ""},
	"lokasi":  {"/lokasi -6.88 107.54       kirim lokasi", (*Demo).location, ""},
	"sebagai": {"/sebagai 0812… [nama]      jadi pembeli lain", (*Demo).as, ""},
	"maju":    {"/maju 25h                  majukan jam (25h, 30m, 7d)", (*Demo).advance, ""},
	"keluar":  {"/keluar                    selesai", func(*Demo, context.Context, string) error { return errLeave }, ""},
}

var helpOrder = []string{"foto", "berkas", "suara", "stiker", "lokasi", "sebagai", "maju", "keluar"}

const (
	welcome = "Selamat datang di %s. Tulis seperti pembeli di WhatsApp, misalnya: kak, pashmina item ada? ongkir ke cimahi brp\n" +
		"Ketik /bantuan untuk melihat apa saja yang bisa dilakukan."
	staffHelp = "@gudang Siap dikemas       tekan tombol di grup (keuangan, gudang, pengiriman, cs, pemilik)\n" +
		"@keuangan /rekap           perintah di grup\n" +
		"@pengiriman > JX1234567890 balas pesan terbaru di grup\n" +
		"@cs halo semua             tulis biasa di grup"
)

func (d *Demo) command(ctx context.Context, line string) error {
	name, rest, _ := strings.Cut(line, " ")
	if c, ok := commands[strings.ToLower(name)]; ok {
		return c.do(d, ctx, strings.TrimSpace(rest))
	}
	if strings.ToLower(name) != "bantuan" {
		d.hint(fmt.Sprintf("/%s tidak ada.", name))
	}
	d.help()
	return nil
}

func (d *Demo) help() {
	lines := []string{"Tulisan biasa dikirim sebagai pembeli."}
	for _, name := range helpOrder {
		lines = append(lines, commands[name].help)
	}
	lines = append(lines, staffHelp)
	d.hint(strings.Join(lines, "\n"))
}

func (d *Demo) photo(ctx context.Context, rest string) error {
	return d.send(ctx, shop.KindImage, rest)
}

func (d *Demo) document(ctx context.Context, rest string) error {
	return d.send(ctx, shop.KindDocument, rest)
}

func (d *Demo) send(ctx context.Context, kind shop.Kind, rest string) error {
	m, text, ok, err := d.file(ctx, shop.WhatsApp, rest)
	if !ok || err != nil {
		return err
	}
	return d.write(ctx, shop.Arrival{Kind: kind, Text: text, Media: m})
}

// file stores the file that rest begins with; what follows its name is the caption. A picture that is not there is played
// by its name, so that one can try the shop without having any.
func (d *Demo) file(ctx context.Context, from shop.Channel, rest string) (m *shop.Media, text string, ok bool, err error) {
	name, text, _ := strings.Cut(strings.TrimSpace(rest), " ")
	if name == "" {
		d.hint("Tulis nama berkasnya, misalnya: /foto bukti.jpg")
		return nil, "", false, nil
	}
	data, err := os.ReadFile(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		d.hint(fmt.Sprintf("Berkas %s tidak ada; anggap saja ada.", name))
		data = []byte(name)
	case err != nil:
		d.hint(fmt.Sprintf("Berkas %s tidak bisa dibaca: %v", name, err))
		return nil, "", false, nil
	}
	ref, err := d.Media.Put(ctx, name, data)
	if err != nil {
		return nil, "", false, fmt.Errorf("demo: %w", err)
	}
	sum := sha256.Sum256(data)
	m = &shop.Media{
		Ref: ref, Name: filepath.Base(name), MIME: replay.MIME(name), Size: int64(len(data)), SHA256: hex.EncodeToString(sum[:]),
	}
	d.Look(from, data, m)
	return m, strings.TrimSpace(text), true, nil
}

func (d *Demo) voice(ctx context.Context, _ string) error {
	return d.write(ctx, shop.Arrival{Kind: shop.KindVoice, Media: &shop.Media{Name: "suara.ogg", MIME: "audio/ogg", Gone: "demo"}})
}

func (d *Demo) sticker(ctx context.Context, _ string) error {
	return d.write(ctx, shop.Arrival{Kind: shop.KindSticker})
}

func (d *Demo) location(ctx context.Context, rest string) error {
	part := strings.FieldsFunc(rest, func(r rune) bool { return r == ' ' || r == ',' })
	if len(part) == 2 {
		lat, err1 := strconv.ParseFloat(part[0], 64)
		lon, err2 := strconv.ParseFloat(part[1], 64)
		if err1 == nil && err2 == nil {
			return d.write(ctx, shop.Arrival{Kind: shop.KindLocation, Location: &shop.Location{Lat: lat, Lon: lon}})
		}
	}
	d.hint("Tulis lintang dan bujurnya, misalnya: /lokasi -6.88 107.54")
	return nil
}

func (d *Demo) as(_ context.Context, rest string) error {
	number, name, _ := strings.Cut(rest, " ")
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, number)
	if local, ok := strings.CutPrefix(digits, "0"); ok {
		digits = "62" + local
	}
	if len(digits) < 8 {
		d.hint("Tulis nomornya, misalnya: /sebagai 081298765432 Dewi")
		return nil
	}
	if d.buyer, d.name = digits, strings.TrimSpace(name); d.name == "" {
		d.name = "Pembeli " + digits[len(digits)-4:]
	}
	d.hint(fmt.Sprintf("Sekarang menulis sebagai %s (%s).", d.name, d.buyer))
	return nil
}

func (d *Demo) advance(ctx context.Context, rest string) error {
	by, err := replay.ParseAdvance(rest)
	if err != nil {
		d.hint("Tulis lamanya, misalnya: /maju 25h")
		return nil
	}
	d.ahead += by
	if err := d.pass(ctx, d.now()); err != nil {
		return err
	}
	d.hint("Sekarang " + d.Clock.Now().In(d.Zone).Format("2/1/2006 15.04") + ".")
	return nil
}

// plain keeps the letters and digits of a text, lower case, words apart by one space.
func plain(s string) string {
	return strings.Join(strings.FieldsFunc(strings.ToLower(s), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	}), " ")
}
