package statement

import (
	"encoding/json"
	"os"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestPushed(t *testing.T) {
	moota, err := os.ReadFile("testdata/kabar/moota.json")
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		body string
		want []string
	}{
		"moota": {string(moota), []string{"bca 1234567890", "+172017 2026-11-23", "-50000 2026-11-23"}},
		"moota, amounts as texts": {`[{"mutation_id":"a","account_number":"1234567890","bank_type":"bca","date":"2026-11-23 00:00:00","description":"X","amount":"172017.00","type":"CR"}]`,
			[]string{"bca 1234567890", "+172017 2026-11-23"}},
		"mutasibank": {`{"api_key":"rahasia","module":"bca","account_number":"1234567890","data_mutasi":[{"id":"u1","transaction_date":"2025-01-10 14:30:00",` +
			`"description":"TRANSFER FROM JOHN","type":"CR","amount":100000,"balance":5000000}]}`, []string{"bca 1234567890", "+100000 2025-01-10"}},
		"what is unclear": {`[{"mutation_id":"a","date":"kemarin","amount":5,"type":"CR"},{"mutation_id":"b","date":"2026-11-23","amount":5,"type":"?"},{"date":"2026-11-23","amount":5,"type":"CR"}]`,
			[]string{" ", "? 1 tanggalnya tidak terbaca: kemarin", "? 2 tidak jelas masuk atau keluar", "? 3 tidak jelas masuk atau keluar"}},
	} {
		list, err := Pushed([]byte(c.body))
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		kept, err := json.Marshal(list)
		if err != nil || strings.Contains(strings.ToLower(string(kept)), "secret") || strings.Contains(string(kept), "rahasia") {
			t.Errorf("%s: kept %s, %v", name, kept, err)
		}
		if d := cmp.Diff(c.want, brief(FromMutations(list, now))); d != "" {
			t.Errorf("%s: %s", name, d)
		}
	}
	for _, body := range []string{"", "halo", "[1]", `{"data_mutasi":3}`} {
		if _, err := Pushed([]byte(body)); err == nil {
			t.Errorf("%q was read", body)
		}
	}
}

// TestPushedAndFile: the same line has the same key by both ways.
func TestPushedAndFile(t *testing.T) {
	file, err := Parse([]byte("No. rekening : 1234567890\nTanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo\n"+
		"'23/11/2026,'TRSF E-BANKING CR 2311/FTSCY/WS95051 172017.00 SARI DEWI,'0000,\"172,017.00\",CR,\"1.00\"\n"), now)
	if err != nil {
		t.Fatal(err)
	}
	moota, err := os.ReadFile("testdata/kabar/moota.json")
	if err != nil {
		t.Fatal(err)
	}
	list, err := Pushed(moota)
	if err != nil {
		t.Fatal(err)
	}
	if got := FromMutations(list, now); got.Lines[0].Key != file.Lines[0].Key {
		t.Errorf("keys %s and %s", got.Lines[0].Key, file.Lines[0].Key)
	}
}
