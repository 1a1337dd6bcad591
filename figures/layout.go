package figures

import (
	"math"

	"gonum.org/v1/plot"
	"gonum.org/v1/plot/vg"
)

// A layout is where the parts of a chart with axes go. From the top: title of a
// panel, legend, label of the upright axis, labels of reference lines, area,
// ticks, label of the lying axis. Nothing that is text shares its strip with
// anything else, except what a labeller finds room for within the area.
type layout struct {
	*Chart
	w, h           vg.Length
	x, y           plot.Axis // with categories y counts them from the bottom
	area           vg.Rectangle
	xTicks, yTicks []plot.Tick
	names          []string // categories, wrapped
	rows           []vg.Length
	title          string
	titleAt        vg.Length // upper edges, from the bottom of the canvas
	legend         []legendEntry
	legendAt       vg.Length
	yLabel         string
	yLabelAt       vg.Length
	xLabel         string
	xLabelAt       vg.Length
	strip          []pennant
	tailBoxes      []vg.Rectangle // texts at the ends of bars, once drawn
	direct         []directLabel
	part           panelPart
}

// A panelPart says what a chart among small multiples takes from the others.
type panelPart struct {
	inside    bool // one of several
	x, y      plot.Axis
	hideX     bool // labels of the axes: another panel has them
	hideY     bool
	left      vg.Length // at least, so that panels stand in line
	fixed     bool      // the value axis has room for texts already
	nameWidth vg.Length // of categories; 0: a part of the chart's
	right     vg.Length
	area      vg.Length // height of the area; 0: its own
}

var unitAxis = plot.Axis{Min: 0, Max: 1, Scale: plot.LinearScale{}}

// compose lays the chart out; h is zero for the height that suits it. The strip
// of labels above the area grows until they have room.
func (c *Chart) compose(w, h vg.Length, part panelPart) *layout {
	lines := 0
	for range 5 {
		l := c.arrange(w, h, lines, part)
		need := l.pennants()
		if need <= lines {
			return l
		}
		lines = need
	}
	return c.arrange(w, h, lines, part)
}

func (c *Chart) arrange(w, h vg.Length, pennantLines int, part panelPart) *layout {
	l := &layout{Chart: c, w: w, h: h, part: part}
	left, right := l.categoryMargin(), vg.Length(edge)
	if !part.inside {
		var margin vg.Length
		l.direct, margin = c.directLabels(w)
		right = max(right, margin)
	}
	right = max(right, part.right)
	top, bottom := l.above(pennantLines), l.below()
	if h == 0 {
		l.h = top + bottom + l.areaHeight(top)
		if c.Width > 0 {
			l.h = max(w/vg.Length(c.Width), top+bottom+60)
		}
	}
	l.titleAt, l.legendAt, l.yLabelAt = l.h-l.titleAt, l.h-l.legendAt, l.h-l.yLabelAt
	l.area = vg.Rectangle{Min: vg.Point{Y: bottom}, Max: vg.Point{Y: max(l.h-top, bottom+20)}}
	l.axes()
	if !c.categorical() {
		l.yTicks = ticks(l.y, l.height(), c.Lang, func(s string) vg.Length { _, h := tickText.box(s); return h + 5 })
		if !part.hideY {
			left = tickLen + 4 + widest(l.yTicks)
		}
		left = max(left, tickLen+2)
	}
	left = max(left, part.left)
	for range 3 { // labels at the ends stick out, which moves the ends
		l.area.Min.X, l.area.Max.X = left, max(w-right, left+30)
		if c.categorical() {
			l.roomForTexts()
		}
		l.xTicks = ticks(l.x, l.width(), c.Lang, tickText.width)
		over, under := l.overhang()
		if over <= 0 && under <= 0 {
			break
		}
		right, left = right+max(over, 0), left+max(under, 0)
	}
	l.placeDirect()
	return l
}

func (l *layout) width() vg.Length  { return l.area.Max.X - l.area.Min.X }
func (l *layout) height() vg.Length { return l.area.Max.Y - l.area.Min.Y }

// above measures the strips over the area and notes where they begin.
func (l *layout) above(pennantLines int) vg.Length {
	top := vg.Length(edge)
	if l.part.inside && l.Title != "" {
		l.title, l.titleAt = titleText.wrap(l.Title, l.w-l.part.left), top
		_, h := titleText.box(l.title)
		top += h + 3
	}
	if !l.part.inside && l.direct == nil {
		entries, height := l.entries(l.w)
		l.legend, l.legendAt = entries, top
		top += height
	}
	if l.Y.Label != "" && !l.categorical() && !l.part.inside {
		l.yLabel, l.yLabelAt = labelText.wrap(l.Y.Label, l.w), top
		_, h := labelText.box(l.yLabel)
		top += h + gap
	}
	if pennantLines > 0 {
		top += vg.Length(pennantLines)*tickSize*leading + 2
	}
	if !l.categorical() {
		top += tickText.height(1) / 2
	}
	return top
}

// below measures what stands under the area.
func (l *layout) below() vg.Length {
	bottom := vg.Length(edge)
	l.xLabelAt = bottom
	label := l.X.Label
	if l.categorical() {
		label = l.Y.Label
	}
	if label != "" && !l.part.inside {
		l.xLabel = labelText.wrap(label, l.w)
		_, h := labelText.box(l.xLabel)
		bottom += h + 4
	}
	if l.part.hideX {
		return bottom + tickLen
	}
	return bottom + tickText.height(1) + 2 + tickLen
}

func (l *layout) areaHeight(top vg.Length) vg.Length {
	if !l.categorical() {
		if l.part.area > 0 {
			return l.part.area
		}
		return max(l.w*0.5, areaLeast)
	}
	var sum vg.Length
	for _, r := range l.rowHeights() {
		sum += r
	}
	return max(sum, 20)
}

// axes finds the ranges of both axes.
func (l *layout) axes() {
	if l.part.x.Scale != nil {
		l.x, l.y = l.part.x, l.part.y
		return
	}
	x, y := l.extents()
	if l.categorical() {
		l.x, l.y = l.valueAxis(y), unitAxis
		return
	}
	if l.Kind == Scatter {
		x, y = x.padded(l.X.Log), y.padded(l.Y.Log)
	}
	l.x, l.y = l.X.axis(x, false), l.Y.axis(y, false)
}

// valueAxis is the axis that bars lie along.
func (c *Chart) valueAxis(data extent) plot.Axis {
	return c.Y.axis(data, c.Kind == Bar || c.Kind == Stacked)
}

// extents gives the range of the data; what a logarithmic axis cannot show is
// left out.
func (c *Chart) extents() (x, y extent) {
	x, y = nothing, nothing
	for _, s := range c.Series {
		for i, v := range s.Y {
			if c.categorical() && i >= len(c.Categories) {
				break
			}
			x.add(c.X.Log, pick(s.X, i), pick(s.XLow, i), pick(s.XHigh, i))
			y.add(c.Y.Log, v, pick(s.Low, i), pick(s.High, i))
		}
	}
	if c.Kind == Stacked {
		y = nothing
		for i := range c.Categories {
			low, high := c.sums(i)
			y.add(c.Y.Log, low, high)
		}
	}
	if c.Kind == Tornado {
		y.add(c.Y.Log, c.Center)
	}
	for _, r := range c.Lines {
		if r.Vertical && !c.categorical() {
			x.add(c.X.Log, r.At)
		} else {
			y.add(c.Y.Log, r.At)
		}
	}
	for _, m := range c.Marks {
		x.add(c.X.Log, m.X)
		y.add(c.Y.Log, m.Y)
	}
	return x, y
}

func widest(ticks []plot.Tick) (w vg.Length) {
	for _, t := range ticks {
		w = max(w, tickText.width(t.Label))
	}
	return w
}

// overhang tells how far labels of the lying axis stick out to the right and to
// the left of the canvas.
func (l *layout) overhang() (right, left vg.Length) {
	if l.part.hideX {
		return 0, 0
	}
	for _, t := range l.xTicks {
		at, half := l.area.Min.X+vg.Length(l.x.Norm(t.Value))*l.width(), tickText.width(t.Label)/2
		right, left = max(right, at+half+edge-l.w), max(left, edge-(at-half))
	}
	return right, left
}

// at places a point; ok is false for what the axes cannot show.
func (l *layout) at(x, y float64) (p vg.Point, ok bool) {
	p = vg.Point{X: l.atX(x), Y: l.atY(y)}
	return p, !math.IsNaN(float64(p.X)) && !math.IsNaN(float64(p.Y))
}

func (l *layout) atX(v float64) vg.Length { return along(l.area.Min.X, l.area.Max.X, norm(l.x, v)) }
func (l *layout) atY(v float64) vg.Length { return along(l.area.Min.Y, l.area.Max.Y, norm(l.y, v)) }

// along is the place of part t between a and b. What lies very far out is drawn
// in towards the canvas, where arithmetic is safe.
func along(a, b vg.Length, t float64) vg.Length {
	return a + (b-a)*vg.Length(math.Min(math.Max(t, -1000), 1000))
}
