package statement

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkRead reads 10,000 lines a round, as CSV and as a spreadsheet.
func BenchmarkRead(b *testing.B) {
	var text strings.Builder
	text.WriteString("Periode : 01/09/2026 - 30/09/2026\nTanggal Transaksi,Keterangan,Cabang,Jumlah,,Saldo\n")
	for i := range 10_000 {
		fmt.Fprintf(&text, "'%02d/09,'TRSF E-BANKING CR 0809/FTSCY/WS%d %d.00 PEMBELI,'0000,\"%d.00\",CR,\"0.00\"\n", 1+i%30, i, 50_000+i, 50_000+i)
	}
	for name, file := range map[string][]byte{"csv": []byte(text.String()), "xlsx": asSheet(b, []byte(text.String()))} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if lines, err := Read(file, now); err != nil || len(lines) != 10_000 {
					b.Fatal(len(lines), err)
				}
			}
		})
	}
}
