package whatsapp

import (
	"mime"
	"regexp"
	"strings"

	"go.mau.fi/whatsmeow/proto/waE2E"
	"google.golang.org/protobuf/proto"
	"google.golang.org/protobuf/reflect/protoreflect"

	"tokobot/internal/shop"
)

// silentKinds are messages that only serve others: they announce, set or vote, and nobody expects an answer.
var silentKinds = []func(*waE2E.Message) bool{
	func(m *waE2E.Message) bool { return m.AlbumMessage != nil }, // its pictures follow, each on its own
	func(m *waE2E.Message) bool {
		return m.SenderKeyDistributionMessage != nil && textOf(m) == "" && blank(without(m))
	},
	func(m *waE2E.Message) bool { return m.CallLogMesssage != nil || m.PlaceholderMessage != nil }, // calls are events of their own
	func(m *waE2E.Message) bool { return m.PinInChatMessage != nil || m.KeepInChatMessage != nil },
	func(m *waE2E.Message) bool {
		p := m.ProtocolMessage
		return p != nil && p.GetType() != waE2E.ProtocolMessage_REVOKE && p.GetType() != waE2E.ProtocolMessage_MESSAGE_EDIT
	},
}

// without is the message less what is only carried along.
func without(m *waE2E.Message) *waE2E.Message {
	c := proto.Clone(m).(*waE2E.Message)
	c.SenderKeyDistributionMessage, c.MessageContextInfo = nil, nil
	return c
}

// blank tells whether there is nothing in a message at all, not even of a kind that came after this program.
func blank(m *waE2E.Message) bool { return proto.Size(without(m)) == 0 }

// sayers read one kind of message each; the first that recognises its kind fills in the arrival.
var sayers = []func(*waE2E.Message, *shop.Arrival) bool{
	sayText, sayAnswer, sayMedia, sayPlace, sayContact, sayProduct, sayChange, sayPoll,
}

// say fills in what a message says: said is false for a kind that is not known, ok for one that is to be left alone.
func say(m *waE2E.Message, a *shop.Arrival) (said, ok bool) {
	for _, silent := range silentKinds {
		if silent(m) {
			return false, false
		}
	}
	for _, s := range sayers {
		if s(m, a) {
			return true, true
		}
	}
	return false, true
}

// textOf is the text of a text message or the caption of a file.
func textOf(m *waE2E.Message) string {
	for _, s := range []string{
		m.GetConversation(), m.GetExtendedTextMessage().GetText(), m.GetImageMessage().GetCaption(),
		m.GetVideoMessage().GetCaption(), m.GetDocumentMessage().GetCaption(),
	} {
		if s != "" {
			return s
		}
	}
	return ""
}

func sayText(m *waE2E.Message, a *shop.Arrival) bool {
	if m.Conversation == nil && m.ExtendedTextMessage == nil {
		return false
	}
	a.Kind, a.Text = shop.KindText, textOf(m)
	return true
}

// sayAnswer is a button pressed or a row chosen: the words on it are what the buyer says.
func sayAnswer(m *waE2E.Message, a *shop.Arrival) bool {
	list := m.GetListResponseMessage()
	for _, s := range []string{
		m.GetButtonsResponseMessage().GetSelectedDisplayText(), m.GetTemplateButtonReplyMessage().GetSelectedDisplayText(),
		list.GetTitle(), list.GetDescription(), m.GetInteractiveResponseMessage().GetBody().GetText(),
		m.GetButtonsResponseMessage().GetSelectedButtonID(), m.GetTemplateButtonReplyMessage().GetSelectedID(),
		list.GetSingleSelectReply().GetSelectedRowID(),
	} {
		if s != "" {
			a.Kind, a.Text = shop.KindText, s
			return true
		}
	}
	return false
}

func sayPlace(m *waE2E.Message, a *shop.Arrival) bool {
	if l := m.LocationMessage; l != nil {
		name := strings.TrimSpace(l.GetName())
		if addr := strings.TrimSpace(l.GetAddress()); addr != "" && addr != name {
			name = strings.TrimPrefix(name+", "+addr, ", ")
		}
		a.Kind, a.Text = shop.KindLocation, l.GetComment()
		a.Location = &shop.Location{Lat: l.GetDegreesLatitude(), Lon: l.GetDegreesLongitude(), Name: name}
		return true
	}
	if l := m.LiveLocationMessage; l != nil {
		// Where somebody is walking just now is no address: it is shown, and the buyer is asked to write it.
		a.Kind, a.Text = shop.KindUnknown, l.GetCaption()
		a.Location = &shop.Location{Lat: l.GetDegreesLatitude(), Lon: l.GetDegreesLongitude()}
		return true
	}
	return false
}

// sayContact writes contacts as "name number", a line each.
func sayContact(m *waE2E.Message, a *shop.Arrival) bool {
	cards := m.GetContactsArrayMessage().GetContacts()
	if m.ContactMessage != nil {
		cards = append(cards, m.ContactMessage)
	}
	if m.ContactMessage == nil && m.ContactsArrayMessage == nil {
		return false
	}
	var lines []string
	for _, c := range cards {
		lines = append(lines, strings.TrimSpace(c.GetDisplayName()+" "+telephone(c.GetVcard())))
	}
	a.Kind, a.Text = shop.KindContact, strings.Join(lines, "\n")
	return true
}

var (
	waid = regexp.MustCompile(`(?i)waid=(\d+)`)
	tel  = regexp.MustCompile(`(?im)^(?:item\d+\.)?TEL[^:]*:([+\d\s().-]+)`)
)

// telephone is the first number of a vCard, the one that WhatsApp knows where there is one; "" when it has none.
func telephone(card string) string {
	if f := waid.FindStringSubmatch(card); f != nil {
		return "+" + f[1]
	}
	if f := tel.FindStringSubmatch(card); f != nil {
		return strings.TrimSpace(f[1])
	}
	return ""
}

func sayProduct(m *waE2E.Message, a *shop.Arrival) bool {
	p := m.ProductMessage
	if p == nil {
		return false
	}
	a.Kind, a.Text = shop.KindProduct, p.GetBody()
	a.Lines = []shop.Line{productLine(p)}
	return true
}

func productLine(p *waE2E.ProductMessage) shop.Line {
	return shop.Line{SKU: p.GetProduct().GetRetailerID(), Name: p.GetProduct().GetTitle()}
}

// sayChange is about an earlier message: edited, taken back, reacted to.
func sayChange(m *waE2E.Message, a *shop.Arrival) bool {
	if r := m.ReactionMessage; r != nil {
		a.Kind, a.Text, a.Target = shop.KindReaction, r.GetText(), r.GetKey().GetID()
		return true
	}
	if r := m.EncReactionMessage; r != nil {
		a.Kind, a.Target = shop.KindReaction, r.GetTargetMessageKey().GetID()
		return true
	}
	p := m.ProtocolMessage
	if p == nil {
		return false
	}
	a.Target = p.GetKey().GetID()
	a.Kind = shop.KindDeleted
	if p.GetType() == waE2E.ProtocolMessage_MESSAGE_EDIT {
		a.Kind, a.Text = shop.KindEdited, textOf(p.GetEditedMessage())
	}
	return true
}

// sayPoll takes a vote for a tick on somebody's question, since the bot asks none; a poll of the buyer's own is its question.
func sayPoll(m *waE2E.Message, a *shop.Arrival) bool {
	if v := m.PollUpdateMessage; v != nil {
		a.Kind, a.Target = shop.KindReaction, v.GetPollCreationMessageKey().GetID()
		return true
	}
	for _, p := range []*waE2E.PollCreationMessage{m.PollCreationMessage, m.PollCreationMessageV2, m.PollCreationMessageV3} {
		if p == nil {
			continue
		}
		words := []string{p.GetName()}
		for _, o := range p.GetOptions() {
			words = append(words, o.GetOptionName())
		}
		a.Kind, a.Text = shop.KindText, strings.Join(words, "\n")
		return true
	}
	return false
}

// around fills in what stands around a message: what it answers, and the advertisement that the buyer came from. A product
// that is quoted is what the words are about.
func around(m *waE2E.Message, a *shop.Arrival) {
	c := contextOf(m)
	if c == nil {
		return
	}
	a.Quote = c.GetStanzaID()
	if p := c.GetQuotedMessage().GetProductMessage(); p != nil && a.Kind == shop.KindText {
		a.Kind, a.Lines = shop.KindProduct, []shop.Line{productLine(p)}
	}
	if ad := c.GetExternalAdReply(); ad != nil && (ad.GetCtwaClid() != "" || ad.GetSourceID() != "" || ad.GetSourceType() == "ad") {
		a.Ad = strings.TrimSpace(ad.GetTitle() + "\n" + ad.GetBody())
	}
}

// contextOf finds the context of whichever kind of message it is.
func contextOf(m *waE2E.Message) (found *waE2E.ContextInfo) {
	m.ProtoReflect().Range(func(f protoreflect.FieldDescriptor, v protoreflect.Value) bool {
		if f.Kind() != protoreflect.MessageKind || f.IsList() || f.IsMap() {
			return true
		}
		inner := v.Message()
		if c := inner.Descriptor().Fields().ByName("contextInfo"); c != nil && inner.Has(c) {
			found, _ = inner.Get(c).Message().Interface().(*waE2E.ContextInfo)
		}
		return found == nil
	})
	return found
}

// ending is a file name's ending for a MIME type: ".jpg"; "" where there is none.
func ending(mimeType string) string {
	base, _, err := mime.ParseMediaType(mimeType)
	if err != nil {
		return ""
	}
	return endings[base]
}

// endings are those of what phones send.
var endings = map[string]string{
	"image/jpeg": ".jpg", "image/png": ".png", "image/webp": ".webp", "video/mp4": ".mp4", "audio/ogg": ".ogg", "audio/mp4": ".m4a",
	"audio/mpeg": ".mp3", "application/pdf": ".pdf",
}
