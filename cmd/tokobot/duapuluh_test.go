package main

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/png"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"tokobot/internal/shop"
	"tokobot/internal/telegramtest"
	"tokobot/internal/whatsapptest"
)

// orders is how many buyers order; deaths is how often the program is killed meanwhile.
const (
	orders = 20
	deaths = 10
)

// customer is a buyer who orders, pays and waits, and who answers what the shop writes.
type customer struct {
	phone *whatsapptest.Phone
	goods string
	cod   bool
	heard int
	sent  map[string]bool // by what it was said for
	proof int
	gone  time.Time // when the last piece had gone to somebody else; zero when it has not
	done  bool
}

// wants is what the shop writes that a customer answers, in order of looking; the answer "" ends it.
var wants = []struct{ hears, name, says string }{
	{"sudah dikirim dengan", "", ""},
	{"sudah diserahkan ke", "", ""},
	{"kami batalkan", "", ""},
	{"barusan habis", "gone", ""},
	{"sedang habis 🙏", "gone", ""},
	{"belum kami temukan", "proof", "ini bukti tf nya lagi kak"},
	{"masih kurang", "proof", "udah tf sisanya kak"},
	{"tercatat ✅", "paid", "udah tf ya kak"},
	{"Ketik *YA*", "yes", "ya"},
	{"alamat lengkap", "address", "Nama: Pembeli %d\nHP: 0812000000%02d\nAlamat: Jl Melati 5 rt 2/3, kec. Bojongloa Kidul, Kota Bandung 40235"},
}

// listen answers what came since the customer last looked.
func (c *customer) listen(n int) {
	all := c.phone.Received()
	for _, m := range all[c.heard:] {
		c.heard++
		for _, w := range wants {
			if strings.Contains(m.Text, w.hears) {
				c.answer(n, w.name, w.says)
				break
			}
		}
	}
}

// order asks for the goods.
func (c *customer) order() { c.phone.Send("pesan " + c.goods + " kak") }

// again orders anew a while after the goods had gone: the warehouse finds what it said was missing.
func (c *customer) again() {
	if !c.gone.IsZero() && time.Since(c.gone) > time.Second {
		c.gone = time.Time{}
		c.order()
	}
}

func (c *customer) answer(n int, name, says string) {
	switch {
	case name == "":
		c.done = true
	case name == "gone":
		c.gone, c.sent = time.Now(), map[string]bool{}
	case name == "proof" || name == "paid" && !c.cod:
		c.proof++
		c.phone.SendImage(proofPicture(n*1000+c.proof), says)
	case name == "paid" || c.sent[name]:
	case name == "yes" && c.cod && !c.sent["cod"]:
		c.sent["cod"] = true
		c.phone.Send("cod")
	default:
		c.sent[name] = true
		if strings.Contains(says, "%d") {
			says = fmt.Sprintf(says, n, n)
		}
		c.phone.Send(says)
	}
}

// proofPicture is a proof that looks like no other.
func proofPicture(seed int) []byte {
	r := rand.New(rand.NewPCG(uint64(seed), 1))
	img := image.NewGray(image.Rect(0, 0, 64, 64))
	for i := range img.Pix {
		img.Set(i%64, i/64, color.Gray{uint8(r.IntN(256))})
	}
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err) // a picture of our own
	}
	return b.Bytes()
}

// crew are the staff of all desks, who press what they see in any order.
type crew struct {
	p     *process
	r     *rand.Rand
	calm  bool // press only what brings an order on
	old   []oldButton
	typed map[int]bool // messages that were replied to
	resi  int
}

// oldButton is a button as somebody's slow phone still shows it.
type oldButton struct {
	group   shop.Group
	message int
	data    string
}

// counted are the goods that are ordered.
var counted = []string{"PSM-HITAM", "PSM-NAVY", "SGB-HITAM", "BRM-HITAM"}

// mood is how often a button is pressed, in a hundred; calm crews press only those that are wanted then.
var mood = map[string]struct {
	often int
	calm  bool
}{
	"Terima": {60, true}, "Tolak": {8, false}, "Nominal": {8, false}, "Siap": {70, true}, "kosong": {4, false}, "QC OK": {70, true},
	"Dikemas": {70, true}, "Diserahkan": {70, true}, "QC gagal": {5, false}, "dikembalikan": {60, true}, "Bukan uang": {50, true},
	"Kembalikan": {60, true}, "PSM": {50, true}, "SGB": {50, true}, "BRM": {50, true},
}

var staffNames = []string{"Rina", "Dewi", "Budi", "Joko", "Ayu"}

func (c *crew) as(g shop.Group) telegramtest.Staff {
	n := c.r.IntN(len(staffNames))
	return c.p.telegram.As(chatOf[g], 0, telegramtest.User{ID: int64(100 + n), Name: staffNames[n]})
}

// act does one thing: presses a button, now and then twice, late or from another group's chat, replies, or types a command.
func (c *crew) act() {
	g := shop.Groups[c.r.IntN(len(shop.Groups))]
	switch n := c.r.IntN(100); {
	case !c.calm && n < 10 && len(c.old) > 0:
		b := c.old[c.r.IntN(len(c.old))]
		if n < 3 { // from the wrong group
			b.group = g
		}
		c.as(b.group).PressData(b.message, b.data)
	case !c.calm && n < 14:
		c.command(g)
	case n < 40:
		c.reply(g)
	default:
		c.press(g)
	}
}

// press presses a live button of a group that the mood is for.
func (c *crew) press(g shop.Group) {
	for _, m := range c.p.telegram.Messages(chatOf[g], 0) {
		for _, row := range m.Buttons {
			for _, b := range row {
				for label, how := range mood {
					if !strings.Contains(b.Text, label) || c.calm && !how.calm || c.r.IntN(100) >= how.often/4 {
						continue
					}
					c.old = append(c.old, oldButton{g, m.ID, b.Data})
					c.as(g).PressData(m.ID, b.Data)
					if !c.calm && c.r.IntN(5) == 0 {
						c.as(g).PressData(m.ID, b.Data)
					}
					return
				}
			}
		}
	}
}

// reply answers what a desk was asked for.
func (c *crew) reply(g shop.Group) {
	for _, m := range c.p.telegram.Messages(chatOf[g], 0) {
		if c.typed[m.ID] || !m.FromBot {
			continue
		}
		switch {
		case strings.Contains(m.Text, "dengan nomor resi"):
			c.resi++
			c.as(g).Reply(m.ID, fmt.Sprintf("JX%010d", 1234500000+c.resi))
		case strings.Contains(m.Text, "dengan jumlah yang masuk untuk"):
			c.as(g).Reply(m.ID, fmt.Sprint(10_000+1_000*c.r.IntN(80)))
		default:
			continue
		}
		c.typed[m.ID] = true
		return
	}
}

// command types a command where it belongs, or does not.
func (c *crew) command(g shop.Group) {
	lines := []string{"/biaya 5.000 kantor", "/masuk_kas 7.000 modal", "/batal_biaya", "/opname PSM-HITAM 60", "/masuk SGB-HITAM 5", "/keluar SGB-HITAM 1 rusak",
		"/stok pashmina", "/manifest", "/ngawur"}
	c.as(g).Write(lines[c.r.IntN(len(lines))])
}

// TestTwentyOrders is a whole day: twenty buyers order and pay, the staff press in any order, twice, late and from the wrong
// group, and the program is killed ten times. In the end every order is on its way or cancelled, and the books agree with
// each other and with what the history of each order says.
func TestTwentyOrders(t *testing.T) {
	if testing.Short() {
		t.Skip("a whole day")
	}
	p := newProcess(t, "")
	p.start(t)
	goods := []string{"pashmina ceruty hitam 2", "bella square hitam 3", "bergo maryam hitam 1", "pashmina ceruty navy 1"}
	var all []*customer
	for i := range orders {
		c := &customer{
			phone: p.whatsapp.Buyer(fmt.Sprintf("62812000000%02d", i+1), fmt.Sprintf("Pembeli %d", i+1)), goods: goods[i%len(goods)],
			cod: i%5 == 4, sent: map[string]bool{},
		}
		c.order()
		all = append(all, c)
	}
	staff := &crew{p: p, r: rand.New(rand.NewPCG(20, 11)), typed: map[int]bool{}}
	left, killed := orders, 0
	next := time.Now().Add(time.Second)
	for end := time.Now().Add(4 * patience); (left > 0 || killed < deaths) && time.Now().Before(end); time.Sleep(5 * time.Millisecond) {
		if killed < deaths && time.Now().After(next) {
			p.kill()
			p.start(t)
			killed++
			next = time.Now().Add(time.Duration(300+staff.r.IntN(500)) * time.Millisecond)
		}
		if killed >= deaths && !staff.calm {
			staff.calm = true
			for _, sku := range counted { // what was said to be missing is found again
				staff.as(shop.Warehouse).Write("/opname " + sku + " 60")
			}
		}
		staff.act()
		left = 0
		for i, c := range all {
			c.listen(i + 1)
			if staff.calm {
				c.again()
			}
			if !c.done {
				left++
			}
		}
	}
	for i, c := range all {
		if !c.done {
			list := c.phone.Received()
			t.Errorf("buyer %d waits; heard last: %.200q", i+1, list[len(list)-1].Text)
		}
	}
	if killed < deaths {
		t.Errorf("killed %d times only", killed)
	}
	p.quiet(t)
	if err := p.stop(); err != nil {
		t.Errorf("serve ended with %v", err)
	}
	books := p.open(t)
	defer func() {
		if err := books.Close(); err != nil {
			t.Error(err)
		}
	}()
	audit(t, books)
	for _, c := range all {
		for _, m := range c.phone.Received() {
			if m.Changed {
				t.Errorf("a buyer saw %q change", m.Text)
			}
		}
	}
}

// quiet waits until everything that came was worked and everything that was said has been sent.
func (p *process) quiet(t *testing.T) {
	t.Helper()
	seen := func() int {
		n := 0
		for _, g := range shop.Groups {
			for _, m := range p.telegram.Messages(chatOf[g], 0) {
				n += 1 + m.Edited
			}
		}
		return n
	}
	before, still := -1, 0
	eventually(t, "quiet", func() bool {
		now := seen()
		if now != before || p.telegram.Unconfirmed() > 0 {
			before, still = now, 0
			return false
		}
		still++
		return still > 40
	})
}
