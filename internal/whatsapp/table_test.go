package whatsapp

import (
	"log/slog"
	"strings"
	"testing"
	"time"

	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/types/events"
)

// fixedWire is a connection that is there, or is not.
type fixedWire bool

func (f fixedWire) IsConnected() bool { return bool(f) }
func (f fixedWire) IsLoggedIn() bool  { return bool(f) }

// TestConnectionEvents is every event that can happen to a connection: the state it leads to, what the owner is told, when it is tried
// again, and the metric.
func TestConnectionEvents(t *testing.T) {
	hour := time.Hour
	for _, c := range []struct {
		name   string
		from   State
		event  any
		state  State
		alarm  string        // part of what the owner is told; "" for nothing
		again  time.Duration // at least; 0 where the connection goes on
		metric string
	}{
		{"connected", Connecting, &events.Connected{}, Connected, "", 0, "state_tersambung"},
		{"connected, and cut since", Connecting, &events.Connected{}, Connecting, "", 0, ""},
		{"connected though locked", Locked, &events.Connected{}, Locked, "", 0, ""},
		{"cut", Connected, &events.Disconnected{}, Offline, "", 0, "state_terputus"},
		{"an old cut, told late", Connected, &events.Disconnected{}, Connected, "", 0, ""},
		{"cut though locked", Locked, &events.Disconnected{}, Locked, "", 0, ""},
		{"one ping unanswered", Connected, &events.KeepAliveTimeout{ErrorCount: 1}, Connected, "", 0, "keepalive_timeout"},
		{"pings unanswered", Connected, &events.KeepAliveTimeout{ErrorCount: 2}, Offline, "", 0, "keepalive_timeout"},
		{"pings answered again", Offline, &events.KeepAliveRestored{}, Connected, "", 0, "state_tersambung"},
		{"removed", Connected, &events.LoggedOut{Reason: 401}, LoggedOut, "/whatsapp", lookForDevice, "logged_out_401"},
		{"account locked out", Connected, &events.LoggedOut{OnConnect: true, Reason: 403}, LoggedOut, "Minta peninjauan", lookForDevice, "logged_out_403"},
		{"account banned", Connected, &events.LoggedOut{OnConnect: true, Reason: 406}, LoggedOut, "akunnya diblokir WhatsApp", lookForDevice, "logged_out_406"},
		{"replaced", Connected, &events.StreamReplaced{}, Replaced, "program lain", time.Minute, "state_digantikan"},
		{"banned", Connected, &events.TemporaryBan{Code: 101, Expire: 2 * hour}, Banned, "nanti. Sebabnya: terlalu banyak pesan ke orang", 2 * hour, "state_diblokir_sementara"},
		{"banned for unknown time", Connected, &events.TemporaryBan{Code: 101}, Banned, "memblokir", hour, "state_diblokir_sementara"},
		{"refused", Connected, &events.ConnectFailure{Reason: 400}, Refused, "menolak sambungan", time.Minute, "refused_400"},
		{"locked", Connected, &events.NotifyAccountReachoutTimelock{IsActive: true}, Locked, "463", 0, "state_dikunci"},
		{"caught up", Connected, &events.OfflineSyncCompleted{}, Connected, "", 0, "caught_up"},
	} {
		t.Run(c.name, func(t *testing.T) {
			var alarms, counts []string
			w := &WhatsApp{ended: make(chan time.Duration, 1), status: Status{State: c.from, Since: fixedClock{}.Now()}, o: withDefaults(Options{
				Clock: fixedClock{}, Log: slog.New(slog.DiscardHandler), Random: func() float64 { return 0 },
				Alarm: func(s string) { alarms = append(alarms, s) }, Count: func(s string) { counts = append(counts, s) },
			})}
			w.connection(fixedWire(c.state == Connected), c.event)
			if w.now() != c.state || WordsOf(Status{State: c.state}) == "" {
				t.Errorf("state %s, %q", w.now(), WordsOf(Status{State: w.now()}))
			}
			if told := strings.Join(alarms, "\n"); (told != "") != (c.alarm != "") || !strings.Contains(told, c.alarm) {
				t.Errorf("the owner is told %q", alarms)
			}
			if c.metric != "" && !strings.Contains(strings.Join(counts, " "), c.metric) {
				t.Errorf("counted %q", counts)
			}
			select {
			case again := <-w.ended:
				if c.again == 0 || again < c.again {
					t.Errorf("tried again after %v", again)
				}
			default:
				if c.again != 0 {
					t.Error("the connection goes on")
				}
			}
		})
	}
}

// TestKindsOfFiles are those that are fetched: not the programs that are sent as invitations.
func TestKindsOfFiles(t *testing.T) {
	for _, c := range []struct {
		name, mime string
		fetched    bool
	}{
		{"bukti.pdf", "application/pdf", true},
		{"foto", "image/jpeg", true},
		{"suara.ogg", "audio/ogg; codecs=opus", true},
		{"mutasi.csv", "text/csv", true},
		{"pesanan.xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", true},
		{"bukti.PDF", "application/octet-stream", true},
		{"Undangan Pernikahan.apk", "application/vnd.android.package-archive", false},
		{"Undangan.pdf.apk", "application/pdf", false},
		{"resi.exe", "application/octet-stream", false},
		{"arsip.zip", "application/zip", false},
		{"tanpa jenis", "", false},
	} {
		if got := mayFetch(c.name, c.mime); got != c.fetched {
			t.Errorf("%s (%s): fetched %v", c.name, c.mime, got)
		}
	}
}

// TestWhoIsABuyer leaves groups, statuses, channels, Meta's bots and WhatsApp's own announcements alone.
func TestWhoIsABuyer(t *testing.T) {
	for address, buyer := range map[string]bool{
		"6281200000001@s.whatsapp.net": true, "100000000000001@lid": true, "6281200000001:3@s.whatsapp.net": true,
		"120363000000000001@g.us": false, "status@broadcast": false, "6281200000001@broadcast": false, "120363000000000002@newsletter": false,
		"0@s.whatsapp.net": false, "13135550002@s.whatsapp.net": false, "867051314767696@bot": false, "": false,
	} {
		jid, err := types.ParseJID(address)
		if err != nil {
			t.Fatal(err)
		}
		if isBuyer(jid) != buyer {
			t.Errorf("%s: a buyer %v", address, !buyer)
		}
	}
}
