package fonts

import (
	"slices"

	"golang.org/x/image/font/sfnt"
)

// Reading of the GSUB table, as far as it is needed to know which glyphs may
// take the place of others.

// featureLookups lists the lookups of all features whose tag is wanted, in
// order and once each.
func featureLookups(gsub table, want func(tag string) bool) []int {
	var lookups []int
	features := gsub.at(6)
	for i := range features.u16(0) {
		rec := 2 + 6*i
		if rec+6 > len(features) || !want(string(features[rec:rec+4])) {
			continue
		}
		feature := features.at(rec + 4)
		for k := range feature.u16(2) {
			lookups = append(lookups, feature.u16(4+2*k))
		}
	}
	slices.Sort(lookups)
	return slices.Compact(lookups)
}

// eachSubtable calls do for the subtables of a lookup, extensions resolved.
func eachSubtable(gsub table, lookup int, do func(kind int, t table)) {
	lookups := gsub.at(8)
	if lookup >= lookups.u16(0) {
		return
	}
	l := lookups.at(2 + 2*lookup)
	kind := l.u16(0)
	for i := range l.u16(4) {
		t, k := l.at(6+2*i), kind
		if k == 7 {
			k, t = t.u16(2), t.from(t.u32(4))
		}
		do(k, t)
	}
}

// substitutes lists the glyphs that may replace the i-th covered glyph g in a
// subtable of kind 1 (single), 2 (multiple) or 3 (alternate).
func substitutes(kind int, t table, i int, g sfnt.GlyphIndex) []sfnt.GlyphIndex {
	if kind == 1 {
		if t.u16(0) == 1 {
			return []sfnt.GlyphIndex{sfnt.GlyphIndex((int(g) + t.i16(4)) & 0xffff)}
		}
		return []sfnt.GlyphIndex{sfnt.GlyphIndex(t.u16(6 + 2*i))}
	}
	set := t.at(6 + 2*i)
	var out []sfnt.GlyphIndex
	for k := range set.u16(0) {
		out = append(out, sfnt.GlyphIndex(set.u16(2+2*k)))
	}
	return out
}

// nestedLookups lists the lookups that a contextual subtable (5, 6) calls.
// It reads formats by their records' places; glyphs of the context are skipped.
func nestedLookups(kind int, t table) []int {
	var out []int
	records := func(t table, at, n int) {
		for i := range n {
			out = append(out, t.u16(at+4*i+2))
		}
	}
	rule := func(r table) {
		if kind == 5 {
			records(r, 4+2*max(0, r.u16(0)-1), r.u16(2))
			return
		}
		at := 2 + 2*r.u16(0)            // backtrack
		at += 2 + 2*max(0, r.u16(at)-1) // input
		at += 2 + 2*r.u16(at)           // lookahead
		records(r, at+2, r.u16(at))
	}
	switch format := t.u16(0); {
	case format == 3 && kind == 5:
		records(t, 6+2*t.u16(2), t.u16(4))
	case format == 3:
		at := 2
		for range 3 {
			at += 2 + 2*t.u16(at)
		}
		records(t, at+2, t.u16(at))
	default:
		sets := 4
		if format == 2 {
			sets = 6
			if kind == 6 {
				sets = 10
			}
		}
		for i := range t.u16(sets) {
			set := t.at(sets + 2 + 2*i)
			for k := range set.u16(0) {
				rule(set.at(2 + 2*k))
			}
		}
	}
	return out
}
