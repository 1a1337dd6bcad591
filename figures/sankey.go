package figures

import (
	"image/color"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// flowColours is the number of colours of flows: those of the theme less grey,
// which marks a single source.
const (
	flowColours = 5
	flowAlpha   = 0xc4
)

func flowColour(palette []color.NRGBA, i int) color.NRGBA {
	switch {
	case i < 0:
		return palette[4]
	case i < 4:
		return palette[i]
	}
	return palette[5]
}

func (s *sankey) draw(dc draw.Canvas) {
	for k := 0; k < len(s.strands); {
		n := 1 // strands of one flow stand together
		for k+n < len(s.strands) && s.strands[k+n].flow == s.strands[k].flow {
			n++
		}
		s.ribbon(dc, s.strands[k:k+n])
		k += n
	}
	for _, st := range s.stages {
		if x := s.x[st.column]; st.value > 0 && st.node >= 0 {
			dc.FillPolygon(flowColour(strokes, st.color), corners(x, x+nodeWidth, s.up(st.y), s.up(st.y+st.h)))
		}
	}
	for _, st := range s.stages {
		if st.value > 0 && st.node >= 0 {
			s.label(dc, st)
		}
	}
	for k := range s.strands {
		s.value(dc, k)
	}
}

func corners(x0, x1, y0, y1 vg.Length) []vg.Point {
	return []vg.Point{{X: x0, Y: y0}, {X: x1, Y: y0}, {X: x1, Y: y1}, {X: x0, Y: y1}}
}

// up turns a place from above into one from below.
func (s *sankey) up(y vg.Length) vg.Length { return s.h - y }

func (s *sankey) label(dc draw.Canvas, st stage) {
	x := s.x[st.column]
	if st.column == len(s.columns)-1 && len(s.columns) > 1 {
		tickText.put(dc, st.text, vg.Point{X: x + nodeWidth + 4, Y: s.up(st.y + st.h/2)}, leftMiddle)
		return
	}
	tickText.put(dc, st.text, vg.Point{X: x, Y: s.up(st.y - 2.5)}, leftBottom)
}

// tint is the colour of a flow: its source's, or its target's where the source
// is neutral.
func (s *sankey) tint(f strand) color.NRGBA {
	c := s.stages[s.Flows[f.flow].From].color
	if c < 0 {
		c = s.stages[s.Flows[f.flow].To].color
	}
	return faded(flowColour(tints, c), flowAlpha)
}

// ends are where a strand begins and stops.
func (s *sankey) ends(f strand) (x0, x1 vg.Length) {
	from := s.stages[f.from].column
	x0, x1 = s.x[from]+nodeWidth, s.x[s.stages[f.to].column]
	return x0, x1
}

// ribbon draws the strands of one flow: level behind each column as far as its
// labels reach, then curved.
func (s *sankey) ribbon(dc draw.Canvas, strands []strand) {
	var p vg.Path
	bend := func(f strand) (x0, level, middle, x1 vg.Length) {
		x0, x1 = s.ends(f)
		level = x0
		if !f.back {
			level = min(x0+s.lead[s.stages[f.from].column], x1-(x1-x0)*0.3)
		}
		return x0, level, (level + x1) / 2, x1
	}
	for k, f := range strands {
		x0, level, middle, x1 := bend(f)
		a, c := s.up(f.yFrom), s.up(f.yTo)
		if k == 0 {
			p.Move(vg.Point{X: x0, Y: a})
		}
		p.Line(vg.Point{X: level, Y: a})
		p.CubeTo(vg.Point{X: middle, Y: a}, vg.Point{X: middle, Y: c}, vg.Point{X: x1, Y: c})
	}
	for k := len(strands) - 1; k >= 0; k-- {
		f := strands[k]
		x0, level, middle, x1 := bend(f)
		b, d := s.up(f.yFrom+f.h), s.up(f.yTo+f.h)
		p.Line(vg.Point{X: x1, Y: d})
		p.CubeTo(vg.Point{X: middle, Y: d}, vg.Point{X: middle, Y: b}, vg.Point{X: level, Y: b})
		p.Line(vg.Point{X: x0, Y: b})
	}
	p.Close()
	dc.SetColor(s.tint(strands[0]))
	dc.Fill(p)
}

// value writes the text of a flow onto it, where it is thick enough and the
// labels of its ends do not say the same.
func (s *sankey) value(dc draw.Canvas, k int) {
	f := s.strands[k]
	text := label(s.Flows[f.flow].Text)
	from, to := s.stages[f.from], s.stages[s.Flows[f.flow].To]
	if text == "" || from.node < 0 || f.h < tickText.height(1)+1.5 {
		return
	}
	says := func(st stage, ties []int) bool {
		return len(ties) == 1 && st.node >= 0 && s.Nodes[st.node].Value == unbroken(text)
	}
	if says(from, from.out) || says(to, to.in) {
		return
	}
	x0, x1 := s.ends(f)
	if tickText.width(text)+8 > max(s.lead[from.column], (x1-x0)*0.5) {
		return
	}
	tintText.put(dc, text, vg.Point{X: x0 + 4, Y: s.up(f.yFrom + f.h/2)}, leftMiddle)
}
