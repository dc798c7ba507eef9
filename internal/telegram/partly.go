package telegram

import (
	"slices"
	"sync"
)

// filePart is the file before the parts of a long text.
const filePart = -1

// partly remembers which messages of a parcel that takes several went, while it is tried again: Telegram has no ids of ours by which it would
// know them. A program that ends between two of them sends the first again.
type partly struct {
	mu    sync.Mutex
	parts map[int64][]int // by parcel
}

func (p *partly) has(parcel int64, part int) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Contains(p.parts[parcel], part)
}

func (p *partly) note(parcel int64, part int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.parts == nil {
		p.parts = map[int64][]int{}
	}
	p.parts[parcel] = append(p.parts[parcel], part)
}

func (p *partly) forget(parcel int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	delete(p.parts, parcel)
}
