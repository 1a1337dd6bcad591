package drawing

import (
	"golang.org/x/image/font/sfnt"

	"reckon/internal/fonts"
)

// letterOutlines is the path around the letters of a run, whose baseline begins
// at x, y.
func letterOutlines(f *fonts.Face, text string, x, y, size, stretch float64) (p Path) {
	last := rune(-1)
	for _, r := range text {
		if last >= 0 {
			x += f.Kern(last, r) * size / 1000 * stretch
		}
		p = append(p, letterOutline(f.Outline(r), Matrix{size / 1000 * stretch, 0, 0, size / 1000, x, y})...)
		x += f.Advance(r) * size / 1000 * stretch
		last = r
	}
	return p
}

func letterOutline(steps []fonts.OutlineStep, m Matrix) (p Path) {
	at := func(q [2]float64) Point { return m.Apply(Point{q[0], q[1]}) }
	for _, s := range steps {
		switch s.Op {
		case sfnt.SegmentOpMoveTo:
			if len(p) > 0 {
				p.close()
			}
			p.move(at(s.Points[0]))
		case sfnt.SegmentOpLineTo:
			p.line(at(s.Points[0]))
		case sfnt.SegmentOpQuadTo:
			from, c, to := p[len(p)-1].End(), at(s.Points[0]), at(s.Points[1])
			third := func(a Point) Point { return Point{a.X + 2*(c.X-a.X)/3, a.Y + 2*(c.Y-a.Y)/3} }
			p.curve(third(from), third(to), to)
		case sfnt.SegmentOpCubeTo:
			p.curve(at(s.Points[0]), at(s.Points[1]), at(s.Points[2]))
		}
	}
	if len(p) > 0 {
		p.close()
	}
	return p
}
