package shop

import (
	"fmt"
	"strconv"
	"time"
)

// Timer keys, so that whoever sets a timer and whoever cancels it mean the same one.

// RemindTimer is the key of an unpaid order's nth reminder.
func RemindTimer(number string, n int) string { return fmt.Sprintf("remind:%s:%d", number, n) }

// ExpireTimer is the key of an unpaid order's end.
func ExpireTimer(number string) string { return "expire:" + number }

// ExpiredTimer is the key of telling the buyer of that end, by day.
func ExpiredTimer(number string) string { return "expired:" + number }

// CompleteTimer is the key of a shipped order's end.
func CompleteTimer(number string) string { return "complete:" + number }

// HandBackTimer is the key of the bot taking a buyer's chat back.
func HandBackTimer(b BuyerID) string { return "handback:" + strconv.FormatInt(int64(b), 10) }

// AskTimer is the key of asking for a card again that nobody touched.
func AskTimer(c CardID) string { return "card:" + string(c) }

// WaitForMoney sets what an unpaid order brings by itself: the reminders that come before its deadline, counted from since and moved by
// daytime out of the night, and its end. Reminders of an earlier deadline go.
func WaitForMoney(o Order, since time.Time, reminders []time.Duration, daytime func(time.Time) time.Time) []Effect {
	line := BuyerLine(o.Buyer)
	var out []Effect
	var last time.Time
	for n, after := range reminders {
		due := daytime(since.Add(after))
		if !due.Before(o.DueAt) || due.Equal(last) { // two that fell into one night are one in the morning
			out = append(out, CancelTimer{Key: RemindTimer(o.Number, n)})
			continue
		}
		last = due
		out = append(out, SetTimer{Timer: Timer{Key: RemindTimer(o.Number, n), Line: line, Due: due, What: "remind", Ref: o.Number}})
	}
	return append(out, SetTimer{Timer: Timer{Key: ExpireTimer(o.Number), Line: line, Due: o.DueAt, What: "expire", Ref: o.Number}})
}

// WaitNoMore forgets what an unpaid order would bring, and the word that it ended.
func WaitNoMore(number string, reminders []time.Duration) []Effect {
	var out []Effect
	for n := range reminders {
		out = append(out, CancelTimer{Key: RemindTimer(number, n)})
	}
	return append(out, CancelTimer{Key: ExpireTimer(number)}, CancelTimer{Key: ExpiredTimer(number)})
}
