package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"

	"tokobot/catalog"
	"tokobot/internal/desk"
	"tokobot/internal/media"
	"tokobot/internal/shop"
)

// previous is where the file that an upload took the place of is kept, below the catalog folder; the loader passes over
// names that begin with a dot.
const previous = ".sebelum"

// rootFiles are the catalog's own files; any other YAML file is one of produk/.
var rootFiles = []string{"toko.yaml", "produk.yaml", "ongkir.yaml", "pembayaran.yaml", "faq.yaml", "promo.yaml", "balasan.yaml"}

// editor changes the owner's folder.
type editor struct {
	dir   string
	shop  *live
	media *media.Folder
}

// apply puts an uploaded file into the owner's folder, or the one before it back, and says what became of it. The folder is
// checked as it would be; what is wrong never gets into it. Whoever watches the folder puts it in force.
func (e editor) apply(a shop.CatalogAction) string {
	err := errors.New("perintah " + a.Action + " tidak dikenal")
	said := ""
	switch a.Action {
	case "apply":
		said, err = e.replace(a)
	case "undo":
		said, err = e.undo(a)
	}
	if err != nil {
		return "⚠️ Katalog tidak diubah: " + err.Error()
	}
	return said
}

func (e editor) replace(a shop.CatalogAction) (string, error) {
	name, err := e.shop.catalogFile(a.Name)
	if err != nil {
		return "", err
	}
	data, err := e.media.Get(context.Background(), a.Ref)
	if err != nil {
		return "", err
	}
	if _, err := e.shop.trial(name, data); err != nil {
		return "", err
	}
	path := filepath.Join(e.dir, name)
	old, err := os.ReadFile(path)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return "", err
	case err != nil || string(old) != string(data): // the same was done before a crash; what was there before it is kept already
		if err := put(e.before(name, a.Ref), old); err != nil {
			return "", err
		}
		if err := put(path, data); err != nil {
			return "", err
		}
	}
	return "✅ " + name + " yang baru sudah dipasang. Untuk mengembalikan yang lama, tekan Batalkan.", nil
}

// before is where the file is kept that an upload takes the place of; an empty one stands for none.
func (e editor) before(name, ref string) string {
	return filepath.Join(e.dir, previous, name, strings.TrimSuffix(filepath.Base(ref), filepath.Ext(ref)))
}

func (e editor) undo(a shop.CatalogAction) (string, error) {
	name, err := e.shop.catalogFile(a.Name)
	if err != nil {
		return "", err
	}
	old, err := os.ReadFile(e.before(name, a.Ref))
	if errors.Is(err, fs.ErrNotExist) {
		return "", fmt.Errorf("tidak ada %s lama yang disimpan", name)
	}
	if err != nil {
		return "", err
	}
	applied, err := e.media.Get(context.Background(), a.Ref)
	if err != nil {
		return "", err
	}
	path := filepath.Join(e.dir, name)
	now, err := os.ReadFile(path)
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return "", err
	case string(now) == string(old): // undone before a crash
	case string(now) != string(applied):
		return "", fmt.Errorf("%s sudah diubah lagi sesudah itu. Batalkan dulu perubahan yang terakhir, atau kirim berkas lamanya", name)
	default:
		if _, err := e.shop.trial(name, old); err != nil {
			return "", err
		}
		if err := restore(path, old); err != nil {
			return "", err
		}
	}
	return "✅ " + name + " dikembalikan seperti sebelumnya.", nil
}

// restore puts an old file back; an empty one means that there was none.
func restore(path string, old []byte) error {
	if len(old) == 0 {
		return os.Remove(path)
	}
	return put(path, old)
}

// copyMark is what phones and browsers put behind the name of a file that they have already: produk (1).yaml.
var copyMark = regexp.MustCompile(`[ _-]*\(\d+\)$`)

// catalogFile is where an upload of that name belongs in the folder: at the file of that name, wherever it lies; what is new
// holds goods, or rates when it is a table.
func (l *live) catalogFile(name string) (string, error) {
	base := filepath.Base(name)
	ext := strings.ToLower(filepath.Ext(base))
	if ownersTypes[ext] == "" || strings.HasPrefix(base, ".") {
		return "", fmt.Errorf("%s bukan berkas katalog (.yaml atau .csv)", base)
	}
	base = copyMark.ReplaceAllString(strings.TrimSuffix(base, filepath.Ext(base)), "") + ext
	for _, known := range rootFiles {
		if strings.EqualFold(known, base) {
			return known, nil
		}
	}
	var at []string
	root := l.now.Load().catalog.Dir
	err := eachOwners(root, func(path string) error {
		if strings.EqualFold(filepath.Base(path), base) {
			rel, err := filepath.Rel(root, path)
			at = append(at, rel)
			return err
		}
		return nil
	})
	switch {
	case err != nil:
		return "", err
	case len(at) > 1:
		return "", fmt.Errorf("ada beberapa berkas bernama %s: %s", base, strings.Join(at, ", "))
	case len(at) == 1:
		return at[0], nil
	case ext == ".csv":
		return filepath.Join("tarif", base), nil
	}
	return filepath.Join("produk", base), nil
}

// trial loads the owner's folder as it would be with a file in it (without it when data is empty), and plays the owner's conversations on it. The error
// names every fault.
func (l *live) trial(name string, data []byte) (cat *catalog.Catalog, err error) {
	temp, err := os.MkdirTemp("", "tokobot-katalog-")
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(temp)) }()
	folder := filepath.Join(temp, "k")
	if err := os.CopyFS(folder, os.DirFS(l.now.Load().catalog.Dir)); err != nil {
		return nil, err
	}
	if len(data) == 0 {
		err = os.RemoveAll(filepath.Join(folder, name))
	} else {
		err = put(filepath.Join(folder, name), data)
	}
	if err != nil {
		return nil, err
	}
	cat, problems := catalog.Load(folder, catalog.Options{Atlas: l.atlas, Replies: replies(), Needed: needed()})
	if cat != nil {
		failed, err := tried(cat)
		if err != nil {
			return nil, err
		}
		problems = append(problems, failed...)
	}
	if problems.HasErrors() {
		return nil, fmt.Errorf("masih ada yang salah:\n%s", problems)
	}
	return cat, nil
}

// checkUpload says what an uploaded file would change, or what is wrong with it; nothing when it is the file that is there.
func (l *live) checkUpload(name string, data []byte) (words string, is desk.Upload) {
	file, err := l.catalogFile(name)
	if err != nil {
		return err.Error(), desk.UploadWrong
	}
	cat, err := l.trial(file, data)
	if err != nil {
		return err.Error(), desk.UploadWrong
	}
	old := l.now.Load().catalog
	// The version alone won't do: a file that the catalog doesn't use yet, such as the rates of a new courier, is none of it.
	if was, err := os.ReadFile(filepath.Join(old.Dir, file)); err == nil && string(was) == string(data) && cat.Version == old.Version {
		return "", desk.UploadSame
	}
	return difference(old, cat, l.atlas), desk.UploadChanges
}

// catalogFiles are the owner's YAML and tables, to be sent.
func (l *live) catalogFiles() ([]shop.File, error) {
	var files []shop.File
	err := eachOwners(l.now.Load().catalog.Dir, func(path string) error {
		data, err := os.ReadFile(path)
		name := filepath.Base(path)
		files = append(files, shop.File{Name: name, MIME: ownersTypes[strings.ToLower(filepath.Ext(name))], Data: data})
		return err
	})
	return files, err
}

// eachOwners goes through the YAML files and tables of the owner's folder, in order of their names.
func eachOwners(root string, each func(path string) error) error {
	top := filepath.Clean(root) + string(filepath.Separator) // so that a folder that is a link is looked into
	return filepath.WalkDir(top, func(path string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case strings.HasPrefix(d.Name(), ".") && path != top:
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		case d.IsDir() || ownersTypes[strings.ToLower(filepath.Ext(path))] == "":
			return nil
		}
		return each(path)
	})
}

var ownersTypes = map[string]string{".yaml": "application/yaml", ".yml": "application/yaml", ".csv": "text/csv"}

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
