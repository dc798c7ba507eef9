package whatsapp_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	wastore "go.mau.fi/whatsmeow/store"
	"go.mau.fi/whatsmeow/types/events"

	"tokobot/internal/engine"
	"tokobot/internal/whatsapp"
	"tokobot/internal/whatsapptest"
)

// TestRefused is error 463: the sending stops, nothing is lost, the owner is told once, and it goes on when WhatsApp says so.
func TestRefused(t *testing.T) {
	t.Parallel()
	w := linked(t, nil)
	sari := w.server.Buyer("6281200000001", "Sari")
	sari.Send("halo")
	w.until("arrival", func() bool { return len(w.inbox.texts()) == 1 })
	w.server.Fail(whatsapptest.Fault{At: whatsapptest.AtSend, Refuse: true, Code: 463})
	for range 3 {
		if err := w.say("3EB0AA01", "6281200000001", "jawab"); !errors.Is(err, engine.ErrStopped) {
			t.Fatalf("after 463: %v", err)
		}
	}
	if told := w.takeAlarms(); w.state() != whatsapp.Locked || len(told) != 1 || !strings.Contains(told[0], "463") {
		t.Errorf("state %s, alarms %q", w.state(), told)
	}
	var barred *engine.Barred
	if err := w.say("3EB0AA01", "6281200000001", "jawab"); !errors.As(err, &barred) {
		t.Errorf("people are not asked to send: %v", err)
	}
	sari.Send("kak?")
	w.until("arrivals go on", func() bool { return len(w.inbox.texts()) == 2 })
	w.server.Notify("NotificationAccountReachoutTimelock", []byte(`{"data":{"xwa2_notify_account_reachout_timelock":{"is_active":false}}}`))
	w.becomes(whatsapp.Connected)
	if err := w.say("3EB0AA01", "6281200000001", "jawab"); err != nil || len(sari.Received()) != 1 {
		t.Errorf("after the lock: %v, %+v", err, sari.Received())
	}
	w.until("told that the lock is over", func() bool { return w.alarmed("mengizinkan mengirim lagi") })
	if told := w.takeAlarms(); len(told) != 1 {
		t.Errorf("after the lock: alarms %q", told)
	}
	ends := time.Now().Add(time.Hour).Unix()
	w.server.Notify("NotificationAccountReachoutTimelock", fmt.Appendf(nil,
		`{"data":{"xwa2_notify_account_reachout_timelock":{"is_active":true,"time_enforcement_ends":"%d"}}}`, ends))
	w.becomes(whatsapp.Locked)
	if s, err := w.wa.Status(t.Context()); err != nil || s.Until.Unix() != ends {
		t.Errorf("locked until %v, %v", s.Until, err)
	}
}

// TestGoodbyes is the table of what WhatsApp says when it ends a connection or refuses a login.
func TestGoodbyes(t *testing.T) {
	login := func(code int) func(*world) {
		return func(w *world) {
			w.server.Fail(whatsapptest.Fault{At: whatsapptest.AtLogin, Code: code, Expire: 2, Times: -1})
			w.server.Cut()
		}
	}
	say := func(code, kind string) func(*world) { return func(w *world) { w.server.StreamError(code, kind) } }
	tests := []struct {
		name  string
		do    func(*world)
		state whatsapp.State
		words string // of the alarm; "" for none
	}{
		{"replaced", say("", "replaced"), whatsapp.Replaced, "program lain"},
		{"device removed", func(w *world) { w.server.Unlink() }, whatsapp.LoggedOut, "/whatsapp"},
		{"401", login(401), whatsapp.LoggedOut, "/whatsapp"},
		{"403", login(403), whatsapp.LoggedOut, "/whatsapp"},
		{"406", login(406), whatsapp.LoggedOut, "/whatsapp"},
		{"402", login(402), whatsapp.Banned, "memblokir"},
		{"400", login(400), whatsapp.Refused, "menolak sambungan"},
		{"503", say("503", ""), whatsapp.Connected, ""},
		{"cut", func(w *world) { w.server.Cut() }, whatsapp.Connected, ""},
		{"login 503", func(w *world) {
			w.server.Fail(whatsapptest.Fault{At: whatsapptest.AtLogin, Code: 503})
			w.server.Cut()
		}, whatsapp.Connected, ""},
	}
	for _, tt := range tests {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			w := linked(t, nil)
			sari := w.server.Buyer("6281200000001", "Sari")
			sari.Send("halo")
			w.until("arrival", func() bool { return len(w.inbox.texts()) == 1 })
			before := w.server.Seen("login")
			tt.do(w)
			if tt.words == "" {
				w.until("connected anew", func() bool { return w.server.Seen("login") > before })
			}
			w.becomes(tt.state)
			if tt.words != "" { // the state is there a moment before the owner hears of it
				w.until("the owner is told", func() bool { return w.alarmed(tt.words) })
			} else if told := w.takeAlarms(); len(told) > 0 {
				t.Errorf("alarms %q", told)
			}
			err := w.say("3EB0AA01", "6281200000001", "jawab")
			if tt.state == whatsapp.Connected && err != nil || tt.state != whatsapp.Connected && !errors.Is(err, engine.ErrStopped) {
				t.Errorf("sending: %v", err)
			}
		})
	}
}

// TestBanEnds waits out a ban of two seconds.
func TestBanEnds(t *testing.T) {
	t.Parallel()
	w := linked(t, func(o *whatsapp.Options) { o.Random = func() float64 { return 0 } })
	w.server.Fail(whatsapptest.Fault{At: whatsapptest.AtLogin, Code: 402, Expire: 2})
	w.server.Cut()
	w.becomes(whatsapp.Banned)
	w.becomes(whatsapp.Connected)
	w.until("told", func() bool { return w.alarmed("sudah tersambung lagi") })
}

// TestOutdated is refused as too old once: the newest version is looked up and taken. It runs by itself, because whatsmeow has
// its version in a global.
func TestOutdated(t *testing.T) {
	wastore.SetWAVersion(wastore.WAVersionContainer{2, 3000, 1}) // older than the server's, in whatever order tests run
	w := linked(t, nil)
	w.server.Fail(whatsapptest.Fault{At: whatsapptest.AtLogin, Code: 405})
	before := w.server.Seen("login")
	w.server.Cut()
	w.until("connected anew", func() bool { return w.server.Seen("login") > before && w.state() == whatsapp.Connected })
	if told := w.takeAlarms(); len(told) != 0 {
		t.Errorf("alarms %q", told)
	}
}

// TestLinkAgain links after the owner removed the device; what buyers wrote afterwards arrives.
func TestLinkAgain(t *testing.T) {
	t.Parallel()
	w := linked(t, nil)
	sari := w.server.Buyer("6281200000001", "Sari")
	sari.Send("halo")
	w.until("arrival", func() bool { return len(w.inbox.texts()) == 1 })
	w.server.Unlink()
	w.becomes(whatsapp.LoggedOut)
	w.until("given up", func() bool { // the old connection is being taken down
		steps, err := w.wa.Link(t.Context(), "")
		if err != nil {
			return false
		}
		for s := range steps {
			if s.QR != "" {
				if err := w.server.Scan(s.QR); err != nil {
					t.Fatal(err)
				}
			}
			if s.Err != nil {
				t.Fatal(s.Err)
			}
		}
		return true
	})
	w.becomes(whatsapp.Connected)
	sari.Send("masih ada?")
	w.until("arrival", func() bool { return len(w.inbox.texts()) == 2 })
	if err := w.say("3EB0AA01", "6281200000001", "masih kak"); err != nil || len(sari.Received()) != 1 {
		t.Errorf("%v, buyer sees %+v", err, sari.Received())
	}
}

// TestOfflineIsTold tells the owner of a connection that stays away, once, and when it is back.
func TestOfflineIsTold(t *testing.T) {
	t.Parallel()
	w := linked(t, func(o *whatsapp.Options) { o.OfflineAlarm, o.DeliveryWait = 50*time.Millisecond, 80*time.Millisecond })
	w.takeAlarms() // linking may have taken that long
	w.server.SetDown(true)
	w.until("told", func() bool { return w.alarmed("tidak tersambung sejak") })
	w.server.SetDown(false)
	w.becomes(whatsapp.Connected)
	w.until("told again", func() bool { return w.alarmed("sudah tersambung lagi") })
	if told := w.takeAlarms(); len(told) != 2 {
		t.Errorf("alarms %q", told)
	}
}

// TestUndelivered has a buyer whose phone is on and never gets one message: it is sent once more under the same id, then the
// owner is told.
func TestUndelivered(t *testing.T) {
	t.Parallel()
	w := linked(t, func(o *whatsapp.Options) { o.DeliveryWait = 200 * time.Millisecond })
	sari := w.server.Buyer("6281200000001", "Sari")
	sari.Send("halo")
	w.until("arrival", func() bool { return len(w.inbox.texts()) == 1 })
	w.server.Fail(whatsapptest.Fault{At: whatsapptest.AtPhone, Silent: true, Times: -1})
	if err := w.say("3EB0AA01", "6281200000001", "jawab"); err != nil {
		t.Fatal(err)
	}
	w.until("repeated", func() bool { return w.counted("repeated") == 1 })
	sari.Send("kok diam?")
	w.until("told", func() bool { return w.alarmed("tidak sampai") })
	time.Sleep(3 * 200 * time.Millisecond)
	if told := w.takeAlarms(); w.counted("repeated") != 1 || len(told) != 1 {
		t.Errorf("repeated %d times, alarms %q", w.counted("repeated"), told)
	}
}

// unheard is a buyer who wrote and whose answer did not reach the phone.
func (w *world) unheard() *whatsapptest.Phone {
	w.t.Helper()
	sari := w.server.Buyer("6281200000001", "Sari")
	sari.Send("halo")
	w.until("arrival", func() bool { return len(w.inbox.texts()) == 1 })
	w.server.Fail(whatsapptest.Fault{At: whatsapptest.AtPhone, Silent: true})
	if err := w.say("3EB0AA01", "6281200000001", "jawab"); err != nil {
		w.t.Fatal(err)
	}
	return sari
}

// TestUndeliveredWhileAway is a message whose second sending falls into a time without a connection: it is sent afterwards.
func TestUndeliveredWhileAway(t *testing.T) {
	t.Parallel()
	const wait = 200 * time.Millisecond
	w := linked(t, func(o *whatsapp.Options) { o.DeliveryWait = wait })
	sari := w.unheard()
	w.server.SetDown(true)
	w.becomes(whatsapp.Offline)
	time.Sleep(4 * wait)
	w.server.SetDown(false)
	w.until("repeated", func() bool { return len(sari.Received()) == 1 })
}

// TestNewsOutOfOrder hears of the connection in another order than things happened, as on a busy machine.
func TestNewsOutOfOrder(t *testing.T) {
	t.Parallel()
	w := linked(t, func(o *whatsapp.Options) { o.Clock = stillClock(time.Now()) })
	w.wa.Hear(&events.Disconnected{})
	if s := w.state(); s != whatsapp.Connected {
		t.Errorf("an old cut, told after the new connection, makes it %s", s)
	}
	w.server.SetDown(true)
	w.becomes(whatsapp.Offline)
	w.wa.Hear(&events.Connected{})
	if s := w.state(); s != whatsapp.Offline {
		t.Errorf("an old connection, told after its end, makes it %s", s)
	}
}

// TestSendToNobody can't get the buyer's keys: whatsmeow sends the message to nobody, and it is sent again at once.
func TestSendToNobody(t *testing.T) {
	t.Parallel()
	w := linked(t, nil)
	tini := w.server.Buyer("6281200000003", "Tini")
	w.server.Fail(whatsapptest.Fault{At: whatsapptest.AtQuery, Namespace: "encrypt", Refuse: true, Code: 500})
	_, err := w.wa.Send(t.Context(), engine.Parcel{Kind: engine.SendMessage, MessageID: "3EB0AA01", To: "6281200000003", Text: "halo"})
	var retry *engine.Retry
	if !errors.As(err, &retry) || w.counted("sent_to_nobody") != 1 {
		t.Fatalf("a message to nobody: %v", err)
	}
	if err := w.say("3EB0AA01", "6281200000003", "halo"); err != nil || len(tini.Received()) != 1 {
		t.Errorf("%v, buyer sees %+v", err, tini.Received())
	}
}

// TestUndeliveredAfterRestart ends the program between a message and its second sending: the next one sends it again, under
// the same id.
func TestUndeliveredAfterRestart(t *testing.T) {
	t.Parallel()
	w := linked(t, func(o *whatsapp.Options) { o.DeliveryWait = 300 * time.Millisecond })
	sari := w.unheard()
	w.stop()
	if len(sari.Received()) != 0 {
		t.Fatal("it arrived")
	}
	w.o.Undelivered = func(_ context.Context, since time.Time, _ int) ([]engine.Parcel, error) {
		if time.Since(since) < time.Hour {
			t.Errorf("asked since %v", since)
		}
		return []engine.Parcel{{Kind: engine.SendMessage, MessageID: "3EB0AA01", To: "6281200000001", Text: "jawab"}}, nil
	}
	w.open()
	w.until("repeated", func() bool { return len(sari.Received()) == 1 })
	if got := sari.Received()[0]; got.ID != "3EB0AA01" || got.Text != "jawab" {
		t.Errorf("buyer sees %+v", got)
	}
}

func TestTypingIsShown(t *testing.T) {
	t.Parallel()
	w := linked(t, func(o *whatsapp.Options) { o.Pace = whatsapp.Pace{Typing: 100 * time.Millisecond} })
	w.server.Buyer("6281200000001", "Sari").Send("halo")
	w.until("arrival", func() bool { return len(w.inbox.texts()) == 1 })
	begin := time.Now()
	if err := w.say("3EB0AA01", "6281200000001", strings.Repeat("ada kak ", 10)); err != nil {
		t.Fatal(err)
	}
	if w.server.Seen("composing") != 1 || time.Since(begin) < 75*time.Millisecond {
		t.Errorf("typing was shown %d times, %v", w.server.Seen("composing"), time.Since(begin))
	}
}

func TestQR(t *testing.T) {
	const text = "https://wa.me/settings/linked_devices#2@abcdef,AAAA,BBBB,CCCC,1"
	data, err := whatsapp.QRPicture(text)
	if err != nil {
		t.Fatal(err)
	}
	got, err := whatsapptest.ReadQR(data)
	if err != nil || got != text {
		t.Errorf("read %v, %v", got, err)
	}
	var screen strings.Builder
	whatsapp.DrawQR(&screen, text)
	if n := strings.Count(screen.String(), "\n"); n < 15 {
		t.Errorf("%d lines on the terminal", n)
	}
}
