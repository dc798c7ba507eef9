package config

import (
	"time"

	"tokobot/internal/shop"
)

// Config is config.yaml, with its defaults filled in. It is passed down as plain values.
type Config struct {
	// Database is a path to an SQLite file or a postgres:// address.
	Database string
	Catalog  string // folder of the owner's YAML
	Media    string // folder of pictures and files
	HTTP     string // address of health and metrics; "" is off
	Debug    bool   // log everything

	Pause    time.Duration // reading pause
	HandBack time.Duration // the bot takes a chat back after so long a silence of the staff
	Quiet    Span          // the shop begins nothing in it
	Keep     time.Duration // of messages and media; zero is for ever

	// MutationSecret signs the webhooks of a service that watches the shop's accounts; "" takes none.
	MutationSecret string

	Times Times
	// Cards is after how much opening time an untouched card of a kind is asked for again; 0 is never. A kind that is not here
	// goes by its usual time.
	Cards    map[shop.CardKind]time.Duration
	WhatsApp WhatsApp
	Telegram Telegram
	// Staff narrows who may act in a group, by name or id; a group without an entry lets all its members act.
	Staff map[shop.Group][]string
}

// Clock is a time of day, in minutes after midnight of the shop's zone. Off is none.
type Clock int

// Off says that something is not done.
const Off Clock = -1

// Span is a span of the day; it may reach over midnight. From == To is empty.
type Span struct{ From, To Clock }

// Times are when the shop's schedules fire.
type Times struct {
	Recap     Clock // evening recap to finance
	Stock     Clock // morning stock list to the warehouse
	Manifest  Clock // what is to be taken where, to shipping
	Retention Clock // old messages are cleared away
}

// WhatsApp is the buyers' channel.
type WhatsApp struct {
	On bool
	// ChatPause lies between two messages to one buyer, SendPause between any two; Typing is the longest that "typing…" is
	// shown. Zero is none.
	ChatPause, SendPause, Typing time.Duration
}

// Telegram is the staff's channel.
type Telegram struct {
	On bool
	// Token is the bot's, read from the environment or a file; "" when there is none.
	Token string
	// Server is another Bot API server than Telegram's own; "" is Telegram's.
	Server string
	// Groups are chats given by hand, "-1001234" or "-1001234:5" for a topic; others are paired with /daftar.
	Groups map[shop.Group]string
}

// Default is the configuration of a shop that has no config.yaml.
func Default() Config {
	return Config{
		Database: "tokobot.db", Catalog: "catalog", Media: "media",
		Pause: 2 * time.Second, HandBack: 12 * time.Hour, Quiet: Span{20 * 60, 8 * 60},
		Times:    Times{Recap: 21 * 60, Stock: 7*60 + 30, Manifest: 14 * 60, Retention: 3*60 + 30},
		WhatsApp: WhatsApp{On: true, ChatPause: 1500 * time.Millisecond, SendPause: 300 * time.Millisecond, Typing: 2500 * time.Millisecond},
		Telegram: Telegram{On: true},
	}
}
