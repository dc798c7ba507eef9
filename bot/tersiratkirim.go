package bot

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
)

// cheapWords ask for what costs least, quickWords for what comes first.
var (
	cheapWords = []string{" murah", " termurah", " paling hemat", " lbh hemat", " lebih hemat", " irit"}
	quickWords = []string{" paling cepat", " paling cepet", " plg cepat", " plg cepet", " paling cpt", " plg cpt", " tercepat", " lebih cepat", " lebih cepet", " lbh cepat", " lbh cepet", " yg cepat", " yang cepat", " yg cepet", " yang cepet", " paling kilat"}
)

// bestRate reads "mahal ya ongkirnya, ada yg lebih murah?" and "yang paling cepat?" as questions for the cheapest and the fastest courier, and
// "yang paling murah aja" behind what shipping costs as its choice.
func (k *talk) bestRate(acts []understand.Act) []understand.Act {
	low := k.low()
	quick := hasWord(low, quickWords)
	asks := strings.Contains(low, "?") || hasWord(low, []string{" apa ", " mana ", " brp ", " berapa ", " ada "})
	if !quick && !hasWord(low, cheapWords) && !((k.m.Rates || hasWord(low, []string{" ongkir", " ongkos"})) && hasWord(low, []string{" mahal", " kemahalan"})) || k.m.Asked.What == askProduct && len(k.m.Asked.Products) > 0 ||
		slices.ContainsFunc(acts, func(a understand.Act) bool {
			return len(a.Products) > 0 || a.Courier != "" || a.Angry || placeOf(a) != ""
		}) {
		return acts
	}
	named := hasWord(low, []string{" ongkir", " ongkos kirim", " kurir", " ekspedisi", " expedisi", " kargo", " cargo", " pengiriman"})
	to := k.basket().destination(k.m.Place)
	confirming := k.m.Asked.What == askConfirm && (k.faint(acts) || k.saysShipping())
	if !named && !k.m.Rates && !confirming && !(quick && asks && len(k.basket().Lines) > 0) || to == "" || k.does(understand.ChooseCourier) && !asks {
		return acts
	}
	quotes := k.Catalog.Quotes(to, k.parcel(understand.Act{}))
	if len(quotes) == 0 {
		return acts
	}
	q, key := quotes[0], "ongkir_termurah"
	if quick {
		q, key = quickest(quotes), "ongkir_tercepat"
	}
	if !asks && hasWord(low, []string{" aja ", " saja ", " pake ", " pakai ", " pilih ", " deh ", " yg ", " yang "}) {
		if quick {
			return []understand.Act{{Intent: understand.ChooseCourier, Courier: q.Service.Courier.Code, Service: q.Service.Code}}
		}
		return []understand.Act{{Intent: understand.ChooseCourier, Cheapest: true}}
	}
	k.ratesToo = true
	k.n.say(key, is("tempat", k.placeLineShort(to)), is("kurir", k.serviceName(q.Service)), is("berat", k.weight(q)),
		is("ongkir", k.cost(q)), is("estimasi", k.estimate(q)))
	return slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool { return a.Intent != understand.Greet })
}

// saysShipping tells whether the burst names what the draft's shipping costs, in thousands or in full: "312rb gila".
func (k *talk) saysShipping() bool {
	bl, err := k.bill(k.basket())
	if err != nil || bl.Quote == nil {
		return false
	}
	cost := int(bl.Quote.Cost)
	for _, w := range strings.FieldsFunc(strings.ReplaceAll(k.low(), ".", ""), notDigit) {
		if n, err := strconv.Atoi(w); err == nil && n > 1 && (n == cost || n == cost/1000) {
			return true
		}
	}
	return false
}

// quickest is the quote that arrives first by what the owner wrote of it, of equal ones the cheapest.
func quickest(quotes []catalog.Quote) catalog.Quote {
	return slices.MinFunc(quotes, func(a, b catalog.Quote) int { return cmp.Compare(hours(a.Rate.Estimate), hours(b.Rate.Estimate)) })
}

// hours reads an estimate such as "1-2 hari", "3 jam", "hari ini": the last number in it, in hours. What says nothing is long.
func hours(estimate string) int {
	low := strings.ToLower(estimate)
	n, each := -1, 24
	for _, f := range strings.FieldsFunc(low, notDigit) {
		if v, err := strconv.Atoi(f); err == nil {
			n = v
		}
	}
	if strings.Contains(low, "jam") {
		each = 1
	}
	switch {
	case n >= 0:
		return n * each
	case strings.Contains(low, "hari ini"), strings.Contains(low, "instan"), strings.Contains(low, "same"):
		return 12
	case strings.Contains(low, "besok"):
		return 24
	}
	return 1 << 20
}

// placeAfterRates reads a bare name of a place right after what shipping costs as the place that is asked about now.
func (k *talk) placeAfterRates(acts []understand.Act) []understand.Act {
	bare := len(acts) == 1 && acts[0].Intent == understand.GiveAddress && acts[0].Address != nil && len(k.basket().Lines) == 0 &&
		acts[0].Address.Street == "" && acts[0].Address.Recipient == "" && acts[0].Address.Phone == "" && placeOf(acts[0]) != ""
	if k.m.Rates && bare {
		return []understand.Act{{Intent: understand.AskShippingCost, Places: []understand.Place{{Code: placeOf(acts[0]), Name: k.Atlas.Name(placeOf(acts[0]))}}}}
	}
	if !k.m.Rates || len(acts) != 1 || acts[0].Intent != understand.OutOfScope || len(strings.Fields(k.text())) > 4 {
		return acts
	}
	for _, a := range k.Reader.Read(k.text(), understand.Context{Expect: understand.ExpectPlace}) {
		code := placeOf(a)
		if code == "" && len(a.Places) == 1 {
			if near := inside(a.Places[0].Candidates, k.basket().destination(k.m.Place)); len(near) > 0 {
				code = near[0]
			}
		}
		if code != "" {
			return []understand.Act{{Intent: understand.AskShippingCost, Places: []understand.Place{{Code: code, Name: k.Atlas.Name(code)}}}}
		}
	}
	return acts
}
