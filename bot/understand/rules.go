package understand

import (
	_ "embed"
	"strconv"
	"strings"
	"sync"
)

//go:embed aturan.txt
var ruleText string

// rule is a line of aturan.txt.
type rule struct {
	intent int // index in intents
	weight float32
	any    []cues // at least one of each
	none   cues
}

// intents in the order in which the model numbers them.
var intents = []Intent{Greet, Thank, Goodbye, Affirm, Deny, AskCatalog, AskPrice, AskStock, AskProduct, AskWholesale, AskDiscount,
	AskShippingCost, AskShippingTime, AskCouriers, AskPayment, ClaimPaid, AskHowToOrder, Order, ChangeOrder, CancelOrder, AskTotal,
	GiveAddress, ChooseCourier, ChoosePayment, UseVoucher, AskOrderStatus, Complain, ReturnRefund, AskStore, AskHuman, OptOut, OutOfScope}

func intentNumber(i Intent) int {
	for n, x := range intents {
		if x == i {
			return n
		}
	}
	return -1
}

// intentRules is aturan.txt, read once; nothing changes it afterwards.
var intentRules = sync.OnceValue(func() []rule {
	l := chatLexicon()
	var out []rule
	for line := range strings.Lines(ruleText) {
		f := strings.Fields(line)
		if len(f) < 3 || strings.HasPrefix(line, "#") || f[1] == "needs" {
			continue
		}
		w, err := strconv.ParseFloat(f[1], 32)
		r := rule{intent: intentNumber(Intent(f[0])), weight: float32(w)}
		if err != nil || r.intent < 0 {
			panic("understand: aturan.txt: " + line)
		}
		for _, cond := range f[2:] {
			var set cues
			name, not := strings.CutPrefix(cond, "!")
			for c := range strings.SplitSeq(name, "|") {
				set.add(l.cue(c))
			}
			if not {
				r.none.union(set)
			} else {
				r.any = append(r.any, set)
			}
		}
		out = append(out, r)
	}
	return out
})

// intentNeeds is the lines of aturan.txt that say what an intent can't be read from without, by intent; an empty set needs nothing.
var intentNeeds = sync.OnceValue(func() *[maxIntents]cues {
	l := chatLexicon()
	var out [maxIntents]cues
	for line := range strings.Lines(ruleText) {
		f := strings.Fields(line)
		if len(f) != 3 || f[1] != "needs" {
			continue
		}
		n := intentNumber(Intent(f[0]))
		if n < 0 {
			panic("understand: aturan.txt: " + line)
		}
		for c := range strings.SplitSeq(f[2], "|") {
			out[n].add(l.cue(c))
		}
	}
	return &out
})

// judge adds what the rules say of a clause to the scores of the intents.
func judge(rules []rule, c cues, scores *[maxIntents]float32) {
	for i := range rules {
		r := &rules[i]
		if c.meets(r.none) {
			continue
		}
		holds := true
		for _, set := range r.any {
			if !c.meets(set) {
				holds = false
				break
			}
		}
		if holds {
			scores[r.intent] += r.weight
		}
	}
}

// maxIntents is room for the scores of all intents.
const maxIntents = 40
