package understand_test

import (
	"path/filepath"
	"testing"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/wilayah"
)

// TestBareOptions answers "mau warna apa?" by the name of every option of every product of the shops: it comes back as that product spells
// it, whatever other goods call theirs.
func TestBareOptions(t *testing.T) {
	atlas, err := wilayah.Open()
	if err != nil {
		t.Fatal(err)
	}
	dirs, err := filepath.Glob("testdata/toko-*")
	if err != nil || len(dirs) == 0 {
		t.Fatal("no shops", err)
	}
	right, all := 0, 0
	for _, dir := range dirs {
		cat, problems := catalog.Load(dir, catalog.Options{Atlas: atlas})
		if cat == nil {
			t.Fatalf("%s: %v", dir, problems)
		}
		r := understand.New(cat, atlas)
		for _, p := range cat.Products {
			for _, a := range p.Axes {
				for _, o := range a.Options {
					all++
					if answers(r.Read(o.Name, understand.Context{Expect: understand.ExpectVariant, Topic: p.SKU}), a.Name, o.Name) {
						right++
					} else if testing.Verbose() {
						t.Logf("%s %s %s: %q", dir, p.SKU, a.Name, o.Name)
					}
				}
			}
		}
	}
	t.Logf("%d of %d bare options", right, all)
	if share := float64(right) / float64(all); share < 0.95 {
		t.Errorf("%.3f of the options said alone are read", share)
	}
}

// answers tells whether acts name an option as it is spelt, or the variant that has it.
func answers(acts []understand.Act, axis, name string) bool {
	for _, act := range acts {
		for _, p := range act.Products {
			if p.Options[axis] == name {
				return true
			}
		}
	}
	return false
}
