package pdf

import (
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/image/font/sfnt"

	"reckon/internal/fonts"
)

// A fontUse is a face as one document uses it: glyphs have codes in the order
// in which they are first met.
type fontUse struct {
	face   *fonts.Face
	name   string // in content streams: F0, F1, ...
	glyphs []sfnt.GlyphIndex
	texts  []string // what each of them stands for
	codes  map[glyphText]rune
	runes  map[rune]rune // character -> code
}

// A glyphText is a glyph that stands for a text; the same glyph may stand for
// others, as that of a space does.
type glyphText struct {
	glyph sfnt.GlyphIndex
	text  string
}

// codeOf is the code of the i-th glyph. It leaves out the codes that the PDF
// library takes for its own, and every other one: the library's table of widths
// takes time with the square of neighbouring codes.
func codeOf(i int) rune { return rune(0x100 + 2*i) }

// typeface returns the document's use of a face, entering it at the first call.
func (r *renderer) typeface(f *fonts.Face) *fontUse {
	if u, ok := r.uses[f]; ok {
		return u
	}
	u := &fontUse{face: f, name: fmt.Sprintf("F%d", len(r.fonts)), codes: map[glyphText]rune{}, runes: map[rune]rune{}}
	r.uses[f] = u
	r.fonts = append(r.fonts, u)
	return u
}

// rune enters a character and returns its code.
func (u *fontUse) rune(c rune) rune {
	if code, ok := u.runes[c]; ok {
		return code
	}
	text, ok := ligatureText[c]
	if !ok {
		text = string(c)
	}
	code := u.glyph(u.face.Glyph(c), text)
	u.runes[c] = code
	return code
}

// glyph enters a glyph and returns its code.
func (u *fontUse) glyph(g sfnt.GlyphIndex, text string) rune {
	key := glyphText{g, text}
	code, ok := u.codes[key]
	if !ok {
		code = codeOf(len(u.glyphs))
		u.codes[key] = code
		u.glyphs, u.texts = append(u.glyphs, g), append(u.texts, text)
	}
	return code
}

// all is a text of all codes.
func (u *fontUse) all() string {
	codes := make([]rune, len(u.glyphs))
	for i := range codes {
		codes[i] = codeOf(i)
	}
	return string(codes)
}

// A shape is text as glyphs. Lengths are in thousandths of an em.
type shape struct {
	runs  []glyphRun
	width float64
}

// A glyphRun is a stretch of a shape in one face.
type glyphRun struct {
	use    *fontUse
	codes  []rune
	adjust []float64 // kern behind each code
	width  float64
}

type shapeKey struct {
	face *fonts.Face
	text string
}

// ligatures are those of the text faces that have characters of their own.
var ligatures = strings.NewReplacer("ffi", "ﬃ", "ffl", "ﬄ", "ff", "ﬀ", "fi", "ﬁ", "fl", "ﬂ")

var ligatureText = map[rune]string{'ﬃ': "ffi", 'ﬄ': "ffl", 'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl"}

// ligatureList has longer ones first.
var ligatureList = [...]struct {
	text string
	c    rune
}{{"ffi", 'ﬃ'}, {"ffl", 'ﬄ'}, {"ff", 'ﬀ'}, {"fi", 'ﬁ'}, {"fl", 'ﬂ'}}

// quickWidth measures plain text without setting it; false where that takes
// more than one face or more than ASCII.
func quickWidth(f *fonts.Face, text string) (width float64, ok bool) {
	var last rune = -1
	joins := f != fonts.Mono()
	for i := 0; i < len(text); i++ {
		c := rune(text[i])
		if c >= utf8.RuneSelf {
			return 0, false
		}
		if c == 'f' && joins {
			var n int
			if c, n = ligature(text[i:]); n > 0 {
				i += n - 1
			}
		}
		advance := f.Advance(c)
		if advance == 0 {
			return 0, false
		}
		width += advance
		if last >= 0 {
			width += f.Kern(last, c)
		}
		last = c
	}
	return width, true
}

// ligature is the character for the first letters of a text that begins with
// f, and how many they are; 0 for none.
func ligature(text string) (c rune, n int) {
	for _, l := range ligatureList {
		if strings.HasPrefix(text, l.text) {
			return l.c, len(l.text)
		}
	}
	return 'f', 0
}

// shapeText sets text in a face, with ligatures, kerning and fallback faces.
func (r *renderer) shapeText(f *fonts.Face, text string) *shape {
	key := shapeKey{f, text}
	if s, ok := r.shapes[key]; ok {
		return s
	}
	s := &shape{}
	set := text
	if f != fonts.Mono() && strings.Contains(text, "f") {
		set = ligatures.Replace(text)
	}
	for _, run := range f.Runs(set) {
		s.add(r, run)
	}
	r.shapes[key] = s
	return s
}

func (s *shape) add(r *renderer, run fonts.Run) {
	face := run.Face
	if face == nil {
		for _, c := range run.Text {
			r.missing(c)
		}
		face, run.Text = fonts.Text(false, false), strings.Repeat("?", len([]rune(run.Text)))
	}
	n := utf8.RuneCountInString(run.Text)
	g := glyphRun{use: r.typeface(face), codes: make([]rune, 0, n), adjust: make([]float64, 0, n)}
	var last rune = -1
	for _, c := range run.Text {
		if last >= 0 {
			k := face.Kern(last, c)
			g.adjust[len(g.adjust)-1] = k
			g.width += k
		}
		g.codes = append(g.codes, g.use.rune(c))
		g.adjust = append(g.adjust, 0)
		g.width += face.Advance(c)
		last = c
	}
	s.runs = append(s.runs, g)
	s.width += g.width
}

// labelGap is the space between Chinese and Latin text in a label, in
// thousandths of an em.
const labelGap = 200

// label sets a text of a drawing. Its place and width were chosen by others, so
// that the space between Chinese and Latin text is taken from that between all
// its characters.
func (r *renderer) label(f *fonts.Face, text string) *shape {
	whole := r.shapeText(f, text)
	if !r.han || len(whole.runs) < 2 {
		return whole
	}
	runs := f.Runs(text)
	if len(runs) != len(whole.runs) {
		return whole
	}
	out := &shape{runs: slices.Clone(whole.runs), width: whole.width}
	gaps, glyphs := 0, 0
	for i := range out.runs {
		run := &out.runs[i]
		run.adjust = slices.Clone(run.adjust)
		glyphs += len(run.adjust)
		if i+1 < len(runs) && spaced(runs[i].Text, runs[i+1].Text) {
			gaps++
			run.adjust[len(run.adjust)-1] += labelGap
			run.width += labelGap
		}
	}
	if gaps == 0 || glyphs < 2 {
		return whole
	}
	less := float64(gaps*labelGap) / float64(glyphs-1)
	for i := range out.runs {
		run := &out.runs[i]
		for j := range run.adjust {
			if i+1 < len(out.runs) || j+1 < len(run.adjust) {
				run.adjust[j] -= less
				run.width -= less
			}
		}
	}
	return out
}

// spaced tells whether a space belongs between two texts that meet: one in
// Chinese characters, the other in letters or digits.
func spaced(a, b string) bool {
	x, _ := utf8.DecodeLastRuneInString(a)
	y, _ := utf8.DecodeRuneInString(b)
	latin := func(c rune) bool { return classOf(c) == letters && (unicode.IsLetter(c) || unicode.IsDigit(c)) }
	return classOf(x) == han && latin(y) || latin(x) && classOf(y) == han
}
