package main

import (
	"context"
	"crypto/sha256"
	"fmt"
	"time"

	"tokobot/catalog"
)

// watchCatalog puts every valid edit of the owner's folder in force, and tells the owner what is wrong with the others.
func (s *server) watchCatalog(ctx context.Context) error {
	e := edits{tell: func(text string) { s.tellEdit(text) }}
	return catalog.Watch(ctx, s.dir, catalog.Options{Atlas: s.shop.atlas, Replies: replies(), Needed: needed()}, func(c *catalog.Catalog, ps catalog.Problems) {
		if c != nil && c.Version != s.shop.now.Load().catalog.Version {
			failed, err := tried(c)
			if err != nil {
				s.log.Error("uji", "err", err)
			}
			if ps = append(ps, failed...); ps.HasErrors() {
				c = nil
			}
		}
		e.seen(c != nil, ps)
		if c == nil {
			return
		}
		defer func() {
			if err := keepGood(c); err != nil {
				s.log.Warn("last good catalog", "err", err)
			}
		}()
		if c.Version == s.shop.now.Load().catalog.Version {
			return
		}
		s.shop.use(c)
		settle()
		s.log.Info("katalog baru berlaku", "versi", c.Version)
		if err := s.books.Seed(ctx, time.Now(), s.shop.firstStock()); err != nil && ctx.Err() == nil {
			s.log.Error("first stock", "err", err)
		}
	})
}

// tellEdit tells the owner of an edit. Several processes that watch one folder tell it once; the same slip made again is
// told again.
func (s *server) tellEdit(text string) {
	seen, _ := catalog.Fingerprint(s.dir)
	sum := sha256.Sum256([]byte(text))
	s.tell(alarm{fmt.Sprintf("katalog:%x:%s", sum[:8], seen), text})
}

// edits is what the owner has been told of the folder.
type edits struct {
	tell     func(text string)
	started  bool
	broken   bool   // the last edit could not be used
	warnings string // those that were there last
}

// seen tells of an edit: what is wrong with it, that it is right again, and what else to look at that was not there before.
func (e *edits) seen(good bool, ps catalog.Problems) {
	switch {
	case !good:
		e.tell("⚠️ Katalog yang baru belum bisa dipakai, jadi yang lama tetap berlaku:\n" + shown(ps))
		e.broken = true
		return
	case e.broken && len(ps) == 0:
		e.tell("✅ Katalog sudah benar lagi dan sudah berlaku.")
	case e.broken:
		e.tell("✅ Katalog sudah benar lagi dan sudah berlaku. Yang masih perlu dilihat:\n" + shown(ps))
	case e.started && len(ps) > 0 && ps.String() != e.warnings:
		e.tell("Katalog yang baru sudah berlaku. Yang perlu dilihat:\n" + shown(ps))
	}
	e.started, e.broken, e.warnings = true, false, ps.String()
}

// maxShown is how many problems fit on a phone.
const maxShown = 15

// shown writes problems for the owner's phone, the errors before the warnings.
func shown(ps catalog.Problems) string {
	var sorted catalog.Problems
	for _, s := range []catalog.Severity{catalog.Error, catalog.Warning} {
		for _, p := range ps {
			if p.Severity == s {
				sorted = append(sorted, p)
			}
		}
	}
	more := ""
	if n := len(sorted) - maxShown; n > 0 {
		sorted = sorted[:maxShown]
		more = fmt.Sprintf("… dan %d lagi. Semuanya: `tokobot catalog check`\n", n)
	}
	return sorted.String() + more
}
