package bot

import (
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/catalog"
)

// variantMissing shows what is noted and asks which variant a line is.
func (k *talk) variantMissing(b basket, l line) error {
	p := k.Catalog.Product(l.Product)
	vs := pick{P: p, Vs: fitting(p, l.Options)}
	vs.keepOnSale()
	stock, err := k.stockOf(vs.Vs)
	if err != nil {
		return err
	}
	var there []*catalog.Variant
	for _, v := range vs.Vs {
		if p.Preorder != nil || stock[v.SKU].Available() > 0 {
			there = append(there, v)
		}
	}
	switch {
	case len(there) == 1:
		k.m.Draft.add(contribution{Ops: []op{{Do: opFill, SKU: there[0].SKU, Product: p.SKU, Qty: l.Qty}}})
		k.touched, k.goods = true, true
		return k.next()
	case len(there) == 0:
		k.m.Draft.add(contribution{Ops: []op{{Do: opRemove, Product: p.SKU}}})
		k.n.say("pilihan_habis", is("nama", k.productName(p)))
		k.touched, k.goods = true, true
		return k.next()
	}
	if (k.goods || k.wantTotal) && len(b.skus()) > 0 {
		if err := k.showSoFar(b); err != nil {
			return err
		}
	}
	return k.askOpen(p, there, l)
}

// askOpen asks which variant an open line is. What was asked twice and not answered is not asked in the same words again: the choices are
// shown with their prices, and the next time, where there is nothing else to say, a person is offered.
func (k *talk) askOpen(p *catalog.Product, there []*catalog.Variant, l line) error {
	axis := openAxis(p, there, l.Options)
	if axis < 0 || !k.patient(askVariant, p.SKU) {
		return nil
	}
	open := p.SKU + "/" + p.Axes[axis].Name
	for _, a := range p.Axes {
		open += "/" + l.Options[a.Name]
	}
	if k.m.Open != open {
		k.m.Open, k.m.OpenTimes = open, 0
	}
	busy := len(k.n.blocks) > 0 && !k.missed
	if k.touched && k.m.OpenTimes > 0 && len(k.n.blocks) == 0 {
		k.n.say("sudah_dicatat")
	}
	if k.m.OpenTimes > maxSame && k.m.OpenTimes%2 == 1 {
		if busy {
			return nil
		}
		k.m.OpenTimes++
		k.ask(asked{What: askPerson, Expect: understand.ExpectYesNo}, k.n.text("tanya_pilihan_admin", is("nama", k.productName(p))))
		return nil
	}
	if len(k.shown) == 0 { // a bare answer is about this line, where the reply told of nothing else
		k.m.Topic, k.m.Options = p.SKU, l.Options
	}
	k.askWhichVariant(p, there, l.Options, l.Qty)
	if k.q.What != askVariant || k.q.Ref != p.SKU {
		return nil
	}
	if k.m.OpenTimes++; k.m.OpenTimes > maxSame {
		k.qText = k.n.text("tanya_pilihan_daftar", is("nama", k.openName(p, l.Options)), is("sumbu", written(strings.ToLower(p.Axes[axis].Name), fromLine(k.Catalog, p.Pos))),
			is("daftar", k.optionRows(p, there, axis)))
	}
	return nil
}

// maxSame is how often an open line is asked about in the same words.
const maxSame = 2

// optionRows are the options of an axis with what the variants that have them cost.
func (k *talk) optionRows(p *catalog.Product, vs []*catalog.Variant, axis int) value {
	var rows []value
	for _, o := range p.Axes[axis].Options {
		having := slices.DeleteFunc(slices.Clone(vs), func(v *catalog.Variant) bool { return v.Options[axis] != o.Name })
		if len(having) > 0 {
			rows = append(rows, k.n.text("baris_produk", is("nama", written(o.Name, fromLine(k.Catalog, p.Pos))), is("harga", k.priceSpan(having))))
		}
	}
	return joined(newline, rows...)
}
