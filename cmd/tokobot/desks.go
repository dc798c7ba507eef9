package main

import (
	"time"

	"tokobot/catalog"
	"tokobot/internal/config"
	"tokobot/internal/desk"
	"tokobot/internal/engine"
	"tokobot/internal/shop"
	"tokobot/internal/telegram"
)

// desks makes the staff's side of a catalog.
func (l *live) desks(cat *catalog.Catalog) *desk.Desk {
	return desk.New(desk.Shop{Catalog: cat, Atlas: l.atlas, Settings: desk.Settings{
		Roster:       l.settings.staff,
		HandBack:     l.settings.handBack,
		CardAsk:      l.settings.cards,
		QuietFrom:    afterMidnight(l.settings.quiet.From),
		QuietTo:      afterMidnight(l.settings.quiet.To),
		PairCodes:    l.settings.pairCodes,
		CatalogFiles: l.catalogFiles,
		CheckUpload:  l.checkUpload,
	}})
}

func afterMidnight(c config.Clock) time.Duration { return time.Duration(c) * time.Minute }

// schedules are the desks' own, at the times of config.yaml; what has no time there is not done. A list of the morning or
// of the pickup hour is of no use much later; the evening's recap is.
func (l *live) schedules() []engine.Schedule {
	at := map[string]struct {
		clock config.Clock
		late  time.Duration
	}{
		"rekap":    {l.settings.times.Recap, 0},
		"stok":     {l.settings.times.Stock, 6 * time.Hour},
		"manifest": {l.settings.times.Manifest, 4 * time.Hour},
	}
	var list []engine.Schedule
	for _, s := range desk.Schedules() {
		// A schedule without a time of its own would be at midnight; a test sees to it that there is none.
		if spec := at[s.Name].clock.Spec(); spec != "" {
			list = append(list, engine.Schedule{Name: s.Name, Spec: spec, Line: s.Line, What: s.What, Late: at[s.Name].late})
		}
	}
	return list
}

// menu is a group's command menu.
func menu(g shop.Group) []telegram.Command {
	var list []telegram.Command
	for _, c := range desk.Menu(g) {
		list = append(list, telegram.Command(c))
	}
	return list
}
