// Command gen packs the reference data of Indonesia's places into the two files that package wilayah embeds.
//
// It reads wilayah.csv, kelurahan.csv.gz, penduduk_kab.csv, region_alias.csv, slang.csv, stopwords_id.txt and units.csv from
// the folder given by -from, and sebutan.csv, sekitar.csv and umum.txt from its own folder:
//
//	go run ./internal/wilayah/gen -from DATA -to internal/wilayah
package main

import (
	"bytes"
	"compress/flate"
	"flag"
	"fmt"
	"log"
	"os"
	"path/filepath"
)

func main() {
	log.SetFlags(0)
	from := flag.String("from", "", "folder of the reference data")
	own := flag.String("own", "internal/wilayah/gen", "folder of this command's own tables")
	to := flag.String("to", "internal/wilayah", "folder to write to")
	flag.Parse()
	if err := run(*from, *own, *to); err != nil {
		log.Fatalf("gen: %v", err)
	}
}

func run(from, own, to string) error {
	places, err := readPlaces(from)
	if err != nil {
		return err
	}
	aliases, err := readAliases(from, own, places)
	if err != nil {
		return err
	}
	around, err := readAround(own)
	if err != nil {
		return err
	}
	words, err := readWords(from, own, places, aliases)
	if err != nil {
		return err
	}
	villages, err := readVillages(from, places)
	if err != nil {
		return err
	}
	var base bytes.Buffer
	writeBase(&base, places, aliases, around, words)
	if err := pack(filepath.Join(to, "tempat.bin"), base.Bytes()); err != nil {
		return err
	}
	return pack(filepath.Join(to, "desa.bin"), villageBytes(villages))
}

// pack writes the bytes deflated.
func pack(path string, b []byte) error {
	var out bytes.Buffer
	w, err := flate.NewWriter(&out, flate.BestCompression)
	if err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	if _, err := w.Write(b); err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	if err := w.Close(); err != nil {
		return fmt.Errorf("pack: %w", err)
	}
	log.Printf("%s: %d bytes, packed %d", filepath.Base(path), len(b), out.Len())
	return os.WriteFile(path, out.Bytes(), 0o644)
}
