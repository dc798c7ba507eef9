package telegram

import (
	"html"
	"regexp"
	"strings"
	"unicode/utf16"
)

// Telegram's bounds on texts, in UTF-16 units after parsing.
const (
	maxText    = 4096
	maxCaption = 1024
)

// bold is *bold* as the shop writes it, within one line and not inside a word or a sum (2*3*4).
var bold = regexp.MustCompile(`(^|[\s(>])\*([^*\n]+)\*($|[\s).,:;!?])`)

// fenced is a text between two lines of ```, which is shown as it is, to be copied.
var fenced = regexp.MustCompile("(?s)(?:^|\n)```\n(.*?)\n```")

// markup escapes a text for ParseModeHTML and keeps the shop's *bold* and ``` texts.
func markup(s string) string {
	var out strings.Builder
	end := 0
	for _, at := range fenced.FindAllStringSubmatchIndex(s, -1) {
		out.WriteString(bolder(s[end:at[0]]))
		if at[0] > 0 {
			out.WriteString("\n")
		}
		out.WriteString("<pre>" + html.EscapeString(s[at[2]:at[3]]) + "</pre>")
		end = at[1]
	}
	out.WriteString(bolder(s[end:]))
	return out.String()
}

func bolder(s string) string { return bold.ReplaceAllString(html.EscapeString(s), "$1<b>$2</b>$3") }

// units counts as Telegram does.
func units(s string) int { return len(utf16.Encode([]rune(s))) }

// split cuts a text into pieces of at most limit units, at line ends where there are any.
func split(s string, limit int) []string {
	var out []string
	for units(s) > limit {
		cut, n := 0, 0
		lineEnd := 0
		for i, r := range s {
			n += max(1, len(utf16.Encode([]rune{r})))
			if n > limit {
				break
			}
			cut = i + len(string(r))
			if r == '\n' {
				lineEnd = cut
			}
		}
		if lineEnd > 0 {
			cut = lineEnd
		}
		out = append(out, strings.TrimRight(s[:cut], "\n"))
		s = s[cut:]
	}
	return append(out, s)
}

// squeeze leaves out the middle of a text that is longer than limit: a card begins with what it is about and ends with what was decided.
func squeeze(s string, limit int) string {
	if units(s) <= limit {
		return s
	}
	const gap = "\n…\n"
	head := split(s, limit/2)[0]
	left := limit - units(head) - units(gap)
	tail := s[len(head):]
	for units(tail) > left {
		if _, rest, ok := strings.Cut(tail, "\n"); ok {
			tail = rest
			continue
		}
		last := []rune(tail)
		tail = string(last[len(last)-left/2:]) // a rune has two units at most
	}
	return head + gap + tail
}
