package fonts

import (
	"bytes"
	"compress/zlib"
	"slices"
	"sync"

	"golang.org/x/image/font/sfnt"
)

// subsetFeatures are the substitutions that a subset still offers; their
// results are kept with the glyphs that they start from. Others are switched
// off, since a browser that applied one would print a blank.
var subsetFeatures = map[string]bool{
	"ccmp": true, "locl": true, "rlig": true, "liga": true, "clig": true, "calt": true, "rclt": true, "ssty": true, "dtls": true, "flac": true,
	"tnum": true, "lnum": true, "case": true, "zero": true,
}

// Subset returns a WOFF 1.0 file with the glyphs of some characters and what
// is drawn in their place: ligatures, forms for scripts, larger forms and
// their parts. Glyph ids are those of the face; hinting is left out.
// Characters that the face lacks are passed over. The same characters give the
// same bytes.
func (f *Face) Subset(runes []rune) []byte {
	runes = slices.Compact(slices.Sorted(slices.Values(runes)))
	runes = slices.DeleteFunc(runes, func(r rune) bool { return !f.Has(r) })
	keep := make([]bool, f.Glyphs())
	keep[0] = true
	for _, r := range runes {
		keep[f.Glyph(r)] = true
	}
	f.close(keep)
	o := f.outlines()
	glyf, loca := o.setOutlines(func(g int) []byte {
		if !keep[g] {
			return nil
		}
		return unhinted(o.outline(g))
	})
	with := map[string][]byte{
		"glyf": glyf, "loca": loca, "hmtx": keptMetrics(o, keep), "cmap": f.subsetCmap(runes),
		"head": longLoca(rawTable(f.Data, "head")), "post": plainPost(rawTable(f.Data, "post")),
		"fpgm": nil, "prep": nil, "cvt ": nil, "DSIG": nil, "STAT": nil,
	}
	if gsub := rawTable(f.Data, "GSUB"); gsub != nil {
		with["GSUB"] = offered(switchedOff(gsub))
	}
	if math := rawTable(f.Data, "MATH"); math != nil {
		with["MATH"] = repaired(math)
	}
	if rawTable(f.Data, "GPOS") != nil && count(keep) <= maxKerned {
		with["GPOS"] = f.subsetKerning(keep)
	}
	return woff(replaceTables(f.Data, with))
}

// close adds to the kept glyphs all that can take their place, and the parts
// of composite ones.
func (f *Face) close(keep []bool) {
	gsub := rawTable(f.Data, "GSUB")
	lookups := allLookups(gsub)
	m := f.MathTable()
	for before := -1; before != count(keep); {
		before = count(keep)
		for _, l := range lookups {
			eachSubtable(gsub, l, func(kind int, t table) { closeSubtable(kind, t, keep) })
		}
		for g := range keep {
			if keep[g] && m != nil {
				m.closeGrowth(GlyphID(g), keep)
			}
		}
		for g := range keep {
			if keep[g] {
				for _, c := range components(f.outlines().outline(g)) {
					mark(keep, GlyphID(c))
				}
			}
		}
	}
}

func count(keep []bool) int {
	n := 0
	for _, k := range keep {
		if k {
			n++
		}
	}
	return n
}

func mark(keep []bool, g GlyphID) {
	if int(g) < len(keep) {
		keep[g] = true
	}
}

func kept(keep []bool, g GlyphID) bool { return int(g) < len(keep) && keep[g] }

// allLookups lists the lookups of the features that a subset keeps, with those
// that contextual ones call.
func allLookups(gsub table) []int {
	lookups := featureLookups(gsub, func(tag string) bool { return subsetFeatures[tag] })
	for i := 0; i < len(lookups); i++ {
		eachSubtable(gsub, lookups[i], func(kind int, t table) {
			if kind != 5 && kind != 6 {
				return
			}
			for _, l := range nestedLookups(kind, t) {
				if !slices.Contains(lookups, l) {
					lookups = append(lookups, l)
				}
			}
		})
	}
	return lookups
}

// closeSubtable keeps what a subtable may put in the place of kept glyphs;
// contexts are not looked at, so it may keep a few too many.
func closeSubtable(kind int, t table, keep []bool) {
	switch kind {
	case 1, 2, 3:
		for i, g := range t.at(2).coverage() {
			if kept(keep, g) {
				for _, s := range substitutes(kind, t, i, g) {
					mark(keep, s)
				}
			}
		}
	case 4:
		for i, g := range t.at(2).coverage() {
			if !kept(keep, g) {
				continue
			}
			set := t.at(6 + 2*i)
			for k := range set.u16(0) {
				lig := set.at(2 + 2*k)
				all := true
				for c := 1; c < lig.u16(2); c++ {
					all = all && kept(keep, GlyphID(lig.u16(2+2*c)))
				}
				if all {
					mark(keep, GlyphID(lig.u16(0)))
				}
			}
		}
	}
}

func (m *MathTable) closeGrowth(g sfnt.GlyphIndex, keep []bool) {
	for _, c := range []*Construction{m.vertical[g], m.horizontal[g]} {
		if c == nil {
			continue
		}
		for _, v := range c.Variants {
			mark(keep, v.Glyph)
		}
		for _, p := range c.Parts {
			mark(keep, p.Glyph)
		}
	}
}

// Flags of a composite glyph's components.
const (
	wordArguments   = 1 << 0
	oneScale        = 1 << 3
	moreComponents  = 1 << 5
	twoScales       = 1 << 6
	twoByTwo        = 1 << 7
	hasInstructions = 1 << 8
)

// components lists the glyphs that a composite glyph is made of.
func components(outline table) []int {
	var out []int
	eachComponent(outline, func(at, _ int) { out = append(out, outline.u16(at+2)) })
	return out
}

// eachComponent calls do with the place and the flags of each component, and
// returns the place behind the last.
func eachComponent(outline table, do func(at, flags int)) int {
	if outline.i16(0) >= 0 {
		return len(outline)
	}
	at := 10
	for at+4 <= len(outline) {
		flags := outline.u16(at)
		do(at, flags)
		at += 6
		if flags&wordArguments != 0 {
			at += 2
		}
		switch {
		case flags&oneScale != 0:
			at += 2
		case flags&twoScales != 0:
			at += 4
		case flags&twoByTwo != 0:
			at += 8
		}
		if flags&moreComponents == 0 {
			break
		}
	}
	return min(at, len(outline))
}

// unhinted is a glyph's outline without instructions.
func unhinted(outline table) []byte {
	contours := outline.i16(0)
	switch {
	case len(outline) < 10:
		return nil
	case contours < 0:
		out := slices.Clone(outline)
		end := eachComponent(outline, func(at, flags int) {
			out[at] &^= byte(hasInstructions >> 8)
		})
		return out[:end]
	}
	at := 10 + 2*contours
	n := outline.u16(at)
	if at+2+n > len(outline) {
		return outline
	}
	out := slices.Clone(outline[:at+2])
	out[at], out[at+1] = 0, 0
	return append(out, outline[at+2+n:]...)
}

// keptMetrics blanks the widths of glyphs that are left out, for compression.
func keptMetrics(o *outlines, keep []bool) []byte {
	out := slices.Clone(o.hmtx)
	for g := range min(o.hmtxCount-1, len(keep)) {
		if !keep[g] && 4*g+4 <= len(out) {
			clear(out[4*g : 4*g+4])
		}
	}
	return out
}

func longLoca(head table) []byte {
	out := slices.Clone(head)
	if len(out) > 51 {
		out[50], out[51] = 0, 1
	}
	return out
}

// plainPost is a post table without glyph names.
func plainPost(post table) []byte {
	if len(post) < 32 {
		return post
	}
	out := slices.Clone(post[:32])
	copy(out, []byte{0, 3, 0, 0})
	return out
}

func (f *Face) subsetCmap(runes []rune) []byte {
	var four [][3]int
	var twelve []byte
	groups := 0
	for i := 0; i < len(runes); {
		from, g := int(runes[i]), int(f.Glyph(runes[i]))
		n := 1
		for i+n < len(runes) && int(runes[i+n]) == from+n && int(f.Glyph(runes[i+n])) == g+n && (from+n)>>16 == from>>16 {
			n++
		}
		if from < 0xffff {
			four = append(four, [3]int{from, from + n - 1, g - from})
		}
		twelve = put32(put32(put32(twelve, from), from+n-1), g)
		groups++
		i += n
	}
	head := put32(put32(put16(put16(nil, 12), 0), 16+12*groups), 0)
	return cmapTable(cmapFormat4(four), append(put32(head, groups), twelve...))
}

// switchedOff empties the features that a subset does not keep.
func switchedOff(gsub table) []byte {
	out := slices.Clone(gsub)
	features := gsub.at(6)
	base := gsub.u16(6)
	stays := map[int]bool{}
	for i := range features.u16(0) {
		rec := 2 + 6*i
		if subsetFeatures[string(features[rec:rec+4])] {
			stays[features.u16(rec+4)] = true
		}
	}
	for i := range features.u16(0) {
		at := features.u16(2 + 6*i + 4)
		if !stays[at] && base+at+4 <= len(out) {
			out[base+at+2], out[base+at+3] = 0, 0
		}
	}
	return out
}

// offered lets all scripts have the features of the script "math", if there is
// one: browsers do not ask for that script by themselves, and without it there
// are no forms for small sizes.
func offered(gsub []byte) []byte {
	t := table(gsub)
	scripts := t.at(4)
	for i := range scripts.u16(0) {
		rec := 2 + 6*i
		if string(scripts[rec:rec+4]) != "math" || len(gsub) > 0xff00 {
			continue
		}
		lang := scripts.at(rec + 4).at(0)
		tags := []string{"DFLT", "grek", "latn", "math"}
		out := slices.Clone(gsub)
		for len(out)%2 != 0 {
			out = append(out, 0)
		}
		copy(out[4:], []byte{byte(len(out) >> 8), byte(len(out))})
		out = put16(out, len(tags))
		for _, tag := range tags {
			out = put16(append(out, tag...), 2+6*len(tags))
		}
		out = put16(put16(out, 4), 0)
		return append(out, lang[:6+2*lang.u16(4)]...)
	}
	return gsub
}

// woff packs a TrueType file as WOFF 1.0.
//
// Source: W3C Recommendation "WOFF File Format 1.0", 13 December 2012.
func woff(ttf []byte) []byte {
	d := table(ttf)
	n := d.u16(4)
	var dir, body []byte
	base := 44 + 20*n
	for i := range n {
		rec := 12 + 16*i
		off, size := d.u32(rec+8), d.u32(rec+12)
		data := deflated(ttf[off : off+size])
		dir = append(dir, ttf[rec:rec+4]...)
		dir = put32(put32(put32(dir, base+len(body)), len(data)), size)
		dir = append(dir, ttf[rec+4:rec+8]...)
		body = append(body, data...)
		for len(body)%4 != 0 {
			body = append(body, 0)
		}
	}
	head := append([]byte("wOFF"), ttf[:4]...)
	head = put32(head, base+len(body))
	head = put32(put16(put16(head, n), 0), len(ttf))
	head = append(head, make([]byte, 44-len(head))...)
	return append(append(head, dir...), body...)
}

// packLevel is twice as fast as the best level; pages are 0.5 % longer at most.
const packLevel = 4

// deflaters are kept: each takes a megabyte, more than most tables.
var deflaters = sync.Pool{New: func() any {
	w, err := zlib.NewWriterLevel(nil, packLevel)
	if err != nil {
		panic(err) // the level is a constant
	}
	return w
}}

// deflated compresses a table, unless that makes it longer.
func deflated(data []byte) []byte {
	var b bytes.Buffer
	w := deflaters.Get().(*zlib.Writer)
	defer deflaters.Put(w)
	w.Reset(&b)
	if _, err := w.Write(data); err != nil {
		panic(err) // a buffer takes everything
	}
	if err := w.Close(); err != nil {
		panic(err)
	}
	if b.Len() >= len(data) {
		return data
	}
	return b.Bytes()
}
