package main

import (
	"fmt"
	"io"
	"log/slog"
	"regexp"
)

// newLog is the program's log: structured, with the phone numbers of buyers and staff masked whoever writes it.
func newLog(to io.Writer, level slog.Level) *slog.Logger {
	return slog.New(slog.NewTextHandler(to, &slog.HandlerOptions{Level: level, ReplaceAttr: func(_ []string, a slog.Attr) slog.Attr {
		switch a.Value.Kind() {
		case slog.KindString:
			a.Value = slog.StringValue(maskNumbers(a.Value.String()))
		case slog.KindAny:
			// Errors, mostly: they quote what they are about.
			if text := fmt.Sprint(a.Value.Any()); maskNumbers(text) != text {
				a.Value = slog.StringValue(maskNumbers(text))
			}
		}
		return a
	}}))
}

var (
	// phoneNumber is an Indonesian mobile number as people write it.
	phoneNumber = regexp.MustCompile(`(?:\+?62|\b0)[ .-]?8\d(?:[ .-]?\d){4,9}(\d{3})\b`)
	// longNumber is any other number that may be somebody's: a foreign phone, a LID, a bank account.
	longNumber = regexp.MustCompile(`\b\d{6,}(\d{3})\b`)
)

// maskNumbers hides all but the last three digits of phone numbers and other long numbers.
func maskNumbers(s string) string {
	return longNumber.ReplaceAllString(phoneNumber.ReplaceAllString(s, "…$1"), "…$1")
}
