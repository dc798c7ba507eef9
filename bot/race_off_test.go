//go:build !race

package bot_test

// raceShare is 1 without the race detector: every shop is played.
const raceShare = 1
