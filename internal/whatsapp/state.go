package whatsapp

import (
	"context"
	"fmt"
	"strings"
	"time"

	"tokobot/internal/bahasa"
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

// Status is how the channel stands.
type Status struct {
	State State
	Since time.Time
	Until time.Time // when it ends by itself; zero when nobody knows
	Why   string    // WhatsApp's reason in the owner's words, "" for none
	// Elsewhere says that another program has the number.
	Elsewhere bool
	Phone     string // of the linked device: 62812…; "" when none is linked
	Words     string // for the owner, Indonesian
}

// consequence is what a state means: the owner's words and when to try again.
type consequence struct {
	words string
	again time.Duration
	alarm bool // the owner is told when it begins
	// barred says that nothing can be sent until something else happens, so that what waits is shown to people: patience after
	// it began, where the owner may mend it at once.
	barred   bool
	patience time.Duration
}

// mendTime is how long the owner has before what waits is shown to people.
const mendTime = 10 * time.Minute

const draftWords = "Balasan yang belum terkirim ada di grup CS sebagai draf: kirim dari HP toko kalau masih bisa, lalu tekan tombolnya; sisanya bot kirim sendiri nanti."

var consequences = map[State]consequence{
	Unlinked:   {words: "WhatsApp belum ditautkan. Tulis /whatsapp di grup pemilik, atau jalankan: tokobot whatsapp link"},
	Connecting: {words: "WhatsApp sedang menyambung."},
	Connected:  {words: "WhatsApp tersambung."},
	Offline:    {words: "WhatsApp sedang tidak tersambung. Selama program toko berjalan, ia menyambung lagi sendiri."},
	LoggedOut: {alarm: true, barred: true, patience: mendTime, words: "WhatsApp: perangkat tertaut sudah dikeluarkan, jadi bot tidak bisa menerima dan membalas pesan. " +
		"Di HP toko buka WhatsApp > Perangkat tertaut, lalu tautkan lagi: tulis /whatsapp di grup ini untuk mendapat kode QR. " +
		"Pesan yang belum terkirim tetap disimpan dan dikirim sesudah tertaut lagi."},
	Replaced: {alarm: true, again: time.Minute, words: "WhatsApp: nomor toko sedang dipakai program lain dengan tautan yang sama. " +
		"Matikan program yang satunya; kalau tidak ada, tunggu saja, saya coba lagi sendiri."},
	Banned: {alarm: true, barred: true, again: time.Hour, words: "WhatsApp memblokir nomor toko untuk sementara. Bot berhenti mengirim dan mencoba lagi sesudah blokirnya selesai. " +
		"Jangan menautkan ulang, jangan menghubungi orang yang belum pernah chat, dan jangan mengirim pesan yang sama ke banyak orang. " + draftWords},
	Outdated: {alarm: true, barred: true, patience: mendTime, again: time.Hour,
		words: "WhatsApp menolak versi program ini karena sudah lama. Perbarui tokobot ke versi terbaru. Pesan tetap disimpan."},
	Refused: {alarm: true, barred: true, patience: time.Hour, again: 10 * time.Minute,
		words: "WhatsApp menolak sambungan. Saya coba lagi tiap 10 menit; kalau sampai satu jam belum bisa, " +
			"periksa WhatsApp di HP toko dan tautkan ulang."},
	Locked: {alarm: true, barred: true, again: time.Hour, words: "WhatsApp membatasi nomor toko: tidak boleh membuka chat baru (kode 463). Bot berhenti mengirim dulu supaya nomornya aman. " +
		"Buka WhatsApp di HP toko dan periksa pemberitahuan di sana. " + draftWords},
}

// logoutWhy and banWhy are WhatsApp's reasons by its codes.
var (
	logoutWhy = map[int]string{
		403: "WhatsApp di HP toko juga keluar atau dikunci. Buka dulu WhatsApp di HP toko; kalau di sana tertulis akunnya diblokir, tekan Minta peninjauan.",
		406: "akunnya diblokir WhatsApp. Buka WhatsApp di HP toko dan tekan Minta peninjauan; tautkan lagi sesudah diterima.",
	}
	banWhy = map[int]string{
		101: "terlalu banyak pesan ke orang yang tidak menyimpan nomor toko.",
		102: "terlalu banyak orang memblokir nomor toko.",
		103: "terlalu banyak grup dibuat dengan orang yang tidak menyimpan nomor toko.",
		104: "pesan yang sama dikirim ke terlalu banyak orang.",
		106: "terlalu banyak pesan lewat daftar siaran.",
	}
)

// listenFirst is how long nothing is sent after people were asked to send: what they wrote from the phone meanwhile is heard
// first, so that nobody gets an answer twice.
const listenFirst = 10 * time.Second

// become notes a state. The owner hears of it when it is bad and new.
func (w *WhatsApp) become(s State, until time.Time, why ...string) {
	next := Status{State: s, Since: w.o.Clock.Now(), Until: until, Why: strings.Join(why, " ")}
	w.mu.Lock()
	was := w.status.State
	if was == s {
		next.Since = w.status.Since
	}
	changed := was != s || !until.Equal(w.status.Until)
	w.status = next
	back, news := false, false
	switch {
	case s == Connected:
		if w.drafted && was != Locked { // a locked number heard all the while
			w.hold = next.Since.Add(listenFirst)
		}
		back, w.told, w.drafted = w.told, false, false
	case was != s && consequences[s].alarm:
		// A number may be locked again and again before it may write: that is one occasion.
		news = s != Locked || !w.locked
		w.told, w.locked = s != Locked, s == Locked || w.locked
	}
	w.mu.Unlock()
	if changed {
		tryPut(w.changed, struct{}{})
	}
	if back {
		w.o.Alarm("WhatsApp sudah tersambung lagi.")
	}
	if was == s {
		return
	}
	w.o.Count("state_" + string(s))
	w.o.Log.Info("whatsapp", "state", s, "was", was)
	if news {
		w.o.Alarm(w.words(next))
	}
	if s == Connected {
		w.o.Ready()
	}
}

// words are what a state means, for the owner.
func (w *WhatsApp) words(s Status) string {
	if !s.Until.IsZero() {
		s.Until = s.Until.In(w.o.Zone)
	}
	return WordsOf(s)
}

// soundOffline tells the owner once that a connection stays away.
func (w *WhatsApp) soundOffline() {
	w.mu.Lock()
	defer w.mu.Unlock()
	away := w.status.State == Offline || w.status.State == Connecting
	if away && !w.told && w.o.Clock.Now().Sub(w.status.Since) >= w.o.OfflineAlarm {
		w.told = true
		w.o.Alarm("WhatsApp tidak tersambung sejak " + bahasa.Clock(w.status.Since.In(w.o.Zone)) +
			". Periksa internet di komputer ini. Pesan pembeli tetap disimpan WhatsApp dan dibalas begitu tersambung.")
	}
}

// lockMost bounds how long is waited before a locked number is tried again whose end nobody knows.
const lockMost = 8 * time.Hour

// lock stops all sending for a while because WhatsApp said that the account may not write. Without an end of WhatsApp's own each
// lock lasts twice as long as the last, until something is sent.
func (w *WhatsApp) lock(until time.Time) error {
	w.mu.Lock()
	already := w.status.State == Locked
	if until.IsZero() {
		if until = w.status.Until; !already {
			until = w.o.Clock.Now().Add(min(consequences[Locked].again<<min(w.locks, 10), lockMost))
			w.locks++
		}
	}
	w.mu.Unlock()
	w.become(Locked, until)
	return &engine.Barred{Err: fmt.Errorf("WhatsApp refused with 463 until %s", until.Format(time.RFC3339))}
}

// unlock ends a lock whose time is over; whether it really is shows with the next message.
func (w *WhatsApp) unlock() {
	w.mu.Lock()
	over := w.status.State == Locked && !w.o.Clock.Now().Before(w.status.Until)
	c := w.client
	w.mu.Unlock()
	switch {
	case !over:
	case c != nil && c.IsLoggedIn():
		w.become(Connected, time.Time{})
	default:
		w.become(Offline, time.Time{})
	}
}

// allowed notes that something was sent: no lock holds any more.
func (w *WhatsApp) allowed() {
	w.mu.Lock()
	was := w.locked
	w.locked, w.locks = false, 0
	w.mu.Unlock()
	if was {
		w.o.Alarm("WhatsApp mengizinkan mengirim lagi. Bot membalas seperti biasa; yang tertunda sedang dikirim.")
	}
}

// WordsOf are what a state means, for the owner, where only what was kept is known; times are in their own zone.
func WordsOf(s Status) string {
	text := consequences[s.State].words
	if s.Why != "" {
		text += " Sebabnya: " + s.Why
	}
	if !s.Until.IsZero() {
		text += " Sampai kira-kira " + bahasa.DateTime(s.Until) + "."
	}
	return text
}

// Status tells how the channel stands: as it is here, or as the program that has the number keeps it. Where none has, all that
// is known is whether a device is linked, and what WhatsApp said last.
func (w *WhatsApp) Status(ctx context.Context) (Status, error) {
	w.mu.Lock()
	s, running := w.status, w.running
	w.mu.Unlock()
	d, err := w.container.GetFirstDevice(ctx)
	if err != nil {
		return s, fmt.Errorf("whatsapp status: %w", err)
	}
	if !running {
		if s, err = w.kept(ctx, d.ID != nil); err != nil {
			return s, fmt.Errorf("whatsapp status: %w", err)
		}
		if !s.Until.IsZero() && !w.o.Clock.Now().Before(s.Until) {
			s = Status{State: Offline, Since: s.Until} // it is over, and nobody looked
		}
	}
	if d.ID != nil {
		s.Phone = d.ID.User
	}
	s.Words = w.words(s)
	return s, nil
}
