//go:build !race

package understand

// raceFactor is 1 without the race detector.
const raceFactor = 1
