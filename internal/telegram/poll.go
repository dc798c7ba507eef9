package telegram

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/go-telegram/bot"

	"tokobot/internal/shop"
)

// allowed are the updates that are asked for; what is not named here never comes.
const allowed = `["message","edited_message","callback_query","my_chat_member"]`

// Pauses after a poll that went wrong.
const (
	firstPause   = time.Second
	longestPause = 30 * time.Second
)

// pollError is an answer of Telegram that is not ok.
type pollError struct {
	code       int
	retryAfter time.Duration
	text       string
}

func (e *pollError) Error() string { return fmt.Sprintf("getUpdates: %d %s", e.code, e.text) }

// Run takes updates until ctx ends. One process at a time may run it: see engine.Runner.
func (t *Telegram) Run(ctx context.Context) error {
	var offset int64
	pause := firstPause
	warned, opened := false, false
	for ctx.Err() == nil {
		var err error
		if !opened {
			err = t.prepare(ctx)
			opened = err == nil
		}
		if err == nil {
			offset, err = t.next(ctx, offset)
		}
		if err == nil {
			pause, warned = firstPause, false
			continue
		}
		if ctx.Err() != nil {
			break
		}
		t.o.Log.Warn("telegram poll", "err", withoutURL(err))
		var p *pollError
		wait := pause
		if errors.As(err, &p) {
			if p.code == http.StatusConflict && strings.Contains(p.text, "webhook") {
				opened = false // somebody set one meanwhile: it is not another poller
				p.code = 0
			}
			if alarm := pollAlarms[p.code]; alarm != "" && !warned {
				t.o.Alarm(alarm)
				warned = true
			}
			wait = max(wait, p.retryAfter)
		}
		pause = min(2*pause, longestPause)
		select {
		case <-ctx.Done():
		case <-time.After(wait):
		}
	}
	return ctx.Err()
}

// next takes what comes after offset and returns the offset after that.
func (t *Telegram) next(ctx context.Context, offset int64) (int64, error) {
	updates, err := t.poll(ctx, offset)
	if err != nil {
		return offset, err
	}
	return t.take(ctx, updates, offset)
}

// prepare does what has to be done once before polling: it learns who the bot is, by which it knows its commands; takes away a
// webhook that another program set with this token, since while there is one nothing can be polled (what waits for it is kept); and
// gives the groups the menus of this version.
func (t *Telegram) prepare(ctx context.Context) error {
	if t.UserName() == "" {
		if err := t.ask(ctx); err != nil {
			return refused("getMe", err)
		}
	}
	if _, err := t.api.DeleteWebhook(ctx, &bot.DeleteWebhookParams{}); err != nil {
		return refused("deleteWebhook", err)
	}
	if err := t.SetMenus(ctx); err != nil && ctx.Err() == nil { // a courtesy: a group that is gone must not keep the others waiting
		t.o.Log.Warn("telegram menus", "err", withoutURL(err))
	}
	return nil
}

// refused makes a wrong token the fault that it is when it is polled with.
func refused(what string, err error) error {
	if errors.Is(err, bot.ErrorUnauthorized) || errors.Is(err, bot.ErrorNotFound) {
		return &pollError{code: http.StatusUnauthorized, text: what}
	}
	return fmt.Errorf("%s: %w", what, withoutURL(err))
}

// pollAlarms are the faults that a person has to mend.
var pollAlarms = map[int]string{
	http.StatusConflict:     "Telegram: ada program lain yang memakai token bot ini. Matikan yang satunya, atau buat token baru di @BotFather.",
	http.StatusUnauthorized: "Telegram: token bot ditolak. Ambil token baru di @BotFather lalu isi lagi di pengaturan.",
}

// poll asks for what comes after offset. The answer is kept raw, so that one odd update can't spoil the others.
func (t *Telegram) poll(ctx context.Context, offset int64) ([]json.RawMessage, error) {
	q := url.Values{"timeout": {strconv.Itoa(int(t.o.PollWait.Seconds()))}, "allowed_updates": {allowed}, "limit": {"100"}}
	if offset > 0 {
		q.Set("offset", strconv.FormatInt(offset, 10))
	}
	ctx, cancel := context.WithTimeout(ctx, t.o.PollWait+sendTimeout)
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, t.url+"/bot"+t.o.Token+"/getUpdates?"+q.Encode(), nil)
	if err != nil {
		return nil, errors.New("getUpdates: request can't be made") // the error itself would show the token
	}
	resp, err := t.client.Do(req)
	if err != nil {
		return nil, fmt.Errorf("getUpdates: %w", withoutURL(err))
	}
	defer func() { _ = resp.Body.Close() }()
	body, err := io.ReadAll(resp.Body)
	if err != nil {
		return nil, fmt.Errorf("getUpdates: %w", err)
	}
	var answer struct {
		OK          bool              `json:"ok"`
		Result      []json.RawMessage `json:"result"`
		Code        int               `json:"error_code"`
		Description string            `json:"description"`
		Parameters  struct {
			RetryAfter int `json:"retry_after"`
		} `json:"parameters"`
	}
	if err := json.Unmarshal(body, &answer); err != nil {
		return nil, &pollError{code: resp.StatusCode, text: "answer is not JSON"}
	}
	if !answer.OK {
		return nil, &pollError{
			code: answer.Code, text: answer.Description,
			retryAfter: time.Duration(answer.Parameters.RetryAfter) * time.Second,
		}
	}
	return answer.Result, nil
}

// withoutURL takes the URL, which holds the token, out of an error.
func withoutURL(err error) error {
	var u *url.Error
	if errors.As(err, &u) {
		return u.Err
	}
	return err
}

// take writes updates down and returns the offset that confirms them. What is written and then not confirmed comes again
// and is known by its id.
func (t *Telegram) take(ctx context.Context, updates []json.RawMessage, offset int64) (int64, error) {
	var batch []shop.Arrival
	confirmed := offset
	for _, raw := range updates {
		var head struct {
			ID int64 `json:"update_id"`
		}
		if err := json.Unmarshal(raw, &head); err != nil {
			return confirmed, fmt.Errorf("update id: %w", err)
		}
		offset = max(offset, head.ID+1)
		arrival, ok, err := t.read(ctx, raw, head.ID)
		if err != nil {
			return confirmed, err // nothing is confirmed of what is not written: all of it comes again
		}
		if ok {
			batch = append(batch, arrival)
		}
	}
	if len(batch) == 0 {
		return offset, nil
	}
	if err := t.o.Receiver.Receive(ctx, batch...); err != nil {
		return confirmed, fmt.Errorf("receive: %w", err)
	}
	return offset, nil
}
