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

// intentRuleIndex is the rules, indexed once.
var intentRuleIndex = sync.OnceValue(func() *ruleIndex { return indexRules(intentRules()) })

// missing is what an intent loses where nothing is said that it can't be read from without.
const missing = 3

// intentNeeds is the lines of aturan.txt that say what an intent can hardly be read from without, by intent; an empty set needs nothing.
var intentNeeds = sync.OnceValue(func() *[labels]cues {
	l := chatLexicon()
	var out [labels]cues
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

// lacks calls do with every label that a set of cues lacks what it needs for.
func lacks(c cues, do func(label int)) {
	needs := intentNeeds()
	for y := range needs {
		if n := &needs[y]; !n.empty() && !c.meets(*n) {
			do(y)
		}
	}
}
