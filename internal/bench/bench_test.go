package bench

import (
	"testing"
	"time"
)

func TestMeasureDisk(t *testing.T) {
	d, err := MeasureDisk(t.TempDir(), 20)
	if err != nil || d.F <= 0 || d.R <= 0 {
		t.Errorf("%+v, %v", d, err)
	}
}

func TestQuantile(t *testing.T) {
	list := []time.Duration{5, 1, 4, 2, 3}
	if m := Median(list); m != 3 {
		t.Errorf("median %d", m)
	}
	if q := Quantile(list, 0.99); q != 5 {
		t.Errorf("p99 %d", q)
	}
	if list[0] != 5 {
		t.Error("the list was changed")
	}
	if m := Median([]float64{}); m != 0 {
		t.Errorf("median of none %v", m)
	}
}

func TestNamesDiffer(t *testing.T) {
	seen := map[string]bool{}
	for i := range 100_000 {
		if seen[name(i)] {
			t.Fatalf("%q comes twice, again as %d", name(i), i)
		}
		seen[name(i)] = true
	}
}
