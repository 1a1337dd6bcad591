package drawing

import "unicode"

// vertical tells whether a letter stands in a column.
func (l *letter) vertical() bool { return l.st.style.vertical && l.on == nil }

// offset is how far a letter is moved along its line.
func (l *letter) offset() float64 {
	if l.vertical() {
		return l.dy
	}
	return l.dx
}

// below puts a letter of a column under the place that the one before it left,
// and gives the next place. Han and its like stand upright, others lie.
func (l *letter) below(at Point) Point {
	at.X, at.Y = at.X+l.dx, at.Y+l.dy
	size, face := l.st.style.size, l.face()
	if upright(l.r) {
		l.at = Point{at.X - width(face, l.r)*size/2000*l.stretch - l.st.style.down, at.Y + size*0.88}
	} else {
		l.at = Point{at.X - (face.Ascent-face.Descent)/2*size/1000 - l.st.style.down, at.Y}
		l.rotate += 90
	}
	at.Y += l.advance
	return at
}

// upright tells whether a letter stands upright in a column.
func upright(r rune) bool {
	return r >= 0x2e80 && unicode.In(r, unicode.Han, unicode.Hiragana, unicode.Katakana, unicode.Hangul, unicode.Bopomofo) ||
		r >= 0x3000 && r <= 0x303f || r >= 0xff01 && r <= 0xff60
}

// place maps a letter that is set from 0, 0 to where it stands.
func (l *letter) place() Matrix { return translation(l.at.X, l.at.Y).Mul(rotation(l.rotate)) }

// textOutline is the path around the letters of a text.
func (w *drawer) textOutline(n *node, st state) (p Path) {
	for _, l := range w.compose(n, st).letters {
		face := l.face().Or(l.r)
		if face == nil || l.lost {
			continue
		}
		size := l.st.style.size / 1000
		p = append(p, letterOutline(face.Outline(l.r), l.place().Mul(Matrix{A: size * l.stretch, D: size}))...)
	}
	return p
}

// gradientText fills letters with a gradient, where the painter can: their
// outlines, since a page sets text in plain colours.
func (t *typesetter) gradientText(r TextRun, st *state) bool {
	n := t.d.byID[st.style.fill.id]
	if t.gradients == nil || n == nil || n.name == "pattern" {
		return false
	}
	stops := t.stops(n)
	box, ok := t.bounds()
	if len(stops) < 2 || !ok {
		return false
	}
	for i := range stops {
		stops[i].Color = alpha(stops[i].Color, st.style.fillOpacity*st.alpha)
	}
	g, ok := t.gradient(n, box, stops, *st)
	return ok && t.gradients.FillGradient(letterOutlines(r.Face, r.Text, r.X, r.Y, r.Size, r.Stretch), false, g.unrolled(box))
}
