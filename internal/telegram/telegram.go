package telegram

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"slices"
	"sync/atomic"
	"time"

	"github.com/go-telegram/bot"
	"github.com/go-telegram/bot/models"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// Desks is where the groups' chats are kept. A chat is "-100123", or "-100123:77" for a topic of a forum.
type Desks interface {
	// Groups tells which chat is which group.
	Groups(ctx context.Context) (map[shop.Group]string, error)
	// Pair ties a chat to a group if the one-time code is the group's, and uses the code up.
	Pair(ctx context.Context, g shop.Group, chat, code string) (bool, error)
	// Move ties every group of one chat to another, when Telegram gives the chat a new id.
	Move(ctx context.Context, from, to string) error
}

// Command is one line of a group's menu.
type Command struct{ Name, Help string }

// Options are what the channel needs from outside.
type Options struct {
	Token    string
	URL      string // "" for the real Telegram
	HTTP     *http.Client
	Receiver engine.Receiver
	Desks    Desks
	Media    engine.Media
	Clock    engine.Clock
	Log      *slog.Logger
	// Menu is a group's command menu.
	Menu func(shop.Group) []Command
	// Alarm tells the owner in plain words; it must not block.
	Alarm func(text string)
	// Pace is how many times as fast as Telegram allows messages go, for another server than Telegram's; 0 is once.
	Pace int
	// PollWait is how long one poll waits for updates; 0 is 50 s, Telegram's own bound.
	PollWait time.Duration
}

// Telegram is the staff's channel. It implements engine.Channel, engine.Runner and engine.Fetcher.
type Telegram struct {
	o      Options
	api    *bot.Bot
	desks  *desks
	pace   *pace
	partly partly
	me     atomic.Value // string: the bot's user name, once Telegram said it
	url    string
	client *http.Client
}

const (
	realURL     = "https://api.telegram.org"
	longestPoll = 50 * time.Second
	// sendTimeout bounds one request, uploads included.
	sendTimeout = 60 * time.Second
	// askTimeout bounds the question who the bot is, for which the shop's opening waits.
	askTimeout = 10 * time.Second
)

// New makes the channel and asks Telegram who the bot is; a wrong token is an error that says so. A Telegram that can't be reached
// is none: the shop opens without it, and Run asks again.
func New(ctx context.Context, o Options) (*Telegram, error) {
	if o.URL == "" {
		o.URL = realURL
	}
	if o.PollWait == 0 {
		o.PollWait = longestPoll
	}
	if o.HTTP == nil {
		o.HTTP = &http.Client{Timeout: longestPoll + sendTimeout}
	}
	api, err := bot.New(o.Token, bot.WithServerURL(o.URL), bot.WithSkipGetMe(), bot.WithHTTPClient(o.PollWait, o.HTTP))
	if err != nil {
		return nil, fmt.Errorf("telegram: %w", err)
	}
	t := &Telegram{o: o, api: api, pace: newPace(o.Clock, max(o.Pace, 1)), url: o.URL, client: o.HTTP, desks: &desks{book: o.Desks}}
	if err := t.ask(ctx); err != nil {
		if err = judge(err, shop.Owner); errors.Is(err, engine.ErrStopped) {
			return nil, fmt.Errorf("telegram: getMe: %w", err)
		}
		o.Log.Warn("telegram is not there yet", "err", withoutURL(err))
	}
	if err := t.desks.load(ctx); err != nil {
		return nil, fmt.Errorf("telegram: groups: %w", err)
	}
	return t, nil
}

// Name is shop.Telegram.
func (t *Telegram) Name() shop.Channel { return shop.Telegram }

// ask asks Telegram who the bot is.
func (t *Telegram) ask(ctx context.Context) error {
	ctx, cancel := context.WithTimeout(ctx, askTimeout)
	defer cancel()
	me, err := t.api.GetMe(ctx)
	if err == nil {
		t.me.Store(me.Username)
	}
	return err
}

// UserName is the bot's name, for t.me links; "" until Telegram was reached.
func (t *Telegram) UserName() string {
	name, _ := t.me.Load().(string)
	return name
}

// SetMenus gives every paired group its own command menu.
func (t *Telegram) SetMenus(ctx context.Context) error {
	for chat, groups := range t.desks.chats() {
		var list []models.BotCommand
		for _, g := range groups {
			for _, c := range t.o.Menu(g) {
				line := models.BotCommand{Command: c.Name, Description: c.Help}
				if !slices.Contains(list, line) { // desks that share a chat share some commands
					list = append(list, line)
				}
			}
		}
		if len(list) == 0 {
			continue
		}
		_, err := t.api.SetMyCommands(ctx, &bot.SetMyCommandsParams{
			Commands: list, Scope: &models.BotCommandScopeChat{ChatID: chat.id},
		})
		if err != nil {
			return fmt.Errorf("telegram: setMyCommands: %w", err)
		}
	}
	return nil
}
