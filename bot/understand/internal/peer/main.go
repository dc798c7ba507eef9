// Command peer measures intents alone, the reader beside simple and foreign peers in one run: TF-IDF nearest neighbours, and with
// -peer a command that is given texts as JSON (bench/niat/node-nlp). The peers learn from the half of the corpus that is looked
// at, the reader is as `make learn` left it; all are scored on the other half, no message of which is shown. Run it in bot/understand, by `make bench-niat`.
package main

import (
	"bytes"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"tokobot/bot/understand"
	"tokobot/bot/understand/internal/corpus"
	"tokobot/catalog"
	"tokobot/internal/wilayah"
)

// labelled is a text with its intents, sorted and joined by "+".
type labelled struct {
	Text  string `json:"text"`
	Label string `json:"label"`
	shop  string
}

// figures are what one peer did: a label for every text, and the times of every text in every round.
type figures struct {
	Labels []string        `json:"labels"`
	Times  []time.Duration `json:"times"` // nanoseconds
	Train  time.Duration   `json:"train"` // nanoseconds
}

func main() {
	peer := flag.String("peer", "", "a command that learns and answers texts as JSON")
	rounds := flag.Int("rounds", 5, "how often every message is timed")
	flag.Parse()
	if err := run(os.Stdout, strings.Fields(*peer), *rounds); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(w io.Writer, peer []string, rounds int) error {
	train, err := load("testdata/corpus/lihat")
	if err != nil {
		return err
	}
	ask, err := load("testdata/corpus/nilai")
	if err != nil {
		return err
	}
	readers, err := open(ask)
	if err != nil {
		return err
	}
	fmt.Fprintln(w, "| intents alone | learns from | asked | right | | a message, p50 | learning |")
	fmt.Fprintln(w, "| --- | --- | --- | --- | --- | --- | --- |")
	for _, part := range []struct {
		name       string
		train, ask []labelled
	}{{"messages", train, ask}, {"of one intent", single(train), single(ask)}} {
		row := func(name string, f figures, learning string) {
			n := right(part.ask, f.Labels)
			fmt.Fprintf(w, "| %s | %d %s | %d | %d | %.3f | %.0f µs | %s |\n", name, len(part.train), part.name, len(part.ask), n,
				float64(n)/float64(len(part.ask)), float64(median(f.Times))/1e3, learning)
		}
		read := func(t labelled) string {
			return label(readers[t.shop].Read(t.Text, understand.Context{}))
		}
		row("tokobot, reading everything", measure(part.ask, rounds, read), "`make learn`, all")
		for _, kind := range []struct {
			name     string
			features func(string) []string
		}{{"TF-IDF nearest neighbour, words and pairs", words}, {"TF-IDF nearest neighbour, 2–4 letters", letters}} {
			start := time.Now()
			n := newNearest(kind.features, part.train)
			learning := time.Since(start)
			f := measure(part.ask, rounds, func(t labelled) string { return n.label(t.Text) })
			row(kind.name, f, learning.Round(time.Millisecond).String())
		}
		if len(peer) > 0 {
			f, err := foreign(peer, part.train, part.ask, rounds)
			if err != nil {
				return err
			}
			row(filepath.Base(filepath.Dir(peer[len(peer)-1])), f, f.Train.Round(time.Millisecond).String())
		}
	}
	return nil
}

func load(dir string) ([]labelled, error) {
	examples, err := corpus.Load(dir)
	if err != nil {
		return nil, err
	}
	var out []labelled
	for _, e := range examples {
		out = append(out, labelled{e.Text, label(e.Acts), e.Shop})
	}
	return out, nil
}

// open makes a reader for every shop that is asked.
func open(ask []labelled) (map[string]*understand.Reader, error) {
	atlas, err := wilayah.Open()
	if err != nil {
		return nil, err
	}
	readers := map[string]*understand.Reader{}
	for _, t := range ask {
		if readers[t.shop] != nil {
			continue
		}
		cat, problems := catalog.Load(corpus.ShopDir(t.shop), catalog.Options{Atlas: atlas})
		if cat == nil {
			return nil, fmt.Errorf("%s: %v", t.shop, problems)
		}
		readers[t.shop] = understand.New(cat, atlas)
	}
	return readers, nil
}

// label is the set of intents as one word.
func label(acts []understand.Act) string {
	var set []string
	for _, a := range acts {
		set = append(set, string(a.Intent))
	}
	slices.Sort(set)
	return strings.Join(slices.Compact(set), "+")
}

// single leaves the texts with one intent.
func single(all []labelled) []labelled {
	return slices.DeleteFunc(slices.Clone(all), func(t labelled) bool { return strings.Contains(t.Label, "+") })
}

func right(ask []labelled, got []string) int {
	n := 0
	for i, t := range ask {
		if got[i] == t.Label {
			n++
		}
	}
	return n
}

// measure labels every text once untimed and then in every round.
func measure(ask []labelled, rounds int, read func(labelled) string) figures {
	var f figures
	for _, t := range ask {
		f.Labels = append(f.Labels, read(t))
	}
	for range rounds {
		for _, t := range ask {
			start := time.Now()
			read(t)
			f.Times = append(f.Times, time.Since(start))
		}
	}
	return f
}

// foreign lets a command learn, label and time; see bench/niat/node-nlp/main.js for what it reads and writes.
func foreign(command []string, train, ask []labelled, rounds int) (figures, error) {
	texts := make([]string, len(ask))
	for i, t := range ask {
		texts[i] = t.Text
	}
	job, err := json.Marshal(map[string]any{"rounds": rounds, "train": train, "ask": texts})
	if err != nil {
		return figures{}, err
	}
	cmd := exec.Command(command[0], command[1:]...)
	cmd.Stdin, cmd.Stderr = bytes.NewReader(job), os.Stderr
	out, err := cmd.Output()
	if err != nil {
		return figures{}, fmt.Errorf("run %s: %w", strings.Join(command, " "), err)
	}
	var f figures
	if err := json.Unmarshal(out, &f); err != nil {
		return figures{}, fmt.Errorf("read what %s wrote: %w", strings.Join(command, " "), err)
	}
	if len(f.Labels) != len(ask) || len(f.Times) != rounds*len(ask) {
		return figures{}, fmt.Errorf("%s labelled %d and timed %d of %d texts", strings.Join(command, " "), len(f.Labels), len(f.Times), len(ask))
	}
	return f, nil
}

func median(times []time.Duration) time.Duration {
	if len(times) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(times))
	return sorted[len(sorted)/2]
}
