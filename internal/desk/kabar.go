package desk

import (
	"encoding/json"
	"fmt"
	"strings"

	"tokobot/internal/shop"
	"tokobot/internal/statement"
)

// TimerMutations brings bank lines that a service sent; its Ref is a JSON list of statement.Mutation.
const TimerMutations = "mutasi"

// mutations matches bank lines that a service sent, like those of a file. A line that came before, by its id or by a file,
// counts no more.
func (w *work) mutations(ref string) error {
	var list []statement.Mutation
	if err := json.Unmarshal([]byte(ref), &list); err != nil {
		return fmt.Errorf("mutations: %w", err)
	}
	read := statement.FromMutations(list, w.t.Now)
	m, err := w.newMatching(read.Bank, read.Lines)
	if err != nil {
		return err
	}
	for _, l := range read.Lines {
		if !l.Incoming {
			continue
		}
		m.bank = l.Bank
		alias := shop.BankLine{Key: "kabar:" + l.ID, Bank: l.Bank, Date: l.Date, Amount: l.Amount, Text: "= " + l.Key}
		if _, before, err := m.bankLine(alias.Key); err != nil || before {
			if err != nil {
				return err
			}
			continue
		}
		m.incoming++
		if err := m.line(l); err != nil {
			return err
		}
		m.bookBank(alias)
	}
	return m.tellNews(read)
}

// tellNews says in few words what lines that came by themselves did; nothing when they did nothing.
func (m *matching) tellNews(read statement.Statement) error {
	var out []string
	for _, part := range []struct {
		title string
		items []string
	}{{"✅ Lunas", m.paid}, {"❓ Bisa lebih dari satu pesanan", m.ambiguous}, {"🗃 Belum cocok dengan pesanan", m.unmatched}} {
		if len(part.items) > 0 {
			out = append(out, part.title+":")
			out = append(out, bullets(part.items, 20)...)
		}
	}
	out = append(out, m.whatToDo()...)
	for _, u := range read.Unclear {
		out = append(out, "⚠️ Tidak terbaca: "+short(u.Text, 60)+" ("+u.Why+")")
	}
	if len(out) > 0 {
		m.answerUnder("🏦 *Mutasi masuk*\n" + strings.Join(out, "\n"))
	}
	return nil
}
