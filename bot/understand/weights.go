package understand

import (
	_ "embed"
	"encoding/binary"
	"math"
	"sync"
	"unsafe"
)

//go:embed bobot.bin
var weightText string

// chatWeights is bobot.bin, which `make learn` writes; nothing changes it afterwards.
var chatWeights = sync.OnceValue(func() *weights { return unpack(weightText) })

// pack writes the weights: the scale of the features and their table of one byte each, then the rest as they are.
func (t *table) pack() []byte {
	var most float32
	for _, x := range t.w {
		most = max(most, max(x, -x))
	}
	scale := max(most, 1e-6) / 127
	out := binary.LittleEndian.AppendUint32(nil, math.Float32bits(scale))
	out = binary.LittleEndian.AppendUint32(out, uint32(len(t.rules)))
	put := func(r []float32) {
		for _, x := range r {
			out = binary.LittleEndian.AppendUint32(out, math.Float32bits(x))
		}
	}
	for i := range t.rules {
		put(t.rules[i][:])
	}
	for i := range t.follow {
		put(t.follow[i][:])
	}
	put(t.end[:])
	out = t.faq.pack(out)
	for _, x := range t.w {
		out = append(out, byte(int8(math.Round(float64(x/scale)))))
	}
	return out
}

// unpack reads what pack wrote. The features stay where they lie: the text is part of the program.
func unpack(text string) *weights {
	at := 0
	word := func() uint32 {
		x := binary.LittleEndian.Uint32([]byte(text[at : at+4]))
		at += 4
		return x
	}
	w := &weights{}
	rules := len(intentRules())
	if len(text) != 8+4*((rules+labels+2)*labels+faqPlain+1<<faqBits)+labels<<featureBits {
		return w.blank() // of other rules: only for learning anew, TestWeightsFit tells
	}
	w.scale = math.Float32frombits(word())
	w.rules = make([][labels]float32, word())
	get := func(r []float32) {
		for i := range r {
			r[i] = math.Float32frombits(word())
		}
	}
	for i := range w.rules {
		get(w.rules[i][:])
	}
	for i := range w.follow {
		get(w.follow[i][:])
	}
	get(w.end[:])
	get(w.faq.plain[:])
	get(w.faq.words[:])
	w.features = unsafe.Slice((*int8)(unsafe.Pointer(unsafe.StringData(text[at:]))), len(text)-at)
	w.sumLengths()
	return w
}

// sumLengths looks up what the length of a stretch says.
func (w *weights) sumLengths() {
	for n := 1; n <= longest; n++ {
		w.add(&w.length[n], ofLength(n))
	}
	for n := 1; n <= mostWhole; n++ {
		w.add(&w.whole[n], ofWhole(n))
	}
	for y := range labels {
		for n := range w.length {
			w.length[n][y] *= w.scale
		}
		for n := range w.whole {
			w.whole[n][y] *= w.scale
		}
	}
}

// blank is weights that know nothing but the rules, for learning the first time.
func (w *weights) blank() *weights {
	w.features, w.scale = make([]int8, labels<<featureBits), 1
	rules := intentRules()
	w.rules = make([][labels]float32, len(rules))
	for i, r := range rules {
		w.rules[i][r.intent] = r.weight
	}
	return w
}
