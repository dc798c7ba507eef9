//go:build race

package understand

// raceFactor is how much slower the race detector makes reading, generously.
const raceFactor = 20
