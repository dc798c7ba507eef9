package pola

import (
	"math"
	"regexp/syntax"
	"slices"
	"strings"
	"unicode"
)

// mostPieces is how many pieces are looked for at most; with more, searching costs as much.
const mostPieces = 160

// part is what is known of a piece of an expression.
type part struct {
	whole []string // all texts that it matches, when they are few
	some  []string // else texts of which each match has one; nil when there are none such
}

// needed are pieces in small letters of which every match of the expression has one; none when nothing is certain or too much is possible.
func needed(expr string) []string {
	re, err := syntax.Parse(expr, syntax.Perl)
	if err != nil {
		return nil
	}
	return rarest(partOf(re.Simplify()).pieces())
}

// pieces are what a match has one of.
func (p part) pieces() []string {
	if p.whole != nil {
		return p.whole
	}
	return p.some
}

func partOf(re *syntax.Regexp) part {
	switch re.Op {
	case syntax.OpLiteral:
		return literal(re.Rune)
	case syntax.OpCharClass:
		return class(re.Rune)
	case syntax.OpCapture:
		return partOf(re.Sub[0])
	case syntax.OpPlus:
		return part{some: partOf(re.Sub[0]).pieces()}
	case syntax.OpQuest:
		if sub := partOf(re.Sub[0]); sub.whole != nil {
			return part{whole: unique(append([]string{""}, sub.whole...))}
		}
	case syntax.OpEmptyMatch, syntax.OpBeginLine, syntax.OpEndLine, syntax.OpBeginText, syntax.OpEndText, syntax.OpWordBoundary, syntax.OpNoWordBoundary:
		return part{whole: []string{""}}
	case syntax.OpConcat:
		return concat(re.Sub)
	case syntax.OpAlternate:
		return alternate(re.Sub)
	}
	return part{}
}

func literal(runes []rune) part {
	for _, r := range runes {
		if r >= unicode.MaxASCII {
			return part{}
		}
	}
	return part{whole: []string{strings.ToLower(string(runes))}}
}

// class is a choice of a few letters; runes are the bounds of ranges in turn.
func class(runes []rune) part {
	var list []string
	for i := 0; i < len(runes); i += 2 {
		if runes[i] == runes[i+1] && oddLetter(string(runes[i])) {
			continue // a text that has it is searched anyway
		}
		if runes[i+1] >= unicode.MaxASCII || runes[i+1]-runes[i] > 10 {
			return part{}
		}
		for r := runes[i]; r <= runes[i+1]; r++ {
			list = append(list, strings.ToLower(string(r)))
		}
	}
	return part{whole: unique(list)} // none of nothing, as in [^\x00-\x{10FFFF}]
}

// concat joins what is known whole and stands side by side; of several such runs and of the rest it takes the rarest.
func concat(subs []*syntax.Regexp) part {
	run, all := []string{""}, true
	var best []string
	better := func(pieces []string) {
		if rarity(pieces) < rarity(best) {
			best = pieces
		}
	}
	for _, sub := range subs {
		p := partOf(sub)
		if p.whole != nil && len(run)*len(p.whole) <= mostPieces {
			run = product(run, p.whole)
			continue
		}
		all = false
		better(run)
		run = []string{""}
		better(p.pieces())
		if p.whole != nil {
			run = p.whole
		}
	}
	if all {
		return part{whole: run}
	}
	better(run)
	return part{some: best}
}

func product(a, b []string) []string {
	list := make([]string, 0, len(a)*len(b))
	for _, x := range a {
		for _, y := range b {
			list = append(list, x+y)
		}
	}
	return unique(list)
}

// alternate is one of several: whole when each is, and nothing when one of them has no pieces.
func alternate(subs []*syntax.Regexp) part {
	var list []string
	whole := true
	for _, sub := range subs {
		p := partOf(sub)
		if p.pieces() == nil {
			return part{}
		}
		whole = whole && p.whole != nil
		list = append(list, p.pieces()...)
	}
	list = unique(list)
	if whole && len(list) <= mostPieces {
		return part{whole: list}
	}
	return part{some: list}
}

func unique(list []string) []string {
	slices.Sort(list)
	return slices.Compact(list)
}

// rarity is about how often one of the pieces begins at some place of a text, each letter being as frequent as another: less is better, and
// without pieces, or with an empty one, it is certain.
func rarity(pieces []string) float64 {
	sum := 0.0
	for _, p := range pieces {
		sum += math.Pow(12, -float64(min(len(p), 5)))
	}
	if len(pieces) == 0 || len(pieces) > mostPieces {
		return 1
	}
	return min(sum, 1)
}

// rarest leaves pieces that are worth looking for.
func rarest(pieces []string) []string {
	if rarity(pieces) > 0.1 {
		return nil
	}
	return pieces
}
