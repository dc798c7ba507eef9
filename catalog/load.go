package catalog

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"reflect"
	"slices"
	"strings"

	"tokobot/internal/wilayah"
)

// Options are what a catalog is checked against.
type Options struct {
	// Atlas resolves the names of regions; nil opens one for this load.
	Atlas *wilayah.Atlas
	// Replies are the bot's reply keys with the placeholders that each may use, to check balasan.yaml; nil doesn't check.
	Replies map[string][]string
	// Needed are the placeholders that no wording of a reply may leave out: a total without its account would be paid nowhere.
	Needed map[string][]string
}

// maxFile bounds the size of one file of the catalog, 8 MiB.
const maxFile = 8 << 20

// The files of the folder.
const (
	tokoYAML       = "toko.yaml"
	produkYAML     = "produk.yaml"
	produkDir      = "produk"
	ongkirYAML     = "ongkir.yaml"
	pembayaranYAML = "pembayaran.yaml"
	faqYAML        = "faq.yaml"
	promoYAML      = "promo.yaml"
	balasanYAML    = "balasan.yaml"
)

// fileNames are the files of the folder's top.
var fileNames = []string{tokoYAML, produkYAML, ongkirYAML, pembayaranYAML, faqYAML, promoYAML, balasanYAML}

// Load reads the owner's folder. The problems are all that is wrong in all files; with any error among them there is no
// catalog.
func Load(dir string, o Options) (*Catalog, Problems) {
	l := newLoader(dir, o)
	if info, err := os.Stat(dir); err != nil || !info.IsDir() {
		l.folder("folder katalog %s tidak ada", dir)
		return nil, l.problems
	}
	if l.atlas == nil {
		atlas, err := wilayah.Open()
		if err != nil {
			l.folder("daftar daerah tidak bisa dibuka: %v", err)
			return nil, l.problems
		}
		l.atlas = atlas
	}
	l.strays()
	l.toko()
	l.ongkir()
	l.produk()
	l.pembayaran()
	l.faq()
	l.promo()
	l.balasan()
	l.problems.sort()
	if l.problems.HasErrors() {
		return nil, l.problems
	}
	l.cat.Version = hex.EncodeToString(l.sum.Sum(nil)[:8])
	return l.cat, l.problems
}

func newLoader(dir string, o Options) *loader {
	l := &loader{
		dir: dir, atlas: o.Atlas, replies: o.Replies, needed: o.Needed, sum: sha256.New(),
		plans: map[reflect.Type]*plan{}, resolved: map[string][]wilayah.Code{}, suggested: map[string]string{}, folders: map[string]map[string]bool{},
		choices: map[string]choices{},
	}
	l.cat = &Catalog{Dir: dir, index: index{products: map[string]*Product{}, variants: map[string]*Variant{}, couriers: map[string]*Courier{},
		methods: map[string]*Method{}, promos: map[string]*Promo{}}}
	return l
}

// loader is one reading of a folder.
type loader struct {
	dir      string
	atlas    *wilayah.Atlas
	replies  map[string][]string
	needed   map[string][]string
	cat      *Catalog
	problems Problems
	sum      hash.Hash
	plans    map[reflect.Type]*plan
	resolved map[string][]wilayah.Code
	// suggested are the regions that unknown names were probably meant to be.
	suggested map[string]string
	folders   map[string]map[string]bool // the names in each folder that photos were looked for in
	variants  int
	unknowns  int                // unknown keys
	choices   map[string]choices // by what they say
	// ratesBroken tells that ongkir.yaml has errors, so that a missing rate is not told on top of them; couriersBroken, that a
	// courier in it could not be read, so that nobody knows which there are.
	ratesBroken, couriersBroken bool
}

// reader is one file in a reading.
type reader struct {
	*loader
	file string
	torn map[string]bool // the top-level keys of which a part could not be read
}

// folder notes an error of the folder itself.
func (l *loader) folder(format string, args ...any) {
	(&reader{loader: l, file: "."}).wrong(spot{}, format, args...)
}

// open reads a file of the folder as text and adds it to the version. A file that isn't there is an error if it is required.
func (l *loader) open(name string, required bool) (r *reader, text string, ok bool) {
	r = &reader{loader: l, file: name}
	f, err := os.Open(filepath.Join(l.dir, filepath.FromSlash(name)))
	if errors.Is(err, fs.ErrNotExist) {
		if required {
			r.wrong(spot{}, "berkas %s tidak ada", name)
		}
		return r, "", false
	}
	if err != nil {
		r.wrong(spot{}, "berkas %s tidak bisa dibuka: %v", name, err)
		return r, "", false
	}
	defer f.Close()
	info, err := f.Stat()
	switch {
	case err != nil || !info.Mode().IsRegular():
		r.wrong(spot{}, "%s bukan berkas biasa", name)
		return r, "", false
	case info.Size() > maxFile:
		r.wrong(spot{}, "berkas %s %.1f MiB, lebih dari 8 MiB; bagi menjadi beberapa berkas", name, float64(info.Size())/(1<<20))
		return r, "", false
	}
	var b strings.Builder
	b.Grow(int(info.Size()))
	fmt.Fprintf(l.sum, "%s %d\n", name, info.Size())
	if _, err := io.Copy(io.MultiWriter(&b, l.sum), io.LimitReader(f, maxFile+1)); err != nil {
		r.wrong(spot{}, "berkas %s tidak bisa dibaca: %v", name, err)
		return r, "", false
	}
	return r, b.String(), true
}

// parse reads a file into a struct of format.go. With element, the elements of the list under stream go there one by one.
// It is false when there is nothing to go on with.
func (l *loader) parse(name string, required bool, into any, stream string, element func(*reader, *node)) (*reader, bool) {
	r, text, ok := l.open(name, required)
	if !ok {
		return r, false
	}
	before := len(l.problems)
	d := document{stream: stream, fail: func(at spot, message string) { r.wrong(at, "%s", message) }}
	d.keys = l.plan(reflect.TypeOf(into).Elem()).keys
	if element != nil {
		d.element = func(n *node) { element(r, n) }
	}
	root := d.read(text)
	if root == nil {
		if len(l.problems) == before && required {
			r.wrong(spot{}, "berkas ini kosong")
		} else if len(l.problems) == before {
			r.warn(spot{}, "berkas ini kosong")
		}
		return r, false
	}
	r.torn = d.torn
	return r, r.fill(root, into, nil)
}

// strays warns of files that nobody reads.
func (l *loader) strays() {
	entries, err := os.ReadDir(l.dir)
	if err != nil {
		l.folder("folder katalog tidak bisa dibaca: %v", err)
	}
	for _, e := range entries {
		ext := strings.ToLower(path.Ext(e.Name()))
		if e.IsDir() || ext != ".yaml" && ext != ".yml" || slices.Contains(fileNames, e.Name()) || strings.HasPrefix(e.Name(), ".") {
			continue
		}
		r := &reader{loader: l, file: e.Name()}
		r.note(spot{}, Warning, nearest(strings.TrimSuffix(e.Name(), path.Ext(e.Name()))+".yaml", fileNames), "berkas ini tidak dibaca; namanya tidak dikenal")
	}
}

// photo checks the path of a photo and warns when it isn't there.
func (r *reader) photo(f text) string {
	name := r.line(f)
	if name == "" {
		return ""
	}
	if !r.inside(f.N, name) {
		return ""
	}
	name = path.Clean(name)
	dir, base := path.Split(name)
	names, ok := r.folders[dir]
	if !ok {
		names = map[string]bool{}
		entries, _ := os.ReadDir(filepath.Join(r.dir, filepath.FromSlash(dir)))
		for _, e := range entries {
			names[e.Name()] = !e.IsDir()
		}
		r.folders[dir] = names
	}
	if !names[base] {
		var near []string
		for n := range names {
			near = append(near, n)
		}
		slices.Sort(near)
		meant := nearest(base, near)
		if meant != "" {
			meant = dir + meant
		}
		r.note(f.N.spot, Warning, meant, "foto %s tidak ada di folder katalog", name)
	}
	return name
}

// inside refuses paths that lead out of the catalog folder.
func (r *reader) inside(n *node, name string) bool {
	switch {
	case strings.Contains(name, "\\"):
		r.wrong(n.spot, "pakai garis miring /, bukan \\: %s", strings.ReplaceAll(name, "\\", "/"))
	case strings.Contains(name, "://"), !filepath.IsLocal(filepath.FromSlash(name)):
		r.wrong(n.spot, "%q harus nama berkas di dalam folder katalog, misalnya foto/baju.jpg", name)
	default:
		return true
	}
	return false
}
