package telegram

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// unpairedPause is when a parcel for a group that has no chat yet is looked at again.
const unpairedPause = time.Minute

// Send delivers one parcel; see engine.Channel.
func (t *Telegram) Send(ctx context.Context, p engine.Parcel) (string, error) {
	ctx, cancel := context.WithTimeout(ctx, sendTimeout)
	defer cancel()
	g := shop.Group(p.To)
	if p.Kind == engine.SendToast {
		return "", judge(t.answer(ctx, p), g)
	}
	to, paired := t.desks.address(g)
	if !paired {
		return "", &engine.Retry{After: unpairedPause, Err: fmt.Errorf("group %s has no Telegram chat yet: /daftar %s", g, g)}
	}
	if wait := t.pace.take(to.id); wait > 0 {
		return "", &engine.Retry{After: wait, Err: errPace}
	}
	id, err := t.deliver(ctx, to, p)
	if to, err = t.mend(ctx, g, to, err); errors.Is(err, errAgain) {
		id, err = t.deliver(ctx, to, p)
	}
	err = judge(err, g)
	var giveUp *engine.GiveUp
	if err == nil || errors.As(err, &giveUp) {
		t.partly.forget(p.ID)
	}
	var retry *engine.Retry
	if errors.As(err, &retry) {
		t.pace.hold(to.id, retry.After)
	}
	if errors.Is(err, bot.ErrorForbidden) {
		t.o.Alarm("Telegram: bot tidak boleh menulis di grup " + p.To + ". Masukkan lagi dan jadikan admin.")
	}
	return id, err
}

var (
	errPace  = errors.New("telegram's pace")
	errAgain = errors.New("mended, send again")
)

// mend repairs what can be repaired at once: a chat that got a new id, a topic that was deleted.
func (t *Telegram) mend(ctx context.Context, g shop.Group, to address, err error) (address, error) {
	var moved *bot.MigrateError
	switch {
	case errors.As(err, &moved):
		if err := t.desks.move(ctx, to.id, int64(moved.MigrateToChatID)); err != nil {
			return to, fmt.Errorf("migrate: %w", err)
		}
	case err != nil && strings.Contains(err.Error(), "message thread not found"):
		topic, err := t.api.CreateForumTopic(ctx, &bot.CreateForumTopicParams{ChatID: to.id, Name: string(g)})
		if err != nil {
			return to, err
		}
		if err := t.o.Desks.Move(ctx, to.String(), address{id: to.id, thread: topic.MessageThreadID}.String()); err != nil {
			return to, fmt.Errorf("new topic: %w", err)
		}
		if err := t.desks.load(ctx); err != nil {
			return to, fmt.Errorf("new topic: %w", err)
		}
	default:
		return to, err
	}
	to, _ = t.desks.address(g)
	return to, errAgain
}

func (t *Telegram) answer(ctx context.Context, p engine.Parcel) error {
	if p.Callback == "" {
		return nil
	}
	_, err := t.api.AnswerCallbackQuery(ctx, &bot.AnswerCallbackQueryParams{
		CallbackQueryID: p.Callback, Text: split(p.Text, maxToast)[0], ShowAlert: p.Text != "",
	})
	return err
}

// maxToast is Telegram's bound on the words that a presser sees.
const maxToast = 200

func (t *Telegram) deliver(ctx context.Context, to address, p engine.Parcel) (string, error) {
	switch {
	case p.Kind == engine.EditCard:
		return p.MessageID, t.edit(ctx, to, p)
	case len(p.Album) > 1:
		return t.album(ctx, to, p)
	case len(p.Album) == 1: // fewer than two are none
		p.Media = &p.Album[0]
		return t.file(ctx, to, p)
	case p.Media != nil && p.Media.Ref != "":
		return t.file(ctx, to, p)
	}
	return t.text(ctx, to, p)
}

// text sends a text, in several messages if it is too long; the buttons are under the last, whose id counts. A part that went before a later
// one did not is not sent again.
func (t *Telegram) text(ctx context.Context, to address, p engine.Parcel) (string, error) {
	parts := split(p.Text, maxText)
	var id string
	for i, part := range parts {
		if i < len(parts)-1 && t.partly.has(p.ID, i) {
			continue
		}
		params := &bot.SendMessageParams{
			ChatID: to.id, MessageThreadID: to.thread, Text: markup(part), ParseMode: models.ParseModeHTML,
			LinkPreviewOptions: &models.LinkPreviewOptions{IsDisabled: bot.True()}, ReplyParameters: replyTo(p),
		}
		if i == len(parts)-1 && len(p.Buttons) > 0 {
			k, err := keyboard(p)
			if err != nil {
				return "", giveUp(err)
			}
			params.ReplyMarkup = k
		}
		m, err := t.api.SendMessage(ctx, params)
		if err != nil {
			return "", err
		}
		id = strconv.Itoa(m.ID)
		t.partly.note(p.ID, i)
	}
	return id, nil
}

func replyTo(p engine.Parcel) *models.ReplyParameters {
	id, err := strconv.Atoi(p.Quote)
	if err != nil {
		return nil
	}
	return &models.ReplyParameters{MessageID: id, AllowSendingWithoutReply: true}
}

// file sends a picture or document with its caption; words that do not fit follow as a text with the buttons.
func (t *Telegram) file(ctx context.Context, to address, p engine.Parcel) (string, error) {
	data, err := t.o.Media.Get(ctx, p.Media.Ref)
	if errors.Is(err, fs.ErrNotExist) {
		return t.text(ctx, to, lost(p))
	}
	if err != nil {
		return "", fmt.Errorf("media %s: %w", p.Media.Ref, err)
	}
	caption, rest := p, p
	tooLong := units(p.Text) > maxCaption
	if tooLong {
		caption.Text, caption.Buttons = "", nil
		rest.Media = nil
	}
	if !tooLong {
		return t.upload(ctx, to, caption, data)
	}
	if !t.partly.has(p.ID, filePart) {
		if _, err := t.upload(ctx, to, caption, data); err != nil {
			return "", err
		}
		t.partly.note(p.ID, filePart)
	}
	return t.text(ctx, to, rest)
}

// lost is a parcel whose file is no more: people are told so under its words, and the group's next parcels don't wait for it.
func lost(p engine.Parcel) engine.Parcel {
	what := "(berkasnya tidak ada lagi)"
	if isPhoto(p.Media) {
		what = "(gambarnya tidak ada lagi)"
	}
	p.Text, p.Media = strings.TrimSpace(p.Text+"\n\n"+what), nil
	return p
}

func (t *Telegram) upload(ctx context.Context, to address, p engine.Parcel, data []byte) (string, error) {
	var markupOf models.ReplyMarkup
	if len(p.Buttons) > 0 {
		k, err := keyboard(p)
		if err != nil {
			return "", giveUp(err)
		}
		markupOf = k
	}
	name := p.Media.Name
	if name == "" {
		name = p.Media.Ref
	}
	input := &models.InputFileUpload{Filename: name, Data: bytes.NewReader(data)}
	var m *models.Message
	var err error
	if isPhoto(p.Media) {
		m, err = t.api.SendPhoto(ctx, &bot.SendPhotoParams{
			ChatID: to.id, MessageThreadID: to.thread, Photo: input, Caption: markup(p.Text),
			ParseMode: models.ParseModeHTML, ReplyParameters: replyTo(p), ReplyMarkup: markupOf,
		})
	} else {
		m, err = t.api.SendDocument(ctx, &bot.SendDocumentParams{
			ChatID: to.id, MessageThreadID: to.thread, Document: input, Caption: markup(p.Text),
			ParseMode: models.ParseModeHTML, ReplyParameters: replyTo(p), ReplyMarkup: markupOf,
		})
	}
	if err != nil {
		return "", err
	}
	return strconv.Itoa(m.ID), nil
}

// maxPhoto is how large a picture Telegram takes as a photo, bytes; a larger one goes as a document.
const maxPhoto = 10 << 20

func isPhoto(m *shop.Media) bool {
	return (m.MIME == "image/jpeg" || m.MIME == "image/png") && m.Size <= maxPhoto
}

// album sends several files as one, with the words under the last; all of them go or none.
func (t *Telegram) album(ctx context.Context, to address, p engine.Parcel) (string, error) {
	if units(p.Text) > maxCaption {
		return "", giveUp(fmt.Errorf("album: %d units under a file", units(p.Text)))
	}
	var list []models.InputMedia
	for n, m := range p.Album {
		data, err := t.o.Media.Get(ctx, m.Ref)
		if err != nil {
			return "", fmt.Errorf("media %s: %w", m.Ref, err)
		}
		d := &models.InputMediaDocument{Media: "attach://" + m.Name, MediaAttachment: bytes.NewReader(data)}
		if n == len(p.Album)-1 && p.Text != "" {
			d.Caption, d.ParseMode = markup(p.Text), models.ParseModeHTML
		}
		list = append(list, d)
	}
	sent, err := t.api.SendMediaGroup(ctx, &bot.SendMediaGroupParams{ChatID: to.id, MessageThreadID: to.thread, Media: list, ReplyParameters: replyTo(p)})
	if err != nil {
		return "", err
	}
	t.pace.also(to.id, len(sent)-1)
	if len(sent) == 0 {
		return "", nil
	}
	return strconv.Itoa(sent[len(sent)-1].ID), nil
}

// edit shows a card as it is now. Whether the message has a text or a caption is known by the card's own picture.
func (t *Telegram) edit(ctx context.Context, to address, p engine.Parcel) error {
	id, err := strconv.Atoi(p.MessageID)
	if err != nil {
		return giveUp(fmt.Errorf("card %s: message id %q", p.Card, p.MessageID))
	}
	k, err := keyboard(p)
	if err != nil {
		return giveUp(err)
	}
	if p.Media != nil && p.Media.Ref != "" && units(p.Text) <= maxCaption {
		err = t.caption(ctx, to, id, p.Text, k)
		if err == nil || !strings.Contains(err.Error(), "no caption") {
			return err
		}
	}
	_, err = t.api.EditMessageText(ctx, &bot.EditMessageTextParams{
		ChatID: to.id, MessageID: id, Text: markup(squeeze(p.Text, maxText)), ParseMode: models.ParseModeHTML, ReplyMarkup: k,
		LinkPreviewOptions: &models.LinkPreviewOptions{IsDisabled: bot.True()},
	})
	if err == nil || !strings.Contains(err.Error(), "no text in the message") {
		return err
	}
	// It went as a picture with a caption, and has grown beyond what a caption holds.
	return t.caption(ctx, to, id, squeeze(p.Text, maxCaption), k)
}

func (t *Telegram) caption(ctx context.Context, to address, id int, text string, k models.ReplyMarkup) error {
	_, err := t.api.EditMessageCaption(ctx, &bot.EditMessageCaptionParams{
		ChatID: to.id, MessageID: id, Caption: markup(text), ParseMode: models.ParseModeHTML, ReplyMarkup: k,
	})
	return err
}

// maxFetch is what getFile allows, bytes.
const maxFetch = 20 << 20

// Fetch downloads what staff sent; see engine.Fetcher.
func (t *Telegram) Fetch(ctx context.Context, m shop.Media) ([]byte, error) {
	f, err := t.api.GetFile(ctx, &bot.GetFileParams{FileID: string(m.Fetch)})
	if err != nil {
		return nil, judge(fmt.Errorf("getFile: %w", err), "")
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, t.api.FileDownloadLink(f), nil)
	if err != nil {
		return nil, errors.New("file: request can't be made")
	}
	resp, err := t.client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("file: %w", withoutURL(err))
	}
	defer func() { _ = resp.Body.Close() }()
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("file: status %d", resp.StatusCode)
	}
	data, err := io.ReadAll(io.LimitReader(resp.Body, maxFetch+1))
	if err != nil {
		return nil, fmt.Errorf("file: %w", err)
	}
	if len(data) > maxFetch {
		return nil, giveUp(fmt.Errorf("file is larger than %d bytes", maxFetch))
	}
	return data, nil
}
