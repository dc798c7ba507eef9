//go:build race

package bot_test

// raceShare is of how many shops one is played at random: the race detector makes days of minutes, and `make test` plays all without it.
const raceShare = 8
