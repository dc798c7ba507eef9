package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"tokobot/internal/shop"
	"tokobot/internal/whatsapp"
)

// statusTime bounds the look at how the number stands.
const statusTime = 5 * time.Second

// askWhatsApp answers the owner's /whatsapp: how the number stands. Where none is linked it begins to link one, by QR
// pictures in the owner's group.
func (s *server) askWhatsApp() string {
	if s.whatsapp == nil {
		return "WhatsApp tidak dijalankan: whatsapp.aktif di config.yaml adalah tidak."
	}
	ctx, cancel := context.WithTimeout(context.Background(), statusTime)
	defer cancel()
	status, err := s.whatsapp.Status(ctx)
	if err != nil {
		s.log.Error("whatsapp status", "err", err)
		return "⚠️ Keadaan WhatsApp tidak bisa dibaca; database tidak menjawab."
	}
	if status.State != whatsapp.Unlinked && status.State != whatsapp.LoggedOut {
		return "📱 Nomor toko +" + status.Phone + ": " + status.Words
	}
	select {
	case s.link <- struct{}{}:
		return "📱 Sebentar, saya buatkan kode QR. Di HP toko buka WhatsApp → Perangkat tertaut → Tautkan perangkat."
	default:
		return "📱 Kode QR sedang dibuat; pindai yang paling bawah."
	}
}

// linking links the number whenever the owner asks for it.
func (s *server) linking(ctx context.Context) error {
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-s.link:
			if err := s.linkHere(ctx); err != nil && ctx.Err() == nil {
				s.log.Error("whatsapp link", "err", err)
				s.tellOwner(ctx, "⚠️ Menautkan nomor WhatsApp belum berhasil. Tulis /whatsapp untuk mencoba lagi.")
			}
		}
	}
}

// linkHere shows codes in the owner's group until one was scanned.
func (s *server) linkHere(running context.Context) error {
	ctx, cancel := context.WithCancel(running)
	defer cancel() // whoever stops taking steps must say so, or the number stays being linked
	steps, err := s.whatsapp.Link(ctx, "")
	switch {
	case errors.Is(err, whatsapp.ErrLinked):
		s.tellOwner(ctx, "📱 Nomor toko sudah tertaut.")
		return nil
	case errors.Is(err, whatsapp.ErrLinking):
		s.tellOwner(ctx, "📱 Nomor toko sedang ditautkan. Tunggu sebentar, lalu tulis /whatsapp lagi.")
		return nil
	case err != nil:
		return err
	}
	for step := range steps {
		switch {
		case errors.Is(step.Err, whatsapp.ErrLinkTime):
			s.tellOwner(ctx, "⌛ Tidak ada yang memindai sampai kodenya habis. Tulis /whatsapp kalau HP toko sudah siap.")
		case step.Err != nil:
			return step.Err
		case step.Done:
			s.tellOwner(ctx, "✅ Nomor WhatsApp toko sudah tertaut. Pesan pembeli mulai dibalas.")
		case step.QR != "":
			picture, err := whatsapp.QRPicture(step.QR)
			if err != nil {
				return err
			}
			until := time.Now().Add(step.For).In(s.shop.zone()).Format("15.04.05")
			text := "Pindai dengan HP toko sebelum " + until + ". Sesudah itu pakai kode di bawahnya."
			if err := s.engine.Show(ctx, shop.Owner, occasion("qr"), text, "qr-whatsapp.png", picture); err != nil {
				return err
			}
		}
	}
	return ctx.Err()
}

// tellOwner tells the owner something that belongs to this moment.
func (s *server) tellOwner(ctx context.Context, text string) {
	if err := s.engine.Alarm(ctx, shop.Owner, occasion("tautan"), text); err != nil && ctx.Err() == nil {
		s.log.Error("tell the owner", "err", err)
	}
}

// occasion is a key that is used once.
func occasion(what string) string { return fmt.Sprintf("%s:%d", what, time.Now().UnixNano()) }
