// Command tokobot answers an online shop's buyers on WhatsApp from the owner's catalog, records their orders, and runs the
// staff's desks on Telegram.
package main

import (
	"context"
	"os"
	"os/signal"
	"syscall"
	"time"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	p := program{stdin: os.Stdin, stdout: os.Stdout, stderr: os.Stderr, getenv: os.Getenv, now: time.Now}
	code := p.Run(ctx, os.Args[1:])
	stop()
	os.Exit(code)
}
