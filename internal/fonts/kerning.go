package fonts

import (
	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
)

// maxKerned is the largest number of glyphs whose kerning a subset writes
// anew: the pairs grow with its square.
const maxKerned = 400

// A kernPair is what the second glyph moves by.
type kernPair struct {
	second GlyphID
	value  int // font units
}

// subsetKerning is a GPOS table with the pairs of the kept glyphs alone; nil
// if there are none.
func (f *Face) subsetKerning(keep []bool) []byte {
	var glyphs []GlyphID
	for g := 1; g < len(keep); g++ {
		if keep[g] {
			glyphs = append(glyphs, GlyphID(g))
		}
	}
	f.load()
	var buf sfnt.Buffer
	var firsts []GlyphID
	var pairs [][]kernPair
	for _, a := range glyphs {
		var set []kernPair
		for _, b := range glyphs {
			if k, err := f.font.Kern(&buf, a, b, f.ppem(), font.HintingNone); err == nil && k != 0 {
				set = append(set, kernPair{b, int(k) / 64})
			}
		}
		if set != nil {
			firsts, pairs = append(firsts, a), append(pairs, set)
		}
	}
	if firsts == nil {
		return nil
	}
	return kernTable(firsts, pairs)
}

// kernTable writes a GPOS table with the one feature kern for all scripts: a
// lookup of extensions, each a table of pairs that its offsets can reach.
func kernTable(firsts []GlyphID, pairs [][]kernPair) []byte {
	const reach = 60000
	var subtables [][]byte
	for from := 0; from < len(firsts); {
		to, size := from, 0
		for to < len(firsts) && size < reach {
			size += 8 + 4*len(pairs[to])
			to++
		}
		subtables = append(subtables, pairTable(firsts[from:to], pairs[from:to]))
		from = to
	}
	b := put32(nil, 0x10000)
	b = put16(put16(put16(b, 10), 30), 44)                                 // scripts, features, lookups
	b = append(put16(b, 1), "DFLT"...)                                     // one script
	b = put16(put16(put16(put16(put16(put16(b, 8), 4), 0), 0), 0xffff), 1) // default language
	b = put16(b, 0)                                                        // its feature
	b = append(put16(b, 1), "kern"...)                                     // one feature
	b = put16(put16(put16(put16(b, 8), 0), 1), 0)                          // its lookup
	b = put16(put16(b, 1), 4)                                              // one lookup
	b = put16(put16(put16(b, 9), 0), len(subtables))                       // extensions
	head := len(subtables) * 2
	for i := range subtables {
		b = put16(b, 6+head+8*i)
	}
	at := 8 * len(subtables) // from the first extension
	for i, s := range subtables {
		b = put32(put16(put16(b, 1), 2), at-8*i)
		at += len(s)
	}
	for _, s := range subtables {
		b = append(b, s...)
	}
	return b
}

// pairTable is a subtable of pairs, format 1.
func pairTable(firsts []GlyphID, pairs [][]kernPair) []byte {
	n := len(firsts)
	b := put16(nil, 1)
	b = put16(put16(put16(put16(b, 10+2*n), 4), 0), n)
	at := 10 + 2*n + 4 + 2*n
	for _, set := range pairs {
		b = put16(b, at)
		at += 2 + 4*len(set)
	}
	b = put16(put16(b, 1), n)
	for _, g := range firsts {
		b = put16(b, int(g))
	}
	for _, set := range pairs {
		b = put16(b, len(set))
		for _, p := range set {
			b = put16(put16(b, int(p.second)), p.value)
		}
	}
	return b
}
