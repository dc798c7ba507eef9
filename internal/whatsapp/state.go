package whatsapp

import (
	"context"
	"fmt"
	"time"

	"tokobot/internal/engine"
)

// State is how the channel stands.
type State string

// The states.
const (
	Unlinked   State = "belum_ditautkan" // no device is linked
	Connecting State = "menyambung"
	Connected  State = "tersambung"
	Offline    State = "terputus" // comes back by itself
	LoggedOut  State = "keluar"   // the owner or WhatsApp removed the device: link again
	Replaced   State = "digantikan"
	Banned     State = "diblokir_sementara"
	Outdated   State = "versi_lama"
	Refused    State = "ditolak"
	Locked     State = "dikunci" // connected, but the account may not write: error 463
)

// States are all of them, for metrics.
func States() []State {
	return []State{Unlinked, Connecting, Connected, Offline, LoggedOut, Replaced, Banned, Outdated, Refused, Locked}
}

// Status is how the channel stands now.
type Status struct {
	State State
	Since time.Time
	Until time.Time // when it ends by itself; zero when nobody knows
	Phone string    // of the linked device: 62812…; "" when none is linked
	Words string    // for the owner, Indonesian
}

// consequence is what a state means: the owner's words and when to try again.
type consequence struct {
	words string
	again time.Duration
	alarm bool // the owner is told when it begins
	// barred says that WhatsApp forbids sending for a while: what waits is shown to people.
	barred bool
}

var consequences = map[State]consequence{
	Unlinked:   {words: "WhatsApp belum ditautkan. Tulis /whatsapp di grup pemilik, atau jalankan: tokobot whatsapp link"},
	Connecting: {words: "WhatsApp sedang menyambung."},
	Connected:  {words: "WhatsApp tersambung."},
	Offline:    {words: "WhatsApp terputus, biasanya tersambung lagi sendiri."},
	LoggedOut: {alarm: true, words: "WhatsApp: perangkat tertaut sudah dikeluarkan, jadi bot tidak bisa menerima dan membalas pesan. " +
		"Di HP toko buka WhatsApp > Perangkat tertaut, lalu tautkan lagi: tulis /whatsapp di grup ini untuk mendapat kode QR. Pesan yang belum terkirim tetap disimpan."},
	Replaced: {alarm: true, again: time.Minute, words: "WhatsApp: nomor toko sedang dipakai program lain dengan tautan yang sama. " +
		"Matikan program yang satunya; kalau tidak ada, tunggu saja, saya coba lagi sendiri."},
	Banned: {alarm: true, barred: true, again: time.Hour, words: "WhatsApp memblokir nomor toko untuk sementara. Bot berhenti mengirim dan mencoba lagi sesudah blokirnya selesai. " +
		"Jangan menghubungi orang yang belum pernah chat, dan jangan mengirim pesan yang sama ke banyak orang. " +
		"Balasan yang belum terkirim ada di grup CS sebagai draf: kirim dari HP toko kalau masih bisa. Yang sudah dibalas dari HP tidak dikirim bot lagi."},
	Outdated: {alarm: true, again: time.Hour, words: "WhatsApp menolak versi program ini karena sudah lama. Perbarui tokobot ke versi terbaru. Pesan tetap disimpan."},
	Refused: {alarm: true, again: 10 * time.Minute, words: "WhatsApp menolak sambungan. Saya coba lagi tiap 10 menit; kalau sampai satu jam belum bisa, " +
		"periksa WhatsApp di HP toko dan tautkan ulang."},
	Locked: {alarm: true, barred: true, again: time.Hour, words: "WhatsApp membatasi nomor toko: tidak boleh membuka chat baru (kode 463). Bot berhenti mengirim dulu supaya nomornya aman. " +
		"Buka WhatsApp di HP toko dan periksa pemberitahuan di sana. Balasan yang belum terkirim ada di grup CS sebagai draf: kirim dari HP toko. " +
		"Yang sudah dibalas dari HP tidak dikirim bot lagi; sisanya saya coba lagi sendiri nanti."},
}

// listenFirst is how long nothing is sent after a ban ended.
const listenFirst = 10 * time.Second

// become notes a state; until may be zero. The owner hears of it when it is bad and new.
func (w *WhatsApp) become(s State, until time.Time) {
	w.mu.Lock()
	was := w.status.State
	if s == Connected && was == Banned {
		// What people wrote from the phone meanwhile is heard first: nobody gets an answer twice.
		w.hold = w.o.Clock.Now().Add(listenFirst)
	}
	if was != s || !until.Equal(w.status.Until) {
		w.status = Status{State: s, Since: w.o.Clock.Now(), Until: until}
	}
	if s == Connected {
		if w.told {
			w.o.Alarm("WhatsApp sudah tersambung lagi.")
		}
		w.told = false
	}
	w.mu.Unlock()
	if was == s {
		return
	}
	w.o.Count("state_" + string(s))
	w.o.Log.Info("whatsapp", "state", s, "was", was)
	if c := consequences[s]; c.alarm {
		w.o.Alarm(words(Status{State: s, Until: until}))
		w.mu.Lock()
		w.told = s != Locked
		w.mu.Unlock()
	}
	if s == Connected {
		w.o.Ready()
	}
}

// Words are what a state means, for the owner; "" for a word that is no state.
func (s State) Words() string { return consequences[s].words }

func words(s Status) string {
	text := consequences[s.State].words
	if !s.Until.IsZero() {
		text += " Sampai kira-kira " + s.Until.Format("02-01-2006 15.04") + "."
	}
	return text
}

// soundOffline tells the owner once that a connection stays away.
func (w *WhatsApp) soundOffline() {
	w.mu.Lock()
	defer w.mu.Unlock()
	away := w.status.State == Offline || w.status.State == Connecting
	if away && !w.told && w.o.Clock.Now().Sub(w.status.Since) >= w.o.OfflineAlarm {
		w.told = true
		w.o.Alarm("WhatsApp tidak tersambung sejak " + w.status.Since.Format("15.04") +
			". Periksa internet di komputer ini. Pesan pembeli tetap disimpan WhatsApp dan dibalas begitu tersambung.")
	}
}

// lock stops all sending for a while because WhatsApp said that the account may not write.
func (w *WhatsApp) lock(until time.Time) error {
	if until.IsZero() {
		until = w.o.Clock.Now().Add(consequences[Locked].again)
	}
	w.become(Locked, until)
	return &engine.Barred{Err: fmt.Errorf("WhatsApp refused with 463 until %s", until.Format(time.RFC3339))}
}

// Status tells how the channel stands. Where it is not running here, all that is known is whether a device is linked.
func (w *WhatsApp) Status(ctx context.Context) (Status, error) {
	w.mu.Lock()
	s := w.status
	w.mu.Unlock()
	d, err := w.container.GetFirstDevice(ctx)
	if err != nil {
		return s, fmt.Errorf("whatsapp status: %w", err)
	}
	if d.ID != nil {
		s.Phone = d.ID.User
		if s.State == Unlinked {
			s.State = Offline
		}
	}
	s.Words = words(s)
	return s, nil
}
