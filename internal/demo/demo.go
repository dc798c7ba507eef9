// Package demo is a shop in a terminal: one person plays the buyer and the staff, and sees what everybody's phone shows.
package demo

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/replay"
	"tokobot/internal/shop"
)

// Demo is one session. All fields are needed but Colour and Live.
type Demo struct {
	Engine  *engine.Engine
	Screens *replay.Screens
	Media   engine.Media
	Look    func(from shop.Channel, data []byte, m *shop.Media)
	Clock   *engine.SetClock
	Zone    *time.Location
	Pause   time.Duration    // the engine's reading pause; the demo skips it
	Now     func() time.Time // real time; the demo's clock runs along with it, ahead by what /maju added
	In      io.Reader
	Out     io.Writer
	// Colour draws with a terminal's colours. Live shows a prompt and lets time pass while nobody types.
	Colour, Live bool
	Shop         string // its name, for the greeting

	ahead   time.Duration // how far the demo's clock is before the real one
	buyer   string
	name    string
	counter int // of what was received
	sent    int
}

// tick is how often a live session looks whether something fell due.
const tick = 500 * time.Millisecond

// Run talks until the end of input, /keluar, or the end of ctx.
func (d *Demo) Run(ctx context.Context) error {
	d.buyer, d.name = "6281234567890", "Sari"
	d.Clock.Set(d.Now())
	if err := d.Engine.Start(ctx); err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	if d.Live {
		d.say(fmt.Sprintf(welcome, d.Shop))
	}
	lines, failed := d.lines(ctx)
	var ticks <-chan time.Time
	if d.Live {
		t := time.NewTicker(tick)
		defer t.Stop()
		ticks = t.C
	}
	d.prompt()
	for {
		select {
		case <-ctx.Done():
			return nil
		case <-ticks:
			before := d.sent
			if err := d.pass(ctx, d.now()); err != nil {
				return err
			}
			if d.sent != before {
				d.prompt()
			}
		case line, ok := <-lines:
			if !ok {
				return *failed
			}
			err := d.line(ctx, line)
			if errors.Is(err, errLeave) {
				return nil
			}
			if err != nil {
				return err
			}
			d.prompt()
		}
	}
}

// lines reads the input in the background. When the channel closes, failed tells why.
func (d *Demo) lines(ctx context.Context) (<-chan string, *error) {
	c, failed := make(chan string), new(error)
	go func() {
		defer close(c)
		in := bufio.NewReader(d.In)
		for {
			line, err := in.ReadString('\n')
			if line != "" {
				select {
				case c <- line:
				case <-ctx.Done():
					return
				}
			}
			if err != nil {
				if err != io.EOF {
					*failed = fmt.Errorf("read input: %w", err)
				}
				return
			}
		}
	}()
	return c, failed
}

// now is the demo's time: the real one and what was added, never backwards.
func (d *Demo) now() time.Time {
	t := d.Now().Add(d.ahead)
	if c := d.Clock.Now(); c.After(t) {
		return c
	}
	return t
}

func (d *Demo) pass(ctx context.Context, until time.Time) error {
	if err := d.Engine.RunUntil(ctx, d.Clock, until); err != nil && ctx.Err() == nil {
		return fmt.Errorf("demo: %w", err)
	}
	return nil
}

// line does what one typed line says.
func (d *Demo) line(ctx context.Context, line string) error {
	line = strings.TrimSpace(line)
	if !d.Live && line != "" {
		d.say(d.name + "> " + line) // nobody typed it here, so that the answers would stand alone
	}
	if err := d.pass(ctx, d.now()); err != nil {
		return err
	}
	switch {
	case line == "":
		return nil
	case strings.HasPrefix(line, "@"):
		return d.staff(ctx, line[1:])
	case strings.HasPrefix(line, "/"):
		return d.command(ctx, line[1:])
	}
	return d.write(ctx, shop.Arrival{Kind: shop.KindText, Text: line})
}

// write sends something as the buyer and waits for what follows.
func (d *Demo) write(ctx context.Context, a shop.Arrival) error {
	a.Channel, a.Chat, a.Name = shop.WhatsApp, d.buyer, d.name
	if err := d.receive(ctx, a); err != nil {
		return err
	}
	return d.pass(ctx, d.Clock.Now().Add(d.Pause))
}

func (d *Demo) receive(ctx context.Context, a shop.Arrival) error {
	d.counter++
	a.At = d.Clock.Now()
	a.ID = fmt.Sprintf("DEMO%d-%d", a.At.UnixNano(), d.counter)
	if a.Kind == shop.KindPress {
		a.Callback = a.ID
	}
	if err := d.Engine.Receive(ctx, a); err != nil {
		return fmt.Errorf("demo: %w", err)
	}
	return nil
}

// staff acts in a group: "gudang Siap dikemas" presses, "keuangan /rekap" commands, "pengiriman > JX123" replies to the
// newest message there, and anything else is written into the group.
func (d *Demo) staff(ctx context.Context, line string) error {
	name, rest, _ := strings.Cut(line, " ")
	rest = strings.TrimSpace(rest)
	g, ok := group(name)
	if !ok {
		d.hint(fmt.Sprintf("Grup %q tidak ada. Yang ada: @keuangan @gudang @pengiriman @cs @pemilik.", name))
		return nil
	}
	a := shop.Arrival{
		Channel: shop.Telegram, Chat: string(g), User: staffOf[g], Name: staffOf[g], Kind: shop.KindText, Text: rest,
	}
	quoted, isReply := strings.CutPrefix(rest, ">")
	pressed, message, isPress := d.Screens.Press(g, func(label string) bool { return means(rest, label) })
	switch {
	case rest == "":
		d.hint("Tulis juga apa yang dilakukan, misalnya: @gudang Siap dikemas")
		return nil
	case isReply:
		if a.Text = strings.TrimSpace(quoted); !d.quote(g, &a) {
			return nil
		}
		if done, err := d.attach(ctx, &a); done || err != nil {
			return err
		}
	case isPress:
		a.Kind, a.Text, a.Press, a.Target = shop.KindPress, "", &pressed, message
	default:
		if done, err := d.attach(ctx, &a); done || err != nil {
			return err
		}
	}
	if err := d.receive(ctx, a); err != nil {
		return err
	}
	return d.pass(ctx, d.now())
}

// quote makes a a reply to the newest message in the group; false when there is none.
func (d *Demo) quote(g shop.Group, a *shop.Arrival) bool {
	id, ok := d.Screens.Newest(g)
	if !ok {
		d.hint("Belum ada pesan di grup itu yang bisa dibalas.")
	}
	a.Quote = id
	return ok
}

// attach turns "/foto F" and "/berkas F" in a group into what they send; done says that there is nothing to send.
func (d *Demo) attach(ctx context.Context, a *shop.Arrival) (done bool, err error) {
	word, rest, _ := strings.Cut(a.Text, " ")
	c, ok := commands[word[min(1, len(word)):]]
	if !strings.HasPrefix(word, "/") || !ok || c.file == "" {
		return false, nil
	}
	m, text, ok, err := d.file(ctx, shop.Telegram, rest)
	if !ok || err != nil {
		return true, err
	}
	a.Kind, a.Text, a.Media = c.file, text, m
	return false, nil
}

var staffOf = map[shop.Group]string{
	shop.Finance: "Rina", shop.Warehouse: "Budi", shop.Shipping: "Joko", shop.CS: "Maya", shop.Owner: "Bu Melati",
}

// group finds a group by its name or the beginning of it.
func group(name string) (shop.Group, bool) {
	name = strings.ToLower(name)
	for _, g := range shop.Groups {
		if name != "" && strings.HasPrefix(string(g), name) && (len(name) >= 3 || name == string(g)) {
			return g, true
		}
	}
	return "", false
}

// means tells whether what was typed is a button: its words, or at least the first four letters of them, whatever the case
// and without the emoji. What begins with / is a command.
func means(typed, label string) bool {
	t, l := plain(typed), plain(label)
	return t != "" && !strings.HasPrefix(typed, "/") && (t == l || len(t) >= 4 && strings.HasPrefix(l, t))
}
