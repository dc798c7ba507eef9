//go:build lokal

package main

import (
	"errors"
	"fmt"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"go.mau.fi/whatsmeow/proto/waE2E"

	"tokobot/internal/whatsapptest"
)

// commands are what a line that begins with / can do; the argument is the rest of the line.
var commands = map[string]func(*front, string) error{
	"qr":   func(f *front, arg string) error { return f.server.Scan(arg) },
	"kode": func(f *front, arg string) error { return f.server.EnterCode(arg) },
	"jadi": (*front).become,
	"foto": (*front).photo,
	"toko": func(f *front, arg string) error {
		f.server.Own().SendToBuyer(f.me, arg)
		return nil
	},
	"telepon": func(f *front, _ string) error {
		f.me.Call()
		return nil
	},
	"putus": func(f *front, _ string) error {
		f.server.Cut()
		return nil
	},
	"mati": func(f *front, _ string) error {
		f.server.SetDown(true)
		return nil
	},
	"hidup": func(f *front, _ string) error {
		f.server.SetDown(false)
		return nil
	},
	"keluarkan": func(f *front, _ string) error {
		f.server.Unlink()
		return nil
	},
	"tolak": (*front).refuse,
	"bantuan": func(f *front, _ string) error {
		f.print(help + staffHelp)
		return nil
	},
}

// do carries out one line.
func (f *front) do(line string) error {
	line = strings.TrimSpace(line)
	rest, isCommand := strings.CutPrefix(line, "/")
	switch {
	case line == "":
		return nil
	case strings.HasPrefix(line, "@"):
		return f.desk(line)
	case !isCommand:
		_, err := f.me.SendMessage("", &waE2E.Message{Conversation: &line})
		return err
	}
	name, arg, _ := strings.Cut(rest, " ")
	do := commands[name]
	if do == nil {
		return fmt.Errorf("perintah /%s tidak ada; lihat /bantuan", name)
	}
	if f.server.Linked() == 0 && (name == "toko" || name == "foto") {
		return errors.New("bot belum ditautkan: /qr atau /kode dulu")
	}
	return do(f, strings.TrimSpace(arg))
}

func (f *front) become(arg string) error {
	number, name, ok := strings.Cut(arg, " ")
	if !ok {
		return errors.New("contoh: /jadi 6281200000002 Dewi")
	}
	if number == "-" {
		number = ""
	}
	f.me = f.server.Buyer(number, strings.TrimSpace(name))
	return nil
}

func (f *front) photo(arg string) error {
	name, caption, _ := strings.Cut(arg, " ")
	data, err := os.ReadFile(name)
	if err != nil {
		return fmt.Errorf("foto: %w", err)
	}
	f.me.SendImage(data, caption)
	return nil
}

func (f *front) refuse(arg string) error {
	code, err := strconv.Atoi(arg)
	if err != nil {
		return errors.New("contoh: /tolak 463")
	}
	f.server.Fail(whatsapptest.Fault{At: whatsapptest.AtSend, Refuse: true, Code: code})
	return nil
}

// ending is that of a file's name; pictures have none, and are known by their first bytes.
func ending(m whatsapptest.Received) string {
	if e := filepath.Ext(m.Name); e != "" {
		return e
	}
	return map[string]string{"image/jpeg": ".jpg", "image/png": ".png"}[http.DetectContentType(m.Data)]
}

// show prints what the phone received since it was last looked at. Files are put into the folder for temporary files.
func (f *front) show() {
	all := f.me.Received()
	for _, m := range all[f.seen[f.me]:] {
		text := "  toko> " + strings.ReplaceAll(m.Text, "\n", "\n        ")
		if len(m.Data) > 0 {
			path := filepath.Join(os.TempDir(), "wa-lokal-"+m.ID+ending(m))
			if err := os.WriteFile(path, m.Data, 0o600); err == nil {
				text += "\n        [" + m.Kind + ": " + path + "]"
			}
		}
		f.print(f.painted("32", text+"\n"))
	}
	f.seen[f.me] = len(all)
}
