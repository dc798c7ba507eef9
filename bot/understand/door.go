package understand

import "tokobot/internal/bahasa"

// The words of paying at the door, however it is said: "bayar pas barang nyampe", "bayare nek barange wis teko", "dibayar di rumah aja",
// "bayar sama kurirnya".
var (
	doorPays    = wordSet("bayar bayarnya bayarnye bayare byr byrnya dibayar mbayar bayaran pembayaran pembayarannya bayarna mayar cash tunai pelunasan pelunasannya lunas lunasin dilunasi ngelunasin")
	doorWhens   = wordSet("pas saat waktu kalo kalau klo kl nek lek mun lamun setelah sesudah stlh habis abis begitu ketika sewaktu upami wektu pabila")
	doorComes   = wordSet("sampai sampe smp nyampe nyampai nyampek sampek datang dateng dtg dtng tiba teko tekan tibo dugi diterima arrive nyampenya diantar dianter diantarkan nyampenye")
	doorBetween = wordSet("barang barangnya barange brg brgnya paket paketnya pakete kurir kurirnya kurire udah udh sudah dah wis wes tos lah e nya di sini rumah yang itu")
	doorAt      = wordSet("di d ning neng dek ndek nang")
	doorPlaces  = wordSet("rumah rmh tempat tmpt tujuan lokasi nggon enggon omah umah bumi imah")
	doorTo      = wordSet("sama ama ke kpd kepada lewat karo ka sm")
	doorMen     = wordSet("kurir kurirnya kurire abang abangnya tukang pengantar driver drivernya")
	doorJoined  = wordSet("dirumah ditempat dilokasi")
)

// scanDoor finds paying at the door where no name of it stands.
func (m *message) scanDoor() {
	for i := 0; i < len(m.words); i++ {
		if !m.free(i) || !doorPays[m.words[i].Text] {
			continue
		}
		if to := m.door(i); to > 0 {
			if refs := m.r.names.root.next["cod"]; refs != nil {
				m.takeName(i, to, refs.refs)
			}
			i = to
		}
	}
}

// door is where the words of paying at the door end that begin at i; 0 when they are none.
func (m *message) door(i int) int {
	for j := i + 1; j < min(len(m.words), i+5); j++ {
		w := &m.words[j]
		switch {
		case w.Kind != bahasa.Word || !m.free(j):
			return 0
		case doorJoined[w.Text]:
			return j + 1
		case j+1 < len(m.words) && m.free(j+1) && (doorAt[w.Text] && doorPlaces[m.words[j+1].Text] || doorTo[w.Text] && doorMen[m.words[j+1].Text]):
			return j + 2
		case doorWhens[w.Text]:
			for k, goods := j+1, 0; k < min(len(m.words), j+5) && m.words[k].Kind == bahasa.Word && goods < 2; k++ {
				if doorComes[m.words[k].Text] {
					return k + 1
				}
				if !doorBetween[m.words[k].Text] {
					goods++ // "bayar waktu bunganya sampai"
				}
			}
		}
	}
	return 0
}

func wordSet(list string) map[string]bool {
	set := map[string]bool{}
	for _, t := range bahasa.Tokens(nil, list) {
		set[t.Text] = true
	}
	return set
}
