package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"tokobot/bot"
	"tokobot/catalog"
	"tokobot/internal/shop"
)

// previous is where the file that an upload took the place of is kept, below the catalog folder; the loader passes over
// names that begin with a dot.
const previous = ".sebelum"

// rootFiles are the catalog's own files; any other YAML file is one of produk/.
var rootFiles = []string{"toko.yaml", "produk.yaml", "ongkir.yaml", "pembayaran.yaml", "faq.yaml", "promo.yaml", "balasan.yaml"}

// applyCatalog puts an uploaded file into the owner's folder, or the one before it back, and says what became of it. The
// folder is checked as it would be; what is wrong never gets into it. The watcher puts it in force.
func (s *server) applyCatalog(a shop.CatalogAction) string {
	err := errors.New("perintah " + a.Action + " tidak dikenal")
	said := ""
	switch a.Action {
	case "apply":
		said, err = s.replace(a)
	case "undo":
		said, err = s.undo(a)
	}
	if err != nil {
		return "⚠️ Katalog tidak diubah: " + err.Error()
	}
	return said
}

func (s *server) replace(a shop.CatalogAction) (string, error) {
	name, err := catalogFile(a.Name)
	if err != nil {
		return "", err
	}
	data, err := s.media.Get(context.Background(), a.Ref)
	if err != nil {
		return "", err
	}
	if err := s.install(name, data); err != nil {
		return "", err
	}
	return "✅ " + name + " yang baru sudah dipasang. Untuk mengembalikan yang lama, tekan Batalkan.", nil
}

func (s *server) undo(a shop.CatalogAction) (string, error) {
	name, err := catalogFile(a.Name)
	if err != nil {
		return "", err
	}
	old, err := os.ReadFile(filepath.Join(s.dir, previous, name))
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("tidak ada %s lama yang disimpan", name)
	}
	if err != nil {
		return "", err
	}
	if err := s.install(name, old); err != nil {
		return "", err
	}
	return "✅ " + name + " dikembalikan seperti sebelumnya.", nil
}

// catalogFile is where an upload of that name belongs in the folder.
func catalogFile(name string) (string, error) {
	base := filepath.Base(name)
	ext := strings.ToLower(filepath.Ext(base))
	if ext != ".yaml" && ext != ".yml" || strings.HasPrefix(base, ".") {
		return "", fmt.Errorf("%s bukan berkas YAML", base)
	}
	if slices.Contains(rootFiles, base) {
		return base, nil
	}
	return filepath.Join("produk", base), nil
}

// install checks the folder as it would be with the file in it, keeps the file that is there now, and puts the new one in
// its place.
func (s *server) install(name string, data []byte) (err error) {
	trial, err := os.MkdirTemp("", "tokobot-katalog-")
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(trial)) }()
	if err := os.CopyFS(filepath.Join(trial, "k"), os.DirFS(s.dir)); err != nil {
		return err
	}
	if err := put(filepath.Join(trial, "k", name), data); err != nil {
		return err
	}
	cat, problems := catalog.Load(filepath.Join(trial, "k"), catalog.Options{Atlas: s.shop.atlas, Replies: bot.Replies()})
	if cat != nil {
		failed, err := tried(cat)
		if err != nil {
			return err
		}
		problems = append(problems, failed...)
	}
	if problems.HasErrors() {
		return fmt.Errorf("masih ada yang salah:\n%s", problems)
	}
	old, err := os.ReadFile(filepath.Join(s.dir, name))
	switch {
	case err == nil && string(old) == string(data):
		return nil // done before a crash; what was there before it is kept already
	case err == nil:
		err = put(filepath.Join(s.dir, previous, name), old)
	case errors.Is(err, fs.ErrNotExist):
		err = nil
	}
	if err != nil {
		return err
	}
	return put(filepath.Join(s.dir, name), data)
}

// put makes a file appear whole or not at all.
func put(path string, data []byte) error {
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	tmp := filepath.Join(filepath.Dir(path), ".baru-"+filepath.Base(path))
	if err := os.WriteFile(tmp, data, 0o644); err != nil {
		return err
	}
	return os.Rename(tmp, path)
}
