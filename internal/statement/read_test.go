package statement

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/xuri/excelize/v2"

	"tokobot/internal/rupiah"
)

var (
	wib = time.FixedZone("WIB", 7*3600)
	now = time.Date(2026, 11, 23, 14, 0, 0, 0, wib)
)

// brief is a statement in few words: bank and account, then +amount or -amount, day, and ? for what is unclear.
func brief(s Statement) []string {
	out := []string{s.Bank + " " + s.Account}
	for _, l := range s.Lines {
		sign := "-"
		if l.Incoming {
			sign = "+"
		}
		extra := ""
		if l.Settlement {
			extra += " settlement"
		}
		if l.Cents {
			extra += " cents"
		}
		out = append(out, fmt.Sprintf("%s%d %s%s", sign, l.Amount, l.Date.Format(time.DateOnly), extra))
	}
	if s.Pending > 0 {
		out = append(out, fmt.Sprintf("pending %d", s.Pending))
	}
	for _, u := range s.Unclear {
		out = append(out, fmt.Sprintf("? %d %s", u.Row, u.Why))
	}
	return out
}

// TestSampleLayouts reads the exports of the banks' own layouts.
func TestSampleLayouts(t *testing.T) {
	for file, want := range map[string][]string{
		"bca_klikbca_mutasi.csv": {"bca 1234567890", "-1500000 2026-09-05", "+127345 2026-09-08", "+250000 2026-09-09", "+5000000 2026-09-09",
			"+2000000 2026-09-10", "pending 1"},
		"bca_variant_xlsx_grid.csv": {"bca 1234567890", "+1000000 2025-11-19", "-50000 2025-11-20", "+135000000 2025-11-30"},
		"bni_direct.csv":            {"bni 0000001234", "+127345 2026-08-03", "-6500 2026-08-04"},
		"bri_export.csv":            {"bri 012301012345508", "+70000 2026-07-10", "-70000 2026-07-10"},
		"bri_internet_banking.csv":  {"bri 000001000123509", "+127345 2026-08-03", "-6500 2026-08-04"},
		"cimb_octo.csv":             {"cimb 800123456789", "+127345 2026-08-03", "-6500 2026-08-04"},
		"mandiri_kopra.csv":         {"mandiri 1234567890123", "-750000 2026-08-03", "+1000000 2026-08-07", "+8000000 2026-08-15"},
		"mandiri_livin_grid.csv":    {"mandiri 0000000123456", "+127345 2026-08-03", "-6500 2026-08-04"},
		"permata.csv":               {"permata 4100123456", "+127345 2026-08-03"},
	} {
		t.Run(file, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join("testdata", file))
			if err != nil {
				t.Fatal(err)
			}
			for name, form := range map[string][]byte{"as exported": data, "spreadsheet": asSheet(t, data), "html": asHTML(t, data), "bom, crlf": []byte("\xEF\xBB\xBF" + strings.ReplaceAll(string(data), "\n", "\r\n"))} {
				s, err := Parse(form, now)
				if err != nil {
					t.Fatalf("%s: %v", name, err)
				}
				if d := cmp.Diff(want, brief(s)); d != "" {
					t.Errorf("%s: %s", name, d)
				}
				if orig, _ := Parse(data, now); cmp.Diff(keys(orig), keys(s)) != "" {
					t.Errorf("%s: other keys than as exported", name)
				}
			}
		})
	}
}

func keys(s Statement) (out []string) {
	for _, l := range s.Lines {
		out = append(out, l.Key)
	}
	return out
}

// rowsOf reads a sample with the separator that finds its header.
func rowsOf(t testing.TB, data []byte) grid {
	t.Helper()
	gs, err := grids(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range gs {
		if _, ok := findHeader(g); ok {
			return g
		}
	}
	t.Fatal("no header")
	return nil
}

func asSheet(t testing.TB, data []byte) []byte {
	t.Helper()
	f := excelize.NewFile()
	for i, row := range rowsOf(t, data) {
		for j, c := range row {
			if err := f.SetCellStr("Sheet1", address(j, i), c); err != nil {
				t.Fatal(err)
			}
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func asHTML(t *testing.T, data []byte) []byte {
	t.Helper()
	var b strings.Builder
	b.WriteString("<html><body><table><tr><td><table>")
	for _, row := range rowsOf(t, data) {
		b.WriteString("<tr>")
		for _, c := range row {
			b.WriteString("<td>&nbsp;" + strings.ReplaceAll(c, "&", "&amp;") + "</td>")
		}
		b.WriteString("</tr>\n")
	}
	b.WriteString("</table></td></tr></table></body></html>")
	return []byte(b.String())
}

// TestPitfalls are layouts and slips that the samples don't have.
func TestPitfalls(t *testing.T) {
	for name, c := range map[string]struct {
		file string
		want []string
	}{
		"amount with CR in its cell": {"Tanggal|Keterangan|Cabang|Mutasi|Saldo\n05/09/2026|SETORAN|0000|100,000.00 CR|100,000.00\n05/09/2026|BIAYA ADM|0000|15,000.00 DB|85,000.00\n",
			[]string{"bca ", "+100000 2026-09-05", "-15000 2026-09-05"}},
		"flag column without a mark for money in": {"Tanggal,Keterangan,Jumlah,Keterangan,Saldo\n19-Nov,KIRIMAN ANI,\"50,000\",,\n20-Nov,BELANJA,\"20,000\",DB,\n",
			[]string{" ", "+50000 2026-11-19", "-20000 2026-11-20"}},
		"the balance tells": {"Tanggal,Keterangan,Jumlah,Saldo\n01/11/2026,SALDO AWAL,,100.000\n02/11/2026,ANI,50.000,150.000\n03/11/2026,PLN,20.000,130.000\n",
			[]string{" ", "+50000 2026-11-02", "-20000 2026-11-03"}},
		"nothing tells": {"Tanggal,Keterangan,Jumlah\n02/11/2026,ANI,50.000\n",
			[]string{" ", "? 2 tidak jelas masuk atau keluar"}},
		"first token counts": {"Tanggal,Keterangan,Jumlah\n02/11/2026,BI-FAST CR TRANSFER DR 032 ANI,50.000\n02/11/2026,TRSF E-BANKING DB KE CR TOKO,10.000\n",
			[]string{"bca ", "+50000 2026-11-02", "-10000 2026-11-02"}},
		"qris settlement": {"Tanggal,Keterangan,Jumlah,,Saldo\n02/11/2026,KR OTOMATIS MID : 0008850 TOKO QR : 100000.00 DDR : 700.00,\"99,300.00\",CR,0\n",
			[]string{"bca ", "+99300 2026-11-02 settlement"}},
		"period over new year": {"Periode : 15/12/2025 - 14/01/2026\nTanggal,Keterangan,Jumlah,\n30/12,A,\"1,000.00\",CR\n03/01,B,\"2,000.00\",CR\n",
			[]string{" ", "+1000 2025-12-30", "+2000 2026-01-03"}},
		"no period: the latest past": {"Tanggal,Keterangan,Jumlah,\n30/12,A,\"1,000.00\",CR\n03/01,B,\"2,000.00\",CR\n", []string{" ", "+1000 2025-12-30", "+2000 2026-01-03"}},
		"excel serials":              {"Date;Description;Debit;Credit;Balance\n46234;ANI;0;127345;127345\n46234,5;BUDI;0;5;5\n", []string{" ", "+127345 2026-07-31", "? 3 tanggalnya tidak terbaca: 46234,5"}},
		"month words":                {"Tanggal;Uraian;Debet;Kredit\n03 Nopember 2026;A;0;1\n4-Agt-26;B;0;2\n05 Des 2025;C;0;3\n6 Mei 2026;D;0;4\n", []string{" ", "+1 2026-11-03", "+2 2026-08-04", "+3 2025-12-05", "+4 2026-05-06"}},
		"american":                   {"Date,Description,Amount\n08/03/2026,A,+1\n08/25/2026,B,+2\n", []string{" ", "+1 2026-08-03", "+2 2026-08-25"}},
		"cents are said":             {"Date,Description,Credit,Debit\n2026-08-03,BUNGA,\"12.37\",0\n", []string{" ", "+12 2026-08-03 cents"}},
		"a line that is cut off": {"Tanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo\n'30/12,'TRSF E-BANKING CR ANI,'0000,\"1,000.00\",CR,1\n'31/12,'TRSF E-BANKING CR L",
			[]string{"bca ", "+1000 2025-12-30", "? 3 jumlahnya tidak ada; barisnya terpotong?"}},
		"a line without money in either column": {"Tanggal,Uraian,Debet,Kredit\n03/08/2026,ANI,,1000\n04/08/2026,BUDI\n05/08/2026,INFO,0,0\nDicetak oleh,ANI\n", []string{" ", "+1000 2026-08-03",
			"? 3 jumlahnya tidak ada; barisnya terpotong?"}},
		"unread amount": {"Date,Description,Credit,Debit\n2026-08-03,A,seratus,\n", []string{" ", "? 2 jumlahnya tidak terbaca: seratus"}},
		"names that no bank we know has": {"Tgl. Trx;Ket. Transaksi;Ref;Kredit (Rp.);Debet (Rp.);Sisa Saldo Rp\n03/08/2026;ANI;77;1.000;;1.000\n04/08/2026;PLN;78;;400;600\n",
			[]string{" ", "+1000 2026-08-03", "-400 2026-08-04"}},
		"columns in another order": {"Saldo,Kredit,Debet,Uraian,Tanggal\n1000,1000,0,ANI,03/08/2026\n", []string{" ", "+1000 2026-08-03"}},
		"sep hint and quotes":      {"sep=;\nTanggal;Keterangan;Kredit;Debet\n2026-08-03;kata \"tebal\" saja;1.000;\n", []string{" ", "+1000 2026-08-03"}},
	} {
		t.Run(name, func(t *testing.T) {
			s, err := Parse([]byte(c.file), now)
			if err != nil {
				t.Fatal(err)
			}
			if d := cmp.Diff(c.want, brief(s)); d != "" {
				t.Error(d)
			}
		})
	}
}

func TestUnreadable(t *testing.T) {
	for file, want := range map[string]error{
		"": ErrNothing, "  \n": ErrNothing, "halo": ErrUnknown, "%PDF-1.7 halo": ErrPDF, "nama,umur\nAni,3\n": ErrUnknown, "\xD0\xCF\x11\xE0abc": ErrOldXLS,
		"<html><body>Sesi habis</body></html>": ErrUnknown,
	} {
		if _, err := Read([]byte(file), now); !errors.Is(err, want) {
			t.Errorf("%q: %v, want %v", file, err, want)
		}
	}
	var words Words
	if _, err := Read([]byte("PK\x03\x04 no zip"), now); !errors.Is(err, ErrBroken) || !errors.As(err, &words) || words != ErrBroken {
		t.Errorf("a broken spreadsheet: %v; the staff reads %q", err, words)
	}
}

func TestNumber(t *testing.T) {
	for s, want := range map[string]int64{
		"1,500,000.00": 150000000, "1.500.000,00": 150000000, "127345.00": 12734500, "127345": 12734500, " Rp1,000,000 ": 100000000, "+127.345,00": 12734500,
		"-6.500,00": -650000, "(6.500)": -650000, "0.00": 0, "12.5": 1250, "12,05": 1205, "127.345": 12734500, "1.000": 100000, "10000000.64": 1000000064,
		"Rp 50.000,-": 5000000, "IDR 7,500.00": 750000, "50.000-": -5000000, "1 500 000": 150000000,
	} {
		if n, ok := number(s); !ok || n.total() != want {
			t.Errorf("%q: %d, %v; want %d", s, n.total(), ok, want)
		}
	}
	for _, s := range []string{"", "-", "abc", "12a", "1.2.3", "12.34.567", "1234567890123456789", "CR"} {
		if n, ok := number(s); ok {
			t.Errorf("%q: read as %d", s, n.total())
		}
	}
}

// TestOverlap: what two files share has the same keys, and equal lines of a day stay apart.
func TestOverlap(t *testing.T) {
	const head = "No. rekening : 1234567890\nTanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo\n"
	row := func(day, who string, balance int) string {
		return fmt.Sprintf("'%s/09/2026,'TRSF E-BANKING CR %s,'0000,\"50,000.00\",CR,\"%d.00\"\n", day, who, balance)
	}
	read := func(rows ...string) []string {
		t.Helper()
		s, err := Parse([]byte(head+strings.Join(rows, "")), now)
		if err != nil {
			t.Fatal(err)
		}
		return keys(s)
	}
	first := read(row("08", "ANI", 1), row("09", "BUDI", 2), row("09", "BUDI", 3))
	later := read(row("09", "BUDI", 2), row("09", "BUDI", 3), row("09", "BUDI", 9), row("10", "ANI", 4))
	if first[1] == first[2] || first[1] != later[0] || first[2] != later[1] || later[2] == later[1] || later[3] == first[0] {
		t.Errorf("first %v, later %v", first, later)
	}
}

// large is a statement of n incoming lines, and what they add up to.
func large(n int) (file []byte, sum rupiah.Amount) {
	var b strings.Builder
	b.WriteString("Periode : 01/09/2026 - 30/09/2026\nTanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo\n")
	for i := range n {
		fmt.Fprintf(&b, "'%02d/09,'TRSF E-BANKING CR 0809/FTSCY/WS%d %d.00 PEMBELI,'0000,\"%d.00\",CR,\"0.00\"\n", 1+i%30, i, 50_000+i, 50_000+i)
		sum += rupiah.Amount(50_000 + i)
	}
	return []byte(b.String()), sum
}

func TestLargeFile(t *testing.T) {
	file, sum := large(10_000)
	lines, err := Read(file, now)
	if err != nil || len(lines) != 10_000 {
		t.Fatalf("%d lines, %v", len(lines), err)
	}
	for _, l := range lines {
		sum -= l.Amount
	}
	if sum != 0 {
		t.Errorf("amounts are off by %d", sum)
	}
}

func FuzzParse(f *testing.F) {
	files, err := filepath.Glob("testdata/*.csv")
	if err != nil || len(files) == 0 {
		f.Fatal(files, err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(data)
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		s, err := Parse(data, now)
		if err != nil {
			return
		}
		for _, l := range s.Lines {
			if l.Amount < 0 || l.Key == "" || l.Date.IsZero() {
				t.Errorf("line %+v", l)
			}
		}
	})
}
