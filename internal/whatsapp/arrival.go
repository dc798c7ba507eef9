package whatsapp

import (
	"context"
	"errors"
	"strconv"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/types/events"

	"tokobot/internal/shop"
)

// lookup is what reading a message may have to ask for.
type lookup interface {
	// other is the buyer's other address, phone for LID and LID for phone; empty when it is not known.
	other(ctx context.Context, jid types.JID) types.JID
	// edit opens the newer kind of edit, which is encrypted once more.
	edit(ctx context.Context, e *events.Message) (*waE2E.Message, error)
	// cart fetches the lines of a cart, which are not in its message.
	cart(ctx context.Context, id, token string) ([]shop.Line, error)
}

// clientLookup asks whatsmeow.
type clientLookup struct{ c *whatsmeow.Client }

func (l clientLookup) other(ctx context.Context, jid types.JID) types.JID {
	find := l.c.Store.LIDs.GetPNForLID
	if jid.Server == types.DefaultUserServer {
		find = l.c.Store.LIDs.GetLIDForPN
	}
	found, err := find(ctx, jid.ToNonAD())
	if err != nil {
		return types.EmptyJID // one address is enough to answer; the other comes with a later message
	}
	return found.ToNonAD()
}

func (l clientLookup) edit(ctx context.Context, e *events.Message) (*waE2E.Message, error) {
	return l.c.DecryptSecretEncryptedMessage(ctx, e)
}

func (l clientLookup) cart(ctx context.Context, id, token string) ([]shop.Line, error) {
	d, err := l.c.GetOrderDetails(ctx, id, token)
	if err != nil {
		return nil, err
	}
	if d == nil {
		return nil, errors.New("no details")
	}
	lines := make([]shop.Line, 0, len(d.Products))
	for _, p := range d.Products {
		lines = append(lines, shop.Line{Name: p.Name, Qty: p.Quantity})
	}
	return lines, nil
}

// isBuyer tells a person's chat from groups, statuses, channels, bots and WhatsApp's own announcements.
func isBuyer(chat types.JID) bool {
	return (chat.Server == types.DefaultUserServer || chat.Server == types.HiddenUserServer) &&
		!chat.IsBot() && chat.User != "" && chat.User != types.PSAJID.User
}

// plainAddress is an address as the shop writes it: a phone's digits, or the LID with its server.
func plainAddress(jid types.JID) string {
	if jid.Server == types.DefaultUserServer {
		return jid.User
	}
	return jid.ToNonAD().String()
}

// arrival begins an arrival with who and when: the phone number where it is known, else the LID.
func (w *WhatsApp) arrival(ctx context.Context, l lookup, info types.MessageInfo) shop.Arrival {
	a := shop.Arrival{Channel: shop.WhatsApp, Account: w.o.Account, ID: info.ID, At: w.o.Clock.Now()}
	chat, other := info.Chat.ToNonAD(), info.SenderAlt.ToNonAD()
	if info.IsFromMe {
		other = info.RecipientAlt.ToNonAD()
	} else {
		a.Name = info.PushName
	}
	if other.IsEmpty() || !isBuyer(other) {
		other = l.other(ctx, chat)
	}
	if chat.Server == types.HiddenUserServer && other.Server == types.DefaultUserServer {
		chat, other = other, chat
	}
	a.Chat = plainAddress(chat)
	if !other.IsEmpty() {
		a.Alt = []string{plainAddress(other)}
	}
	return a
}

// read makes an arrival of a message; false when there is nothing in it for the shop.
func (w *WhatsApp) read(ctx context.Context, l lookup, e *events.Message) (shop.Arrival, bool) {
	if !isBuyer(e.Info.Chat) || e.Info.IsGroup || e.Info.Category == "peer" || e.Message == nil {
		return shop.Arrival{}, false
	}
	if e.Info.IsFromMe && e.Info.Chat.User == e.Info.Sender.User && e.Info.DeviceSentMeta == nil {
		return shop.Arrival{}, false // the owner's notes to themselves
	}
	a := w.arrival(ctx, l, e.Info)
	if !w.content(ctx, l, e, &a) {
		return a, false
	}
	if a.Media != nil && len(a.Media.Fetch) > 0 {
		a.Media.Fetch = remember(a.Media.Fetch, e.Info)
	}
	if e.Info.IsFromMe {
		if notWritten[a.Kind] {
			return a, false // a tick or a reaction of the owner's takes over nothing
		}
		a.Kind = shop.KindOwn
	}
	if a.Target == a.ID {
		// Some clients give an edit or a deletion the id of its message; the key must tell them apart.
		a.ID += ":" + string(a.Kind) + ":" + strconv.FormatInt(e.Info.Timestamp.Unix(), 10)
	}
	return a, true
}

// notWritten are kinds that nobody typed.
var notWritten = map[shop.Kind]bool{shop.KindReaction: true, shop.KindDeleted: true, shop.KindUnknown: true}

// content fills in what a message says; false when it says nothing.
func (w *WhatsApp) content(ctx context.Context, l lookup, e *events.Message, a *shop.Arrival) bool {
	m := e.Message
	if m.SecretEncryptedMessage != nil {
		a.Kind, a.Target = shop.KindEdited, m.SecretEncryptedMessage.GetTargetMessageKey().GetID()
		opened, err := l.edit(ctx, e)
		if err != nil {
			w.o.Log.Warn("whatsapp edit can't be opened", "err", err)
			a.Kind = shop.KindUnknown // the buyer is asked to write it once more
			return true
		}
		inner := opened
		if p := opened.GetProtocolMessage(); p != nil {
			inner = p.GetEditedMessage()
		}
		a.Text = textOf(inner)
		return true
	}
	if o := m.OrderMessage; o != nil {
		a.Kind, a.Text = shop.KindCart, o.GetMessage()
		lines, err := l.cart(ctx, o.GetOrderID(), o.GetToken())
		if err != nil {
			w.o.Log.Warn("whatsapp cart can't be fetched", "err", err)
		}
		a.Lines = lines
		return true
	}
	if said, ok := say(m, a); !ok {
		return false
	} else if !said {
		if blank(m) {
			return false
		}
		a.Kind = shop.KindUnknown
	}
	around(m, a)
	return true
}
