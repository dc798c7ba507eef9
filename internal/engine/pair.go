package engine

import (
	"context"
	"encoding/json"
	"fmt"
	"time"

	"tokobot/internal/shop"
)

// whatPair is a pairing of a staff group with a chat, on its way through the inbox.
const whatPair = "engine.pair"

// pairTime is how long Pair waits for its turn to be worked.
const pairTime = 3 * time.Second

// Pair ties a chat of the staff's channel to a group, by way of the inbox, and tells whether it is tied now. The same key
// is used once: with a key that was used before, nothing changes. The engine must be running.
func (e *Engine) Pair(ctx context.Context, g shop.Group, chat, key string) (bool, error) {
	ref, err := json.Marshal(shop.PairGroup{Group: g, Chat: chat})
	if err != nil {
		return false, fmt.Errorf("pair: %w", err)
	}
	now := e.o.Clock.Now()
	err = e.Receive(ctx, shop.Arrival{
		Channel: shop.Clock, Chat: string(engineLine), ID: "pair:" + key, At: now, Kind: shop.KindTimer,
		Timer: &shop.Timer{Key: "pair:" + key, Line: engineLine, Due: now, What: whatPair, Ref: string(ref)},
	})
	if err != nil {
		return false, fmt.Errorf("pair: %w", err)
	}
	ctx, cancel := context.WithTimeout(ctx, pairTime)
	defer cancel()
	for ctx.Err() == nil {
		groups, err := e.o.Store.Groups(ctx)
		if err == nil && groups[g] == chat {
			return true, nil
		}
		if err != nil && ctx.Err() == nil {
			return false, fmt.Errorf("pair: %w", err)
		}
		sleep(ctx, 20*time.Millisecond)
	}
	return false, nil
}

func pairing(in shop.Input) []shop.Effect {
	var p shop.PairGroup
	if err := json.Unmarshal([]byte(in.Timer.Ref), &p); err != nil || p.Chat == "" {
		return nil
	}
	return []shop.Effect{p}
}
