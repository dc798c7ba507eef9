package storetest

import (
	"errors"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// timers: one a key, moved by setting it again, an input of its line when due, once.
func timers(k *kit) {
	id := k.buyer("6281")
	line := shop.BuyerLine(id)
	at := func(d time.Duration) time.Time { return k.now.Add(d) }
	k.do(shop.SetTimer{Timer: shop.Timer{Key: "a", Line: line, Due: at(time.Hour), What: "remind", Ref: "N-1"}},
		shop.SetTimer{Timer: shop.Timer{Key: "b", Line: line, Due: at(2 * time.Hour), What: "expire"}},
		shop.SetTimer{Timer: shop.Timer{Key: "c", Line: line, Due: at(time.Minute), What: "batal"}},
		shop.CancelTimer{Key: "c"}, shop.CancelTimer{Key: "tidak ada"})
	k.ok(k.s.SetTimers(k.Context(), shop.Timer{Key: "a", Line: line, Due: at(time.Minute)},
		shop.Timer{Key: "jadwal", Line: shop.GroupLine(shop.Finance), Due: at(3 * time.Hour), What: "rekap"}))
	due, ok, err := k.s.NextDue(k.Context())
	if err != nil || !ok || !due.Equal(at(time.Hour)) {
		k.Errorf("next due %v %v %v", due, ok, err)
	}
	k.do(shop.SetTimer{Timer: shop.Timer{Key: "b", Line: line, Due: at(90 * time.Minute), What: "expire"}})
	if turns := k.work(silent); len(turns) != 0 {
		k.Errorf("too early: %+v", turns)
	}
	k.pass(time.Hour)
	turns := k.work(silent)
	if len(turns) != 1 || turns[0].Line != line || turns[0].Buyer.ID != id {
		k.Fatalf("turns %+v", turns)
	}
	in := turns[0].Inputs[0]
	k.same("input", in.Arrival, shop.Arrival{Channel: shop.Clock, Chat: string(line), ID: "a", At: k.now, Kind: shop.KindTimer,
		Timer: &shop.Timer{Key: "a", Line: line, Due: k.now, What: "remind", Ref: "N-1"}})
	k.pass(3 * time.Hour)
	var rung []string
	for _, t := range k.work(silent) {
		rung = append(rung, t.Inputs[0].Timer.Key)
	}
	k.same("oldest first", rung, []string{"b", "jadwal"})
	if turns := k.work(silent); len(turns) != 0 {
		k.Errorf("rang twice: %+v", turns)
	}
	k.do(shop.SetTimer{Timer: shop.Timer{Key: "a", Line: line, Due: at(0), What: "lagi"}})
	if turns := k.work(silent); len(turns) != 1 || turns[0].Inputs[0].Timer.What != "lagi" {
		k.Errorf("the same key once more: %+v", turns)
	}
}

// hardTimers: a turn that is refused or fails has not lost its timer.
func hardTimers(k *kit) {
	line := shop.BuyerLine(k.buyer("6281"))
	k.do(shop.SetTimer{Timer: shop.Timer{Key: "a", Line: line, Due: k.now, What: "sulit"}})
	tries := 0
	for range 3 {
		_, err := k.s.Work(k.Context(), k.now, 10, func(shop.Turn, engine.Facts) (d shop.Decision, err error) {
			switch tries++; tries {
			case 1:
				d.Do(shop.MoveStock{SKU: "A", OnHand: -1})
			case 2, 3:
				err = errors.New("sulit")
			}
			return d, err
		})
		k.ok(err)
	}
	k.same("tries", tries, 4)
	if _, due, err := k.s.NextDue(k.Context()); due || err != nil {
		k.Errorf("still due: %v %v", due, err)
	}
}
