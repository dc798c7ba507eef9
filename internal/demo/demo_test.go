package demo

import (
	"testing"

	"tokobot/internal/shop"
)

func TestMeans(t *testing.T) {
	for _, c := range []struct {
		typed, label string
		want         bool
	}{
		{"Siap dikemas", "📦 Siap dikemas", true}, {"siap DIKEMAS", "📦 Siap dikemas", true}, {"siap", "📦 Siap dikemas", true},
		{"📦 Siap dikemas", "📦 Siap dikemas", true}, {"qc ok", "🔍 QC OK", true}, {"sia", "📦 Siap dikemas", false},
		{"ok", "🔍 QC OK", false}, {"dikemas", "📦 Siap dikemas", false}, {"dikemas", "📦 Dikemas", true}, {"", "📦 Dikemas", false},
		{"😊", "📦 Dikemas", false}, {"/rekap", "Rekap", false}, {"terima kasih ya", "✅ Terima", false},
	} {
		if got := means(c.typed, c.label); got != c.want {
			t.Errorf("%q for %q: %v", c.typed, c.label, got)
		}
	}
}

func TestGroup(t *testing.T) {
	for _, c := range []struct {
		name string
		want shop.Group
		ok   bool
	}{
		{"gudang", shop.Warehouse, true}, {"GUDANG", shop.Warehouse, true}, {"cs", shop.CS, true}, {"keu", shop.Finance, true},
		{"kirim", "", false}, {"peng", shop.Shipping, true}, {"ke", "", false}, {"", "", false}, {"dapur", "", false},
	} {
		if g, ok := group(c.name); g != c.want || ok != c.ok {
			t.Errorf("%q: %q, %v", c.name, g, ok)
		}
	}
}

func TestEveryCommandIsInTheHelp(t *testing.T) {
	if len(helpOrder) != len(commands) {
		t.Errorf("%d of %d commands are in the help", len(helpOrder), len(commands))
	}
	for _, name := range helpOrder {
		if commands[name].help == "" || commands[name].do == nil {
			t.Errorf("/%s has no help or does nothing", name)
		}
	}
}
