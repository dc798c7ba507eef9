package bot

import (
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"tokobot/catalog"
	"tokobot/internal/bahasa"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
	"tokobot/internal/wilayah"
)

// value is what fills a placeholder of a reply. Only the functions of this file make one, and each asks where the value
// comes from; the replies themselves hold no digit. So a number in a message always has a source (a test holds both).
type value struct {
	text string
	from []shop.Source
}

// origin says where a value comes from, in the words of shop.Source.From.
type origin string

// The origins that are no line of a file and no row of the books.
const (
	fromBuyer origin = "kata pembeli"
	fromClock origin = "jam toko"
)

func fromOrder(number string) origin { return origin("order " + number) }
func fromStock(sku string) origin    { return origin(shop.FromStock + sku) }

// fromLine is a line of the owner's files at the version in force.
func fromLine(c *catalog.Catalog, p catalog.Pos) origin {
	if p.File == "" {
		return origin("catalog@" + c.Version)
	}
	return origin(p.File + ":" + strconv.Itoa(p.Line) + "@" + c.Version)
}

// fromSum is a value that was worked out of others.
func fromSum(parts ...origin) origin {
	var seen []string
	for _, p := range parts {
		if s := string(p); s != "" && !slices.Contains(seen, s) {
			seen = append(seen, s)
		}
	}
	return origin("hitungan: " + strings.Join(seen, " + "))
}

// sourced makes the value and, when a digit stands in it, notes its source.
func sourced(text string, from origin) value {
	v := value{text: text}
	if strings.IndexFunc(text, unicode.IsDigit) >= 0 {
		v.from = []shop.Source{{Text: text, From: string(from)}}
	}
	return v
}

// money is an amount as buyers read it: Rp45.000.
func money(a rupiah.Amount, from origin) value { return sourced(a.String(), from) }

// count is a number of things: pieces, kilograms, stock.
func count(n int, from origin) value { return sourced(rupiah.Dots(int64(n)), from) }

// ordinal is the place of a line in a list that the buyer chooses from; it says nothing about the world.
func ordinal(n int) value { return sourced(rupiah.Dots(int64(n)), "nomor pilihan") }

// moment is a day and time: Sen, 23 Nov 14.05 WIB.
func moment(t time.Time, from origin) value { return sourced(bahasa.DateTime(t), from) }

// day is a day: Sen, 23 Nov.
func day(t time.Time, from origin) value { return sourced(bahasa.Date(t), from) }

// minutes is a time of day given as minutes after midnight: 08.00.
func minutes(m int, from origin) value {
	return sourced(bahasa.Clock(time.Date(2000, 1, 1, m/60, m%60, 0, 0, time.UTC)), from)
}

// written is text as it stands somewhere: a name, an account number, an answer, a tracking number.
func written(text string, from origin) value { return sourced(strings.TrimSpace(text), from) }

// placed is the name of a place.
func placed(name string, c wilayah.Code) value { return sourced(name, origin("wilayah "+string(c))) }

// glue is what stands between joined values; its constants hold no digit.
type glue string

const (
	comma   glue = ", "
	newline glue = "\n"
	dot     glue = " · "
	space   glue = " "
)

// joined puts values one after the other, empty ones left out.
func joined(g glue, vs ...value) value {
	var out value
	for _, v := range vs {
		if v.text == "" {
			continue
		}
		if out.text != "" {
			out.text += string(g)
		}
		out.text += v.text
		out.from = append(out.from, v.from...)
	}
	return out
}

// cut shortens a buyer's own words for quoting them back.
func cut(s string, runes int) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) <= runes {
		return string(r)
	}
	return string(r[:runes]) + "…"
}
