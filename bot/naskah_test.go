package bot_test

import (
	"flag"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode"

	"github.com/google/go-cmp/cmp"

	"tokobot/bot"
	"tokobot/bot/uji"
	"tokobot/internal/shop"
)

var update = flag.Bool("update", false, "rewrite what the conversations of testdata answer")

// TestConversations plays testdata/*.txt on books in memory. A file holds conversations, each begun by "== name":
//
//	> text           a message of the buyer; lines that follow each other are one burst
//	> [foto a.jpg] t other kinds: suara, stiker, video, dokumen, lokasi, kontak, keranjang, produk, hapus, ubah, iklan, kutip m1 (b1 is the shop's first) …
//	< text           what the bot says
//	= effect         what happens otherwise
//	@ directive      the clock, the buyer, the staff
//
// The lines with < and = are written by -update and read as a diff. TestConversationsOnTheStore plays the same files through the
// engine and the store.
func TestConversations(t *testing.T) {
	b := bot.SampleShop(t)
	total := 0
	for _, file := range conversationFiles(t) {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		var played []string
		whole := true
		for _, conversation := range conversations(string(data)) {
			name, _, _ := strings.Cut(conversation, "\n")
			total++
			whole = t.Run(strings.TrimSuffix(filepath.Base(file), ".txt")+"/"+name, func(t *testing.T) {
				p := uji.NewPlayer(b)
				played = append(played, "== "+play(t, conversation, p, func(s *script) { p.Heard, p.Due = s.heard, s.dueAt }))
			}) && whole
		}
		got := strings.Join(played, "\n")
		if !whole {
			continue // a conversation broke off; nothing of it is to be written over
		}
		if *update {
			if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
				t.Fatal(err)
			}
			continue
		}
		if diff := cmp.Diff(string(data), got); diff != "" {
			t.Errorf("%s (run with -update and read the diff):\n%s", file, diff)
		}
	}
	if total < 80 {
		t.Errorf("%d conversations; the promise is eighty", total)
	}
}

// TestEveryRuleHasAConversation holds that each of the fifteen rules of how the bot talks has conversations of its own name.
func TestEveryRuleHasAConversation(t *testing.T) {
	data, err := os.ReadFile("testdata/01-aturan.txt")
	if err != nil {
		t.Fatal(err)
	}
	has := map[int]bool{}
	for _, c := range conversations(string(data)) {
		name, _, _ := strings.Cut(strings.TrimPrefix(c, "aturan "), ":")
		for n := range strings.SplitSeq(name, "-") {
			if rule, err := strconv.Atoi(n); err == nil {
				has[rule] = true
			}
		}
	}
	for rule := 1; rule <= 15; rule++ {
		if !has[rule] {
			t.Errorf("rule %d has no conversation", rule)
		}
	}
}

func conversationFiles(t *testing.T) []string {
	t.Helper()
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no conversations", err)
	}
	return files
}

// conversations are the parts of a file; remarks above the first are none.
func conversations(data string) []string {
	return strings.Split("\n"+strings.TrimRight(data, "\n")+"\n", "\n== ")[1:]
}

// world is where a conversation is played: books in memory, or the engine on a database.
type world interface {
	Message(string) (shop.Arrival, error)
	Hear([]shop.Arrival) error
	Direct(string) ([]string, error)
}

// script is a conversation while it is played and written anew.
type script struct {
	t     *testing.T
	w     world
	burst []shop.Arrival
	out   strings.Builder
	due   time.Time
}

// play plays one conversation in a world and returns it with the answers that it gets now. listen makes the world tell the script
// what happens.
func play(t *testing.T, text string, w world, listen func(*script)) string {
	s := &script{t: t, w: w}
	listen(s)
	lines := strings.Split(strings.TrimRight(text, "\n"), "\n")
	s.out.WriteString(lines[0] + "\n")
	for _, line := range lines[1:] {
		if !strings.HasPrefix(line, "> ") {
			s.flush()
		}
		switch {
		case strings.HasPrefix(line, "<"), strings.HasPrefix(line, "="):
		case strings.HasPrefix(line, "> "):
			s.out.WriteString(line + "\n")
			a, err := s.w.Message(line[2:])
			if err != nil {
				t.Fatal(err)
			}
			s.burst = append(s.burst, a)
		case strings.HasPrefix(line, "@ "):
			s.out.WriteString(line + "\n")
			says, err := s.w.Direct(line[2:])
			if err != nil {
				t.Fatal(err)
			}
			for _, l := range says {
				s.out.WriteString("= " + l + "\n")
			}
		default:
			s.out.WriteString(line + "\n")
		}
	}
	s.flush()
	return strings.TrimRight(s.out.String(), "\n") + "\n"
}

func (s *script) flush() {
	if len(s.burst) == 0 {
		return
	}
	if err := s.w.Hear(s.burst); err != nil {
		s.t.Fatal(err)
	}
	s.burst = nil
}

func (s *script) dueAt(at time.Time) { s.due = at }

// heard writes what a step says and does. A buyer's turn has at most one message.
func (s *script) heard(says []shop.Say, effects []string) {
	if !s.due.IsZero() && len(says)+len(effects) > 0 {
		s.out.WriteString("= jam " + s.due.Format("02 Jan 15.04") + "\n")
	}
	if s.due.IsZero() && len(says) > 1 {
		s.t.Errorf("%d messages for one turn", len(says))
	}
	s.due = time.Time{}
	for _, say := range says {
		if say.File != nil {
			s.out.WriteString("< [" + say.File.Name + "]\n")
		}
		for line := range strings.SplitSeq(say.Text, "\n") {
			s.out.WriteString(strings.TrimRight("< "+line, " ") + "\n")
		}
		checkSources(s.t, say)
		if err := addsUp(say.Text); err != nil {
			s.t.Errorf("%v in:\n%s", err, say.Text)
		}
		if n := questions(say.Text); n > 1 {
			s.t.Errorf("%d questions in one message:\n%s", n, say.Text)
		}
	}
	for _, e := range effects {
		s.out.WriteString("= " + e + "\n")
	}
}

// checkSources holds that every run of digits in a message stands in one of its sources.
func checkSources(t *testing.T, s shop.Say) {
	t.Helper()
	for _, number := range digitRuns(s.Text) {
		if !slices.ContainsFunc(s.Sources, func(src shop.Source) bool { return strings.Contains(src.Text, number) && src.From != "" }) {
			t.Errorf("%q has no source in:\n%s", number, s.Text)
		}
	}
}

// questions counts the questions of a message; an example in quotes is none.
func questions(text string) int {
	n := 0
	for i, part := range strings.Split(text, "_\"") {
		if i > 0 {
			_, part, _ = strings.Cut(part, "\"_")
		}
		n += strings.Count(part, "?")
	}
	return n
}

// digitRuns are the digits of a text that stand together, with the dots between them.
func digitRuns(s string) []string {
	runs := strings.FieldsFunc(s, func(r rune) bool { return !unicode.IsDigit(r) && r != '.' })
	var out []string
	for _, r := range runs {
		if r = strings.Trim(r, "."); r != "" {
			out = append(out, r)
		}
	}
	return out
}
