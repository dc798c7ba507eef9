package understand

import "tokobot/internal/bahasa"

// The words for what is to be written on goods: "tulisannya happy 17 bestie", "ukir Rita & Jhon 2".
var writes = wordSet("tulisannya tulisane tulisanna tulisannye tulisannyo tulisan tulis ditulis ditulisi tulisin ucapannya ucapane diukir ukirannya ukirkan ukiran grafir bertuliskan teksnya sablonannya")

// writtenSpot marks words that are only to be written on goods and say nothing.
const writtenSpot = -2

// dropWritten takes back goods and numbers in what is only to be written on goods: up to the closing quotation mark, or the end of the breath.
func (m *message) dropWritten() {
	for i := 0; i < len(m.words); i++ {
		if s := m.at(i); !writes[m.words[i].Text] || s != nil && s.kind == spotProduct {
			continue // "Pulpen Kayu Grafir 2" is two of them
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
			if !quoted && (m.words[i].Text == "tulis" || m.words[i].Text == "tulisan") {
				break
			}
			if w.Kind == bahasa.Break || !quoted && w.Kind == bahasa.Punct && (w.Text == "," || w.Text == "." || w.Text == "?" || w.Text == ";") || !quoted && m.cuesAt(k).meets(m.r.cue.asksAnything) {
				break
			}
			if s := m.at(k); s != nil && (s.kind == spotProduct || s.kind == spotQuantity || s.kind == spotOption) {
				m.drop(s)
			}
			if quoted && w.spot == 0 {
				w.spot, w.phrase, w.cues = writtenSpot, 0, cues{}
			}
		}
	}
}
