package main

import (
	"maps"

	"tokobot/bot"
	"tokobot/internal/desk"
)

// replies are the keys of everything that is said to buyers, by the bot and by the desks, for checking balasan.yaml.
func replies() map[string][]string {
	all := bot.Replies()
	maps.Copy(all, desk.Replies())
	return all
}

// needed are the placeholders that no wording may leave out.
func needed() map[string][]string { return bot.Needed() }
