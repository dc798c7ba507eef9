package livetest

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"strconv"
	"testing"
	"time"

	"tokobot/internal/whatsapptest"
)

// Wire is how long answers took: from the moment at which WhatsApp has a buyer's message to the one at which it has the answer.
type Wire struct {
	Sent, Answered int
	P50, P99       time.Duration
}

// Measure has buyers write a text, so many a second altogether, and looks when each was answered. A buyer writes only every
// other second, so that the answers can be told apart.
func Measure(server *whatsapptest.Server, first, perSecond int, long time.Duration, text string) Wire {
	buyers := max(2*perSecond, 2)
	phones := make([]*whatsapptest.Phone, buyers)
	for i := range phones {
		phones[i] = server.Buyer(fmt.Sprintf("62813%08d", first+i), fmt.Sprintf("Pembeli %d", first+i))
	}
	sent := make([][]time.Time, buyers)
	tick := time.NewTicker(time.Second / time.Duration(perSecond))
	defer tick.Stop()
	n := int(long.Seconds()) * perSecond
	for i := range n {
		<-tick.C
		at := time.Now()
		phones[i%buyers].Send(text)
		sent[i%buyers] = append(sent[i%buyers], at)
	}
	for end := time.Now().Add(time.Minute); time.Now().Before(end) && !answered(phones, sent); time.Sleep(20 * time.Millisecond) {
	}
	w := Wire{Sent: n}
	var took []time.Duration
	for i, p := range phones {
		took = append(took, waits(sent[i], p.Received())...)
	}
	slices.Sort(took)
	if w.Answered = len(took); w.Answered > 0 {
		w.P50, w.P99 = took[w.Answered/2], took[min(w.Answered-1, w.Answered*99/100)]
	}
	return w
}

func answered(phones []*whatsapptest.Phone, sent [][]time.Time) bool {
	for i, p := range phones {
		if len(p.Received()) < len(sent[i]) {
			return false
		}
	}
	return true
}

// waits are the times from each message to the first answer after it.
func waits(sent []time.Time, got []whatsapptest.Received) (took []time.Duration) {
	for i, at := range sent {
		for _, r := range got {
			before := i+1 == len(sent) || r.At.Before(sent[i+1])
			if r.At.After(at) && before {
				took = append(took, r.At.Sub(at))
				break
			}
		}
	}
	return took
}

// Memory is what a process holds of the machine's memory, in bytes.
func Memory(t testing.TB, pid int) int64 {
	t.Helper()
	raw, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(raw) {
		if rest, ok := bytes.CutPrefix(line, []byte("VmRSS:")); ok {
			kb, err := strconv.ParseInt(string(bytes.Fields(rest)[0]), 10, 64)
			if err != nil {
				t.Fatal(err)
			}
			return kb << 10
		}
	}
	t.Fatal("no VmRSS")
	return 0
}
