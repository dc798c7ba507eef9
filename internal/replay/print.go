package replay

import (
	"context"
	"encoding/json"
	"io"
	"time"

	"tokobot/internal/engine"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
	"tokobot/internal/wilayah"
)

// Printer writes what the shop sends, and its end state, as JSON lines.
type Printer struct {
	out   *json.Encoder
	clock engine.Clock
	zone  *time.Location
	media engine.Media
	given map[string]map[string]bool // names in the script by ref
	first map[string]string
}

// NewPrinter makes a printer; times are the clock's, in zone.
func NewPrinter(out io.Writer, clock engine.Clock, zone *time.Location, media engine.Media) *Printer {
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	return &Printer{
		out: e, clock: clock, zone: zone, media: media,
		given: map[string]map[string]bool{}, first: map[string]string{},
	}
}

// Given notes that a file came from the script, under the name that it has there.
func (p *Printer) Given(ref, name string) {
	if p.given[ref] == nil {
		p.given[ref] = map[string]bool{}
		p.first[ref] = name
	}
	p.given[ref][name] = true
}

type toBuyer struct {
	At       string `json:"at"`
	To       string `json:"to"`
	Chat     string `json:"chat"`
	Text     string `json:"text"`
	Image    string `json:"image,omitempty"`
	Document string `json:"document,omitempty"`
}

type toStaff struct {
	At       string    `json:"at"`
	To       string    `json:"to"`
	Group    string    `json:"group"`
	Edit     bool      `json:"edit,omitempty"`
	Text     string    `json:"text"`
	Image    string    `json:"image,omitempty"`
	Document string    `json:"document,omitempty"`
	Buttons  *[]string `json:"buttons,omitempty"`
}

// Sent prints one parcel.
func (p *Printer) Sent(c engine.Parcel) error {
	if len(c.Album) > 0 {
		return p.album(c)
	}
	at := p.time(p.clock.Now())
	image, document := p.files(c.Media)
	if c.Channel == shop.WhatsApp {
		return p.out.Encode(toBuyer{at, "buyer", c.To, c.Text, image, document})
	}
	line := toStaff{At: at, To: "staff", Group: c.To, Text: c.Text, Image: image, Document: document}
	labels := Labels(c)
	if c.Kind == engine.EditCard {
		line.Edit, line.Image, line.Document = true, "", "" // an edit leaves the picture as it is
		line.Buttons = &labels
	} else if len(labels) > 0 {
		line.Buttons = &labels
	}
	return p.out.Encode(line)
}

// album prints files that went as one, a line each with its name; the words stand with the last.
func (p *Printer) album(c engine.Parcel) error {
	for n, m := range c.Album {
		one := c
		one.Media, one.Album = &m, nil
		if n < len(c.Album)-1 {
			one.Text = m.Name
		}
		if err := p.Sent(one); err != nil {
			return err
		}
	}
	return nil
}

func (p *Printer) time(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.In(p.zone).Format(time.RFC3339Nano)
}

// files tells where a medium is found: what the script brought under its own name, what the shop made in the media folder.
func (p *Printer) files(m *shop.Media) (image, document string) {
	if m == nil || m.Ref == "" {
		return "", ""
	}
	path := p.media.Path(m.Ref)
	if names := p.given[m.Ref]; names[m.Name] {
		path = m.Name
	} else if names != nil {
		path = p.first[m.Ref]
	}
	if IsPicture(*m) {
		return path, ""
	}
	return "", path
}

type orderLine struct {
	Number     string        `json:"number"`
	Buyer      string        `json:"buyer"`
	Status     shop.Status   `json:"status"`
	Items      []itemLine    `json:"items"`
	Subtotal   rupiah.Amount `json:"subtotal"`
	Shipping   rupiah.Amount `json:"shipping"`
	Discount   rupiah.Amount `json:"discount"`
	Fee        rupiah.Amount `json:"fee"`
	UniqueCode rupiah.Amount `json:"unique_code"`
	Total      rupiah.Amount `json:"total"`
	Courier    string        `json:"courier"`
	Service    string        `json:"service"`
	Place      wilayah.Code  `json:"place"`
	Payment    string        `json:"payment"`
	Tracking   string        `json:"tracking"`
	Recipient  struct {
		Name    string `json:"name"`
		Phone   string `json:"phone"`
		Address string `json:"address"`
	} `json:"recipient"`
}

type itemLine struct {
	SKU   string        `json:"sku"`
	Qty   int           `json:"qty"`
	Price rupiah.Amount `json:"price"`
}

type stockLine struct {
	SKU      string `json:"sku"`
	OnHand   int    `json:"on_hand"`
	Reserved int    `json:"reserved"`
}

type cashLine struct {
	At       string        `json:"at"`
	Kind     shop.CashKind `json:"kind"`
	Amount   rupiah.Amount `json:"amount"`
	Category string        `json:"category,omitempty"`
	Order    string        `json:"order"`
	Note     string        `json:"note"`
}

type chatLine struct {
	Buyer     string       `json:"buyer"`
	HandledBy shop.Handler `json:"handled_by"`
}

// Dump prints the end state, one object a line.
func (p *Printer) Dump(ctx context.Context, from engine.Store) error {
	type row = map[string]any
	return from.Dump(ctx, engine.Dump{
		Order: func(o shop.Order, buyer string) error { return p.out.Encode(row{"order": lineOf(o, buyer)}) },
		Stock: func(s shop.Stock) error {
			return p.out.Encode(row{"stock": stockLine{s.SKU, s.OnHand, s.Reserved}})
		},
		Cash: func(c shop.CashLine) error {
			return p.out.Encode(row{"cash": cashLine{p.time(c.At), c.Kind, c.Amount, c.Category, c.Order, c.Note}})
		},
		Chat: func(address string, by shop.Handler) error { return p.out.Encode(row{"chat": chatLine{address, by}}) },
	})
}

func lineOf(o shop.Order, buyer string) orderLine {
	l := orderLine{
		Number: o.Number, Buyer: buyer, Status: o.Status, Items: []itemLine{},
		Subtotal: o.Subtotal, Shipping: o.Shipping, Discount: o.Discount, Fee: o.Fee, UniqueCode: o.UniqueCode,
		Total: o.Total(), Courier: o.Courier, Service: o.Service, Place: o.Recipient.Place.At(wilayah.Kecamatan), Payment: o.Payment,
		Tracking: o.Tracking,
	}
	for _, i := range o.Items {
		l.Items = append(l.Items, itemLine{i.SKU, i.Qty, i.Price})
	}
	l.Recipient.Name, l.Recipient.Phone, l.Recipient.Address = o.Recipient.Name, o.Recipient.Phone, o.Recipient.Address
	return l
}
