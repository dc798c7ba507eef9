// Package uji plays conversations without a database: those of the bot's own tests, and those that the owner of a shop keeps in
// catalog/uji, which an edit of the catalog must not break.
package uji

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tokobot/bot"
	"tokobot/catalog"
	"tokobot/internal/shop"
)

// Folder is where the owner's conversations lie, below the catalog's folder.
const Folder = "uji"

// Run plays every conversation of a catalog folder's uji/*.txt and tells each line that did not hold. Without the folder
// there is nothing to hold.
//
// In a file, "> " is what the buyer writes (lines that follow each other are one burst), "< " must stand in the reply, "! "
// must not; "@ " moves the clock or the stock (see Player.Direct), "== " begins a new conversation on a fresh day, and what
// begins with "#" is a remark. Case and the space between words do not matter.
func Run(b *bot.Bot, dir string) (catalog.Problems, error) {
	files, err := filepath.Glob(filepath.Join(dir, Folder, "*.txt"))
	if err != nil {
		return nil, fmt.Errorf("find conversations: %w", err)
	}
	slices.Sort(files)
	var out catalog.Problems
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			return nil, fmt.Errorf("read conversation: %w", err)
		}
		out = append(out, Check(b, Folder+"/"+filepath.Base(f), data)...)
	}
	return out, nil
}

// check is one file while it is played.
type check struct {
	bot      *bot.Bot
	file     string
	p        *Player
	burst    []shop.Arrival
	replies  string
	problems catalog.Problems
}

// Check plays the conversations of one file.
func Check(b *bot.Bot, file string, data []byte) catalog.Problems {
	c := &check{bot: b, file: file}
	c.fresh()
	lines := bufio.NewScanner(bytes.NewReader(bytes.TrimPrefix(data, []byte("\ufeff"))))
	n := 0
	for lines.Scan() {
		n++
		c.line(n, strings.TrimRight(lines.Text(), " \t\r"))
	}
	if err := lines.Err(); err != nil {
		c.fault(n+1, "baris terlalu panjang", "")
	}
	c.flush(n)
	return c.problems
}

// fresh begins a conversation.
func (c *check) fresh() {
	c.p = NewPlayer(c.bot)
	c.p.Heard = func(says []shop.Say, _ []string) {
		for _, s := range says {
			c.replies += "\n" + s.Text
		}
	}
	c.burst, c.replies = nil, ""
}

// line plays one line.
func (c *check) line(n int, s string) {
	if s == "" || strings.HasPrefix(s, "#") {
		return
	}
	mark, rest, _ := strings.Cut(s, " ")
	rest = strings.TrimSpace(rest)
	if mark != ">" {
		c.flush(n)
	}
	switch mark {
	case "==":
		c.fresh()
	case ">":
		a, err := c.p.Message(rest)
		if err != nil {
			c.fault(n, err.Error(), "")
			return
		}
		c.burst = append(c.burst, a)
	case "<":
		if !contains(c.replies, rest) {
			c.fault(n, fmt.Sprintf("balasan tidak memuat %q; balasannya: %s", rest, brief(c.replies)), "")
		}
	case "!":
		if contains(c.replies, rest) {
			c.fault(n, fmt.Sprintf("balasan memuat %q, padahal tidak boleh; balasannya: %s", rest, brief(c.replies)), "")
		}
	case "@":
		c.replies = ""
		if _, err := c.p.Direct(rest); err != nil {
			c.fault(n, err.Error(), "")
		}
	default:
		c.fault(n, fmt.Sprintf("baris harus dimulai dengan >, <, !, @, == atau #: %q", s), "> "+s)
	}
}

// flush gives the waiting burst to the bot.
func (c *check) flush(n int) {
	if len(c.burst) == 0 {
		return
	}
	c.replies = ""
	if err := c.p.Hear(c.burst); err != nil {
		c.fault(n, err.Error(), "")
	}
	c.burst = nil
}

func (c *check) fault(line int, message, suggestion string) {
	c.problems = append(c.problems, catalog.Problem{File: c.file, Line: line, Column: 1, Severity: catalog.Error,
		Message: message, Suggestion: suggestion})
}

// contains compares without case and with single spaces, and without WhatsApp's marks for bold and italic.
func contains(reply, want string) bool { return strings.Contains(plain(reply), plain(want)) }

func plain(s string) string {
	s = strings.NewReplacer("*", "", "_", "").Replace(strings.ToLower(s))
	return strings.Join(strings.Fields(s), " ")
}

// brief is a reply on one line.
func brief(s string) string {
	s = strings.Join(strings.Fields(s), " ")
	if s == "" {
		return "(tidak ada)"
	}
	if r := []rune(s); len(r) > 160 {
		s = string(r[:160]) + "…"
	}
	return s
}
