package understand

import (
	"strings"
	"testing"
	"time"

	"tokobot/internal/cputest"
)

// FuzzRead holds that no message panics or takes long. The bound leaves room for a busy
// machine and for the fuzzer's own instruments; TestSlowest holds the promised 10 ms.
func FuzzRead(f *testing.F) {
	for _, m := range benchMessages {
		f.Add(m)
	}
	f.Add(strings.Repeat("pashmina 2 hitam ke bandung ", 150))
	f.Add(strings.Repeat("a.n. jl ", 500))
	f.Add(strings.Repeat("0812", 1000))
	f.Add("2️⃣ 𝗵𝗮𝗹𝗼 \u202e kak \u200d½ kg ×3\r\n")
	f.Add("90/90-14 06455-KVB-401 #MLT-1123-0007 +62 812-3456-7890 Rp45.000,- 1/2 kg")
	r := sampleReader(f)
	f.Fuzz(func(t *testing.T, text string) {
		for _, ctx := range []Context{{}, {Expect: ExpectPlace}, {Expect: ExpectVariant, Topic: "PSM"}, {Expect: ExpectAddress}, {Expect: ExpectConfirm}} {
			var acts []Act
			if d := cputest.Of(func() { acts = r.Read(text, ctx) }); d > raceFactor*300*time.Millisecond {
				t.Errorf("%v for %d bytes", d, len(text))
			}
			for _, a := range acts {
				if a.Intent == "" {
					t.Error("an act without an intent")
				}
			}
		}
	})
}

// TestSlowest holds that the longest messages of awkward kinds take less than 10 ms of the processor's time, the best of
// five; the race detector is given twenty times that.
func TestSlowest(t *testing.T) {
	r := sampleReader(t)
	for _, part := range []string{"pashmina 2 hitam ke bandung ", "a.n. jl ", "0812", "pshmn ", "xyzw ", "kak, ", "ga ", "kirim ke jl mawar no 5 kec ", "1/2 ", "segi empat voal ",
		"nama: ", "\n", "é", "😊 ", "psmnceruti", "berapa ongkir ", "rt 1 rw 2 "} {
		text := strings.Repeat(part, 4096/len(part)+1)
		best := cputest.Least(5, func() { r.Read(text, Context{Expect: ExpectAddress}) })
		if best > raceFactor*10*time.Millisecond {
			t.Errorf("%q again and again: %v", part, best)
		}
	}
}
