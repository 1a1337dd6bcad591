package math

import (
	"slices"
	"strings"
)

// flat writes one part of a row, in an mstyle if commands changed its style.
func (w *mathWriter) flat(f flat, sp spaceAround, form string) {
	wraps := 0
	if f.style.color != "" && f.style.color != currentColor {
		w.open("mrow", "mathcolor", f.style.color)
		w.done()
		wraps++
		f.style.color = ""
	}
	if f.scale != 1 && f.scale != 0 {
		w.open("mrow", "mathsize", em(f.scale))
		w.done()
		wraps++
	}
	w.node(f.node, f.style, sp, form)
	for range wraps {
		w.end("mrow")
	}
}

func (w *mathWriter) node(n node, st mathStyle, sp spaceAround, form string) {
	switch n := n.(type) {
	case *symbol:
		w.symbol(n, st, sp, form)
	case *words:
		w.words(n)
	case *row:
		w.part(n, st)
	case *space:
		if n.mu != 0 {
			w.space(n.mu / 18)
		}
	case *scripts:
		w.scripts(n, st, sp)
	case *fraction:
		w.fraction(n, st)
	case *radical:
		if n.index == nil {
			w.wrap("msqrt", n.body, st)
			return
		}
		w.open("mroot")
		w.done()
		w.part(n.body, st)
		w.part(n.index, mathStyle{level: 2, color: st.color})
		w.end("mroot")
	case *fenced:
		w.fenced(n, st)
	case *middle:
		w.leaf("mo", n.delim, "fence", "true", "lspace", em(sp.left/18), "rspace", em(sp.right/18), "stretchy", "true")
	case *accent:
		w.accent(n, st)
	case *bar:
		name, mark := "mover", "‾"
		if n.under {
			name, mark = "munder", "\u0332"
		}
		w.open(name)
		w.done()
		w.part(n.body, st)
		w.leaf("mo", mark, "stretchy", "true")
		w.end(name)
	case *brace:
		name := "mover"
		if n.under {
			name = "munder"
		}
		w.open(name)
		w.done()
		w.part(n.body, st)
		w.leaf("mo", string(n.mark), "stretchy", "true")
		w.end(name)
	case *stack:
		w.underOver(func() { w.part(n.base, st) }, n.under, n.over, st)
	case *arrow:
		w.arrow(n, st, sp)
	case *table:
		w.table(n, st)
	case *tagged:
		w.tagged(n, st)
	default:
		w.box(n, st, sp)
	}
}

// wrap writes an element around a part.
func (w *mathWriter) wrap(name string, n node, st mathStyle, attrs ...string) {
	w.open(name, attrs...)
	w.done()
	if r, ok := n.(*row); ok {
		w.row(flatten(r.items, st))
	} else if n != nil {
		w.row(flatten([]node{n}, st))
	}
	w.end(name)
}

// Operators whose room in a browser's dictionary is not what TeX gives them
// are the rule; so room is always written, except the dictionary's own default.
const dictionaryDefault = 5

func (w *mathWriter) symbol(s *symbol, st mathStyle, sp spaceAround, form string) {
	text := s.text
	if s.negated {
		text += "\u0338"
	}
	switch s.kind {
	case number:
		w.leaf("mn", inFace(text, s.face))
	case letter:
		w.letters(text, s.face)
	case function:
		w.leaf("mi", text)
		if len([]rune(text)) == 1 {
			return
		}
	case sign:
		if s.face == faceBold {
			text = inFace(text, s.face)
		}
		w.leaf("mi", text, upright(text)...)
	default:
		w.operator(s, text, st, sp, form)
	}
}

// upright keeps browsers from slanting a single letter.
func upright(text string) []string {
	r := []rune(text)
	if len(r) == 1 && faceItalic.in(r[0]) != r[0] {
		return []string{"mathvariant", "normal"}
	}
	return nil
}

func (w *mathWriter) letters(text string, f face) {
	r := []rune(text)
	switch {
	case f == faceAuto && len(r) == 1 && automatic(r[0]) == faceItalic:
		w.leaf("mi", text) // slanted by the browser
	case f == faceAuto, f == faceUpright:
		w.leaf("mi", text, upright(text)...)
	case f == faceItalic && len(r) == 1:
		if faceAuto.in(r[0]) == faceItalic.in(r[0]) {
			w.leaf("mi", text)
			return
		}
		w.leaf("mi", inFace(text, f))
	default:
		w.leaf("mi", inFace(text, f))
	}
}

var bigSizes = [...]string{"", "1.2em", "1.8em", "2.4em", "3em"}

// stretches lists the characters that browsers stretch by themselves.
const stretches = "()[]{}|‖⌈⌉⌊⌋⟨⟩⟦⟧⟮⟯⎰⎱⟪⟫↑↓↕⇑⇓⇕/\\∣∥"

func (w *mathWriter) operator(s *symbol, text string, st mathStyle, sp spaceAround, form string) {
	w.open("mo")
	if form != "" {
		w.attr("form", form)
	}
	if s.cls == op && s.large {
		if !st.display {
			w.attr("largeop", "false")
		}
		w.attr("movablelimits", "false")
	}
	plainFence := s.cls == opening || s.cls == closing
	if s.big > 0 {
		w.attr("stretchy", "true")
		w.attr("symmetric", "true")
	} else if strings.ContainsAny(text, stretches) {
		w.attr("stretchy", "false")
	}
	if !(plainFence && s.big == 0 && sp == spaceAround{}) && (sp.left != dictionaryDefault || sp.right != dictionaryDefault || s.cls != rel) {
		w.attr("lspace", em(sp.left/18))
		w.attr("rspace", em(sp.right/18))
	}
	if s.big > 0 {
		w.attr("minsize", bigSizes[s.big])
		w.attr("maxsize", bigSizes[s.big])
	}
	w.done()
	w.text(text)
	w.end("mo")
}

// words are mtext; spaces at the ends would be trimmed and are made fixed.
func (w *mathWriter) words(n *words) {
	text := n.text
	var classes []string
	if n.bold {
		classes = append(classes, "math-bold")
	}
	if n.italic {
		classes = append(classes, "math-italic")
	}
	if n.mono {
		classes = append(classes, "math-mono")
	}
	if n.sans { // no page has a face without serifs, but the math face has letters
		text = inFace(text, faceSans)
	}
	if strings.HasPrefix(text, " ") {
		text = "\u00a0" + text[1:]
	}
	if strings.HasSuffix(text, " ") {
		text = text[:len(text)-1] + "\u00a0"
	}
	if classes == nil {
		w.leaf("mtext", text)
		return
	}
	w.leaf("mtext", text, "class", strings.Join(classes, " "))
}

// limitsOf tells whether scripts go above and below.
func limitsOf(s *scripts, display bool) bool {
	switch s.limits {
	case limitsYes:
		return true
	case limitsNo:
		return false
	}
	switch b := s.base.(type) {
	case *symbol:
		return b.limits && display
	case *classed:
		return b.limits && display
	case *brace:
		return true
	case *stack:
		return b.cls == op && display
	}
	return false
}

func (w *mathWriter) scripts(s *scripts, st mathStyle, sp spaceAround) {
	base := func() {
		if s.base == nil {
			w.open("mrow")
			w.done()
			w.end("mrow")
			return
		}
		if y, ok := s.base.(*symbol); ok && y.big > 0 { // as the base itself, it would not grow
			w.open("mrow")
			w.done()
			w.node(s.base, st, sp, "")
			w.leaf("mi", "")
			w.end("mrow")
			return
		}
		if isOperator(s.base) {
			w.node(s.base, st, sp, "")
			return
		}
		w.part(s.base, st)
	}
	if limitsOf(s, st.display) {
		w.underOver(base, s.sub, s.sup, st)
		return
	}
	name := "msubsup"
	switch {
	case s.sup == nil && s.sub == nil:
		base()
		return
	case s.sup == nil:
		name = "msub"
	case s.sub == nil:
		name = "msup"
	}
	w.open(name)
	w.done()
	base()
	for _, n := range []node{s.sub, s.sup} {
		if n != nil {
			w.part(n, st.script())
		}
	}
	w.end(name)
}

func (w *mathWriter) underOver(base func(), under, over node, st mathStyle) {
	name := "munderover"
	switch {
	case under == nil && over == nil:
		base()
		return
	case over == nil:
		name = "munder"
	case under == nil:
		name = "mover"
	}
	w.open(name)
	w.done()
	base()
	for _, n := range []node{under, over} {
		if n != nil {
			w.part(n, st.script())
		}
	}
	w.end(name)
}

func (w *mathWriter) fraction(f *fraction, st mathStyle) {
	if f.style != styleKeep {
		st = st.to(f.style)
		w.mstyle(st)
	}
	if f.open != "" || f.close != "" {
		w.open("mrow")
		w.done()
		w.fence(f.open, "prefix", true)
	}
	w.open("mfrac")
	switch {
	case f.rule == 0:
		w.attr("linethickness", "0")
	case f.rule != standardRule:
		w.attr("linethickness", em(f.rule))
	}
	w.done()
	inner := st.inner()
	if f.continued {
		inner = mathStyle{display: true, level: st.level, color: st.color}
		w.mstyle(inner)
		w.part(f.num, inner)
		w.end("mstyle")
		w.mstyle(inner)
		w.part(f.den, inner)
		w.end("mstyle")
	} else {
		w.part(f.num, inner)
		w.part(f.den, inner)
	}
	w.end("mfrac")
	if f.open != "" || f.close != "" {
		w.fence(f.close, "postfix", true)
		w.end("mrow")
	}
	if f.style != styleKeep {
		w.end("mstyle")
	}
}

func (w *mathWriter) mstyle(st mathStyle) {
	display := "false"
	if st.display {
		display = "true"
	}
	w.open("mstyle", "displaystyle", display, "scriptlevel", string(rune('0'+st.level)))
	w.done()
}

func (w *mathWriter) fence(text, form string, grows bool) {
	if text == "" {
		return
	}
	stretchy := "true"
	if !grows {
		stretchy = "false"
	}
	w.leaf("mo", text, "fence", "true", "form", form, "stretchy", stretchy)
}

// tall tells whether delimiters around a part must grow. Browsers give those
// that may grow the width of their largest form, so the others are told not to.
func tall(n node) bool {
	switch n := n.(type) {
	case nil:
		return false
	case *symbol:
		return n.big > 0 || n.large
	case *scripts:
		if _, ok := n.base.(*symbol); !ok || limitsOf(n, true) {
			return true
		}
	case *row, *words, *space, *accent, *styled, *colored, *failure, *phantom, *middle, *classed, *fenced:
	default:
		return true
	}
	return slices.ContainsFunc(children(n), tall)
}

func (w *mathWriter) fenced(f *fenced, st mathStyle) {
	w.open("mrow")
	w.done()
	grows := tall(f.body)
	w.fence(f.open, "prefix", grows)
	w.row(flatten(f.body.items, st))
	w.fence(f.close, "postfix", grows)
	w.end("mrow")
}

func (w *mathWriter) accent(a *accent, st mathStyle) {
	name, attr := "mover", "accent"
	if a.under {
		name, attr = "munder", "accentunder"
	}
	w.open(name, attr, "true")
	w.done()
	body := a.body
	if !a.under {
		body = undotted(body)
	}
	w.part(body, st)
	switch {
	case a.wide:
		w.leaf("mo", a.text, "stretchy", "true")
	case a.mark == 0x20d7, a.mark == 0x20db: // the signs of the line are too large
		w.leaf("mo", a.text, "stretchy", "false", "mathsize", "70%")
	default:
		w.leaf("mo", a.text, "stretchy", "false")
	}
	w.end(name)
}

func (w *mathWriter) arrow(a *arrow, st mathStyle, sp spaceAround) {
	mark := func() {
		w.leaf("mo", string(a.mark), "lspace", em(sp.left/18), "rspace", em(sp.right/18), "stretchy", "true", "minsize", "1.75em")
	}
	label := func(n node) {
		if n == nil {
			return
		}
		w.open("mrow")
		w.done()
		w.space(0.6)
		w.part(n, st.script())
		w.space(0.6)
		w.end("mrow")
	}
	over, under := a.over, a.under
	if r, ok := over.(*row); ok && len(r.items) == 0 {
		over = nil
	}
	name := map[[2]bool]string{{true, true}: "munderover", {true, false}: "munder", {false, true}: "mover"}[[2]bool{under != nil, over != nil}]
	if name == "" {
		mark()
		return
	}
	w.open(name)
	w.done()
	mark()
	label(under)
	label(over)
	w.end(name)
}
