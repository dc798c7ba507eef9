package card

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"tokobot/internal/bahasa"
	"tokobot/internal/shop"
)

// NewPayment is a proof or claim of money for an order, before finance.
func NewPayment(id shop.CardID, w When, p Payment) shop.Card {
	o := p.Order
	title := "💰 *Bukti bayar #" + o.Number + "*"
	if p.Proof == nil {
		title = "💬 *Klaim bayar #" + o.Number + "* (belum ada foto bukti)"
	}
	lines := []string{title, "Pembeli: " + Who(p.Buyer)}
	lines = append(lines, Items(o)...)
	lines = append(lines, "Harus masuk: *"+o.Total().String()+"*"+uniqueCode(o))
	switch left := o.Owed(); {
	case o.Received > 0 && left > 0:
		lines = append(lines, "Sudah masuk "+o.Received.String()+", kurang *"+left.String()+"*")
	case o.Received > 0:
		lines = append(lines, "Sudah masuk "+o.Received.String())
	}
	line, buttons := paying(p)
	if line != "" {
		lines = append(lines, line)
	}
	lines = append(lines, words(p)...)
	c := made(id, w, shop.CardPayment, shop.Finance, strings.Join(lines, "\n"), buttons...)
	c.Order, c.Buyer, c.Media = o.Number, p.Buyer.ID, p.Proof
	return withTold(c, p)
}

func uniqueCode(o shop.Order) string {
	if o.UniqueCode == 0 {
		return ""
	}
	return fmt.Sprintf(" (kode unik %d)", int64(o.UniqueCode))
}

// words are what the buyer said with the money and what makes it doubtful.
func words(p Payment) []string {
	var out []string
	if p.Claim > 0 {
		out = append(out, "Disebut pembeli: "+p.Claim.String())
	}
	if p.Words != "" {
		out = append(out, "“"+p.Words+"”")
	}
	for _, d := range p.Doubts {
		out = append(out, "⚠️ "+d)
	}
	return out
}

// NewRefund is money that has to go back to a buyer.
func NewRefund(id shop.CardID, w When, r Refund) shop.Card {
	o := r.Order
	amount, rows := o.Received, [][]shop.Button{Row(Refunded)}
	if amount == 0 { // finance has not seen it yet
		amount, rows = o.Total(), append(rows, Row(NoMoney))
	}
	sum := "Jumlah: *" + amount.String() + "*"
	if r.Part > 0 && r.Part < amount {
		sum = "Jumlah: *" + r.Part.String() + "* dari " + amount.String() + " yang masuk"
	}
	c := made(id, w, shop.CardRefund, shop.Finance, strings.Join([]string{
		"💸 *Kembalikan uang #" + o.Number + "*", "Pembeli: " + Who(r.Buyer), sum, "Sebab: " + r.Why,
	}, "\n"), rows...)
	c.Order, c.Buyer = o.Number, r.Buyer.ID
	if r.Part > 0 {
		c = WithExtra(c, strconv.FormatInt(int64(r.Part), 10), "")
	}
	if r.Account != "" {
		c = WithAccount(c, r.Account)
	}
	return c
}

// NewPacking is the packing list of an order that is paid or COD, before the warehouse.
func NewPacking(id shop.CardID, w When, o shop.Order, b shop.Buyer) shop.Card {
	lines := []string{packingHead(o), "Untuk: " + o.Recipient.Name, "Kirim: " + o.CourierName}
	for _, i := range o.Items {
		line := fmt.Sprintf("☐ %d × %s – %s", i.Qty, i.SKU, i.Name)
		if i.Preorder {
			line += " (dibuat dulu)"
		}
		lines = append(lines, line)
	}
	lines = append(lines, fmt.Sprintf("Jumlah %d barang", o.Pieces()))
	if o.Note != "" {
		lines = append(lines, noteHead+o.Note)
	}
	c := made(id, w, shop.CardPacking, shop.Warehouse, strings.Join(lines, "\n"), Row(Ready, Missing))
	c.Order, c.Buyer = o.Number, b.ID
	return c
}

// noteHead begins the line of a buyer's wish.
const noteHead = "Catatan: "

// WithNote is a packing list or parcel card with the buyer's wish as it is now.
func WithNote(c shop.Card, note string) shop.Card {
	d := read(c)
	lines := slices.DeleteFunc(strings.Split(d.Body, "\n"), func(line string) bool { return strings.HasPrefix(line, noteHead) })
	if note != "" {
		lines = append(lines, noteHead+note)
	}
	d.Body = strings.Join(lines, "\n")
	return withBody(c, d)
}

func packingHead(o shop.Order) string { return "📋 *Kemas #" + o.Number + "* " + payWord(o) }

// doorHead begins the line of a parcel's card that says what is collected at the door.
const doorHead = "*COD "

// WithPayment is a packing list or parcel card that says of the order's money what holds now.
func WithPayment(c shop.Card, o shop.Order) shop.Card {
	d := read(c)
	lines := strings.Split(d.Body, "\n")
	switch {
	case c.Kind == shop.CardPacking:
		lines[0] = packingHead(o)
	case c.Kind == shop.CardParcel:
		for i, line := range lines {
			if strings.HasPrefix(line, doorHead) {
				lines[i] = "*Sudah lunas* – jangan ditagih"
				if o.COD {
					lines[i] = atDoor(o)
				}
			}
		}
	}
	d.Body = strings.Join(lines, "\n")
	return withBody(c, d)
}

func atDoor(o shop.Order) string {
	return doorHead + o.Owed().String() + "* – ditagih ke penerima" + paidAlready(o)
}

func payWord(o shop.Order) string {
	if o.COD {
		return "(COD " + o.Owed().String() + paidAlready(o) + ")"
	}
	return "(lunas)"
}

// paidAlready tells of money that came in before an order became COD.
func paidAlready(o shop.Order) string {
	if o.Received == 0 {
		return ""
	}
	return ", sudah masuk " + o.Received.String()
}

// NewParcel is a parcel that shipping looks at, packs and hands over; region is the recipient's place in words.
func NewParcel(id shop.CardID, w When, o shop.Order, b shop.Buyer, region string) shop.Card {
	r := o.Recipient
	lines := []string{
		"📮 *Paket #" + o.Number + "* – " + o.CourierName,
		r.Name + ", " + r.Phone, r.Address, strings.TrimSpace(region + " " + r.Postcode),
	}
	if r.Note != "" {
		lines = append(lines, "Patokan: "+r.Note)
	}
	for _, i := range o.Items {
		lines = append(lines, fmt.Sprintf("%d × %s", i.Qty, i.Name))
	}
	lines = append(lines, "Berat "+Weight(o.Weight))
	if o.COD {
		lines = append(lines, atDoor(o))
	}
	if o.Note != "" {
		lines = append(lines, noteHead+o.Note)
	}
	c := made(id, w, shop.CardParcel, shop.Shipping, strings.Join(lines, "\n"), ParcelRows()...)
	c.Order, c.Buyer = o.Number, b.ID
	return c
}

// parcelSteps are the steps of a parcel in their order.
var parcelSteps = []string{QCPassed, Packed, Handed}

// ParcelRows are the buttons of the steps that a parcel has still to take.
func ParcelRows(done ...string) [][]shop.Button {
	left := parcelSteps[min(len(done), len(parcelSteps)):]
	if len(left) == 0 {
		return nil
	}
	rows := [][]shop.Button{Row(left...)}
	if len(done) < 2 {
		rows = append(rows, Row(QCFailed))
	}
	return rows
}

// kindWords name a message without words.
var kindWords = map[shop.Kind]string{
	shop.KindImage: "foto", shop.KindVideo: "video", shop.KindVoice: "pesan suara", shop.KindDocument: "dokumen", shop.KindSticker: "stiker",
	shop.KindLocation: "lokasi", shop.KindContact: "kontak", shop.KindProduct: "produk", shop.KindCart: "keranjang",
	shop.KindDeleted: "pesan dihapus", shop.KindCall: "telepon",
}

// NewCall calls a person to a buyer.
func NewCall(id shop.CardID, w When, p Call) shop.Card {
	lines := []string{"🙋 *" + p.Why + "*", "Pembeli: " + Who(p.Buyer)}
	for _, o := range p.Orders {
		lines = append(lines, "Pesanan #"+o.Number+" – "+StatusWord(o.Status)+", "+o.Total().String())
	}
	for _, m := range p.Messages {
		who := "Pembeli"
		if m.FromShop {
			who = "Toko"
		}
		text := strings.TrimSpace(m.Text)
		if text == "" {
			text = "[" + cmp.Or(kindWords[m.Kind], "pesan tanpa teks") + "]"
		}
		lines = append(lines, bahasa.Clock(m.At.In(w.Now.Location()))+" "+who+": "+short(text, 200))
	}
	buttons := [][]shop.Button{Row(HandBack)}
	if p.Silent {
		lines = append(lines, "Balas kartu ini untuk menjawab pembeli; bot diam sampai dikembalikan.")
	} else {
		lines = append(lines, "Balas kartu ini kalau perlu menjawab; bot tetap melayani.")
		buttons = nil
	}
	c := made(id, w, shop.CardCall, shop.CS, strings.Join(lines, "\n"), buttons...)
	c.Buyer = p.Buyer.ID
	return c
}

// Draft is a message that the bot may not send: people may send it from the shop's phone.
type Draft struct {
	Message int64 // its number in the outbox
	Buyer   shop.Buyer
	Text    string
	Media   *shop.Media
}

// NewDraft shows a draft, its words to be copied as they are.
func NewDraft(w When, d Draft) shop.Card {
	lines := []string{
		"✍️ *Draf untuk " + Who(d.Buyer) + "*",
		"Bot sedang tidak bisa mengirim. Salin, kirim dari HP toko, lalu tekan tombolnya. Kalau dibiarkan, bot mengirimnya sendiri sesudah bisa lagi.",
	}
	if d.Text != "" {
		lines = append(lines, "```", d.Text, "```")
	}
	c := made(shop.DraftCard(d.Message), w, shop.CardDraft, shop.CS, strings.Join(lines, "\n"), Row(SentHand, Discard))
	c.Buyer, c.Media = d.Buyer.ID, d.Media
	return WithExtra(c, strconv.FormatInt(d.Message, 10), d.Text)
}

// Drafted is the message that a draft's card is about, and its words.
func Drafted(c shop.Card) (message int64, text string) {
	notes := Extra(c)
	if c.Kind != shop.CardDraft || len(notes) < 2 {
		return 0, ""
	}
	message, err := strconv.ParseInt(notes[0], 10, 64)
	if err != nil {
		return 0, ""
	}
	return message, notes[1]
}

// NewPick asks a group to choose one of several.
func NewPick(id shop.CardID, w When, g shop.Group, question string, names, notes []string) shop.Card {
	return WithExtra(made(id, w, shop.CardPick, g, question, Choices(names)...), notes...)
}

// NewCatalog shows what an uploaded catalog file would change.
func NewCatalog(id shop.CardID, w When, text string, notes ...string) shop.Card {
	return WithExtra(made(id, w, shop.CardCatalog, shop.Owner, text, Row(Apply)), notes...)
}

// Items are an order's lines as staff read them.
func Items(o shop.Order) []string {
	var out []string
	for _, i := range o.Items {
		out = append(out, fmt.Sprintf("%d × %s  %s", i.Qty, i.Name, i.Total()))
	}
	return out
}

// Who names a buyer with the phone, as far as known.
func Who(b shop.Buyer) string {
	phone := b.Phone
	if phone == "" {
		phone = b.Address
	}
	if b.Name == "" {
		return "+" + strings.TrimPrefix(phone, "+")
	}
	return b.Name + " (+" + strings.TrimPrefix(phone, "+") + ")"
}

// Weight writes grams as people read them: 850 g, 1,2 kg.
func Weight(grams int) string {
	if grams < 1000 {
		return fmt.Sprintf("%d g", grams)
	}
	s := fmt.Sprintf("%d,%03d", grams/1000, grams%1000)
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ",") + " kg"
}

// statusWords are the states as staff read them.
var statusWords = map[shop.Status]string{
	shop.AwaitingPayment: "menunggu bayar", shop.PaymentReview: "bukti dicek", shop.Paid: "lunas", shop.Confirmed: "COD",
	shop.Packing: "dikemas", shop.Packed: "siap kirim", shop.Shipped: "dikirim", shop.Completed: "selesai",
	shop.Cancelled: "batal", shop.Expired: "kedaluwarsa", shop.Returned: "retur",
}

// StatusWord is a state as staff read it.
func StatusWord(s shop.Status) string { return statusWords[s] }

func short(s string, n int) string {
	if r := []rune(s); len(r) > n {
		return string(r[:n]) + "…"
	}
	return s
}
