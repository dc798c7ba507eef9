package uji

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"tokobot/bot"
	"tokobot/internal/shop"
)

// Player plays the buyers, the staff and the clock of one conversation.
type Player struct {
	Bot   *bot.Bot
	Books *Books
	Now   time.Time
	// Heard is called with what each step says and does; Due with the time, before, when a timer made the step.
	Heard func(says []shop.Say, effects []string)
	Due   func(at time.Time)

	buyer shop.BuyerID
	input int64
	sent  int
	last  []shop.Arrival
}

// start is when a conversation begins if its script does not say: a working Monday morning.
var start = time.Date(2026, 11, 23, 9, 0, 0, 0, time.UTC)

// NewPlayer begins a conversation with a shop's first buyer, on fresh books, at nine in the morning of the shop's zone.
func NewPlayer(b *bot.Bot) *Player {
	y, m, d := start.Date()
	p := &Player{Bot: b, Books: NewBooks(b.Catalog), Now: time.Date(y, m, d, start.Hour(), 0, 0, 0, b.Catalog.Shop.Zone),
		Heard: func([]shop.Say, []string) {}, Due: func(time.Time) {}}
	p.become(1)
	return p
}

// become changes the buyer who writes.
func (p *Player) become(id shop.BuyerID) {
	p.buyer = id
	if _, ok := p.Books.buyers[id]; !ok {
		phone := fmt.Sprintf("62812%08d", id)
		p.Books.buyers[id] = shop.Buyer{ID: id, Name: fmt.Sprintf("Pembeli %d", id), Address: phone, Phone: phone}
	}
}

// Hear gives a burst to the bot, a minute after what was before. What it had already is nothing new.
func (p *Player) Hear(burst []shop.Arrival) error {
	p.Now = p.Now.Add(time.Minute)
	burst = slices.DeleteFunc(slices.Clone(burst), func(a shop.Arrival) bool {
		return slices.ContainsFunc(p.Books.messages[p.buyer], func(m shop.Message) bool { return !m.FromShop && m.ID == a.ID })
	})
	if len(burst) == 0 {
		return nil
	}
	p.last = burst
	inputs := make([]shop.Input, len(burst))
	for i, a := range burst {
		p.input++
		a.At = p.Now
		inputs[i] = shop.Input{ID: p.input, Arrival: a}
	}
	err := p.step(p.buyer, inputs)
	for _, a := range burst {
		p.Books.messages[p.buyer] = append(p.Books.messages[p.buyer], shop.Message{ID: a.ID, At: p.Now, Kind: a.Kind, Text: a.Text, Media: a.Media})
	}
	return err
}

func (p *Player) step(id shop.BuyerID, inputs []shop.Input) error {
	turn := shop.Turn{Line: shop.BuyerLine(id), Now: p.Now, Inputs: inputs, Buyer: p.Books.buyers[id],
		HandledBy: p.Books.handled[id], Memory: p.Books.memory[id], Orders: p.Books.ordersOf(id)}
	d, err := p.Bot.Step(turn, p.Books)
	if err != nil {
		return err
	}
	says, err := p.Books.Apply(p.Now, d)
	if err != nil {
		return fmt.Errorf("the books refuse: %w", err)
	}
	if d.Memory != nil {
		p.Books.memory[id] = d.Memory
	}
	p.Heard(says, Notes(d))
	return nil
}

// kinds are the messages that are no text, as a script writes them: [foto bukti.jpg] caption.
var kinds = []struct {
	word string
	kind shop.Kind
}{
	{"foto", shop.KindImage}, {"video", shop.KindVideo}, {"suara", shop.KindVoice}, {"dokumen", shop.KindDocument},
	{"stiker", shop.KindSticker}, {"lokasi", shop.KindLocation}, {"kontak", shop.KindContact}, {"produk", shop.KindProduct},
	{"keranjang", shop.KindCart}, {"ubah", shop.KindEdited}, {"hapus", shop.KindDeleted}, {"suka", shop.KindReaction},
	{"telepon", shop.KindCall}, {"tak dikenal", shop.KindUnknown}, {"kosong", shop.KindText}, {"iklan", shop.KindText},
	{"hp toko", shop.KindOwn},
}

// Message reads a buyer's line of a script. The messages of a conversation are called m1, m2, ….
func (p *Player) Message(s string) (shop.Arrival, error) {
	p.sent++
	a := shop.Arrival{Channel: shop.WhatsApp, ID: "m" + strconv.Itoa(p.sent), Kind: shop.KindText, Text: s}
	inside, text, ok := strings.Cut(strings.TrimPrefix(s, "["), "]")
	if !strings.HasPrefix(s, "[") || !ok {
		return a, nil
	}
	if id, found := strings.CutPrefix(inside, "kutip "); found {
		a.Quote, a.Text = id, strings.TrimSpace(text)
		return a, nil
	}
	for _, k := range kinds {
		rest, found := strings.CutPrefix(inside, k.word)
		if !found || rest != "" && rest[0] != ' ' {
			continue
		}
		a.Kind, a.Text = k.kind, strings.TrimSpace(text)
		if k.word == "iklan" {
			a.Ad = strings.TrimSpace(rest)
			return a, nil
		}
		return a, fill(&a, strings.TrimSpace(rest))
	}
	return a, fmt.Errorf("jenis pesan %q tidak dikenal", inside)
}

// fill gives a message that is no text what stands in its brackets.
func fill(a *shop.Arrival, rest string) error {
	switch a.Kind {
	case shop.KindImage, shop.KindVideo, shop.KindVoice, shop.KindDocument:
		sum := sha256.Sum256([]byte(rest))
		a.Media = &shop.Media{Ref: rest, Name: rest, SHA256: hex.EncodeToString(sum[:]), MIME: mimes[filepath.Ext(rest)]}
	case shop.KindLocation:
		point, name, _ := strings.Cut(rest, " ")
		lat, lon, _ := strings.Cut(point, ",")
		la, err := strconv.ParseFloat(lat, 64)
		if err != nil {
			return fmt.Errorf("lokasi %q: %w", rest, err)
		}
		lo, err := strconv.ParseFloat(lon, 64)
		if err != nil {
			return fmt.Errorf("lokasi %q: %w", rest, err)
		}
		a.Location = &shop.Location{Lat: la, Lon: lo, Name: name}
	case shop.KindProduct, shop.KindCart:
		for item := range strings.SplitSeq(rest, ",") {
			sku, qty, _ := strings.Cut(strings.TrimSpace(item), "*")
			n, err := strconv.Atoi(qty)
			if err != nil {
				n = 1
			}
			a.Lines = append(a.Lines, shop.Line{SKU: sku, Name: sku, Qty: max(n, 1)})
		}
	case shop.KindEdited, shop.KindDeleted, shop.KindReaction:
		a.Target = rest
	case shop.KindContact:
		a.Text = rest
	}
	return nil
}

var mimes = map[string]string{".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".pdf": "application/pdf",
	".ogg": "audio/ogg", ".mp4": "video/mp4", ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"}
