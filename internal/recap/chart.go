package recap

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/go-analyze/charts"

	"tokobot/internal/bahasa"
	"tokobot/internal/rupiah"
)

// The picture's size in pixels: readable on a phone held upright, without opening it.
const (
	chartWidth  = 1000
	chartHeight = 600
)

// mostDays is how many days get bars of their own; a longer period has bars by month.
const mostDays = 62

// ticks is how many amounts stand on the axis; more would touch each other.
const ticks = 6

// mostNames is how many methods or categories get bars of their own; the smaller ones share one.
const mostNames = 8

// bars are what is drawn: money in and out under each label.
type bars struct {
	labels  []string
	in, out []float64
	title   string // of the axis with the labels; "" where they need none
}

func (b *bars) put(label string, in, out rupiah.Amount) {
	b.labels = append(b.labels, label)
	b.in = append(b.in, float64(in))
	b.out = append(b.out, float64(out))
}

// Chart draws money in and out as a PNG: by day, or for one day by method and category. The same figures give the same bytes.
func Chart(f Figures) ([]byte, error) {
	t := add(f)
	b, byTime := barsOf(f, t)
	theme := charts.GetTheme(charts.ThemeLight).WithSeriesColors([]charts.Color{{R: 46, G: 139, B: 87, A: 255}, {R: 205, G: 92, B: 60, A: 255}})
	opt := charts.NewBarChartOptionWithData([][]float64{b.in, b.out})
	opt.Theme = theme
	opt.Padding = charts.NewBoxEqual(24)
	opt.Title = charts.TitleOption{Text: f.Title, FontStyle: charts.NewFontStyleWithSize(18)}
	opt.Legend = charts.LegendOption{
		SeriesNames: []string{"Masuk " + t.in.String(), "Keluar " + t.out.String()},
		FontStyle:   charts.NewFontStyleWithSize(14), Offset: charts.OffsetRight,
	}
	opt.CategoryAxis.Labels, opt.CategoryAxis.Title = b.labels, b.title
	opt.CategoryAxis.LabelCount = len(b.labels) // every one, or the library leaves some out and lets the last two overlap
	opt.CategoryAxis.LabelFontStyle = charts.NewFontStyleWithSize(12)
	least, most := ends(b)
	opt.ValueAxis = []charts.ValueAxisOption{{LabelFontStyle: charts.NewFontStyleWithSize(12), ValueFormatter: short, Min: least, Max: most, LabelCount: ticks}}
	if !byTime { // a method has money in only and a category out only: one bar each, beside its name
		stacked := true
		opt.StackSeries, opt.Horizontal = &stacked, true
		for _, list := range [][]float64{b.in, b.out} {
			slices.Reverse(list) // the library begins at the bottom
		}
		slices.Reverse(b.labels)
	}
	p := charts.NewPainter(charts.PainterOptions{OutputFormat: charts.ChartOutputPNG, Width: chartWidth, Height: chartHeight, Theme: theme})
	if err := p.BarChart(opt); err != nil {
		return nil, fmt.Errorf("draw chart: %w", err)
	}
	png, err := p.Bytes()
	if err != nil {
		return nil, fmt.Errorf("encode chart: %w", err)
	}
	return png, nil
}

// ends are where the axis begins and ends: it begins at nothing, unless something older was taken back, and is not empty.
// nil leaves an end to the library.
func ends(b bars) (least, most *float64) {
	lowest, highest := 0.0, 0.0
	for i := range b.labels {
		lowest, highest = min(lowest, b.in[i], b.out[i]), max(highest, b.in[i], b.out[i])
	}
	if lowest == 0 {
		least = &lowest
	}
	if highest == 0 {
		highest = 100_000
		most = &highest
	}
	return least, most
}

// barsOf chooses the bars of a period, and tells whether they stand for time.
func barsOf(f Figures, t totals) (b bars, byTime bool) {
	first := midnight(f.From)
	n := 0
	for d := first; d.Before(f.Until) && n <= mostDays; d = d.AddDate(0, 0, 1) {
		n++
	}
	switch {
	case n > mostDays:
		return byMonth(f, t), true
	case n > 1:
		return byDay(f, t), true
	}
	for _, s := range few(t.byMethod) {
		b.put(methodWord(s.name), s.amount, 0)
	}
	for _, s := range few(t.byCategory) {
		b.put(s.name, 0, s.amount)
	}
	if len(b.labels) == 0 {
		b.put(bahasa.DayMonth(first), 0, 0)
	}
	return b, false
}

// few joins the smallest sums, so that every label can be read.
func few(list []sum) []sum {
	if len(list) <= mostNames {
		return list
	}
	rest := sum{name: "lain-lain"}
	for _, s := range list[mostNames-1:] {
		rest.amount += s.amount
	}
	return append(list[:mostNames-1:mostNames-1], rest)
}

func byDay(f Figures, t totals) (b bars) {
	money := map[time.Time]day{}
	for _, d := range t.days {
		money[d.on] = d
	}
	first := midnight(f.From)
	crowded := first.AddDate(0, 0, 14).Before(f.Until) // then the days are numbers, every other one, and the axis says the months
	for d := first; d.Before(f.Until); d = d.AddDate(0, 0, 1) {
		label := bahasa.DayMonth(d)
		switch n := len(b.labels); {
		case crowded && n%2 == 1:
			label = ""
		case crowded:
			label = d.Format("2")
		}
		b.put(label, money[d].in, money[d].out)
	}
	if crowded {
		b.title = bahasa.DayMonth(first) + " – " + bahasa.DayMonth(first.AddDate(0, 0, len(b.labels)-1))
	}
	return b
}

func byMonth(f Figures, t totals) (b bars) {
	month := func(d time.Time) time.Time { return time.Date(d.Year(), d.Month(), 1, 0, 0, 0, 0, d.Location()) }
	money := map[time.Time]day{}
	for _, d := range t.days {
		m := money[month(d.on)]
		m.in, m.out = m.in+d.in, m.out+d.out
		money[month(d.on)] = m
	}
	for d := month(f.From); d.Before(f.Until); d = d.AddDate(0, 1, 0) {
		_, name, _ := strings.Cut(bahasa.DayMonth(d), " ")
		b.put(name+" "+d.Format("06"), money[d].in, money[d].out)
	}
	return b
}

// short writes an amount for an axis: 500 rb, 1,5 jt, 2 M.
func short(v float64) string {
	for _, u := range [...]struct {
		worth float64
		word  string
	}{{1e9, " M"}, {1e6, " jt"}, {1e3, " rb"}} {
		if v >= u.worth || v <= -u.worth {
			return strings.Replace(strconv.FormatFloat(float64(int64(v/u.worth*100))/100, 'f', -1, 64), ".", ",", 1) + u.word
		}
	}
	return strconv.FormatFloat(v, 'f', 0, 64)
}
