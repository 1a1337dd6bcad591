package pdf

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"golang.org/x/image/font/sfnt"

	"reckon/internal/fonts"
)

// A fontUse is a face as one document uses it.
type fontUse struct {
	face    *fonts.Face
	name    string                     // in content streams: F0, F1, ...
	data    []byte                     // of the file that is embedded
	code    func(sfnt.GlyphIndex) rune // nil: codes are characters
	meaning map[rune]string            // code -> the text it stands for
}

// typeface returns the document's use of a face, entering it at the first call.
func (r *renderer) typeface(f *fonts.Face) *fontUse {
	if u, ok := r.uses[f]; ok {
		return u
	}
	u := &fontUse{face: f, name: fmt.Sprintf("F%d", len(r.fonts)), data: f.Data, meaning: map[rune]string{}}
	if f == fonts.Math() {
		u.data, u.code = f.Indexed()
	}
	r.uses[f] = u
	r.fonts = append(r.fonts, u)
	return u
}

// rune enters a character and returns its code.
func (u *fontUse) rune(c rune) rune {
	if u.code == nil {
		if _, ok := u.meaning[c]; !ok {
			u.meaning[c] = string(c)
		}
		return c
	}
	return u.glyph(u.face.Glyph(c), string(c))
}

// glyph enters a glyph of a face that is used by glyphs.
func (u *fontUse) glyph(g sfnt.GlyphIndex, text string) rune {
	code := u.code(g)
	if _, ok := u.meaning[code]; !ok {
		u.meaning[code] = text
	}
	return code
}

// codes lists what is used, in order.
func (u *fontUse) codes() []rune { return slices.Sorted(maps.Keys(u.meaning)) }

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
	g := glyphRun{use: r.typeface(face)}
	var last rune = -1
	for _, c := range run.Text {
		if last >= 0 {
			k := face.Kern(last, c)
			g.adjust[len(g.adjust)-1] = k
			g.width += k
		}
		code := g.use.rune(c)
		if t, ok := ligatureText[c]; ok {
			g.use.meaning[code] = t
		}
		g.codes = append(g.codes, code)
		g.adjust = append(g.adjust, 0)
		g.width += face.Advance(c)
		last = c
	}
	s.runs = append(s.runs, g)
	s.width += g.width
}
