package shop

import (
	"fmt"
	"strconv"
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
