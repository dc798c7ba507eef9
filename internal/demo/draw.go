package demo

import (
	"fmt"
	"regexp"
	"strings"

	"tokobot/internal/engine"
	"tokobot/internal/replay"
	"tokobot/internal/shop"
)

// Colours of a terminal (SGR numbers), one for each who shows something.
var colours = map[string]string{
	"toko": "32", string(shop.Finance): "33", string(shop.Warehouse): "36", string(shop.Shipping): "35", string(shop.CS): "34",
	string(shop.Owner): "31", "petunjuk": "2",
}

// Sent draws one parcel as its receiver sees it.
func (d *Demo) Sent(p engine.Parcel) error {
	d.sent++
	at := d.Clock.Now().In(d.Zone).Format("15.04")
	who, head := "toko", fmt.Sprintf("── %s → %s %s", d.Shop, p.To, at)
	if p.Channel == shop.Telegram {
		who, head = p.To, fmt.Sprintf("══ grup %s %s", p.To, at)
		switch p.Kind {
		case engine.EditCard:
			head += " (diperbarui)"
		case engine.SendToast:
			head += " (pemberitahuan)"
		}
	}
	lines := []string{head}
	if p.Media != nil && p.Kind != engine.EditCard {
		lines = append(lines, "📎 "+d.media(*p.Media))
	}
	if p.Text != "" {
		lines = append(lines, strings.Split(p.Text, "\n")...)
	}
	for _, row := range p.Buttons {
		labels := make([]string, len(row))
		for i, b := range row {
			labels[i] = "[ " + b.Label + " ]"
		}
		lines = append(lines, strings.Join(labels, " "))
	}
	_, err := fmt.Fprint(d.Out, d.erase()+d.painted(who, lines))
	return err
}

func (d *Demo) media(m shop.Media) string {
	if m.Ref == "" {
		return m.Name
	}
	kind := "berkas"
	if replay.IsPicture(m) {
		kind = "gambar"
	}
	return fmt.Sprintf("%s %s (%s)", kind, m.Name, d.Media.Path(m.Ref))
}

// painted joins lines, each behind a bar in the colour of who.
func (d *Demo) painted(who string, lines []string) string {
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			l = "│ " + l
		}
		if d.Colour {
			l = "\x1b[" + colours[who] + "m" + embolden(l) + "\x1b[0m"
		}
		b.WriteString(l + "\n")
	}
	return b.String()
}

var bold = regexp.MustCompile(`\*([^*\n]+)\*`)

// embolden draws WhatsApp's *bold* bold.
func embolden(s string) string { return bold.ReplaceAllString(s, "\x1b[1m$1\x1b[22m") }

func (d *Demo) say(s string) { fmt.Fprintln(d.Out, s) }

func (d *Demo) hint(s string) {
	if d.Colour {
		s = "\x1b[" + colours["petunjuk"] + "m" + s + "\x1b[0m"
	}
	d.say(s)
}

// prompt shows who is writing, in a live session.
func (d *Demo) prompt() {
	if d.Live {
		fmt.Fprintf(d.Out, "%s> ", d.name)
	}
}

// erase takes the prompt away before something is drawn in its place; the next prompt draws it again.
func (d *Demo) erase() string {
	if d.Live && d.Colour {
		return "\r\x1b[K"
	}
	return ""
}
