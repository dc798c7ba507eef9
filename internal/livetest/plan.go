package livetest

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"tokobot/internal/whatsapptest"
)

// Plan is a day with everything that goes wrong in it. The same plan is the same day, but for what the machine's own pace
// changes.
type Plan struct {
	Seed     uint64
	Buyers   int
	Lines    int           // messages of each buyer
	Together int           // buyers who write at the same time
	Patience time.Duration // how long a buyer waits for an answer, over kills and all; 0 is 90 s
	// How often something happens, each at a random moment while messages are on their way: the program ends by SIGKILL, the
	// network to WhatsApp is cut, the database fails for a while, a stanza comes twice.
	Kills, Cuts, Faults, Twice int
}

func (p Plan) String() string {
	return fmt.Sprintf("seed %d: %d messages of %d buyers, %d at a time; %d kills, %d cuts, %d database faults, %d repeated stanzas",
		p.Seed, p.Buyers*p.Lines, p.Buyers, p.Together, p.Kills, p.Cuts, p.Faults, p.Twice)
}

// mishap is one thing that goes wrong.
type mishap struct {
	after int           // messages written before
	delay time.Duration // and then so long
	what  string
	do    func(*Shop) error
}

// mishaps are those of a plan, in order.
func (p Plan) mishaps(r *rand.Rand) []mishap {
	var list []mishap
	total := p.Buyers * p.Lines
	add := func(n int, each func(i int) (string, func(*Shop) error)) {
		for i := range n {
			what, do := each(i)
			list = append(list, mishap{r.IntN(total), time.Duration(r.IntN(1200)) * time.Millisecond, what, do})
		}
	}
	add(p.Kills, func(i int) (string, func(*Shop) error) { return "kill", kill(i) })
	add(p.Cuts, func(i int) (string, func(*Shop) error) {
		return "cut", cut(i, time.Duration(100+r.IntN(1500))*time.Millisecond)
	})
	add(p.Faults, func(int) (string, func(*Shop) error) {
		return "database", databaseFault(time.Duration(100+r.IntN(2500)) * time.Millisecond)
	})
	add(p.Twice, func(int) (string, func(*Shop) error) {
		return "twice", func(s *Shop) error {
			s.WhatsApp.Fail(whatsapptest.Fault{At: whatsapptest.AtDelivery, Twice: true})
			return nil
		}
	})
	slices.SortStableFunc(list, func(a, b mishap) int { return cmp.Compare(a.after, b.after) })
	return list
}

// kill ends the program: every other time at the moment at which one of its messages has reached WhatsApp and is not yet
// acknowledged, or one of its receipts, which is where a badly made bot says things twice or loses them.
func kill(i int) func(*Shop) error {
	return func(s *Shop) error {
		if i%2 == 1 {
			at := []whatsapptest.Point{whatsapptest.AtSend, whatsapptest.AtAck}[i/2%2]
			there := make(chan struct{})
			once := sync.OnceFunc(func() {
				s.Kill()
				close(there)
			})
			s.WhatsApp.Fail(whatsapptest.Fault{At: at, Silent: at == whatsapptest.AtAck, DropToo: at == whatsapptest.AtSend, Then: once})
			select {
			case <-there:
			case <-time.After(5 * time.Second): // nothing was under way
				once()
			}
		}
		s.Kill()
		s.Start()
		return nil
	}
}

// cut interrupts the network: for a moment, for a while, or just when a message was taken or a receipt given.
func cut(i int, long time.Duration) func(*Shop) error {
	return func(s *Shop) error {
		switch i % 4 {
		case 0:
			s.WhatsApp.Cut()
		case 1:
			s.WhatsApp.SetDown(true)
			time.Sleep(long)
			s.WhatsApp.SetDown(false)
		case 2:
			s.WhatsApp.Fail(whatsapptest.Fault{At: whatsapptest.AtSend, DropToo: true})
		case 3:
			s.WhatsApp.Fail(whatsapptest.Fault{At: whatsapptest.AtAck, Drop: true})
		}
		return nil
	}
}

func databaseFault(long time.Duration) func(*Shop) error {
	return func(s *Shop) error {
		if err := s.SetDatabaseDown(true); err != nil {
			return err
		}
		time.Sleep(long)
		return s.SetDatabaseDown(false)
	}
}
