package telegram

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/go-telegram/bot/models"

	"tokobot/internal/engine"
	"tokobot/internal/shop"
)

// dataVersion is in front of every button's data, so that old buttons are known when the form changes.
const dataVersion = "1"

// maxData is Telegram's bound on a button's data, bytes.
const maxData = 64

// groupLetters shorten the groups in a button's data.
var groupLetters = map[shop.Group]string{shop.Finance: "k", shop.Warehouse: "g", shop.Shipping: "p", shop.CS: "c", shop.Owner: "o"}

// writeData is a button as Telegram keeps it: version, group, verb, card, card version. Never a price or a phone number.
func writeData(g shop.Group, p shop.Pressed) (string, error) {
	s := strings.Join([]string{dataVersion, groupLetters[g], p.Verb, string(p.Card), strconv.Itoa(p.Version)}, ":")
	if len(s) > maxData {
		return "", fmt.Errorf("button data %q is longer than %d bytes", s, maxData)
	}
	return s, nil
}

// readData reads a button; verbs may hold colons, card names never do.
func readData(s string) (p shop.Pressed, g shop.Group, ok bool) {
	parts := strings.Split(s, ":")
	if len(parts) < 5 || parts[0] != dataVersion {
		return p, "", false
	}
	for group, letter := range groupLetters {
		if letter == parts[1] {
			g = group
		}
	}
	n := len(parts)
	version, err := strconv.Atoi(parts[n-1])
	p = shop.Pressed{Verb: strings.Join(parts[2:n-2], ":"), Card: shop.CardID(parts[n-2]), Version: version}
	return p, g, g != "" && err == nil
}

// keyboard is a card's buttons; a card without buttons gets an empty one, which takes old buttons away.
func keyboard(p engine.Parcel) (*models.InlineKeyboardMarkup, error) {
	rows := [][]models.InlineKeyboardButton{}
	for _, row := range p.Buttons {
		var out []models.InlineKeyboardButton
		for _, b := range row {
			data, err := writeData(shop.Group(p.To), shop.Pressed{Card: p.Card, Verb: b.Verb, Version: p.Version})
			if err != nil {
				return nil, err
			}
			out = append(out, models.InlineKeyboardButton{Text: b.Label, CallbackData: data})
		}
		rows = append(rows, out)
	}
	return &models.InlineKeyboardMarkup{InlineKeyboard: rows}, nil
}
