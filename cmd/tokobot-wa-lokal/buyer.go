//go:build lokal

package main

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"go.mau.fi/whatsmeow/proto/waE2E"
	"google.golang.org/protobuf/proto"

	"tokobot/internal/whatsapptest"
)

// buyer is a phone that the person at the terminal has held.
type buyer struct {
	name  string
	phone *whatsapptest.Phone
	last  string // its newest message
	seen  int    // messages that were printed
}

// hold makes the person somebody else.
func (f *front) hold(number, name string) {
	p := f.server.Buyer(number, name)
	f.me = p
	if !slices.ContainsFunc(f.buyers, func(b *buyer) bool { return b.phone == p }) {
		f.buyers = append(f.buyers, &buyer{name: name, phone: p})
	}
}

// mine is the buyer whose phone is held.
func (f *front) mine() *buyer {
	return f.buyers[slices.IndexFunc(f.buyers, func(b *buyer) bool { return b.phone == f.me })]
}

func (f *front) send(m *waE2E.Message) error {
	id, err := f.me.SendMessage("", m)
	if err == nil {
		f.mine().last = id
	}
	return err
}

func (f *front) become(arg string) error {
	number, name, ok := strings.Cut(arg, " ")
	if !ok {
		return errors.New("contoh: /jadi 6281200000002 Dewi")
	}
	if number == "-" {
		number = ""
	}
	f.hold(number, strings.TrimSpace(name))
	f.print("Anda sekarang " + f.mine().name + ".\n")
	return nil
}

func (f *front) photo(arg string) error {
	name, caption, _ := strings.Cut(arg, " ")
	data, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("foto: %w", err)
	}
	f.mine().last = f.me.SendImage(data, caption)
	return nil
}

func (f *front) document(arg string) error {
	data, err := os.ReadFile(arg)
	if err != nil {
		return fmt.Errorf("dokumen: %w", err)
	}
	f.mine().last = f.me.SendDocument(data, filepath.Base(arg))
	return nil
}

func (f *front) location(arg string) error {
	where, name, _ := strings.Cut(arg, " ")
	lat, lon, _ := strings.Cut(where, ",")
	la, bad := strconv.ParseFloat(lat, 64)
	lo, worse := strconv.ParseFloat(lon, 64)
	if bad != nil || worse != nil {
		return errors.New("contoh: /lokasi -6.88,107.54 Rumah")
	}
	return f.send(&waE2E.Message{LocationMessage: &waE2E.LocationMessage{DegreesLatitude: &la, DegreesLongitude: &lo, Name: &name}})
}

func (f *front) sticker(string) error {
	return f.send(&waE2E.Message{StickerMessage: &waE2E.StickerMessage{Mimetype: proto.String("image/webp")}})
}

func (f *front) edit(arg string) error {
	if f.mine().last == "" || arg == "" {
		return errors.New("contoh: /ubah pesan hitam 3, sesudah menulis pesan")
	}
	f.me.EditSecretly(f.mine().last, arg)
	return nil
}

func (f *front) remove(string) error {
	if f.mine().last == "" {
		return errors.New("belum ada pesan yang bisa dihapus")
	}
	f.me.Delete(f.mine().last)
	return nil
}

func (f *front) ban(arg string) error {
	seconds, err := strconv.Atoi(arg)
	if err != nil || seconds < 1 {
		return errors.New("contoh: /blokir 60")
	}
	f.server.Fail(whatsapptest.Fault{At: whatsapptest.AtLogin, Code: 402, Expire: seconds})
	f.server.Cut()
	return nil
}

func (f *front) refuse(arg string) error {
	code, err := strconv.Atoi(arg)
	if err != nil {
		return errors.New("contoh: /tolak 463")
	}
	f.server.Fail(whatsapptest.Fault{At: whatsapptest.AtSend, Refuse: true, Code: code, Times: -1})
	return nil
}

// heal lets everything go well again; the account may write.
func (f *front) heal(string) error {
	f.server.Heal()
	f.server.Notify("NotificationAccountReachoutTimelock", []byte(`{"data":{"xwa2_notify_account_reachout_timelock":{"is_active":false}}}`))
	return nil
}

func (f *front) kill(string) error {
	if f.shop == nil {
		return errors.New("program toko tidak dijalankan di sini; mulai dengan make run-whatsapp")
	}
	return f.shop.kill()
}

// scan holds the shop's phone before a QR picture: a file, or the newest in the owner's group.
func (f *front) scan(file string) error {
	data, err := f.newestQR()
	if file != "" {
		data, err = os.ReadFile(file)
	}
	if err != nil {
		return fmt.Errorf("pindai: %w", err)
	}
	if err := f.server.ScanPicture(data); err != nil {
		return fmt.Errorf("pindai: kode QR di gambar itu tidak bisa dipakai: %w", err)
	}
	return nil
}

func (f *front) newestQR() (data []byte, err error) {
	if f.shop == nil {
		return nil, errors.New("sebutkan berkas gambarnya")
	}
	for _, m := range f.shop.telegram.Messages(ownerChat, 0) {
		if m.FromBot && m.IsPhoto && strings.HasPrefix(m.Text, "Pindai") {
			data = m.File.Data
		}
	}
	if data == nil {
		return nil, errors.New("belum ada gambar QR; tulis dulu: @pemilik /whatsapp")
	}
	return data, nil
}
