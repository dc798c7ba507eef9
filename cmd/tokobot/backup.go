package main

import (
	"archive/tar"
	"bytes"
	"compress/gzip"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"strings"
	"time"

	"tokobot/internal/bahasa"
	"tokobot/internal/config"
	"tokobot/internal/media"
	"tokobot/internal/store"
)

// The names in a backup: a tar.gz whose first entry is the list of contents.
const (
	contentsName = "cadangan.json"
	configName   = "config.yaml"
	liteName     = "tokobot.db"
	dumpName     = "database.dump" // what pg_dump --format=custom writes
	catalogName  = "catalog"
	mediaName    = "media"
)

// backupVersion is of the layout; a program reads what is not newer than it.
const backupVersion = 1

// contents say how to put a backup back. Paths are seen from config.yaml's folder.
type contents struct {
	Version  int    `json:"version"`
	Made     string `json:"made"` // RFC 3339
	Postgres bool   `json:"postgres"`
	Database string `json:"database"` // "" for PostgreSQL
	Catalog  string `json:"catalog"`
	Media    string `json:"media"` // "" when it is in a bucket, and not in the backup
}

type backupCommand struct {
	shopFlags
	Database string `help:"Alamat database (bawaan: dari config.yaml)." placeholder:"ALAMAT"`
	To       string `help:"Berkas cadangan atau foldernya (bawaan: cadangan-tokobot-TANGGAL-JAM.tar.gz)." placeholder:"BERKAS"`
}

// Run writes a backup of the shop, which may be running.
func (c backupCommand) Run(ctx context.Context, p program) error {
	cfg, dir, err := c.where(p)
	if err != nil {
		return err
	}
	if c.Database != "" {
		cfg.Database = c.Database
	}
	cfg.Catalog = dir
	if !isShop(dir) {
		return wrongf("tidak ada katalog di %s; tunjukkan dengan --catalog FOLDER", dir)
	}
	lite, isLite := store.SQLiteFile(cfg.Database)
	if _, err := os.Stat(lite); isLite && err != nil {
		return wrongf("belum ada database di %s; tunjukkan dengan --database, atau jalankan dari folder toko", lite)
	}
	to := c.To
	name := "cadangan-tokobot-" + p.now().Format("20060102-150405") + ".tar.gz"
	if info, err := os.Stat(to); to == "" || strings.HasSuffix(to, "/") || err == nil && info.IsDir() {
		to = filepath.Join(to, name)
	}
	if info, err := os.Stat(filepath.Dir(to)); err != nil || !info.IsDir() {
		return wrongf("folder %s tidak ada; buat dulu, lalu ulangi", filepath.Dir(to))
	}
	if _, err := os.Lstat(to); err == nil {
		return wrongf("%s sudah ada; cadangan lama tidak ditimpa, pilih nama lain", to)
	}
	b := backup{program: p, config: cfg, file: c.configFile()}
	whole, err := b.write(ctx, to)
	if err != nil {
		return fmt.Errorf("cadangan tidak jadi: %w", err)
	}
	fmt.Fprintf(p.stdout, "Cadangan tersimpan di %s (%s).\nSimpan salinannya di tempat lain, dan jangan dibagikan: isinya data pembeli dan kunci WhatsApp toko. "+
		"Token dan kata sandi tidak ikut.\n", to, b.said())
	if !whole {
		return errSaid
	}
	return nil
}

// configFile is the config.yaml in use; "" for none.
func (f shopFlags) configFile() string {
	if f.Config != "" {
		return f.Config
	}
	if _, err := os.Stat(configName); err != nil {
		return ""
	}
	return configName
}

// backup is one being written.
type backup struct {
	program
	config config.Config
	file   string // config.yaml; "" for none
	tar    *tar.Writer
	skip   []string // files and folders that are not the catalog's or the media's, wherever they lie
	files  int
	bytes  int64
}

func (b *backup) said() string {
	return fmt.Sprintf("%d berkas, %.1f MB", b.files, float64(b.bytes)/1e6)
}

// write makes the file appear whole or not at all. whole is false when the database is not in it, which was said.
func (b *backup) write(ctx context.Context, to string) (whole bool, err error) {
	work, err := os.MkdirTemp(filepath.Dir(to), ".cadangan-*")
	if err != nil {
		return false, err
	}
	defer func() { err = errors.Join(err, os.RemoveAll(work)) }()
	// The database comes first: every picture that it names was in the folder before it.
	database, err := b.copyDatabase(ctx, work)
	if err != nil {
		return false, err
	}
	temp := filepath.Join(work, "tar.gz")
	f, err := os.OpenFile(temp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return false, err
	}
	zip := gzip.NewWriter(f)
	b.tar = tar.NewWriter(zip)
	lite, _ := store.SQLiteFile(b.config.Database)
	b.skip = []string{work, lite, lite + "-wal", lite + "-shm", lite + ".lock", b.file}
	err = b.all(ctx, database)
	if err == nil {
		err = errors.Join(b.tar.Close(), zip.Close(), f.Sync())
	}
	if err = errors.Join(err, f.Close()); err != nil {
		return false, err
	}
	return database != "", os.Rename(temp, to)
}

// all writes what belongs to the shop.
func (b *backup) all(ctx context.Context, database string) error {
	list, err := b.contents()
	if err != nil {
		return err
	}
	data, err := json.MarshalIndent(list, "", "  ")
	if err != nil {
		return err
	}
	if err := b.add(contentsName, 0o600, int64(len(data)), bytes.NewReader(data)); err != nil {
		return err
	}
	if b.file != "" {
		if err := b.addFile(configName, b.file); err != nil {
			return err
		}
	}
	if database != "" {
		if err := b.addFile(filepath.Base(database), database); err != nil {
			return err
		}
	}
	if err := b.addFolder(ctx, catalogName, b.config.Catalog, append(b.skip, b.config.Media)); err != nil {
		return err
	}
	if media.IsBucket(b.config.Media) {
		fmt.Fprintf(b.stderr, "Gambar dan berkas ada di %s dan tidak ikut dicadangkan; di sana sudah ada salinannya sendiri.\n", b.config.Media)
		return nil
	}
	return b.addFolder(ctx, mediaName, b.config.Media, append(b.skip, b.config.Catalog))
}

// fromConfig is a path as seen from config.yaml's folder, whole where it lies elsewhere.
func (b *backup) fromConfig(name string) (string, error) {
	if name == "" {
		return "", nil
	}
	if rel := inside(filepath.Dir(b.file), name); rel != "" {
		return filepath.ToSlash(rel), nil
	}
	return filepath.Abs(name)
}

// inside is name as seen from the folder; "" when it lies elsewhere.
func inside(folder, name string) string {
	from, err1 := filepath.Abs(folder)
	to, err2 := filepath.Abs(name)
	rel, err3 := filepath.Rel(from, to)
	if errors.Join(err1, err2, err3) != nil || !filepath.IsLocal(rel) {
		return ""
	}
	return rel
}

func same(a, b string) bool { return inside(a, b) == "." }

// contents lists what will be in it.
func (b *backup) contents() (contents, error) {
	lite, isLite := store.SQLiteFile(b.config.Database)
	database, err1 := b.fromConfig(lite)
	folder, err2 := b.fromConfig(b.config.Catalog)
	files, err3 := "", error(nil)
	if !media.IsBucket(b.config.Media) {
		files, err3 = b.fromConfig(b.config.Media)
	}
	return contents{
		Version: backupVersion, Made: b.now().Format(time.RFC3339), Postgres: !isLite, Database: database, Catalog: folder, Media: files,
	}, errors.Join(err1, err2, err3)
}

// copyDatabase puts a consistent copy into the folder; "" when there is no program to make one, which was said.
func (b *backup) copyDatabase(ctx context.Context, work string) (string, error) {
	if lite, ok := store.SQLiteFile(b.config.Database); ok {
		to := filepath.Join(work, liteName)
		return to, store.Copy(ctx, lite, to)
	}
	to := filepath.Join(work, dumpName)
	err := dumpPostgres(ctx, b.config.Database, to)
	if errors.Is(err, exec.ErrNotFound) {
		fmt.Fprintln(b.stderr, "tokobot: DATABASE TIDAK IKUT di cadangan ini: pg_dump tidak terpasang di komputer ini. "+
			"Pesanan, stok, dan kas ada di PostgreSQL; cadangkan dengan pg_dump, atau pasang dulu (apt install postgresql-client).")
		return "", nil
	}
	return to, err
}

// addFolder adds what is in a folder now; what vanishes meanwhile was old media. Links to files are followed.
func (b *backup) addFolder(ctx context.Context, name, dir string, skip []string) error {
	entries, err := os.ReadDir(dir)
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	for _, e := range entries {
		if err := ctx.Err(); err != nil {
			return err
		}
		inner, file := path.Join(name, e.Name()), filepath.Join(dir, e.Name())
		info, err := os.Stat(file)
		switch {
		case errors.Is(err, fs.ErrNotExist) || b.passOver(file, info, skip):
			continue
		case err == nil && e.IsDir():
			err = b.addFolder(ctx, inner, file, skip)
		case err == nil && info.Mode().IsRegular():
			if err = b.addFile(inner, file); errors.Is(err, fs.ErrNotExist) {
				err = nil
			}
		case err == nil:
			fmt.Fprintf(b.stderr, "tokobot: %s tidak ikut: bukan berkas biasa\n", file)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// secretSize is more than any token or database address has.
const secretSize = 4 << 10

// passOver tells what does not belong into a backup: half-written files, other backups, the database itself, secrets.
func (b *backup) passOver(file string, info fs.FileInfo, skip []string) bool {
	base := filepath.Base(file)
	if strings.HasPrefix(base, ".new-") || strings.HasPrefix(base, ".baru-") || strings.HasPrefix(base, ".cadangan-") ||
		strings.HasPrefix(base, "cadangan-tokobot-") || info == nil {
		return true
	}
	for _, s := range skip {
		if other, err := os.Stat(s); err == nil && os.SameFile(info, other) {
			return true
		}
	}
	if !info.Mode().IsRegular() || info.Size() > secretSize {
		return false
	}
	data, err := os.ReadFile(file)
	said := strings.TrimSpace(string(data))
	return err == nil && said != "" && (said == b.config.Telegram.Token || said == b.config.Database)
}

func (b *backup) addFile(name, file string) error {
	f, err := os.Open(file)
	if err != nil {
		return err
	}
	info, err := f.Stat()
	if err == nil {
		err = b.add(name, info.Mode().Perm(), info.Size(), f)
	}
	return errors.Join(err, f.Close())
}

func (b *backup) add(name string, mode fs.FileMode, size int64, from io.Reader) error {
	head := &tar.Header{Typeflag: tar.TypeReg, Name: name, Mode: int64(mode), Size: size, ModTime: b.now(), Format: tar.FormatPAX}
	if err := b.tar.WriteHeader(head); err != nil {
		return err
	}
	if _, err := io.CopyN(b.tar, from, size); err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	b.files++
	b.bytes += size
	return nil
}

// made is when a restored backup was made, as its shop's people read it.
func (r *restoration) made() string {
	t, err := time.Parse(time.RFC3339, r.list.Made)
	if err != nil {
		return r.list.Made
	}
	for _, part := range r.parts {
		if part.stage != "" && isShop(part.target) {
			t = t.In(zoneOf(part.target))
		}
	}
	return bahasa.DateTime(t)
}
