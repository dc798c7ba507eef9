package bot

import (
	"slices"
	"strings"

	"tokobot/internal/pola"
)

// pickUpWords are what readPickUp finds in a burst.
type pickUpWords struct {
	said bool   // the buyer comes for the goods, or asks whether that is possible
	asks bool   // it is asked
	off  bool   // it is taken back: "ga jadi ambil sendiri"
	when string // the day and hour, as they were said
	rest string // the burst without all that, and without "ga usah dikirim"
}

// oneOf is a group of words, any of which may stand.
func oneOf(words string) string { return `(?:` + strings.Join(strings.Fields(words), "|") + `)` }

// The kinds of words in which picking up is said, in the languages that buyers of Indonesian shops write.
var (
	rxFetch = `(?:(?:di|d|ng|nge|meng|men|m|tak|dak|ta|ku)?` + oneOf(`ambil ambl ambel ambik ambek ambiak ambiek jupuk jipuk njupuk njipuk pendet pendhet
		mendet mendhet candak nyandak cokot nyokot jemput`) + `(?:in|no|ne|e|nya|keun|kan)?)`
	rxAlone = oneOf(`sendiri sendirian sendri sndiri sndri ndiri dewe dhewe dewek piyambak pyambak piambak nyalira sorangan surang sorang saurang`)
	rxAtUs  = `(?:` + oneOf(`di d ke k neng ning ing nang nek dateng dhateng ka dek teng ten`) + `\s+` +
		oneOf(`toko kios gudang outlet store warung workshop kasir lokasi tempat situ sana`) + `(?:nya|ne|e|na|mu)?|ditoko(?:nya)?|ketoko(?:nya)?)`
	rxCome  = oneOf(`teko teka datang dateng dtg dugi mampir mrono rono sumping`)
	rxMay   = oneOf(`bisa bsa bs bisakah boleh blh bole saged iso isa tiasa buliah`)
	rxWhoso = oneOf(`saya sy aku ak gua gue gw kulo kula kuring abdi urang ambo awak den kami kita kito anak adik adek suami istri bapak ibu supir sopir karyawan
		orang ojol gojek grab kurir`)
	rxSoft = oneOf(`aja aj saja ae wae mawon bae be deh ya yo yaa nggih kok kak ka mbak mas pak bu bun min bang gan langsung lgsg nanti ntar dulu oleh sama sm
		pakai pake barangnya kan yg yang sing`)
	rxLead = oneOf(`apa apakah kalau kalo klo nek mau mo arep ajeng pengen pingin bade badhe rek hendak nak tak dak biar nanti ntar jadi maksudku maksudnya barangnya kan`)
	rxTail = oneOf(`ga gak gk nggak ngga ndak mboten dong gpp kah`)
	rxNay  = oneOf(`ga gak gk g nggak ngga enggak engga tidak tdk ndak ora ra mboten teu indak dak jangan jgn tanpa kaga kagak gausah gusah`)
	rxDay  = `(?:(?:(?:hari|hr|dina|dinten)\s+)?` + oneOf(nextDays+" "+dayNames) + `(?:\s+(?:ini|depan|dpn))?|(?:hari|hr) ini)`
	rxPart = oneOf(`pagi siang sore malam malem enjing sonten dalu bengi esuk isuk`)
	rxSend = `(?:di|d)?` + oneOf(`kirim krim antar anter ater terno kintun`) + `(?:in|kan|no|ne|keun)?`
)

// pickUpSaid is one saying of it with the words about it that mean nothing else.
var pickUpSaid = func() *pola.Pola {
	between := `(?:\s+(?:` + rxSoft + `|` + rxWhoso + `|` + rxDay + `|` + rxPart + `)){0,4}\s+`
	core := `(?:` + strings.Join([]string{
		rxFetch + between + `(?:` + rxAlone + `(?:` + between + rxAtUs + `)?|` + rxAtUs + `(?:` + between + rxAlone + `)?)`,
		rxFetch + `\s+(?:langsung|lgsg)`,
		rxAlone + `\s+(?:yg|yang|sing)\s+` + rxFetch,
		rxAtUs + between + rxFetch,
		rxCome + between + rxAlone + `(?:` + between + rxAtUs + `)?`,
		rxCome + `\s+(?:langsung|lgsg)\s+` + rxAtUs,
		`(?:self\s+)?pick[ -]?up(?:\s+` + rxAlone + `|` + between + rxAtUs + `)?`,
	}, `|`) + `)`
	return pola.New(`(?i)(?:\b(?:` + rxLead + `|` + rxWhoso + `|` + rxMay + `)\s+)*\b` + core +
		`\b(?:\s+(?:` + rxSoft + `|` + rxTail + `|` + rxMay + `)\b)*\s*\??`)
}()

// pickUpCar is a pick-up that is a car, or the carriage of goods: no buyer comes.
var pickUpCar = pola.New(`(?i)\b(?:mobil|naik|diterno|diantar|antar|kirim|dikirim|pakai|pake|pk|l300|carry|grand ?max|kijang|panther|buat|untuk|utk)\s+` +
	`(?:\S+\s+)?pick[ -]?up|pick[ -]?up\s+(?:l300|carry|panther|kijang|grand|kebun)`)

// unsent says that nothing is to be sent, or that no address is needed.
var unsent = pola.New(`(?i)(?:\b(?:jadi|kan|makanya)\s+)*\b(?:` + rxNay + `\s*(?:(?:usah|perlu|prlu|butuh|sah|kedah|paralu|kudu|susah|mau|pakai|pake)\s+)?` +
	`(?:` + rxSend + `|alamat(?:nya)?|ongkir(?:nya)?)|alamat(?:nya)?\s+` + rxNay + `\s*(?:usah|perlu|prlu|butuh))\b`)

// whenSaid is a day, an hour, or both.
var whenSaid = func() *pola.Pola {
	hour := `(?:jam|jm|pukul|pkl|tabuh)\s*\d{1,2}(?:[.:]\d{2})?`
	return pola.New(`(?i)\b(?:` + rxDay + `(?:\s+` + rxPart + `)?(?:\s+` + hour + `)?(?:\s+` + rxPart + `)?|` +
		`(?:(?:nanti|nti|ntar|mengko)\s+)?(?:` + rxPart + `\s+)?` +
		hour + `(?:\s+` + rxPart + `)?|(?:nanti|nti|ntar|mengko)\s+` + rxPart + `)\b`)
}()

// dayOf is the day of a time, where one is said.
var dayOf = pola.New(`(?i)\b` + rxDay + `\b`)

// fetchWhen is "ambil besok jam 4 bisa?", where the wish stands beside it.
var fetchWhen = pola.New(`(?i)\b` + rxFetch + `\s+` + whenSaid.String() + `(?:\s+` + rxMay + `\b)?\s*\??`)

// openSaid asks whether the shop is open on a day.
var openSaid = pola.New(`(?i)\b(?:` + rxDay + `\s+(?:\w+\s+){0,3}?(?:buka|tutup)|(?:buka|tutup)(?:nya)?\s+(?:\w+\s+){0,2}?` + rxDay + `)\b(?:\s+(?:` + rxTail + `|` + rxSoft + `)\b)*\s*\??`)

// readPickUp reads what a burst says of picking up.
func readPickUp(text string) pickUpWords {
	w := pickUpWords{}
	text = unsent.ReplaceAllStringFunc(text, func(string) string { return " " })
	asked := strings.Join(openSaid.FindAllString(text, -1), " ")
	text = openSaid.ReplaceAllString(text, " ") // the day in it is no day of coming
	w.when = strings.Join(whenSaid.FindAllString(text, -1), " ")
	w.rest = text
	if !pickUpCar.MatchString(text) {
		w.rest = w.takeWish(text)
	}
	w.rest = strings.TrimSpace(asked + " " + whenSaid.ReplaceAllString(fetchWhen.ReplaceAllString(w.rest, " "), " "))
	return w
}

// takeWish leaves the sayings out of a text, and notes what they are.
func (w *pickUpWords) takeWish(text string) string {
	var out strings.Builder
	from := 0
	for _, at := range pickUpSaid.FindAllStringIndex(text, -1) {
		before := text[from:at[0]]
		from = at[1]
		if no := refusal.FindStringIndex(before); no != nil {
			w.off = true
			out.WriteString(before[:no[0]] + " ")
			continue
		}
		w.said = true
		out.WriteString(before + " ")
		said := text[at[0]:at[1]]
		w.asks = w.asks || strings.HasSuffix(said, "?") || mayWord.MatchString(said)
	}
	out.WriteString(text[from:])
	return out.String()
}

// mayWord asks whether something is possible.
var mayWord = pola.New(`(?i)\b` + rxMay + `\b`)

// refusal is a no as the last word before something.
var refusal = pola.New(`(?i)\b(?:` + rxNay + `|batal|bukan)(?:\s+(?:jadi|jd|bisa|sempat|sempet|usah|perlu|mau))?\s*$`)

// doneWord says that something is over.
var doneWord = pola.New(`(?i)\b(?:sudah|udah|udh|sdh|kemarin|kemaren|kmrn|tadi|barusan)\b`)

// doneBefore tells whether words tell of what was done, not of what is wanted.
func doneBefore(text string) bool { return doneWord.MatchString(text) }

// sendSaid says that goods shall be sent, as a decision.
var sendSaid = pola.New(`(?i)\b(?:jadi|dados|minta|mending|tolong|mau)\s+` + rxSend + `\b|\b` + rxSend + `\s+(?:aja|aj|saja|ae|wae|mawon|bae|deh|ke)\b`)

// sendAgain tells whether words decide that the goods are sent after all.
func sendAgain(text string) bool {
	return slices.ContainsFunc(sendSaid.FindAllStringIndex(text, -1), func(at []int) bool { return !refusal.MatchString(text[:at[0]]) })
}

// notFetching refuses the coming for goods, or what was offered, and sendVerb says that they are sent.
var (
	notFetching = pola.New(`(?i)\b(?:` + rxNay + `\s*(?:jadi|jd|usah|sah|perlu|bisa|sempat|sempet|dados|sios)|batal|jangan|jgn)(?:\s+` + rxFetch + `)?\b`)
	sendVerb    = pola.New(`(?i)\b` + rxSend + `\b`)
)

// turnsRound tells whether words refuse the one and have the goods sent: "ga jadi ambil deh, kirim aja", "tidak usah, dianter ke hotel bisa?".
func turnsRound(text string) bool {
	no := notFetching.FindStringIndex(text)
	return no != nil && slices.ContainsFunc(sendVerb.FindAllStringIndex(text, -1), func(at []int) bool {
		return at[0] >= no[1] && !refusal.MatchString(text[:at[0]]) || at[1] <= no[0]
	})
}

// streetWord is a word with which a street is named.
var streetWord = pola.New(`(?i)\b(?:jl|jln|jalan|gg|gang|perum|perumahan|komplek|kompleks|blok|rt|dusun|dsn|desa|kampung|kp)\b`)
