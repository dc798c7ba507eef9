package livetest

import (
	"bytes"
	"errors"
	"os"
	"sync"
)

// Log is what a program wrote, over all its lives.
type Log struct {
	mu   sync.Mutex
	b    bytes.Buffer
	born int // bytes that were there when the last life began
}

func (l *Log) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.Write(p)
}

func (l *Log) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// life begins another life of the program.
func (l *Log) life() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.born = l.b.Len()
}

// ofLife is what it wrote in the life that is the last so far.
func (l *Log) ofLife() []byte {
	l.mu.Lock()
	defer l.mu.Unlock()
	return bytes.Clone(l.b.Bytes()[l.born:])
}

// Save writes it to a file that outlives the test, and gives the name.
func (l *Log) Save() string {
	f, err := os.CreateTemp("", "tokobot-live-*.log")
	if err != nil {
		return err.Error()
	}
	_, err = f.WriteString(l.String())
	if err = errors.Join(err, f.Close()); err != nil {
		return err.Error()
	}
	return f.Name()
}
