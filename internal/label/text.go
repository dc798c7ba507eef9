package label

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// font is one that every PDF reader and printer has.
const font = "Helvetica"

// height is a line's, millimetres, for letters of so many points: a point is 0.353, and some air.
func height(points float64) float64 { return points * 0.42 }

// text writes a paragraph over the page's width, in points; nothing for an empty one.
func (s *sheet) text(words, style string, size float64) {
	words = strings.Join(strings.Fields(s.plain(printable(words))), " ")
	if words == "" {
		return
	}
	s.f.SetFont(font, style, size)
	width := inner
	if s.y < s.beside {
		width = inner - boxWidth - 2
	}
	for _, l := range s.wrap(words, width) {
		if !s.dry {
			s.f.SetXY(margin, s.y)
			s.f.CellFormat(width, height(size), l, "", 0, "LM", false, 0, "")
		}
		s.y += height(size)
	}
	s.y += 0.4
}

// wrap breaks words, already in the font's letters, into lines; a word longer than a line is cut.
func (s *sheet) wrap(words string, width float64) []string {
	var lines []string
	now := ""
	for w := range strings.FieldsSeq(words) {
		for s.f.GetStringWidth(w) > width {
			n := len(w) - 1
			for n > 1 && s.f.GetStringWidth(w[:n]) > width {
				n--
			}
			if now != "" {
				lines, now = append(lines, now), ""
			}
			lines, w = append(lines, w[:n]), w[n:]
		}
		next := w
		if now != "" {
			next = now + " " + w
		}
		if now != "" && s.f.GetStringWidth(next) > width {
			lines, next = append(lines, now), w
		}
		now = next
	}
	if now != "" {
		lines = append(lines, now)
	}
	return lines
}

// line writes one line in a place of its own.
func (s *sheet) line(words, style string, size, x, y, width float64, align string) {
	if s.dry {
		return
	}
	s.f.SetFont(font, style, size)
	s.f.SetXY(x, y)
	s.f.CellFormat(width, height(size), s.plain(printable(words)), "", 0, align+"M", false, 0, "")
}

// fit writes one bold line as large as the width allows, and cuts what is too long even so.
func (s *sheet) fit(words string, x, y, width, high, size float64) {
	const smallest = 8
	words = s.plain(printable(words))
	s.f.SetFont(font, "B", size)
	for ; size > smallest && s.f.GetStringWidth(words) > width; size-- {
		s.f.SetFont(font, "B", size-1)
	}
	for len(words) > 1 && s.f.GetStringWidth(words) > width {
		words = words[:len(words)-1]
	}
	if !s.dry {
		s.f.SetXY(x, y)
		s.f.CellFormat(width, high, words, "", 0, "LM", false, 0, "")
	}
}

// printable leaves out what the font does not have: pictures go, letters with unusual marks lose them.
func printable(s string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(s) {
		switch {
		case r < ' ':
			b.WriteByte(' ')
		case r < 0x7F || r > 0xA0 && r <= 0xFF || strings.ContainsRune("€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ", r):
			b.WriteRune(r)
		case unicode.IsSpace(r):
			b.WriteByte(' ')
		case unicode.IsLetter(r) || unicode.IsNumber(r):
			base := []rune(norm.NFKD.String(string(r)))[0]
			if base >= 0x7F {
				base = '?'
			}
			b.WriteRune(base)
		}
	}
	return b.String()
}
