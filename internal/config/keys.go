package config

import (
	"errors"
	"fmt"
	"maps"
	"net/url"
	"os"
	"slices"
	"strings"
	"time"

	"github.com/goccy/go-yaml/ast"

	"tokobot/internal/shop"
)

// key is one key of config.yaml, by its path, and how its value is read.
type key struct {
	path string
	set  func(l *loading, n ast.Node) error
}

// keys are all that config.yaml may hold.
var keys = []key{
	{"database", func(l *loading, n ast.Node) error {
		s, err := scalar(n)
		if err != nil {
			return err
		}
		if u, bad := url.Parse(s); bad == nil && u.User != nil {
			if _, has := u.User.Password(); has {
				return errors.New("kata sandi tidak boleh ditulis di sini; pakai `database_file`, atau variabel PGPASSWORD")
			}
		}
		l.c.Database = s
		return nil
	}},
	{"database_file", secretFile(func(c *Config) *string { return &c.Database })},
	{"catalog", words(func(c *Config) *string { return &c.Catalog })},
	{"media", words(func(c *Config) *string { return &c.Media })},
	{"http", words(func(c *Config) *string { return &c.HTTP })},
	{"catatan_rinci", flag(func(c *Config) *bool { return &c.Debug })},
	{"jeda_baca", length(0, time.Minute, func(c *Config) *time.Duration { return &c.Pause })},
	{"serah_terima.kembali", length(time.Minute, 0, func(c *Config) *time.Duration { return &c.HandBack })},
	{"jam_tenang", span(func(c *Config) *Span { return &c.Quiet })},
	{"retensi", length(24*time.Hour, 0, func(c *Config) *time.Duration { return &c.Keep })},
	{"jadwal.rekap", clock(func(c *Config) *Clock { return &c.Times.Recap })},
	{"jadwal.stok_pagi", clock(func(c *Config) *Clock { return &c.Times.Stock })},
	{"jadwal.manifest", clock(func(c *Config) *Clock { return &c.Times.Manifest })},
	{"jadwal.retensi", clock(func(c *Config) *Clock { return &c.Times.Retention })},
	{"kartu", cardTimes},
	{"mutasi.rahasia_file", secretFile(func(c *Config) *string { return &c.MutationSecret })},
	{"whatsapp.aktif", flag(func(c *Config) *bool { return &c.WhatsApp.On })},
	{"whatsapp.jeda_chat", length(0, time.Minute, func(c *Config) *time.Duration { return &c.WhatsApp.ChatPause })},
	{"whatsapp.jeda_kirim", length(0, time.Minute, func(c *Config) *time.Duration { return &c.WhatsApp.SendPause })},
	{"whatsapp.mengetik", length(0, 10*time.Second, func(c *Config) *time.Duration { return &c.WhatsApp.Typing })},
	{"telegram.aktif", flag(func(c *Config) *bool { return &c.Telegram.On })},
	{"telegram.token_env", func(l *loading, n ast.Node) error {
		s, err := scalar(n)
		if err != nil {
			return err
		}
		if strings.Contains(s, ":") {
			return errors.New("ini nama variabel lingkungan, bukan tokennya; token tidak boleh ditulis di sini")
		}
		l.tokenEnv = s
		return nil
	}},
	{"telegram.token_file", secretFile(func(c *Config) *string { return &c.Telegram.Token })},
	{"telegram.server", words(func(c *Config) *string { return &c.Telegram.Server })},
	{"telegram.grup", func(l *loading, n ast.Node) error {
		l.c.Telegram.Groups = map[shop.Group]string{}
		return groups(l, n, func(g shop.Group, n ast.Node) error {
			s, err := scalar(n)
			l.c.Telegram.Groups[g] = s
			return err
		})
	}},
	{"staff", func(l *loading, n ast.Node) error {
		l.c.Staff = map[shop.Group][]string{}
		return groups(l, n, func(g shop.Group, n ast.Node) error {
			list, ok := n.(*ast.SequenceNode)
			if !ok {
				return errors.New("harus daftar nama, contohnya [Rina, Dewi]")
			}
			l.c.Staff[g] = []string{}
			for _, v := range list.Values {
				s, err := scalar(v)
				if err != nil {
					return err
				}
				l.c.Staff[g] = append(l.c.Staff[g], s)
			}
			return nil
		})
	}},
}

// cardKinds are the kinds of card by what owners call them.
var cardKinds = map[string]shop.CardKind{
	"bukti_bayar": shop.CardPayment, "titipan": shop.CardDeposit, "kelebihan": shop.CardCredit, "pengembalian": shop.CardRefund, "kemas": shop.CardPacking,
	"paket": shop.CardParcel, "panggilan": shop.CardCall,
}

// cardTimes reads how long each kind of card may lie untouched.
func cardTimes(l *loading, n ast.Node) error {
	m, ok := n.(ast.MapNode)
	if !ok {
		return errors.New("harus berisi jenis kartu dan lamanya, contohnya bukti_bayar: 30 menit")
	}
	l.c.Cards = map[shop.CardKind]time.Duration{}
	names := slices.Sorted(maps.Keys(cardKinds))
	for it := m.MapRange(); it.Next(); {
		name := it.Key().GetToken().Value
		kind, known := cardKinds[name]
		if !known {
			l.fault(it.Key(), fmt.Sprintf("jenis kartu %q tidak ada; yang ada: %s", name, strings.Join(names, ", ")), nearest(name, names))
			continue
		}
		s, err := scalar(it.Value())
		if err == nil && !strings.EqualFold(s, "tidak") && !strings.EqualFold(s, "false") {
			l.c.Cards[kind], err = ParseLength(s)
		} else if err == nil {
			l.c.Cards[kind] = 0
		}
		if err != nil {
			l.fault(it.Value(), err.Error(), "")
		}
	}
	return nil
}

// secrets are keys that people try and that must not be in the file, with what to write instead.
var secrets = map[string]string{
	"mutasi.rahasia": "rahasia tidak boleh ditulis di sini; pakai `rahasia_file`",
	"telegram.token": "token tidak boleh ditulis di sini; pakai `token_env` atau `token_file`",
}

func words(to func(*Config) *string) func(*loading, ast.Node) error {
	return func(l *loading, n ast.Node) error {
		s, err := scalar(n)
		if err == nil {
			*to(&l.c) = s
		}
		return err
	}
}

func flag(to func(*Config) *bool) func(*loading, ast.Node) error {
	return func(l *loading, n ast.Node) error {
		s, err := scalar(n)
		if err != nil {
			return err
		}
		switch strings.ToLower(s) {
		case "ya", "true":
			*to(&l.c) = true
		case "tidak", "false":
			*to(&l.c) = false
		default:
			return fmt.Errorf("%q harus ya atau tidak", s)
		}
		return nil
	}
}

// length reads a duration between low and high; high 0 is no bound.
func length(low, high time.Duration, to func(*Config) *time.Duration) func(*loading, ast.Node) error {
	return func(l *loading, n ast.Node) error {
		s, err := scalar(n)
		if err != nil {
			return err
		}
		d, err := ParseLength(s)
		switch {
		case err != nil:
			return err
		case d < low:
			return fmt.Errorf("%q terlalu sebentar, paling sedikit %s", s, low)
		case high > 0 && d > high:
			return fmt.Errorf("%q terlalu lama, paling banyak %s", s, high)
		}
		*to(&l.c) = d
		return nil
	}
}

func clock(to func(*Config) *Clock) func(*loading, ast.Node) error {
	return func(l *loading, n ast.Node) error {
		s, err := scalar(n)
		if err != nil {
			return err
		}
		if strings.EqualFold(s, "tidak") || strings.EqualFold(s, "false") {
			*to(&l.c) = Off
			return nil
		}
		c, err := parseClock(s)
		if err == nil {
			*to(&l.c) = c
		}
		return err
	}
}

func span(to func(*Config) *Span) func(*loading, ast.Node) error {
	return func(l *loading, n ast.Node) error {
		s, err := scalar(n)
		if err != nil {
			return err
		}
		if strings.EqualFold(s, "tidak") || strings.EqualFold(s, "false") {
			*to(&l.c) = Span{}
			return nil
		}
		a, b, ok := strings.Cut(s, "-")
		from, err1 := parseClock(strings.TrimSpace(a))
		until, err2 := parseClock(strings.TrimSpace(b))
		if !ok || err1 != nil || err2 != nil {
			return fmt.Errorf("%q harus seperti 20.00-08.00, atau tidak", s)
		}
		*to(&l.c) = Span{from, until}
		return nil
	}
}

// secretFile reads a secret from the file that the key names, relative to config.yaml.
func secretFile(to func(*Config) *string) func(*loading, ast.Node) error {
	return func(l *loading, n ast.Node) error {
		s, err := scalar(n)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(l.path(s))
		if err != nil {
			return fmt.Errorf("berkas rahasia %q tidak bisa dibaca: %w", s, errors.Unwrap(err))
		}
		if *to(&l.c) = strings.TrimSpace(string(data)); *to(&l.c) == "" {
			return fmt.Errorf("berkas rahasia %q kosong", s)
		}
		return nil
	}
}

// groups reads a mapping whose keys are staff groups.
func groups(l *loading, n ast.Node, each func(shop.Group, ast.Node) error) error {
	m, ok := n.(ast.MapNode)
	if !ok {
		return errors.New("harus berisi nama grup dan nilainya")
	}
	names := make([]string, len(shop.Groups))
	for i, g := range shop.Groups {
		names[i] = string(g)
	}
	for it := m.MapRange(); it.Next(); {
		name := it.Key().GetToken().Value
		if !slices.Contains(names, name) {
			l.fault(it.Key(), fmt.Sprintf("grup %q tidak ada", name), nearest(name, names))
			continue
		}
		if err := each(shop.Group(name), it.Value()); err != nil {
			l.fault(it.Value(), err.Error(), "")
		}
	}
	return nil
}
