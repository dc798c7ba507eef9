package understand

import (
	"slices"
	"strings"
	"unicode"

	"tokobot/catalog"
	"tokobot/internal/bahasa"
)

// index finds the products of one catalog by the words of their names and aliases. Numbers in it are positions in products
// and words.
type index struct {
	products []*catalog.Product
	vocab    map[string]int32 // a word's number
	words    []entry
	posts    []int32 // the products of each word, ascending, one list after the other
	names    nameTable
	near     spellings
	options  options
	category map[string]*group // by a category's words, joined by spaces
	numbers  map[*catalog.Product]int32
	kinds    map[int32]bool  // words of categories, which name no product
	heads    [][]int32       // by product: the words that its name and aliases begin with
	leads    map[uint64]bool // a number or measure and the word behind it in some name: 3 second
	numbered map[uint64]bool // a word and the number or letter behind it in some name: isi 5, supra x
}

// spelling is a whole name as it was written, and whether its words stand in the index as they are: the owner's "brake shoe" stands as "kampas rem".
type spelling struct {
	product int32
	text    string
	literal bool
}

// entry is one word of the catalog.
type entry struct {
	text   string
	first  int32 // in posts
	last   int32
	head   bool // some name or alias begins with it
	common bool // an everyday word, which alone names nothing
}

func (ix *index) post(id int32) []int32 { return ix.posts[ix.words[id].first:ix.words[id].last] }

// builder gathers what the index is made of.
type builder struct {
	*index
	terms  []term
	tokens []bahasa.Token
	byWord [][]int32 // product numbers, by word
	ids    []int32
	groups map[string]*group // by category
	slips  map[string]int32  // words that only misspellings lead to
	whole  []nameEntry[int32]
	spelt  []nameEntry[spelling]
}

func newIndex(cat *catalog.Catalog) *index {
	b := &builder{index: &index{
		products: cat.Products,
		vocab:    make(map[string]int32, 4*len(cat.Products)),
		category: map[string]*group{},
		kinds:    map[int32]bool{},
		leads:    map[uint64]bool{},
		numbered: map[uint64]bool{},
		numbers:  make(map[*catalog.Product]int32, len(cat.Products)),
	}, groups: map[string]*group{}, slips: map[string]int32{}}
	n := 0
	for _, p := range cat.Products {
		n += 1 + len(p.Aliases)
	}
	b.whole, b.spelt = make([]nameEntry[int32], 0, n+len(cat.Products)), make([]nameEntry[spelling], 0, n)
	for i, p := range cat.Products {
		b.numbers[p] = int32(i)
		b.heads = append(b.heads, nil)
		b.name(int32(i), p.Name)
		for _, a := range p.Aliases {
			b.name(int32(i), a)
		}
		b.code(int32(i), p.SKU)
		b.addCategory(int32(i), p.Category)
	}
	b.pack()
	b.near = newSpellings(b.words)
	b.options = newOptions(cat.Products)
	return b.index
}

// name files a product under the words of one of its names.
func (b *builder) name(product int32, name string) {
	b.tokens = bahasa.Tokens(b.tokens[:0], bahasa.Clean(name))
	b.terms = canon(b.terms[:0], b.tokens)
	b.ids = b.ids[:0]
	for i, t := range b.terms {
		id := b.word(t.key)
		b.words[id].head = b.words[id].head || i == 0 && (len(b.terms) == 1 || b.terms[1].from != t.from)
		b.file(id, product)
		if i == 0 && !slices.Contains(b.heads[product], id) {
			b.heads[product] = append(b.heads[product], id)
		}
		if (t.number || len(t.key) == 1) && i > 0 {
			b.numbered[pairOf(b.ids[i-1], id)] = true
		}
		if i > 0 && (b.terms[i-1].number || b.terms[i-1].measure) {
			b.leads[pairOf(b.ids[i-1], id)] = true
		}
		b.ids = append(b.ids, id)
		if !t.measure && !t.number {
			b.asWritten(product, t, i == 0)
		}
		if t.measure {
			// The bare number names it as well: kopi 250.
			b.file(b.word(b.tokens[t.from].Text), product)
		}
	}
	b.known(product, b.ids)
	if len(b.terms) > 0 {
		h, text := setHash(b.ids), rawName(b.tokens)
		b.spelt = append(b.spelt, nameEntry[spelling]{h, spelling{product, text, text == standingName(b.terms)}})
	}
	for i := 0; i < len(b.tokens); {
		key, to := composite(b.tokens, i)
		if key == "" {
			i++
			continue
		}
		id := b.word(key)
		b.words[id].head = true
		b.file(id, product)
		if i == 0 && to == len(b.tokens) {
			b.known(product, []int32{id})
		}
		i = to
	}
}

func pairOf(a, b int32) uint64 { return uint64(uint32(a))<<32 | uint64(uint32(b)) }

// code files a product under its SKU written without signs, where that is no ordinary word; its parts alone mean nothing.
func (b *builder) code(product int32, sku string) {
	key := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, sku)
	if key == "" || bahasa.Known(key) || everyday(key) {
		return // PAS is a pump in no "harga pas", BLM are balloons in no "udah ada blm"
	}
	id := b.word(key)
	b.words[id].head = true
	b.file(id, product)
	b.known(product, []int32{id})
}

// headed leaves of the products that have a word those whose name or alias begins with it, if there are any.
func (ix *index) headed(id int32, products []int32) []int32 {
	var out []int32
	for _, p := range products {
		if slices.Contains(ix.heads[p], id) {
			out = append(out, p)
		}
	}
	if len(out) == 0 {
		return products
	}
	return out
}

// known remembers words as a whole name.
func (b *builder) known(product int32, ids []int32) {
	if len(ids) == 0 {
		return
	}
	b.whole = append(b.whole, nameEntry[int32]{setHash(ids), product})
}

// asWritten files a product under words of its name that stand by others: each of several, as "legging hamil" may mean a Legging Ibu Hamil, which
// stands as bumil; one alone only for slips, as in "handsfre" for what stands as earphone.
func (b *builder) asWritten(product int32, t term, head bool) {
	for _, part := range b.tokens[t.from:t.to] {
		switch {
		case part.Kind != bahasa.Word || len(part.Text) < 3 || part.Text == t.key:
		case t.to-t.from > 1:
			b.file(b.word(part.Text), product)
		default:
			id, ok := b.slips[part.Text]
			if !ok {
				id = int32(len(b.words))
				b.slips[part.Text] = id
				b.words = append(b.words, entry{text: part.Text, common: everyday(part.Text)})
				b.byWord = append(b.byWord, nil)
			}
			b.file(id, product)
			if b.words[id].head = b.words[id].head || head; head && !slices.Contains(b.heads[product], id) {
				b.heads[product] = append(b.heads[product], id)
			}
		}
	}
}

func (b *builder) word(key string) int32 {
	id, ok := b.vocab[key]
	if !ok {
		id = int32(len(b.words))
		b.vocab[key] = id
		b.words = append(b.words, entry{text: key, common: everyday(key)})
		b.byWord = append(b.byWord, nil)
	}
	return id
}

func (b *builder) file(id, product int32) {
	if l := b.byWord[id]; len(l) == 0 || l[len(l)-1] != product {
		b.byWord[id] = append(l, product)
	}
}

// group is a category with its products, ascending.
type group struct {
	name     string
	products []int32
}

func (b *builder) addCategory(product int32, name string) {
	if g := b.groups[name]; g != nil {
		g.products = append(g.products, product)
		return
	}
	if name == "" {
		return
	}
	g := &group{name: name, products: []int32{product}}
	b.groups[name] = g
	b.tokens = bahasa.Tokens(b.tokens[:0], bahasa.Clean(name))
	key := ""
	terms := canon(nil, b.tokens)
	for _, t := range terms {
		b.kinds[b.word(t.key)] = true
		if key != "" {
			key += " "
		}
		key += t.key
	}
	b.category[key] = g
}

// pack lays the lists of products behind each other.
func (b *builder) pack() {
	n := 0
	for _, l := range b.byWord {
		n += len(l)
	}
	b.posts = make([]int32, 0, n)
	for i, l := range b.byWord {
		b.words[i].first = int32(len(b.posts))
		b.posts = append(b.posts, l...)
		b.words[i].last = int32(len(b.posts))
	}
	b.byWord = nil
	b.posts, b.words = slices.Clip(b.posts), slices.Clone(b.words)
	b.names = newNameTable(b.whole, b.spelt)
	b.whole, b.spelt = nil, nil
}

// everyday tells whether a word is too common to name a product by itself.
func everyday(word string) bool {
	if slices.Contains(nameless, word) || bahasa.Common(word) || bahasa.Numeral(word) || word != "" && len(word) < 4 && !strings.ContainsFunc(word, unicode.IsLetter) {
		return true
	}
	return !chatLexicon().begun(word).empty()
}

// setHash is the same for the same words in any order.
func setHash(ids []int32) uint64 {
	var buf [24]int32
	s := append(buf[:0], ids...)
	slices.Sort(s)
	h := uint64(14695981039346656037)
	for _, id := range slices.Compact(s) {
		h = (h ^ uint64(id)) * 1099511628211
		h ^= h >> 29
	}
	return h
}

// intersect appends to dst what is in both ascending lists, in time of the shorter one.
func intersect(dst, a, b []int32) []int32 {
	if len(a) > len(b) {
		a, b = b, a
	}
	for _, x := range a {
		i, found := gallop(b, x)
		if found {
			dst = append(dst, x)
		}
		if b = b[i:]; len(b) == 0 {
			break
		}
	}
	return dst
}

// mostProducts is how many products a name may stand for; no list that long is ever shown, it is only narrowed by options.
const mostProducts = 512

// mostProbes bounds the work on words that many products share.
const mostProbes = 2048

// common appends to dst what all ascending lists hold, at most limit products and those among the first of the shortest list.
func common(dst []int32, lists [][]int32, limit int) []int32 {
	shortest := 0
	for i, l := range lists {
		if len(l) < len(lists[shortest]) {
			shortest = i
		}
	}
	var buf [longestName][]int32
	rest := append(buf[:0], lists...)
probe:
	for n, x := range lists[shortest] {
		if n >= mostProbes || len(dst) >= limit {
			break
		}
		for i := range rest {
			if i == shortest {
				continue
			}
			at, found := gallop(rest[i], x)
			if rest[i] = rest[i][at:]; !found {
				continue probe
			}
		}
		dst = append(dst, x)
	}
	return dst
}

// overlap tells whether the ascending lists have anything in common.
func overlap(lists ...[]int32) bool {
	var buf [1]int32
	return len(common(buf[:0], lists, 1)) > 0
}

// gallop finds x in an ascending list by steps that double.
func gallop(list []int32, x int32) (int, bool) {
	high := 1
	for high < len(list) && list[high] < x {
		high *= 2
	}
	low := high / 2
	i, found := slices.BinarySearch(list[low:min(high+1, len(list))], x)
	return low + i, found
}

// merge appends to dst what is in either ascending list.
func merge(dst, a, b []int32) []int32 {
	for len(a) > 0 && len(b) > 0 {
		switch {
		case a[0] < b[0]:
			dst, a = append(dst, a[0]), a[1:]
		case b[0] < a[0]:
			dst, b = append(dst, b[0]), b[1:]
		default:
			dst, a, b = append(dst, a[0]), a[1:], b[1:]
		}
	}
	return append(append(dst, a...), b...)
}
