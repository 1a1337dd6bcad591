package figures

import (
	"slices"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

const (
	panelLeast = vg.Length(128) // width of a small multiple
	namedLeast = vg.Length(200) // of one with names of its own
	panelGapX  = vg.Length(11)
	panelGapY  = vg.Length(12)
)

// A sheet is a set of small multiples: panels with the same axes, which only
// the outer ones label, under one legend.
type sheet struct {
	*Chart
	w, h     vg.Length
	columns  int
	parts    []*layout
	at       []vg.Point // lower left corners
	legend   []legendEntry
	legendAt vg.Length
	yLabel   string
	yLabelAt vg.Length
	xLabel   string
}

// panels lays the small multiples out; h is zero for the height that suits them.
func (c *Chart) panels(w, h vg.Length) *sheet {
	s := c.sheet(w, 0)
	rows := vg.Length((len(s.parts) + s.columns - 1) / s.columns)
	if extra := h - s.h; h > 0 && (extra > 0.5 || extra < -0.5) {
		s = c.sheet(w, extra/rows)
	}
	return s
}

// sheet makes the area of each panel higher by extra than suits it.
func (c *Chart) sheet(w, extra vg.Length) *sheet {
	s := &sheet{Chart: c, w: w}
	charts := s.charts()
	s.columns = s.columnCount(charts)

	top := vg.Length(edge)
	s.Series = c.legendSeries()
	entries, height := charts[0].withSeries(s.Series).entries(w)
	s.legend, s.legendAt = entries, top
	top += height
	y, x := charts[0].Y.Label, charts[0].X.Label
	if charts[0].categorical() {
		y, x = "", y
	}
	if y != "" {
		s.yLabel, s.yLabelAt = labelText.wrap(y, w), top
		_, height := labelText.box(s.yLabel)
		top += height + gap
	}
	bottom := vg.Length(edge)
	if x != "" {
		s.xLabel = labelText.wrap(x, w)
		_, height := labelText.box(s.xLabel)
		bottom += height + 3
	}
	s.place(charts, extra)
	s.stack(top, bottom)
	return s
}

// stack sets the rows under one another, the areas of a row in line.
func (s *sheet) stack(top, bottom vg.Length) {
	y := top // downwards
	for row := 0; row < len(s.parts); row += s.columns {
		parts := s.parts[row:min(row+s.columns, len(s.parts))]
		var above, area, below vg.Length
		for _, l := range parts {
			above, area, below = max(above, l.h-l.area.Max.Y), max(area, l.height()), max(below, l.area.Min.Y)
		}
		if row > 0 {
			y += panelGapY
		}
		x := vg.Length(0)
		for _, l := range parts {
			s.at = append(s.at, vg.Point{X: x, Y: -(y + above + l.area.Max.Y)})
			x += l.w + panelGapX
		}
		y += above + area + below
	}
	s.h = y + bottom
	for i := range s.at {
		s.at[i].Y += s.h
	}
	s.legendAt, s.yLabelAt = s.h-s.legendAt, s.h-s.yLabelAt
}

func (c *Chart) withSeries(s []Series) *Chart {
	d := *c
	d.Series = s
	return &d
}

// charts are the panels, with what they leave out taken from the chart.
func (s *sheet) charts() (charts []*Chart) {
	for i := range s.Panels {
		if i == maxPanels {
			break
		}
		p := s.Panels[i]
		p.Panels, p.Width = nil, 0
		if p.Kind == "" {
			p.Kind = s.Kind
		}
		if p.Kind == Sankey || p.Kind == "" {
			p.Kind = Line
		}
		if p.Lang == "" {
			p.Lang = s.Lang
		}
		if p.X == (Axis{}) {
			p.X = s.X
		}
		if p.Y == (Axis{}) {
			p.Y = s.Y
		}
		if p.Categories == nil {
			p.Categories = s.Categories
		}
		charts = append(charts, p.clean())
	}
	return charts
}

func (s *sheet) columnCount(charts []*Chart) int {
	n, least := len(charts), panelLeast
	if !sameNames(charts) {
		least = namedLeast
	}
	most := max(1, int((s.w+panelGapX)/(least+panelGapX)))
	if s.Columns > 0 {
		return max(1, min(s.Columns, most, n))
	}
	columns := min(most, n)
	if fewer := columns - 1; fewer > 1 && n%columns != 0 && n%fewer == 0 && n/fewer <= columns {
		return fewer // rather full rows than long ones
	}
	return columns
}

// place lays the panels out. Axes range over all panels; the first of a row carries the labels of the
// upright axis, the last of a column those below.
func (s *sheet) place(charts []*Chart, extra vg.Length) {
	part := panelPart{inside: true, nameWidth: s.w * 0.3}
	part.x, part.y = ranges(charts)
	gaps := panelGapX * vg.Length(s.columns-1)
	for _, c := range charts { // the widest labels decide
		l := c.compose((s.w-gaps)/vg.Length(s.columns), 0, part)
		part.left, part.right = max(part.left, l.area.Min.X), max(part.right, l.w-l.area.Max.X)
	}
	margins := vg.Length(1)
	alike := sameNames(charts)
	if !alike {
		margins = vg.Length(s.columns)
	}
	area := (s.w-part.left*margins-gaps)/vg.Length(s.columns) - part.right
	part.area = max(max(area*0.72, 80)+extra, 30)
	if charts[0].categorical() {
		part.area = max(s.rowsHeight(charts, area, part)+extra, 30)
		part.x = s.common(charts, part, area)
	}
	part.fixed = true
	left := part.left
	for i, c := range charts {
		part.hideX, part.hideY = i+s.columns < len(charts), alike && i%s.columns > 0
		part.left = left
		w := left + area + part.right
		if part.hideY {
			w, part.left = w-left, 0
		}
		s.parts = append(s.parts, c.compose(w, 0, part))
	}
}

// ranges are the axes over all panels together.
func ranges(charts []*Chart) (x, y plot.Axis) {
	ex, ey := nothing, nothing
	for _, c := range charts {
		px, py := c.extents()
		ex.add(c.X.Log, px.min, px.max)
		ey.add(c.Y.Log, py.min, py.max)
	}
	c := charts[0]
	if c.categorical() {
		return c.valueAxis(ey), unitAxis
	}
	return c.X.axis(ex, false), c.Y.axis(ey, false)
}

// rowsHeight is the height of the tallest panel of bars.
func (s *sheet) rowsHeight(charts []*Chart, w vg.Length, part panelPart) (h vg.Length) {
	part.area = 0
	for _, c := range charts {
		h = max(h, c.compose(w, 0, part).height())
	}
	return h
}

// common widens the value axis until the texts of every panel have room.
func (s *sheet) common(charts []*Chart, part panelPart, area vg.Length) plot.Axis {
	part.hideY, part.left = true, 0
	x := part.x
	for _, c := range charts {
		l := c.compose(area+part.right, 0, part)
		x.Min, x.Max = min(x.Min, l.x.Min), max(x.Max, l.x.Max)
	}
	return x
}

// sameNames tells whether one column of names serves all panels.
func sameNames(charts []*Chart) bool {
	for _, c := range charts {
		if c.categorical() && !slices.Equal(c.Categories, charts[0].Categories) {
			return false
		}
	}
	return true
}

func (s *sheet) draw(dc draw.Canvas) {
	s.drawLegend(dc, s.legend, s.legendAt)
	labelText.put(dc, s.yLabel, vg.Point{Y: s.yLabelAt}, leftTop)
	labelText.put(dc, s.xLabel, vg.Point{X: s.w / 2, Y: edge}, anchor{0.5, 0})
	for i, l := range s.parts {
		dc.Push()
		dc.Translate(s.at[i])
		l.draw(dc)
		dc.Pop()
	}
}
