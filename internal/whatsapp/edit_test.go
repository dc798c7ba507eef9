package whatsapp_test

import (
	"testing"

	"tokobot/internal/shop"
)

// TestEdits changes messages as phones do, plainly and by the message's own secret, which the client opens; one that it can't
// open is not taken for an edit to nothing.
func TestEdits(t *testing.T) {
	t.Parallel()
	w := linked(t, nil)
	for _, p := range []string{"6281200000001", ""} {
		sari := w.server.Buyer(p, "Sari")
		first := sari.Send("pashmina hitam 2")
		sari.Edit(first, "pashmina hitam 3")
		sari.EditSecretly(first, "pashmina hitam 4")
		sari.EditUnreadably(first, "pashmina hitam 5")
		sari.Delete(first)
		w.until("all of them", func() bool { return len(w.inbox.of(shop.KindDeleted)) > 0 })
		edits := w.inbox.of(shop.KindEdited)
		if len(edits) != 2 || edits[0].Text != "pashmina hitam 3" || edits[1].Text != "pashmina hitam 4" || edits[0].Target != first || edits[1].Target != first {
			t.Errorf("edits %+v", edits)
		}
		if odd := w.inbox.of(shop.KindUnknown); len(odd) == 0 || odd[len(odd)-1].Target != first {
			t.Errorf("the one that can't be read: %+v", odd)
		}
		if gone := w.inbox.of(shop.KindDeleted); gone[len(gone)-1].Target != first {
			t.Errorf("deleted %+v", gone)
		}
		w.inbox.forget()
	}
}
