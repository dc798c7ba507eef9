// Package bench measures: what the disk can do, how long a message lives, and made-up shops of any size to measure with.
package bench

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"
)

// Disk is what one durable write costs here, the limit beside which every figure stands.
type Disk struct {
	F time.Duration // median of writing 4 KiB and making it durable
	R float64       // such writes a second, one after the other
}

// MeasureDisk writes n blocks of 4 KiB into a file of its own in dir, making each durable.
func MeasureDisk(dir string, n int) (d Disk, err error) {
	f, err := os.CreateTemp(dir, "fdatasync-")
	if err != nil {
		return d, fmt.Errorf("measure disk: %w", err)
	}
	defer func() {
		_ = f.Close() // the file is thrown away
		_ = os.Remove(f.Name())
	}()
	block := make([]byte, 4096)
	if _, err := f.Write(make([]byte, 4096*64)); err != nil { // blocks that are there, as a database's log has them
		return d, fmt.Errorf("measure disk: %w", err)
	}
	took := make([]time.Duration, 0, n)
	begin := time.Now()
	for i := range n {
		one := time.Now()
		block[i%4096]++
		if _, err := f.WriteAt(block, int64(i%64)*4096); err != nil {
			return d, fmt.Errorf("measure disk: %w", err)
		}
		if err := datasync(f); err != nil {
			return d, fmt.Errorf("measure disk: %w", err)
		}
		took = append(took, time.Since(one))
	}
	return Disk{F: Median(took), R: float64(n) / time.Since(begin).Seconds()}, nil
}

// Median is the middle one; zero of none.
func Median[T ~int64 | ~float64](list []T) T { return Quantile(list, 0.5) }

// Quantile is the value below which the share q of the list lies; zero of none.
func Quantile[T ~int64 | ~float64](list []T, q float64) T {
	if len(list) == 0 {
		return 0
	}
	sorted := slices.Clone(list)
	slices.Sort(sorted)
	return sorted[min(len(sorted)-1, int(q*float64(len(sorted))))]
}

var (
	goods     = []string{"Gamis", "Kerudung", "Tunik", "Mukena", "Sarung", "Kemeja", "Celana", "Jaket", "Sandal", "Tas", "Dompet", "Topi"}
	materials = []string{"Katun", "Rayon", "Linen", "Denim", "Kanvas", "Satin", "Wolfis", "Crinkle", "Ceruty", "Jersey", "Flanel", "Twill"}
	styles    = []string{"Polos", "Motif", "Premium", "Harian", "Pesta", "Anak", "Dewasa", "Jumbo", "Slim", "Oversize", "Kerah", "Renda"}
	colours   = []string{"Hitam", "Putih", "Navy", "Mocca", "Maroon", "Sage", "Dusty", "Mustard"}
	syllables = []string{"ra", "ni", "sa", "lo", "me", "ti", "ku", "da", "wi", "be", "no", "fi"}
)

// name is the ith product's, all of them different.
func name(i int) string {
	brand := syllables[i/1728%12] + syllables[i/20736%12] + syllables[i/7%12]
	return fmt.Sprintf("%s %s %s %s", goods[i%12], materials[i/12%12], styles[i/144%12], brand)
}

// Shop writes a folder with n products of four variants each, couriers and ways to pay.
func Shop(dir string, n int) error {
	files := map[string]string{"toko.yaml": toko, "ongkir.yaml": ongkir, "pembayaran.yaml": pembayaran}
	const perFile = 5000 // files over 8 MiB are refused
	for from := 0; from < n; from += perFile {
		b := []byte("produk:\n")
		for i := from; i < min(n, from+perFile); i++ {
			b = fmt.Appendf(b, "  - sku: P%06d\n    nama: %s\n    alias: [%s%d]\n    kategori: %s\n    harga: %d.000\n    berat: %d\n",
				i, name(i), syllables[i%12]+syllables[i/12%12], i, goods[i%12], 20+i%180, 100+i%900)
			b = fmt.Appendf(b, "    deskripsi: %s yang nyaman dipakai tiap hari.\n    info: { bahan: %s }\n    pilihan:\n      warna: [%s, %s, %s, %s]\n    stok_awal: 20\n",
				name(i), materials[i/12%12], colours[i%8], colours[(i+1)%8], colours[(i+2)%8], colours[(i+3)%8])
		}
		files[fmt.Sprintf("produk/%03d.yaml", from/perFile)] = string(b)
	}
	for file, content := range files {
		path := filepath.Join(dir, filepath.FromSlash(file))
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			return fmt.Errorf("write shop: %w", err)
		}
		if err := os.WriteFile(path, []byte(content), 0o644); err != nil {
			return fmt.Errorf("write shop: %w", err)
		}
	}
	return nil
}

const (
	toko = `nama: Toko Ukur
kode: UKR
sapaan: kak
asal: Bojongloa Kidul, Kota Bandung
zona_waktu: Asia/Jakarta
jam_buka: { senin-minggu: 08.00-17.00 }
kontak: { wa: 0812-3456-7890 }
`
	ongkir = `kurir:
  - kode: jne
    nama: JNE
    layanan:
      - kode: REG
        nama: Reguler
        tarif:
          - { ke: Kota Cimahi, per_kg: 11.000, estimasi: 1-3 hari }
          - { ke: "*", per_kg: 48.000, estimasi: 3-7 hari }
`
	pembayaran = `batas_bayar: 24 jam
metode:
  - { kode: bca, jenis: transfer, bank: BCA, nomor: 1234567890, atas_nama: Toko Ukur }
`
)

// Messages are what buyers write about the ith product: price, stock, shipping, an order, and a wrong spelling.
func Messages(i int) []string {
	n, c := name(i), colours[i%8]
	r := []rune(n)
	r[2], r[3] = r[3], r[2]
	return []string{
		"kak " + n + " brp ya?",
		"min " + n + " warna " + c + " ready ga? ongkir ke cimahi brp",
		"mau " + n + " " + c + " 2 pcs ya",
		"bahannya " + string(r) + " apa kak",
		"halo kak, bisa cod ke bandung kota? " + n + " 3",
	}
}
