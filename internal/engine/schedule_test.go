package engine_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

func recap(spec string, late time.Duration) func(*engine.Options) {
	return func(o *engine.Options) {
		o.Schedules = []engine.Schedule{
			{Name: "rekap", Spec: spec, Line: shop.GroupLine(shop.Finance), What: "recap", Late: late},
		}
	}
}

func (h *house) start(t *testing.T) {
	t.Helper()
	if err := h.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
}

func (p *post) times() (list []string) {
	for _, s := range p.sent {
		list = append(list, s.at.In(wib).Format("2 15.04 ")+s.Text)
	}
	return list
}

func TestScheduleFiresInTheShopsZone(t *testing.T) {
	h := build(t, recap("30 21 * * *", 0))
	h.start(t)
	h.until(t, monday.Add(60*time.Hour))
	equal(t, h.telegram.times(), []string{"23 21.30 recap", "24 21.30 recap"})
}

func TestScheduleMissedIsCaughtUpOnce(t *testing.T) {
	h := build(t, recap("30 21 * * *", 0))
	h.start(t)
	h.clock.Set(monday.Add(75 * time.Hour)) // Thursday noon; three evenings missed
	h.remake(t)
	h.start(t)
	h.until(t, monday.Add(85*time.Hour))
	equal(t, h.telegram.times(), []string{"26 12.00 recap", "26 21.30 recap"})
}

func TestScheduleMissedByTooMuchIsLeftOut(t *testing.T) {
	h := build(t, recap("30 21 * * *", 2*time.Hour))
	h.start(t)
	h.clock.Set(monday.Add(75 * time.Hour))
	h.until(t, monday.Add(85*time.Hour))
	equal(t, h.telegram.times(), []string{"26 21.30 recap"})
}

func TestScheduleThatChangedFiresAtItsNewTimeOnly(t *testing.T) {
	h := build(t, recap("30 21 * * *", 0))
	h.start(t)
	recap("0 20 * * *", 0)(&h.o)
	h.remake(t)
	h.start(t)
	h.until(t, monday.Add(40*time.Hour))
	equal(t, h.telegram.times(), []string{"23 20.00 recap", "24 20.00 recap"})
}

func TestScheduleIsRefused(t *testing.T) {
	for _, c := range []struct {
		list []engine.Schedule
		want string
	}{
		{[]engine.Schedule{{Name: "a", Spec: "30 25 * * *"}}, "schedule a"},
		{[]engine.Schedule{{Name: "a", Spec: ""}}, "schedule a"},
		{[]engine.Schedule{{Name: "a", Spec: "@daily"}, {Name: "a", Spec: "@daily"}}, "twice"},
	} {
		h := build(t, nil)
		h.o.Schedules = c.list
		if _, err := engine.New(h.o); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%v: %v", c.list, err)
		}
	}
}

func TestOldMessagesAreClearedAway(t *testing.T) {
	h := build(t, func(o *engine.Options) { o.Keep = 30 * 24 * time.Hour })
	ctx := t.Context()
	ref, err := h.o.Media.Put(ctx, "bukti.jpg", []byte("picture"))
	if err != nil {
		t.Fatal(err)
	}
	h.start(t)
	m := h.message("6281", "")
	m.Kind, m.Media = shop.KindImage, &shop.Media{Ref: ref, Name: "bukti.jpg"}
	h.receive(t, m)
	h.until(t, monday.Add(29*24*time.Hour))
	if _, err := h.o.Media.Get(ctx, ref); err != nil {
		t.Errorf("gone too early: %v", err)
	}
	h.until(t, monday.Add(32*24*time.Hour))
	if _, err := h.o.Media.Get(ctx, ref); err == nil {
		t.Error("still there after its time")
	}
}

// TestSickScheduleIsParkedAndComesAgain is a schedule whose turn fails: people are told, and its next time is kept.
func TestSickScheduleIsParkedAndComesAgain(t *testing.T) {
	h := build(t, recap("30 21 * * *", 0))
	sick := true
	well := h.o.Desk
	h.o.Desk = func(t shop.Turn, f engine.Facts) (shop.Decision, error) {
		if sick && t.Line == shop.GroupLine(shop.Finance) {
			return shop.Decision{}, errors.New("chart can't be drawn")
		}
		return well(t, f)
	}
	h.remake(t)
	h.start(t)
	h.until(t, monday.Add(13*time.Hour))
	if got := h.telegram.times(); len(got) != 1 || !strings.Contains(got[0], "23 21.30 ⚠️") {
		t.Errorf("CS reads %q", got)
	}
	sick = false
	h.until(t, monday.Add(37*time.Hour))
	if got := h.telegram.times(); len(got) != 2 || got[1] != "24 21.30 recap" {
		t.Errorf("the next evening: %q", got)
	}
}
