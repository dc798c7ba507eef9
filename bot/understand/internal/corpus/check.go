package corpus

import (
	"fmt"
	"regexp"
	"slices"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/wilayah"
)

// phoneShape is a mobile number as labels write it.
var phoneShape = regexp.MustCompile(`^08[0-9]{7,12}$`)

// intents are all that a label may use.
var intents = []understand.Intent{
	understand.Greet, understand.Thank, understand.Goodbye, understand.Affirm, understand.Deny, understand.AskCatalog, understand.AskPrice,
	understand.AskStock, understand.AskProduct, understand.AskWholesale, understand.AskDiscount, understand.AskShippingCost,
	understand.AskShippingTime, understand.AskCouriers, understand.AskPayment, understand.ClaimPaid, understand.AskHowToOrder, understand.Order,
	understand.ChangeOrder, understand.CancelOrder, understand.AskTotal, understand.GiveAddress, understand.ChooseCourier,
	understand.ChoosePayment, understand.UseVoucher, understand.AskOrderStatus, understand.Complain, understand.ReturnRefund,
	understand.AskStore, understand.AskFAQ, understand.AskHuman, understand.OptOut, understand.OutOfScope,
}

// Check tells what is wrong with the labels of an example: names that the shop or the country doesn't have, and acts that
// the published format doesn't allow.
func Check(e Example, cat *catalog.Catalog, atlas *wilayah.Atlas) []error {
	c := checker{cat: cat, atlas: atlas, id: e.ID}
	for _, a := range e.Acts {
		c.act(a)
	}
	return c.errs
}

type checker struct {
	cat   *catalog.Catalog
	atlas *wilayah.Atlas
	id    string
	errs  []error
}

func (c *checker) must(ok bool, format string, args ...any) {
	if !ok {
		c.errs = append(c.errs, fmt.Errorf("%s: "+format, append([]any{c.id}, args...)...))
	}
}

func (c *checker) act(a understand.Act) {
	c.must(slices.Contains(intents, a.Intent), "no intent %q", a.Intent)
	for _, p := range a.Products {
		c.product(a.Intent, p)
	}
	for _, p := range a.Places {
		c.place(p)
	}
	courier := c.cat.Courier(a.Courier)
	c.must(a.Courier == "" || courier != nil, "no courier %q", a.Courier)
	known := a.Service == ""
	for _, k := range c.cat.Couriers {
		known = known || k.Service(a.Service) != nil && (courier == nil || courier == k)
	}
	c.must(known, "no service %q of %q", a.Service, a.Courier)
	c.must(a.Method == "" || c.cat.Method(a.Method) != nil, "no way to pay %q", a.Method)
	c.must(a.Code == "" || c.cat.Promo(a.Code) != nil, "no voucher %q", a.Code)
	c.must(a.Answer == nil || *a.Answer >= 0 && *a.Answer < len(c.cat.FAQ), "no such answer")
	c.must(a.Intent != understand.AskFAQ || a.Answer != nil, "which answer?")
	if a.Address != nil {
		c.must(a.Address.Phone == "" || phoneShape.MatchString(a.Address.Phone), "phone %q", a.Address.Phone)
		if a.Address.Place != nil {
			c.place(*a.Address.Place)
		}
	}
}

func (c *checker) product(i understand.Intent, p understand.Product) {
	for _, s := range p.Candidates {
		c.must(c.cat.Product(s) != nil, "no product %q", s)
	}
	c.must(len(p.Candidates) != 1, "one candidate is a product")
	c.must(p.Op == "" || i == understand.Order || i == understand.ChangeOrder, "%s has no op", i)
	c.must(p.Op != "" || i != understand.ChangeOrder, "change_order needs an op")
	known := c.cat.Product(p.Product)
	v := c.cat.Variant(p.SKU)
	switch {
	case p.Product == "":
		c.must(p.SKU == "", "sku without a product")
		c.must(len(p.Candidates) > 0 || len(p.Options) > 0 || p.Qty > 0, "empty product")
	case known == nil:
		c.must(false, "no product %q", p.Product)
	case p.SKU != "":
		c.must(v != nil && v.Product == known, "no variant %q of %s", p.SKU, p.Product)
	default:
		c.must(len(known.Axes) > 0, "%s has one variant, name its sku", p.Product)
		c.must(len(p.Options) < len(known.Axes), "%s is determined, name its sku", p.Product)
	}
	for axis, option := range p.Options {
		c.must(c.option(known, axis, option), "no %s %q", axis, option)
	}
}

// option tells whether a product, or any product when it is nil, has an option.
func (c *checker) option(of *catalog.Product, axis, option string) bool {
	for _, p := range c.cat.Products {
		if of != nil && p != of {
			continue
		}
		for _, a := range p.Axes {
			if a.Name == axis && slices.ContainsFunc(a.Options, func(o catalog.Option) bool { return o.Name == option }) {
				return true
			}
		}
	}
	return false
}

func (c *checker) place(p understand.Place) {
	c.must((p.Code == "") != (len(p.Candidates) == 0), "a place is a code or candidates")
	for _, code := range append(slices.Clone(p.Candidates), p.Code) {
		c.must(code == "" || c.atlas.Has(code), "no place %q", code)
	}
}
