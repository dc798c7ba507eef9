package telegram

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/go-telegram/bot"

	"tokobot/internal/shop"
)

// startPayload is in front of role and code in a t.me/<bot>?startgroup= link, whose payload takes only letters, digits, _ and -.
const startPayload = "daftar_"

// PairLink is the link that adds the bot to a group and pairs it at once.
func (t *Telegram) PairLink(g shop.Group, code string) string {
	return "https://t.me/" + t.UserName() + "?startgroup=" + startPayload + string(g) + "_" + code
}

// pairing answers "/daftar ROLE CODE" and the start link in any chat; true when the message was one of them. Whoever has no
// code learns only how to get one.
func (t *Telegram) pairing(ctx context.Context, where address, text string) (bool, error) {
	words := strings.Fields(text)
	if len(words) == 0 {
		return false, nil
	}
	switch {
	case words[0] == "/start" && len(words) == 2 && strings.HasPrefix(words[1], startPayload):
		words = append([]string{"/daftar"}, strings.SplitN(strings.TrimPrefix(words[1], startPayload), "_", 2)...)
	case words[0] != "/daftar", len(words) == 1 && slices.Contains(t.desks.at(where.id, where.thread), shop.Owner):
		return false, nil // in the owner's group it asks for codes
	}
	if len(words) != 3 || !slices.Contains(shop.Groups[:], shop.Group(strings.ToLower(words[1]))) {
		return true, t.tell(ctx, where, "Tulis: /daftar MEJA KODE, misalnya /daftar keuangan 7Q2K9F.\n"+
			"Meja: keuangan, gudang, pengiriman, cs, pemilik. Kodenya dari perintah tokobot telegram kode di komputer toko.")
	}
	g := shop.Group(strings.ToLower(words[1]))
	ok, err := t.o.Desks.Pair(ctx, g, where.String(), words[2])
	if err != nil {
		return true, fmt.Errorf("pair: %w", err)
	}
	if !ok {
		return true, t.tell(ctx, where, "Kode ini salah atau sudah dipakai. Minta kode baru: tokobot telegram kode")
	}
	if err := t.desks.load(ctx); err != nil {
		return true, fmt.Errorf("pair: %w", err)
	}
	if err := t.SetMenus(ctx); err != nil {
		t.o.Log.Warn("telegram menus", "err", err)
	}
	return true, t.tell(ctx, where, "Siap 👍 Grup ini sekarang meja *"+string(g)+"*. Ketik /bantuan untuk melihat perintahnya.")
}

// tell answers in a chat that has no line yet. The answer is a courtesy: when it can't be sent, the pairing still holds.
func (t *Telegram) tell(ctx context.Context, where address, text string) error {
	_, err := t.api.SendMessage(ctx, &bot.SendMessageParams{ChatID: where.id, MessageThreadID: where.thread, Text: markup(text), ParseMode: "HTML"})
	if err != nil && !errors.Is(err, context.Canceled) {
		t.o.Log.Warn("telegram pairing answer", "err", err)
	}
	return nil
}
