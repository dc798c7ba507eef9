package wilayah

// mark is a word for a kind of place, in front of a name or behind it.
type mark uint8

const (
	markNone mark = iota
	markProv
	markKab
	markKota
	markKec
	markKel
)

// marks are the words for kinds of places, as people write them.
var marks = map[string]mark{
	"provinsi": markProv, "propinsi": markProv, "prov": markProv, "prop": markProv, "prv": markProv,
	"kabupaten": markKab, "kab": markKab, "kabup": markKab, "kbupaten": markKab, "kabupatn": markKab, "kabpaten": markKab,
	"kota": markKota, "kotamadya": markKota, "kodya": markKota, "kotmad": markKota, "kt": markKota, "kot": markKota,
	"kecamatan": markKec, "kec": markKec, "kecmatan": markKec, "kcmtn": markKec, "kecamtan": markKec, "kecamata": markKec,
	"kelurahan": markKel, "kel": markKel, "desa": markKel, "ds": markKel, "dsa": markKel, "klrhn": markKel, "kelurhan": markKel,
	"nagari": markKel, "gampong": markKel, "pekon": markKel, "kalurahan": markKel,
}

// administrative are the words that stand between Kota and the name of a part of Jakarta.
var administrative = map[string]bool{"administrasi": true, "adm": true, "admin": true}
