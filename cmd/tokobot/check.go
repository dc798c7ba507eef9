package main

import (
	"encoding/json"
	"fmt"

	"tokobot/bot/uji"
	"tokobot/catalog"
	"tokobot/internal/config"
)

type catalogCommand struct {
	Check checkCommand `cmd:"" help:"Periksa katalog dan tunjukkan semua yang salah; status 1 kalau ada yang salah."`
}

type checkCommand struct {
	shopFlags
	JSON   bool   `name:"json" help:"Satu baris JSON untuk setiap masalah."`
	Folder string `arg:"" optional:"" name:"folder" help:"Folder katalog." placeholder:"FOLDER"`
}

// Run loads the catalog and says all that is wrong in it.
func (c checkCommand) Run(p program) error {
	if c.Folder != "" {
		c.Catalog = c.Folder
	}
	_, dir, err := c.where(p)
	if err != nil {
		return err
	}
	cat, problems, err := loadCatalog(dir, nil)
	if err != nil {
		return err
	}
	if cat != nil {
		failed, err := tried(cat)
		if err != nil {
			return err
		}
		problems = append(problems, failed...)
	}
	out := json.NewEncoder(p.stdout)
	out.SetEscapeHTML(false)
	for _, problem := range problems {
		if c.JSON {
			err = out.Encode(problem)
		} else {
			_, err = fmt.Fprintln(p.stdout, problem)
		}
		if err != nil {
			return fmt.Errorf("write problems: %w", err)
		}
	}
	if !c.JSON && !problems.HasErrors() {
		fmt.Fprintf(p.stdout, "Katalog %s sudah benar: %d produk, %d varian, %d kurir, %d cara bayar.\n",
			cat.Shop.Name, len(cat.Products), variants(cat), len(cat.Couriers), len(cat.Payment.Methods))
	}
	if problems.HasErrors() {
		return errSaid
	}
	return nil
}

// tried plays the owner's own conversations on a catalog.
func tried(cat *catalog.Catalog) (catalog.Problems, error) {
	l, err := shopOf(cat, settingsOf(config.Default()))
	if err != nil {
		return nil, err
	}
	failed, err := uji.Run(l.now.Load().bot, cat.Dir)
	if err != nil {
		return nil, fmt.Errorf("uji: %w", err)
	}
	return failed, nil
}

func variants(c *catalog.Catalog) int {
	n := 0
	for _, p := range c.Products {
		n += len(p.Variants)
	}
	return n
}
