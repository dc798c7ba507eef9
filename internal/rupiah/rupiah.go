// Package rupiah is money: whole rupiah as an integer, read from what owners and buyers type and written as Indonesians read it.
package rupiah

import "strconv"

// Amount is a sum of money in whole rupiah. There is no smaller unit in use, so nothing is ever rounded.
type Amount int64

// String writes the amount as shops do: Rp45.000, and -Rp5.000 below zero.
func (a Amount) String() string {
	if a < 0 {
		return "-Rp" + Dots(-int64(a))
	}
	return "Rp" + Dots(int64(a))
}

// Times returns the amount for n pieces.
func (a Amount) Times(n int) Amount { return a * Amount(n) }

// Dots writes n with a dot between groups of three digits: 1234567 is 1.234.567.
func Dots(n int64) string {
	s := strconv.FormatInt(n, 10)
	sign := ""
	if n < 0 {
		sign, s = "-", s[1:]
	}
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "." + s[i:]
	}
	return sign + s
}
