package statement

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"time"

	"tokobot/internal/bahasa"
	"tokobot/internal/rupiah"
)

// Mutation is one line as a service that watches the shop's accounts sends it. Whatever else such a service sends (Moota: the
// session of its own log-in) is not kept.
type Mutation struct {
	ID      string      `json:"mutation_id"`
	Account string      `json:"account_number"`
	Bank    string      `json:"bank_type,omitempty"` // kode: bca
	Date    string      `json:"date"`
	Text    string      `json:"description"`
	Amount  json.Number `json:"amount"`
	Type    string      `json:"type"` // CR or DB
}

// mootaMutation is a line of Moota's webhook.
type mootaMutation struct {
	Mutation
	Of struct {
		Bank string `json:"bank_type"`
	} `json:"bank"`
}

// mutasibankBody is a whole webhook of Mutasibank.
type mutasibankBody struct {
	Module  string `json:"module"`
	Account string `json:"account_number"`
	Lines   []struct {
		ID     string      `json:"id"`
		Date   string      `json:"transaction_date"`
		Text   string      `json:"description"`
		Type   string      `json:"type"`
		Amount json.Number `json:"amount"`
	} `json:"data_mutasi"`
}

// Pushed reads the body of a service's webhook: a list of lines is Moota's, an object is Mutasibank's. Amounts may be numbers or
// texts.
func Pushed(body []byte) ([]Mutation, error) {
	var out []Mutation
	if trimmed := bytes.TrimSpace(body); len(trimmed) > 0 && trimmed[0] == '{' {
		var b mutasibankBody
		if err := json.Unmarshal(trimmed, &b); err != nil {
			return nil, fmt.Errorf("read mutations: %w", err)
		}
		for _, l := range b.Lines {
			out = append(out, Mutation{l.ID, b.Account, b.Module, l.Date, l.Text, l.Amount, l.Type})
		}
		return out, nil
	}
	var list []mootaMutation
	if err := json.Unmarshal(body, &list); err != nil {
		return nil, fmt.Errorf("read mutations: %w", err)
	}
	for _, l := range list {
		if l.Bank == "" {
			l.Bank = l.Of.Bank
		}
		out = append(out, l.Mutation)
	}
	return out, nil
}

// FromMutations makes a statement of lines that a service sent, keyed as the same lines of a file are, so that money that comes
// by both ways counts once. Lines without an id, a day or an amount are unclear.
func FromMutations(list []Mutation, now time.Time) Statement {
	r := &reader{seen: map[string]int{}, dates: dating{now: now}}
	for i, m := range list {
		r.s.Bank, r.s.Account = strings.ToLower(m.Bank), bahasa.OnlyDigits(m.Account)
		n, ok := number(m.Amount.String())
		day, dated := r.dates.day(m.Date)
		d := marked[strings.ToLower(strings.TrimSpace(m.Type))]
		switch {
		case !ok:
			r.unclear(i+1, m.Text, "jumlahnya tidak terbaca: "+m.Amount.String())
		case !dated:
			r.unclear(i+1, m.Text, "tanggalnya tidak terbaca: "+m.Date)
		case m.ID == "" || d == unknown:
			r.unclear(i+1, m.Text, "tidak jelas masuk atau keluar")
		default:
			n = n.abs()
			l := Line{
				ID: m.ID, Bank: r.s.Bank, Row: i + 1, Date: day, At: clockOn(day, m.Date, ""), Amount: rupiah.Amount(n.whole), Incoming: d == in, Cents: n.cents != 0,
				Text: strings.Join(strings.Fields(m.Text), " "), Settlement: settlement(m.Text),
			}
			r.s.Lines = append(r.s.Lines, r.numbered(l))
		}
	}
	return r.s
}

// ErrUnsigned says that a webhook does not carry the signature of its service.
var ErrUnsigned = errors.New("wrong signature")
