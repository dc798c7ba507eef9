package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"html"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// pictures is where the pictures of the documents are.
const pictures = "../../docs/gambar"

// week is a script of one week of the sample shop: orders by transfer and COD, spending, and on Saturday the recap.
func week() string {
	var b bytes.Buffer
	out := json.NewEncoder(&b)
	goods := []string{"pashmina ceruty hitam 2", "bella square hitam 3", "bergo maryam hitam 1", "voal polos sage 2", "gamis aisyah maroon S 1", "mukena bali dewasa 1"}
	say := func(at time.Time, more map[string]string) {
		more["at"] = at.Format(time.RFC3339)
		_ = out.Encode(more) // a buffer takes everything
	}
	monday := time.Date(2026, 11, 23, 9, 0, 0, 0, time.FixedZone("WIB", 7*3600))
	n := 0
	for day, buyers := range []int{3, 2, 4, 3, 5, 2} {
		for range buyers {
			buyer, at := fmt.Sprintf("62812000000%02d", n+1), monday.AddDate(0, 0, day).Add(time.Duration(n%7)*47*time.Minute)
			for i, text := range []string{"pesan " + goods[n%len(goods)] + " kak", fmt.Sprintf("Nama: Pembeli %d\nHP: 08120000%04d\n"+
				"Alamat: Jl Melati %d, kec. Bojongloa Kidul, Kota Bandung 40235", n+1, n, n+1), []string{"transfer bca", "qris", "cod"}[n%3], "ya"} {
				say(at.Add(time.Duration(i)*time.Minute), map[string]string{"buyer": buyer, "name": fmt.Sprintf("Pembeli %d", n+1), "text": text})
			}
			if n%3 != 2 {
				say(at.Add(20*time.Minute), map[string]string{"buyer": buyer, "image": fmt.Sprintf("bukti%d.jpg", n), "text": "udah tf ya kak"})
				say(at.Add(25*time.Minute), map[string]string{"staff": "keuangan", "user": "Rina", "press": "Terima"})
			}
			say(at.Add(30*time.Minute), map[string]string{"staff": "gudang", "user": "Budi", "press": "Siap dikemas"})
			n++
		}
		say(monday.AddDate(0, 0, day).Add(7*time.Hour), map[string]string{"staff": "keuangan", "user": "Rina",
			"text": []string{"/biaya 35.000 operasional lakban", "/biaya 20.000 transportasi bensin", "/biaya 150.000 kantor listrik"}[day%3]})
	}
	saturday := monday.AddDate(0, 0, 5).Add(10 * time.Hour)
	say(saturday, map[string]string{"staff": "keuangan", "user": "Rina", "text": "/rekap minggu ini"})
	say(saturday.Add(time.Minute), map[string]string{"staff": "keuangan", "user": "Rina", "text": "/rekap minggu ini xlsx"})
	return b.String()
}

// TestPictures makes the pictures of the documents from the sample shop: a payment card, a label, a recap's chart and a page of
// its spreadsheet. With -update they are written, without it they have to be what the program makes.
func TestPictures(t *testing.T) {
	contoh, err := filepath.Abs("../../catalog/contoh")
	if err != nil {
		t.Fatal(err)
	}
	target, err := filepath.Abs(pictures)
	if err != nil {
		t.Fatal(err)
	}
	t.Chdir(t.TempDir())
	status, out, _ := run(t, week(), "replay", "--catalog", contoh, "--media", "media")
	if status != exitOK {
		t.Fatal(out)
	}
	var card, label, chart, book string
	lines := bufio.NewScanner(strings.NewReader(out))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		var l struct{ To, Group, Text, Image, Document string }
		if err := json.Unmarshal(lines.Bytes(), &l); err != nil {
			t.Fatal(err)
		}
		switch {
		case card == "" && l.Group == "keuangan" && strings.HasPrefix(l.Text, "💰") && strings.Contains(l.Text, "Bella"):
			card = l.Text
		case l.Group == "keuangan" && strings.Contains(l.Text, "minggu ini") && l.Image != "":
			chart = l.Image
		case l.Group == "keuangan" && strings.HasSuffix(l.Document, ".xlsx"):
			book = l.Document
		case l.Group == "pengiriman" && label == "" && strings.Contains(l.Text, "COD"):
			label = l.Document
		}
	}
	keepPicture(t, target, "kartu.svg", cardPicture(card))
	keepPicture(t, target, "label.pdf", fileOf(t, label))
	keepPicture(t, target, "rekap.png", fileOf(t, chart))
	keepPicture(t, target, "lembar.svg", sheetPicture(t, fileOf(t, book), "Pesanan"))
	if pdftoppm, err := exec.LookPath("pdftoppm"); *update && err == nil {
		page := filepath.Join(target, "label")
		if out, err := exec.Command(pdftoppm, "-r", "203", "-gray", "-png", "-singlefile", page+".pdf", page).CombinedOutput(); err != nil {
			t.Errorf("%v: %s", err, out)
		}
	}
}

func fileOf(t *testing.T, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(name)
	if err != nil {
		t.Fatalf("not made: %v", err)
	}
	return data
}

// keepPicture writes a picture, or compares it with what is there.
func keepPicture(t *testing.T, dir, name string, data []byte) {
	t.Helper()
	path := filepath.Join(dir, name)
	if *update {
		if err := put(path, data); err != nil {
			t.Fatal(err)
		}
		return
	}
	if now := fileOf(t, path); !bytes.Equal(now, data) {
		t.Errorf("docs/gambar/%s is not what the program makes (-update writes it anew)", name)
	}
}

const svgHead = `<svg xmlns="http://www.w3.org/2000/svg" width="%d" height="%d" viewBox="0 0 %d %d" font-family="'Segoe UI','Noto Sans','DejaVu Sans',sans-serif" font-size="%d">` + "\n"

// cardPicture draws a card as the group sees it: bold between stars, its buttons below.
func cardPicture(text string) []byte {
	const width, line, size = 460, 24, 15
	rows := strings.Split(text, "\n")
	high := len(rows)*line + 130
	var b bytes.Buffer
	fmt.Fprintf(&b, svgHead, width, high, width, high, size)
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="#d6e4ec"/><rect x="12" y="12" width="%d" height="%d" rx="12" fill="#fff"/>`+"\n", width, high, width-24, high-116)
	for i, row := range rows {
		fmt.Fprintf(&b, `<text x="28" y="%d" xml:space="preserve">`, 40+i*line)
		for j, part := range strings.Split(row, "*") {
			if weight := "normal"; part != "" {
				if j%2 == 1 {
					weight = "bold"
				}
				fmt.Fprintf(&b, `<tspan font-weight="%s">%s</tspan>`, weight, html.EscapeString(part))
			}
		}
		b.WriteString("</text>\n")
	}
	for i, label := range []string{"✅ Terima", "❌ Tolak", "✏️ Nominal lain"} {
		x, y, w := 12+i*220, high-98, 216
		if i == 2 {
			x, y, w = 12, high-52, 436
		}
		fmt.Fprintf(&b, `<rect x="%d" y="%d" width="%d" height="40" rx="8" fill="#8fb3c7"/><text x="%d" y="%d" text-anchor="middle" fill="#fff" font-weight="bold">%s</text>`+"\n",
			x, y, w, x+w/2, y+26, html.EscapeString(label))
	}
	b.WriteString("</svg>\n")
	return b.Bytes()
}

// sheetPicture draws the first rows of a sheet as a spreadsheet shows them.
func sheetPicture(t *testing.T, data []byte, sheet string) []byte {
	t.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }() // only read
	rows, err := f.GetRows(sheet)
	if err != nil || len(rows) < 10 {
		t.Fatal(len(rows), err)
	}
	const most, columns, line, size = 18, 10, 26, 13
	rows = rows[:min(len(rows), most)]
	at := []int{36}
	for i := range columns {
		name, err := excelize.ColumnNumberToName(i + 1)
		if err != nil {
			t.Fatal(err)
		}
		w, err := f.GetColWidth(sheet, name)
		if err != nil {
			t.Fatal(err)
		}
		at = append(at, at[i]+int(w*7.5)+10)
	}
	width, high := at[columns]+1, (len(rows)+1)*line+1
	var b bytes.Buffer
	fmt.Fprintf(&b, svgHead, width, high, width, high, size)
	fmt.Fprintf(&b, `<rect width="%d" height="%d" fill="#fff"/><rect width="%d" height="%d" fill="#f3f3f3"/><rect width="36" height="%d" fill="#f3f3f3"/>`+"\n", width, high, width, line, high)
	fmt.Fprintf(&b, `<rect x="36" y="%d" width="%d" height="%d" fill="#e2efda"/>`+"\n", line, width-36, line)
	for i := range columns {
		fmt.Fprintf(&b, `<text x="%d" y="18" text-anchor="middle" fill="#555">%c</text>`+"\n", (at[i]+at[i+1])/2, 'A'+i)
	}
	for r, row := range rows {
		y := (r + 1) * line
		fmt.Fprintf(&b, `<text x="18" y="%d" text-anchor="middle" fill="#555">%d</text>`+"\n", y+18, r+1)
		for i, c := range row[:min(len(row), columns)] {
			x, anchor, weight := at[i]+5, "start", "normal"
			if r == 0 {
				weight = "bold"
			} else if strings.Trim(c, "0123456789.,-") == "" {
				x, anchor, c = at[i+1]-5, "end", strings.ReplaceAll(c, ",", ".") // as an Indonesian spreadsheet writes it
			}
			fmt.Fprintf(&b, `<text x="%d" y="%d" text-anchor="%s" font-weight="%s">%s</text>`+"\n", x, y+18, anchor, weight, html.EscapeString(c))
		}
	}
	for _, x := range append([]int{0}, at...) {
		fmt.Fprintf(&b, `<path d="M%d.5 0V%d" stroke="#ccc"/>`, x, high)
	}
	for r := range len(rows) + 2 {
		fmt.Fprintf(&b, `<path d="M0 %d.5H%d" stroke="#ccc"/>`, r*line, width)
	}
	b.WriteString("\n</svg>\n")
	return b.Bytes()
}
