package fonts

import (
	"golang.org/x/image/font/sfnt"
)

// An OutlineStep is a step of an outline, to the last point of its kind. Points
// are in thousandths of an em with y downwards from the baseline.
type OutlineStep struct {
	Op     sfnt.SegmentOp
	Points [3][2]float64
}

// Outline gives the outline of r's glyph; nil for one that has none.
func (f *Face) Outline(r rune) []OutlineStep {
	g := f.glyph(r)
	if g.index == 0 {
		return nil
	}
	buf := f.pool.Get().(*sfnt.Buffer)
	defer f.pool.Put(buf)
	segments, err := f.font.LoadGlyph(buf, g.index, f.ppem(), nil)
	if err != nil {
		return nil
	}
	steps := make([]OutlineStep, len(segments))
	for i, s := range segments {
		steps[i].Op = s.Op
		for k, p := range s.Args {
			steps[i].Points[k] = [2]float64{f.milli(p.X), f.milli(p.Y)}
		}
	}
	return steps
}
