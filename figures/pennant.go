package figures

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A pennant is the label of an upright line. It stands above the area, in a strip
// of its own, as high as it must for none to touch another's text or pole.
type pennant struct {
	x       vg.Length // of the pole
	left    vg.Length // of the text
	width   vg.Length
	text    string
	line    int // lowest line of the strip that it takes, from 0
	lines   int
	strong  bool // a solid pole
	hasText bool
	crossed bool // the pole would cross a text and stops at the area
}

const (
	maxPennantLines = 24
	poleGap         = vg.Length(2.5)
)

// pennants places the pennants and tells how many lines of the strip they take.
func (l *layout) pennants() (lines int) {
	l.strip = nil
	for i, r := range l.Lines {
		a, x := l.x, vg.Length(0)
		if !l.categorical() && !r.Vertical || i >= maxLines {
			continue
		}
		if x = l.atX(r.At); !shown(a, r.At) {
			continue
		}
		l.strip = append(l.strip, l.pennant(x, r.Label))
	}
	if l.Kind == Tornado && shown(l.x, l.Center) {
		f := l.pennant(l.atX(l.Center), l.CenterLabel)
		f.strong = true
		l.strip = append(l.strip, f)
	}
	if l.part.inside { // no room for words among small multiples
		for i := range l.strip {
			l.strip[i].hasText = false
		}
		return 0
	}
	l.strip, lines = arranged(l.strip, l.w)
	return lines
}

// arranged places the pennants, the better ones of a few ways: up to some place
// texts stand to the right of their poles, from there on to the left.
func arranged(strip []pennant, width vg.Length) (best []pennant, lines int) {
	slices.SortStableFunc(strip, func(a, b pennant) int { return cmp.Compare(a.x, b.x) })
	least := math.MaxInt
	for split := len(strip); split >= 0; split-- {
		for _, rightFirst := range []bool{true, false} {
			try := slices.Clone(strip)
			hoist(try, split, rightFirst, width)
			top, cost := 0, 0
			for _, f := range try {
				if f.hasText {
					top = max(top, f.line+f.lines)
				}
				if f.crossed {
					cost += 100
				}
			}
			if cost += top; cost < least {
				best, lines, least = try, top, cost
			}
		}
	}
	return best, lines
}

// hoist raises the pennants one after another. Those before split have their
// texts on the right and go from the right to the left, so that no pole meets a
// text; the others the other way round.
func hoist(strip []pennant, split int, rightFirst bool, width vg.Length) {
	var done []pennant
	right := func() {
		for i := split - 1; i >= 0; i-- {
			done = strip[i].raise(done, 0, width)
		}
	}
	left := func() {
		for i := split; i < len(strip); i++ {
			done = strip[i].raise(done, 1, width)
		}
	}
	if rightFirst {
		right()
		left()
		return
	}
	left()
	right()
}

// raise looks for the lowest line where a pennant is free; side is 0 for its
// text on the right. Where a pole cannot but cross a text, it stops below.
func (f *pennant) raise(others []pennant, side vg.Length, width vg.Length) []pennant {
	if !f.hasText {
		return others
	}
	right, left := f.x+poleGap, f.x-f.width-poleGap
	sides := []vg.Length{right, left}
	if side == 1 {
		sides = []vg.Length{left, right}
	}
	sides = append(sides, f.x-f.width/2, min(max(sides[0], edge), width-f.width-edge))
	for _, f.crossed = range []bool{false, true} {
		for f.line = 0; f.line < maxPennantLines; f.line++ {
			for _, f.left = range sides {
				inside := f.left >= edge-0.01 && f.left+f.width <= width-edge+0.01
				if inside && !slices.ContainsFunc(others, f.meets) {
					return append(others, *f)
				}
			}
		}
	}
	f.hasText = false
	return others
}

func (l *layout) pennant(x vg.Length, label string) pennant {
	f := pennant{x: x, text: tickText.wrap(label, l.w*0.6)}
	f.width, _ = tickText.box(f.text)
	f.lines = len(splitLines(f.text))
	f.hasText = f.lines > 0
	return f
}

// meets tells whether two pennants touch: text on text, or a pole through text.
func (f *pennant) meets(o pennant) bool {
	if f.line < o.line+o.lines && o.line < f.line+f.lines && f.left < o.left+o.width+poleGap*2 && o.left < f.left+f.width+poleGap*2 {
		return true
	}
	through := func(pole, text pennant) bool {
		return !pole.crossed && pole.line >= text.line && pole.x > text.left-1 && pole.x < text.left+text.width+1
	}
	return through(*f, o) || through(o, *f)
}

func (l *layout) drawPennants(dc draw.Canvas) {
	for _, f := range l.strip {
		line := referenceStyle
		if f.strong {
			line = draw.LineStyle{Color: Ink, Width: axisWidth}
		}
		top := l.area.Max.Y
		if f.hasText {
			foot := l.area.Max.Y + 2 + vg.Length(f.line)*tickSize*leading
			if !l.categorical() {
				foot += tickText.height(1) / 2
			}
			tickText.put(dc, f.text, vg.Point{X: f.left, Y: foot}, leftBottom)
			if !f.crossed {
				top = foot + tickText.height(f.lines) - 1
			}
			if f.left < f.x && f.left+f.width > f.x { // stands on its pole
				top = min(top, foot-1)
			}
		}
		l.pole(dc, line, f.x, top)
	}
}

// pole draws an upright line, broken where it would run through the text at the
// end of a bar.
func (l *layout) pole(dc draw.Canvas, line draw.LineStyle, x, top vg.Length) {
	var breaks []vg.Rectangle
	for _, b := range l.tailBoxes {
		if x > b.Min.X-1.5 && x < b.Max.X+1.5 {
			breaks = append(breaks, b)
		}
	}
	slices.SortFunc(breaks, func(a, b vg.Rectangle) int { return cmp.Compare(a.Min.Y, b.Min.Y) })
	y := l.area.Min.Y
	for _, b := range breaks {
		if b.Min.Y-0.5 > y {
			dc.StrokeLine2(line, x, y, x, b.Min.Y-0.5)
		}
		y = max(y, b.Max.Y+0.5)
	}
	if top > y {
		dc.StrokeLine2(line, x, y, x, top)
	}
}
