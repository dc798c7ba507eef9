package main

import (
	"bytes"
	"errors"
	"log/slog"
	"strings"
	"testing"
)

func TestLogMasks(t *testing.T) {
	var out bytes.Buffer
	log := newLog(&out, slog.LevelInfo)
	log.With("chat", "6281234567890").Error("tidak sampai ke 081234567890", "err", errors.New("send to 100000000000002@lid: +62 812-3456-7890"),
		"order", "MLT-1123-0007", "port", 8080, "took", "1.250s", "at", "2026-11-27T04:05:06")
	got := out.String()
	for _, secret := range []string{"628123", "08123", "10000000", "3456"} {
		if strings.Contains(got, secret) {
			t.Errorf("%q stands in %s", secret, got)
		}
	}
	for _, plain := range []string{"…890", "…002@lid", "MLT-1123-0007", "8080", "1.250s", "2026-11-27T04:05:06"} {
		if !strings.Contains(got, plain) {
			t.Errorf("%q is missing in %s", plain, got)
		}
	}
}
