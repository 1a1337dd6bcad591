package drawing

import (
	"image/color"
	"strings"
	"unicode"

	"reckon/internal/fonts"
)

// Text is laid out letter by letter, as far as places are given for letters,
// then gathered into runs of one style. Files name faces that are not at hand:
// text is set in the report's, at its size, and where the file says how long a
// text is (textLength) it is stretched to that.

const (
	maxLetters = 50_000 // of one text element
	maxRun     = 500    // letters drawn at once

	lettersOfElement = 50 // that cost as much as one element
)

// A letter is a character with what is asked of it.
type letter struct {
	r        rune
	st       *state // of the element that holds it
	x, y     float64
	hasX     bool
	hasY     bool
	dx, dy   float64
	rotate   float64
	from     *node // the element that holds it
	advance  float64
	stretch  float64
	at       Point // once laid out
	newChunk bool
	on       *track // that it follows
	lost     bool   // beyond the end of its track
	apart    bool   // set apart from its neighbours to reach a length
}

// A typesetter gathers the letters of one text element.
type typesetter struct {
	*drawer
	n       *node
	letters []letter
	spans   []span // elements that give places to letters
	lengths []span // elements that say how long they are
	space   bool   // the last letter was a collapsed space
	on      *track // that the next letters follow
	follows int    // paths so far
	box     *rect  // around all letters, once it is asked for
}

// A span is an element over a range of letters.
type span struct {
	n        *node
	st       state
	from, to int
}

// text draws a text element.
func (w *drawer) text(n *node, st state) {
	t := w.compose(n, st)
	for i := 0; i < len(t.letters); {
		if t.letters[i].lost {
			i++
			continue
		}
		j := i + 1
		for j < len(t.letters) && j-i < maxRun && t.joins(j) {
			j++
		}
		t.run(t.letters[i:j])
		i = j
	}
}

// compose lays the letters of a text element out.
func (w *drawer) compose(n *node, st state) *typesetter {
	t := &typesetter{drawer: w, n: n, space: true}
	t.gather(n, st)
	if k := len(t.letters); k > 0 && t.letters[k-1].r == ' ' && !t.letters[k-1].st.style.preserve {
		t.letters = t.letters[:k-1] // a space at the end
	}
	for _, s := range t.spans {
		t.place(s)
	}
	t.measure()
	t.left -= len(t.letters) / lettersOfElement
	t.layout()
	t.follow()
	return t
}

// gather lists the letters of an element, white space as XML's space asks.
func (t *typesetter) gather(n *node, st state) {
	from := len(t.letters)
	// Places of outer elements give way to those of inner ones: outer first.
	index := len(t.spans)
	t.spans = append(t.spans, span{n: n, st: st, from: from})
	for _, c := range n.children {
		switch c.name {
		case "":
			t.characters(c.text, n, &st)
		case "tspan", "a":
			own := st
			own.style = st.style.with(c, st.context)
			if own.style.display && t.left > 0 {
				t.left--
				own.alpha *= own.style.opacity
				t.gather(c, own)
			}
		case "textPath":
			t.gatherOn(c, st)
		}
	}
	t.spans[index].to = len(t.letters)
	if _, ok := parseLength(n.attrs["textLength"]); ok {
		t.lengths = append(t.lengths, t.spans[index])
	}
}

// gatherOn lists the letters of a textPath element. Those of one that has no
// path are not shown.
func (t *typesetter) gatherOn(n *node, st state) {
	st.style = st.style.with(n, st.context)
	t.follows++
	if !st.style.display || t.on != nil || t.follows > maxTextPath {
		return
	}
	if t.on = t.track(n, st); t.on != nil {
		st.alpha *= st.style.opacity
		t.space = true
		t.gather(n, st)
	}
	t.on = nil
}

func (t *typesetter) characters(text string, n *node, st *state) {
	for _, r := range text {
		if len(t.letters) >= maxLetters {
			return
		}
		if r == '\n' || r == '\t' || r == '\r' {
			r = ' '
		}
		if r == ' ' && t.space && !st.style.preserve {
			continue
		}
		t.space = r == ' '
		t.letters = append(t.letters, letter{r: r, st: st, from: n, stretch: 1, on: t.on})
	}
}

// place gives the letters of a span the places that its element lists.
func (t *typesetter) place(s span) {
	em := s.st.style.size
	list := func(name string, whole float64) (v []float64) {
		for _, f := range strings.FieldsFunc(s.n.attrs[name], func(r rune) bool { return r == ' ' || r == ',' }) {
			l, ok := parseLength(f)
			if !ok {
				break
			}
			v = append(v, l.pixels(em, whole))
		}
		return v
	}
	set := func(v []float64, do func(l *letter, v float64)) {
		for i := 0; i < len(v) && s.from+i < s.to && s.from+i < len(t.letters); i++ {
			do(&t.letters[s.from+i], v[i])
		}
	}
	set(list("x", s.st.w), func(l *letter, v float64) { l.x, l.hasX = v, true })
	set(list("y", s.st.h), func(l *letter, v float64) { l.y, l.hasY = v, true })
	set(list("dx", s.st.w), func(l *letter, v float64) { l.dx = v })
	set(list("dy", s.st.h), func(l *letter, v float64) { l.dy = v })
	turns := numbers(s.n.attrs["rotate"])
	for i := s.from; i < s.to && i < len(t.letters) && len(turns) > 0; i++ {
		t.letters[i].rotate = turns[min(i-s.from, len(turns)-1)]
	}
}

// measure finds the advances, stretched where a length is stated.
func (t *typesetter) measure() {
	for i := range t.letters {
		l := &t.letters[i]
		face := l.face()
		l.advance = width(face, l.r) * l.st.style.size / 1000
		if i > 0 && t.letters[i-1].from == l.from && !l.hasX && face.Has(l.r) {
			t.letters[i-1].advance += face.Kern(t.letters[i-1].r, l.r) * l.st.style.size / 1000
		}
		l.advance += l.st.style.letter.pixels(l.st.style.size, 0)
		if l.r == ' ' || l.r == '\u00a0' {
			l.advance += l.st.style.word.pixels(l.st.style.size, 0)
		}
	}
	for _, s := range t.lengths {
		t.stretch(s)
	}
}

// stretch gives a span the length that its element states.
func (t *typesetter) stretch(s span) {
	l, _ := parseLength(s.n.attrs["textLength"])
	want, have := l.pixels(s.st.style.size, s.st.w), 0.0
	to := min(s.to, len(t.letters))
	for i := s.from; i < to; i++ {
		if i > s.from && (t.letters[i].hasX || t.letters[i].hasY) {
			return // letters have places of their own
		}
		have += t.letters[i].advance + t.letters[i].dx
	}
	n := to - s.from
	if !(want > 0 && have > 0) || n == 0 {
		return
	}
	for i := s.from; i < to; i++ {
		if s.n.attrs["lengthAdjust"] == "spacingAndGlyphs" {
			t.letters[i].advance *= want / have
			t.letters[i].stretch *= want / have
		} else if n > 1 && i < to-1 {
			t.letters[i].advance += (want - have) / float64(n-1)
		}
		if s.n.attrs["lengthAdjust"] != "spacingAndGlyphs" {
			t.letters[i].apart = true
		}
	}
}

// layout puts the letters in place: chunk by chunk, each anchored as its first
// letter says.
func (t *typesetter) layout() {
	var at Point
	for i := 0; i < len(t.letters); {
		on := t.letters[i].on
		if on != nil && (i == 0 || t.letters[i-1].on != on) {
			at = Point{on.start, 0}
		} else if on == nil && i > 0 && t.letters[i-1].on != nil { // behind the path
			last := t.letters[i-1].on
			at = last.points[len(last.points)-1]
		}
		if l := t.letters[i]; l.hasX {
			at.X = l.x
			if on != nil {
				at.X += on.start
			}
		}
		if l := t.letters[i]; l.hasY {
			at.Y = l.y
		}
		j, length := i, 0.0
		for ; j < len(t.letters) && (j == i || !t.letters[j].hasX && !t.letters[j].hasY && t.letters[j].on == on); j++ {
			length += t.letters[j].offset() + t.letters[j].advance
		}
		t.letters[i].newChunk = true
		back := map[string]float64{"middle": length / 2, "end": length}[t.letters[i].st.style.anchor]
		if t.letters[i].vertical() {
			at.Y -= back
		} else {
			at.X -= back
		}
		for ; i < j; i++ {
			l := &t.letters[i]
			if l.vertical() {
				at = l.below(at)
				continue
			}
			at.X, at.Y = at.X+l.dx, at.Y+l.dy
			l.at = Point{at.X, at.Y + l.shift()}
			at.X += l.advance
		}
	}
}

// shift moves a letter down from the baseline of the text, as its style asks.
func (l *letter) shift() (down float64) {
	size, face := l.st.style.size, l.face()
	baseline := l.st.style.baseline
	if l.st.style.align != "" && l.st.style.align != "auto" && l.st.style.align != "baseline" {
		baseline = l.st.style.align
	}
	switch baseline {
	case "middle":
		down += face.XHeight / 2 * size / 1000
	case "central":
		down += (face.Ascent - face.Descent) / 2 * size / 1000
	case "hanging":
		down += face.Ascent * 0.8 * size / 1000
	case "mathematical":
		down += face.Ascent / 2 * size / 1000
	case "text-before-edge", "text-top", "before-edge":
		down += face.Ascent * size / 1000
	case "text-after-edge", "text-bottom", "after-edge", "ideographic":
		down -= face.Descent * size / 1000
	}
	return down + l.st.style.down
}

func (l *letter) face() *fonts.Face {
	if l.st.style.mono {
		return fonts.Mono()
	}
	return fonts.Text(l.st.style.bold, l.st.style.italic)
}

// width is the advance of a character, in thousandths of an em; a guess for
// what no face has.
func width(face *fonts.Face, r rune) float64 {
	if f := face.Or(r); f != nil {
		return f.Advance(r)
	}
	switch {
	case unicode.Is(unicode.Mn, r) || unicode.IsControl(r):
		return 0
	case r >= 0x2e80:
		return 1000
	}
	return 600
}

func runWidth(run fonts.Run) (sum float64) {
	if run.Face != nil {
		return run.Face.Width(run.Text)
	}
	for _, r := range run.Text {
		sum += width(fonts.Text(false, false), r)
	}
	return sum
}

// joins tells whether a letter goes on with the run before it.
func (t *typesetter) joins(i int) bool {
	l, last := t.letters[i], t.letters[i-1]
	return l.from == last.from && !l.newChunk && l.on == nil && last.on == nil && !l.vertical() && l.dx == 0 && l.dy == 0 && l.rotate == 0 && last.rotate == 0 && l.stretch == last.stretch &&
		l.st.style.letter.v == 0 && l.st.style.word.v == 0 && !l.apart
}

// run draws letters of one style.
func (t *typesetter) run(letters []letter) {
	first := letters[0]
	c, ok := t.textColor(first)
	if !ok || first.st.style.hidden {
		return
	}
	var b strings.Builder
	for _, l := range letters {
		b.WriteRune(l.r)
	}
	at := first.at
	if first.rotate != 0 {
		t.p.Save()
		t.p.Transform(translation(at.X, at.Y).Mul(rotation(first.rotate)))
		at = Point{}
	}
	face := first.face()
	x := at.X
	for _, run := range face.Runs(b.String()) {
		f := run.Face
		if f == nil {
			f = face
		}
		if visible(run.Text) {
			around := func() {}
			if s := first.st.style; !s.stroke.none {
				around = func() {
					t.stroke(letterOutlines(f, run.Text, x, at.Y, s.size, first.stretch), *first.st)
				}
			}
			if first.st.style.strokeFirst {
				around()
			}
			r := TextRun{X: x, Y: at.Y, Text: run.Text, Face: f, Size: first.st.style.size, Stretch: first.stretch, Color: c}
			if s := first.st.style.fill; !s.none && (s.id == "" || !t.gradientText(r, first.st)) {
				t.p.Text(r)
			}
			if !first.st.style.strokeFirst {
				around()
			}
		}
		x += runWidth(run) * first.st.style.size / 1000 * first.stretch
	}
	last := letters[len(letters)-1]
	t.decorate(first, at, last.at.X+last.advance-first.at.X, c)
	if first.rotate != 0 {
		t.p.Restore()
	}
}

// textColor is the colour of text, of its outline where it has no other.
func (t *typesetter) textColor(l letter) (c color.NRGBA, ok bool) {
	s := l.st.style
	p, opacity := s.fill, s.fillOpacity
	if p.none {
		p, opacity = s.stroke, s.strokeOpacity
	}
	if p.none {
		return c, false
	}
	if p.id != "" {
		p.color = t.middleColor(p.id)
	}
	c = alpha(p.color, opacity*l.st.alpha)
	return c, c.A > 0 || p.id != ""
}

func (t *typesetter) decorate(l letter, at Point, length float64, c color.NRGBA) {
	size := l.st.style.size
	y, ok := map[string]float64{"underline": 0.12, "line-through": -0.26, "overline": -0.8}[l.st.style.decoration]
	if ok {
		t.p.Fill(rectangle(rect{at.X, at.Y + y*size - 0.03*size, length, 0.06 * size}), false, c)
	}
}

// textBounds is the box around a text.
func (w *drawer) textBounds(n *node, st state) (rect, bool) {
	st.style = st.style.with(n, st.context)
	return w.compose(n, st).bounds()
}

func (t *typesetter) bounds() (rect, bool) {
	if t.box != nil {
		return *t.box, t.box.w > 0 && t.box.h > 0
	}
	var p Path
	for _, l := range t.letters {
		f, m := l.face(), l.place()
		for _, q := range []Point{{0, -f.Ascent * l.st.style.size / 1000}, {l.advance, f.Descent * l.st.style.size / 1000}} {
			p.move(m.Apply(q))
		}
	}
	box, ok := p.bounds()
	t.box = &box
	return box, ok
}
