package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"tokobot/catalog"
	"tokobot/internal/shop"
	"tokobot/internal/telegramtest"
)

// told counts what a group was told with some words in it.
func (r *running) told(group int64, part string) (n int) {
	for _, m := range r.telegram.Messages(group, 0) {
		if strings.Contains(m.Text, part) {
			n++
		}
	}
	return n
}

// TestServeBrokenEdits breaks the catalog, starts the shop again while it is broken, mends it, and makes the same slip again.
func TestServeBrokenEdits(t *testing.T) {
	r := serveShop(t)
	r.telegram.AddGroup(ownersChat, "Pemilik", false)
	owner := r.telegram.As(ownersChat, 0, telegramtest.User{ID: 7, Name: "Melati"})
	r.start(t)
	owner.Write("/daftar pemilik " + pairCodes(telegramtest.Token, shop.Owner, time.Now())[0])
	eventually(t, "pairing", r.sees(ownersChat, "pemilik"))
	eventually(t, "the catalog in force is kept", func() bool {
		_, err := os.Stat(filepath.Join(r.dir, "catalog", lastGood, "toko.yaml"))
		return err == nil
	})
	toko, err := os.ReadFile(filepath.Join(r.dir, "catalog", "toko.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	broken := strings.Replace(string(toko), "nama:", "nmaa:", 1)
	r.write(t, "catalog/toko.yaml", broken)
	eventually(t, "a broken edit", func() bool { return r.told(ownersChat, "maksudnya `nama`") == 1 })
	r.stop()
	r.start(t) // with the shop that was in force
	eventually(t, "looked at again", func() bool { return strings.Count(r.log.String(), "msg=alarm") == 2 })
	r.write(t, "catalog/toko.yaml", string(toko))
	eventually(t, "mended", func() bool { return r.told(ownersChat, "sudah benar lagi") == 1 })
	r.write(t, "catalog/toko.yaml", broken)
	eventually(t, "the same slip again", func() bool { return r.told(ownersChat, "maksudnya `nama`") == 2 })
	r.write(t, "catalog/toko.yaml", strings.Replace(string(toko), "sapaan: kak", "sapaan: bunda", 1))
	eventually(t, "mended again", func() bool { return r.told(ownersChat, "sudah benar lagi") == 2 })
	if code := r.stop(); code != exitOK {
		t.Errorf("serve ended with %d:\n%s", code, r.log)
	}
}

func TestEditsTold(t *testing.T) {
	var told []string
	e := edits{tell: func(s string) { told = append(told, s) }}
	warning := catalog.Problems{{File: "produk.yaml", Line: 2, Column: 5, Severity: catalog.Warning, Message: "foto hilang"}}
	var many catalog.Problems
	for i := range 40 {
		many = append(many, catalog.Problem{File: "produk.yaml", Line: i + 1, Column: 1, Severity: catalog.Error, Message: "salah"})
	}
	for i, c := range []struct {
		good bool
		ps   catalog.Problems
		want string // "" for nothing told
	}{
		{true, warning, ""}, // it was so when the shop opened
		{true, warning, ""},
		{true, nil, ""},
		{true, warning, "foto hilang"},
		{false, append(warning, many...), "… dan 26 lagi"},
		{true, warning, "benar lagi dan sudah berlaku. Yang masih"},
		{false, many[:1], "baris 1 kolom 1: salah"},
		{true, nil, "benar lagi dan sudah berlaku."},
		{true, nil, ""},
	} {
		told = nil
		e.seen(c.good, c.ps)
		if c.want == "" && len(told) > 0 || c.want != "" && (len(told) != 1 || !strings.Contains(fmt.Sprint(told), c.want)) {
			t.Errorf("%d: told %q, want %q", i, told, c.want)
		}
	}
}
