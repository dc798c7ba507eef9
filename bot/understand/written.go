package understand

import "tokobot/internal/bahasa"

// The words for what is to be written on goods: "tulisannya happy 17 bestie", "ukir Rita & Jhon 2".
var writes = wordSet("tulisannya tulisane tulisanna tulisannye ditulis ditulisi tulisin ucapannya ucapane diukir ukirannya ukirkan ukiran grafir bertuliskan teksnya sablonannya")

// dropWritten takes back goods and numbers in what is only to be written on goods: up to the closing quotation mark, or the end of the breath.
func (m *message) dropWritten() {
	for i := 0; i < len(m.words); i++ {
		if !writes[m.words[i].Text] {
			continue
		}
		quoted := false
		for k := i + 1; k < len(m.words); k++ {
			w := &m.words[k]
			if w.Text == "\"" || w.Text == "“" || w.Text == "”" {
				if quoted {
					break
				}
				quoted = true
				continue
			}
			if w.Kind == bahasa.Break || !quoted && w.Kind == bahasa.Punct && (w.Text == "," || w.Text == "." || w.Text == "?" || w.Text == ";") || !quoted && m.cuesAt(k).meets(m.r.cue.asksAnything) {
				break
			}
			if s := m.at(k); s != nil && (s.kind == spotProduct || s.kind == spotQuantity || s.kind == spotOption) {
				m.drop(s)
			}
		}
	}
}
