package whatsapp_test

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"go.mau.fi/whatsmeow/proto/waE2E"
	"google.golang.org/protobuf/proto"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
	"tokobot/internal/storetest"
	"tokobot/internal/whatsapp"
	"tokobot/internal/whatsapptest"
)

func TestTextBothWays(t *testing.T) {
	t.Parallel()
	w := linked(t, nil)
	sari := w.server.Buyer("6281200000001", "Sari")
	id := sari.Send("kak ada?")
	w.until("arrival", func() bool { return len(w.inbox.texts()) == 1 })
	a := w.inbox.of(shop.KindText)[0]
	if a.Chat != "6281200000001" || a.ID != id || a.Name != "Sari" || len(a.Alt) != 1 || a.Alt[0] != sari.LID() {
		t.Errorf("arrival is %+v", a)
	}
	err := w.carry(engine.Parcel{Kind: engine.SendMessage, MessageID: "3EB0AA01", To: a.Chat, Text: "ada kak", Quote: id})
	if err != nil {
		t.Fatal(err)
	}
	got := sari.Received()
	if len(got) != 1 || got[0].Text != "ada kak" || got[0].ID != "3EB0AA01" || got[0].Quote != id {
		t.Errorf("buyer sees %+v", got)
	}
	w.until("delivered", func() bool { return len(w.inbox.of(shop.KindReceipt)) == 1 })
	if r := w.inbox.of(shop.KindReceipt)[0]; r.Target != "3EB0AA01" || r.Chat != a.Chat || r.Text != "delivered" {
		t.Errorf("receipt is %+v", r)
	}
	sari.Read("3EB0AA01")
	w.until("read", func() bool { return len(w.inbox.of(shop.KindReceipt)) == 2 })
	w.until("acknowledged", func() bool { return w.server.Waiting() == 0 })
	if w.server.Seen("read") != 1 {
		t.Errorf("read marks: %d", w.server.Seen("read"))
	}
	s, err := w.wa.Status(t.Context())
	if err != nil || s.Phone != whatsapptest.ShopPhone || s.Words == "" {
		t.Errorf("status %+v, %v", s, err)
	}
}

func TestLinkByCode(t *testing.T) {
	t.Parallel()
	w := newWorld(t, nil)
	steps, err := w.wa.Link(t.Context(), whatsapptest.ShopPhone)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := w.wa.Link(t.Context(), ""); !errors.Is(err, whatsapp.ErrLinking) {
		t.Errorf("a second link at the same time: %v", err)
	}
	codes := 0
	for s := range steps {
		if s.Err != nil || s.QR != "" {
			t.Fatalf("step %+v", s)
		}
		if s.Code != "" {
			codes++
			if err := w.server.EnterCode(s.Code); err != nil {
				t.Fatal(err)
			}
		}
	}
	w.becomes(whatsapp.Connected)
	if codes != 1 || w.server.Linked() != 1 {
		t.Errorf("%d codes, %d devices", codes, w.server.Linked())
	}
	w.server.Buyer("6281200000001", "Sari").Send("halo")
	w.until("arrival", func() bool { return len(w.inbox.texts()) == 1 })
}

func TestUnlink(t *testing.T) {
	t.Parallel()
	w := linked(t, nil)
	if err := w.wa.Unlink(t.Context()); err != nil {
		t.Fatal(err)
	}
	w.becomes(whatsapp.Unlinked)
	if w.server.Linked() != 0 {
		t.Errorf("%d devices on the phone's list", w.server.Linked())
	}
	if err := w.say("3EB0AA01", "6281200000001", "halo"); !errors.Is(err, engine.ErrStopped) {
		t.Errorf("sending unlinked: %v", err)
	}
	w.link()
	w.stop()
	// Where nothing runs, unlinking connects by itself.
	other, err := whatsapp.Open(t.Context(), w.o)
	if err != nil {
		t.Fatal(err)
	}
	if err := other.Unlink(t.Context()); err != nil || w.server.Linked() != 0 {
		t.Errorf("unlink: %v, %d devices", err, w.server.Linked())
	}
}

func TestMediaBothWays(t *testing.T) {
	t.Parallel()
	w := linked(t, nil)
	sari := w.server.Buyer("6281200000001", "Sari")
	proof := bytes.Repeat([]byte("bukti"), 10_000)
	sari.SendImage(proof, "sudah tf")
	w.until("picture", func() bool { return len(w.inbox.of(shop.KindImage)) == 1 })
	a := w.inbox.of(shop.KindImage)[0]
	if a.Text != "sudah tf" || a.Media.Size != int64(len(proof)) || a.Media.Name != "foto.jpg" {
		t.Errorf("arrival is %+v, media %+v", a, a.Media)
	}
	data, err := w.wa.Fetch(t.Context(), *a.Media)
	if err != nil || !bytes.Equal(data, proof) {
		t.Errorf("fetched %d bytes: %v", len(data), err)
	}
	big := *a.Media
	big.Size = 26 << 20
	if _, err := w.wa.Fetch(t.Context(), big); err == nil {
		t.Error("26 MB were fetched")
	}
	png, err := whatsapp.QRPicture("nomor toko")
	if err != nil {
		t.Fatal(err)
	}
	for i, f := range []shop.Media{{Name: "qris.png", MIME: "image/png"}, {Name: "daftar harga.pdf", MIME: "application/pdf"}} {
		if f.Ref, err = w.media.Put(t.Context(), f.Name, png); err != nil {
			t.Fatal(err)
		}
		p := engine.Parcel{Kind: engine.SendMessage, MessageID: fmt.Sprint("3EB0BB0", i), To: a.Chat, Text: "ini kak", Media: &f}
		if err := w.carry(p); err != nil {
			t.Fatal(err)
		}
		got := sari.Received()[i]
		if got.Text != "ini kak" || !bytes.Equal(got.Data, png) || (got.Kind == "document") != (i == 1) || i == 1 && got.Name != f.Name {
			t.Errorf("buyer sees %s %q %q with %d bytes", got.Kind, got.Text, got.Name, len(got.Data))
		}
	}
	gone := engine.Parcel{Kind: engine.SendMessage, MessageID: "3EB0BB09", To: a.Chat, Media: &shop.Media{Ref: strings.Repeat("0", 64)}}
	var giveUp *engine.GiveUp
	if err := w.carry(gone); !errors.As(err, &giveUp) {
		t.Errorf("a file that is gone: %v", err)
	}
}

// TestNotStored refuses arrivals in each way that a receiver can, at first or for a while: everything comes again, in order,
// once.
func TestNotStored(t *testing.T) {
	refused := errors.New("database is away")
	tests := map[string]func(n int) error{
		"the first": func(n int) error { return map[bool]error{true: refused}[n == 1] },
		"some":      func(n int) error { return map[bool]error{true: refused}[n == 3 || n == 4 || n == 9] },
		"by a panic": func(n int) error {
			if n == 2 {
				panic("bad")
			}
			return nil
		},
	}
	for name, fault := range tests {
		t.Run(name, func(t *testing.T) {
			w := linked(t, nil)
			n := 0
			w.inbox.setFail(func(shop.Arrival) error { n++; return fault(n) })
			sari := w.server.Buyer("6281200000001", "Sari")
			var want []string
			for i := range 8 {
				text := fmt.Sprint("pesan ", i)
				want = append(want, text)
				sari.Send(text)
			}
			w.until("all", func() bool { return len(w.inbox.texts()) >= len(want) })
			w.until("acknowledged", func() bool { return w.server.Waiting() == 0 })
			if got := w.inbox.texts(); !slices.Equal(got, want) {
				t.Errorf("took %q", got)
			}
		})
	}
}

// TestRestart ends the program at awkward moments: after a message was stored and before its acknowledgement reached
// WhatsApp, and while it was away. Nothing is lost, nothing comes twice.
func TestRestart(t *testing.T) { storetest.Each(t, restart) }

func restart(t *testing.T, database string) {
	w := newWorldOn(t, database, nil)
	w.link()
	sari := w.server.Buyer("6281200000001", "Sari")
	w.server.Fail(whatsapptest.Fault{At: whatsapptest.AtAck, Drop: true})
	sari.Send("satu")
	w.until("stored", func() bool { return len(w.inbox.texts()) == 1 })
	w.stop()
	sari.Send("dua")
	w.open()
	w.until("both", func() bool { return len(w.inbox.texts()) == 2 })
	w.until("acknowledged", func() bool { return w.server.Waiting() == 0 })
	if got := w.inbox.texts(); !slices.Equal(got, []string{"satu", "dua"}) {
		t.Errorf("took %q", got)
	}
	if err := w.say("3EB0AA01", "6281200000001", "jawab"); err != nil {
		t.Fatal(err)
	}
	w.until("answer", func() bool { return len(sari.Received()) == 1 })
}

// TestFaultsOnTheWayIn plays faults between WhatsApp and the program.
func TestFaultsOnTheWayIn(t *testing.T) {
	t.Parallel()
	w := linked(t, nil)
	sari := w.server.Buyer("6281200000001", "Sari")
	for i, f := range []whatsapptest.Fault{
		{}, {Twice: true}, {Tamper: true}, {Drop: true},
	} {
		f.At = whatsapptest.AtDelivery
		w.server.Fail(f)
		text := fmt.Sprint("pesan ", i)
		sari.Send(text)
		w.until(fmt.Sprintf("%+v", f), func() bool { return slices.Contains(w.inbox.texts(), text) })
		w.server.Heal()
	}
	w.until("acknowledged", func() bool { return w.server.Waiting() == 0 })
	if n := len(w.inbox.texts()); n != 4 {
		t.Errorf("%d arrivals: %q", n, w.inbox.texts())
	}
	if w.server.Seen("retry") == 0 {
		t.Error("nothing was asked for again")
	}
	// Another encryption of the same message, as a sender's phone makes when it thinks that it was not read.
	sari.SendAs("3EB0SAME", "sama")
	sari.SendAs("3EB0SAME", "sama")
	sari.Send("akhir")
	w.until("akhir", func() bool { return slices.Contains(w.inbox.texts(), "akhir") })
	if n := len(w.inbox.texts()); n != 6 {
		t.Errorf("%d arrivals: %q", n, w.inbox.texts())
	}
}

// TestFaultsOnTheWayOut plays faults while a message is sent: the buyer sees it exactly once.
func TestFaultsOnTheWayOut(t *testing.T) {
	at := func(p whatsapptest.Point, f whatsapptest.Fault) whatsapptest.Fault { f.At = p; return f }
	tests := map[string]whatsapptest.Fault{
		"cut before":      at(whatsapptest.AtSend, whatsapptest.Fault{Drop: true}),
		"cut after":       at(whatsapptest.AtSend, whatsapptest.Fault{DropToo: true}),
		"never answered":  at(whatsapptest.AtSend, whatsapptest.Fault{Silent: true}),
		"buyer asks anew": at(whatsapptest.AtPhone, whatsapptest.Fault{Tamper: true}),
		"lost on the way": at(whatsapptest.AtPhone, whatsapptest.Fault{Silent: true}),
		"no keys":         {At: whatsapptest.AtQuery, Namespace: "encrypt", Refuse: true, Code: 500},
		"no devices":      {At: whatsapptest.AtQuery, Namespace: "usync", Refuse: true, Code: 500},
		"query cut":       {At: whatsapptest.AtQuery, Namespace: "usync", Drop: true},
		"query hangs":     {At: whatsapptest.AtQuery, Namespace: "usync", Silent: true},
	}
	for name, fault := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := linked(t, func(o *whatsapp.Options) { o.SendTime, o.DeliveryWait = time.Second, 500*time.Millisecond })
			sari := w.server.Buyer("6281200000001", "Sari")
			sari.Send("halo")
			w.until("arrival", func() bool { return len(w.inbox.texts()) == 1 })
			w.server.Fail(fault)
			if err := w.say("3EB0AA01", "6281200000001", "jawab"); err != nil {
				t.Fatal(err)
			}
			w.until("seen", func() bool { return len(sari.Received()) == 1 })
			if r := sari.Received()[0]; r.Text != "jawab" || r.Changed {
				t.Errorf("buyer sees %+v", r)
			}
			w.until("tick", func() bool { return len(w.inbox.of(shop.KindReceipt)) > 0 })
		})
	}
}

// TestHungSend has a send that never ends: the others go on, and the message arrives once.
func TestHungSend(t *testing.T) {
	t.Parallel()
	w := linked(t, func(o *whatsapp.Options) { o.SendTime = time.Second })
	sari, dewi := w.server.Buyer("6281200000001", "Sari"), w.server.Buyer("6281200000002", "Dewi")
	sari.Send("halo")
	dewi.Send("halo")
	w.until("arrivals", func() bool { return len(w.inbox.texts()) == 2 })
	w.server.Fail(whatsapptest.Fault{At: whatsapptest.AtSend, Silent: true})
	_, err := w.wa.Send(t.Context(), engine.Parcel{Kind: engine.SendMessage, MessageID: "3EB0AA01", To: "6281200000001", Text: "a"})
	var retry *engine.Retry
	if !errors.As(err, &retry) || w.counted("send_hung") != 1 {
		t.Fatalf("a hanging send: %v", err)
	}
	if err := w.say("3EB0AA02", "6281200000002", "b"); err != nil {
		t.Fatal(err)
	}
	if err := w.say("3EB0AA01", "6281200000001", "a"); err != nil {
		t.Fatal(err)
	}
	if a, b := sari.Received(), dewi.Received(); len(a) != 1 || len(b) != 1 {
		t.Errorf("buyers see %+v and %+v", a, b)
	}
}

func TestBuyerWithoutNumber(t *testing.T) {
	t.Parallel()
	w := linked(t, nil)
	rina := w.server.Buyer("", "Rina")
	rina.Send("halo")
	w.until("arrival", func() bool { return len(w.inbox.texts()) == 1 })
	a := w.inbox.of(shop.KindText)[0]
	if a.Chat != rina.LID() || len(a.Alt) != 0 {
		t.Errorf("arrival is %+v", a)
	}
	if err := w.say("3EB0AA01", a.Chat, "halo kak"); err != nil {
		t.Fatal(err)
	}
	if got := rina.Received(); len(got) != 1 || got[0].Text != "halo kak" {
		t.Errorf("buyer sees %+v", got)
	}
}

func TestBurstAfterPause(t *testing.T) {
	t.Parallel()
	w := linked(t, nil)
	w.server.SetDown(true)
	var want []string
	buyers := []*whatsapptest.Phone{w.server.Buyer("6281200000001", "Sari"), w.server.Buyer("6281200000002", "Dewi")}
	for i := range 300 {
		want = append(want, fmt.Sprint("pesan ", i))
		buyers[i%2].Send(want[i])
	}
	w.server.SetDown(false)
	w.until("all", func() bool { return len(w.inbox.texts()) == len(want) })
	if got := w.inbox.texts(); !slices.Equal(got, want) {
		t.Error("not in order")
	}
	w.until("acknowledged", func() bool { return w.server.Waiting() == 0 })
}

func TestOwnPhoneAndCalls(t *testing.T) {
	t.Parallel()
	w := linked(t, nil)
	sari := w.server.Buyer("6281200000001", "Sari")
	w.server.Own().SendToBuyer(sari, "saya bantu ya kak")
	w.until("own", func() bool { return len(w.inbox.of(shop.KindOwn)) == 1 })
	if a := w.inbox.of(shop.KindOwn)[0]; a.Chat != "6281200000001" || a.Text != "saya bantu ya kak" || a.Name != "" {
		t.Errorf("arrival is %+v", a)
	}
	id := sari.Call()
	w.until("call", func() bool { return len(w.inbox.of(shop.KindCall)) == 1 })
	if a := w.inbox.of(shop.KindCall)[0]; a.ID != id || a.Chat != "6281200000001" {
		t.Errorf("arrival is %+v", a)
	}
	_, err := sari.SendMessage("", &waE2E.Message{ProtocolMessage: &waE2E.ProtocolMessage{
		Type: waE2E.ProtocolMessage_EPHEMERAL_SETTING.Enum(), EphemeralExpiration: proto.Uint32(86400),
	}})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := sari.SendMessage("", &waE2E.Message{OrderMessage: &waE2E.OrderMessage{
		OrderID: proto.String("1"), Token: proto.String("AR5FakeToken=="), Message: proto.String("kirim hari ini"),
	}}); err != nil {
		t.Fatal(err)
	}
	w.until("cart", func() bool { return len(w.inbox.of(shop.KindCart)) == 1 })
	if a := w.inbox.of(shop.KindCart)[0]; len(a.Lines) != 1 || a.Lines[0].Qty != 2 {
		t.Errorf("cart is %+v", a)
	}
	w.until("acknowledged", func() bool { return w.server.Waiting() == 0 })
	if len(w.inbox.took) != 3 {
		t.Errorf("took %+v", w.inbox.took)
	}
}
