package bot

import (
	"slices"
	"strconv"
	"strings"

	"tokobot/bot/understand"
	"tokobot/internal/shop"
	"tokobot/internal/wilayah"
)

// settle sees whether the burst answers the bot's open question, and takes what answered it out of the acts. A buyer who
// talks about something else is simply answered; the question may come back by itself.
func (k *talk) settle(acts []understand.Act) ([]understand.Act, error) {
	q := k.m.Asked
	acts = k.withinPlace(k.quietCaption(k.quietAddress(k.cancelling(acts))))
	switch q.What {
	case askNotify, askSubstitute:
		if v := k.Catalog.Variant(q.Ref); v != nil && asksNotify(k.text()) {
			return nil, k.waitFor(v)
		}
	case askPlace:
		return k.settlePlace(acts)
	case askAddrPlace:
		return k.settleAddressPlace(k.lastPart(k.noDistrict(acts))), nil
	case askProduct:
		return k.settleProduct(acts)
	case askCancel, askArrived:
		if len(q.Orders) > 0 {
			return k.settleOrder(acts)
		}
	case askQuantity:
		return k.settleQuantity(acts), nil
	case askVariant:
		return k.settleVariant(k.rereadVariant(k.numberedOption(acts))), nil
	case askConfirm:
		return k.thatIsAll(acts), nil
	case askAddress:
		return k.lastPart(acts), nil
	case askSameAddress:
		return slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool { // "kirim ke alamat lain": which is asked next
			return a.Intent == understand.AskShippingCost && placeOf(a) == "" && k.does(understand.Deny)
		}), nil
	}
	return acts, nil
}

// cancelling reads a bare "batal" as cancelling, whatever was asked, and "ya batal" too where that was the question: as an answer
// it would only be a no.
func (k *talk) cancelling(acts []understand.Act) []understand.Act {
	if !hasWord(strings.ToLower(k.text()), strong) {
		return acts
	}
	i := slices.IndexFunc(acts, func(a understand.Act) bool { return a.Intent == understand.Deny })
	if i < 0 || slices.ContainsFunc(acts, func(a understand.Act) bool { return a.Intent == understand.CancelOrder }) {
		return acts
	}
	acts = slices.Clone(acts)
	acts[i].Intent = understand.CancelOrder
	return acts
}

// quietAddress keeps of a burst that gives an address and asks nothing only what the total does not tell anyway: streets
// and numbers are easily taken for questions about couriers and prices.
func (k *talk) quietAddress(acts []understand.Act) []understand.Act {
	gives := slices.ContainsFunc(acts, func(a understand.Act) bool {
		return a.Intent == understand.GiveAddress && a.Address != nil && (a.Address.Street != "" || a.Address.Phone != "")
	})
	if !gives || strings.Contains(k.text(), "?") {
		return acts
	}
	return slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool {
		switch a.Intent {
		case understand.AskWholesale, understand.AskDiscount, understand.AskCouriers, understand.AskShippingCost, understand.AskShippingTime,
			understand.OutOfScope:
			return true
		}
		return false
	})
}

// quietCaption keeps of what stands under a proof of payment, or under something that was shown to people, only what asks or
// orders: "maaf telat kak" wants no answer of its own.
func (k *talk) quietCaption(acts []understand.Act) []understand.Act {
	if !k.proven && !k.shownToStaff {
		return acts
	}
	asks := strings.Contains(k.text(), "?")
	return slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool {
		switch a.Intent {
		case understand.OutOfScope, understand.Affirm:
			return true
		case understand.AskOrderStatus, understand.AskDiscount, understand.AskPayment, understand.AskTotal, understand.AskStock, understand.AskPrice:
			return k.proven && !asks
		}
		return false
	})
}

// settlePlace runs what waited for a place, with the place of the answer.
func (k *talk) settlePlace(acts []understand.Act) ([]understand.Act, error) {
	for i, a := range acts {
		code := placeOf(a)
		if code == "" {
			continue
		}
		if a.Intent == understand.AskShippingCost || a.Intent == understand.AskShippingTime {
			k.answered()
			k.m.Waiting = nil
			return acts, nil
		}
		if a.Intent == understand.Choose {
			return acts, nil // choose does it
		}
		if a.Intent == understand.GiveAddress && a.Address != nil && a.Address.Street != "" && len(k.basket().Lines) > 0 {
			k.answered()
			k.m.Waiting = nil
			return acts, nil // the total tells what shipping costs
		}
		if err := k.placeChosen(code); err != nil {
			return nil, err
		}
		if a.Intent == understand.GiveAddress && a.Address != nil && (a.Address.Street != "" || a.Address.Recipient != "") ||
			a.Intent == understand.Order {
			return acts, nil
		}
		return slices.Delete(slices.Clone(acts), i, i+1), nil
	}
	return acts, nil
}

// placeOf is the certain place of an act, or "".
func placeOf(a understand.Act) wilayah.Code {
	for _, p := range a.Places {
		if p.Code != "" {
			return p.Code
		}
	}
	if a.Address != nil && a.Address.Place != nil {
		return a.Address.Place.Code
	}
	return ""
}

// placeChosen runs what waited for a place.
func (k *talk) placeChosen(code wilayah.Code) error {
	k.m.Place = code
	waited := k.m.Waiting
	k.m.Waiting = nil
	k.answered()
	if len(waited) == 0 {
		waited = []waiting{{Act: understand.Act{Intent: understand.AskShippingCost}}}
	}
	for _, w := range waited {
		a := w.act()
		a.Places = []understand.Place{{Code: code, Name: k.Atlas.Name(code)}}
		if err := k.do(a); err != nil {
			return err
		}
	}
	return nil
}

// do does one act.
func (k *talk) do(a understand.Act) error {
	if do := k.doers[a.Intent]; do != nil {
		return do(k, a)
	}
	return nil
}

// settleAddressPlace takes any place of the answer as the address's.
func (k *talk) settleAddressPlace(acts []understand.Act) []understand.Act {
	for i, a := range acts {
		code := placeOf(a)
		if code == "" || a.Intent == understand.GiveAddress || a.Intent == understand.Choose {
			continue
		}
		if a.Intent == understand.AskShippingCost && strings.Contains(k.text(), "?") {
			continue
		}
		acts = slices.Clone(acts)
		acts[i] = understand.Act{Intent: understand.GiveAddress, Address: &understand.Address{Place: &understand.Place{Code: code}}, Words: a.Words}
	}
	return acts
}

// settleProduct runs what waited for a product: with the product of a bare answer, or not at all when the answer is a
// sentence of its own.
func (k *talk) settleProduct(acts []understand.Act) ([]understand.Act, error) {
	if as, several := k.severalOffered(acts); several {
		return as, nil
	}
	if len(k.m.Waiting) == 0 || len(acts) != 1 || acts[0].Intent == understand.Choose {
		return acts, nil
	}
	a := acts[0]
	ws := slices.DeleteFunc(slices.Clone(a.Products), func(w understand.Product) bool { return w.Product == "" })
	if len(ws) == 0 {
		return acts, nil
	}
	waited := k.m.Waiting[0].act()
	k.m.Waiting = nil
	k.answered()
	bare := len(strings.Fields(k.text())) <= 4 && !strings.Contains(k.text(), "?")
	if !bare || a.Intent == understand.Order || a.Intent == waited.Intent {
		return acts, nil
	}
	if len(waited.Products) == 1 && waited.Products[0].Qty > 0 && ws[0].Qty == 0 {
		ws[0].Qty = waited.Products[0].Qty
	}
	if len(ws) == 1 && len(ws[0].Options) == 0 && ws[0].SKU == "" && len(waited.Products) > 1 { // "hitam M 1, hitam L 2", of the one named now
		for _, w := range waited.Products {
			w.Product, w.SKU, w.Candidates, w.Options = ws[0].Product, "", nil, wholeNames(k.Catalog.Product(ws[0].Product), w.Options)
			ws = append(ws, w)
		}
		ws = ws[1:]
	}
	waited.Products = ws
	return []understand.Act{waited}, nil
}

// settleQuantity reads a number of the product that was offered as one of the very variant that was.
func (k *talk) settleQuantity(acts []understand.Act) []understand.Act {
	v := k.Catalog.Variant(k.m.Asked.Ref)
	if v == nil || len(acts) == 0 {
		return acts
	}
	acts = countedBeside(acts)
	for i, a := range acts {
		if !buys[a.Intent] || len(a.Products) != 1 {
			continue
		}
		w := a.Products[0]
		topic := k.goodsOf(k.m.Topic) // "1" after a word about other goods still answers what was asked
		aside := topic != nil && w.Product == topic.SKU && len(strings.Fields(k.text())) <= 2
		if w.Qty > 0 && w.SKU == "" && len(w.Options) == 0 && w.Category == "" && (w.Product == v.Product.SKU || aside || w.Product == "" && len(w.Candidates) == 0) {
			w.Product, w.SKU = v.Product.SKU, v.SKU
			acts[i].Products = []understand.Product{w}
		}
	}
	return acts
}

// besideNumber are the acts whose number, right after "how many?", is the answer and not part of what they ask.
var besideNumber = map[understand.Intent]bool{understand.AskDiscount: true, understand.AskPayment: true, understand.AskShippingCost: true,
	understand.AskShippingTime: true, understand.AskCouriers: true, understand.Affirm: true}

// countedBeside makes an order of a number that was said with a question: "ya kak 1. bisa kurang ga?".
func countedBeside(acts []understand.Act) []understand.Act {
	var out []understand.Act
	for _, a := range acts {
		if len(a.Products) == 1 && besideNumber[a.Intent] && a.Amount == 0 {
			if w := a.Products[0]; w.Qty > 0 && w.Product == "" && w.SKU == "" && len(w.Options)+len(w.Candidates) == 0 && w.Category == "" {
				out = append(out, understand.Act{Intent: understand.Order, Products: []understand.Product{{Qty: w.Qty}}, Words: a.Words})
				a.Products = nil
			}
		}
		out = append(out, a)
	}
	return out
}

// numberedOption reads "yang 80" as the option whose name has that number, not as so many pieces.
func (k *talk) numberedOption(acts []understand.Act) []understand.Act {
	q, p := k.m.Asked, k.Catalog.Product(k.m.Asked.Ref)
	if p == nil || len(acts) != 1 || len(acts[0].Products) != 1 || !hasWord(k.low(), []string{" yg ", " yang ", " ukuran ", " size ", " uk "}) {
		return acts
	}
	w := acts[0].Products[0]
	if w.Qty == 0 || len(w.Options) > 0 || w.SKU != "" {
		return acts
	}
	options := map[string]string{}
	for _, axis := range p.Axes {
		if q.Axis != "" && q.Axis != axis.Name {
			continue
		}
		for _, o := range axis.Options {
			numbers := strings.FieldsFunc(o.Name, notDigit)
			if len(numbers) > 0 && numbers[0] == strconv.Itoa(w.Qty) {
				if options[axis.Name] != "" {
					return acts // several have it
				}
				options[axis.Name] = o.Name
			}
		}
	}
	if len(options) != 1 {
		return acts
	}
	acts = slices.Clone(acts)
	acts[0].Products = []understand.Product{{Product: p.SKU, Options: options, Op: w.Op}}
	return acts
}

// rereadVariant reads an answer that meant nothing by itself once more, behind the product that was asked about.
func (k *talk) rereadVariant(acts []understand.Act) []understand.Act {
	p := k.Catalog.Product(k.m.Asked.Ref)
	if p == nil || len(acts) != 1 || acts[0].Intent != understand.OutOfScope {
		return acts
	}
	again := k.Reader.Read("pesan "+p.Name+" "+k.text(), understand.Context{})
	if len(again) == 1 && again[0].Intent == understand.Order && k.allAbout(again[0], p.SKU) &&
		slices.ContainsFunc(again[0].Products, func(w understand.Product) bool { return len(w.Options) > 0 || len(p.Axes) > 0 && w.SKU != "" }) {
		return again
	}
	return acts
}

// settleVariant turns a bare option into the answer of what was asked, so that a question about goods that are in the draft
// is not taken for an answer.
func (k *talk) settleVariant(acts []understand.Act) []understand.Act {
	if len(acts) != 1 || strings.Contains(k.text(), "?") {
		return acts
	}
	a := acts[0]
	switch a.Intent {
	case understand.AskPrice, understand.AskStock, understand.AskProduct, understand.Order, understand.ChangeOrder:
	default:
		return acts
	}
	if k.basket().openOf(k.m.Asked.Ref) && k.allAbout(a, k.m.Asked.Ref) {
		a.Intent = understand.Order
		return []understand.Act{a}
	}
	if len(k.m.Waiting) == 0 || len(a.Products) != 1 {
		return acts
	}
	p := k.named(a.Products[0])
	if v := p.one(); v != nil && p.P.SKU == k.m.Asked.Ref {
		waited := k.m.Waiting[0].act()
		if len(waited.Products) == 1 {
			waited.Products[0].SKU, waited.Products[0].Product = v.SKU, v.Product.SKU
			k.m.Waiting = nil
			k.answered()
			return []understand.Act{waited}
		}
	}
	return acts
}

// allAbout tells whether all that an act names is of one product.
func (k *talk) allAbout(a understand.Act, product string) bool {
	return len(a.Products) > 0 && !slices.ContainsFunc(a.Products, func(w understand.Product) bool {
		p := k.named(w)
		return w.Not || len(w.Candidates) > 0 || p.P == nil || p.P.SKU != product
	})
}

// settleOrder reads which of the listed orders is meant: its number, its end, or its place in the list.
func (k *talk) settleOrder(acts []understand.Act) ([]understand.Act, error) {
	q := k.m.Asked
	text := strings.Trim(strings.TrimSpace(k.text()), ".!# ")
	chosen := ""
	for _, a := range acts {
		if a.Order != "" {
			chosen = strings.TrimPrefix(strings.ToUpper(a.Order), "#")
		}
		if a.Intent == understand.Choose && a.Choice >= 1 && a.Choice <= len(q.Orders) {
			chosen = q.Orders[a.Choice-1]
		}
	}
	if n, err := strconv.Atoi(text); err == nil && n >= 1 && n <= len(q.Orders) {
		chosen = q.Orders[n-1]
	}
	for _, number := range q.Orders {
		if len(text) >= 4 && strings.HasSuffix(number, strings.ToUpper(text)) {
			chosen = number
		}
	}
	if !slices.Contains(q.Orders, chosen) {
		if k.only(understand.Affirm) {
			k.ask(q, k.n.text("tanya_yang_mana")) // a yes does not tell which
			return nil, nil
		}
		return acts, nil
	}
	k.answered()
	if q.What == askCancel {
		return nil, k.cancel(chosen)
	}
	for _, o := range k.t.Orders {
		if o.Number == chosen && o.Status == shop.Shipped {
			k.finish(o)
		}
	}
	return nil, nil
}
