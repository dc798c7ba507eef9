package understand

import "testing"

// TestWeightsFit holds that bobot.bin belongs to the rules as they are: weights of another number of rules would be passed over.
func TestWeightsFit(t *testing.T) {
	w := unpack(weightText)
	if n := len(intentRules()); len(w.rules) != n || w.scale == 1 {
		t.Fatalf("bobot.bin has weights for %d rules of %d: run make learn", len(w.rules), n)
	}
	if back := unpack(weightText[:100]); back.scale != 1 || len(back.features) != labels<<featureBits {
		t.Error("a text cut short is read as weights")
	}
}
