package desk

import (
	"testing"

	"tokobot/internal/shop"
)

// TestLabelCollectsWhatIsOwed holds that a parcel which is paid at the door says what is still to be paid there, not its total again.
func TestLabelCollectsWhatIsOwed(t *testing.T) {
	b := newBooks(t)
	w := &work{Desk: b.desk, f: b}
	o := b.record("A", shop.Confirmed, "PSM-HITAM")
	if got := w.labelOf(o).COD; got != o.Total() {
		t.Errorf("COD of %s, want %s", got, o.Total())
	}
	o.Received = 10_000
	if got := w.labelOf(o).COD; got != o.Total()-10_000 {
		t.Errorf("after Rp10.000 came in: COD of %s, want %s", got, o.Total()-10_000)
	}
}
