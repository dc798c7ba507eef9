package understand

import (
	"cmp"
	"slices"
)

// nameTable finds products by the words of a whole name, alias or SKU, in any order, and how the owner wrote it.
type nameTable struct {
	hashes   []uint64 // setHash of the words, ascending
	products []int32
	spelled  []spelling
	ends     [][2]int32 // by hash: where its products end, and its spellings; those of the next begin there
}

// nameEntry is one thing under one name.
type nameEntry[T any] struct {
	hash  uint64
	value T
}

// newNameTable files products and spellings; what stands under one name keeps its order, a product that is there twice in a row is
// there once.
func newNameTable(products []nameEntry[int32], spelled []nameEntry[spelling]) nameTable {
	slices.SortStableFunc(products, func(a, b nameEntry[int32]) int { return cmp.Compare(a.hash, b.hash) })
	slices.SortStableFunc(spelled, func(a, b nameEntry[spelling]) int { return cmp.Compare(a.hash, b.hash) })
	products = slices.Compact(products)
	n := 0
	for i := range products {
		if i == 0 || products[i].hash != products[i-1].hash {
			n++
		}
	}
	t := nameTable{
		hashes: make([]uint64, 0, n), ends: make([][2]int32, 0, n),
		products: make([]int32, len(products)), spelled: make([]spelling, 0, len(spelled)),
	}
	for i, p := range products {
		t.products[i] = p.value
		if i+1 < len(products) && products[i+1].hash == p.hash {
			continue
		}
		for len(t.spelled) < len(spelled) && spelled[len(t.spelled)].hash <= p.hash {
			t.spelled = append(t.spelled, spelled[len(t.spelled)].value)
		}
		t.hashes, t.ends = append(t.hashes, p.hash), append(t.ends, [2]int32{int32(i + 1), int32(len(t.spelled))})
	}
	return t
}

// find gives the products of a name, ascending, and its spellings.
func (t *nameTable) find(hash uint64) ([]int32, []spelling) {
	i, ok := slices.BinarySearch(t.hashes, hash)
	if !ok {
		return nil, nil
	}
	from, to := [2]int32{}, t.ends[i]
	if i > 0 {
		from = t.ends[i-1]
	}
	return t.products[from[0]:to[0]:to[0]], t.spelled[from[1]:to[1]:to[1]]
}

// of gives the products of a name, ascending.
func (t *nameTable) of(hash uint64) []int32 {
	products, _ := t.find(hash)
	return products
}
