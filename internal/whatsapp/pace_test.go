package whatsapp

import (
	"testing"
	"time"

	"go.mau.fi/whatsmeow/types"
)

// handClock is set by hand.
type handClock struct{ now time.Time }

func (c *handClock) Now() time.Time { return c.now }

func TestPace(t *testing.T) {
	c := &handClock{now: time.Unix(1795420800, 0)}
	p := newPace(Pace{Chat: 2 * time.Second, Overall: time.Second}, c, func() float64 { return 0.5 })
	step := func(chat string, at time.Duration, want time.Duration) {
		t.Helper()
		c.now = time.Unix(1795420800, 0).Add(at)
		if got := p.take(chat); got != want {
			t.Errorf("%s at %v waits %v, want %v", chat, at, got, want)
		}
	}
	step("a", 0, 0)
	step("a", 0, 2*time.Second)                            // the chat's own pace takes nobody's place
	step("b", 0, time.Second)                              // the place after a's
	step("c", 0, 2*time.Second)                            // the one after b's
	step("c", time.Second, time.Second)                    // asking again keeps the place
	step("b", 1500*time.Millisecond, 0)                    // late, and still b's
	step("c", 2*time.Second, 0)                            //
	step("a", 2500*time.Millisecond, 500*time.Millisecond) // after c
	step("a", 3*time.Second, 0)
}

// TestPaceManyChats has a thousand chats write at once: overall the pace holds, and nobody waits for a second turn.
func TestPaceManyChats(t *testing.T) {
	c := &handClock{now: time.Unix(1795420800, 0)}
	p := newPace(Pace{Chat: time.Second, Overall: 10 * time.Millisecond}, c, func() float64 { return 0.5 })
	sent := 0
	waits := map[int]time.Duration{}
	for i := range 1000 {
		if waits[i] = p.take(string(rune('一' + i))); waits[i] == 0 {
			sent++
		}
	}
	if sent != 1 {
		t.Errorf("%d at once", sent)
	}
	begin := c.now
	for i := range 1000 {
		if waits[i] == 0 {
			continue
		}
		c.now = begin.Add(waits[i])
		if again := p.take(string(rune('一' + i))); again != 0 {
			t.Fatalf("chat %d waits again for %v", i, again)
		}
	}
	if took := c.now.Sub(begin); took != 9990*time.Millisecond {
		t.Errorf("a thousand took %v", took)
	}
}

func TestAddress(t *testing.T) {
	for in, want := range map[string]string{
		"6281200000001": "6281200000001@s.whatsapp.net", "100000000000001@lid": "100000000000001@lid", "120363@g.us": "", "": "",
		"status@broadcast": "",
	} {
		jid, err := address(in)
		if want == "" && err == nil || want != "" && jid.String() != want {
			t.Errorf("%q is %v, %v", in, jid, err)
		}
	}
	for in, want := range map[string]bool{
		"6281200000001@s.whatsapp.net": true, "100000000000001@lid": true, "120363@g.us": false, "status@broadcast": false,
		"1203@newsletter": false, "0@s.whatsapp.net": false,
	} {
		jid, err := types.ParseJID(in)
		if err != nil || isBuyer(jid) != want {
			t.Errorf("%s: isBuyer is %v, %v", in, isBuyer(jid), err)
		}
	}
}

func TestMask(t *testing.T) {
	for in, want := range map[string]string{
		"from 6281200000001@s.whatsapp.net": "from …001@s.whatsapp.net", "3 devices in 12.5 s": "3 devices in 12.5 s",
		"100000000000001.0:3": "…001.0:3",
	} {
		if got := mask(in); got != want {
			t.Errorf("%q is logged as %q", in, got)
		}
	}
}

// TestTelephone reads the number of contact cards as different phones write them.
func TestTelephone(t *testing.T) {
	for card, want := range map[string]string{
		"BEGIN:VCARD\nTEL;type=CELL;waid=6281200000003:+62 812-0000-0003\nEND:VCARD": "+6281200000003",
		"BEGIN:VCARD\r\nTEL;TYPE=CELL:0812 0000 0003\r\nEND:VCARD":                   "0812 0000 0003",
		"BEGIN:VCARD\nitem1.TEL:+62 812-0000-0003\nEND:VCARD":                        "+62 812-0000-0003",
		"BEGIN:VCARD\nFN:B\nEND:VCARD":                                               "",
	} {
		if got := telephone(card); got != want {
			t.Errorf("%q has %q, want %q", card, got, want)
		}
	}
}
