package whatsapp

import (
	"errors"
	"fmt"
	"strings"
	"sync"

	"go.mau.fi/whatsmeow/types"
)

// Some faults whatsmeow tells in its log and nowhere else: a message that could not be encrypted for its reader is sent all
// the same, to nobody, and a phone that asks for a message again may ask in vain. Both would be found by the missing receipt,
// minutes later; so the log is listened to. TestSendToNobody notices when whatsmeow finds other words.
const (
	notEncrypted = "Failed to encrypt %s for %s"               // message id, device
	notRepeated  = "Failed to handle retry receipt for %s/%s " // chat, message id
)

// errToNobody says that a message went to nobody.
var errToNobody = errors.New("not encrypted for its reader")

// listener is whatsmeow's log, listened to.
type listener struct {
	waLogger
	w *WhatsApp
}

// Warnf implements waLog.Logger.
func (l listener) Warnf(format string, a ...any) {
	if strings.HasPrefix(format, notEncrypted) && len(a) >= 2 {
		if device, ok := a[1].(types.JID); ok && !l.isOwn(device) {
			l.w.missed.note(fmt.Sprint(a[0]))
		}
	}
	l.waLogger.Warnf(format, a...)
}

// Errorf implements waLog.Logger.
func (l listener) Errorf(format string, a ...any) {
	if strings.HasPrefix(format, notRepeated) && len(a) >= 2 {
		l.w.ticks.hurry(fmt.Sprint(a[1]))
	}
	l.waLogger.Errorf(format, a...)
}

// isOwn tells the shop's other devices, whose copies matter less than the buyer's.
func (l listener) isOwn(device types.JID) bool {
	c := l.w.current()
	return c != nil && (device.User == c.Store.GetJID().User || device.User == c.Store.GetLID().User)
}

// missed are messages that went to nobody, from when that is heard until their sender asks.
type missed struct {
	mu  sync.Mutex
	ids map[types.MessageID]bool
}

func (m *missed) note(id types.MessageID) {
	m.mu.Lock()
	defer m.mu.Unlock()
	if m.ids == nil || len(m.ids) > ticksKept {
		m.ids = map[types.MessageID]bool{}
	}
	m.ids[id] = true
}

// take tells whether a message was missed, and forgets it.
func (m *missed) take(id types.MessageID) bool {
	m.mu.Lock()
	defer m.mu.Unlock()
	was := m.ids[id]
	delete(m.ids, id)
	return was
}
