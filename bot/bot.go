package bot

import (
	"fmt"
	"time"

	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/shop"
	"tokobot/internal/wilayah"
)

// Shop is what a bot is made of.
type Shop struct {
	Catalog  *catalog.Catalog
	Atlas    *wilayah.Atlas
	Reader   *understand.Reader
	Settings Settings
}

// Settings are the shop's choices that stand in config.yaml. Zero values become the defaults named here, but for the night: that
// one has none is a choice too.
type Settings struct {
	// HandBack is how long the staff may be silent before the bot answers again: 12 hours.
	HandBack time.Duration
	// QuietFrom and QuietTo, after midnight in the shop's zone, bound the night in which the shop begins nothing; alike, there is none.
	QuietFrom, QuietTo time.Duration
	// Complete is how long after shipping an order counts as completed: 7 days.
	Complete time.Duration
	// CardAsk is when an untouched card of a kind is asked for again, counted in opening hours; see card.AskAfter.
	CardAsk map[shop.CardKind]time.Duration
	// ClaimGrace is how much longer an order waits at its deadline while finance still has a card about it: 6 hours.
	ClaimGrace time.Duration
	// LateProof is how long after expiry a proof still is for the expired order: 7 days.
	LateProof time.Duration
	// Photo reads a picture of the catalog folder by its path there; nil for a shop without pictures.
	Photo func(path string) (data []byte, ok bool)
}

func (s Settings) withDefaults() Settings {
	set := func(d *time.Duration, to time.Duration) {
		if *d == 0 {
			*d = to
		}
	}
	set(&s.HandBack, 12*time.Hour)
	set(&s.Complete, 7*24*time.Hour)
	set(&s.ClaimGrace, 6*time.Hour)
	set(&s.LateProof, 7*24*time.Hour)
	if s.Photo == nil {
		s.Photo = func(string) ([]byte, bool) { return nil, false }
	}
	return s
}

// Bot is the buyer's side of one catalog. It holds no state of any chat and is safe for concurrent use.
type Bot struct {
	Shop
	words map[string][]wording
	doers map[understand.Intent]doer
	kinds map[shop.Kind]func(*talk, shop.Input) error
	times map[string]func(*talk, shop.Timer) error
}

// doer does what one act wants.
type doer func(*talk, understand.Act) error

// New makes the bot of a shop.
func New(s Shop) *Bot {
	s.Settings = s.Settings.withDefaults()
	words, err := replies(s.Catalog)
	if err != nil {
		panic(err) // the table is embedded; a test reads it
	}
	return &Bot{Shop: s, words: words, doers: doers(), kinds: kinds(), times: timers()}
}

// Step decides one turn of a buyer's line. It looks only at the turn, the catalog and the facts: the same turn on the same
// facts gives the same decision.
func (b *Bot) Step(t shop.Turn, f Facts) (shop.Decision, error) {
	k, err := b.sit(t, f)
	if err != nil {
		return shop.Decision{}, fmt.Errorf("step %s: %w", t.Line, err)
	}
	if err := k.work(); err != nil {
		return shop.Decision{}, fmt.Errorf("step %s: %w", t.Line, err)
	}
	if k.d.Memory, err = k.m.keep(); err != nil {
		return shop.Decision{}, fmt.Errorf("step %s: %w", t.Line, err)
	}
	return k.d, nil
}

// doers says which file does what a message wants.
func doers() map[understand.Intent]doer {
	return map[understand.Intent]doer{
		understand.Greet:   (*talk).greet,
		understand.Thank:   (*talk).thank,
		understand.Goodbye: (*talk).goodbye,
		understand.Affirm:  (*talk).affirm,
		understand.Deny:    (*talk).deny,

		understand.AskCatalog:   (*talk).askCatalog,
		understand.AskPrice:     (*talk).askPrice,
		understand.AskStock:     (*talk).askStock,
		understand.AskProduct:   (*talk).askProduct,
		understand.AskWholesale: (*talk).askWholesale,
		understand.AskDiscount:  (*talk).askDiscount,

		understand.AskShippingCost: (*talk).askShipping,
		understand.AskShippingTime: (*talk).askShipping,
		understand.AskCouriers:     (*talk).askCouriers,

		understand.AskPayment: (*talk).askPayment,
		understand.ClaimPaid:  (*talk).claimPaid,

		understand.AskHowToOrder: (*talk).askHowToOrder,
		understand.Order:         (*talk).order,
		understand.ChangeOrder:   (*talk).changeOrder,
		understand.CancelOrder:   (*talk).cancelOrder,
		understand.AskTotal:      (*talk).askTotal,
		understand.GiveAddress:   (*talk).giveAddress,
		understand.ChooseCourier: (*talk).chooseCourier,
		understand.ChoosePayment: (*talk).choosePayment,
		understand.UseVoucher:    (*talk).useVoucher,

		understand.AskOrderStatus: (*talk).askOrderStatus,
		understand.Complain:       (*talk).complain,
		understand.ReturnRefund:   (*talk).returnRefund,

		understand.AskStore: (*talk).askStore,
		understand.AskFAQ:   (*talk).askFAQ,

		understand.AskHuman:   (*talk).askHuman,
		understand.OptOut:     (*talk).optOut,
		understand.OutOfScope: (*talk).outOfScope,
		understand.Choose:     (*talk).choose,
	}
}
