package livetest_test

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"tokobot/internal/livetest"
	"tokobot/internal/storetest"
	"tokobot/internal/telegramtest"
	"tokobot/internal/whatsapptest"
)

// sees waits for the newest message of a group with all these words.
func sees(s *livetest.Shop, group string, words ...string) (found telegramtest.Message) {
	s.Until(group+": "+strings.Join(words, " … "), func() (ok bool) {
		found, ok = s.Sees(group, words...)
		return ok
	})
	return found
}

// pressOn presses a button of one message.
func pressOn(t *testing.T, who telegramtest.Staff, m telegramtest.Message, label string) {
	t.Helper()
	for _, row := range m.Buttons {
		for _, b := range row {
			if strings.Contains(b.Text, label) {
				who.PressData(m.ID, b.Data)
				return
			}
		}
	}
	t.Fatalf("no button %q under %+v", label, m)
}

// count is how often words stand on a phone.
func count(p *whatsapptest.Phone, words string) (n int) {
	for _, r := range p.Received() {
		n += strings.Count(r.Text, words) * r.Copies
	}
	return n
}

// told is how often a group was told something.
func told(s *livetest.Shop, group, words string) (n int) {
	for _, m := range s.Messages(group) {
		if strings.Contains(m.Text, words) {
			n++
		}
	}
	return n
}

// stands looks at everything that tells how the number stands: the pages, the metrics, the command of the terminal and the one of
// the owner's group.
func stands(t *testing.T, s *livetest.Shop, state, words string) {
	t.Helper()
	s.Until(state, func() bool {
		_, metrics := s.Get("/metrics")
		return strings.Contains(metrics, fmt.Sprintf(`tokobot_whatsapp_state{state=%q} 1`, state))
	})
	// A program that takes the number over finds its own lease in the database a moment before it says that the number is its own.
	s.Until("/healthz says "+state, func() bool {
		code, text := s.Get("/healthz")
		return code == 200 && strings.Contains(text, "whatsapp: "+state+"\n") && strings.Contains(text, words)
	})
	s.Until("the command says "+state, func() bool {
		out, err := s.Run("whatsapp", "status")
		return err == nil && strings.HasPrefix(out, state) && strings.Contains(out, words)
	})
}

// TestTemporaryBan is a ban in the middle of a day. Buyers write before and meanwhile, staff go on working, the program is even killed;
// what a person sent from the phone is not sent again, all else is, once.
func TestTemporaryBan(t *testing.T) {
	storetest.Each(t, func(t *testing.T, url string) {
		if !strings.HasPrefix(url, "postgres") {
			url = ""
		}
		s := livetest.New(t, livetest.Options{Database: url, Telegram: true, Config: quick})
		s.Link()
		s.Start()
		s.Until("WhatsApp", s.Connected)
		sari, dewi, tini := s.WhatsApp.Buyer("6281200000001", "Sari"), s.WhatsApp.Buyer("6281200000002", "Dewi"), s.WhatsApp.Buyer("6281200000003", "Tini")
		awaitsFinance(t, s, sari)
		dewi.Send("mau bicara sama admin dong")
		hears(s, dewi, "admin")
		call := sees(s, "cs", "Pembeli: Dewi")
		before := len(dewi.Received())

		s.WhatsApp.Fail(whatsapptest.Fault{At: whatsapptest.AtLogin, Code: 402, Expire: 6, Times: -1})
		s.WhatsApp.Cut()
		sees(s, "pemilik", "memblokir nomor toko untuk sementara", "tidak menyimpan nomor toko", "Sampai kira-kira", "WIB", "grup CS")
		stands(t, s, "diblokir_sementara", "Sampai kira-kira")
		s.Until("Terima", func() bool { return s.Desk("keuangan", "Rina").Press("Terima") == nil })
		s.Desk("cs", "Wati").Reply(call.ID, "halo Dewi, ini Wati")
		paid := sees(s, "cs", "Draf untuk Sari", "sudah kami terima")
		sees(s, "cs", "Draf untuk Dewi", "halo Dewi, ini Wati")
		tini.Send("ongkir ke cimahi brp kak")

		s.Kill()
		s.Start()
		s.Until("the program is back", s.Healthy)
		stands(t, s, "diblokir_sementara", "memblokir")
		pressOn(t, s.Desk("cs", "Wati"), paid, "Sudah saya kirim")
		sees(s, "cs", "Draf untuk Sari", "Dikirim Wati dari HP toko")
		if n := len(dewi.Received()); n != before {
			t.Errorf("%d messages were sent during the ban", n-before)
		}

		s.WhatsApp.Heal()
		hears(s, tini, "Ongkir ke *Kota Cimahi*")
		hears(s, dewi, "halo Dewi, ini Wati")
		sees(s, "cs", "Draf untuk Dewi", "Sudah dikirim bot")
		sees(s, "pemilik", "sudah tersambung lagi")
		stands(t, s, "tersambung", "")
		sari.Send("resinya mana kak")
		hears(s, sari, "MLT-")
		time.Sleep(time.Second)
		if n := count(sari, "sudah kami terima"); n != 0 {
			t.Errorf("what Wati sent by hand was sent %d times", n)
		}
		if n, m := count(dewi, "halo Dewi, ini Wati"), count(tini, "Ongkir ke"); n != 1 || m != 1 {
			t.Errorf("Dewi was answered %d times, Tini %d times", n, m)
		}
		if n := told(s, "pemilik", "memblokir nomor toko"); n != 1 {
			t.Errorf("the owner was told %d times", n)
		}
	})
}

// awaitsFinance has a buyer order and send a proof of payment, which finance has before it.
func awaitsFinance(t *testing.T, s *livetest.Shop, p *whatsapptest.Phone) {
	t.Helper()
	for _, step := range [][2]string{
		{"pesan gamis aisyah hitam S 1 kak", "Dicatat ya kak"},
		{"Sari Dewi 08123456789\nJl Melati 5 rt 2/3 cibeureum cimahi selatan 40535", "*Pesanan untuk Sari Dewi*"}, {"ya", "tercatat ✅"},
	} {
		p.Send(step[0])
		hears(s, p, step[1])
	}
	proof, err := os.ReadFile("../../cmd/tokobot/testdata/hari/bukti-sari.jpg")
	if err != nil {
		t.Fatal(err)
	}
	p.SendImage(proof, "udah tf ya kak")
	hears(s, p, "sedang dicek admin keuangan")
	sees(s, "keuangan", "Bukti bayar")
}

// TestGoodbyes takes every other way in which WhatsApp sends a number away through a running shop: the owner is told what to do, a
// message of the staff and one of a buyer wait, and when the number may speak again both arrive, once.
func TestGoodbyes(t *testing.T) {
	relink := func(t *testing.T, s *livetest.Shop) {
		s.WhatsApp.Heal()
		s.Desk("pemilik", "Melati").Write("/whatsapp")
		picture := sees(s, "pemilik", "Pindai dengan HP toko")
		if err := s.WhatsApp.ScanPicture(picture.File.Data); err != nil {
			t.Fatal(err)
		}
		sees(s, "pemilik", "sudah tertaut")
	}
	restart := func(t *testing.T, s *livetest.Shop) { // with a newer program, or after the other one was ended
		s.WhatsApp.Heal()
		if _, err := s.Stop(); err != nil {
			t.Error(err)
		}
		s.Start()
	}
	login := func(code int) func(*livetest.Shop) {
		return func(s *livetest.Shop) {
			s.WhatsApp.Fail(whatsapptest.Fault{At: whatsapptest.AtLogin, Code: code, Times: -1})
			s.WhatsApp.Cut()
		}
	}
	heals := func(*testing.T, *livetest.Shop) {}
	for name, tt := range map[string]struct {
		do     func(*livetest.Shop)
		state  string
		words  string // to the owner; "" for nothing
		resume func(*testing.T, *livetest.Shop)
	}{
		"device removed":   {func(s *livetest.Shop) { s.WhatsApp.Unlink() }, "keluar", "tautkan lagi: tulis /whatsapp", relink},
		"403":              {login(403), "keluar", "Minta peninjauan", relink},
		"406":              {login(406), "keluar", "akunnya diblokir WhatsApp", relink},
		"client outdated":  {login(405), "versi_lama", "Perbarui tokobot", restart},
		"replaced":         {func(s *livetest.Shop) { s.WhatsApp.StreamError("", "replaced") }, "digantikan", "program lain", restart},
		"refused":          {login(400), "ditolak", "menolak sambungan", restart},
		"stream error 503": {func(s *livetest.Shop) { s.WhatsApp.StreamError("503", "") }, "", "", heals},
		"stream error 515": {func(s *livetest.Shop) { s.WhatsApp.StreamError("515", "") }, "", "", heals},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := livetest.New(t, livetest.Options{Telegram: true, Config: quick})
			s.Link()
			s.Start()
			s.Until("WhatsApp", s.Connected)
			dewi := s.WhatsApp.Buyer("6281200000002", "Dewi")
			dewi.Send("mau bicara sama admin dong")
			hears(s, dewi, "admin")
			call := sees(s, "cs", "Pembeli: Dewi")
			tt.do(s)
			if tt.words != "" {
				sees(s, "pemilik", tt.words)
				stands(t, s, tt.state, "WhatsApp")
			}
			s.Desk("cs", "Wati").Reply(call.ID, "halo Dewi, ini Wati")
			tt.resume(t, s)
			hears(s, dewi, "halo Dewi, ini Wati")
			tini := s.WhatsApp.Buyer("6281200000003", "Tini")
			tini.Send("ongkir ke cimahi brp kak")
			hears(s, tini, "Ongkir ke *Kota Cimahi*")
			stands(t, s, "tersambung", "")
			time.Sleep(500 * time.Millisecond)
			if n, m := count(dewi, "halo Dewi, ini Wati"), count(tini, "Ongkir ke"); n != 1 || m != 1 {
				t.Errorf("Dewi was answered %d times, Tini %d times", n, m)
			}
			if n := told(s, "pemilik", tt.words); tt.words != "" && n != 1 {
				t.Errorf("the owner was told %d times", n)
			}
		})
	}
}
