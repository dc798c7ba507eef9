package main

import (
	"encoding/json"
	"path/filepath"
	"strings"
	"testing"
)

// TestTooMuchPaid plays a buyer who pays too much: asked what to do, he has it kept, orders again, and finance pays the next order
// with it; another wants it back and gives his account. The books say the same as the buyers hear.
func TestTooMuchPaid(t *testing.T) {
	contoh, err := filepath.Abs("../../catalog/contoh")
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	script := `{"at":"2026-11-23T09:00:00+07:00","buyer":"6281200000001","name":"Sari","text":"pesan bella square hitam 2"}
{"buyer":"6281200000001","text":"Sari Dewi 08123456789\nJl Melati 5 rt 2/3 cibeureum cimahi selatan 40535"}
{"buyer":"6281200000001","text":"ya"}
{"buyer":"6281200000001","image":"a.jpg","text":"sudah kak"}
{"staff":"keuangan","user":"Rina","press":"Nominal"}
{"staff":"keuangan","user":"Rina","text":"300.000 bca","reply":true}
{"buyer":"6281200000001","text":"kelebihannya disimpan aja kak"}
{"staff":"keuangan","user":"Rina","press":"Simpan"}
{"buyer":"6281200000001","text":"pesan bella square hitam 1"}
{"buyer":"6281200000001","text":"ya"}
{"buyer":"6281200000001","text":"ya"}
{"staff":"keuangan","user":"Rina","text":"{{order:6281200000001}}","reply":true}
{"at":"2026-11-23T10:00:00+07:00","buyer":"6281200000002","name":"Dedi","text":"pesan bella square hitam 1"}
{"buyer":"6281200000002","text":"Dedi 081233334444 Jl Melur 9 Cimahi Tengah Kota Cimahi"}
{"buyer":"6281200000002","text":"ya"}
{"buyer":"6281200000002","image":"b.jpg","text":"sudah kak"}
{"staff":"keuangan","user":"Rina","text":"100.000","reply":true}
{"buyer":"6281200000002","text":"tolong dikembalikan ya kak, rek bca 1234567890 an Dedi"}
{"staff":"keuangan","user":"Rina","press":"Sudah dikembalikan"}
`
	status, out, errs := run(t, script, "replay", "--catalog", contoh, "--media", "media", "--dump")
	if status != exitOK || strings.Contains(errs, "tidak ada tombol") {
		t.Fatalf("status %d: %s", status, errs)
	}
	var buyers, finance []string
	cash := map[string]int{}
	total := map[string]int{}
	for line := range strings.Lines(out) {
		var l struct {
			To, Group, Text string
			Edit            bool
			Cash            *struct {
				Kind, Order string
				Amount      int
			}
			Order *struct {
				Number, Status string
				Total          int
			}
		}
		if err := json.Unmarshal([]byte(line), &l); err != nil {
			t.Fatal(err)
		}
		switch {
		case l.To == "buyer":
			buyers = append(buyers, l.Text)
		case l.Group == "keuangan":
			finance = append(finance, l.Text)
		case l.Cash != nil && l.Cash.Kind == "in":
			cash[l.Cash.Order] += l.Cash.Amount
		case l.Cash != nil:
			cash[l.Cash.Order] -= l.Cash.Amount
		case l.Order != nil:
			total[l.Order.Number] = l.Order.Total
			if l.Order.Status != "paid" {
				t.Errorf("%s is %s", l.Order.Number, l.Order.Status)
			}
		}
	}
	for _, want := range []string{"disimpan untuk pesanan berikutnya?", "sudah saya sampaikan ke admin keuangan", "kami simpan untuk pesanan berikutnya", "uang titipan Rp"} {
		if !strings.Contains(strings.Join(buyers, "\n"), want) {
			t.Errorf("no buyer hears %q", want)
		}
	}
	for _, want := range []string{
		"💼 *Kelebihan bayar #MLT-1123-0001*", "Kata pembeli: “kelebihannya disimpan aja kak”", "ini baru memesan #MLT-1123-0002",
		"dipakai untuk #MLT-1123-0002 – sisa Rp", "Rekening pengembalian #MLT-1123-0003 dari pembeli: tolong dikembalikan",
	} {
		if !strings.Contains(strings.Join(finance, "\n"), want) {
			t.Errorf("finance does not read %q", want)
		}
	}
	// The first order still has what is left of the surplus, the others exactly their totals.
	if left := 300_000 - total["MLT-1123-0001"] - total["MLT-1123-0002"]; cash["MLT-1123-0001"] != total["MLT-1123-0001"]+left || left <= 0 {
		t.Errorf("the first has %d of %d, left %d", cash["MLT-1123-0001"], total["MLT-1123-0001"], left)
	}
	for _, n := range []string{"MLT-1123-0002", "MLT-1123-0003"} {
		if cash[n] != total[n] || total[n] == 0 {
			t.Errorf("%s has %d of %d", n, cash[n], total[n])
		}
	}
	if t.Failed() {
		t.Log(strings.Join(finance, "\n"), "\n", strings.Join(buyers, "\n"))
	}
}
