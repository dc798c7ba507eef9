// Package recap puts a period's orders and money into a few words, a chart and a spreadsheet.
package recap

import (
	"errors"
	"time"

	"tokobot/internal/rupiah"
	"tokobot/internal/shop"
)

// Figures is what a recap is made of.
type Figures struct {
	Title   string    // "Rekap hari ini"
	From    time.Time // inclusive
	Until   time.Time // exclusive
	Orders  []shop.Order
	Cash    []shop.CashLine
	Stock   []shop.StockLine
	Balance rupiah.Amount // of the cash book at Until
}

// Text is the recap in short Indonesian lines.
func Text(f Figures) string { return "" }

// Chart draws money in and out as a PNG. The same figures give the same bytes.
func Chart(f Figures) ([]byte, error) { return nil, errors.New("recap: not drawn yet") }

// Workbook writes the figures as an xlsx file. The same figures give the same bytes.
func Workbook(f Figures) ([]byte, error) { return nil, errors.New("recap: not written yet") }
