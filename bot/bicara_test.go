package bot_test

import (
	"strings"
	"testing"

	"tokobot/bot"
	"tokobot/bot/uji"
	"tokobot/internal/shop"
)

// say has a buyer say lines one after the other.
func say(t *testing.T, p *uji.Player, said ...string) {
	t.Helper()
	for _, line := range said {
		a, err := p.Message(line)
		if err != nil {
			t.Fatal(err)
		}
		if err := p.Hear([]shop.Arrival{a}); err != nil {
			t.Fatal(err)
		}
	}
}

// lastHeard is where the newest message to the buyer stands from now on.
func lastHeard(p *uji.Player) *string {
	last := ""
	p.Heard = func(says []shop.Say, _ []string) {
		for _, s := range says {
			last = s.Text
		}
	}
	return &last
}

// answerTo is the last answer of a shop to what a buyer says, line by line.
func answerTo(t *testing.T, b *bot.Bot, said ...string) string {
	t.Helper()
	p := uji.NewPlayer(b)
	last := lastHeard(p)
	say(t, p, said...)
	return *last
}

// contains holds that each of some words stands in a text, and none of others.
func contains(t *testing.T, text string, want, not []string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Errorf("no %q in:\n%s", w, text)
		}
	}
	for _, w := range not {
		if strings.Contains(text, w) {
			t.Errorf("%q in:\n%s", w, text)
		}
	}
}

// lastTurn is where the newest message to the buyer and what was done beside it stand from now on.
func lastTurn(p *uji.Player) *string {
	last := ""
	p.Heard = func(says []shop.Say, effects []string) {
		last = ""
		for _, s := range says {
			last += s.Text + "\n"
		}
		last += strings.Join(effects, "\n")
	}
	return &last
}

// turnAfter is what is said and done last in a talk, in which lines with @ direct the staff and the clock.
func turnAfter(t *testing.T, b *bot.Bot, lines ...string) string {
	t.Helper()
	p := uji.NewPlayer(b)
	last := lastTurn(p)
	for _, line := range lines {
		if what, ok := strings.CutPrefix(line, "@ "); ok {
			if _, err := p.Direct(what); err != nil {
				t.Fatal(err)
			}
			continue
		}
		say(t, p, line)
	}
	return *last
}
