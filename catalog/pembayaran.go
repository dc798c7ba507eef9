package catalog

import (
	"slices"
	"strings"
	"time"
)

// The owner's silence about paying.
const (
	defaultDeadline  = 24 * time.Hour
	defaultUniqueMax = 499
)

// methodKeys are the keys that each kind of payment may have beside kode, jenis and nama; those with a star it must have.
var methodKeys = map[MethodKind][]string{
	Transfer: {"bank*", "nomor*", "atas_nama*"},
	EWallet:  {"nomor*", "atas_nama*"},
	QRIS:     {"isi", "foto", "atas_nama"},
	COD:      {"ke", "biaya", "maks"},
}

func (l *loader) pembayaran() {
	var f pembayaranFile
	r, ok := l.parse(pembayaranYAML, true, &f, "", nil)
	if !ok {
		return
	}
	p := &l.cat.Payment
	p.Deadline, p.UniqueMax = defaultDeadline, defaultUniqueMax
	if d := r.span(f.Deadline); d > 0 {
		p.Deadline = d
	}
	for _, e := range r.elements(f.Reminders.N) {
		d := r.span(span{e})
		if d >= p.Deadline {
			r.warn(e.spot, "pengingat ini tidak akan pernah terkirim, karena pesanan sudah batal setelah batas_bayar")
		}
		if d > 0 {
			p.Reminders = append(p.Reminders, d)
		}
	}
	slices.Sort(p.Reminders)
	if n := f.UniqueCode.N; n != nil {
		var u uniqueCodeFile
		if r.filled(n) && r.fill(n, &u, nil) {
			p.UniqueCode, p.UniqueMax = r.yes(u.Active, true), r.count(u.Max, 1, 9999, defaultUniqueMax)
		}
	}
	for _, e := range r.elements(f.Methods.N) {
		r.method(e)
	}
}

func (r *reader) method(e *node) {
	var f methodFile
	if !r.fill(e, &f, nil) {
		return
	}
	m := &Method{
		Code: strings.ToLower(r.code(f.Code)), Kind: MethodKind(r.line(text(f.Kind))), Name: r.line(f.Name), Holder: r.line(f.Holder),
		Number: r.line(f.Number), Photo: r.photo(f.Photo), To: r.places(f.To), Fee: r.amount(f.Fee), Max: r.price(f.Max), Pos: r.pos(e.spot),
	}
	if m.Kind != "" {
		r.methodKind(m, e, f)
	}
	r.served(f.To, nil)
	if m.Name == "" {
		m.Name = nameOf(m, r.line(f.Bank))
	}
	if m.Code == "" {
		return
	}
	if other := r.cat.index.methods[m.Code]; other != nil {
		r.wrong(f.Code.N.spot, "kode cara bayar %q sudah dipakai di baris %d", m.Code, other.Pos.Line)
		return
	}
	r.cat.index.methods[m.Code] = m
	r.cat.Payment.Methods = append(r.cat.Payment.Methods, m)
}

// nameOf is what buyers read when the owner gives no name.
func nameOf(m *Method, bank string) string {
	if m.Kind == Transfer && bank != "" {
		return bank
	}
	return strings.ToUpper(m.Code)
}

// methodKind checks what a kind of payment must and may have.
func (r *reader) methodKind(m *Method, e *node, f methodFile) {
	keys, ok := methodKeys[m.Kind]
	if !ok {
		kinds := []string{string(Transfer), string(EWallet), string(QRIS), string(COD)}
		r.suggest(f.Kind.N.spot, nearest(string(m.Kind), kinds), "`jenis` %q tidak dikenal; pakai %s", clip(string(m.Kind)), strings.Join(kinds, ", "))
		return
	}
	have := map[string]*node{"bank": f.Bank.N, "nomor": f.Number.N, "atas_nama": f.Holder.N}
	for c := range e.all {
		common := c.key == "kode" || c.key == "jenis" || c.key == "nama"
		if !common && !slices.Contains(keys, c.key) && !slices.Contains(keys, c.key+"*") && r.hasKey(&f, c.key) {
			r.wrong(c.keyAt, "kunci `%s` tidak dipakai untuk jenis %s", c.key, m.Kind)
		}
	}
	for _, k := range keys {
		key, must := strings.CutSuffix(k, "*")
		switch c := have[key]; {
		case must && c == nil:
			r.wrong(e.spot, "`%s` belum ada; wajib untuk jenis %s", key, m.Kind)
		case must && c.kind == empty:
			r.wrong(c.keyAt, "`%s` masih kosong; wajib untuk jenis %s", key, m.Kind)
		}
	}
	if n := f.Number.N; n != nil && m.Number != "" && !isAccount(m.Number) {
		r.wrong(n.spot, "`nomor`: %q harus angka saja, boleh dengan spasi atau tanda hubung", clip(m.Number))
	}
	if m.Kind == QRIS {
		r.qris(m, e, f)
	}
}

func isAccount(s string) bool {
	digits := 0
	for i, c := range s {
		switch {
		case c >= '0' && c <= '9':
			digits++
		case c != ' ' && c != '-' && c != '.' && (c != '+' || i > 0):
			return false
		}
	}
	return digits >= 5 && digits <= 30
}

func (r *reader) qris(m *Method, e *node, f methodFile) {
	m.QR = r.text(f.QR)
	if m.QR == "" && m.Photo == "" {
		r.wrong(e.spot, "QRIS butuh `isi` atau `foto`")
	}
	if m.QR == "" {
		return
	}
	if wrong := checkQRIS(m.QR); wrong != "" {
		r.wrong(f.QR.N.spot, "`isi`: %s", wrong)
	}
}

// checkQRIS says what is wrong with the text of a shop's static QRIS: tags of two digits, lengths of two digits, values,
// closed by tag 63 with the CRC-16 (polynomial 1021, start FFFF) of everything before its value.
func checkQRIS(s string) (wrong string) {
	tags := map[string]string{}
	last := ""
	for rest := s; rest != ""; {
		if len(rest) < 4 || !isDigits(rest[:4]) {
			return "isi QRIS terpotong atau rusak; salin ulang seluruhnya"
		}
		n := int(rest[2]-'0')*10 + int(rest[3]-'0')
		if len(rest) < 4+n {
			return "isi QRIS terpotong atau rusak; salin ulang seluruhnya"
		}
		last = rest[:2]
		tags[last] = rest[4 : 4+n]
		rest = rest[4+n:]
	}
	switch {
	case tags["00"] != "01" || last != "63" || len(tags["63"]) != 4:
		return "ini bukan isi QRIS; harus diawali 000201 dan diakhiri 6304 dengan empat huruf pemeriksa"
	case !strings.EqualFold(tags["63"], crc16(s[:len(s)-4])):
		return "huruf pemeriksa (CRC) QRIS tidak cocok; ada yang salah salin"
	case tags["01"] == "12" || tags["54"] != "":
		return "ini QRIS dinamis untuk satu pembayaran; pakai QRIS statis toko"
	}
	return ""
}

func crc16(s string) string {
	crc := uint16(0xFFFF)
	for i := range len(s) {
		crc ^= uint16(s[i]) << 8
		for range 8 {
			top := crc & 0x8000
			crc <<= 1
			if top != 0 {
				crc ^= 0x1021
			}
		}
	}
	const hex = "0123456789ABCDEF"
	return string([]byte{hex[crc>>12], hex[crc>>8&15], hex[crc>>4&15], hex[crc&15]})
}
