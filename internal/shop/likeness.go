package shop

import "math/bits"

// A picture's Looks are CoarseLooks hashes of 64 bits, of the whole and of parts, and then FineViews hashes of FineWords times 64
// bits. Pictures looked at by an older program have the first only.
const (
	CoarseLooks = 6
	FineViews   = 5
	FineWords   = 4
)

// How many bits may differ; measured on receipts, see package picture's tests.
const (
	coarseLike = 10 // of 64: something of this kind
	fineSame   = 7  // of 256: this very picture, saved again or smaller
	fineOther  = 34 // of 256, wholes compared: the same app's screen of another transfer, each thing in its place
)

// Alike tells whether one picture is a copy of the other: saved again, smaller, cropped or photographed from a screen. Two
// transfers in one bank's app look nearly the same; what lies exactly on top of each other and still differs is no copy.
func Alike(a, b []uint64) bool {
	const full = CoarseLooks + FineViews*FineWords
	if len(a) == full && len(b) == full {
		if nearest(a[CoarseLooks:], b[CoarseLooks:], FineWords) <= fineSame {
			return true
		}
		if apart(a[CoarseLooks:][:FineWords], b[CoarseLooks:][:FineWords]) <= fineOther {
			return false
		}
		a, b = a[:CoarseLooks], b[:CoarseLooks]
	}
	return nearest(a, b, 1) <= coarseLike
}

// nearest is the least distance between any hash of one list and any of the other, each of so many words.
func nearest(a, b []uint64, words int) int {
	least := 64 * words
	for i := 0; i+words <= len(a); i += words {
		for j := 0; j+words <= len(b); j += words {
			least = min(least, apart(a[i:i+words], b[j:j+words]))
		}
	}
	return least
}

// apart counts the bits that differ.
func apart(a, b []uint64) int {
	n := 0
	for i := range a {
		n += bits.OnesCount64(a[i] ^ b[i])
	}
	return n
}
