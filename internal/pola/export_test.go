package pola

// Passes reports whether the text is searched at all.
func Passes(p *Pola, text string) bool { return p.passes(text) }
