package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync/atomic"
	"time"

	"tokobot/bot"
	"tokobot/bot/understand"
	"tokobot/catalog"
	"tokobot/internal/config"
	"tokobot/internal/desk"
	"tokobot/internal/engine"
	"tokobot/internal/shop"
	"tokobot/internal/wilayah"
)

// shopFlags are what every command that knows the shop takes.
type shopFlags struct {
	Config  string `help:"Berkas pengaturan (bawaan: config.yaml kalau ada)." placeholder:"BERKAS"`
	Catalog string `help:"Folder katalog (bawaan: catalog)." placeholder:"FOLDER"`
}

// where reads the configuration and tells the catalog folder: --catalog, then config.yaml's, then catalog/, and where that
// holds no shop, as in this program's own repository, the sample shop below it.
func (f shopFlags) where(p program) (config.Config, string, error) {
	c := config.None(p.getenv)
	file := f.Config
	if file == "" {
		if _, err := os.Stat("config.yaml"); err == nil {
			file = "config.yaml"
		}
	}
	if file != "" {
		var err error
		if c, err = config.Load(file, p.getenv); err != nil {
			return c, "", wrong{err}
		}
	}
	if f.Catalog != "" {
		return c, f.Catalog, nil
	}
	sample := filepath.Join(c.Catalog, "contoh")
	if !isShop(c.Catalog) && isShop(sample) {
		return c, sample, nil
	}
	return c, c.Catalog, nil
}

func isShop(dir string) bool {
	_, err := os.Stat(filepath.Join(dir, "toko.yaml"))
	return err == nil
}

// loadCatalog loads a folder that is there; a nil atlas is opened for the load.
func loadCatalog(dir string, atlas *wilayah.Atlas) (*catalog.Catalog, catalog.Problems, error) {
	info, err := os.Stat(dir)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil, wrongf("folder katalog %s tidak ada; tunjukkan dengan --catalog FOLDER", dir)
	case err != nil:
		return nil, nil, wrongf("folder katalog: %w", err)
	case !info.IsDir():
		return nil, nil, wrongf("%s bukan folder katalog", dir)
	}
	cat, problems := catalog.Load(dir, catalog.Options{Atlas: atlas, Replies: replies(), Needed: needed()})
	return cat, problems, nil
}

// settings are the choices of config.yaml that bot and desk are made with.
type settings struct {
	handBack time.Duration
	quiet    config.Span
	staff    map[shop.Group][]string
	times    config.Times
	cards    map[shop.CardKind]time.Duration
	// pairCodes are for the owner's /daftar; nil without Telegram.
	pairCodes func(time.Time) []string
}

func settingsOf(c config.Config) settings {
	return settings{handBack: c.HandBack, quiet: c.Quiet, staff: c.Staff, times: c.Times, cards: c.Cards}
}

// rooms are what one state of the catalog makes.
type rooms struct {
	catalog *catalog.Catalog
	reader  *understand.Reader
	bot     *bot.Bot
	desk    *desk.Desk
}

// live is the shop as it is now. Its steps read the current rooms, so a new catalog is in force from the next turn on.
type live struct {
	atlas    *wilayah.Atlas
	settings settings
	now      atomic.Pointer[rooms]
}

// openShop loads the catalog and makes the rooms. The error names every fault of the catalog.
func openShop(dir string, s settings) (*live, error) {
	go understand.ReadAhead()
	atlas, err := wilayah.Open()
	if err != nil {
		return nil, fmt.Errorf("open atlas: %w", err)
	}
	cat, problems, err := loadCatalog(dir, atlas)
	if err != nil {
		return nil, err
	}
	if problems.HasErrors() {
		return nil, wrongf("katalog %s belum benar:\n%s", dir, problems)
	}
	l := &live{atlas: atlas, settings: s}
	l.use(cat)
	return l, nil
}

// shopOf makes the rooms of a catalog that is already loaded.
func shopOf(cat *catalog.Catalog, s settings) (*live, error) {
	atlas, err := wilayah.Open()
	if err != nil {
		return nil, fmt.Errorf("open atlas: %w", err)
	}
	l := &live{atlas: atlas, settings: s}
	l.use(cat)
	return l, nil
}

// use puts a catalog in force.
func (l *live) use(cat *catalog.Catalog) {
	r := &rooms{catalog: cat, reader: understand.New(cat, l.atlas)}
	r.bot = bot.New(bot.Shop{Catalog: cat, Atlas: l.atlas, Reader: r.reader, Settings: bot.Settings{
		HandBack:  l.settings.handBack,
		CardAsk:   l.settings.cards,
		QuietFrom: afterMidnight(l.settings.quiet.From),
		QuietTo:   afterMidnight(l.settings.quiet.To),
		Photo: func(path string) ([]byte, bool) {
			data, err := os.ReadFile(filepath.Join(cat.Dir, filepath.FromSlash(path)))
			return data, err == nil
		},
	}})
	r.desk = l.desks(cat)
	l.now.Store(r)
}

func (l *live) botStep(t shop.Turn, f engine.Facts) (shop.Decision, error) {
	return l.now.Load().bot.Step(t, f)
}

func (l *live) deskStep(t shop.Turn, f engine.Facts) (shop.Decision, error) {
	return l.now.Load().desk.Step(t, f)
}

// zone is the shop's.
func (l *live) zone() *time.Location { return l.now.Load().catalog.Shop.Zone }

// firstStock is what the stock book begins with.
func (l *live) firstStock() map[string]int {
	initial := map[string]int{}
	for _, p := range l.now.Load().catalog.Products {
		for _, v := range p.Variants {
			initial[v.SKU] = v.Initial
		}
	}
	return initial
}

// keep is how long messages are kept; zero, for ever, also when the clearing away is turned off.
func keep(c config.Config) time.Duration {
	if c.Times.Retention == config.Off {
		return 0
	}
	return c.Keep
}
