package livetest_test

import (
	"os"
	"testing"

	"tokobot/internal/livetest"
)

func TestMain(m *testing.M) { os.Exit(livetest.Main(m)) }
