package engine

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"

	"tokobot/internal/shop"
)

// Alarm tells a staff group something in plain words, by way of the inbox like everything else. Key means this occasion:
// the same key is told once.
func (e *Engine) Alarm(ctx context.Context, g shop.Group, key, text string) error {
	now := e.o.Clock.Now()
	err := e.Receive(ctx, shop.Arrival{
		Channel: shop.Clock, Chat: string(g), ID: key, At: now, Kind: shop.KindTimer, Text: text,
		Timer: &shop.Timer{Key: key, Line: shop.GroupLine(g), Due: now, What: whatAlarm},
	})
	if err != nil {
		return fmt.Errorf("alarm %s: %w", g, err)
	}
	return nil
}

func (e *Engine) tellParkedTurn(ctx context.Context, f Failure) error {
	who, text := string(f.Line), ""
	var te *turnError
	if errors.As(f.Err, &te) {
		who, text = te.who, te.text
	}
	words := "⚠️ Ada pesan yang tidak bisa saya proses dan sudah disisihkan. Dari: " + who + "."
	if text != "" {
		words += "\nIsinya: " + clip(text, 300)
	}
	words += "\nTolong dilihat dan dijawab langsung ya."
	key := "parked-turn:" + string(f.Line)
	if len(f.Inputs) > 0 {
		key += ":" + strconv.FormatInt(f.Inputs[0], 10)
	}
	return e.Alarm(ctx, shop.CS, key, words)
}

// tellParkedParcel goes to the owner; a toast or a drawing that came too late is nobody's loss and is only logged.
func (e *Engine) tellParkedParcel(ctx context.Context, p Parcel, cause error) error {
	if p.Kind == SendToast {
		return nil
	}
	words := "⚠️ Ada kiriman yang tidak sampai dan sudah disisihkan. Untuk: " + p.To + "."
	if p.Text != "" {
		words += "\nIsinya: " + clip(p.Text, 300)
	}
	words += "\nSebabnya: " + clip(cause.Error(), 200)
	return e.Alarm(ctx, shop.Owner, "parked-parcel:"+strconv.FormatInt(p.ID, 10), words)
}

// clip cuts a text after n runes.
func clip(s string, n int) string {
	r := []rune(s)
	if len(r) <= n {
		return s
	}
	return string(r[:n]) + "…"
}

// postpone gives what is done outside the books (a catalog action, a question about WhatsApp) a turn of its own on the
// engine's line: a timer row remembers it until it has been done.
func (e *Engine) postpone(t shop.Turn, effects []shop.Effect) []shop.Effect {
	kept := make([]shop.Effect, 0, len(effects)+1)
	for i, x := range effects {
		timer := shop.Timer{Line: engineLine, Due: t.Now}
		switch a := x.(type) {
		case shop.CatalogAction:
			ref, err := json.Marshal(a)
			if err != nil {
				continue // three strings always marshal
			}
			timer.Key, timer.What, timer.Ref = "katalog:"+t.Key()+":"+strconv.Itoa(i), whatCatalog, string(ref)
		case shop.AskWhatsApp:
			timer.Key, timer.What = "whatsapp:"+t.Key()+":"+strconv.Itoa(i), whatWhatsApp
		default:
			kept = append(kept, x)
			continue
		}
		kept = append(kept, shop.SetTimer{Timer: timer})
	}
	return kept
}

func (e *Engine) askWhatsApp(in shop.Input, f Facts) ([]shop.Effect, error) {
	if e.o.AskWhatsApp == nil {
		return tellOwner(in, "WhatsApp tidak dijalankan di sini."), nil
	}
	words, err := f.Outside(in.Timer.Key, func() any { return e.o.AskWhatsApp() })
	return tellOwner(in, words), err
}

func (e *Engine) catalogAction(in shop.Input, f Facts) ([]shop.Effect, error) {
	var a shop.CatalogAction
	if err := json.Unmarshal([]byte(in.Timer.Ref), &a); err != nil || e.o.Apply == nil {
		return tellOwner(in, "Perubahan katalog tidak bisa dijalankan di sini."), nil
	}
	words, err := f.Outside(in.Timer.Key, func() any { return e.o.Apply(a) })
	return tellOwner(in, words), err
}

// tellOwner says what became of something outside the books, in words that came from there.
func tellOwner(in shop.Input, words any) []shop.Effect {
	text, _ := words.(string)
	return []shop.Effect{shop.Tell{Key: in.Timer.Key, Group: shop.Owner, Text: text}}
}

func (e *Engine) prune(ctx context.Context) error {
	refs, err := e.o.Store.Prune(ctx, e.o.Clock.Now().Add(-e.o.Keep))
	if err != nil {
		return fmt.Errorf("prune: %w", err)
	}
	d, ok := e.o.Media.(Deleter)
	if !ok {
		return nil
	}
	for _, ref := range refs {
		if err := e.o.Store.Discard(ctx, ref, d.Delete); err != nil {
			e.o.Log.Warn("delete media", "ref", ref, "err", err)
		}
	}
	return nil
}

// Deleter is a Media folder that can forget a file; an unknown ref is fine.
type Deleter interface {
	Delete(ctx context.Context, ref string) error
}
