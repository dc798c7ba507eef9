//go:build lokal

package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"tokobot/internal/telegramtest"
)

const staffHelp = `Grup karyawan di Telegram lokal (keuangan, gudang, pengiriman, cs, pemilik):
  @gudang Siap dikemas        tekan tombol
  @keuangan /rekap            perintah atau tulisan biasa
  @pengiriman > JX1234567890  balas pesan bot yang terbaru
  @cs >Dewi halo kak          balas pesan bot terbaru yang memuat kata itu
  @pemilik + catalog/produk.yaml   kirim berkas
`

// desk writes as staff, in the words of tokobot demo: @group and a button, a command, or > and a reply.
func (f *front) desk(line string) error {
	if f.shop == nil {
		return errors.New("Telegram lokal tidak berjalan; mulai dengan make run-whatsapp")
	}
	name, text, _ := strings.Cut(strings.TrimPrefix(line, "@"), " ")
	text = strings.TrimSpace(text)
	for _, g := range groups {
		if g.name != strings.ToLower(name) || text == "" {
			continue
		}
		as := f.shop.telegram.As(g.chat, 0, g.who)
		if reply, ok := strings.CutPrefix(text, ">"); ok {
			return f.reply(g.chat, as, reply)
		}
		if file, ok := strings.CutPrefix(text, "+"); ok {
			return f.upload(as, strings.TrimSpace(file))
		}
		if strings.HasPrefix(text, "/") || as.Press(text) != nil {
			as.Write(text)
		}
		return nil
	}
	return errors.New("contoh: @gudang Siap dikemas")
}

// reply answers the newest message of the bot in a group, or the newest that has a word: ">word text".
func (f *front) reply(chat int64, as telegramtest.Staff, text string) error {
	word, rest, _ := strings.Cut(text, " ")
	newest := 0
	for _, m := range f.shop.telegram.Messages(chat, 0) {
		if m.FromBot && strings.Contains(m.Text, word) {
			newest = m.ID
		}
	}
	if newest == 0 {
		return errors.New("tidak ada pesan bot seperti itu di grup itu")
	}
	as.Reply(newest, strings.TrimSpace(rest))
	return nil
}

// upload sends a file to a group; its name is that of the shop's folder, or of this one.
func (f *front) upload(as telegramtest.Staff, file string) error {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		data, err = os.ReadFile(filepath.Join(f.shop.dir, file))
	}
	if err != nil {
		return fmt.Errorf("berkas: %w", err)
	}
	as.Document(filepath.Base(file), data, "", 0)
	return nil
}

// showStaff prints what is new or was changed in the groups.
func (f *front) showStaff() {
	if f.shop == nil {
		return
	}
	for _, g := range groups {
		for _, m := range f.shop.telegram.Messages(g.chat, 0) {
			key := strconv.FormatInt(g.chat, 10) + ":" + strconv.Itoa(m.ID)
			if n, ok := f.drawn[key]; ok && n == m.Edited {
				continue
			}
			_, known := f.drawn[key]
			f.drawn[key] = m.Edited
			f.print(f.card(g.name, m, known))
		}
	}
	for _, a := range f.shop.telegram.Answers()[f.answers:] {
		f.answers++
		if a.Text != "" {
			f.print("  (pemberitahuan) " + a.Text + "\n")
		}
	}
}

// card is one message of a group, as a few lines behind the group's name.
func (f *front) card(group string, m telegramtest.Message, changed bool) string {
	from := "bot"
	if !m.FromBot {
		from = m.From
	}
	head := fmt.Sprintf("══ %s · %s", group, from)
	if changed {
		head += " (diperbarui)"
	}
	lines := []string{head}
	lines = append(lines, strings.Split(m.Text, "\n")...)
	if m.File != nil && !changed {
		path := filepath.Join(f.shop.dir, strconv.Itoa(m.ID)+"-"+filepath.Base(m.File.Name))
		if err := os.WriteFile(path, m.File.Data, 0o600); err == nil {
			lines = append(lines, "📎 "+path)
		}
	}
	for _, row := range m.Buttons {
		var labels []string
		for _, b := range row {
			labels = append(labels, "[ "+b.Text+" ]")
		}
		lines = append(lines, strings.Join(labels, " "))
	}
	return f.painted("33", strings.Join(lines, "\n║ ")+"\n")
}

// painted is a text in one of a terminal's colours (an SGR number), where there is a terminal.
func (f *front) painted(colour, text string) string {
	if !f.colour {
		return text
	}
	return "\x1b[" + colour + "m" + strings.TrimSuffix(text, "\n") + "\x1b[0m\n"
}
