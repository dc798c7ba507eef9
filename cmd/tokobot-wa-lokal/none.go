//go:build !lokal

package main

import (
	"fmt"
	"os"
)

func main() {
	fmt.Fprintln(os.Stderr, "tokobot-wa-lokal: hanya untuk pengembang; bangun dengan -tags lokal")
	os.Exit(2)
}
