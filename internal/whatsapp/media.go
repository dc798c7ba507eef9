package whatsapp

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"time"

	"go.mau.fi/whatsmeow"
	"go.mau.fi/whatsmeow/proto/waE2E"
	"go.mau.fi/whatsmeow/proto/waMmsRetry"
	"go.mau.fi/whatsmeow/types"
	"go.mau.fi/whatsmeow/types/events"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// goneViewOnce is said where a linked device is not given a view-once picture.
const goneViewOnce = "foto sekali lihat, hanya bisa dibuka di HP toko"

// goneKind is said of files that are never fetched.
const goneKind = "jenis berkas ini tidak diambil demi keamanan"

// reloadTime is how long the sender's phone has for uploading a file again.
const reloadTime = 20 * time.Second

// fetch is what is needed to get a file later, as it lies in shop.Media.Fetch.
type fetch struct {
	Kind   whatsmeow.MediaType `json:"kind"`
	Path   string              `json:"path"`
	Key    []byte              `json:"key"`
	Sum    []byte              `json:"sum"`
	EncSum []byte              `json:"enc_sum"`
	// The message, for asking the phone to upload it again.
	Chat   types.JID `json:"chat"`
	ID     string    `json:"id"`
	FromMe bool      `json:"from_me,omitempty"`
}

// attachment is what all kinds of files have.
type attachment interface {
	whatsmeow.DownloadableMessage
	GetMimetype() string
	GetFileLength() uint64
}

// sayMedia is a file of any kind.
func sayMedia(m *waE2E.Message, a *shop.Arrival) bool {
	video := m.VideoMessage
	if video == nil {
		video = m.PtvMessage
	}
	var f attachment
	name := ""
	switch {
	case m.ImageMessage != nil:
		f, a.Kind, name = m.ImageMessage, shop.KindImage, "foto"
	case video != nil:
		f, a.Kind, name = video, shop.KindVideo, "video"
		a.Text = video.GetCaption()
	case m.AudioMessage != nil:
		f, a.Kind, name = m.AudioMessage, shop.KindVoice, "suara"
	case m.StickerMessage != nil:
		f, a.Kind, name = m.StickerMessage, shop.KindSticker, "stiker"
	case m.DocumentMessage != nil:
		f, a.Kind, name = m.DocumentMessage, shop.KindDocument, "dokumen"
	default:
		return false
	}
	if a.Text == "" {
		a.Text = textOf(m)
	}
	name += ending(f.GetMimetype())
	if d := m.DocumentMessage; d.GetFileName() != "" {
		name = d.GetFileName()
	}
	a.Media = &shop.Media{Name: name, MIME: f.GetMimetype(), Size: int64(f.GetFileLength())}
	if a.Kind == shop.KindSticker {
		return true // its picture says nothing that the shop needs
	}
	if len(f.GetMediaKey()) == 0 || f.GetDirectPath() == "" {
		a.Media.Gone = goneViewOnce
		return true
	}
	if !mayFetch(a.Media.Name, f.GetMimetype()) {
		a.Media.Gone = goneKind
		return true
	}
	raw, err := json.Marshal(fetch{
		Kind: whatsmeow.GetMediaType(f), Path: f.GetDirectPath(), Key: f.GetMediaKey(), Sum: f.GetFileSHA256(), EncSum: f.GetFileEncSHA256(),
	})
	if err == nil { // strings and bytes always marshal
		a.Media.Fetch = raw
	}
	return true
}

// remember adds which message a file belongs to.
func remember(raw []byte, info types.MessageInfo) []byte {
	var f fetch
	if err := json.Unmarshal(raw, &f); err != nil {
		return raw
	}
	f.Chat, f.ID, f.FromMe = info.Chat.ToNonAD(), info.ID, info.IsFromMe
	full, err := json.Marshal(f)
	if err != nil {
		return raw
	}
	return full
}

// Fetch implements engine.Fetcher. A file that WhatsApp no longer has is asked of the sender's phone once.
func (w *WhatsApp) Fetch(ctx context.Context, m shop.Media) ([]byte, error) {
	if m.Size > w.o.MaxMedia {
		return nil, fmt.Errorf("berkasnya %d MB, paling besar %d MB", m.Size>>20, w.o.MaxMedia>>20)
	}
	var f fetch
	if err := json.Unmarshal(m.Fetch, &f); err != nil {
		return nil, fmt.Errorf("fetch: %w", err)
	}
	c, err := w.online()
	if err != nil {
		return nil, fmt.Errorf("fetch: %w", err)
	}
	data, err := download(ctx, c, f)
	if isGone(err) {
		if f.Path, err = w.reload(ctx, c, f); err == nil {
			data, err = download(ctx, c, f)
		}
	}
	if err != nil {
		w.o.Count("fetch_failed")
		return nil, fmt.Errorf("fetch: %w", err)
	}
	if n := int64(len(data)); n > w.o.MaxMedia {
		return nil, fmt.Errorf("berkasnya %d MB, paling besar %d MB", n>>20, w.o.MaxMedia>>20)
	}
	w.o.Count("fetched")
	return data, nil
}

// online is the client if it is connected, whether or not it may send.
func (w *WhatsApp) online() (*whatsmeow.Client, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.client == nil || !w.client.IsLoggedIn() {
		if c := consequences[w.status.State]; c.barred && w.o.Clock.Now().Sub(w.status.Since) >= c.patience {
			return nil, &engine.Barred{Err: fmt.Errorf("whatsapp is %s", w.status.State)}
		}
		return nil, fmt.Errorf("%w: whatsapp is %s", engine.ErrStopped, w.status.State)
	}
	return w.client, nil
}

func download(ctx context.Context, c *whatsmeow.Client, f fetch) ([]byte, error) {
	return c.DownloadMediaWithPath(ctx, f.Path, f.EncSum, f.Sum, f.Key, f.Kind, "", false)
}

func isGone(err error) bool {
	return errors.Is(err, whatsmeow.ErrMediaDownloadFailedWith403) || errors.Is(err, whatsmeow.ErrMediaDownloadFailedWith404) ||
		errors.Is(err, whatsmeow.ErrMediaDownloadFailedWith410)
}

// reload asks the phone to upload a file again and returns its new path.
func (w *WhatsApp) reload(ctx context.Context, c *whatsmeow.Client, f fetch) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, reloadTime)
	defer cancel()
	answer := w.retries.ask(f.ID)
	defer w.retries.forget(f.ID)
	info := types.MessageInfo{MessageSource: types.MessageSource{Chat: f.Chat, Sender: f.Chat, IsFromMe: f.FromMe}, ID: f.ID}
	if err := c.SendMediaRetryReceipt(ctx, &info, f.Key); err != nil {
		return "", fmt.Errorf("ask for the file again: %w", err)
	}
	select {
	case <-ctx.Done():
		return "", fmt.Errorf("file is gone, and the phone does not upload it again: %w", ctx.Err())
	case e := <-answer:
		n, err := whatsmeow.DecryptMediaRetryNotification(e, f.Key)
		if err != nil {
			return "", fmt.Errorf("file uploaded again: %w", err)
		}
		if n.GetResult() != waMmsRetry.MediaRetryNotification_SUCCESS {
			return "", fmt.Errorf("file is gone: %s", n.GetResult())
		}
		return n.GetDirectPath(), nil
	}
}

// retries are files that phones are asked to upload again, by message id.
type retries struct {
	mu    sync.Mutex
	asked map[string]chan *events.MediaRetry
}

func newRetries() *retries { return &retries{asked: map[string]chan *events.MediaRetry{}} }

func (r *retries) ask(id string) <-chan *events.MediaRetry {
	r.mu.Lock()
	defer r.mu.Unlock()
	c := make(chan *events.MediaRetry, 1)
	r.asked[id] = c
	return c
}

func (r *retries) forget(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.asked, id)
}

func (r *retries) answer(e *events.MediaRetry) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if c := r.asked[e.MessageID]; c != nil {
		select {
		case c <- e:
		default: // answered already
		}
	}
}
