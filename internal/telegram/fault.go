package telegram

import (
	"errors"
	"fmt"
	"io/fs"
	"strings"
	"time"

	"github.com/go-telegram/bot"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// consequence is what a fault of Telegram means, found by a part of its words, lower case.
type consequence struct {
	words string
	judge func(error) error
}

func success(error) error { return nil }

func giveUp(err error) error { return &engine.GiveUp{Err: err} }

// consequences of a 400. Everything else that Telegram calls a bad request can't go well later either.
var consequences = []consequence{
	{"message is not modified", success},
	{"query is too old", success}, // the presser has long gone on
	{"query id is invalid", success},
	{"message to edit not found", giveUp}, // deleted by a member: the books are right all the same
}

// judge says what happens next to a send that went wrong.
func judge(err error, g shop.Group) error {
	var wait *bot.TooManyRequestsError
	switch {
	case err == nil:
		return nil
	case errors.As(err, &wait):
		return &engine.Retry{After: time.Duration(wait.RetryAfter) * time.Second, Err: err}
	case errors.Is(err, bot.ErrorUnauthorized), errors.Is(err, bot.ErrorNotFound):
		return fmt.Errorf("%w: telegram: %w", engine.ErrStopped, err)
	case errors.Is(err, fs.ErrNotExist): // a file of ours: it won't come back, and the group's other parcels wait
		return giveUp(fmt.Errorf("group %s: %w", g, err))
	case errors.Is(err, bot.ErrorForbidden):
		return giveUp(fmt.Errorf("group %s: %w", g, err))
	case errors.Is(err, bot.ErrorBadRequest):
		for _, c := range consequences {
			if strings.Contains(strings.ToLower(err.Error()), c.words) {
				return c.judge(err)
			}
		}
		return giveUp(fmt.Errorf("group %s: %w", g, err))
	}
	return fmt.Errorf("group %s: %w", g, err) // 5xx, HTML, a cut connection: tried again
}
