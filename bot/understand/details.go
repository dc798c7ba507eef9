package understand

import (
	"strings"
)

// details fills in the fields that the published form does not show: what exactly is asked, and in which tone.
func (m *message) details(a *Act, c *clause) {
	k := m.r.cue
	a.Angry = c.cues.meets(k.anger)
	switch a.Intent {
	case AskProduct:
		a.Info = m.infoAsked(a, c)
	case AskStore:
		a.Store = m.storeAsked(c)
	case ClaimPaid:
		a.Future = c.cues.has(k.later) && !c.cues.meets(k.done)
	case AskStock:
		a.Notify = c.cues.has(k.notify)
	case OptOut:
		a.Forget = c.cues.has(k.forget)
	case GiveAddress:
		a.Same = a.Address == nil && (c.cues.has(k.same) || c.cues.has(k.unchanged))
	}
	a.Cheapest = c.cues.has(k.cheap) && (a.Intent == ChooseCourier || a.Intent == Choose || a.Intent == Order || a.Intent == AskShippingCost || a.Intent == AskCatalog)
}

// infoAsked is which of the owner's info keys, or which of the Info… words, a question is about.
func (m *message) infoAsked(a *Act, c *clause) string {
	for i := c.from; i < c.to; i++ {
		if key, ok := m.infoKey(a, m.words[i].Text); ok {
			return key
		}
		if b := m.words[i].base; b != "" {
			if key, ok := m.infoKey(a, b); ok {
				return key
			}
		}
	}
	for _, t := range m.r.cue.infos {
		if c.cues.meets(t.cues) {
			if key, ok := m.infoKey(a, t.info); ok {
				return key
			}
			return t.info
		}
	}
	return InfoDetails
}

// infoKey finds an info key of the products asked about.
func (m *message) infoKey(a *Act, w string) (string, bool) {
	for _, p := range a.Products {
		skus := p.Candidates
		if p.Product != "" {
			skus = []string{p.Product}
		}
		for _, sku := range skus {
			prod := m.r.cat.Product(sku)
			if prod == nil {
				continue
			}
			for _, info := range prod.Info {
				if strings.EqualFold(info.Key, w) {
					return info.Key, true
				}
			}
		}
	}
	return "", false
}

// storeAsked is which of the Store… words a question is about.
func (m *message) storeAsked(c *clause) string {
	for _, t := range m.r.cue.stores {
		if c.cues.meets(t.cues) {
			return t.info
		}
	}
	return StoreAbout
}
