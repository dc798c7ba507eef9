package livetest_test

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"tokobot/internal/livetest"
	"tokobot/internal/storetest"
	"tokobot/internal/whatsapptest"
)

// hears waits for words on a phone and gives the message.
func hears(s *livetest.Shop, p *whatsapptest.Phone, words string) (found whatsapptest.Received) {
	s.Until(words, func() bool {
		for _, r := range p.Received() {
			if strings.Contains(r.Text, words) {
				found = r
				return true
			}
		}
		return false
	})
	return found
}

// TestDayThroughBothChannels is a buyer's whole way, from "halo" to the tracking number, through the real clients of WhatsApp
// and Telegram at once.
func TestDayThroughBothChannels(t *testing.T) {
	t.Parallel()
	s := livetest.New(t, livetest.Options{Telegram: true, Config: quick + "catatan_rinci: ya\n"})
	s.Link()
	s.Start()
	s.Until("WhatsApp", s.Connected)
	sari := s.WhatsApp.Buyer("6281200000001", "Sari")
	say := func(text, answer string) {
		t.Helper()
		sari.Send(text)
		hears(s, sari, answer)
	}
	say("halo kak", "Halo kak")
	say("gamis aisyah hitam ukuran S ready? ongkir ke cimahi brp ya", "Ongkir ke *Kota Cimahi*")
	say("pesan gamis aisyah hitam S 1 kak", "Dicatat ya kak")
	say("Sari Dewi 08123456789\nJl Melati 5 rt 2/3 cibeureum cimahi selatan 40535", "*Pesanan untuk Sari Dewi*")
	say("ya", "tercatat ✅")
	proof, err := os.ReadFile("../../cmd/tokobot/testdata/hari/bukti-sari.jpg")
	if err != nil {
		t.Fatal(err)
	}
	sari.SendImage(proof, "udah tf ya kak")
	hears(s, sari, "sedang dicek admin keuangan")
	press := func(group, who, label, card string) {
		t.Helper()
		s.Until(card, func() bool { _, ok := s.Sees(group, card); return ok })
		s.Until(label, func() bool { return s.Desk(group, who).Press(label) == nil })
	}
	press("keuangan", "Rina", "Terima", "Bukti bayar")
	hears(s, sari, "sudah kami terima")
	press("gudang", "Budi", "Siap dikemas", "Kemas")
	press("pengiriman", "Joko", "QC OK", "Paket")
	s.Until("QC", func() bool { _, ok := s.Sees("pengiriman", "Paket", "QC OK Joko"); return ok })
	press("pengiriman", "Joko", "Dikemas", "Paket")
	s.Until("packed", func() bool { _, ok := s.Sees("pengiriman", "Paket", "Dikemas Joko"); return ok })
	press("pengiriman", "Joko", "Diserahkan", "Paket")
	s.Until("the question for the number", func() bool { _, ok := s.Sees("pengiriman", "Balas dengan nomor resi"); return ok })
	question, _ := s.Sees("pengiriman", "Balas dengan nomor resi")
	s.Desk("pengiriman", "Joko").Reply(question.ID, "JX1234567890")
	hears(s, sari, "JX1234567890")
	say("resinya mana kak", "Resi *JX1234567890*")
	if card, ok := s.Sees("keuangan", "Bukti bayar"); !ok || !card.IsPhoto || !bytes.Equal(card.File.Data, proof) {
		t.Errorf("finance sees %+v", card)
	}
	pages(t, s)
	if _, err := s.Stop(); err != nil {
		t.Error(err)
	}
	nothingPrivate(t, s.Log.String())
}

// pages looks at what a monitoring program reads of a shop that is open.
func pages(t *testing.T, s *livetest.Shop) {
	t.Helper()
	for _, path := range []string{"/healthz", "/sehat"} {
		if code, text := s.Get(path); code != 200 || text != "sehat\nwhatsapp: tersambung\n" {
			t.Errorf("%s: %d %q", path, code, text)
		}
	}
	metrics := func(name string) func() bool {
		return func() bool {
			_, text := s.Get("/metrics")
			return strings.Contains(text, name)
		}
	}
	for _, name := range []string{
		"tokobot_inbox_waiting 0", "tokobot_inbox_oldest_seconds", `tokobot_outbox_waiting{channel="whatsapp"} 0`,
		`tokobot_outbox_oldest_seconds{channel="telegram"}`, "tokobot_parked 0", `tokobot_sends_total{channel="whatsapp",result="sent"}`,
		`tokobot_sends_total{channel="telegram",result="sent"}`, "tokobot_send_seconds", `tokobot_turns_total{result="done"}`, "tokobot_turn_seconds",
		`tokobot_whatsapp_events_total{event="received"}`, `tokobot_whatsapp_state{state="tersambung"} 1`, `tokobot_whatsapp_state{state="keluar"} 0`,
	} {
		s.Until("/metrics: "+name, metrics(name)) // the buyer has the answer a moment before the books say so
	}
}

// private is what must not stand in a log: phones, LIDs, a street.
var private = regexp.MustCompile(`62812\d{3,}|0812\d{3,}|\d{9,}@|Jl Melati|Sari Dewi`)

// nothingPrivate looks through the log of a whole day, written as fully as the program can.
func nothingPrivate(t *testing.T, log string) {
	t.Helper()
	if strings.Count(log, "\n") < 4 {
		t.Errorf("hardly a log: %q", log)
	}
	if found := private.FindString(log); found != "" {
		t.Errorf("%q stands in the log", found)
	}
}

// tries is how often something is done that is to be done in a promised time, on a machine that may be busy with something else.
const tries = 3

// TestTakeover kills the one of two programs that has the number: the other answers within ten seconds. On PostgreSQL both are at work
// until then; on SQLite the other waits for the file.
func TestTakeover(t *testing.T) {
	for name, database := range map[string]func(testing.TB) string{"postgres": storetest.Postgres, "sqlite": func(testing.TB) string { return "" }} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			first := livetest.New(t, livetest.Options{Database: database(t), Config: quick})
			first.Link()
			first.Start()
			first.Until("the first", first.Connected)
			second := first.Beside()
			sari := first.WhatsApp.Buyer("6281200000001", "Sari")
			sari.Send("halo kak")
			hears(first, sari, "Halo kak")
			var quick, slow []time.Duration
			for i := range tries {
				took := takesOver(t, first, second, sari)
				if got := sari.Received(); len(got) != 2+i {
					t.Errorf("the buyer reads %+v", got)
				}
				if took <= 10*time.Second {
					quick = append(quick, took)
				} else {
					t.Logf("a slow takeover: %v", took)
					slow = append(slow, took)
				}
				if len(quick) > tries/2 || len(slow) > tries/2 {
					break
				}
				first, second = second, first
			}
			t.Logf("answered by the other after %v", quick)
			if len(slow) > tries/2 {
				t.Errorf("the other took over after %v", slow)
			}
		})
	}
}

// TestThreePrograms: a database that is away for longer than a lease may move the number among three programs, and so does the death of the one
// that has it. Each time one of them is connected, and that one answers.
func TestThreePrograms(t *testing.T) {
	t.Parallel()
	first := livetest.New(t, livetest.Options{Database: storetest.Postgres(t), Config: quick})
	first.Link()
	all := []*livetest.Shop{first, first.Beside(), first.Beside()}
	for i, s := range all {
		s.Start()
		s.Until("it stands in line", func() bool {
			_, text := s.Get("/healthz")
			return i == 0 && s.Connected() || strings.Contains(text, "tersambung (di program lain)")
		})
	}
	sari := first.WhatsApp.Buyer("6281200000001", "Sari")
	sari.Send("halo kak")
	hears(first, sari, "Halo kak")
	if err := first.SetDatabaseDown(true); err != nil {
		t.Fatal(err)
	}
	time.Sleep(8 * time.Second)
	if err := first.SetDatabaseDown(false); err != nil {
		t.Fatal(err)
	}
	sari.Send("gamis aisyah hitam S ada kak?")
	hears(first, sari, "Gamis Syari Aisyah")
	connected := func() (up []*livetest.Shop) {
		for _, s := range all {
			if s.Connected() {
				up = append(up, s)
			}
		}
		return up
	}
	first.Until("one of them is connected", func() bool { return len(connected()) == 1 })
	connected()[0].Kill()
	sari.Send("ongkir ke cimahi brp kak?")
	hears(first, sari, "Ongkir ke *Kota Cimahi*")
	if got := sari.Received(); len(got) != 3 {
		t.Errorf("the buyer reads %+v", got)
	}
}

// takesOver starts the second program, kills the first, and tells when a buyer's next message was answered.
func takesOver(t *testing.T, first, second *livetest.Shop, sari *whatsapptest.Phone) time.Duration {
	t.Helper()
	second.Start()
	second.Until("the second", func() bool {
		_, text := second.Get("/healthz")
		return strings.Contains(text, "whatsapp: tersambung (di program lain)") || strings.Contains(second.Log.String(), "waiting to take over")
	})
	if second.Connected() {
		t.Fatal("both are connected")
	}
	before := len(sari.Received())
	first.Kill()
	begin := time.Now()
	sari.Send("gamis aisyah hitam S ada kak?")
	second.Until("an answer", func() bool {
		got := sari.Received()
		return len(got) > before && strings.Contains(got[len(got)-1].Text, "Gamis Syari Aisyah")
	})
	return time.Since(begin)
}

// TestStopsInTime tells the program to end at bad moments: it does within five seconds, and what waited is said afterwards.
func TestStopsInTime(t *testing.T) {
	for name, spoil := range map[string]func(*testing.T, *livetest.Shop){
		"calm": nil,
		"busy": func(*testing.T, *livetest.Shop) {},
		"a send hangs": func(_ *testing.T, s *livetest.Shop) {
			s.WhatsApp.Fail(whatsapptest.Fault{At: whatsapptest.AtSend, Silent: true, Times: 3})
		},
		"WhatsApp is away": func(_ *testing.T, s *livetest.Shop) { s.WhatsApp.SetDown(true) },
		"the database is away": func(t *testing.T, s *livetest.Shop) {
			if err := s.SetDatabaseDown(true); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := livetest.New(t, livetest.Options{Database: storetest.Postgres(t), Config: quick})
			s.Link()
			var took [tries]time.Duration
			for i := range took {
				if took[i] = stopsAmong(t, s, fmt.Sprintf("628120000000%d", i), spoil); took[i] <= 5*time.Second {
					t.Logf("stopped after %v", took[i])
					return
				}
			}
			t.Errorf("stopped after %v", took)
		})
	}
}

// stopsAmong has a buyer write, something go wrong and the program end, and tells how long that took. What was written is
// answered at the next start.
func stopsAmong(t *testing.T, s *livetest.Shop, number string, spoil func(*testing.T, *livetest.Shop)) time.Duration {
	t.Helper()
	s.Start()
	s.Until("WhatsApp", s.Connected)
	sari := s.WhatsApp.Buyer(number, "Sari")
	if spoil != nil {
		spoil(t, s)
		for range 5 {
			sari.Send("halo kak")
			time.Sleep(60 * time.Millisecond)
		}
	}
	took, err := s.Stop()
	if err != nil {
		t.Error(err)
	}
	s.WhatsApp.SetDown(false)
	s.WhatsApp.Heal()
	if err := s.SetDatabaseDown(false); err != nil {
		t.Fatal(err)
	}
	s.Start()
	if spoil == nil {
		sari.Send("halo kak")
	}
	hears(s, sari, "Halo kak")
	if _, err := s.Stop(); err != nil {
		t.Error(err)
	}
	return took
}

// TestLinkFromTelegram is the owner's way to link the number of a running shop: /whatsapp, and a picture to be scanned. It is
// seen by the commands of the terminal too.
func TestLinkFromTelegram(t *testing.T) {
	t.Parallel()
	s := livetest.New(t, livetest.Options{Telegram: true, Config: quick})
	s.Start()
	s.Until("the owner is told", func() bool { _, ok := s.Sees("pemilik", "belum ditautkan", "/whatsapp"); return ok })
	owner := s.Desk("pemilik", "Melati")
	// A picture that can't be kept ends one try, not all of them.
	folder := filepath.Join(s.Dir, "media")
	moved(t, folder, folder+"-2")
	if err := os.WriteFile(folder, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	owner.Write("/whatsapp")
	s.Until("told that it can't", func() bool { _, ok := s.Sees("pemilik", "belum berhasil"); return ok })
	if err := os.Remove(folder); err != nil {
		t.Fatal(err)
	}
	moved(t, folder+"-2", folder)
	owner.Write("/whatsapp")
	s.Until("a code", func() bool { _, ok := s.Sees("pemilik", "Pindai dengan HP toko"); return ok })
	picture, _ := s.Sees("pemilik", "Pindai dengan HP toko")
	if !picture.IsPhoto {
		t.Fatalf("no picture: %+v", picture)
	}
	if err := s.WhatsApp.ScanPicture(picture.File.Data); err != nil {
		t.Fatal(err)
	}
	s.Until("linked", func() bool { _, ok := s.Sees("pemilik", "sudah tertaut"); return ok })
	s.Until("WhatsApp", s.Connected)
	owner.Write("/whatsapp")
	s.Until("how it stands", func() bool { _, ok := s.Sees("pemilik", "WhatsApp tersambung"); return ok })
	sari := s.WhatsApp.Buyer("6281200000001", "Sari")
	sari.Send("halo kak")
	hears(s, sari, "Halo kak")

	command := func(want string, args ...string) {
		t.Helper()
		out, err := s.Run(args...)
		if !strings.Contains(out, want) {
			t.Errorf("%q: %v\n%s", args, err, out)
		}
	}
	command("tersambung", "whatsapp", "status")
	command("hentikan dulu", "whatsapp", "unlink")
	if _, err := s.Stop(); err != nil {
		t.Fatal(err)
	}
	command(whatsapptest.ShopPhone, "whatsapp", "status")
	command("sudah tertaut", "whatsapp", "link")
	command("sudah dilepas", "whatsapp", "unlink")
	command("belum_ditautkan", "whatsapp", "status")
	if n := s.WhatsApp.Linked(); n != 0 {
		t.Errorf("%d devices on the phone's list", n)
	}
}

func moved(t *testing.T, from, to string) {
	t.Helper()
	if err := os.Rename(from, to); err != nil {
		t.Fatal(err)
	}
}

// TestDraftsOfALockedNumber is error 463 seen by the shop: the owner is told what to do, the CS group gets what waits. A buyer whom a
// person answered from the phone in other words is not answered again and is the person's from then on; one to whom the draft was sent
// as it is stays the bot's; a draft that was discarded is not sent; what nobody touched the bot sends in the end.
func TestDraftsOfALockedNumber(t *testing.T) {
	t.Parallel()
	s := livetest.New(t, livetest.Options{Telegram: true, Config: quick})
	s.Link()
	s.Start()
	s.Until("WhatsApp", s.Connected)
	s.WhatsApp.Fail(whatsapptest.Fault{At: whatsapptest.AtSend, Refuse: true, Code: 463, Times: -1})
	var phones []*whatsapptest.Phone
	for i, name := range []string{"Sari", "Dewi", "Tini", "Rara"} {
		p := s.WhatsApp.Buyer(fmt.Sprintf("628120000000%d", i+1), name)
		p.Send("ongkir ke cimahi brp")
		phones = append(phones, p)
	}
	sari, dewi, tini, rara := phones[0], phones[1], phones[2], phones[3]
	sees(s, "pemilik", "463", "grup CS")
	stands(t, s, "dikunci", "463")
	draft := sees(s, "cs", "Draf untuk Dewi", "Ongkir ke *Kota Cimahi*")
	for _, name := range []string{"Sari", "Tini", "Rara"} {
		sees(s, "cs", "Draf untuk "+name, "Ongkir ke *Kota Cimahi*")
	}
	s.WhatsApp.Own().SendToBuyer(sari, "halo Sari, ini Melati")
	sees(s, "cs", "Draf untuk Sari", "sudah dijawab dari HP toko")
	sees(s, "cs", "Dibalas dari HP toko")
	_, copied, _ := strings.Cut(draft.Text, "sesudah bisa lagi.\n")
	s.WhatsApp.Own().SendToBuyer(dewi, strings.ReplaceAll(copied, "*", ""))
	sees(s, "cs", "Draf untuk Dewi", "Dikirim dari HP toko")
	pressOn(t, s.Desk("cs", "Wati"), sees(s, "cs", "Draf untuk Tini"), "Buang")
	sees(s, "cs", "Draf untuk Tini", "Dibuang Wati")

	s.WhatsApp.Heal()
	s.WhatsApp.Notify("NotificationAccountReachoutTimelock", []byte(`{"data":{"xwa2_notify_account_reachout_timelock":{"is_active":false}}}`))
	hears(s, rara, "Ongkir ke *Kota Cimahi*")
	sees(s, "cs", "Draf untuk Rara", "Sudah dikirim bot")
	sees(s, "pemilik", "mengizinkan mengirim lagi")
	for _, p := range phones {
		p.Send("gamis aisyah hitam S ready?")
	}
	for _, p := range []*whatsapptest.Phone{dewi, tini, rara} {
		hears(s, p, "Syari Aisyah")
	}
	sees(s, "cs", "Sari:", "gamis aisyah")
	for i, want := range []int{0, 0, 0, 1} {
		if n := count(phones[i], "Ongkir ke *Kota Cimahi*"); n != want {
			t.Errorf("%d drafts reached phone %d, want %d", n, i, want)
		}
	}
	if got := sari.Received(); len(got) != 0 {
		t.Errorf("Sari, whom a person answered, reads %+v", got)
	}
}
