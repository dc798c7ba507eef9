package bot

import (
	"encoding/json"
	"fmt"
	"time"

	"tokobot/bot/understand"
	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
	"tokobot/internal/wilayah"
)

// memory is what the bot keeps about a chat between turns. What belongs to recorded orders is not here: it comes with the
// turn, from the books.
type memory struct {
	Draft draft `json:"draft,omitzero"`
	frame
	// Misses counts how often in a row nothing was understood.
	Misses int `json:"misses,omitempty"`
	// Turns says which wording of a reply comes next.
	Turns map[string]int `json:"turns,omitempty"`
	// Shown is the mark of the total that the buyer saw last; only that one can be agreed to.
	Shown string `json:"shown,omitempty"`
	// ShownTotal is its amount, so that a change of price can be told.
	ShownTotal rupiah.Amount `json:"shown_total,omitempty"`
	// Met is when the buyer was greeted last.
	Met time.Time `json:"met,omitzero"`
	// Heard is when the buyer wrote last.
	Heard time.Time `json:"heard,omitzero"`
	// AskedPart is how often a missing part of the address was asked for, so that it is not asked for ever.
	AskedPart map[string]int `json:"asked_part,omitempty"`
	// LastProof is the proof that can still be moved to another order by a word of the buyer.
	LastProof *proofNote `json:"last_proof,omitempty"`
	// Claimed is when the buyer said that money was sent which fits no order, while no picture of it has come.
	Claimed time.Time `json:"claimed,omitzero"`
	// Step is the question that Nudges counts; Invited the product that the buyer was asked to order.
	Step    string `json:"step,omitempty"`
	Invited string `json:"invited,omitempty"`
	// NewTo is the address that a recorded order would get on the buyer's yes.
	NewTo *shop.Recipient `json:"new_to,omitempty"`
	// CallCard is the call card under which a person talks to the buyer.
	CallCard shop.CardID `json:"call_card,omitempty"`
	// Dropped is the draft that the buyer cancelled last, which a change of mind brings back.
	Dropped *draft `json:"dropped,omitempty"`
	// Done are the messages that the newest recorded order was made of.
	Done []string `json:"done,omitempty"`
	// Photos are the products whose picture was sent already.
	Photos []string `json:"photos,omitempty"`
	// Left are the products spoken of beside the draft that are not in it, because a question about them was not answered.
	Left []string `json:"left,omitempty"`
	// Open is the question about an open line that was put last, and how often: see variantMissing.
	Open      string `json:"open,omitempty"`
	OpenTimes int    `json:"open_times,omitempty"`
	// Nudges counts how often the next step of the draft was asked for without getting nearer.
	Nudges int `json:"nudges,omitempty"`
}

// frame is the part of the memory that a message is read against.
type frame struct {
	Topic string `json:"topic,omitempty"` // product or variant last talked about
	Prior string `json:"prior,omitempty"` // the product talked about before that of Topic
	// Options are the options of the topic that were said, while they leave several variants.
	Options map[string]string `json:"options,omitempty"`
	Place   wilayah.Code      `json:"place,omitempty"` // destination last talked about
	// Rates says that the last reply told what shipping costs: a place that is named now corrects the one told about.
	Rates bool  `json:"rates,omitempty"`
	Asked asked `json:"asked,omitzero"`
	// Several are the variants that the last reply told of, where it told of more than one.
	Several []string `json:"several,omitempty"`
	// Listed are the products that the last reply listed by their category.
	Listed []string `json:"listed,omitempty"`
	// Waiting are acts that wait for the answer to the open question.
	Waiting []waiting `json:"waiting,omitempty"`
	// More is the list that "lagi" goes on with.
	More *more `json:"more,omitempty"`
}

// asked is the bot's open question.
type asked struct {
	What     question          `json:"what,omitempty"`
	Expect   understand.Expect `json:"expect,omitempty"`
	Ref      string            `json:"ref,omitempty"` // what it is about: order number, SKU, product
	Places   []wilayah.Code    `json:"places,omitempty"`
	Products []string          `json:"products,omitempty"`
	Services []string          `json:"services,omitempty"`
	Methods  []string          `json:"methods,omitempty"`
	Orders   []string          `json:"orders,omitempty"`
	Axis     string            `json:"axis,omitempty"`   // what the variants offered differ in
	Qty      int               `json:"qty,omitempty"`    // pieces wanted of what is asked about
	Pieces   []int             `json:"pieces,omitempty"` // pieces wanted of each product offered
	Age      int               `json:"age,omitempty"`    // turns since it was asked
}

// question names what the bot asked.
type question string

// The questions.
const (
	askNothing     question = ""
	askPlace       question = "tempat"
	askProduct     question = "produk"
	askVariant     question = "varian"
	askQuantity    question = "jumlah"
	askAddress     question = "alamat"
	askSameAddress question = "alamat lama"
	askAddrPlace   question = "tempat alamat"
	askConfirm     question = "konfirmasi"
	askChange      question = "ubah apa"
	askCancel      question = "batalkan pesanan"
	askRedo        question = "ubah pesanan"
	askForget      question = "hapus data"
	askPerson      question = "panggil orang"
	askNotify      question = "kabari"
	askSubstitute  question = "pengganti"
	askNewAddress  question = "ganti alamat"
	askCOD         question = "jadi cod"
	askAbout       question = "soal apa"
	askReorder     question = "buat lagi"
	askAll         question = "semuanya"
	askArrived     question = "yang sampai"
	askCourier     question = "kurir pesanan"
)

// waiting is an act that waits for an answer; understand.Act leaves some fields out of its JSON.
type waiting struct {
	Act      understand.Act `json:"act"`
	Info     string         `json:"info,omitempty"`
	Category string         `json:"category,omitempty"`
}

func wait(a understand.Act) waiting {
	w := waiting{Act: a, Info: a.Info}
	if len(a.Products) > 0 {
		w.Category = a.Products[0].Category
	}
	return w
}

func (w waiting) act() understand.Act {
	a := w.Act
	a.Info = w.Info
	if len(a.Products) > 0 {
		a.Products[0].Category = w.Category
	}
	return a
}

// more is a list that was cut after its best lines.
type more struct {
	Category string `json:"category,omitempty"`
	From     int    `json:"from"`
}

// proofNote remembers the proof that came last.
type proofNote struct {
	Order string      `json:"order"`
	Card  shop.CardID `json:"card"`
	Media *shop.Media `json:"media,omitempty"`
	At    time.Time   `json:"at"`
}

// recall reads a chat's memory; nil is a chat that is new.
func recall(data []byte) (*memory, error) {
	m := &memory{}
	if len(data) > 0 {
		if err := json.Unmarshal(data, m); err != nil {
			return nil, fmt.Errorf("read memory: %w", err)
		}
	}
	if m.Turns == nil {
		m.Turns = map[string]int{}
	}
	if m.AskedPart == nil {
		m.AskedPart = map[string]int{}
	}
	return m, nil
}

// keep writes the memory.
func (m *memory) keep() ([]byte, error) {
	for key, n := range m.Turns {
		if n == 0 {
			delete(m.Turns, key)
		}
	}
	data, err := json.Marshal(m)
	if err != nil {
		return nil, fmt.Errorf("write memory: %w", err)
	}
	return data, nil
}

// context is what understanding needs to read a bare answer.
func (m *memory) context(b basket) understand.Context {
	return understand.Context{
		Expect: m.Asked.Expect, Places: m.Asked.Places, Products: m.Asked.Products,
		Services: m.Asked.Services, Methods: m.Asked.Methods,
		Topic: m.Topic, Basket: b.skus(),
	}
}
