package main

import (
	"tokobot/catalog"
	"tokobot/internal/desk"
	"tokobot/internal/engine"
	"tokobot/internal/shop"
	"tokobot/internal/telegram"
	"tokobot/internal/wilayah"
)

// newDesk is the staff's side until internal/desk is there: it hears and does nothing.
func newDesk(*catalog.Catalog, *wilayah.Atlas, settings) func(shop.Turn, desk.Facts) (shop.Decision, error) {
	return func(shop.Turn, desk.Facts) (shop.Decision, error) { return shop.Decision{}, nil }
}

// schedules are the desks' own, at the times of config.yaml.
func (l *live) schedules() []engine.Schedule { return nil }

// menu is a group's command menu.
func menu(shop.Group) []telegram.Command { return nil }
