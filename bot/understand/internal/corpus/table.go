package corpus

import (
	"cmp"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"text/tabwriter"

	"tokobot/bot/understand"
)

// String is the report as a table to read.
func (r Report) String() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	rate := func(name string, n int) {
		fmt.Fprintf(w, "%s\t%.4f\t%d of %d\n", name, float64(n)/float64(max(1, r.Messages)), n, r.Messages)
	}
	rate("wholly right", r.Right)
	rate("exact intent sets", r.IntentSets)
	rate("wrong but confident", r.Confident)
	for _, s := range []struct {
		name  string
		share Share
	}{{"products F1", r.Products}, {"quantities F1", r.Quantities}, {"places F1", r.Places}, {"slots F1", r.Slots}} {
		fmt.Fprintf(w, "%s\t%.4f\twant %d, got %d, right %d\n", s.name, s.share.F1(), s.share.Want, s.share.Got, s.share.Right)
	}
	w.Flush()
	b.WriteByte('\n')
	fmt.Fprintln(w, "intent\tF1\twant\tgot\tright\tread instead")
	for _, i := range slices.Sorted(maps.Keys(r.Intents)) {
		s := r.Intents[i]
		fmt.Fprintf(w, "%s\t%.3f\t%d\t%d\t%d\t%s\n", i, s.F1(), s.Want, s.Got, s.Right, r.instead(i))
	}
	w.Flush()
	return b.String()
}

// instead lists what was read in the place of an intent, the most frequent first.
func (r Report) instead(i understand.Intent) string {
	type line struct {
		intent understand.Intent
		n      int
	}
	var lines []line
	for pair, n := range r.Confusion {
		if pair[0] == i {
			lines = append(lines, line{pair[1], n})
		}
	}
	slices.SortFunc(lines, func(a, b line) int { return cmp.Or(cmp.Compare(b.n, a.n), cmp.Compare(a.intent, b.intent)) })
	var words []string
	for _, l := range lines {
		words = append(words, fmt.Sprintf("%s %d", cmp.Or(l.intent, "nothing"), l.n))
	}
	return strings.Join(words, ", ")
}

// String shows a failure on three lines: the message, what was wanted, what was read.
func (f Failure) String() string {
	mark := ""
	if f.Confident {
		mark = " (confident)"
	}
	return fmt.Sprintf("%s%s: %q\n  want %s\n  got  %s", f.ID, mark, f.Text, inLine(f.Acts), inLine(f.Got))
}

func inLine(acts []understand.Act) string {
	b, err := json.Marshal(acts)
	if err != nil {
		return err.Error()
	}
	return string(b)
}
