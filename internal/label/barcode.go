package label

import (
	"fmt"
	"math"

	"github.com/boombuler/barcode/code128"
)

// dot is what a thermal printer of 203 dpi prints at least, millimetres: bars are whole numbers of dots wide.
const dot = 25.4 / 203

// A barcode's quiet zone, in modules, and its widest module, in dots.
const (
	quiet     = 10
	maxModule = 4
)

// barcode draws the number as Code128, and below it in letters.
func (s *sheet) barcode(number string) error {
	const high = 15.0
	if number == "" {
		return nil
	}
	code, err := code128.Encode(number)
	if err != nil {
		return fmt.Errorf("encode %q: %w", number, err)
	}
	n := code.Bounds().Dx()
	dots := min(math.Floor(inner/dot/float64(n+2*quiet)), maxModule)
	if dots < 1 {
		return fmt.Errorf("encode %q: too long for a barcode", number)
	}
	if !s.dry {
		module := dots * dot
		x := math.Round((pageWidth-float64(n)*module)/2/dot) * dot
		s.f.SetFillColor(0, 0, 0)
		for from := 0; from < n; {
			to := from
			for to < n && black(code.At(to, 0).RGBA()) {
				to++
			}
			if to > from { // neighbouring modules are one bar, or a hair would shine through
				s.f.Rect(x+float64(from)*module, s.y, float64(to-from)*module, high, "F")
			}
			from = to + 1
		}
	}
	s.y += high + 0.5
	s.line(number, "B", 12, margin, s.y, inner, "C")
	s.y += height(12)
	return nil
}

func black(r, _, _, _ uint32) bool { return r == 0 }
