package catalog

import (
	"slices"
	"strings"
)

// nearest finds the candidate that a mistyped word is most likely meant to be, or "". Case doesn't count.
func nearest(word string, candidates []string) string {
	w := []rune(strings.ToLower(word))
	if len(w) == 0 || len(w) > 64 {
		return ""
	}
	best, found := max(1, len(w)/3)+1, ""
	for _, c := range candidates {
		if d := distance(w, []rune(strings.ToLower(c)), best); d < best {
			best, found = d, c
		}
	}
	return found
}

// distance counts the letters to insert, delete, replace or swap with their neighbour between a and b; it stops caring at
// limit.
func distance(a, b []rune, limit int) int {
	if len(a)-len(b) >= limit || len(b)-len(a) >= limit {
		return limit
	}
	older, old, row := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range old {
		old[j] = j
	}
	for i := range a {
		row[0] = i + 1
		for j := range b {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			row[j+1] = min(old[j+1]+1, row[j]+1, old[j]+cost)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], older[j-1]+1)
			}
		}
		if slices.Min(row) >= limit {
			return limit
		}
		older, old, row = old, row, older
	}
	return old[len(b)]
}
