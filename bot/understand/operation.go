package understand

// setOperations says of each line of a clause what is done with it: what the nearest word about it in front says, else one behind.
func (m *message) setOperations(c *clause) {
	for n, k := range c.lines {
		l := &m.lines[k]
		from, to := c.from, c.to
		if n > 0 {
			from = m.lines[c.lines[n-1]].to
		}
		if n+1 < len(c.lines) {
			to = m.lines[c.lines[n+1]].from
		}
		l.op = m.operation(c, l, n, from, to)
		if l.op == Set && k > 0 && m.lines[k-1].op == Remove && m.hasCue(from, l.from, m.r.cue.changing) {
			l.op = Add // "ga jadi X, ganti Y"
		}
	}
}

// operation finds the word that says what is done with a line.
func (m *message) operation(c0 *clause, l *line, n, from, to int) Op {
	lines := len(c0.lines)
	k := m.r.cue
	// A number behind "jadi" says how many there are to be.
	for i := l.from; i < l.to; i++ {
		if c := m.cuesAt(i); c.meets(k.setting) && m.free(i) {
			return Set
		} else if c.has(k.adding) && m.free(i) {
			return Add
		}
	}
	for i := l.from - 1; i >= from; i-- {
		if op := m.opAt(i, n, lines); op != "" {
			return op
		}
	}
	for i := l.to; i < to; i++ {
		if to < c0.to && to-i <= 3 {
			break // it belongs to the next: "M satu, ga jadi yang L"
		}
		if c := m.cuesAt(i); c.meets(k.removedAfter) && m.free(i) {
			return Remove
		} else if c.has(k.adding) && m.free(i) {
			return Add
		} else if (c.meets(k.changing) || c.meets(k.setting)) && m.free(i) && n+1 < lines && to < c0.to {
			return Remove // "hitam jadi putih"
		}
	}
	return ""
}

// opAt is what a word in front of a line says: in "ganti X jadi Y" the first goes and the second comes.
func (m *message) opAt(i, n, lines int) Op {
	if !m.free(i) {
		return ""
	}
	c, k := m.cuesAt(i), m.r.cue
	switch {
	case c.has(k.adding):
		return Add
	case c.meets(k.removing):
		return Remove
	case c.meets(k.changing) && lines > 1 && n == 0:
		return Remove
	case n > 0 && (c.meets(k.changing) || c.meets(k.setting) || c.has(k.but)):
		return Add
	case c.meets(k.setting), c.meets(k.changing):
		return Set
	}
	return ""
}
