package recap

import (
	"fmt"
	"time"

	"github.com/xuri/excelize/v2"

	"tokobot/internal/card"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// look is how the cells of a column are shown.
type look string

// The looks, as number formats; the reader's spreadsheet puts its own separators.
const (
	text   look = ""
	amount look = "#,##0;[Red]-#,##0" // whole rupiah
	pieces look = "#,##0;-#,##0"      // pieces, grams
	moment look = "dd/mm/yyyy hh:mm"
)

// column is one column of a sheet.
type column struct {
	head  string
	width float64 // characters
	look  look
}

// sheet is one sheet: its cells are string, int, rupiah.Amount or time.Time, a zero time for an empty cell.
type sheet struct {
	name    string
	columns []column
	rows    [][]any
}

// Workbook writes the figures as an xlsx file of four sheets: Pesanan, Barang, Kas, Stok. Numbers are numbers and moments are
// dates, on the clock of From's zone. The same figures give the same bytes.
func Workbook(f Figures) ([]byte, error) {
	x := excelize.NewFile()
	defer x.Close()
	heading, err := x.NewStyle(&excelize.Style{
		Font: &excelize.Font{Bold: true}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E2EFDA"}},
		Alignment: &excelize.Alignment{Vertical: "center", WrapText: true},
	})
	if err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	for i, s := range sheets(f) {
		if i == 0 {
			err = x.SetSheetName(x.GetSheetName(0), s.name)
		} else {
			_, err = x.NewSheet(s.name)
		}
		if err == nil {
			err = write(x, s, heading, f.From.Location())
		}
		if err != nil {
			return nil, fmt.Errorf("write workbook: %s: %w", s.name, err)
		}
	}
	at := f.Until.UTC().Format(time.RFC3339)
	if err := x.SetDocProps(&excelize.DocProperties{Title: f.Title, Creator: "tokobot", LastModifiedBy: "tokobot", Created: at, Modified: at}); err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	b, err := x.WriteToBuffer()
	if err != nil {
		return nil, fmt.Errorf("write workbook: %w", err)
	}
	return b.Bytes(), nil
}

// write fills one sheet and gives its columns their looks.
func write(x *excelize.File, s sheet, heading int, zone *time.Location) error {
	for i, c := range s.columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			return err
		}
		if err := x.SetColWidth(s.name, name, name, c.width); err != nil {
			return err
		}
		if err := x.SetCellStr(s.name, name+"1", c.head); err != nil {
			return err
		}
		for r, row := range s.rows {
			if err := put(x, s.name, fmt.Sprintf("%s%d", name, r+2), row[i], zone); err != nil {
				return err
			}
		}
		if c.look == text || len(s.rows) == 0 {
			continue
		}
		format := string(c.look)
		style, err := x.NewStyle(&excelize.Style{CustomNumFmt: &format})
		if err != nil {
			return err
		}
		if err := x.SetCellStyle(s.name, name+"2", fmt.Sprintf("%s%d", name, len(s.rows)+1), style); err != nil {
			return err
		}
	}
	last, err := excelize.CoordinatesToCellName(len(s.columns), 1)
	if err != nil {
		return err
	}
	if err := x.SetCellStyle(s.name, "A1", last, heading); err != nil {
		return err
	}
	end, err := excelize.CoordinatesToCellName(len(s.columns), len(s.rows)+1)
	if err != nil {
		return err
	}
	if err := x.AutoFilter(s.name, "A1:"+end, nil); err != nil {
		return err
	}
	return x.SetPanes(s.name, &excelize.Panes{Freeze: true, YSplit: 1, TopLeftCell: "A2", ActivePane: "bottomLeft"})
}

// put writes one cell. Text is written as text, so that what a buyer or the staff typed is never a formula.
func put(x *excelize.File, sheet, cell string, value any, zone *time.Location) error {
	switch v := value.(type) {
	case string:
		if v == "" {
			return nil
		}
		return x.SetCellStr(sheet, cell, v)
	case int:
		return x.SetCellInt(sheet, cell, int64(v))
	case rupiah.Amount:
		return x.SetCellInt(sheet, cell, int64(v))
	case time.Time:
		if v.IsZero() {
			return nil
		}
		v = v.In(zone) // a spreadsheet knows no zones: it gets what the shop's clock showed
		return x.SetCellValue(sheet, cell, time.Date(v.Year(), v.Month(), v.Day(), v.Hour(), v.Minute(), v.Second(), 0, time.UTC))
	}
	return fmt.Errorf("cell %s: no way to write a %T", cell, value)
}

func sheets(f Figures) []sheet {
	return []sheet{ordersSheet(f.Orders), itemsSheet(f.Orders), cashSheet(f.Cash), stockSheet(f.Stock)}
}

func ordersSheet(orders []shop.Order) sheet {
	s := sheet{name: "Pesanan", columns: []column{
		{"Nomor", 18, text}, {"Dibuat", 17, moment}, {"Status", 16, text}, {"Penerima", 22, text}, {"Kurir", 18, text}, {"Resi", 20, text},
		{"Cara bayar", 12, text}, {"Barang", 8, pieces}, {"Subtotal", 13, amount}, {"Ongkir", 12, amount}, {"Biaya COD", 12, amount},
		{"Kode unik", 11, amount}, {"Potongan", 12, amount}, {"Total", 13, amount}, {"Uang diterima", 14, amount}, {"Dibayar", 17, moment},
		{"Dikirim", 17, moment}, {"Catatan", 30, text},
	}}
	for _, o := range orders {
		s.rows = append(s.rows, []any{
			o.Number, o.CreatedAt, card.StatusWord(o.Status), o.Recipient.Name, o.CourierName, o.Tracking, o.Payment, o.Pieces(), o.Subtotal, o.Shipping,
			o.Fee, o.UniqueCode, o.Discount, o.Total(), o.Received, o.PaidAt, o.ShippedAt, o.Note,
		})
	}
	return s
}

func itemsSheet(orders []shop.Order) sheet {
	s := sheet{name: "Barang", columns: []column{
		{"Nomor", 18, text}, {"Dibuat", 17, moment}, {"Status", 16, text}, {"SKU", 18, text}, {"Nama", 40, text}, {"Jumlah", 8, pieces},
		{"Harga satuan", 13, amount}, {"Harga", 13, amount}, {"Berat (g)", 10, pieces},
	}}
	for _, o := range orders {
		for _, i := range o.Items {
			s.rows = append(s.rows, []any{
				o.Number, o.CreatedAt, card.StatusWord(o.Status), i.SKU, i.Name, i.Qty, i.Price, i.Total(), i.Weight * i.Qty,
			})
		}
	}
	return s
}

// cashSheet has money in and out in columns of their own; a correction stands on the side where its money went, and names
// the line that it takes back.
func cashSheet(lines []shop.CashLine) sheet {
	s := sheet{name: "Kas", columns: []column{
		{"Waktu", 17, moment}, {"Masuk", 13, amount}, {"Keluar", 13, amount}, {"Pesanan", 18, text}, {"Kategori", 14, text}, {"Cara bayar", 12, text},
		{"Keterangan", 36, text}, {"Oleh", 14, text}, {"No. catatan", 20, text}, {"Membatalkan", 20, text},
	}}
	for _, l := range lines {
		var in, out any = l.Amount, ""
		if l.Kind == shop.Out {
			in, out = "", l.Amount
		}
		s.rows = append(s.rows, []any{l.At, in, out, l.Order, l.Category, l.Method, l.Note, l.By, l.Key, l.Corrects})
	}
	return s
}

func stockSheet(lines []shop.StockLine) sheet {
	s := sheet{name: "Stok", columns: []column{
		{"Waktu", 17, moment}, {"SKU", 18, text}, {"Perubahan stok", 12, pieces}, {"Perubahan dipesan", 12, pieces}, {"Stok sesudahnya", 12, pieces},
		{"Sebab", 12, text}, {"Pesanan", 18, text}, {"Oleh", 14, text}, {"Catatan", 30, text},
	}}
	for _, l := range lines {
		s.rows = append(s.rows, []any{l.At, l.SKU, l.OnHand, l.Reserved, l.After, string(l.Why), l.Order, l.By, l.Note})
	}
	return s
}
