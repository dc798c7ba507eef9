package whatsapp

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"sync"
	"sync/atomic"
	"time"

	"go.mau.fi/libsignal/logger"
	"go.mau.fi/util/dbutil"
	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/store"
	"go.mau.fi/whatsmeow/store/sqlstore"
	"go.mau.fi/whatsmeow/types"
	"google.golang.org/protobuf/proto"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// Options are what the channel needs from outside. DB, Dialect, Receiver and Clock are needed.
type Options struct {
	// DB and Dialect (postgres or sqlite3) are the shop's own database; whatsmeow's tables live in it beside ours.
	DB       *sql.DB
	Dialect  string
	Account  string // a name for the number in what is kept of it; a database has one number
	Receiver engine.Receiver
	Media    engine.Media
	Clock    engine.Clock
	Log      *slog.Logger
	// Undelivered are messages sent since a time whose arrival nobody reported; nil where nobody remembers. They are followed
	// from the start on.
	Undelivered func(ctx context.Context, since time.Time, limit int) ([]engine.Parcel, error)
	// Memory keeps how the number stands; nil forgets it at the end. Zone is that of the shop, for times in words; nil is the
	// machine's.
	Memory Memory
	Zone   *time.Location
	// Random gives numbers in [0,1) for jitter; nil is none.
	Random func() float64
	// Alarm tells the owner in plain words; it must not block.
	Alarm func(text string)
	// Count hears of every event by a short name, for metrics; it must not block.
	Count func(event string)
	// Ready is called when sending is possible again; it must not block.
	Ready func()
	// Server takes the place of WhatsApp's own addresses; "" is the real one. A server other than WhatsApp's is
	// refused by its key all the same, except in tests and in a program built with the tag lokal.
	Server string
	Pace   Pace
	// SendTime bounds one message on its way; 0 is 45 s. DeliveryWait is how long a delivery receipt is waited for before
	// the message is sent once more; 0 is two minutes. OfflineAlarm is when the owner hears of a connection that stays
	// away; 0 is five minutes.
	SendTime, DeliveryWait, OfflineAlarm time.Duration
	// MaxMedia is the largest file fetched, in bytes; 0 is 25 MiB.
	MaxMedia int64
}

// WhatsApp is the buyers' channel. It implements engine.Channel, engine.Runner and engine.Fetcher.
type WhatsApp struct {
	o          Options
	container  *sqlstore.Container
	http       *http.Client
	pace       *pace
	ticks      *ticks
	chats      *chats
	retries    *retries
	typing     atomic.Int64
	linking    sync.Mutex         // held while a device is being linked, and while one is connected
	pairing    atomic.Bool        // what it is held for is linking
	linked     chan struct{}      // poked when a device was linked here
	changed    chan struct{}      // poked when the state is another one
	ended      chan time.Duration // a connection that ended for good says when to try again
	sick       atomic.Bool        // an arrival could not be stored: the database is waited for before the next connection
	dbFaults   faultCounter
	decrypting sync.Mutex // held while a message is being decrypted
	missed     missed
	faults     atomic.Int32 // arrivals not stored, since the last that was
	mu         sync.Mutex
	client     *whatsmeow.Client // nil while there is none
	status     Status
	running    bool      // Run is at work
	hold       time.Time // nothing is sent before
	told       bool      // the owner knows that the connection is away
	drafted    bool      // people were asked to send what waits
	locked     bool      // the owner knows that the number may not write; until something was sent
	locks      int       // locks since something was sent
}

var (
	_ engine.Channel = (*WhatsApp)(nil)
	_ engine.Runner  = (*WhatsApp)(nil)
	_ engine.Fetcher = (*WhatsApp)(nil)
)

// prepare sets what whatsmeow and libsignal keep in globals: the name that the owner reads in the list of linked devices, and
// silence, since libsignal prints by itself and whatsmeow says all that matters.
var prepare = sync.OnceFunc(func() {
	store.DeviceProps.Os = proto.String("Tokobot")
	if logger.Logger == nil {
		var mute logger.Loggable = silent{}
		logger.Setup(&mute)
	}
})

type silent struct{}

func (silent) Debug(string, string)   {}
func (silent) Info(string, string)    {}
func (silent) Warning(string, string) {}
func (silent) Error(string, string)   {}
func (silent) Configure(string)       {}

// Open brings whatsmeow's tables up to date. Nothing is connected until Run or Link.
func Open(ctx context.Context, o Options) (*WhatsApp, error) {
	if o.DB == nil || o.Receiver == nil || o.Clock == nil {
		return nil, errors.New("whatsapp: database, receiver and clock are needed")
	}
	o = withDefaults(o)
	prepare()
	if o.Server == "" {
		o.Server = localServer()
	}
	if err := trust(ctx, o.Server); err != nil {
		return nil, fmt.Errorf("whatsapp: %w", err)
	}
	client, err := httpClient(o.Server)
	if err != nil {
		return nil, fmt.Errorf("whatsapp: %w", err)
	}
	w := &WhatsApp{
		o: o, http: client, pace: newPace(o.Pace, o.Clock, o.Random), ticks: newTicks(), chats: newChats(), retries: newRetries(),
		linked: make(chan struct{}, 1), changed: make(chan struct{}, 1), ended: make(chan time.Duration, 1), status: Status{State: Unlinked, Since: o.Clock.Now()},
	}
	w.dbFaults.DatabaseLogger = dbutil.NoopLogger
	if w.container, err = openContainer(o, &w.dbFaults); err != nil {
		return nil, fmt.Errorf("whatsapp: %w", err)
	}
	if err := w.container.Upgrade(ctx); err != nil {
		return nil, fmt.Errorf("whatsapp: tables: %w", err)
	}
	w.recall(ctx)
	return w, nil
}

func withDefaults(o Options) Options {
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Random == nil {
		o.Random = func() float64 { return 0.5 }
	}
	if o.Alarm == nil {
		o.Alarm = func(text string) { o.Log.Warn("alarm", "text", text) }
	}
	if o.Count == nil {
		o.Count = func(string) {}
	}
	if o.Zone == nil {
		o.Zone = time.Local
	}
	if o.Ready == nil {
		o.Ready = func() {}
	}
	o.SendTime = orElse(o.SendTime, 45*time.Second)
	o.DeliveryWait = orElse(o.DeliveryWait, 2*time.Minute)
	o.OfflineAlarm = orElse(o.OfflineAlarm, 5*time.Minute)
	if o.MaxMedia == 0 {
		o.MaxMedia = 25 << 20
	}
	return o
}

func orElse(d, otherwise time.Duration) time.Duration {
	if d == 0 {
		return otherwise
	}
	return d
}

// Name is shop.WhatsApp.
func (w *WhatsApp) Name() shop.Channel { return shop.WhatsApp }

// newClient makes a client with the settings that lose nothing.
func (w *WhatsApp) newClient(d *store.Device) *whatsmeow.Client {
	c := whatsmeow.NewClient(d, listener{waLogger{w.o.Log, "client"}, w})
	c.SynchronousAck = true
	c.EnableDecryptedEventBuffer = true
	c.UseRetryMessageStore = true
	c.InitialAutoReconnect = true
	c.EnableAutoReconnect = true
	c.SetForceActiveDeliveryReceipts(true) // buyers see the second tick
	c.SetPreLoginHTTPClient(w.http)
	c.SetWebsocketHTTPClient(w.http)
	c.SetMediaHTTPClient(w.http)
	return c
}

// current is the client, connected or not; nil while there is none.
func (w *WhatsApp) current() *whatsmeow.Client {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.client
}

// connected is the client if messages can be sent.
func (w *WhatsApp) connected() (*whatsmeow.Client, error) {
	w.unlock()
	w.mu.Lock()
	defer w.mu.Unlock()
	now := w.o.Clock.Now()
	if c := consequences[w.status.State]; c.barred && now.Sub(w.status.Since) >= c.patience {
		w.drafted = true
		return nil, &engine.Barred{Err: fmt.Errorf("whatsapp is %s", w.status.State)}
	}
	if w.client == nil || w.status.State != Connected || now.Before(w.hold) {
		return nil, fmt.Errorf("%w: whatsapp is %s", engine.ErrStopped, w.status.State)
	}
	return w.client, nil
}

// address reads a buyer's address: digits of a phone, or a LID.
func address(to string) (types.JID, error) {
	jid, err := types.ParseJID(to)
	switch {
	case err != nil:
		return jid, err
	case jid.User == "" && jid.Server != "": // digits alone are read as a server
		jid = types.NewJID(jid.Server, types.DefaultUserServer)
	}
	if jid.Server != types.DefaultUserServer && jid.Server != types.HiddenUserServer || jid.User == "" {
		return jid, fmt.Errorf("%q is no buyer's address", to)
	}
	return jid.ToNonAD(), nil
}
