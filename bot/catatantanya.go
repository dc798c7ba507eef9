package bot

import (
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/internal/pola"
)

// notedYet asks whether a wish was written down: "tgl kirimnya udah dicatat kan?".
var notedYet = pola.New(`\b(?:catatan\w*|note|notes|tgl|tanggal|tanggalnya|tglnya|jam|jamnya|hari|tulisan\w*|request\w*|permintaan\w*|pesan khusus|ucapan\w*)\b.*\b(?:di|ter)?(?:cat[ae]t|tulis|masuk)\b`)

// wishNoted answers whether a wish was written down with what is written, of the draft or of the order that is recorded.
func (k *talk) wishNoted(acts []understand.Act) []understand.Act {
	asks := strings.Contains(k.text(), "?") || hasWord(k.low(), []string{" kan ", " belum ", " blm ", " belom "})
	if !asks || !notedYet.MatchString(k.low()) || slices.ContainsFunc(acts, func(a understand.Act) bool { return len(a.Products) > 0 || a.Address != nil }) {
		return acts
	}
	note := k.basket().note()
	if o, open := k.newestOpen(); open && len(k.basket().Lines) == 0 {
		note = o.Note
	} else if len(k.basket().Lines) == 0 {
		return acts
	}
	if note == "" {
		k.n.say("catatan_belum")
		return nil
	}
	k.n.say("catatan_ada", is("kata", written(cut(note, 200), fromBuyer)))
	return nil
}
