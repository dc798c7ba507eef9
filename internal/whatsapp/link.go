package whatsapp

import (
	"context"
	"errors"
	"fmt"
	"time"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/types/events"
)

// LinkStep is one step of linking the shop's number. The last one has Done or Err.
type LinkStep struct {
	QR   string        // the text of a QR code to be scanned; see DrawQR and QRPicture
	Code string        // or a code to be typed on the phone, XXXX-XXXX
	For  time.Duration // how long it can be used
	Done bool
	Err  error
}

var (
	// ErrLinked says that a number is linked already.
	ErrLinked = errors.New("a number is linked already")
	// ErrLinking says that somebody is just linking one here.
	ErrLinking = errors.New("a number is being linked")
	// ErrLinkTime says that nobody scanned or typed in time.
	ErrLinkTime = errors.New("the codes ran out")
)

const (
	codeFor   = 160 * time.Second
	linkLogin = 60 * time.Second
)

// Link links the shop's number as the owner's phone allows it: by QR codes, one after the other, or for a phone number
// (international digits) by a code. The channel is closed after the last step. Where Run waits in this process it takes
// over by itself; elsewhere within seconds. Whoever stops taking steps before the last must end ctx: until then no other link, and no Run,
// can begin.
func (w *WhatsApp) Link(ctx context.Context, phone string) (<-chan LinkStep, error) {
	if !w.lockLinking(ctx) {
		if w.pairing.Load() {
			return nil, ErrLinking
		}
		return nil, ErrLinked
	}
	w.pairing.Store(true)
	steps, err := w.link(ctx, phone)
	if err != nil {
		w.endPairing()
		return nil, fmt.Errorf("link: %w", err)
	}
	return steps, nil
}

func (w *WhatsApp) endPairing() {
	w.pairing.Store(false)
	w.linking.Unlock()
}

// lockLinking waits out a Run that only looks whether there is a device; false when a device is connected or being linked.
func (w *WhatsApp) lockLinking(ctx context.Context) bool {
	for range 50 {
		if w.linking.TryLock() {
			return true
		}
		select {
		case <-ctx.Done():
			return false
		case <-time.After(20 * time.Millisecond):
		}
	}
	return false
}

// link begins; the lock is given back when the last step was taken.
func (w *WhatsApp) link(ctx context.Context, phone string) (<-chan LinkStep, error) {
	d, err := w.container.GetFirstDevice(ctx)
	if err != nil {
		return nil, err
	}
	if d.ID != nil {
		return nil, ErrLinked
	}
	c := w.newClient(d)
	up := make(chan error, 1)
	c.AddEventHandlerWithSuccessStatus(func(e any) bool {
		switch e.(type) {
		case *events.Message, *events.Receipt, *events.CallOffer:
			return false // not acknowledged: it is for Run
		case *events.Connected, *events.StreamReplaced: // replaced: the running program took over already
			tryPut(up, nil)
		case *events.LoggedOut, *events.ConnectFailure, *events.TemporaryBan:
			tryPut(up, fmt.Errorf("WhatsApp ended the new connection: %T", e))
		}
		return true
	})
	codes, err := c.GetQRChannel(ctx)
	if err != nil {
		return nil, err
	}
	if err := c.Connect(); err != nil {
		return nil, err
	}
	steps := make(chan LinkStep)
	go func() {
		defer close(steps)
		last := w.follow(ctx, c, phone, codes, steps)
		if last.Err == nil {
			last.Err = await(ctx, up)
		}
		last.Done = last.Err == nil
		c.Disconnect()
		w.endPairing() // before Run is told, so that it can begin
		if last.Done {
			w.o.Count("linked")
			tryPut(w.linked, struct{}{})
		}
		give(ctx, steps, last)
	}()
	return steps, nil
}

func tryPut[T any](c chan<- T, v T) {
	select {
	case c <- v:
	default:
	}
}

func give(ctx context.Context, steps chan<- LinkStep, s LinkStep) bool {
	select {
	case steps <- s:
		return true
	case <-ctx.Done():
		return false
	}
}

// await waits until the linked client is logged in.
func await(ctx context.Context, up <-chan error) error {
	ctx, cancel := context.WithTimeout(ctx, linkLogin)
	defer cancel()
	select {
	case err := <-up:
		return err
	case <-ctx.Done():
		return fmt.Errorf("linked, but not logged in: %w", ctx.Err())
	}
}

// follow hands on the codes until the phone took one.
func (w *WhatsApp) follow(
	ctx context.Context, c *whatsmeow.Client, phone string, codes <-chan whatsmeow.QRChannelItem, steps chan<- LinkStep,
) LinkStep {
	asked := false
	for item := range codes {
		switch item.Event {
		case whatsmeow.QRChannelEventCode:
			step := LinkStep{QR: item.Code, For: item.Timeout}
			if phone != "" {
				if asked {
					continue
				}
				asked = true
				code, err := c.PairPhone(ctx, phone, true, whatsmeow.PairClientChrome, "Chrome (Linux)")
				if err != nil {
					return LinkStep{Err: fmt.Errorf("link %s: %w", mask(phone), err)}
				}
				step = LinkStep{Code: code, For: codeFor}
			}
			if !give(ctx, steps, step) {
				return LinkStep{Err: ctx.Err()}
			}
		case whatsmeow.QRChannelSuccess.Event:
			return LinkStep{}
		case whatsmeow.QRChannelTimeout.Event:
			return LinkStep{Err: ErrLinkTime}
		default:
			return LinkStep{Err: errors.Join(fmt.Errorf("link: %s", item.Event), item.Error)}
		}
	}
	if ctx.Err() != nil {
		return LinkStep{Err: ctx.Err()}
	}
	return LinkStep{Err: ErrLinkTime}
}

// Unlink takes the device off the shop's phone's list and forgets it here. Where the number runs, it is asked there;
// otherwise a connection is made for it. An error leaves everything as it was.
func (w *WhatsApp) Unlink(ctx context.Context) error {
	if c, err := w.online(); err == nil {
		if err := c.Logout(ctx); err != nil {
			return fmt.Errorf("unlink: %w", err)
		}
		w.become(Unlinked, time.Time{})
		w.finish(lookForDevice)
		return nil
	}
	if !w.lockLinking(ctx) {
		return errors.New("unlink: WhatsApp is being connected, try again")
	}
	defer w.linking.Unlock()
	d, err := w.container.GetFirstDevice(ctx)
	if err != nil {
		return fmt.Errorf("unlink: %w", err)
	}
	if d.ID == nil {
		return nil
	}
	c := w.newClient(d)
	c.InitialAutoReconnect = false
	// What comes meanwhile is not acknowledged: it stays with WhatsApp.
	c.AddEventHandlerWithSuccessStatus(func(any) bool { return false })
	if err := c.ConnectContext(ctx); err != nil {
		return fmt.Errorf("unlink: %w", err)
	}
	defer c.Disconnect()
	if !c.WaitForConnection(20 * time.Second) {
		return errors.New("unlink: WhatsApp does not answer")
	}
	if err := c.Logout(ctx); err != nil {
		return fmt.Errorf("unlink: %w", err)
	}
	return nil
}
