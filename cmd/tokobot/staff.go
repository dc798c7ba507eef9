package main

import (
	"context"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"fmt"
	"strings"
	"time"

	"tokobot/internal/config"
	"tokobot/internal/engine"
	"tokobot/internal/shop"
	"tokobot/internal/telegram"
)

// channels opens what config.yaml turns on.
func (s *server) channels(ctx context.Context) ([]engine.Channel, error) {
	var list []engine.Channel
	if s.config.WhatsApp.On {
		w, err := s.whatsappChannel(ctx)
		if err != nil {
			return nil, err
		}
		list = append(list, w)
	}
	if s.config.Telegram.On {
		o := telegram.Options{
			Token: s.config.Telegram.Token, URL: s.config.Telegram.Server, Receiver: late{s}, Desks: groups{s}, Media: s.media,
			Clock: realClock{}, Log: s.log, Alarm: s.alarm, Menu: menu,
		}
		if s.tune != nil {
			s.tune.telegram(&o)
		}
		t, err := telegram.New(ctx, o)
		if err != nil {
			return nil, err
		}
		list = append(list, t)
		s.beside = append(s.beside, s.pairConfigured)
	}
	return list, nil
}

// late hands arrivals to the engine, which is made after the channels.
type late struct{ s *server }

// Receive implements engine.Receiver.
func (l late) Receive(ctx context.Context, batch ...shop.Arrival) error {
	return l.s.engine.Receive(ctx, batch...)
}

// pairConfigured ties the groups whose chats stand in config.yaml.
func (s *server) pairConfigured(ctx context.Context) error {
	for g, chat := range s.config.Telegram.Groups {
		key := fmt.Sprintf("config:%s:%s:%d", g, chat, time.Now().UnixNano())
		if _, err := s.engine.Pair(ctx, g, chat, key); err != nil && ctx.Err() == nil {
			return err
		}
	}
	return nil
}

// groups is the pairing book of the staff's groups.
type groups struct{ s *server }

// Groups implements telegram.Desks.
func (g groups) Groups(ctx context.Context) (map[shop.Group]string, error) {
	known, err := g.s.books.Groups(ctx)
	if err != nil {
		return nil, err
	}
	for name, chat := range g.s.config.Telegram.Groups {
		if known == nil {
			known = map[shop.Group]string{}
		}
		known[name] = chat
	}
	return known, nil
}

// Pair implements telegram.Desks.
func (g groups) Pair(ctx context.Context, name shop.Group, chat, code string) (bool, error) {
	code = strings.ToUpper(code)
	for _, right := range pairCodes(g.s.config.Telegram.Token, name, time.Now()) {
		if hmac.Equal([]byte(code), []byte(right)) {
			return g.s.engine.Pair(ctx, name, chat, string(name)+":"+code)
		}
	}
	return false, nil
}

// Move implements telegram.Desks.
func (g groups) Move(ctx context.Context, from, to string) error {
	return g.s.books.Move(ctx, from, to)
}

// codeTime is how long a pairing code is good for, at least.
const codeTime = time.Hour

// pairCodes are a group's codes of now and of the hour before, newest first. They follow from the bot's token, which the
// program and nobody in a group knows, so that making one needs no running program; the inbox sees to it that each is used
// once.
func pairCodes(token string, g shop.Group, now time.Time) []string {
	codes := make([]string, 2)
	for i := range codes {
		h := hmac.New(sha256.New, []byte(token))
		fmt.Fprintf(h, "%s %d", g, now.Add(-time.Duration(i)*codeTime).Unix()/int64(codeTime.Seconds()))
		codes[i] = base32.StdEncoding.EncodeToString(h.Sum(nil))[:8]
	}
	return codes
}

// pairLines are what pairs a chat with each desk when it is typed there.
func pairLines(token string, now time.Time) []string {
	var lines []string
	for _, g := range shop.Groups {
		lines = append(lines, fmt.Sprintf("/daftar %s %s", g, pairCodes(token, g, now)[0]))
	}
	return lines
}

type telegramCommand struct {
	Kode codeCommand `cmd:"" help:"Tulis kode untuk mendaftarkan grup karyawan; berlaku satu jam, sekali pakai."`
}

type codeCommand struct{ shopFlags }

// Run writes what to type in each group.
func (c codeCommand) Run(p program) error {
	cfg, _, err := c.where(p)
	if err != nil {
		return err
	}
	if cfg.Telegram.Token == "" {
		return wrongf("token Telegram belum ada: isi variabel %s, atau telegram.token_file di config.yaml", config.DefaultTokenEnv)
	}
	fmt.Fprintln(p.stdout, "Ketik di grup masing-masing, sesudah botnya dimasukkan ke grup itu:")
	for _, line := range pairLines(cfg.Telegram.Token, p.now()) {
		fmt.Fprintln(p.stdout, "  "+line)
	}
	return nil
}
