package bot_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"tokobot/bot"
	"tokobot/bot/uji"
	"tokobot/internal/shop"
)

// scraps are all lines of the conversations that a buyer or the world says.
func scraps(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for line := range strings.SplitSeq(string(data), "\n") {
			if strings.HasPrefix(line, "> ") || strings.HasPrefix(line, "@ ") && !strings.HasPrefix(line, "@ jam") && !slices.Contains(out, line) {
				out = append(out, line)
			}
		}
	}
	return append(out, "> ya", "> ya", "> ya", "> y", "> iya kak", "> 1", "> 2", "> 3", "> batal", "> tidak", "@ kembali", "@ kembali", "@ maju 2h", "@ maju 30h")
}

// TestAnyDay mixes the conversations at random. Whatever is said in whatever order: the step never fails, the books never
// refuse, one turn has at most one message, every number in it has a source, what is reserved is what open orders hold, and
// no two open orders with unique codes have one total.
func TestAnyDay(t *testing.T) {
	anyDay(t, bot.SampleShop(t), scraps(t))
}

func anyDay(t *testing.T, b *bot.Bot, lines []string) {
	rapid.Check(t, func(rt *rapid.T) {
		p := uji.NewPlayer(b)
		due := false
		p.Due = func(time.Time) { due = true }
		p.Heard = func(says []shop.Say, _ []string) {
			if !due && len(says) > 1 {
				rt.Fatalf("%d messages for one turn", len(says))
			}
			due = false
			for _, s := range says {
				if err := addsUp(s.Text); err != nil {
					rt.Fatalf("%v in:\n%s", err, s.Text)
				}
				if n := questions(s.Text); n > 1 && !strings.Contains(s.Text, "maps.google") {
					rt.Fatalf("%d questions in one message:\n%s", n, s.Text)
				}
				for _, number := range digitRuns(s.Text) {
					if !slices.ContainsFunc(s.Sources, func(src shop.Source) bool { return strings.Contains(src.Text, number) }) {
						rt.Fatalf("%q has no source in:\n%s", number, s.Text)
					}
				}
			}
		}
		for range rapid.IntRange(1, 40).Draw(rt, "events") {
			line := rapid.SampledFrom(lines).Draw(rt, "line")
			if rest, ok := strings.CutPrefix(line, "@ "); ok {
				if _, err := p.Direct(rest); err != nil && !errors.Is(err, uji.ErrNoOrder) {
					rt.Fatal(err)
				}
				continue
			}
			burst := []shop.Arrival{message(rt, p, line)}
			for rapid.IntRange(0, 4).Draw(rt, "more") == 0 {
				if next := rapid.SampledFrom(lines).Draw(rt, "next"); strings.HasPrefix(next, "> ") {
					burst = append(burst, message(rt, p, next))
				}
			}
			if err := p.Hear(burst); err != nil {
				rt.Fatal(err)
			}
		}
		if err := p.Books.Balanced(); err != nil {
			rt.Fatal(err)
		}
	})
}

func message(t *rapid.T, p *uji.Player, line string) shop.Arrival {
	a, err := p.Message(strings.TrimPrefix(line, "> "))
	if err != nil {
		t.Fatal(err)
	}
	return a
}
