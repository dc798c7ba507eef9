package catalog

import "strings"

// index finds goods by upper-case SKU, couriers and ways to pay by lower-case kode, vouchers by upper-case kode.
type index struct {
	products map[string]*Product
	variants map[string]*Variant
	couriers map[string]*Courier
	methods  map[string]*Method
	promos   map[string]*Promo
}

// Product finds a product by its SKU in any case, or nil.
func (c *Catalog) Product(sku string) *Product { return c.index.products[strings.ToUpper(sku)] }

// Variant finds a variant by its SKU in any case, or nil.
func (c *Catalog) Variant(sku string) *Variant { return c.index.variants[strings.ToUpper(sku)] }

// Courier finds a courier by its kode, or nil.
func (c *Catalog) Courier(code string) *Courier { return c.index.couriers[strings.ToLower(code)] }

// Method finds a way to pay by its kode, or nil.
func (c *Catalog) Method(code string) *Method { return c.index.methods[strings.ToLower(code)] }

// AccountNumbers are the shop's own accounts, and its WhatsApp number, which wallets go by: none of a buyer's.
func (c *Catalog) AccountNumbers() []string {
	var out []string
	for _, m := range c.Payment.Methods {
		out = append(out, m.Number)
	}
	return append(out, c.Shop.WhatsApp)
}

// Promo finds a voucher by its code in any case, or nil.
func (c *Catalog) Promo(code string) *Promo { return c.index.promos[strings.ToUpper(code)] }

// Service finds a courier's service by its kode in any case, or nil.
func (c *Courier) Service(code string) *Service {
	for _, s := range c.Services {
		if strings.EqualFold(s.Code, code) {
			return s
		}
	}
	return nil
}
