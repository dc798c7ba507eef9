// Package pola is regular expressions that are only tried on a text in which something stands that they need: a chat's message is asked for
// a hundred sayings, of which hardly any is in it.
package pola

import "regexp"

// Pola is a regular expression that finds what the same [regexp.Regexp] does, and is cheap where there is nothing to find.
type Pola struct {
	*regexp.Regexp
	sieve *sieve // nil where every text has to be searched
}

// New compiles a regular expression; it panics when it isn't one, as patterns are written by us.
func New(expr string) *Pola {
	return &Pola{regexp.MustCompile(expr), newSieve(expr)}
}

// passes reports whether the text is worth searching.
func (p *Pola) passes(s string) bool { return p.sieve == nil || p.sieve.passes(s) }

// MatchString is [regexp.Regexp.MatchString].
func (p *Pola) MatchString(s string) bool { return p.passes(s) && p.Regexp.MatchString(s) }

// FindString is [regexp.Regexp.FindString].
func (p *Pola) FindString(s string) string {
	if !p.passes(s) {
		return ""
	}
	return p.Regexp.FindString(s)
}

// FindStringIndex is [regexp.Regexp.FindStringIndex].
func (p *Pola) FindStringIndex(s string) []int {
	if !p.passes(s) {
		return nil
	}
	return p.Regexp.FindStringIndex(s)
}

// FindStringSubmatch is [regexp.Regexp.FindStringSubmatch].
func (p *Pola) FindStringSubmatch(s string) []string {
	if !p.passes(s) {
		return nil
	}
	return p.Regexp.FindStringSubmatch(s)
}

// FindStringSubmatchIndex is [regexp.Regexp.FindStringSubmatchIndex].
func (p *Pola) FindStringSubmatchIndex(s string) []int {
	if !p.passes(s) {
		return nil
	}
	return p.Regexp.FindStringSubmatchIndex(s)
}

// FindAllString is [regexp.Regexp.FindAllString].
func (p *Pola) FindAllString(s string, n int) []string {
	if !p.passes(s) {
		return nil
	}
	return p.Regexp.FindAllString(s, n)
}

// FindAllStringIndex is [regexp.Regexp.FindAllStringIndex].
func (p *Pola) FindAllStringIndex(s string, n int) [][]int {
	if !p.passes(s) {
		return nil
	}
	return p.Regexp.FindAllStringIndex(s, n)
}

// FindAllStringSubmatch is [regexp.Regexp.FindAllStringSubmatch].
func (p *Pola) FindAllStringSubmatch(s string, n int) [][]string {
	if !p.passes(s) {
		return nil
	}
	return p.Regexp.FindAllStringSubmatch(s, n)
}

// FindAllStringSubmatchIndex is [regexp.Regexp.FindAllStringSubmatchIndex].
func (p *Pola) FindAllStringSubmatchIndex(s string, n int) [][]int {
	if !p.passes(s) {
		return nil
	}
	return p.Regexp.FindAllStringSubmatchIndex(s, n)
}

// ReplaceAllString is [regexp.Regexp.ReplaceAllString].
func (p *Pola) ReplaceAllString(s, by string) string {
	if !p.passes(s) {
		return s
	}
	return p.Regexp.ReplaceAllString(s, by)
}

// ReplaceAllStringFunc is [regexp.Regexp.ReplaceAllStringFunc].
func (p *Pola) ReplaceAllStringFunc(s string, by func(string) string) string {
	if !p.passes(s) {
		return s
	}
	return p.Regexp.ReplaceAllStringFunc(s, by)
}
