package livetest

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// Against tells everything in which a day was worse than the same day without mishaps: nothing for a program that loses
// nothing and doubles nothing.
func (d *Day) Against(calm *Day) []string {
	var faults []string
	for _, u := range d.Unanswered {
		faults = append(faults, "not answered: "+u)
	}
	for _, c := range d.Changed {
		faults = append(faults, "one id with two texts: "+c)
	}
	buyers := make([]string, 0, len(calm.Said))
	for b := range calm.Said {
		buyers = append(buyers, b)
	}
	slices.Sort(buyers)
	for _, b := range buyers {
		if got, want := d.Said[b], calm.Said[b]; !slices.Equal(got, want) {
			faults = append(faults, fmt.Sprintf("%s reads otherwise: %s", b, firstDifference(got, want)))
		}
	}
	if !slices.Equal(d.Orders, calm.Orders) {
		faults = append(faults, fmt.Sprintf("orders are otherwise: %s", firstDifference(d.Orders, calm.Orders)))
	}
	return faults
}

func firstDifference(got, want []string) string {
	for i := range max(len(got), len(want)) {
		switch {
		case i >= len(got):
			return fmt.Sprintf("%d instead of %d, missing %q", len(got), len(want), want[i])
		case i >= len(want):
			return fmt.Sprintf("%d instead of %d, too much %q", len(got), len(want), got[i])
		case got[i] != want[i]:
			return fmt.Sprintf("the %d. is %q instead of %q", i+1, got[i], want[i])
		}
	}
	return ""
}

// Wait is a percentile of the times from a message to its answer.
func (d *Day) Wait(percent int) time.Duration {
	if len(d.Waits) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(d.Waits))
	return sorted[min(len(sorted)-1, len(sorted)*percent/100)]
}

// String is the day in figures.
func (d *Day) String() string {
	var b strings.Builder
	said := 0
	for _, list := range d.Said {
		said += len(list)
	}
	fmt.Fprintf(&b, "%d messages answered by %d, %d orders, in %v; answer after %v (p50), %v (p99)", len(d.Waits)-len(d.Unanswered), said, len(d.Orders),
		d.Took.Round(time.Second), d.Wait(50).Round(10*time.Millisecond), d.Wait(99).Round(10*time.Millisecond))
	if len(d.Happened) > 0 {
		fmt.Fprintf(&b, "; happened: %v; ended by itself %d times; %d copies under an id that was there already", d.Happened, d.Falls, d.Copies)
	}
	return b.String()
}
