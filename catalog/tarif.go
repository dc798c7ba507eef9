package catalog

import (
	"encoding/csv"
	"errors"
	"io"
	"path"
	"slices"
	"strings"
	"unicode/utf8"

	"tokobot/internal/wilayah"
)

// rateColumns are the columns of a tarif_csv; min may be left out.
var rateColumns = []string{"ke", "per_kg", "estimasi", "min"}

// ratesFile reads the rates of a service from a CSV file. Its problems name the CSV file and the line in it.
func (r *reader) ratesFile(s *Service, f text) {
	name := r.line(f)
	if name == "" || !r.inside(f.N, name) {
		if name == "" && f.N.kind == empty {
			r.wrong(f.N.keyAt, "`tarif_csv` masih kosong")
		}
		return
	}
	before := len(r.problems)
	sub, text, ok := r.open(path.Clean(name), true)
	if !ok {
		if len(r.problems) > before { // told where it is named, not in the file that isn't there
			p := &r.problems[len(r.problems)-1]
			p.File, p.Line, p.Column = r.file, int(f.N.line), int(f.N.col)
		}
		return
	}
	d := document{text: strings.TrimPrefix(text, "\ufeff"), fail: func(at spot, message string) { sub.wrong(at, "%s", message) }}
	if d.decodable() {
		sub.table(s, d.text)
	}
}

// table reads the lines of a CSV file. Semicolons between the columns are taken as well: spreadsheets in Indonesian write them.
func (r *reader) table(s *Service, text string) {
	c := &sheet{csv.NewReader(strings.NewReader(text)), strings.Split(text, "\n")}
	c.FieldsPerRecord, c.TrimLeadingSpace, c.ReuseRecord = -1, true, true
	if strings.Contains(c.lines[0], ";") {
		c.Comma = ';'
	}
	var columns []int
	seen := map[wilayah.Code]int{}
	for {
		record, err := c.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if e := (*csv.ParseError)(nil); errors.As(err, &e) {
			r.wrong(spot{int32(e.Line), int32(e.Column)}, "baris CSV ini tidak bisa dibaca; periksa tanda kutipnya")
			return
		}
		if err != nil {
			r.wrong(spot{}, "berkas tarif tidak bisa dibaca: %v", err)
			return
		}
		if columns == nil {
			if columns = r.header(record, c); columns == nil {
				return
			}
			continue
		}
		r.row(s, c, record, columns, seen)
	}
	switch {
	case columns == nil:
		r.wrong(spot{}, "berkas ini kosong; baris pertama harus ke,per_kg,estimasi")
	case len(s.Rates) == 0 && !r.problems.HasErrors():
		r.wrong(spot{}, "berkas ini belum punya tarif")
	}
}

// sheet is a CSV file that knows its columns by characters; the reader counts bytes.
type sheet struct {
	*csv.Reader
	lines []string
}

// at is where a field of the last record begins.
func (c *sheet) at(field int) spot {
	line, col := c.FieldPos(field)
	before := c.lines[line-1][:min(col-1, len(c.lines[line-1]))]
	return spot{int32(line), int32(utf8.RuneCountInString(before)) + 1}
}

// header finds the columns by their names; nil when they are not there.
func (r *reader) header(record []string, c *sheet) (columns []int) {
	columns = []int{-1, -1, -1, -1}
	for i, h := range record {
		at := c.at(i)
		k := slices.Index(rateColumns, strings.ToLower(strings.TrimSpace(h)))
		switch {
		case k < 0:
			r.suggest(at, nearest(strings.TrimSpace(h), rateColumns), "kolom %q tidak dikenal; baris pertama harus ke,per_kg,estimasi[,min]", clip(h))
			return nil
		case columns[k] >= 0:
			r.wrong(at, "kolom %s ada dua", h)
			return nil
		}
		columns[k] = i
	}
	for k, name := range rateColumns[:3] {
		if columns[k] < 0 {
			r.wrong(spot{1, 1}, "kolom `%s` belum ada; baris pertama harus ke,per_kg,estimasi[,min]", name)
			return nil
		}
	}
	return columns
}

// row reads one rate. Its cells are read like the keys of a rate in ongkir.yaml.
func (r *reader) row(s *Service, c *sheet, record []string, columns []int, seen map[wilayah.Code]int) {
	if strings.TrimSpace(strings.Join(record, "")) == "" {
		return
	}
	line, _ := c.FieldPos(0)
	if len(record) > slices.Max(columns)+1 {
		r.wrong(c.at(slices.Max(columns)+1), "baris ini punya %d kolom, seharusnya %d; nilai yang berisi koma harus diberi tanda kutip", len(record), slices.Max(columns)+1)
		return
	}
	cell := func(k int) *node {
		n := &node{kind: scalar, key: rateColumns[k], spot: spot{int32(line), 1}}
		if i := columns[k]; i >= 0 && i < len(record) {
			n.spot = c.at(i)
			n.text = strings.TrimSpace(strings.Clone(record[i]))
		}
		n.keyAt = n.spot
		if n.text == "" {
			n.kind = empty
		}
		return n
	}
	to := cell(0)
	if to.kind == empty {
		r.wrong(to.spot, "kolom `ke` masih kosong")
		return
	}
	code, ok := r.destination(to)
	rate := Rate{To: code, PerKg: r.price(amount{cell(1)}), Estimate: r.line(text{cell(2)}), MinKg: 1, Pos: Pos{r.file, line}}
	if n := cell(3); n.kind != empty {
		rate.MinKg = r.least(n)
	}
	if !ok {
		return
	}
	if other := seen[code]; other > 0 {
		r.wrong(to.spot, "tarif ke %s sudah ada di baris %d", to.text, other)
		return
	}
	seen[code] = line
	s.Rates = append(s.Rates, rate)
}
