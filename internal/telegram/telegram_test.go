package telegram

import (
	"context"
	"errors"
	"io/fs"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
	"tokobot/internal/telegramtest"
)

const (
	finance   = int64(-1001234567890)
	warehouse = int64(-1001234567891)
)

var rina = telegramtest.User{ID: 70000001, Name: "Rina"}

// patience is how long a test waits for what goroutines do, on a machine that has much else to do.
const patience = time.Minute

// shopClock is a clock that only the test moves.
type shopClock struct {
	mu  sync.Mutex
	now time.Time
}

func (c *shopClock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *shopClock) add(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

// inbox is a receiver that keeps what it took, and refuses as often as it is told.
type inbox struct {
	mu     sync.Mutex
	took   []shop.Arrival
	known  map[string]bool
	refuse int
	came   chan struct{}
}

func newInbox() *inbox { return &inbox{known: map[string]bool{}, came: make(chan struct{}, 100)} }

func (b *inbox) Receive(_ context.Context, batch ...shop.Arrival) error {
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.refuse > 0 {
		b.refuse--
		return errors.New("disk is full")
	}
	for _, a := range batch {
		if !b.known[a.ID] {
			b.known[a.ID] = true
			b.took = append(b.took, a)
			b.came <- struct{}{}
		}
	}
	return nil
}

func (b *inbox) wait(t *testing.T, n int) []shop.Arrival {
	t.Helper()
	for {
		b.mu.Lock()
		took := slices.Clone(b.took)
		b.mu.Unlock()
		if len(took) >= n {
			return took
		}
		select {
		case <-b.came:
		case <-time.After(patience):
			t.Fatalf("waited for %d arrivals, got %d: %+v", n, len(took), took)
		}
	}
}

// deskBook is a Desks in memory.
type deskBook struct {
	mu    sync.Mutex
	to    map[shop.Group]string
	codes map[string]shop.Group
}

func (d *deskBook) Groups(context.Context) (map[shop.Group]string, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	out := map[shop.Group]string{}
	for g, c := range d.to {
		out[g] = c
	}
	return out, nil
}

func (d *deskBook) Pair(_ context.Context, g shop.Group, chat, code string) (bool, error) {
	d.mu.Lock()
	defer d.mu.Unlock()
	if d.codes[code] != g {
		return false, nil
	}
	delete(d.codes, code)
	d.to[g] = chat
	return true, nil
}

func (d *deskBook) Move(_ context.Context, from, to string) error {
	d.mu.Lock()
	defer d.mu.Unlock()
	for g, c := range d.to {
		if c == from {
			d.to[g] = to
		}
	}
	return nil
}

// folder is a media folder in memory.
type folder map[string][]byte

func (f folder) Put(_ context.Context, name string, data []byte) (string, error) {
	f[name] = data
	return name, nil
}
func (f folder) Get(_ context.Context, ref string) ([]byte, error) {
	if data, ok := f[ref]; ok {
		return data, nil
	}
	return nil, fs.ErrNotExist
}
func (f folder) Path(ref string) string { return ref }

// world is one channel on one local Telegram.
type world struct {
	server *telegramtest.Server
	clock  *shopClock
	inbox  *inbox
	desks  *deskBook
	files  folder
	alarms chan string
	*Telegram
}

func newWorld(t *testing.T) *world {
	t.Helper()
	w := &world{
		server: telegramtest.New(), clock: &shopClock{now: time.Date(2026, 11, 23, 14, 5, 0, 0, time.UTC)}, inbox: newInbox(),
		desks: &deskBook{to: map[shop.Group]string{shop.Finance: "-1001234567890", shop.Warehouse: "-1001234567891"}, codes: map[string]shop.Group{}},
		files: folder{}, alarms: make(chan string, 100),
	}
	w.server.AddGroup(finance, "Keuangan", true)
	w.server.AddGroup(warehouse, "Gudang", true)
	t.Cleanup(w.server.Close)
	w.Telegram = w.open(t)
	return w
}

func (w *world) open(t *testing.T) *Telegram {
	t.Helper()
	tg, err := New(t.Context(), Options{
		Token: telegramtest.Token, URL: w.server.URL(), Receiver: w.inbox, Desks: w.desks, Media: w.files, Clock: w.clock,
		Log: slog.New(slog.DiscardHandler), PollWait: 2 * time.Second,
		Menu:  func(g shop.Group) []Command { return []Command{{"bantuan", "daftar perintah " + string(g)}} },
		Alarm: func(s string) { w.alarms <- s },
	})
	if err != nil {
		t.Fatal(err)
	}
	return tg
}

// run polls until the test ends.
func (w *world) run(t *testing.T) {
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan struct{})
	go func() {
		defer close(done)
		_ = w.Run(ctx) // ends with the context's error
	}()
	t.Cleanup(func() { cancel(); <-done })
}

func card(g shop.Group, text string, buttons ...shop.Button) engine.Parcel {
	return engine.Parcel{To: string(g), Kind: engine.SendCard, Text: text, Card: "12.1", Version: 1, Buttons: [][]shop.Button{buttons}}
}

func TestCardIsPressedAndRedrawn(t *testing.T) {
	w := newWorld(t)
	w.run(t)
	id, err := w.Send(t.Context(), card(shop.Finance, "Bukti *#MLT-1123-0007* <Rp99.137>", shop.Button{Verb: "terima", Label: "✅ Terima"}))
	if err != nil {
		t.Fatal(err)
	}
	if err := w.server.As(finance, 0, rina).Press("Terima"); err != nil {
		t.Fatal(err)
	}
	a := w.inbox.wait(t, 1)[0]
	want := shop.Pressed{Card: "12.1", Verb: "terima", Version: 1}
	if a.Kind != shop.KindPress || a.Press == nil || *a.Press != want || a.Chat != "keuangan" || a.Name != "Rina" || a.User != "70000001" {
		t.Errorf("press came as %+v", a)
	}
	if _, err := w.Send(t.Context(), engine.Parcel{To: "keuangan", Kind: engine.SendToast, Callback: a.Callback, Text: "Diterima"}); err != nil {
		t.Error(err)
	}
	if _, err := w.Send(t.Context(), engine.Parcel{To: "keuangan", Kind: engine.EditCard, MessageID: id, Card: "12.1", Version: 2, Text: "Diterima Rina 14.05"}); err != nil {
		t.Error(err)
	}
	// The same drawing once more is no fault.
	if _, err := w.Send(t.Context(), engine.Parcel{To: "keuangan", Kind: engine.EditCard, MessageID: id, Card: "12.1", Version: 2, Text: "Diterima Rina 14.05"}); err != nil {
		t.Error(err)
	}
	m := w.server.Messages(finance, 0)[0]
	if m.Text != "Diterima Rina 14.05" || len(m.Buttons) != 0 || m.Edited != 1 {
		t.Errorf("card is now %+v", m)
	}
	if got := w.server.Answers(); len(got) != 1 || got[0].Text != "Diterima" {
		t.Errorf("answers: %+v", got)
	}
}

func TestWhatStaffWrite(t *testing.T) {
	w := newWorld(t)
	id, err := w.Send(t.Context(), card(shop.Finance, "kartu"))
	if err != nil || id == "" {
		t.Fatal(id, err)
	}
	w.run(t)
	staff := w.server.As(finance, 0, rina)
	staff.Write("/rekap@toko_contoh_bot hari ini")
	staff.Write("🙏 /stok pashmina")
	staff.Write("/rekap@bot_lain")
	staff.Reply(11, "JX1234567890")
	staff.Photo([]byte("jpeg"), "struk", 11)
	staff.Document("mutasi.csv", []byte("a;b"), "", 0)
	got := w.inbox.wait(t, 5)
	for i, want := range []shop.Arrival{
		{Kind: shop.KindText, Text: "/rekap hari ini"}, {Kind: shop.KindText, Text: "/stok pashmina"},
		{Kind: shop.KindText, Text: "JX1234567890", Quote: id}, {Kind: shop.KindImage, Text: "struk", Quote: id}, {Kind: shop.KindDocument},
	} {
		if g := got[i]; g.Kind != want.Kind || g.Text != want.Text || g.Quote != want.Quote {
			t.Errorf("%d: got %s %q quoting %q, want %s %q quoting %q", i, g.Kind, g.Text, g.Quote, want.Kind, want.Text, want.Quote)
		}
	}
	data, err := w.Fetch(t.Context(), *got[4].Media)
	if err != nil || string(data) != "a;b" || got[4].Media.Name != "mutasi.csv" {
		t.Errorf("document: %q %v", data, err)
	}
}

// TestNothingIsConfirmedBeforeItIsWritten ends the poller between taking and confirming, as a kill does.
func TestNothingIsConfirmedBeforeItIsWritten(t *testing.T) {
	w := newWorld(t)
	staff := w.server.As(finance, 0, rina)
	for range 50 {
		staff.Write("halo")
	}
	w.inbox.refuse = 1
	updates, err := w.poll(t.Context(), 0)
	if err != nil || len(updates) != 50 {
		t.Fatal(len(updates), err)
	}
	if _, err := w.take(t.Context(), updates, 0); err == nil {
		t.Fatal("a refused batch was taken")
	}
	offset, err := w.take(t.Context(), updates[:20], 0) // killed here: 20 are written, none is confirmed
	if err != nil || offset == 0 {
		t.Fatal(offset, err)
	}
	if n := w.server.Unconfirmed(); n != 50 {
		t.Errorf("%d unconfirmed, want 50", n)
	}
	w.Telegram = w.open(t)
	w.run(t)
	if got := w.inbox.wait(t, 50); len(got) != 50 {
		t.Errorf("%d arrivals, want 50", len(got))
	}
}

func TestConsequences(t *testing.T) {
	hello := engine.Parcel{To: "keuangan", Kind: engine.SendMessage, Text: "halo"}
	var retry *engine.Retry
	var giveUp *engine.GiveUp
	for name, c := range map[string]struct {
		fault telegramtest.Fault
		fits  func(error) bool
	}{
		"429":     {telegramtest.Fault{Status: 429, Description: "Too Many Requests: retry after 7", RetryAfter: 7}, func(err error) bool { return errors.As(err, &retry) && retry.After == 7*time.Second }},
		"400":     {telegramtest.Fault{Status: 400, Description: "Bad Request: chat not found"}, func(err error) bool { return errors.As(err, &giveUp) }},
		"403":     {telegramtest.Fault{Status: 403, Description: "Forbidden: bot was kicked"}, func(err error) bool { return errors.As(err, &giveUp) }},
		"401":     {telegramtest.Fault{Status: 401, Description: "Unauthorized"}, func(err error) bool { return errors.Is(err, engine.ErrStopped) }},
		"404":     {telegramtest.Fault{Status: 404, Description: "Not Found"}, func(err error) bool { return errors.Is(err, engine.ErrStopped) }},
		"502":     {telegramtest.Fault{Status: 502, Body: "<html>Bad Gateway</html>"}, transient},
		"500":     {telegramtest.Fault{Status: 500, Description: "Internal Server Error"}, transient},
		"dropped": {telegramtest.Fault{Drop: true, AfterDoing: true}, transient},
	} {
		t.Run(name, func(t *testing.T) {
			w := newWorld(t)
			c.fault.Method = "sendMessage"
			w.server.Fail(c.fault)
			_, err := w.Send(t.Context(), hello)
			if err == nil || !c.fits(err) {
				t.Errorf("got %v", err)
			}
			if err != nil && strings.Contains(err.Error(), telegramtest.Token) {
				t.Errorf("the token is in the error: %v", err)
			}
		})
	}
}

func transient(err error) bool {
	var retry *engine.Retry
	var giveUp *engine.GiveUp
	return err != nil && !errors.As(err, &retry) && !errors.As(err, &giveUp) && !errors.Is(err, engine.ErrStopped)
}

// TestA429StopsOnlyItsOwnGroup holds one group up and writes to another.
func TestA429StopsOnlyItsOwnGroup(t *testing.T) {
	w := newWorld(t)
	w.server.Fail(telegramtest.Fault{Method: "sendMessage", Chat: finance, Status: 429, Description: "Too Many Requests", RetryAfter: 30})
	send := func(g shop.Group) error {
		_, err := w.Send(t.Context(), engine.Parcel{To: string(g), Kind: engine.SendMessage, Text: "x"})
		return err
	}
	var retry *engine.Retry
	if err := send(shop.Finance); !errors.As(err, &retry) {
		t.Fatal(err)
	}
	if err := send(shop.Finance); !errors.As(err, &retry) || retry.After != 30*time.Second {
		t.Errorf("held group: %v", err)
	}
	if err := send(shop.Warehouse); err != nil {
		t.Errorf("other group: %v", err)
	}
	w.clock.add(31 * time.Second)
	if err := send(shop.Finance); err != nil {
		t.Errorf("after the wait: %v", err)
	}
}

// TestPace sends as fast as it may for an hour and counts what Telegram got.
func TestPace(t *testing.T) {
	w := newWorld(t)
	w.server.SetClock(w.clock.Now)
	from := w.clock.Now()
	sent := 0
	for w.clock.Now().Sub(from) < time.Hour {
		_, err := w.Send(t.Context(), engine.Parcel{To: "keuangan", Kind: engine.SendMessage, Text: "x"})
		var retry *engine.Retry
		switch {
		case err == nil:
			sent++
		case errors.As(err, &retry):
			w.clock.add(retry.After)
		default:
			t.Fatal(err)
		}
	}
	if sent < 20*60*95/100 {
		t.Errorf("%d sent in an hour, want at least 95 %% of %d", sent, 20*60)
	}
	var times []time.Time
	for _, c := range w.server.Calls() {
		if c.Method == "sendMessage" {
			times = append(times, c.At)
		}
	}
	for i := range times {
		if i >= 20 && times[i].Sub(times[i-20]) < time.Minute {
			t.Fatalf("21 messages within %v", times[i].Sub(times[i-20]))
		}
	}
}

func TestGroupsMoveAndTopicsComeBack(t *testing.T) {
	w := newWorld(t)
	w.run(t)
	const newID = int64(-1009999999999)
	w.server.Migrate(warehouse, newID, rina)
	if _, err := w.Send(t.Context(), engine.Parcel{To: "gudang", Kind: engine.SendMessage, Text: "pindah"}); err != nil {
		t.Fatal(err)
	}
	if m := w.server.Messages(newID, 0); len(m) != 1 || m[0].Text != "pindah" {
		t.Errorf("new chat has %+v", m)
	}
	topic := w.server.AddTopic(finance)
	w.desks.to[shop.CS] = address{id: finance, thread: topic}.String()
	if err := w.Telegram.desks.load(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.server.As(finance, topic, rina).Write("dari topik")
	if a := w.inbox.wait(t, 1)[0]; a.Chat != "cs" {
		t.Errorf("topic message went to %q", a.Chat)
	}
	w.server.DropTopic(finance, topic)
	if _, err := w.Send(t.Context(), engine.Parcel{To: "cs", Kind: engine.SendMessage, Text: "topik baru"}); err != nil {
		t.Fatal(err)
	}
	if a, _ := w.Telegram.desks.address(shop.CS); a.thread == topic || a.thread == 0 {
		t.Errorf("topic is still %v", a)
	}
}

func TestPairing(t *testing.T) {
	w := newWorld(t)
	w.desks.codes["7Q2K9F"] = shop.Shipping
	const group = int64(-1007777777777)
	w.server.AddGroup(group, "Kirim", false)
	w.run(t)
	joko := w.server.As(group, 0, telegramtest.User{ID: 5, Name: "Joko"})
	joko.Write("halo?")
	joko.Write("/daftar pengiriman SALAH1")
	joko.Write("/daftar")
	joko.Write("/start@toko_contoh_bot daftar_pengiriman_7Q2K9F")
	joko.Write("/manifest")
	if a := w.inbox.wait(t, 1)[0]; a.Chat != "pengiriman" || a.Text != "/manifest" {
		t.Errorf("after pairing came %+v", a)
	}
	var answers []string
	for _, m := range w.server.Messages(group, 0) {
		if m.FromBot {
			answers = append(answers, m.Text)
		}
	}
	if len(answers) != 3 || !strings.Contains(answers[0], "salah") || !strings.Contains(answers[1], "/daftar") || !strings.Contains(answers[2], "meja pengiriman") {
		t.Errorf("answers: %q", answers)
	}
	if !strings.Contains(w.server.Menu(group), "daftar perintah pengiriman") {
		t.Errorf("menu: %q", w.server.Menu(group))
	}
}

func TestPicturesDocumentsAndLongTexts(t *testing.T) {
	w := newWorld(t)
	w.files["bukti.jpg"] = []byte("jpeg")
	p := card(shop.Finance, "Bukti "+strings.Repeat("panjang ", 200), shop.Button{Verb: "terima", Label: "✅ Terima"})
	p.Media = &shop.Media{Ref: "bukti.jpg", MIME: "image/jpeg", Size: 4}
	id, err := w.Send(t.Context(), p)
	if err != nil {
		t.Fatal(err)
	}
	m := w.server.Messages(finance, 0)
	if len(m) != 2 || !m[0].IsPhoto || m[0].Text != "" || len(m[1].Buttons) != 1 || id != "12" {
		t.Errorf("long caption: id %s, %+v", id, m)
	}
	p.Kind, p.MessageID, p.Buttons = engine.EditCard, id, nil
	if _, err := w.Send(t.Context(), p); err != nil {
		t.Error(err)
	}
	w.clock.add(time.Minute)
	if _, err := w.Send(t.Context(), engine.Parcel{To: "gudang", Kind: engine.SendMessage, Text: strings.Repeat("😀 baris\n", 1000)}); err != nil {
		t.Error(err)
	}
	if n := len(w.server.Messages(warehouse, 0)); n != 3 {
		t.Errorf("a text of 9,000 units came as %d messages", n)
	}
}

func TestAlarmWhenThrownOut(t *testing.T) {
	w := newWorld(t)
	w.run(t)
	w.server.Kick(finance, rina)
	select {
	case s := <-w.alarms:
		if !strings.Contains(s, "keuangan") {
			t.Errorf("alarm %q", s)
		}
	case <-time.After(patience):
		t.Error("no alarm")
	}
}
