package whatsapp

import (
	"fmt"
	"log/slog"
	"regexp"

	waLog "go.mau.fi/whatsmeow/util/log"
)

// waLogger is whatsmeow's logger on slog, with phone numbers and LIDs masked. What whatsmeow calls information is for
// developers; its debug output holds whole messages and is left out.
type waLogger struct {
	log *slog.Logger
	sub string
}

var _ waLog.Logger = waLogger{}

var number = regexp.MustCompile(`\d{5,}(\d{3})\b`)

// mask hides all but the last three digits of long numbers.
func mask(s string) string { return number.ReplaceAllString(s, "…$1") }

func (l waLogger) Errorf(format string, a ...any) {
	l.log.Error("whatsmeow", "part", l.sub, "what", mask(fmt.Sprintf(format, a...)))
}
func (l waLogger) Warnf(format string, a ...any) {
	l.log.Warn("whatsmeow", "part", l.sub, "what", mask(fmt.Sprintf(format, a...)))
}
func (l waLogger) Infof(format string, a ...any) {
	l.log.Debug("whatsmeow", "part", l.sub, "what", mask(fmt.Sprintf(format, a...)))
}
func (l waLogger) Debugf(string, ...any)          {}
func (l waLogger) Sub(module string) waLog.Logger { return waLogger{l.log, l.sub + "/" + module} }
