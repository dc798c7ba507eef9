package wilayah

import "strings"

// role is what a word does between the names of places.
type role uint16

const (
	roleGlue   role = 1 << iota // may stand between a place and what it lies in: "cibinong daerah bogor"
	rolePrep                    // begins no name: "di yogyakarta" is not the province DI Yogyakarta
	roleBreak                   // what stands before and behind is not one place: "bandung dan surabaya"
	roleStreet                  // a street's or estate's name follows
	roleHouse                   // a house's name may follow: "kantor bandung" is in Bandung, "masjid bandung" need not be
	roleMore                    // goes on with a street's name
	roleTo                      // a destination follows
	roleShip                    // the message is about sending
	roleFrom                    // a place may follow
	roleAsk                     // asks something of what stands in front
	roleCost                    // asks what sending costs
)

// roles tells the roles of words; most words have none.
var roles = roleTable(map[role]string{
	roleGlue: `ya yah y kak ka kakak kk min mimin admin gan agan sis sist bu pak bang mas mbak mba om tante teh teteh kang bro bun
		bunda bos boss dong sih nih deh aja yg yang itu tuh daerah wilayah area dekat deket dkt sekitar tepatnya persisnya indonesia
		kodepos kode pos rt rw di d`,
	rolePrep:  `di ke dari dr dri d k utk untuk tujuan kirim krm krim kirm`,
	roleBreak: `ke k dari dr dri dan sama sm atau ato atw dgn dengan and or trus terus lalu kalau klo kalo kl sedangkan bukan juga`,
	roleStreet: `jl jln jalan jalanan gang gg komplek kompleks perum perumahan apartemen apartement apt gedung gd ruko cluster griya
		kampung kp kmp dusun dsn dukuh lingkungan lingk`,
	roleHouse: `kost kos kosan kontrakan graha mall toko tk masjid mesjid hotel klinik rs rsud sd sdn smp smpn sma sman smk smkn
		kampus univ universitas pt cv kantor wisma pesantren ponpes stasiun terminal bandara sebelah depan belakang samping seberang`,
	roleMore: `raya dalam timur barat selatan utara tengah baru lama indah permai asri jaya laut hulu hilir ilir ulu tenggara besar kuala daya i ii iii iv v vi km`,
	roleTo: `omahku omahe rumahku rumahe imahku kosku kosanku lokasiku posisiku posisinya lokasinya ke k tujuan alamat almt daerah wilayah ongkir ongkirnya ongkr ongkirny ongkire ongkirna okir domisili lokasi tinggal area kirimke ongkirke
		dikirimke keongkir tujuannya alamatnya posisi`,
	roleShip: `krm krim kirm ngirimnya kirimnya ongkir ongkirnya ongkr ongkirny ongkire ongkirna okir ongkos kirim dikirim kirimin dikirimkan pengiriman ngirim mengirim kiriman paket sampai sampe
		nyampe nyampai smpe smpai cod alamat almt kurir ekspedisi ekspedisinya jne jnt sicepat tarif tarifnya estimasi antar diantar
		anter dianter tujuan domisili shipping`,
	roleAsk:  `brp berapa brapa brpa bisa bs bsa kena kna piro sabaraha ada ga gak gk pake pakai via lewat jadi`,
	roleCost: `ongkir ongkirnya ongkr ongkirny okir ongkire ongkirna ongkos`,
	roleFrom: `krm krim kirm di d dari dr dri asal sampai sampe nyampe nyampai kirim dikirim pengiriman cod antar paket luar tarif estimasi`,
})

func roleTable(lists map[role]string) map[string]role {
	table := map[string]role{}
	for r, words := range lists {
		for _, w := range strings.Fields(words) {
			table[w] |= r
		}
	}
	return table
}

// longForms are the words that people shorten inside names: "tj priok", "jakarta sel", "pd aren".
var longForms = map[string]string{
	"seatan": "selatan", "selatn": "selatan", "slatan": "selatan", "seltan": "selatan", "sltan": "selatan", "selata": "selatan", "selatna": "selatan",
	"utra": "utara", "uatra": "utara", "utaa": "utara", "utar": "utara", "uttara": "utara", "barta": "barat", "barrat": "barat", "baart": "barat", "brrat": "barat",
	"timr": "timur", "tiimur": "timur", "tmiur": "timur", "timru": "timur", "tngah": "tengah", "tengh": "tengah", "tenga": "tengah", "tenggah": "tengah",
	"sel": "selatan", "slt": "selatan", "sltn": "selatan", "seltn": "selatan", "utr": "utara", "ut": "utara", "tmr": "timur",
	"tim": "timur", "tmur": "timur", "brt": "barat", "bar": "barat", "tgh": "tengah", "teng": "tengah", "tngh": "tengah",
	"kebun": "kebon", "tj": "tanjung", "tjg": "tanjung", "tg": "tanjung", "tanj": "tanjung", "kp": "kampung", "kmp": "kampung", "kamp": "kampung",
	"gn": "gunung", "gng": "gunung", "pd": "pondok", "pdk": "pondok", "ps": "pasar", "psr": "pasar",
	"bdr": "bandar", "kb": "kebon", "kbn": "kebon", "keb": "kebon", "kby": "kebayoran", "kep": "kepulauan", "sei": "sungai",
	"sungei": "sungai", "sg": "sungai", "ma": "muara", "kr": "karang", "krg": "karang", "karanganyer": "karanganyar",
	"klp": "kelapa", "pem": "pematang", "padg": "padang", "pdg": "padang", "bkt": "bukit", "lb": "lubuk", "tlk": "teluk",
	"pgk": "pangkalan", "bt": "batu", "ujg": "ujung", "tb": "tebing", "mt": "matraman", "tgr": "tangerang", "tng": "tangerang",
	"i": "satu", "ii": "dua", "iii": "tiga", "iv": "empat", "1": "satu", "2": "dua", "3": "tiga", "4": "empat",
	"jkt": "jakarta", "jak": "jakarta", "bdg": "bandung", "sby": "surabaya", "smg": "semarang", "bks": "bekasi", "bgr": "bogor",
}

// famous are the short abbreviations that everybody knows; the other short ones count only where a place is meant.
var famous = map[string]bool{"jkt": true, "bdg": true, "sby": true, "jog": true, "diy": true, "dki": true, "ntb": true, "ntt": true}
