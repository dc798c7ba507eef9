package bot

import (
	"slices"
	"strings"

	"tokobot/bot/understand"
	"tokobot/internal/pola"
)

// Who receives: the name of the recipient said anew while a draft or its total is shown.

// nameLabel leads to a recipient's name, in the words of the regions too; sentTo to one behind a title; notThat puts one in the place
// of another, and paperName says in whose name a receipt is written.
var (
	nameLabel = pola.New(`(?i)(?:^|[\s,.(])((?:nama\s+)?penerima(?:nya|ne|na)?|nama(?:nya|ne|na)?|nami(?:na)?|namo(?:nyo)?|jeneng(?:e|ne)?|asma(?:ne|nipun)|atas\s+nama|a\.?n\.?)(?:\s*[:=]\s*|\s+)`)
	sentTo    = pola.New(`(?i)\b(?:di)?kirim(?:nya|kan|in)?\s+(?:semua(?:nya)?\s+)?(?:ke|buat|untuk|utk)\s+(?:bu|ibu|pak|bapak|mpok|bang|mas|mbak|mba|teh|kang|uda|uni|haji|hj|ustad|ustadzah|nyonya|tuan|cik|daeng|bli|mbok)\s`)
	notThat   = pola.New(`(?i)^(?:(?:salah|eh|loh|lho|itu)\s+)*(.{2,40}?),?\s+(?:bukan|bkn)\s+(.{2,40})$`)
	paperName = pola.New(`(?i)\b(?:nota|kwitansi|kuitansi|faktur|invoice|bon|struk)(?:nya)?\s+(?:di\w+\s+)?(?:(?:pakai|pake|pk)\s+)?(?:atas\s+nama|a\.?n\.?|nama)\s+[^\n,.?]{2,60}`)
)

// nameLinks stand between the label and the name, nameStops behind the name, unnamed in front of the label of another name.
var (
	nameLinks = strings.Fields("masih salah keliru kak kk ka bang min bos gan sis ganti diganti ubah diubah dirubah jadi menjadi harusnya seharusnya yg yang bener benar betul itu adalah tetep tetap pake pakai dgn dengan atas nama nya : = aja saja ke penerima penerimanya")
	nameStops = strings.Fields("ya yaa yah kak ka kk min gan sis bos bun dong deh aja saja wae ae bukan bkn semua itu buat bwt utk untuk trs terus sama dan di hp no wa telp alamat alamatnya kurir kurirnya ongkir jl jln jalan gang gg tapi tp aja lah nggih njih")
	unnamed   = strings.Fields("nota notanya kwitansi kuitansi faktur fakturnya invoice bon struk rekening rek tf transfer toko barang produk pengirim pengirimnya pakai pake undangan kartu stempel")
)

// recipientSaid reads "namanya Mpok Siti bang, bukan Kota", "ganti penerima Mpok Siti", "kirim ke Mpok Siti semua aja" as the recipient's name,
// where the draft, or the recorded order that is corrected, has another or none.
func (k *talk) recipientSaid(acts []understand.Act) []understand.Act {
	text := strings.TrimSpace(k.text())
	k.notePaper(text)
	had, there := k.recipientNow()
	if !there || k.recipients() > 1 || k.does(understand.ClaimPaid) && (hasWord(k.low(), payWords) || hasWord(k.low(), doneWords)) || slices.ContainsFunc(acts, func(a understand.Act) bool {
		return a.Address != nil && a.Address.Recipient != ""
	}) {
		return acts
	}
	name := k.nameSaid(text, had)
	if name == "" {
		return acts
	}
	out := slices.DeleteFunc(slices.Clone(acts), func(a understand.Act) bool {
		return a.Intent == understand.ClaimPaid || a.Intent == understand.OutOfScope || a.Intent == understand.Deny || a.Intent == understand.GiveAddress && a.Address == nil
	})
	i := slices.IndexFunc(out, func(a understand.Act) bool { return a.Intent == understand.GiveAddress })
	if i < 0 {
		return append(out, understand.Act{Intent: understand.GiveAddress, Address: &understand.Address{Recipient: name}})
	}
	ad := *out[i].Address
	ad.Recipient = name
	out[i].Address = &ad
	return out
}

// recipientNow is the name of who gets the draft, or without one the order that may still change; false where there is neither.
func (k *talk) recipientNow() (string, bool) {
	if b := k.basket(); len(b.Lines) > 0 || b.To.Name != "" {
		return b.To.Name, true
	}
	o, open := k.newestOpen()
	corrects := hasWord(k.low(), []string{" ganti", " salah", " harusnya", " seharusnya", " bukan ", " ubah", " keliru"})
	return o.Recipient.Name, open && (movable(o.Status) || inHand(o.Status)) && corrects
}

// nameSaid is the recipient's name that a text says: behind a label, in the place of the one that is there, or behind "kirim ke Bu".
func (k *talk) nameSaid(text, had string) string {
	for _, at := range nameLabel.FindAllStringSubmatchIndex(text, -1) {
		before := strings.Fields(strings.ToLower(text[:at[2]]))
		if n := len(before); n > 0 && slices.Contains(unnamed, strings.Trim(before[n-1], ",.:")) {
			continue
		}
		if asksIn(text, at[0]) && !correcting.MatchString(text) {
			continue // "bisa sablon nama pengantin ga?"
		}
		if name, _ := nameFrom(text, at[1], nameLinks, nameStops, nameWords); k.someone(name) {
			return uncalled(name)
		}
	}
	if strings.Contains(text, "?") {
		return ""
	}
	if m := notThat.FindStringSubmatch(text); m != nil && had != "" && k.someone(m[1]) && strings.Contains(strings.ToLower(m[2]), strings.ToLower(firstWord(had))) {
		return m[1]
	}
	if at := sentTo.FindStringIndex(text); at != nil {
		title := strings.Fields(text[at[0]:at[1]])
		from := at[1] - len(title[len(title)-1]) - 1
		if name, _ := nameFrom(text, from, nil, nameStops, nameWords); k.someone(name) && len(strings.Fields(name)) > 1 {
			return uncalled(name)
		}
	}
	return ""
}

// correcting are words that put a name in the place of another.
var correcting = pola.New(`(?i)\b(?:ganti|diganti|gnti|ubah|diubah|dirubah|salah|keliru|harusnya|seharusnya|bukan|bkn)\b`)

// askingWords make a sentence a question, with its mark or without.
var askingWords = pola.New(`(?i)\b(?:bisa|bs|boleh|bole)\b.*\b(?:ga|gak|gk|nggak|ngga|enggak|tidak|tdk)\b|\?`)

// asksIn tells whether the sentence of a text that a place in it belongs to asks something.
func asksIn(text string, at int) bool {
	from := strings.LastIndexAny(text[:at], ".!?\n,") + 1
	to := len(text)
	if i := strings.IndexAny(text[at+1:], ".,!?\n"); i >= 0 {
		to = at + 1 + i + 1
	}
	return askingWords.MatchString(text[from:to])
}

// someone tells whether words may be somebody's name rather than a thing whose name is said.
func (k *talk) someone(name string) bool {
	return k.nameLike(name) && !slices.Contains(unnamed, strings.ToLower(firstWord(name)))
}

// callWords are titles with which the shop is called behind what is said: "Mpok Siti bang".
var callWords = strings.Fields("bang mas mbak mba pak bu om teh kang bos kak min gan sis bun ya aja saja")

// uncalled leaves the words off the end with which the shop is called.
func uncalled(said string) string {
	words := strings.Fields(said)
	for len(words) > 1 && slices.Contains(callWords, words[len(words)-1]) {
		words = words[:len(words)-1]
	}
	return strings.Join(words, " ")
}

func firstWord(s string) string {
	if words := strings.Fields(s); len(words) > 0 {
		return words[0]
	}
	return ""
}

// notePaper keeps in whose name a receipt shall be written as the draft's note: it is no recipient.
func (k *talk) notePaper(text string) {
	m := strings.TrimSpace(paperName.FindString(text))
	b := k.basket()
	if m == "" || len(b.Lines) == 0 || strings.Contains(text, "?") || strings.Contains(b.note(), m) {
		return
	}
	k.put(op{Do: opNote, Text: cut(m, 200)})
}
