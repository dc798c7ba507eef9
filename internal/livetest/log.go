package livetest

import (
	"bytes"
	"errors"
	"os"
	"sync"
)

// Log is what a program wrote, over all its lives.
type Log struct {
	mu sync.Mutex
	b  bytes.Buffer
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
