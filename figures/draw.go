package figures

import (
	"fmt"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// Size gives the height that suits a chart of some width.
func (c *Chart) Size(width vg.Length) (w, h vg.Length) {
	c = c.clean()
	switch {
	case len(c.Panels) > 0:
		return width, c.panels(width, 0).h
	case c.Kind == Sankey:
		return width, c.flow(width, 0).h
	}
	return width, c.compose(width, 0, panelPart{}).h
}

// Draw draws the chart onto a canvas, filling its size.
func (c *Chart) Draw(canvas vg.CanvasSizer) error {
	c = c.clean()
	w, h := canvas.Size()
	dc := draw.New(canvas)
	switch {
	case len(c.Panels) > 0:
		c.panels(w, h).draw(dc)
	case c.Kind == Sankey:
		c.flow(w, h).draw(dc)
	case c.categorical() || c.Kind == Line || c.Kind == Scatter:
		c.compose(w, h, panelPart{}).draw(dc)
	default:
		return fmt.Errorf("no chart is of the kind %q", c.Kind)
	}
	return nil
}

// categorical tells whether names stand along one axis.
func (c *Chart) categorical() bool {
	return c.Kind == Bar || c.Kind == Stacked || c.Kind == Interval || c.Kind == Tornado
}

// draw draws a chart with axes.
func (l *layout) draw(dc draw.Canvas) {
	if l.title != "" {
		titleText.put(dc, l.title, vg.Point{X: l.area.Min.X, Y: l.titleAt}, leftTop)
	}
	l.drawLegend(dc, l.legend, l.legendAt)
	labelText.put(dc, l.yLabel, vg.Point{X: 0, Y: l.yLabelAt}, leftTop)
	l.grid(dc)
	area := dc
	area.Rectangle = l.area
	if l.categorical() {
		l.bars(area)
	} else {
		l.curves(area)
	}
	l.drawAxes(dc)
	l.drawPennants(dc)
	l.drawDirect(dc)
}

// grid draws hairlines at labelled ticks: across the value axis alone, where
// the other one has names.
func (l *layout) grid(dc draw.Canvas) {
	line := draw.LineStyle{Color: grid, Width: hairline}
	if l.categorical() {
		for _, t := range l.xTicks {
			if t.Label != "" {
				x := l.atX(t.Value)
				dc.StrokeLine2(line, x, l.area.Min.Y, x, l.area.Max.Y)
			}
		}
		return
	}
	for _, t := range l.yTicks {
		if t.Label != "" {
			y := l.atY(t.Value)
			dc.StrokeLine2(line, l.area.Min.X, y, l.area.Max.X, y)
		}
	}
}

// drawAxes draws lines, ticks and labels of the axes.
func (l *layout) drawAxes(dc draw.Canvas) {
	line := draw.LineStyle{Color: Ink, Width: axisWidth}
	dc.StrokeLine2(line, l.area.Min.X, l.area.Min.Y, l.area.Max.X, l.area.Min.Y)
	for _, t := range l.xTicks {
		x, length := l.atX(t.Value), tickLen
		if t.Label == "" {
			length = tickLen * 0.55
		}
		dc.StrokeLine2(line, x, l.area.Min.Y, x, l.area.Min.Y-length)
		if !l.part.hideX {
			tickText.put(dc, t.Label, vg.Point{X: x, Y: l.area.Min.Y - tickLen - 2}, centerTop)
		}
	}
	labelText.put(dc, l.xLabel, vg.Point{X: l.labelCenter(), Y: l.xLabelAt}, anchor{0.5, 0})
	if l.categorical() {
		l.drawNames(dc)
		return
	}
	dc.StrokeLine2(line, l.area.Min.X, l.area.Min.Y, l.area.Min.X, l.area.Max.Y)
	for _, t := range l.yTicks {
		y, length := l.atY(t.Value), tickLen
		if t.Label == "" {
			length = tickLen * 0.55
		}
		dc.StrokeLine2(line, l.area.Min.X, y, l.area.Min.X-length, y)
		if !l.part.hideY {
			tickText.put(dc, t.Label, vg.Point{X: l.area.Min.X - tickLen - 3, Y: y}, rightMiddle)
		}
	}
}

// labelCenter centres the label of the lying axis under the area, as far as it
// stays on the canvas.
func (l *layout) labelCenter() vg.Length {
	w, _ := labelText.box(l.xLabel)
	return min(max((l.area.Min.X+l.area.Max.X)/2, w/2), l.w-w/2)
}
