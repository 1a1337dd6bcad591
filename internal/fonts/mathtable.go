package fonts

import (
	"slices"
	"sync"

	"golang.org/x/image/font/sfnt"
)

// A MathTable is what a face's MATH table says about setting formulas, and its
// GSUB table about glyphs for small sizes. Lengths are in thousandths of an em.
//
// Source: OpenType specification 1.9, "MATH — the mathematical typesetting
// table". Device corrections are not read: outlines are not hinted here.
type MathTable struct {
	MathConstants
	MinConnectorOverlap float64

	italics, accents     map[sfnt.GlyphIndex]float64
	extended             map[sfnt.GlyphIndex]bool
	kerns                map[sfnt.GlyphIndex][4]table
	vertical, horizontal map[sfnt.GlyphIndex]*Construction
	script               map[sfnt.GlyphIndex][]sfnt.GlyphIndex
	milli                func(int) float64
}

// MathConstants are named as in the specification; the first two are fractions
// of 1, the last is a fraction of the radical's height.
type MathConstants struct {
	ScriptScale, ScriptScriptScale                                 float64
	DelimitedSubFormulaMinHeight, DisplayOperatorMinHeight         float64
	MathLeading, AxisHeight, AccentBaseHeight                      float64
	FlattenedAccentBaseHeight                                      float64
	SubscriptShiftDown, SubscriptTopMax, SubscriptBaselineDropMin  float64
	SuperscriptShiftUp, SuperscriptShiftUpCramped                  float64
	SuperscriptBottomMin, SuperscriptBaselineDropMax               float64
	SubSuperscriptGapMin, SuperscriptBottomMaxWithSubscript        float64
	SpaceAfterScript                                               float64
	UpperLimitGapMin, UpperLimitBaselineRiseMin                    float64
	LowerLimitGapMin, LowerLimitBaselineDropMin                    float64
	StackTopShiftUp, StackTopDisplayStyleShiftUp                   float64
	StackBottomShiftDown, StackBottomDisplayStyleShiftDown         float64
	StackGapMin, StackDisplayStyleGapMin                           float64
	StretchStackTopShiftUp, StretchStackBottomShiftDown            float64
	StretchStackGapAboveMin, StretchStackGapBelowMin               float64
	FractionNumeratorShiftUp, FractionNumeratorDisplayStyleShiftUp float64
	FractionDenominatorShiftDown                                   float64
	FractionDenominatorDisplayStyleShiftDown                       float64
	FractionNumeratorGapMin, FractionNumDisplayStyleGapMin         float64
	FractionRuleThickness                                          float64
	FractionDenominatorGapMin, FractionDenomDisplayStyleGapMin     float64
	SkewedFractionHorizontalGap, SkewedFractionVerticalGap         float64
	OverbarVerticalGap, OverbarRuleThickness, OverbarExtraAscender float64
	UnderbarVerticalGap, UnderbarRuleThickness                     float64
	UnderbarExtraDescender                                         float64
	RadicalVerticalGap, RadicalDisplayStyleVerticalGap             float64
	RadicalRuleThickness, RadicalExtraAscender                     float64
	RadicalKernBeforeDegree, RadicalKernAfterDegree                float64
	RadicalDegreeBottomRaise                                       float64
}

// A Construction tells how a glyph grows: in steps, then from parts.
type Construction struct {
	Variants []Variant // from small to large; the first is mostly the glyph itself
	Parts    []Part    // from bottom to top, or left to right; empty if it cannot be built
	Italic   float64   // italic correction of the assembly
}

// A Variant is a larger form; Size is its extent in the direction of growth.
type Variant struct {
	Glyph sfnt.GlyphIndex
	Size  float64
}

// A Part is a piece of an assembly. Neighbours overlap by at most the
// connectors that meet; extenders may be repeated or left out.
type Part struct {
	Glyph      sfnt.GlyphIndex
	Start, End float64 // lengths of the straight connectors
	Size       float64 // full extent
	Extender   bool
}

// A Corner of a glyph, for [MathTable.Kern].
type Corner int

// The corners, in the order of the MATH table.
const (
	TopRight Corner = iota
	TopLeft
	BottomRight
	BottomLeft
)

var mathTables sync.Map // *Face -> *MathTable

// MathTable reads the face's MATH table once; nil if it has none.
func (f *Face) MathTable() *MathTable {
	if m, ok := mathTables.Load(f); ok {
		return m.(*MathTable)
	}
	m, _ := mathTables.LoadOrStore(f, readMathTable(f))
	return m.(*MathTable)
}

func readMathTable(f *Face) *MathTable {
	t := rawTable(f.Data, "MATH")
	if t == nil {
		return nil
	}
	m := &MathTable{milli: f.outlines().milli}
	m.readConstants(t.at(4))
	info := t.at(6)
	m.italics = m.readValues(info.at(0))
	m.accents = m.readValues(info.at(2))
	m.extended = map[sfnt.GlyphIndex]bool{}
	for _, g := range info.at(4).coverage() {
		m.extended[g] = true
	}
	m.kerns = map[sfnt.GlyphIndex][4]table{}
	kerns := info.at(6)
	for i, g := range kerns.at(0).coverage() {
		var corners [4]table
		for c := range corners {
			corners[c] = kerns.at(4 + 8*i + 2*c)
		}
		m.kerns[g] = corners
	}
	variants := t.at(8)
	m.MinConnectorOverlap = m.milli(variants.u16(0))
	nv, nh := variants.u16(6), variants.u16(8)
	m.vertical = m.readConstructions(variants, 2, 10, nv)
	m.horizontal = m.readConstructions(variants, 4, 10+2*nv, nh)
	m.script = scriptVariants(rawTable(f.Data, "GSUB"))
	return m
}

func (m *MathTable) readConstants(t table) {
	c := &m.MathConstants
	c.ScriptScale, c.ScriptScriptScale = float64(t.i16(0))/100, float64(t.i16(2))/100
	c.DelimitedSubFormulaMinHeight, c.DisplayOperatorMinHeight = m.milli(t.u16(4)), m.milli(t.u16(6))
	at := 8
	for _, field := range []*float64{
		&c.MathLeading, &c.AxisHeight, &c.AccentBaseHeight, &c.FlattenedAccentBaseHeight, &c.SubscriptShiftDown,
		&c.SubscriptTopMax, &c.SubscriptBaselineDropMin, &c.SuperscriptShiftUp, &c.SuperscriptShiftUpCramped,
		&c.SuperscriptBottomMin, &c.SuperscriptBaselineDropMax, &c.SubSuperscriptGapMin, &c.SuperscriptBottomMaxWithSubscript,
		&c.SpaceAfterScript, &c.UpperLimitGapMin, &c.UpperLimitBaselineRiseMin, &c.LowerLimitGapMin,
		&c.LowerLimitBaselineDropMin, &c.StackTopShiftUp, &c.StackTopDisplayStyleShiftUp, &c.StackBottomShiftDown,
		&c.StackBottomDisplayStyleShiftDown, &c.StackGapMin, &c.StackDisplayStyleGapMin, &c.StretchStackTopShiftUp,
		&c.StretchStackBottomShiftDown, &c.StretchStackGapAboveMin, &c.StretchStackGapBelowMin, &c.FractionNumeratorShiftUp,
		&c.FractionNumeratorDisplayStyleShiftUp, &c.FractionDenominatorShiftDown, &c.FractionDenominatorDisplayStyleShiftDown,
		&c.FractionNumeratorGapMin, &c.FractionNumDisplayStyleGapMin, &c.FractionRuleThickness, &c.FractionDenominatorGapMin,
		&c.FractionDenomDisplayStyleGapMin, &c.SkewedFractionHorizontalGap, &c.SkewedFractionVerticalGap,
		&c.OverbarVerticalGap, &c.OverbarRuleThickness, &c.OverbarExtraAscender, &c.UnderbarVerticalGap,
		&c.UnderbarRuleThickness, &c.UnderbarExtraDescender, &c.RadicalVerticalGap, &c.RadicalDisplayStyleVerticalGap,
		&c.RadicalRuleThickness, &c.RadicalExtraAscender, &c.RadicalKernBeforeDegree, &c.RadicalKernAfterDegree,
	} {
		*field = m.milli(t.i16(at))
		at += 4
	}
	c.RadicalDegreeBottomRaise = float64(t.i16(at)) / 100
}

// readValues reads a coverage with one value for each glyph.
func (m *MathTable) readValues(t table) map[sfnt.GlyphIndex]float64 {
	values := map[sfnt.GlyphIndex]float64{}
	for i, g := range t.at(0).coverage() {
		values[g] = m.milli(t.i16(4 + 4*i))
	}
	return values
}

func (m *MathTable) readConstructions(t table, coverage, offsets, count int) map[sfnt.GlyphIndex]*Construction {
	all := map[sfnt.GlyphIndex]*Construction{}
	for i, g := range t.at(coverage).coverage() {
		if i >= count {
			break
		}
		ct := t.at(offsets + 2*i)
		c := &Construction{}
		for v := range ct.u16(2) {
			c.Variants = append(c.Variants, Variant{sfnt.GlyphIndex(ct.u16(4 + 4*v)), m.milli(ct.u16(6 + 4*v))})
		}
		if parts := ct.at(0); parts != nil {
			c.Italic = m.milli(parts.i16(0))
			for p := range parts.u16(4) {
				rec := 6 + 10*p
				part := Part{
					Glyph: sfnt.GlyphIndex(parts.u16(rec)), Start: m.milli(parts.u16(rec + 2)), End: m.milli(parts.u16(rec + 4)),
					Size: m.milli(parts.u16(rec + 6)), Extender: parts.u16(rec+8)&1 != 0,
				}
				if reversed(parts, p) {
					part.Start, part.End = part.End, part.Start
				}
				c.Parts = append(c.Parts, part)
			}
		}
		all[g] = c
	}
	return all
}

// reversed tells that the p-th part of an assembly has its connector at the
// outer side: in STIX Two, the heads of → and ↔ do, and browsers then refuse
// to stretch the arrow.
func reversed(parts table, p int) bool {
	n := parts.u16(4)
	start, end := parts.u16(6+10*p+2), parts.u16(6+10*p+4)
	switch {
	case n < 2:
		return false
	case p == 0:
		return end == 0 && start > 0
	case p == n-1:
		return start == 0 && end > 0
	}
	return false
}

// stretchStackShifts is the place, in the constants, of StretchStackTopShiftUp
// and StretchStackBottomShiftDown.
const stretchStackShifts = 8 + 4*24

// repaired is a MATH table for browsers: no connector is at the wrong side,
// and labels of arrows keep the gap that the face asks for and no more, as they
// do in our own layout. By its shifts they would hover an em away.
func repaired(math table) []byte {
	out := slices.Clone(math)
	if at := math.u16(4) + stretchStackShifts; at+6 <= len(out) {
		clear(out[at : at+2])
		clear(out[at+4 : at+6])
	}
	variants := math.at(8)
	base := math.u16(8)
	for i := range variants.u16(6) + variants.u16(8) {
		at := variants.u16(10 + 2*i)
		parts := variants.from(at).at(0)
		if parts == nil {
			continue
		}
		at += base + variants.from(at).u16(0)
		for p := range parts.u16(4) {
			if rec := at + 6 + 10*p; reversed(parts, p) && rec+6 <= len(out) {
				copy(out[rec+2:], []byte{math[rec+4], math[rec+5], math[rec+2], math[rec+3]})
			}
		}
	}
	return out
}

// Italic returns the italic correction of a glyph, 0 for an upright one.
func (m *MathTable) Italic(g sfnt.GlyphIndex) float64 { return m.italics[g] }

// TopAccent returns the place, from the glyph's origin, over which an accent
// is centred; false if the face leaves it to the middle.
func (m *MathTable) TopAccent(g sfnt.GlyphIndex) (float64, bool) {
	x, ok := m.accents[g]
	return x, ok
}

// Extended tells whether a glyph is a tall form, whose scripts are placed by
// its height.
func (m *MathTable) Extended(g sfnt.GlyphIndex) bool { return m.extended[g] }

// Vertical returns how a glyph grows upwards; nil if it does not.
func (m *MathTable) Vertical(g sfnt.GlyphIndex) *Construction { return m.vertical[g] }

// Horizontal returns how a glyph grows sideways; nil if it does not.
func (m *MathTable) Horizontal(g sfnt.GlyphIndex) *Construction { return m.horizontal[g] }

// Kern returns the cut-in at a corner of a glyph at a height over its baseline.
func (m *MathTable) Kern(g sfnt.GlyphIndex, c Corner, height float64) float64 {
	corners, ok := m.kerns[g]
	if !ok || corners[c] == nil {
		return 0
	}
	t := corners[c]
	n := t.u16(0)
	i := 0
	for i < n && m.milli(t.i16(2+4*i)) <= height {
		i++
	}
	return m.milli(t.i16(2 + 4*n + 4*i))
}

// Script returns the form of a glyph for scripts (level 1) and scripts of
// scripts (level 2 and above), which is the glyph itself where there is no
// other.
func (m *MathTable) Script(g sfnt.GlyphIndex, level int) sfnt.GlyphIndex {
	alternates := m.script[g]
	if level <= 0 || len(alternates) == 0 {
		return g
	}
	return alternates[min(level, len(alternates))-1]
}

// scriptVariants reads the feature ssty: single (1) and alternate (3)
// substitutions, straight or as extensions (7).
func scriptVariants(gsub table) map[sfnt.GlyphIndex][]sfnt.GlyphIndex {
	variants := map[sfnt.GlyphIndex][]sfnt.GlyphIndex{}
	for _, lookup := range featureLookups(gsub, func(tag string) bool { return tag == "ssty" }) {
		eachSubtable(gsub, lookup, func(kind int, t table) {
			if kind != 1 && kind != 3 {
				return
			}
			for i, g := range t.at(2).coverage() {
				if _, ok := variants[g]; !ok {
					variants[g] = substitutes(kind, t, i, g)
				}
			}
		})
	}
	return variants
}
