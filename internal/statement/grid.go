package statement

import (
	"bytes"
	"encoding/binary"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"math"
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"
	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"
)

// grid is a table as rows of cells, trimmed.
type grid [][]string

// separators are what may stand between the cells of a CSV file.
const separators = ",;\t|"

// grids are the tables of a file. A CSV file is read with each separator until a header is found; without one there is none.
func grids(data []byte) ([]grid, error) {
	switch {
	case len(bytes.TrimSpace(data)) == 0:
		return nil, ErrNothing
	case bytes.HasPrefix(data, []byte("PK\x03\x04")):
		return sheets(data)
	case bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")):
		return nil, ErrOldXLS
	case bytes.HasPrefix(data, []byte("%PDF")):
		return nil, ErrPDF
	}
	text := decode(data)
	if t := strings.ToLower(text[:min(len(text), 4096)]); strings.Contains(t, "<html") || strings.Contains(t, "<table") || strings.Contains(t, "<!doctype") {
		g, err := htmlRows(text)
		return []grid{g}, err
	}
	for _, comma := range separators {
		g, err := csvRows(text, comma)
		if err != nil {
			continue
		}
		if _, ok := findHeader(g); ok {
			return []grid{g}, nil
		}
	}
	return nil, nil
}

// decode makes UTF-8 of UTF-16 with a mark, of Windows-1252, and of UTF-8 with a mark.
func decode(data []byte) string {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		data = data[3:]
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return decode16(data[2:], binary.LittleEndian)
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return decode16(data[2:], binary.BigEndian)
	}
	if utf8.Valid(data) {
		return string(data)
	}
	r := make([]rune, len(data)) // Latin letters are all that a statement has beyond ASCII
	for i, b := range data {
		r[i] = rune(b)
	}
	return string(r)
}

func decode16(data []byte, order binary.ByteOrder) string {
	u := make([]uint16, len(data)/2)
	for i := range u {
		u[i] = order.Uint16(data[2*i:])
	}
	return string(utf16.Decode(u))
}

func csvRows(text string, comma rune) (grid, error) {
	if first, rest, ok := strings.Cut(text, "\n"); ok && strings.HasPrefix(strings.ToLower(first), "sep=") {
		text = rest // Excel's own hint
	}
	r := csv.NewReader(strings.NewReader(text))
	r.Comma, r.FieldsPerRecord, r.LazyQuotes, r.ReuseRecord = comma, -1, true, true
	var g grid
	for {
		row, err := r.Read()
		if errors.Is(err, io.EOF) {
			return g, nil
		}
		if err != nil {
			return nil, fmt.Errorf("read csv: %w", err)
		}
		g = append(g, trimmed(row))
	}
}

// trimmed cleans cells: white space, and the apostrophe in front by which banks keep spreadsheets from reading a number.
func trimmed(row []string) []string {
	clean := make([]string, len(row))
	for i, c := range row {
		c = strings.TrimPrefix(strings.TrimSpace(strings.ReplaceAll(c, "\u00a0", " ")), "'")
		clean[i] = strings.Join(strings.Fields(c), " ")
	}
	return clean
}

// unzipMost bounds what a spreadsheet may unpack to, bytes.
const unzipMost = 200 << 20

// sheets reads every sheet of a spreadsheet. Numbers come as numbers, whatever they are shown as.
func sheets(data []byte) (_ []grid, err error) {
	f, err := excelize.OpenReader(bytes.NewReader(data), excelize.Options{RawCellValue: true, UnzipSizeLimit: unzipMost, UnzipXMLSizeLimit: unzipMost})
	if err != nil {
		return nil, fmt.Errorf("open spreadsheet: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	var out []grid
	for _, name := range f.GetSheetList() {
		rows, err := f.GetRows(name)
		if err != nil {
			return nil, fmt.Errorf("read sheet %s: %w", name, err)
		}
		g := make(grid, len(rows))
		for i, row := range rows {
			for j, c := range row {
				if kind, err := f.GetCellType(name, address(j, i)); err == nil && (kind == excelize.CellTypeNumber || kind == excelize.CellTypeUnset) {
					row[j] = plainNumber(c)
				}
			}
			g[i] = trimmed(row)
		}
		out = append(out, g)
	}
	return out, nil
}

func address(column, row int) string {
	a, err := excelize.CoordinatesToCellName(column+1, row+1)
	if err != nil {
		return ""
	}
	return a
}

// The days of this century, as spreadsheets count them.
const firstSerial, lastSerial = 36526, 73050

// plainNumber writes a raw number of a spreadsheet without exponent and with two decimals where it has a fraction, so that it
// is not mistaken for one with dots between thousands.
func plainNumber(s string) string {
	if !strings.ContainsAny(s, ".eE") {
		return s
	}
	x, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	if x == float64(int64(x)) {
		return strconv.FormatInt(int64(x), 10)
	}
	if firstSerial <= x && x <= lastSerial { // maybe a day with its time, to the second
		return strconv.FormatFloat(math.Round(x*1e5)/1e5, 'f', -1, 64)
	}
	return strconv.FormatFloat(x, 'f', 2, 64)
}

// htmlRows reads every row of every table; some banks' .xls is such a page.
func htmlRows(text string) (grid, error) {
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		return nil, fmt.Errorf("read html: %w", err)
	}
	var g grid
	for n := range root.Descendants() {
		if n.DataAtom != atom.Tr || n.Type != html.ElementNode {
			continue
		}
		var row []string
		nested := false
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			if c.DataAtom != atom.Td && c.DataAtom != atom.Th {
				continue
			}
			words, tables := cellText(c)
			nested = nested || tables
			row = append(row, words)
		}
		if !nested { // a row that only holds another table is layout
			g = append(g, trimmed(row))
		}
	}
	return g, nil
}

func cellText(n *html.Node) (text string, tables bool) {
	var b strings.Builder
	for d := range n.Descendants() {
		switch {
		case d.Type == html.TextNode:
			b.WriteString(d.Data)
		case d.DataAtom == atom.Br:
			b.WriteByte(' ')
		case d.DataAtom == atom.Table:
			tables = true
		}
	}
	return b.String(), tables
}

func cell(row []string, i int) string {
	if i < 0 || i >= len(row) {
		return ""
	}
	return row[i]
}

// flat is a part of a table as plain lines.
func flat(rows grid) string {
	var b strings.Builder
	for _, row := range rows {
		b.WriteString(strings.TrimSpace(strings.Join(row, " ")))
		b.WriteByte('\n')
	}
	return b.String()
}
