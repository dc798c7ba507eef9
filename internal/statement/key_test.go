package statement

import (
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestTimeOfDay reads the clock where a layout has it, and none where it has not.
func TestTimeOfDay(t *testing.T) {
	for name, c := range map[string]struct{ file, want string }{
		"behind the day":        {"Tanggal,Uraian,Kredit,Debet\n2026-11-10 23:44:44,ANI,1000,\n", "2026-11-10 23:44:44"},
		"behind a word month":   {"Tanggal;Uraian;Kredit;Debet\n03 August 2026 11:27:10;ANI;1000;\n", "2026-08-03 11:27:10"},
		"with dots":             {"Tanggal;Uraian;Kredit;Debet\n03/08/2026 11.27;ANI;1000;\n", "2026-08-03 11:27:00"},
		"in a column":           {"Tanggal,Jam,Uraian,Kredit,Debet\n2026-11-10,07:05,ANI,1000,\n", "2026-11-10 07:05:00"},
		"BRI's column":          {"Tgl_Tran,Jam_Tran,Uraian,Kredit,Debet\n2026-11-10,070501,ANI,1000,\n", "2026-11-10 07:05:01"},
		"Tanggal and Waktu":     {"Tanggal,Waktu,Uraian,Kredit,Debet\n2026-11-10,07:05:02 WIB,ANI,1000,\n", "2026-11-10 07:05:02"},
		"two days, no time":     {"Tanggal Transaksi,Tanggal Posting,Uraian,Kredit,Debet\n2026-11-10,11/11/2026,ANI,1000,\n", ""},
		"a spreadsheet's":       {"Tanggal;Uraian;Kredit;Debet\n46234.25;ANI;1000;\n", "2026-07-31 06:00:00"},
		"midnight says nothing": {"Tanggal,Uraian,Kredit,Debet\n2026-11-10 00:00:00,ANI,1000,\n", ""},
		"no time":               {"Tanggal,Uraian,Kredit,Debet\n2026-11-10,ANI,1000,\n", ""},
		"no such hour":          {"Tanggal,Uraian,Kredit,Debet\n2026-11-10 25:00:00,ANI,1000,\n", ""},
	} {
		t.Run(name, func(t *testing.T) {
			lines, err := Read([]byte(c.file), now.In(time.FixedZone("WITA", 8*3600)))
			if err != nil || len(lines) != 1 {
				t.Fatal(lines, err)
			}
			got := ""
			if at := lines[0].At; !at.IsZero() {
				got = at.In(wib).Format(time.DateTime)
			}
			if got != c.want {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// TestAmong knows lines again in a file that says less of whose they are, and keeps those of another account apart.
func TestAmong(t *testing.T) {
	const named, nameless, other = "No. rekening : 1234567890\n", "", "No. rekening : 9999999999\n"
	read := func(head string, rows int) []Line {
		t.Helper()
		file := head + "Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo\n"
		for range rows {
			file += "'24/11,'TRSF E-BANKING CR ANI,'0000,\"35000.00\",CR,1\n"
		}
		lines, err := Read([]byte(file), now)
		if err != nil || len(lines) != rows {
			t.Fatal(lines, err)
		}
		return lines
	}
	for _, c := range []struct {
		before []Line
		now    []Line
		known  []bool
	}{
		{read(named, 1), read(named, 2), []bool{true, false}},
		{read(named, 1), read(nameless, 2), []bool{true, false}},
		{read(nameless, 1), read(named, 2), []bool{true, false}},
		{read(nameless, 2), read(nameless, 2), []bool{true, true}},
		{read(named, 1), read(other, 1), []bool{false}},
		{append(read(named, 1), read(other, 1)...), read(nameless, 3), []bool{true, true, false}},
	} {
		var known []Known
		for _, l := range c.before {
			known = append(known, Known{l.Key, l.Bank, l.Text})
		}
		keys := map[string]bool{}
		for i, l := range c.now {
			key, ok := l.Among(known)
			if ok != c.known[i] || ok && keys[key] {
				t.Errorf("line %d after %d: %v %s", i, len(c.before), ok, key)
			}
			keys[key] = true
		}
	}
}

// TestAmongWithoutBank knows a line again that a file without any heading has.
func TestAmongWithoutBank(t *testing.T) {
	data, err := os.ReadFile(filepath.Join("testdata", "cimb_octo.csv"))
	if err != nil {
		t.Fatal(err)
	}
	was, err := Read(data, now)
	if err != nil {
		t.Fatal(err)
	}
	bare, err := Read([]byte("Tanggal;Deskripsi;Debit;Kredit;Saldo\n03-Aug-2026;TRF DARI BUDI SANTOSO;0;127345;10127345\n"), now)
	if err != nil || bare[0].Bank != "" || was[0].Bank == "" {
		t.Fatal(bare, err)
	}
	if key, ok := bare[0].Among([]Known{{was[0].Key, was[0].Bank, was[0].Text}}); !ok || key != was[0].Key {
		t.Error("a line without its bank is another line")
	}
	if _, ok := was[0].Among([]Known{{bare[0].Key, "", bare[0].Text}}); !ok {
		t.Error("a line with its bank is another line")
	}
}
