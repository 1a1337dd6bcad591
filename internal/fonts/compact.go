package fonts

import (
	"slices"

	"golang.org/x/image/font/sfnt"
)

// compactTables are those that a PDF library reads.
var compactTables = []string{"OS/2", "cmap", "glyf", "head", "hhea", "hmtx", "loca", "maxp", "name", "post"}

// Compact returns a TrueType file with some of the face's glyphs alone, without
// hints. The i-th of them stands under the character code(i), so that a PDF
// library that takes only characters of the basic plane can set any glyph; codes
// must grow with i. A glyph may be listed more than once. The same glyphs give
// the same bytes.
func (f *Face) Compact(glyphs []sfnt.GlyphIndex, code func(i int) rune) []byte {
	o := f.outlines()
	order, place := []int{0}, map[int]int{0: 0}
	enter := func(g int) {
		if _, ok := place[g]; !ok && g < o.glyphs {
			place[g] = len(order)
			order = append(order, g)
		}
	}
	for _, g := range glyphs {
		enter(int(g))
	}
	for i := 0; i < len(order); i++ {
		for _, c := range components(o.outline(order[i])) {
			enter(c)
		}
	}
	var hmtx []byte
	for _, g := range order {
		hmtx = append(hmtx, o.metric(g)...)
	}
	glyf, loca := moved(o, order, place)
	with := map[string][]byte{
		"glyf": glyf, "loca": loca, "hmtx": hmtx, "cmap": cmapTable(cmapFormat4(runs(glyphs, place, code)), nil),
		"head": longLoca(rawTable(f.Data, "head")), "post": plainPost(rawTable(f.Data, "post")),
		"hhea": withCount(rawTable(f.Data, "hhea"), 34, len(order)), "maxp": withCount(rawTable(f.Data, "maxp"), 4, len(order)),
	}
	d := table(f.Data)
	for i := range d.u16(4) {
		if tag := string(d[12+16*i : 16+16*i]); !slices.Contains(compactTables, tag) {
			with[tag] = nil
		}
	}
	return replaceTables(f.Data, with)
}

// metric is a glyph's entry in hmtx: its width, and its left edge.
func (o *outlines) metric(g int) []byte {
	n := o.hmtxCount
	if g < n {
		return o.hmtx[4*g : 4*g+4]
	}
	edge := o.hmtx.u16(4*n + 2*(g-n))
	return put16(put16(nil, o.hmtx.u16(4*(n-1))), edge)
}

// moved writes the outlines of some glyphs, in order, with the new places of the
// components of composite ones.
func moved(o *outlines, order []int, place map[int]int) (glyf, loca []byte) {
	for _, g := range order {
		loca = put32(loca, len(glyf))
		from := len(glyf)
		glyf = append(glyf, unhinted(o.outline(g))...)
		outline := table(glyf[from:])
		eachComponent(outline, func(at, _ int) {
			copy(outline[at+2:], put16(nil, place[outline.u16(at+2)]))
		})
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
	}
	return glyf, put32(loca, len(glyf))
}

// runs are the segments of a character map: first code, last code, difference.
func runs(glyphs []sfnt.GlyphIndex, place map[int]int, code func(i int) rune) [][3]int {
	var out [][3]int
	for i, g := range glyphs {
		c := int(code(i))
		delta := place[int(g)] - c
		if n := len(out); n > 0 && out[n-1][1]+1 == c && out[n-1][2] == delta {
			out[n-1][1]++
			continue
		}
		out = append(out, [3]int{c, c, delta})
	}
	return out
}

// withCount replaces a number of 16 bits in a table.
func withCount(t table, at, n int) []byte {
	out := slices.Clone(t)
	copy(out[at:], put16(nil, n))
	return out
}
