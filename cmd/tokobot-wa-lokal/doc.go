// Command tokobot-wa-lokal is a local WhatsApp for developers, with a terminal front for being a buyer. It is built with the
// tag lokal only, and a tokobot that is to talk to it needs the tag as well: the real WhatsApp's key is not checked then.
//
//	make run-whatsapp
//
// starts both, and a local Telegram for the staff, on one screen; by hand:
//
//	go run -tags lokal ./cmd/tokobot-wa-lokal
//	TOKOBOT_WHATSAPP_LOKAL=http://127.0.0.1:8490 go run -tags lokal ./cmd/tokobot serve
package main
