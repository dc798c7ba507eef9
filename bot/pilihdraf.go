package bot

import (
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
)

// inDraft takes goods that a change names too widely, "dompetnya" of a shop of wallets, for those of the draft that are so called.
func (k *talk) inDraft(a understand.Act, w understand.Product) understand.Product {
	if a.Intent != understand.ChangeOrder && w.Op != understand.Remove || w.Product != "" || w.SKU != "" || len(w.Candidates) == 0 && w.Category == "" {
		return w
	}
	var of []string
	for _, l := range k.basket().Lines {
		p := k.Catalog.Product(l.Product)
		if p != nil && !slices.Contains(of, p.SKU) && (slices.Contains(w.Candidates, p.SKU) || len(w.Candidates) == 0 && strings.EqualFold(p.Category, w.Category)) {
			of = append(of, p.SKU)
		}
	}
	switch {
	case len(of) == 1:
		w.Product, w.Candidates, w.Category = of[0], nil, ""
	case len(of) > 1:
		w.Candidates, w.Category = of, ""
	}
	return w
}

// softLeft finds what options are about whose names are longer in the draft: "abu" is Abu Misty where nothing else there is called so. nil
// where several are, or none.
func (k *talk) softLeft(options map[string]string) (*catalog.Product, map[string]string) {
	if p := k.Catalog.Product(k.m.Asked.Ref); p != nil && k.m.Asked.What == askVariant {
		if full := longerNames(p, options); full != nil {
			return p, full // "tosca" is Biru Tosca where that was asked
		}
	}
	var found *catalog.Product
	whole := options
	for _, l := range k.basket().Lines {
		v := k.Catalog.Variant(l.SKU)
		if v == nil {
			continue
		}
		full := map[string]string{}
		for i, axis := range v.Product.Axes {
			for said, o := range options {
				if strings.EqualFold(said, axis.Name) && slices.Contains(lettersOf(v.Options[i]), strings.ToLower(o)) {
					full[axis.Name] = v.Options[i]
				}
			}
		}
		if len(full) == 0 || len(full) < len(options) {
			continue
		}
		if found != nil {
			return nil, options
		}
		found, whole = v.Product, full
	}
	return found, whole
}

// longerNames are the options of a product in whose names the words said stand, one for each; nil where an axis has none or several.
func longerNames(p *catalog.Product, options map[string]string) map[string]string {
	full := map[string]string{}
	for said, o := range options {
		for _, axis := range p.Axes {
			if !strings.EqualFold(said, axis.Name) {
				continue
			}
			for _, x := range axis.Options {
				if !slices.Contains(lettersOf(x.Name), strings.ToLower(o)) {
					continue
				}
				if full[axis.Name] != "" {
					return nil
				}
				full[axis.Name] = x.Name
			}
		}
	}
	if len(full) == 0 || len(full) < len(options) {
		return nil
	}
	return full
}
