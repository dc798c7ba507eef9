package replay

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"mime"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// Player plays a script on an engine whose channels are Screens and whose clock is Clock.
type Player struct {
	Engine  *engine.Engine
	Store   engine.Store
	Media   engine.Media
	Clock   *engine.SetClock
	Screens *Screens
	Zone    *time.Location // the shop's
	Pause   time.Duration  // the engine's reading pause
	Look    func(from shop.Channel, data []byte, m *shop.Media)
	// Warn takes what is odd about a script but does not stop it.
	Warn io.Writer
	// Given takes the ref of each file that came from the script with its name there; nil takes none.
	Given func(ref, name string)
	// Settled, if not nil, is called whenever all that is due up to a line has been done.
	Settled func(context.Context) error
	// Position is where Play goes on; a player that is given another's goes on where that one stopped.
	Position

	names map[string]string // a buyer's shown name, as last given
}

// Position is a place in a script. The zero value is its beginning.
type Position struct {
	Next  int       // the line to go on with
	Now   time.Time // the time of the line before
	Quiet time.Time // the end of the reading pause after the newest message of a buyer
}

// Begin is when a script begins whose first line does not say: a Monday morning.
func Begin(zone *time.Location) time.Time { return time.Date(2026, 11, 23, 9, 0, 0, 0, zone) }

// Start is when the script begins.
func (s *Script) Start(zone *time.Location) time.Time {
	if len(s.Lines) > 0 && s.Lines[0].At != nil {
		return *s.Lines[0].At
	}
	return Begin(zone)
}

// Play plays the script from the player's position on. Everything that falls due up to a line's time is done before the line; after the
// last one only what the reading pause still holds back.
func (p *Player) Play(ctx context.Context, s *Script) error {
	if p.names == nil {
		p.names = map[string]string{}
	}
	if p.Next == 0 {
		p.Now = s.Start(p.Zone)
	}
	p.Clock.Set(p.Now)
	if err := p.Engine.Start(ctx); err != nil {
		return fmt.Errorf("play: %w", err)
	}
	for p.Next < len(s.Lines) {
		l := s.Lines[p.Next]
		now := p.when(l, p.Now, p.Next == 0)
		if err := p.runUntil(ctx, now); err != nil {
			return fmt.Errorf("play line %d: %w", l.Number, err)
		}
		a, ok, err := p.arrival(ctx, s, l, now)
		if err == nil && ok {
			err = p.Engine.Receive(ctx, a)
		}
		if err != nil {
			return fmt.Errorf("play line %d: %w", l.Number, err)
		}
		p.Next, p.Now = p.Next+1, now
		if l.Buyer != "" {
			p.Quiet = now.Add(p.Pause)
		}
	}
	end := p.Now
	if p.Quiet.After(end) {
		end = p.Quiet
	}
	if err := p.runUntil(ctx, end); err != nil {
		return fmt.Errorf("play to the end: %w", err)
	}
	return nil
}

func (p *Player) runUntil(ctx context.Context, t time.Time) error {
	if err := p.Engine.RunUntil(ctx, p.Clock, t); err != nil || p.Settled == nil {
		return err
	}
	return p.Settled(ctx)
}

func (p *Player) when(l Line, before time.Time, first bool) time.Time {
	switch {
	case l.At != nil && l.At.Before(before):
		p.warn(l, "\"at\" lebih awal dari baris sebelumnya; jam tidak bisa mundur")
		return before
	case l.At != nil:
		return l.At.In(p.Zone)
	case l.Advance != nil:
		return before.Add(*l.Advance)
	case first:
		return before
	}
	return before.Add(Step)
}

func (p *Player) warn(l Line, format string, args ...any) {
	fmt.Fprintf(p.Warn, "baris %d: %s\n", l.Number, fmt.Sprintf(format, args...))
}

// arrival makes the line's arrival; false when there is nothing to deliver.
func (p *Player) arrival(ctx context.Context, s *Script, l Line, now time.Time) (a shop.Arrival, ok bool, err error) {
	if l.Buyer == "" && l.Staff == "" {
		return a, false, nil
	}
	a = shop.Arrival{Channel: shop.WhatsApp, Chat: l.Buyer, ID: l.ID, At: now, Kind: shop.KindText, Quote: l.Quote}
	if l.Buyer != "" {
		if l.Name != "" {
			p.names[l.Buyer] = l.Name
		}
		a.Name = p.names[l.Buyer]
	} else {
		a.Channel, a.Chat, a.User, a.Name = shop.Telegram, string(l.Staff), l.User, l.Name
		if a.User == "" {
			a.User = "Staf"
		}
		if a.Name == "" {
			a.Name = a.User
		}
	}
	if a.ID == "" {
		a.ID = madeUp(l, now)
	}
	if l.Text != nil {
		if a.Text, err = p.fill(ctx, l, *l.Text); err != nil {
			return a, false, err
		}
	}
	if l.Reply {
		if a.Quote, ok = p.Screens.Newest(l.Staff); !ok {
			p.warn(l, "belum ada pesan di grup %s yang bisa dibalas", l.Staff)
		}
	}
	if l.Press != "" && !p.press(l, &a) {
		return a, false, nil
	}
	return a, true, p.kind(ctx, s, l, &a)
}

func (p *Player) press(l Line, a *shop.Arrival) bool {
	pressed, message, ok := p.Screens.Press(l.Staff, func(label string) bool {
		return strings.Contains(label, l.Press)
	})
	if !ok {
		p.warn(l, "tidak ada tombol %q di grup %s", l.Press, l.Staff)
		return false
	}
	a.Kind, a.Press, a.Target, a.Callback = shop.KindPress, &pressed, message, "cb-"+a.ID
	return true
}

// kind fills in what the line is besides its text.
func (p *Player) kind(ctx context.Context, s *Script, l Line, a *shop.Arrival) (err error) {
	switch {
	case l.Sticker:
		a.Kind = shop.KindSticker
	case l.Location != nil:
		a.Kind, a.Location = shop.KindLocation, l.Location
	case l.Contact != "":
		a.Kind, a.Text = shop.KindContact, l.Contact
	case l.Deleted != "":
		a.Kind, a.Target = shop.KindDeleted, l.Deleted
	case l.Edited != "":
		a.Kind, a.Target = shop.KindEdited, l.Edited
	case l.Image != "":
		a.Kind = shop.KindImage
		a.Media, err = p.media(ctx, s, l, l.Image)
	case l.Voice != "":
		a.Kind = shop.KindVoice
		a.Media, err = p.media(ctx, s, l, l.Voice)
	case l.Document != "":
		a.Kind = shop.KindDocument
		a.Media, err = p.media(ctx, s, l, l.Document)
	}
	return err
}

// media stores a line's file. One that is not there has its name for content, so that a script without pictures still
// tells one picture from another.
func (p *Player) media(ctx context.Context, s *Script, l Line, name string) (*shop.Media, error) {
	data, err := []byte(nil), error(nil)
	if l.Content != nil {
		var content string
		content, err = p.fill(ctx, l, *l.Content)
		data = []byte(content)
	} else if data, err = os.ReadFile(s.path(name)); errors.Is(err, os.ErrNotExist) {
		p.warn(l, "berkas %q tidak ada; dipakai namanya saja", name)
		data, err = []byte(name), nil
	}
	if err != nil {
		return nil, fmt.Errorf("media: %w", err)
	}
	ref, err := p.Media.Put(ctx, name, data)
	if err != nil {
		return nil, err
	}
	if p.Given != nil {
		p.Given(ref, name)
	}
	sum := sha256.Sum256(data)
	m := &shop.Media{
		Ref: ref, Name: name, MIME: MIME(name), Size: int64(len(data)), SHA256: hex.EncodeToString(sum[:]),
	}
	if m.MIME == "" && l.Image != "" {
		m.MIME = "image/jpeg"
	}
	if p.Look != nil {
		from := shop.WhatsApp
		if l.Staff != "" {
			from = shop.Telegram
		}
		p.Look(from, data, m)
	}
	return m, nil
}

// MIME tells a file's type by its name. The common ones are told here, since the machine's own list differs from one to
// another.
func MIME(name string) string {
	ext := strings.ToLower(filepath.Ext(name))
	if m, ok := mimes[ext]; ok {
		return m
	}
	m, _, _ := strings.Cut(mime.TypeByExtension(ext), ";")
	return m
}

var mimes = map[string]string{
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp", ".gif": "image/gif",
	".pdf": "application/pdf", ".csv": "text/csv", ".txt": "text/plain", ".html": "text/html", ".htm": "text/html",
	".ogg": "audio/ogg", ".oga": "audio/ogg", ".opus": "audio/ogg", ".mp3": "audio/mpeg", ".m4a": "audio/mp4",
	".yaml": "application/yaml", ".yml": "application/yaml", ".zip": "application/zip",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xls": "application/vnd.ms-excel",
}

// madeUp is a message id that is the same in every play of the same script.
func madeUp(l Line, now time.Time) string {
	sum := sha256.Sum256(fmt.Appendf(nil, "%d|%d|%s|%s", l.Number, now.UnixNano(), l.Buyer, l.Staff))
	return "3EB0" + strings.ToUpper(hex.EncodeToString(sum[:9]))
}

var placeholder = regexp.MustCompile(`\{\{(order|total):([^{}]*)\}\}`)

// fill puts a buyer's newest order in the place of {{order:BUYER}} and {{total:BUYER}}.
func (p *Player) fill(ctx context.Context, l Line, s string) (string, error) {
	if !placeholder.MatchString(s) {
		return s, nil
	}
	newest := map[string]shop.Order{}
	err := p.Store.Dump(ctx, engine.Dump{Order: func(o shop.Order, buyer string) error {
		if old, ok := newest[buyer]; !ok || !o.CreatedAt.Before(old.CreatedAt) {
			newest[buyer] = o
		}
		return nil
	}})
	if err != nil {
		return "", fmt.Errorf("look up orders: %w", err)
	}
	return placeholder.ReplaceAllStringFunc(s, func(m string) string {
		part := placeholder.FindStringSubmatch(m)
		o, ok := newest[strings.TrimSpace(part[2])]
		if !ok {
			p.warn(l, "%s: pembeli ini belum punya pesanan", m)
			return m
		}
		return placeholders[part[1]](o)
	}), nil
}
