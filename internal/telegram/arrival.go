package telegram

import (
	"context"
	"encoding/json"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf16"

	"github.com/go-telegram/bot/models"

	"tokobot/internal/shop"
)

// anonymousAdmin is the user that Telegram shows for an admin who writes as the group; presses carry the real one.
const anonymousAdmin = 1087968824

// read makes an arrival of an update; false when there is nothing in it for the shop. An update that can't be decoded is
// an arrival too, so that people see that something came.
func (t *Telegram) read(ctx context.Context, raw json.RawMessage, id int64) (a shop.Arrival, ok bool, err error) {
	a = shop.Arrival{Channel: shop.Telegram, ID: "u" + strconv.FormatInt(id, 10), At: t.o.Clock.Now()}
	u, err := decode(raw)
	if err != nil {
		t.o.Log.Error("telegram update", "id", id, "err", err)
		a.Chat, a.Kind, a.Text = string(shop.Owner), shop.KindUnknown, string(raw)
		return a, true, nil
	}
	switch {
	case u.CallbackQuery != nil:
		ok = t.pressed(&a, u.CallbackQuery)
		return a, ok, nil
	case u.MyChatMember != nil:
		t.member(u.MyChatMember)
		return a, false, nil
	case u.Message != nil:
		return t.message(ctx, a, u.Message)
	}
	return a, false, nil
}

// decode reads an update; a library that panics on an unknown shape is an error like any other.
func decode(raw json.RawMessage) (u models.Update, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("decode: %v", r)
		}
	}()
	err = json.Unmarshal(raw, &u)
	return u, err
}

// message reads a group's message.
func (t *Telegram) message(ctx context.Context, a shop.Arrival, m *models.Message) (shop.Arrival, bool, error) {
	if m.MigrateToChatID != 0 {
		err := t.desks.move(ctx, m.Chat.ID, m.MigrateToChatID)
		return a, false, err
	}
	where := address{id: m.Chat.ID}
	if m.IsTopicMessage {
		where.thread = m.MessageThreadID
	}
	text := t.plain(m)
	if done, err := t.pairing(ctx, where, text); done || err != nil {
		return a, false, err
	}
	groups := t.desks.at(where.id, where.thread)
	if len(groups) == 0 {
		return a, false, nil
	}
	a.Chat = string(groups[0])
	for _, g := range groups[1:] {
		a.Alt = append(a.Alt, string(g))
	}
	a.Name, a.User = author(m)
	a.Kind, a.Text = shop.KindText, text
	if r := m.ReplyToMessage; r != nil && r.From != nil && r.From.IsBot {
		a.Quote = strconv.Itoa(r.ID)
	}
	switch {
	case len(m.Photo) > 0:
		best := m.Photo[len(m.Photo)-1]
		a.Kind = shop.KindImage
		a.Media = media(best.FileID, "foto.jpg", "image/jpeg", int64(best.FileSize))
	case m.Document != nil:
		a.Kind = shop.KindDocument
		a.Media = media(m.Document.FileID, m.Document.FileName, m.Document.MimeType, m.Document.FileSize)
	case m.Voice != nil:
		a.Kind = shop.KindVoice
		a.Media = media(m.Voice.FileID, "suara.ogg", m.Voice.MimeType, m.Voice.FileSize)
	case m.Video != nil:
		a.Kind = shop.KindVideo
		a.Media = media(m.Video.FileID, m.Video.FileName, m.Video.MimeType, m.Video.FileSize)
	case m.Sticker != nil:
		a.Kind = shop.KindSticker
	case text == "":
		return a, false, nil // joined, pinned, a topic made: nothing for the shop
	}
	return a, true, nil
}

func media(id, name, mime string, size int64) *shop.Media {
	return &shop.Media{Name: name, MIME: mime, Size: size, Fetch: []byte(id)}
}

// author is who wrote: an anonymous admin is named by the signature and has no id that the roster could know.
func author(m *models.Message) (name, id string) {
	if m.From == nil {
		return "", ""
	}
	if m.From.ID == anonymousAdmin {
		name := m.AuthorSignature
		if name == "" {
			name = "Admin"
		}
		return name, strconv.FormatInt(anonymousAdmin, 10)
	}
	return userName(*m.From), strconv.FormatInt(m.From.ID, 10)
}

func userName(u models.User) string {
	if u.FirstName != "" {
		return u.FirstName
	}
	return u.Username
}

// plain is the text or caption, a command for this bot freed of its @name, and a command that follows an emoji or a
// greeting moved to the front, so that the desk sees "/stok pashmina". Entity offsets count UTF-16 units.
func (t *Telegram) plain(m *models.Message) string {
	text, entities := m.Text, m.Entities
	if text == "" {
		text, entities = m.Caption, m.CaptionEntities
	}
	for _, e := range entities {
		if e.Type != models.MessageEntityTypeBotCommand {
			continue
		}
		units := utf16.Encode([]rune(text))
		if e.Offset < 0 || e.Length < 0 || e.Offset+e.Length > len(units) {
			break
		}
		command := string(utf16.Decode(units[e.Offset : e.Offset+e.Length]))
		name, at, _ := strings.Cut(command, "@")
		if at != "" && !strings.EqualFold(at, t.UserName()) {
			return "" // for another bot
		}
		return strings.TrimSpace(name + string(utf16.Decode(units[e.Offset+e.Length:])))
	}
	return strings.TrimSpace(text)
}

// pressed reads a button. The card may be too old for Telegram to show it: then its chat is still told.
func (t *Telegram) pressed(a *shop.Arrival, q *models.CallbackQuery) bool {
	p, group, ok := readData(q.Data)
	if !ok {
		t.o.Log.Warn("telegram button", "data", q.Data)
		return false
	}
	var where address
	switch m := q.Message; {
	case m.Message != nil:
		where = address{id: m.Message.Chat.ID}
		if m.Message.IsTopicMessage {
			where.thread = m.Message.MessageThreadID
		}
	case m.InaccessibleMessage != nil:
		where = address{id: m.InaccessibleMessage.Chat.ID}
	}
	if at, paired := t.desks.address(group); !paired || at.id != where.id {
		return false // a card carried over from a group that is not this desk any more
	}
	a.Chat, a.Kind, a.Press, a.Callback = string(group), shop.KindPress, &p, q.ID
	a.Name, a.User = userName(q.From), strconv.FormatInt(q.From.ID, 10)
	return true
}

// member hears that the bot was thrown out of a group.
func (t *Telegram) member(m *models.ChatMemberUpdated) {
	switch m.NewChatMember.Type {
	case models.ChatMemberTypeBanned, models.ChatMemberTypeLeft:
		for _, g := range t.desks.at(m.Chat.ID, 0) {
			t.o.Alarm("Telegram: bot dikeluarkan dari grup " + string(g) + ". Masukkan lagi dan jadikan admin, lalu kirim /daftar di sana.")
		}
	}
}
