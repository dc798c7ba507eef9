//go:build race

package bot_test

// raceShare is of how many shops one is played: the race detector makes days of minutes, and `make test` plays all without it.
const raceShare = 16
