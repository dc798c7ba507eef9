package whatsapp_test

import (
	"os"
	"testing"

	"tokobot/internal/storetest"
)

func TestMain(m *testing.M) { os.Exit(storetest.Main(m)) }
