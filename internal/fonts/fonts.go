// Package fonts holds the embedded faces and measures text in them.
//
// [Text], [Math] and [Mono] return faces; [Face.Or] falls back to a face that
// has a glyph. Lengths are in thousandths of an em.
package fonts

import (
	_ "embed"
	"fmt"
	"math"
	"sync"
	"sync/atomic"

	"golang.org/x/image/font"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
)

var (
	//go:embed faces/STIXTwoText-Regular.ttf
	textRegular []byte
	//go:embed faces/STIXTwoText-Italic.ttf
	textItalic []byte
	//go:embed faces/STIXTwoText-Bold.ttf
	textBold []byte
	//go:embed faces/STIXTwoText-BoldItalic.ttf
	textBoldItalic []byte
	//go:embed faces/STIXTwoMath-Regular.ttf
	mathRegular []byte
	//go:embed faces/SourceCodePro-Regular.ttf
	monoRegular []byte
	//go:embed faces/NotoSerifSC-Regular.ttf
	hanRegular []byte
	//go:embed faces/NotoSerifSC-Bold.ttf
	hanBold []byte
)

// A Face is one embedded font file. Faces are shared and safe for use by
// several goroutines.
type Face struct {
	Family string // "STIX Two Text"
	Bold   bool
	Italic bool
	Data   []byte // the TrueType file; do not change it

	once  sync.Once
	font  *sfnt.Font
	pool  sync.Pool                              // *sfnt.Buffer
	latin [latinMost]atomic.Pointer[glyph]       // of the first characters, which are asked for all the time
	runes sync.Map                               // rune -> *glyph
	ascii [asciiCount * asciiCount]atomic.Uint32 // kerning: 1 + bits of a float32; 0 is not known yet
	kerns sync.Map                               // [2]sfnt.GlyphIndex -> float64

	Ascent, Descent, CapHeight, XHeight float64 // thousandths of an em, above and below the baseline; both positive
}

const (
	latinMost  = 0x250
	asciiFirst = ' '
	asciiCount = 0x7f - asciiFirst
)

type glyph struct {
	index   sfnt.GlyphIndex
	advance float64
}

func face(family string, bold, italic bool, data []byte) *Face {
	return &Face{Family: family, Bold: bold, Italic: italic, Data: data}
}

var (
	regular     = face("STIX Two Text", false, false, textRegular)
	italic      = face("STIX Two Text", false, true, textItalic)
	bold        = face("STIX Two Text", true, false, textBold)
	boldItalic  = face("STIX Two Text", true, true, textBoldItalic)
	mathematics = face("STIX Two Math", false, false, mathRegular)
	monospaced  = face("Source Code Pro", false, false, monoRegular)
	hanFace     = face("Noto Serif SC", false, false, hanRegular)
	hanBoldFace = face("Noto Serif SC", true, false, hanBold)
	fallbacks   = []*Face{regular, mathematics, hanFace, monospaced}
	// A bold face falls back to bold Han, not to synthetic weight.
	boldFallbacks = []*Face{bold, mathematics, hanBoldFace, monospaced}
)

// Text returns the face for running text.
func Text(isBold, isItalic bool) *Face {
	switch {
	case isBold && isItalic:
		return boldItalic.load()
	case isBold:
		return bold.load()
	case isItalic:
		return italic.load()
	}
	return regular.load()
}

// Math returns the face for formulas; it has a MATH table.
func Math() *Face { return mathematics.load() }

// Mono returns the face for code.
func Mono() *Face { return monospaced.load() }

// Han returns the face for Chinese. It has no italic: Chinese marks emphasis in
// other ways, and a slanted copy would be a fake.
func Han(isBold bool) *Face {
	if isBold {
		return hanBoldFace.load()
	}
	return hanFace.load()
}

// All lists every embedded face in a fixed order.
func All() []*Face {
	all := []*Face{regular, italic, bold, boldItalic, mathematics, monospaced, hanFace, hanBoldFace}
	for _, f := range all {
		f.load()
	}
	return all
}

func (f *Face) load() *Face {
	f.once.Do(func() {
		parsed, err := sfnt.Parse(f.Data)
		if err != nil {
			panic(fmt.Sprintf("embedded face %s: %v", f.Family, err)) // the file is ours: a programmer's mistake
		}
		f.font = parsed
		f.pool.New = func() any { return new(sfnt.Buffer) }
		buf := new(sfnt.Buffer)
		m, err := parsed.Metrics(buf, f.ppem(), font.HintingNone)
		if err != nil {
			panic(fmt.Sprintf("embedded face %s: %v", f.Family, err))
		}
		f.Ascent, f.Descent = f.milli(m.Ascent), f.milli(m.Descent)
		f.CapHeight, f.XHeight = f.milli(m.CapHeight), f.milli(m.XHeight)
	})
	return f
}

// ppem asks sfnt for font units, which our faces have a thousand of in an em.
func (f *Face) ppem() fixed.Int26_6 { return fixed.I(int(f.font.UnitsPerEm())) }

func (f *Face) milli(x fixed.Int26_6) float64 {
	return float64(x) / 64 * 1000 / float64(f.font.UnitsPerEm())
}

func (f *Face) glyph(r rune) *glyph {
	if r >= 0 && r < latinMost {
		if g := f.latin[r].Load(); g != nil {
			return g
		}
		g := f.find(r)
		f.latin[r].Store(g)
		return g
	}
	if g, ok := f.runes.Load(r); ok {
		return g.(*glyph)
	}
	g := f.find(r)
	f.runes.Store(r, g)
	return g
}

// find reads a character's glyph from the file.
func (f *Face) find(r rune) *glyph {
	f.load()
	buf := f.pool.Get().(*sfnt.Buffer)
	defer f.pool.Put(buf)
	g := &glyph{}
	if index, err := f.font.GlyphIndex(buf, r); err == nil && index != 0 {
		g.index = index
		if adv, err := f.font.GlyphAdvance(buf, index, f.ppem(), font.HintingNone); err == nil {
			g.advance = f.milli(adv)
		}
	}
	return g
}

// Has tells whether the face has a glyph for r.
func (f *Face) Has(r rune) bool { return f.glyph(r).index != 0 }

// Glyph returns the index of r's glyph, 0 if there is none.
func (f *Face) Glyph(r rune) sfnt.GlyphIndex { return f.glyph(r).index }

// Advance returns the width of r; 0 if the face lacks it.
func (f *Face) Advance(r rune) float64 { return f.glyph(r).advance }

// Kern returns what to add between a and b, mostly negative or zero.
func (f *Face) Kern(a, b rune) float64 {
	x, y := a-asciiFirst, b-asciiFirst
	if x < 0 || y < 0 || x >= asciiCount || y >= asciiCount {
		return f.kern(a, b)
	}
	known := &f.ascii[x*asciiCount+y]
	if k := known.Load(); k != 0 {
		return float64(math.Float32frombits(k - 1))
	}
	k := float32(f.kern(a, b)) // our faces have a thousand units in an em: whole numbers
	known.Store(math.Float32bits(k) + 1)
	return float64(k)
}

func (f *Face) kern(a, b rune) float64 {
	ga, gb := f.glyph(a).index, f.glyph(b).index
	if ga == 0 || gb == 0 {
		return 0
	}
	key := [2]sfnt.GlyphIndex{ga, gb}
	if k, ok := f.kerns.Load(key); ok {
		return k.(float64)
	}
	buf := f.pool.Get().(*sfnt.Buffer)
	defer f.pool.Put(buf)
	var kern float64
	if k, err := f.font.Kern(buf, ga, gb, f.ppem(), font.HintingNone); err == nil {
		kern = f.milli(k)
	}
	f.kerns.Store(key, kern)
	return kern
}

// Width returns the width of text with kerning. Runes that the face lacks
// count nothing: split with [Face.Runs] first.
func (f *Face) Width(text string) float64 {
	var w float64
	var last rune = -1
	for _, r := range text {
		w += f.Advance(r)
		if last >= 0 {
			w += f.Kern(last, r)
		}
		last = r
	}
	return w
}

// Or returns f if it has r, else the first fallback face that does, else nil:
// a missing glyph, which is a finding.
func (f *Face) Or(r rune) *Face {
	if f.Has(r) {
		return f
	}
	others := fallbacks
	if f.Bold {
		others = boldFallbacks
	}
	for _, g := range others {
		if g.load().Has(r) {
			return g
		}
	}
	return nil
}

// A Run is text that one face can print.
type Run struct {
	Face *Face // nil: no face has these runes
	Text string
}

// Runs splits text into runs of one face each, f wherever it can.
func (f *Face) Runs(text string) []Run {
	var runs []Run
	for _, r := range text {
		g := f.Or(r)
		if n := len(runs); n > 0 && runs[n-1].Face == g {
			runs[n-1].Text += string(r)
			continue
		}
		runs = append(runs, Run{g, string(r)})
	}
	return runs
}
