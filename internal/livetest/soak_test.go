package livetest_test

import (
	"flag"
	"slices"
	"strings"
	"testing"
	"time"

	"tokobot/internal/livetest"
	"tokobot/internal/storetest"
	"tokobot/internal/whatsapptest"
)

var (
	soak = flag.Bool("soak", false, "the long day: 2,000 messages of 200 buyers")
	only = flag.String("only", "", "which things go wrong, instead of all: a list of kills, cuts, faults, twice")
	seed = flag.Uint64("seed", 20261127, "of the day: who writes what, and what goes wrong when")
)

// plan is the short day of every test run, or the long one of `make soak`.
func plan(postgres bool) livetest.Plan {
	if *soak {
		return narrowed(livetest.Plan{Seed: *seed, Buyers: 200, Lines: 10, Together: 40, Kills: 50, Cuts: 50, Faults: 20, Twice: 50})
	}
	p := livetest.Plan{Seed: *seed, Buyers: 8, Lines: 6, Together: 8, Kills: 4, Cuts: 4, Faults: 2, Twice: 4}
	if postgres {
		p.Kills = 2 // a lease outlives its holder by some seconds
	}
	return narrowed(p)
}

// narrowed leaves out what -only does not name.
func narrowed(p livetest.Plan) livetest.Plan {
	if *only == "" {
		return p
	}
	for name, n := range map[string]*int{"kills": &p.Kills, "cuts": &p.Cuts, "faults": &p.Faults, "twice": &p.Twice} {
		if !slices.Contains(strings.Split(*only, ","), name) {
			*n = 0
		}
	}
	return p
}

const quick = "jeda_baca: 0,2 detik\nwhatsapp: " + livetest.Pace + "\n"

func soakShop(t *testing.T, database string) *livetest.Shop {
	t.Helper()
	s := livetest.New(t, livetest.Options{Database: database, Config: quick})
	s.MoreStock()
	s.Link()
	return s
}

// TestNothingLostNothingDoubled plays a day in which the program is killed, its network cut and its database taken away, on
// either database: every message is answered, no buyer reads one id with two texts nor two answers to one message, and the
// orders are those of the same day without mishaps.
func TestNothingLostNothingDoubled(t *testing.T) {
	calm := livetest.Play(soakShop(t, ""), plan(false), nil)
	t.Logf("calm: %v", calm)
	if len(calm.Unanswered) > 0 || len(calm.Orders) == 0 {
		t.Fatalf("not a day to compare with: unanswered %q, %d orders", calm.Unanswered, len(calm.Orders))
	}
	for _, c := range []struct {
		name     string
		postgres bool
	}{{"sqlite", false}, {"postgres", true}} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			database := ""
			if c.postgres {
				database = storetest.Postgres(t)
			}
			p := plan(c.postgres)
			t.Log(p)
			day := livetest.Play(soakShop(t, database), p, calm)
			t.Log(day)
			for _, fault := range day.Against(calm) {
				t.Error(fault)
			}
		})
	}
}

// TestTheHarnessNotices are the arms that must fail: with phones that don't know a message again by its id, and with a
// WhatsApp that keeps nothing until it is acknowledged, the same day has to be found bad. If it is not, the harness looks at
// nothing.
func TestTheHarnessNotices(t *testing.T) {
	p := livetest.Plan{Seed: *seed, Buyers: 1, Lines: 2, Together: 1, Patience: 10 * time.Second}
	calm := livetest.Play(soakShop(t, ""), p, nil)
	for name, spoil := range map[string]func(*livetest.Shop){
		"doubled": func(s *livetest.Shop) {
			s.WhatsApp.ForgetIDs()
			s.WhatsApp.Fail(whatsapptest.Fault{At: whatsapptest.AtSend, DropToo: true, Then: func() { restart(s) }})
		},
		"lost": func(s *livetest.Shop) {
			s.WhatsApp.ForgetQueue()
			s.WhatsApp.Fail(whatsapptest.Fault{At: whatsapptest.AtDelivery, Then: func() { restart(s) }})
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := soakShop(t, "")
			spoil(s)
			if faults := livetest.Play(s, p, calm).Against(calm); len(faults) == 0 {
				t.Error("nothing was noticed")
			} else {
				t.Logf("noticed: %s", faults[0])
			}
		})
	}
}

func restart(s *livetest.Shop) {
	s.Kill()
	s.Start()
}
