package whatsapp

import (
	"context"
	"errors"
	"runtime/debug"
	"strconv"
	"sync"
	"time"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/types/events"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// storeTime bounds the storing of one arrival: a handler holds up everything behind it.
const storeTime = 10 * time.Second

// lookTime bounds what is looked up for reading a message: the lines of a cart come from the network.
const lookTime = 4 * time.Second

// handle is whatsmeow's event handler; false means that the event is not to be acknowledged. whatsmeow takes a panic for
// success, so it is caught here.
func (w *WhatsApp) handle(l *life, event any) (taken bool) {
	defer func() {
		if x := recover(); x != nil {
			w.o.Log.Error("whatsapp event panicked", "panic", x, "stack", string(debug.Stack()))
			w.o.Count("panic")
			w.fallSick(l)
			taken = false
		}
	}()
	switch e := event.(type) {
	case *events.Message:
		return w.message(l, e)
	case *events.UndecryptableMessage:
		return w.unseen(l, e)
	case *events.Receipt:
		return w.receipt(l, e)
	case *events.CallOffer:
		return w.call(l, e.BasicCallMeta)
	case *events.CallOfferNotice:
		return w.call(l, e.BasicCallMeta)
	case *events.MediaRetry:
		w.retries.answer(e)
	default:
		w.connection(l.client, event)
	}
	return true
}

// life is one client from its connection to its end. What comes after the end is not taken, even if the client still has it:
// it comes again on the next connection, and would be out of order.
type life struct {
	client *whatsmeow.Client

	mu   sync.Mutex // held while an arrival is stored
	over bool
}

// end waits for an arrival that is being stored.
func (l *life) end() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.over = true
}

// take stores arrivals. After a fault nothing more is taken on this connection, so that what comes again comes in order.
func (w *WhatsApp) take(l *life, as ...shop.Arrival) bool {
	ctx, cancel := context.WithTimeout(context.Background(), storeTime)
	defer cancel()
	if err := l.store(ctx, w.o.Receiver, as); err != nil {
		if !errors.Is(err, errOver) {
			w.o.Log.Error("whatsapp arrival not stored", "err", err)
			w.o.Count("not_stored")
			w.fallSick(l)
		}
		return false
	}
	w.faults.Store(0)
	return true
}

// takeForGood is take for what comes only once: whatsmeow acknowledges what the shop's own phone sent on, whatever becomes of it.
// So it is tried here until it is stored, or the connection is over because the program ends.
func (w *WhatsApp) takeForGood(l *life, as ...shop.Arrival) bool {
	for wait := sickFirst; ; wait = min(2*wait, sickMost) {
		ctx, cancel := context.WithTimeout(context.Background(), storeTime)
		err := w.o.Receiver.Receive(ctx, as...)
		cancel()
		if err == nil {
			return true
		}
		w.o.Log.Error("whatsapp arrival not stored yet", "err", err)
		w.o.Count("not_stored")
		time.Sleep(wait)
		l.mu.Lock()
		over := l.over
		l.mu.Unlock()
		if over {
			return false
		}
	}
}

var errOver = errors.New("the connection is over")

func (l *life) store(ctx context.Context, to engine.Receiver, as []shop.Arrival) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.over {
		return errOver
	}
	l.over = true // unless it goes well; a receiver may also panic
	if err := to.Receive(ctx, as...); err != nil {
		return err
	}
	l.over = false
	return nil
}

const (
	sickFirst = 50 * time.Millisecond
	sickMost  = 30 * time.Second // between connections while nothing can be stored
)

// fallSick ends the connection: what was not acknowledged is delivered again by the next.
func (w *WhatsApp) fallSick(l *life) {
	l.end()
	w.sick.Store(true)
	w.finish(min(sickFirst<<min(w.faults.Add(1)-1, 10), sickMost))
}

func (w *WhatsApp) message(l *life, e *events.Message) bool {
	a, ok := w.readGuarded(l, e)
	if !ok {
		w.o.Count("left_alone")
		return true
	}
	take := w.take
	if e.UnavailableRequestID != "" {
		take = w.takeForGood
	}
	if !take(l, a) {
		return false
	}
	w.o.Count("received")
	if a.Kind != shop.KindOwn {
		w.chats.wrote(a, e.Info.Chat.ToNonAD(), e.Message)
		w.ticks.alive(a.Chat, w.o.Clock.Now())
	}
	return true
}

// readGuarded reads a message. One that makes reading panic would do so each time it comes again and hold up all others, so
// it is shown as what can't be read.
func (w *WhatsApp) readGuarded(l *life, e *events.Message) (a shop.Arrival, ok bool) {
	defer func() {
		if x := recover(); x != nil {
			w.o.Log.Error("whatsapp message can't be read", "id", e.Info.ID, "panic", x, "stack", string(debug.Stack()))
			w.o.Count("unreadable")
			a = shop.Arrival{
				Channel: shop.WhatsApp, Account: w.o.Account, Chat: plainAddress(e.Info.Chat), ID: e.Info.ID, At: w.o.Clock.Now(),
				Name: e.Info.PushName, Kind: shop.KindUnknown,
			}
			ok = isBuyer(e.Info.Chat) && !e.Info.IsFromMe
		}
	}()
	ctx, cancel := context.WithTimeout(context.Background(), lookTime)
	defer cancel()
	return w.read(ctx, clientLookup{l.client}, e)
}

// unseen is a message that this device is not given: a view-once picture, mostly. Others come again by themselves.
func (w *WhatsApp) unseen(l *life, e *events.UndecryptableMessage) bool {
	w.o.Count("undecryptable")
	if e.UnavailableType != events.UnavailableTypeViewOnce || !isBuyer(e.Info.Chat) || e.Info.IsFromMe {
		return true
	}
	a := w.arrival(context.Background(), clientLookup{l.client}, e.Info)
	a.Kind, a.Media = shop.KindImage, &shop.Media{Gone: goneViewOnce}
	return w.take(l, a)
}

// receiptWords are the receipts that say something about a message of ours.
var receiptWords = map[types.ReceiptType]string{
	types.ReceiptTypeDelivered: "delivered", types.ReceiptTypeRead: "read", types.ReceiptTypePlayed: "read",
}

func (w *WhatsApp) receipt(l *life, e *events.Receipt) bool {
	word, ok := receiptWords[e.Type]
	if !ok || e.IsFromMe || !isBuyer(e.Chat) {
		return true
	}
	info := types.MessageInfo{MessageSource: e.MessageSource}
	var as []shop.Arrival
	for _, id := range e.MessageIDs {
		a := w.arrival(context.Background(), clientLookup{l.client}, info)
		a.Kind, a.ID, a.Target, a.Text = shop.KindReceipt, word+":"+id, id, word
		as = append(as, a)
	}
	if len(as) == 0 {
		return true
	}
	if !w.take(l, as...) {
		return false
	}
	w.o.Count(word)
	for _, id := range e.MessageIDs {
		w.ticks.arrived(id)
	}
	w.ticks.alive(as[0].Chat, w.o.Clock.Now())
	return true
}

// call is somebody ringing; the bot answers in writing. The phone goes on ringing, so that a person may take it.
func (w *WhatsApp) call(l *life, m types.BasicCallMeta) bool {
	if !m.GroupJID.IsEmpty() || !isBuyer(m.From) {
		return true
	}
	a := w.arrival(context.Background(), clientLookup{l.client}, types.MessageInfo{
		MessageSource: types.MessageSource{Chat: m.From.ToNonAD(), Sender: m.From, SenderAlt: m.CallCreatorAlt}, ID: m.CallID,
	})
	a.Kind = shop.KindCall
	w.o.Count("call")
	return w.take(l, a)
}

// wire is what a client says of its connection.
type wire interface {
	IsConnected() bool
	IsLoggedIn() bool
}

// connection is everything that happens to the connection itself.
func (w *WhatsApp) connection(c wire, event any) {
	now := w.o.Clock.Now()
	over := func(s State, until time.Time, again time.Duration, why ...string) {
		w.become(s, until, why...)
		w.finish(again)
	}
	switch e := event.(type) {
	case *events.Connected:
		// whatsmeow tells it when it has asked a few things after the login; the connection may be cut meanwhile, and then the
		// next one will be told of.
		if w.now() != Locked && c.IsConnected() {
			w.become(Connected, time.Time{})
		}
	case *events.KeepAliveRestored:
		if w.now() == Offline {
			w.become(Connected, time.Time{})
		}
	case *events.Disconnected:
		if w.now() != Locked && !w.late(c) {
			w.become(Offline, time.Time{})
		}
	case *events.KeepAliveTimeout:
		w.o.Count("keepalive_timeout")
		if e.ErrorCount > 1 && w.now() == Connected {
			w.become(Offline, time.Time{})
		}
	case *events.LoggedOut:
		w.o.Count("logged_out_" + strconv.Itoa(int(e.Reason)))
		over(LoggedOut, time.Time{}, lookForDevice, logoutWhy[int(e.Reason)])
	case *events.StreamReplaced:
		over(Replaced, time.Time{}, consequences[Replaced].again)
	case *events.TemporaryBan:
		wait := orElse(e.Expire, consequences[Banned].again)
		over(Banned, now.Add(wait), wait+time.Duration(w.o.Random()*float64(min(time.Minute, wait/10))), banWhy[int(e.Code)])
	case *events.ClientOutdated:
		go func() { // the newest version is fetched from the network, and this is the client's own goroutine
			again := w.renew()
			if again < openAgain {
				w.finish(again)
				return
			}
			over(Outdated, time.Time{}, again)
		}()
	case *events.ConnectFailure:
		w.o.Count("refused_" + strconv.Itoa(int(e.Reason)))
		over(Refused, time.Time{}, consequences[Refused].again)
	case *events.NotifyAccountReachoutTimelock:
		switch {
		case e.IsActive:
			_ = w.lock(e.TimeEnforcementEnds.Time) // the error is for senders
		case w.now() == Locked && c.IsLoggedIn():
			w.become(Connected, time.Time{})
		}
	case *events.OfflineSyncCompleted:
		w.o.Count("caught_up")
	}
}

// lateNews is how long the news of a cut may take to get here on a machine that has much else to do.
const lateNews = 3 * time.Second

// late tells whether the news of a cut came after that of the next connection: whatsmeow tells each in a goroutine of its own.
// Taken for a new cut it would stop all sending on a connection that is well.
func (w *WhatsApp) late(c wire) bool {
	w.mu.Lock()
	fresh := w.status.State == Connected && w.o.Clock.Now().Sub(w.status.Since) < lateNews
	w.mu.Unlock()
	return fresh && c.IsConnected() // asked without our lock: the client may hold its own while it dials
}
