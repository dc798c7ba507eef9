package main

import (
	"archive/tar"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"tokobot/internal/engine"
	"tokobot/internal/media"
	"tokobot/internal/shop"
	"tokobot/internal/store"
	"tokobot/internal/storetest"
)

// backedShop is a folder of a shop that has had buyers.
func backedShop(t *testing.T, database string) (dir, picture string) {
	t.Helper()
	dir = t.TempDir()
	if err := os.CopyFS(filepath.Join(dir, "catalog"), os.DirFS("../../catalog/contoh")); err != nil {
		t.Fatal(err)
	}
	writeFiles(t, dir, map[string]string{
		"config.yaml": "database: " + database + "\ntelegram: {token_file: catalog/rahasia}\n", "catalog/rahasia": "123:RAHASIA\n",
	})
	folder, err := media.Open(filepath.Join(dir, "media"))
	if err != nil {
		t.Fatal(err)
	}
	if picture, err = folder.Put(t.Context(), "bukti.jpg", []byte("gambar")); err != nil {
		t.Fatal(err)
	}
	dumped(t, dir, `{"buyer":"6281200000001","name":"Sari","text":"kak mau pashmina hitam 2, kirim ke Cimahi Selatan"}`)
	return dir, picture
}

func writeFiles(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, data := range files {
		file := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(data), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// dumped plays a script on a folder's shop and tells its end state.
func dumped(t *testing.T, dir, script string) string {
	t.Helper()
	config := filepath.Join(dir, "config.yaml")
	database := filepath.Join(dir, "tokobot.db")
	status, out, errs := run(t, script, "replay", "--config", config, "--database", database, "--dump")
	if status != exitOK {
		t.Fatalf("replay: %d %s", status, errs)
	}
	var state []string
	for line := range strings.Lines(out) {
		if !strings.HasPrefix(line, `{"at"`) {
			state = append(state, line)
		}
	}
	return strings.Join(state, "")
}

// names are all entries of a backup.
func names(t *testing.T, file string) string {
	t.Helper()
	f, err := os.Open(file)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	zip, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	var list []string
	for r := tar.NewReader(zip); ; {
		head, err := r.Next()
		if errors.Is(err, io.EOF) {
			return strings.Join(list, " ")
		}
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, head.Name)
	}
}

// TestBackupOfARunningShop takes a backup while the shop's program has the database and writes, puts it back elsewhere, and
// finds the same shop there.
func TestBackupOfARunningShop(t *testing.T) {
	dir, picture := backedShop(t, "tokobot.db")
	want := dumped(t, dir, "")
	if !strings.Contains(want, `"chat"`) || !strings.Contains(want, `"stock"`) {
		t.Fatalf("nothing to back up:\n%s", want)
	}
	running, err := store.Open(t.Context(), filepath.Join(dir, "tokobot.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := running.DB().ExecContext(t.Context(), "CREATE TABLE busy (n)"); err != nil {
		t.Fatal(err)
	}
	stop, ended := make(chan struct{}), make(chan error, 1)
	go func() {
		var err error
		for err == nil {
			select {
			case <-stop:
				ended <- nil
				return
			default:
				_, err = running.DB().ExecContext(t.Context(), "INSERT INTO busy VALUES (1)")
			}
		}
		ended <- err
	}()
	file := filepath.Join(dir, "media", "c.tar.gz") // it must not swallow itself
	status, out, errs := run(t, "", "backup", "--config", filepath.Join(dir, "config.yaml"), "--to", file)
	close(stop)
	if err := errors.Join(<-ended, running.Close()); err != nil {
		t.Errorf("the running shop was disturbed: %v", err)
	}
	if status != exitOK || !strings.Contains(out, "tersimpan") {
		t.Fatalf("backup: %d %q %q", status, out, errs)
	}
	list := names(t, file)
	for _, part := range []string{"cadangan.json", "config.yaml", "tokobot.db", "catalog/toko.yaml", "media/" + picture[:2] + "/" + picture} {
		if !strings.Contains(list, part) {
			t.Errorf("%s is not in the backup: %s", part, list)
		}
	}
	for _, part := range []string{"rahasia", ".lock", "-wal", "c.tar.gz"} {
		if strings.Contains(list, part) {
			t.Errorf("%s is in the backup: %s", part, list)
		}
	}
	if status, _, errs := run(t, "", "backup", "--config", filepath.Join(dir, "config.yaml"), "--to", file); status != exitUsage {
		t.Errorf("over another backup: %d %q", status, errs)
	}

	there := filepath.Join(t.TempDir(), "baru")
	config := filepath.Join(there, "config.yaml")
	if status, out, errs := run(t, "", "restore", "--config", config, file); status != exitOK || !strings.Contains(out, "sudah dipulihkan") {
		t.Fatalf("restore: %d %q %q", status, out, errs)
	}
	writeFiles(t, there, map[string]string{"catalog/rahasia": "123:RAHASIA\n"})
	if got := dumped(t, there, ""); got != want {
		t.Errorf("another shop:\n%s\nwant:\n%s", got, want)
	}
	if data, err := os.ReadFile(filepath.Join(there, "media", picture[:2], picture)); err != nil || string(data) != "gambar" {
		t.Errorf("picture: %q, %v", data, err)
	}
	left, err := filepath.Glob(filepath.Join(there, ".pulih*"))
	if err != nil || len(left) > 0 {
		t.Errorf("left over: %v, %v", left, err)
	}
}

// TestRestoreKeepsWhatIsThere refuses over a shop and beside a running one, and moves the old one aside when told to.
func TestRestoreKeepsWhatIsThere(t *testing.T) {
	dir, _ := backedShop(t, "tokobot.db")
	want := dumped(t, dir, "")
	config, file := filepath.Join(dir, "config.yaml"), filepath.Join(t.TempDir(), "c.tar.gz")
	if status, _, errs := run(t, "", "backup", "--config", config, "--to", file); status != exitOK {
		t.Fatalf("backup: %d %q", status, errs)
	}
	later := dumped(t, dir, `{"at":"2026-11-24T09:00:00+07:00","buyer":"6281200000002","text":"halo kak"}`)
	if later == want {
		t.Fatal("nothing happened after the backup")
	}
	if status, _, errs := run(t, "", "restore", "--config", config, file); status != exitUsage || !strings.Contains(errs, "--timpa") {
		t.Errorf("over a shop: %d %q", status, errs)
	}
	running, err := store.Open(t.Context(), filepath.Join(dir, "tokobot.db"), store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	status, _, errs := run(t, "", "restore", "--timpa", "--config", config, file)
	if status != exitUsage || !strings.Contains(errs, "sedang berjalan") {
		t.Errorf("beside a running shop: %d %q", status, errs)
	}
	if err := running.Close(); err != nil {
		t.Fatal(err)
	}
	if got := dumped(t, dir, ""); got != later {
		t.Errorf("a refusal changed the shop:\n%s", got)
	}
	status, out, errs := run(t, "", "restore", "--timpa", "--config", config, file)
	if status != exitOK {
		t.Fatalf("restore: %d %q", status, errs)
	}
	old, err := filepath.Glob(filepath.Join(dir, "tokobot.db.lama-*"))
	if err != nil || len(old) != 1 || !strings.Contains(out, old[0]) {
		t.Errorf("the old database is not aside: %v, %v, said %q", old, err, out)
	}
	writeFiles(t, dir, map[string]string{"catalog/rahasia": "123:RAHASIA\n"})
	if got := dumped(t, dir, ""); got != want {
		t.Errorf("another shop:\n%s\nwant:\n%s", got, want)
	}
}

// pack writes a backup by hand.
func pack(t *testing.T, entries ...tar.Header) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "c.tar.gz")
	f, err := os.Create(file)
	if err != nil {
		t.Fatal(err)
	}
	zip := gzip.NewWriter(f)
	w := tar.NewWriter(zip)
	for _, h := range entries {
		data := h.PAXRecords["data"]
		h.PAXRecords, h.Size, h.Mode = nil, int64(len(data)), 0o644
		if err := w.WriteHeader(&h); err != nil {
			t.Fatal(err)
		}
		if _, err := io.WriteString(w, data); err != nil {
			t.Fatal(err)
		}
	}
	if err := errors.Join(w.Close(), zip.Close(), f.Close()); err != nil {
		t.Fatal(err)
	}
	return file
}

func entry(name, data string) tar.Header {
	return tar.Header{Name: name, Typeflag: tar.TypeReg, PAXRecords: map[string]string{"data": data}}
}

// TestRestoreOfWhatIsNoBackup refuses, and writes nothing.
func TestRestoreOfWhatIsNoBackup(t *testing.T) {
	const places = `{"version":1,"database":"tokobot.db","catalog":"catalog","media":"media"}`
	list := entry(contentsName, places)
	whole := pack(t, list, entry("catalog/toko.yaml", strings.Repeat("nama: Melati\n", 50)), entry("tokobot.db", "x"))
	data, err := os.ReadFile(whole)
	if err != nil {
		t.Fatal(err)
	}
	cut := filepath.Join(t.TempDir(), "c.tar.gz")
	if err := os.WriteFile(cut, data[:len(data)-20], 0o600); err != nil {
		t.Fatal(err)
	}
	for name, file := range map[string]string{
		"not there":         "tidak-ada.tar.gz",
		"no archive":        "backup.go",
		"another archive":   pack(t, entry("config.yaml", "")),
		"of the future":     pack(t, entry(contentsName, `{"version":2}`)),
		"cut off":           cut,
		"no database in it": pack(t, list, entry("catalog/toko.yaml", "nama: x")),
		"broken database":   whole,
		"up":                pack(t, list, entry("catalog/../../jahat", "x")),
		"from the root":     pack(t, list, entry("/jahat", "x")),
		"another name":      pack(t, list, entry("jahat", "x")),
		"twice":             pack(t, list, entry("catalog/a", "x"), entry("catalog/a", "y")),
		"a link":            pack(t, list, tar.Header{Name: "catalog/l", Typeflag: tar.TypeSymlink, Linkname: "/"}),
		"places elsewhere":  pack(t, entry(contentsName, strings.Replace(places, `"media":"media"`, `"media":"../../jahat"`, 1))),
		"one in another":    pack(t, entry(contentsName, strings.Replace(places, `"media":"media"`, `"media":"catalog/media"`, 1))),
	} {
		dir := t.TempDir()
		status, out, errs := run(t, "", "restore", "--config", filepath.Join(dir, "toko", "config.yaml"), file)
		if status != exitUsage || out != "" || errs == "" {
			t.Errorf("%s: %d %q %q", name, status, out, errs)
		}
		err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				t.Errorf("%s: wrote %s", name, path)
			}
			return err
		})
		if err != nil {
			t.Error(err)
		}
	}
}

// TestBackupOnPostgreSQL has the database in it where pg_dump is there, and says so where it is not.
func TestBackupOnPostgreSQL(t *testing.T) {
	url := storetest.Postgres(t)
	dir, _ := backedShop(t, "tokobot.db")
	config := filepath.Join(dir, "config.yaml")
	file := filepath.Join(t.TempDir(), "c.tar.gz")
	if status, _, errs := run(t, "", "backup", "--config", config, "--database", url, "--to", file); status != exitProblem || !strings.Contains(errs, "bukan database tokobot") {
		t.Errorf("of an empty database: %d %q", status, errs)
	}
	storetest.Version1(t, url)
	if status, _, errs := run(t, "", "backup", "--config", config, "--database", url, "--to", file); status != exitOK || !strings.Contains(names(t, file), dumpName) {
		t.Fatalf("with pg_dump: %d %q", status, errs)
	}
	there := filepath.Join(t.TempDir(), "config.yaml")
	if status, out, errs := run(t, "", "restore", "--config", there, file); status != exitOK || !strings.Contains(out, "pg_restore") {
		t.Errorf("restore without an address: %d %q %q", status, out, errs)
	}
	for name, want := range map[string]fs.FileMode{"tokobot-" + dumpName: 0o600, "media": 0o700} {
		if info, err := os.Stat(filepath.Join(filepath.Dir(there), name)); err != nil {
			t.Error(err)
		} else if info.Mode().Perm() != want {
			t.Errorf("%s, which only the shop may read, is %v", name, info.Mode())
		}
	}
	if status, _, errs := run(t, "", "restore", "--timpa", "--config", config, file); status != exitUsage || !strings.Contains(errs, "PostgreSQL") {
		t.Errorf("restore onto SQLite: %d %q", status, errs)
	}
	t.Setenv("PATH", "")
	bare := filepath.Join(t.TempDir(), "c.tar.gz")
	status, _, errs := run(t, "", "backup", "--config", config, "--database", url, "--to", bare)
	if status != exitProblem || !strings.Contains(errs, "TIDAK IKUT") || !strings.Contains(names(t, bare), "catalog/toko.yaml") {
		t.Errorf("without pg_dump: %d %q", status, errs)
	}
}

// TestRestoreOnPostgreSQL fills the empty database whose address is in config.yaml, and nothing but an empty one; when it can't,
// the folder is as before.
func TestRestoreOnPostgreSQL(t *testing.T) {
	from, to := storetest.Postgres(t), storetest.Postgres(t)
	dir, _ := backedShop(t, "tokobot.db")
	storetest.Version1(t, from)
	file := filepath.Join(t.TempDir(), "c.tar.gz")
	if status, _, errs := run(t, "", "backup", "--config", filepath.Join(dir, "config.yaml"), "--database", from, "--to", file); status != exitOK {
		t.Fatalf("backup: %d %q", status, errs)
	}
	there := filepath.Join(t.TempDir(), "config.yaml")
	restore := func(url string) (int, string, string) {
		t.Helper()
		if err := os.WriteFile(there, []byte("database: "+url+"&pool_max_conns=12\n"), 0o600); err != nil {
			t.Fatal(err)
		}
		return run(t, "", "restore", "--config", there, file)
	}
	for name, url := range map[string]string{"sudah berisi": from, "belum bisa dipakai": to + "&dbname=tidak-ada"} {
		status, out, errs := restore(url)
		entries, err := os.ReadDir(filepath.Dir(there))
		if status != exitUsage || !strings.Contains(errs, name) || err != nil || len(entries) != 1 {
			t.Errorf("%d %q %q, and in the folder %v, want %q", status, out, errs, entries, name)
		}
	}
	if status, out, errs := restore(to); status != exitOK || !strings.Contains(out, "isi database PostgreSQL") || strings.Contains(out, "pg_restore") {
		t.Fatalf("%d %q %q", status, out, errs)
	}
	s, err := store.Open(t.Context(), to, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	orders := 0
	err = s.Dump(t.Context(), engine.Dump{
		Order: func(shop.Order, string) error { orders++; return nil }, Stock: func(shop.Stock) error { return nil },
		Cash: func(shop.CashLine) error { return nil }, Chat: func(string, shop.Handler) error { return nil },
	})
	if err = errors.Join(err, s.Close()); err != nil || orders != 5 {
		t.Errorf("%d orders of 5, %v", orders, err)
	}
}

func TestForLibpq(t *testing.T) {
	got, env := forLibpq("postgres://toko:s%40ndi@db:5433/toko?pool_max_conns=20&sslmode=require")
	if got != "postgres://toko@db:5433/toko?sslmode=require" || len(env) != 1 || env[0] != "PGPASSWORD=s@ndi" {
		t.Errorf("%s, %v", got, env)
	}
}
