package bot

import (
	"slices"
	"strings"

	"tokobot/catalog"
	"tokobot/internal/shop"
)

// productName is a product as the owner calls it.
func (k *talk) productName(p *catalog.Product) value {
	return written(p.Name, fromLine(k.Catalog, p.Pos))
}

// variantName is a variant as an order calls it: "Pashmina Ceruty Babydoll – Hitam".
func (k *talk) variantName(v *catalog.Variant) value {
	return written(fullName(v), fromLine(k.Catalog, v.Pos))
}

// optionName is what sets a variant apart: "Hitam", "Putih XL".
func (k *talk) optionName(v *catalog.Variant) value {
	if len(v.Options) == 0 {
		return k.productName(v.Product)
	}
	return written(strings.Join(v.Options, " "), fromLine(k.Catalog, v.Pos))
}

func fullName(v *catalog.Variant) string {
	if len(v.Options) == 0 {
		return v.Product.Name
	}
	return v.Product.Name + " – " + strings.Join(v.Options, " ")
}

// price is the price of one piece.
func (k *talk) price(v *catalog.Variant) value {
	return money(v.Price, fromLine(k.Catalog, v.PricePos))
}

// priceRange is what a product costs: one price, or from … to.
func (k *talk) priceRange(p *catalog.Product) value { return k.priceSpan(onSale(p)) }

func (k *talk) priceSpan(vs []*catalog.Variant) value {
	if len(vs) == 0 {
		return value{}
	}
	byPrice := func(a, b *catalog.Variant) int { return int(a.Price - b.Price) }
	low, high := slices.MinFunc(vs, byPrice), slices.MaxFunc(vs, byPrice)
	if low.Price == high.Price {
		return k.price(low)
	}
	return k.n.text("rentang_harga", is("dari", k.price(low)), is("sampai", k.price(high)))
}

// onSale are the variants of a product that are sold now.
func onSale(p *catalog.Product) []*catalog.Variant {
	return slices.DeleteFunc(slices.Clone(p.Variants), func(v *catalog.Variant) bool { return !v.Active })
}

// stock asks the stock book about all variants of products.
func (k *talk) stock(ps ...*catalog.Product) (map[string]shop.Stock, error) {
	var skus []string
	for _, p := range ps {
		for _, v := range p.Variants {
			if v.Active {
				skus = append(skus, v.SKU)
			}
		}
	}
	return k.books(skus...)
}

// few is from how many pieces down the number left is said, where the owner gave no minimum.
const few = 5

// stockWord says whether a variant is there, for a buyer who wants qty (0 when not said).
func (k *talk) stockWord(v *catalog.Variant, stock map[string]shop.Stock, qty int) value {
	if lead := v.Product.Preorder; lead != nil {
		return k.n.text("stok_po", is("lama", written(lead.Text, fromLine(k.Catalog, v.Product.Pos))))
	}
	left := stock[v.SKU].Available()
	bound := v.Minimum
	if bound < 0 {
		bound = few
	}
	switch {
	case left == 0:
		return k.n.text("stok_habis")
	case left <= bound || left < qty:
		return k.n.text("stok_sisa", is("jumlah", count(left, fromStock(v.SKU))))
	}
	return k.n.text("stok_ready")
}

// anyAvailable tells whether one of the picked variants can be ordered.
func (k *talk) anyAvailable(p pick, stock map[string]shop.Stock) bool {
	return slices.ContainsFunc(p.Vs, func(v *catalog.Variant) bool {
		return p.P.Preorder != nil || stock[v.SKU].Available() > 0
	})
}
