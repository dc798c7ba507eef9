package whatsapp

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/types"
	"google.golang.org/protobuf/proto"

	"tokobot/internal/engine"
)

var (
	errPace = errors.New("whatsapp's pace")
	errHung = errors.New("send did not end in time")
)

// afterHang is when a message that hung is tried again.
const afterHang = 3 * time.Second

// Send delivers one parcel; see engine.Channel. The parcel's id is the message's: sent again it is the same message.
func (w *WhatsApp) Send(ctx context.Context, p engine.Parcel) (string, error) {
	if p.Kind != engine.SendMessage && p.Kind != "" {
		return "", &engine.GiveUp{Err: fmt.Errorf("whatsapp has no %s", p.Kind)}
	}
	if p.MessageID == "" {
		return "", &engine.GiveUp{Err: errors.New("whatsapp: a parcel without an id could be seen twice")}
	}
	c, err := w.connected()
	if err != nil {
		return "", err
	}
	if wait := w.pace.take(p.To); wait > 0 {
		return "", &engine.Retry{After: wait, Err: errPace}
	}
	w.courtesies(ctx, c, p)
	if err := w.put(ctx, c, p); err != nil {
		w.ticks.arrived(p.MessageID) // the engine sends it again, and it is followed then
		w.o.Count("send_failed")
		return "", err
	}
	w.allowed()
	w.o.Count("sent")
	return p.MessageID, nil
}

// courtesyTime bounds each of the courtesies.
const courtesyTime = 5 * time.Second

// courtesies are what a person at the phone would do first: read, then be seen typing. They are not worth a fault.
func (w *WhatsApp) courtesies(ctx context.Context, c *whatsmeow.Client, p engine.Parcel) {
	short, cancel := context.WithTimeout(ctx, courtesyTime)
	defer cancel()
	if jid, ids := w.chats.read(p.To); len(ids) > 0 {
		if err := c.MarkRead(short, ids, w.o.Clock.Now(), jid, jid); err != nil {
			w.o.Log.Debug("whatsapp read marks", "err", err)
		}
	}
	d := w.pace.typing(p.Text)
	jid, err := address(p.To)
	if d <= 0 || err != nil {
		return
	}
	w.typing.Add(1)
	defer w.typed(ctx, c)
	// Only somebody who is online is seen typing, and whoever is online gets no sound on the phone: so it is short.
	_ = c.SendPresence(short, types.PresenceAvailable)
	_ = c.SendChatPresence(short, jid, types.ChatPresenceComposing, types.ChatPresenceMediaText)
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-t.C:
	case <-ctx.Done():
	}
}

// typed goes offline again when nobody is typed to any more, however long the typing was and though the send was broken off: the shop's phone
// would stay without a sound.
func (w *WhatsApp) typed(ctx context.Context, c *whatsmeow.Client) {
	if w.typing.Add(-1) > 0 {
		return
	}
	ctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), courtesyTime)
	defer cancel()
	if err := c.SendPresence(ctx, types.PresenceUnavailable); err != nil && !errors.Is(err, whatsmeow.ErrNoPushName) { // without one it was not online either
		w.o.Log.Warn("whatsapp stays online", "err", err)
	}
}

// put builds and sends a message. whatsmeow can wait for a lock of its own without looking at the context, so the wait is
// here, and a send that does not end gets a new connection, which ends it.
func (w *WhatsApp) put(ctx context.Context, c *whatsmeow.Client, p engine.Parcel) error {
	ctx, cancel := context.WithTimeout(ctx, w.o.SendTime)
	to, err := address(p.To)
	if err != nil {
		cancel()
		return &engine.GiveUp{Err: fmt.Errorf("send: %w", err)}
	}
	done := make(chan error, 1)
	go func() {
		defer cancel()
		m, err := w.build(ctx, c, p)
		if err == nil {
			w.ticks.sending(p, w.o.Clock.Now())
			w.missed.take(p.MessageID)
			_, err = c.SendMessage(ctx, to, m, whatsmeow.SendRequestExtra{ID: p.MessageID})
			if err == nil && w.missed.take(p.MessageID) {
				err = errToNobody
			}
		}
		done <- err
	}()
	select {
	case err = <-done:
	case <-ctx.Done():
		select {
		case err = <-done:
		default:
			err = ctx.Err()
		}
	}
	if err != nil {
		return w.judge(c, err)
	}
	return nil
}

// lockedCode is WhatsApp's "this account may not open new chats".
const lockedCode = "463"

// judge says what happens next to a send that went wrong.
func (w *WhatsApp) judge(c *whatsmeow.Client, err error) error {
	var cut *whatsmeow.DisconnectedError
	switch {
	case errors.Is(err, whatsmeow.ErrServerReturnedError) && strings.HasSuffix(err.Error(), " "+lockedCode):
		w.o.Count("error_463")
		return w.lock(time.Time{})
	case errors.As(err, &cut), errors.Is(err, whatsmeow.ErrNotConnected), errors.Is(err, whatsmeow.ErrNotLoggedIn):
		return fmt.Errorf("%w: send: %w", engine.ErrStopped, err)
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, whatsmeow.ErrMessageTimedOut), errors.Is(err, whatsmeow.ErrIQTimedOut):
		w.o.Count("send_hung")
		w.o.Log.Warn("whatsapp send hung, connecting anew")
		c.ResetConnection()
		return &engine.Retry{After: afterHang, Err: errHung}
	case errors.Is(err, errToNobody):
		w.o.Count("sent_to_nobody")
		return &engine.Retry{After: afterHang, Err: err}
	case errors.Is(err, fs.ErrNotExist):
		return &engine.GiveUp{Err: fmt.Errorf("send: %w", err)}
	case strings.Contains(err.Error(), "no LID found"):
		return &engine.GiveUp{Err: errors.New("nomor ini tidak ada di WhatsApp")}
	}
	return fmt.Errorf("send: %w", err)
}

// build makes the message of a parcel; its file is uploaded first. There are no link previews.
func (w *WhatsApp) build(ctx context.Context, c *whatsmeow.Client, p engine.Parcel) (*waE2E.Message, error) {
	quote := w.chats.quote(p.To, p.Quote)
	if p.Media == nil || p.Media.Ref == "" {
		if quote == nil {
			return &waE2E.Message{Conversation: &p.Text}, nil
		}
		return &waE2E.Message{ExtendedTextMessage: &waE2E.ExtendedTextMessage{Text: &p.Text, ContextInfo: quote}}, nil
	}
	if w.o.Media == nil {
		return nil, errors.New("there is no media folder")
	}
	data, err := w.o.Media.Get(ctx, p.Media.Ref)
	if err != nil {
		return nil, fmt.Errorf("media %s: %w", p.Media.Ref, err)
	}
	if p.Media.MIME == "image/jpeg" || p.Media.MIME == "image/png" {
		return picture(ctx, c, p, data, quote)
	}
	return document(ctx, c, p, data, quote)
}

func picture(ctx context.Context, c *whatsmeow.Client, p engine.Parcel, data []byte, quote *waE2E.ContextInfo) (*waE2E.Message, error) {
	u, err := c.Upload(ctx, data, whatsmeow.MediaImage)
	if err != nil {
		return nil, fmt.Errorf("upload: %w", err)
	}
	m := &waE2E.ImageMessage{
		Caption: &p.Text, Mimetype: &p.Media.MIME, URL: &u.URL, DirectPath: &u.DirectPath, MediaKey: u.MediaKey,
		FileEncSHA256: u.FileEncSHA256, FileSHA256: u.FileSHA256, FileLength: &u.FileLength, ContextInfo: quote,
	}
	if small, width, height := thumbnail(data); small != nil {
		m.JPEGThumbnail, m.Width, m.Height = small, &width, &height
	}
	return &waE2E.Message{ImageMessage: m}, nil
}

func document(ctx context.Context, c *whatsmeow.Client, p engine.Parcel, data []byte, quote *waE2E.ContextInfo) (*waE2E.Message, error) {
	u, err := c.Upload(ctx, data, whatsmeow.MediaDocument)
	if err != nil {
		return nil, fmt.Errorf("upload: %w", err)
	}
	name, kind := p.Media.Name, p.Media.MIME
	if name == "" {
		name = "berkas" + ending(kind)
	}
	if kind == "" {
		kind = "application/octet-stream"
	}
	return &waE2E.Message{DocumentMessage: &waE2E.DocumentMessage{
		Caption: &p.Text, FileName: &name, Title: proto.String(name), Mimetype: &kind, URL: &u.URL, DirectPath: &u.DirectPath,
		MediaKey: u.MediaKey, FileEncSHA256: u.FileEncSHA256, FileSHA256: u.FileSHA256, FileLength: &u.FileLength, ContextInfo: quote,
	}}, nil
}
