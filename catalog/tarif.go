package catalog

import (
	"fmt"
	"path"
	"slices"
	"strings"

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

// table reads the lines of a CSV file, each by itself, so that a quote that is left open doesn't hide the lines below. Semicolons
// and tabs between the columns are taken as well: spreadsheets in Indonesia write them.
func (r *reader) table(s *Service, text string) {
	t := rateTable{comma: ',', seen: map[wilayah.Code]int{}}
	before := len(r.problems)
	for i, line := range strings.Split(strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\r", "\n"), "\n") {
		if strings.Trim(line, " \t,;") == "" {
			continue
		}
		if t.columns == nil {
			for _, c := range ";\t" {
				if strings.ContainsRune(line, c) {
					t.comma = c
				}
			}
		}
		cells, at := split(line, t.comma, int32(i)+1)
		switch {
		case at > 0:
			r.wrong(spot{int32(i) + 1, at}, "tanda kutip \" di sini tidak berpasangan")
		case t.columns == nil:
			if t.columns = r.header(cells); t.columns == nil {
				return
			}
		default:
			r.row(s, &t, cells, line)
		}
	}
	switch {
	case len(r.problems) > before:
	case t.columns == nil:
		r.wrong(spot{}, "berkas ini kosong; baris pertama harus ke,per_kg,estimasi")
	case len(s.Rates) == 0:
		r.wrong(spot{}, "berkas ini belum punya tarif")
	}
}

// rateTable is what is known of a CSV file while its lines are read.
type rateTable struct {
	comma   rune
	columns []int                // where each of rateColumns stands, -1 for min left out; nil before the header
	seen    map[wilayah.Code]int // the line of the rate for each place
}

// split cuts a line into its cells. A quote without its partner gives its column.
func split(line string, comma rune, number int32) (cells []*node, wrong int32) {
	runes := []rune(line)
	for i := 0; ; i++ {
		for i < len(runes) && runes[i] == ' ' {
			i++
		}
		from, quoted := i, i < len(runes) && runes[i] == '"'
		var b strings.Builder
		if quoted {
			for i++; i < len(runes) && (runes[i] != '"' || i+1 < len(runes) && runes[i+1] == '"'); i++ {
				if runes[i] == '"' {
					i++
				}
				b.WriteRune(runes[i])
			}
			if i++; i > len(runes) {
				return nil, int32(from) + 1
			}
		}
		for ; i < len(runes) && runes[i] != comma; i++ {
			if quoted && runes[i] != ' ' {
				return nil, int32(i)
			}
			b.WriteRune(runes[i])
		}
		n := &node{kind: scalar, quoted: quoted, text: strings.TrimSpace(b.String()), spot: spot{number, int32(from) + 1}}
		if n.keyAt = n.spot; n.text == "" {
			n.kind = empty
		}
		cells = append(cells, n)
		if i >= len(runes) {
			return cells, 0
		}
	}
}

// header finds the columns by their names; nil when they are not there.
func (r *reader) header(cells []*node) (columns []int) {
	before := len(r.problems)
	columns = []int{-1, -1, -1, -1}
	var meant []string
	for i, h := range cells {
		k := slices.Index(rateColumns, strings.ToLower(h.text))
		switch {
		case h.kind == empty && i >= len(rateColumns)-1: // spreadsheets write empty columns behind
		case k < 0:
			near := nearestKey(h.text, rateColumns)
			if near == "" && i < 3 {
				near = rateColumns[i] // by its place
			}
			meant = append(meant, near)
			r.suggest(h.spot, near, "kolom %q tidak dikenal; baris pertama harus ke,per_kg,estimasi[,min]", clip(h.text))
		case columns[k] >= 0:
			r.wrong(h.spot, "kolom %s ada dua", h.text)
		default:
			columns[k] = i
		}
	}
	for k, name := range rateColumns[:3] {
		if columns[k] < 0 && !slices.Contains(meant, name) {
			r.wrong(cells[0].spot, "kolom `%s` belum ada; baris pertama harus ke,per_kg,estimasi[,min]", name)
		}
	}
	if len(r.problems) > before {
		return nil
	}
	return columns
}

// row reads one rate. Its cells are read like the keys of a rate in ongkir.yaml.
func (r *reader) row(s *Service, t *rateTable, cells []*node, line string) {
	least, most := slices.Max(t.columns[:3])+1, slices.Max(t.columns)+1
	if len(cells) < least {
		hint := ""
		if strings.ContainsAny(line, ",;\t") {
			hint = fmt.Sprintf("; pisahkan kolomnya dengan %q seperti di baris pertama", t.comma)
		}
		r.wrong(cells[0].spot, "baris ini hanya punya %d kolom, seharusnya %d%s", len(cells), least, hint)
		return
	}
	for _, c := range cells[min(most, len(cells)):] {
		if c.kind != empty {
			r.wrong(c.spot, "baris ini punya %d kolom, seharusnya %d; nilai yang berisi koma harus diberi tanda kutip", len(cells), most)
			return
		}
	}
	cell := func(k int) *node {
		n := &node{}
		if i := t.columns[k]; i >= 0 && i < len(cells) {
			n = cells[i]
		}
		n.key = rateColumns[k]
		return n
	}
	to := cell(0)
	code, ok := wilayah.Code(""), false
	if to.kind == empty {
		r.wrong(to.spot, "kolom `ke` masih kosong")
	} else {
		code, ok = r.destination(to)
	}
	rate := Rate{To: code, PerKg: r.price(amount{cell(1)}), Estimate: strings.Clone(r.line(text{cell(2)})), MinKg: 1, Pos: r.pos(to.spot)}
	if n := cell(3); n.kind != empty {
		rate.MinKg = r.least(n)
	}
	if !ok {
		return
	}
	if other := t.seen[code]; other > 0 {
		r.wrong(to.spot, "tarif ke %s sudah ada di baris %d", to.text, other)
		return
	}
	t.seen[code] = rate.Pos.Line
	s.Rates = append(s.Rates, rate)
}
