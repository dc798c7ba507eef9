package bot_test

import (
	"testing"

	"tokobot/bot"
)

// TestEndOfListIsYes holds which words under a shown total end the list and agree, and which only end it.
func TestEndOfListIsYes(t *testing.T) {
	b := bot.SampleShop(t)
	for said, yes := range map[string]bool{
		"boleh, itu aja": true, "oke sudah cukup": true, "betul itu saja": true, "ya segitu dulu kak": true, "nggih niku mawon": true, "sip itu aja kak, makasih": true,
		"itu aja": false, "udah itu aja kak": false, "oke itu dulu": true, "oke itu aja tapi pake jne": false, "ok itu aja, 2 ya": false, "ga jadi, itu aja": false,
	} {
		t.Run(said, func(t *testing.T) {
			want, not := "tercatat ✅", "Ketik *YA*"
			if !yes {
				want, not = "", want
			}
			contains(t, answerTo(t, b, "order bella hitam 3", "Dedi 081233334444 Jl Melur 9 Cimahi Tengah Kota Cimahi", said), []string{want}, []string{not, "apanya yang mau diubah"})
		})
	}
}

// TestYesOrService holds that YES under a shown total is the courier's service of that name where its words speak of couriers, and the yes
// where they don't.
func TestYesOrService(t *testing.T) {
	b := bot.SampleShop(t)
	const dago = "Dedi 081233334444 Jl Dago 9 Coblong Kota Bandung"
	for said, want := range map[string]string{
		"YES aja kurirnya": "Ongkir JNE YES", "pake yes aja": "Ongkir JNE YES", "yang YES deh": "Ongkir JNE YES", "kurir yes": "Ongkir JNE YES", "jne yes ya": "Ongkir JNE YES",
		"yg YES berapa?": "JNE YES Rp", "jnt atau jne yg yes?": "JNE YES Rp", "yes pakai jne": "Ongkir JNE REG", "yes, jne aja": "Ongkir JNE REG",
		"YES": "tercatat ✅", "yes kak": "tercatat ✅", "yes, makasih": "tercatat ✅",
	} {
		t.Run(said, func(t *testing.T) {
			not := "tercatat ✅"
			if want == not {
				not = "Ketik *YA*"
			}
			contains(t, answerTo(t, b, "order bella hitam 3", dago, said), []string{want}, []string{not})
		})
	}
	contains(t, answerTo(t, b, "order bella hitam 3", dago, "yg yes berapa?", "yes"), []string{"Ongkir JNE YES", "Ketik *YA*"}, nil)
}
