package main

import (
	"archive/tar"
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

	"tokobot/internal/config"
	"tokobot/internal/media"
	"tokobot/internal/store"
)

type restoreCommand struct {
	shopFlags
	Database string `help:"Berkas database (bawaan: dari config.yaml)." placeholder:"BERKAS"`
	Timpa    bool   `help:"Kalau sudah ada isinya, pindahkan dulu yang lama ke nama lain."`
	File     string `arg:"" name:"berkas" help:"Cadangan yang dibuat tokobot backup." placeholder:"BERKAS"`
}

// Run puts a backup back: all of it or nothing.
func (c restoreCommand) Run(ctx context.Context, p program) (err error) {
	f, err := os.Open(c.File)
	if err != nil {
		return wrongf("cadangan tidak bisa dibuka: %w", err)
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	zip, err := gzip.NewReader(f)
	if err != nil {
		return wrongf("%s bukan cadangan tokobot, atau rusak: %w", c.File, err)
	}
	r := &restoration{tar: tar.NewReader(zip), ask: c, aside: ".lama-" + p.now().Format("20060102-150405")}
	defer func() { err = errors.Join(err, r.close()) }()
	if err := r.plan(p); err != nil {
		return err
	}
	if err := r.free(); err != nil {
		return err
	}
	if err := r.unpack(ctx); err != nil {
		return wrongf("cadangan %s tidak bisa dipakai, tidak ada yang diubah: %w", c.File, err)
	}
	if _, err := io.Copy(io.Discard, zip); err != nil { // its checksum stands at the end
		return wrongf("cadangan %s rusak, tidak ada yang diubah: %w", c.File, err)
	}
	if err := r.check(ctx); err != nil {
		return err
	}
	if err := r.free(); err != nil { // something may have begun meanwhile
		return err
	}
	if err := r.swap(ctx); err != nil {
		return fmt.Errorf("pemulihan gagal, semuanya dikembalikan seperti semula: %w", err)
	}
	r.say(p)
	return nil
}

// part is one thing of the shop: where it belongs, and where it is unpacked, beside that.
type part struct {
	name   string // in the backup
	target string
	stage  string // "" until something of it was met
}

// restoration is a backup on its way back.
type restoration struct {
	tar   *tar.Reader
	ask   restoreCommand
	aside string // appended to the name of what was there before
	list  contents
	kept  bool // a config.yaml is there, and stays
	// postgres is the address of the empty database that the dump goes into; "" when nobody said one, or PostgreSQL's own
	// programs are not there: then the dump is a file of the shop.
	postgres string
	parts    []*part
	temps    []string
	lock     io.Closer
	moved    []string // "old → where it lies now"
}

// close takes away what was only needed meanwhile.
func (r *restoration) close() error {
	var errs []error
	for _, dir := range r.temps {
		errs = append(errs, os.RemoveAll(dir))
	}
	if r.lock != nil {
		errs = append(errs, r.lock.Close())
	}
	return errors.Join(errs...)
}

// plan reads the list of contents and decides where each part goes. A config.yaml that is there decides; without one, the
// places in the backup are good as long as they lie in config.yaml's folder: a file from elsewhere must not choose others.
func (r *restoration) plan(p program) error {
	head, err := r.tar.Next()
	if err != nil || head.Name != contentsName {
		return wrongf("%s bukan cadangan tokobot", r.ask.File)
	}
	if err := json.NewDecoder(io.LimitReader(r.tar, 1<<20)).Decode(&r.list); err != nil {
		return wrongf("%s bukan cadangan tokobot: %w", r.ask.File, err)
	}
	if r.list.Version > backupVersion {
		return wrongf("cadangan ini dibuat tokobot yang lebih baru; pakai tokobot versi itu")
	}
	file := r.ask.Config
	if file == "" {
		file = configName
	}
	var c config.Config
	if _, err := os.Stat(file); err == nil {
		if c, err = config.Load(file, p.getenv); err != nil {
			return wrong{err}
		}
		r.kept = true
	} else {
		for _, name := range []*string{&r.list.Database, &r.list.Catalog, &r.list.Media} {
			if *name != "" && !filepath.IsLocal(filepath.FromSlash(*name)) {
				return wrongf("cadangan ini memakai tempat di luar folder toko (%s); taruh dulu config.yaml yang benar, ambil dari cadangan dengan: tar xzf %s config.yaml", *name, r.ask.File)
			}
		}
		base := filepath.Dir(file)
		c = config.Config{
			Database: filepath.Join(base, r.list.Database), Catalog: filepath.Join(base, r.list.Catalog), Media: filepath.Join(base, r.list.Media),
		}
		if r.list.Postgres {
			c.Database = noAddress
		}
		r.parts = append(r.parts, &part{name: configName, target: file})
	}
	return r.places(c, filepath.Dir(file))
}

func (r *restoration) places(c config.Config, base string) error {
	if r.ask.Catalog != "" {
		c.Catalog = r.ask.Catalog
	}
	if r.ask.Database != "" {
		c.Database = r.ask.Database
	}
	lite, isLite := store.SQLiteFile(c.Database)
	if isLite == r.list.Postgres {
		return wrongf("cadangan ini dari %s, tetapi config.yaml di sini memakai %s", kind(r.list.Postgres), kind(!isLite))
	}
	database := &part{name: liteName, target: lite}
	if r.list.Postgres {
		database = &part{name: dumpName, target: filepath.Join(base, "tokobot-"+dumpName)}
		if _, err := exec.LookPath("pg_restore"); err == nil && c.Database != noAddress {
			r.postgres = c.Database
		}
	}
	if r.list.Media != "" && !media.IsBucket(c.Media) {
		r.parts = append(r.parts, &part{name: mediaName, target: c.Media})
	}
	r.parts = append(r.parts, &part{name: catalogName, target: c.Catalog}, database)
	for _, a := range r.parts {
		for _, b := range r.parts {
			if a != b && inside(a.target, b.target) != "" {
				return wrongf("%s ada di dalam %s; pulihkan sendiri dengan: tar xzf %s", b.target, a.target, r.ask.File)
			}
		}
	}
	return nil
}

// beside are the files that belong to a SQLite file and say what is not yet in it.
var beside = []string{"", "-wal", "-shm"}

// free sees to it that no program has the database and that nothing would be overwritten.
func (r *restoration) free() error {
	database := r.parts[len(r.parts)-1]
	if _, err := os.Stat(database.target + ".lock"); r.lock == nil && !r.list.Postgres && (err == nil || database.stage != "") {
		lock, err := store.Reserve(database.target)
		if errors.Is(err, store.ErrLocked) {
			return wrongf("program toko sedang berjalan dan memakai %s; hentikan dulu, lalu ulangi", database.target)
		}
		if err != nil {
			return err
		}
		r.lock = lock
	}
	var there []string
	for _, p := range r.parts {
		if p.name == dumpName && r.postgres != "" {
			continue // it goes elsewhere
		}
		if full(p.target) || p.name == liteName && full(p.target+"-wal") {
			there = append(there, p.target)
		}
	}
	if len(there) > 0 && !r.ask.Timpa {
		return wrongf("sudah ada: %s. Pakai folder kosong, atau tambahkan --timpa: yang lama dipindahkan dulu ke nama berakhiran %s",
			strings.Join(there, ", "), r.aside)
	}
	return nil
}

// full tells whether there is something that must not be lost; an empty folder is nothing.
func full(name string) bool {
	info, err := os.Lstat(name)
	if err != nil || !info.IsDir() {
		return !errors.Is(err, fs.ErrNotExist)
	}
	entries, err := os.ReadDir(name)
	return err != nil || len(entries) > 0
}

// unpack lays every part beside its place.
func (r *restoration) unpack(ctx context.Context) error {
	for {
		head, err := r.tar.Next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err == nil {
			err = ctx.Err()
		}
		if err != nil {
			return err
		}
		if err := r.entry(head); err != nil {
			return fmt.Errorf("%q: %w", head.Name, err)
		}
	}
}

func (r *restoration) entry(head *tar.Header) error {
	first, rest, deep := strings.Cut(head.Name, "/")
	if head.Typeflag != tar.TypeReg || path.Clean(head.Name) != head.Name || !filepath.IsLocal(filepath.FromSlash(head.Name)) {
		return errors.New("nama atau jenis berkas yang tidak boleh ada di cadangan")
	}
	for _, p := range r.parts {
		if p.name != first || deep != (p.name == catalogName || p.name == mediaName) {
			continue
		}
		if p.stage == "" {
			if err := r.stage(p); err != nil {
				return err
			}
		}
		return p.put(rest, fs.FileMode(head.Mode).Perm()|0o600, r.tar)
	}
	if head.Name == configName {
		return nil // the one that is there stays
	}
	return errors.New("bukan bagian dari cadangan tokobot")
}

// stage makes a folder on the same disk as the place where the part will be.
func (r *restoration) stage(p *part) error {
	parent := filepath.Dir(p.target)
	if err := os.MkdirAll(parent, 0o755); err != nil {
		return err
	}
	temp, err := os.MkdirTemp(parent, ".pulih-*")
	if err != nil {
		return err
	}
	r.temps = append(r.temps, temp)
	p.stage = filepath.Join(temp, "isi")
	return nil
}

// put writes one file of the part; rest is "" when the part is the file.
func (p *part) put(rest string, mode fs.FileMode, from io.Reader) error {
	file := filepath.Join(p.stage, filepath.FromSlash(rest))
	folders := fs.FileMode(0o755)
	switch p.name {
	case mediaName:
		folders = 0o700
	case liteName, dumpName:
		mode = 0o600
	}
	if err := os.MkdirAll(filepath.Dir(file), folders); err != nil {
		return err
	}
	f, err := os.OpenFile(file, os.O_WRONLY|os.O_CREATE|os.O_EXCL, mode)
	if err != nil {
		return err
	}
	_, err = io.Copy(f, from)
	if err == nil && p.name != mediaName {
		err = f.Sync()
	}
	return errors.Join(err, f.Close())
}

// check opens what was unpacked as the shop would.
func (r *restoration) check(ctx context.Context) error {
	database := r.parts[len(r.parts)-1]
	if database.stage == "" {
		if r.list.Postgres {
			return nil // pg_dump was not there, which was said then
		}
		return wrongf("cadangan %s tidak berisi database", r.ask.File)
	}
	if r.list.Postgres {
		return r.checkPostgres(ctx, database.stage)
	}
	if err := store.CheckCopy(ctx, database.stage); err != nil {
		return wrongf("database di cadangan %s rusak, tidak ada yang diubah: %w", r.ask.File, err)
	}
	s, err := store.Open(ctx, database.stage, store.Options{})
	if err != nil {
		return err
	}
	if err := s.Close(); err != nil {
		return err
	}
	if full(database.stage + "-wal") {
		return fmt.Errorf("%s: log was not written back", database.stage)
	}
	return nil
}

// swap puts the parts where they belong, the database last; when one can't be, everything is as before.
func (r *restoration) swap(ctx context.Context) (err error) {
	var back []func() error
	defer func() {
		for i := len(back) - 1; err != nil && i >= 0; i-- {
			err = errors.Join(err, back[i]())
		}
	}()
	move := func(from, to string) error {
		if err := os.Rename(from, to); err != nil {
			return err
		}
		back = append(back, func() error { return os.Rename(to, from) })
		return nil
	}
	for _, p := range r.parts {
		if p.stage == "" {
			continue
		}
		if p.name == dumpName && r.postgres != "" {
			return fillPostgres(ctx, r.postgres, p.stage)
		}
		for _, more := range beside {
			if p.name != liteName && more != "" || !full(p.target+more) {
				continue
			}
			if err := move(p.target+more, p.target+r.aside+more); err != nil {
				return err
			}
			if more == "" {
				r.moved = append(r.moved, p.target+" → "+p.target+r.aside)
			}
		}
		if err := os.Remove(p.target); err != nil && !errors.Is(err, fs.ErrNotExist) { // an empty folder
			return err
		}
		if err := move(p.stage, p.target); err != nil {
			return err
		}
	}
	return nil
}

// say tells what was done and what is left to do.
func (r *restoration) say(p program) {
	fmt.Fprintf(p.stdout, "Cadangan tanggal %s sudah dipulihkan:\n", r.made())
	for _, part := range r.parts {
		switch {
		case part.stage == "":
		case part.name == dumpName && r.postgres != "":
			fmt.Fprintln(p.stdout, "  isi database PostgreSQL")
		default:
			fmt.Fprintf(p.stdout, "  %s\n", part.target)
		}
	}
	for _, m := range r.moved {
		fmt.Fprintf(p.stdout, "Yang lama dipindahkan: %s\n", m)
	}
	if r.kept {
		fmt.Fprintln(p.stdout, "config.yaml yang sudah ada tetap dipakai.")
	} else if c, err := config.Load(r.parts[0].target, p.getenv); err == nil && r.parts[0].stage != "" && !same(c.Catalog, r.parts[2].target) {
		fmt.Fprintln(p.stdout, "config.yaml menyebut tempat dengan alamat lengkap; samakan dengan tempat di atas sebelum menjalankan.")
	}
	switch database := r.parts[len(r.parts)-1]; {
	case !r.list.Postgres || r.postgres != "" && database.stage != "":
	case database.stage == "":
		fmt.Fprintln(p.stdout, "Database PostgreSQL tidak ada di cadangan ini; pulihkan dari pg_dump Anda sendiri.")
	default:
		fmt.Fprintf(p.stdout, "Database PostgreSQL belum diisi. Buat database kosong, lalu (kata sandinya ditanyakan):\n"+
			"  pg_restore --no-owner --single-transaction --dbname=postgres://NAMA@KOMPUTER/DATABASE %s\n", database.target)
	}
	fmt.Fprintln(p.stdout, "Isi lagi token dan kata sandi, periksa dengan `tokobot catalog check`, lalu jalankan `tokobot serve`.\n"+
		"Yang terjadi sesudah tanggal itu tidak ada di cadangan. Jangan jalankan toko yang sama di dua komputer.")
}
