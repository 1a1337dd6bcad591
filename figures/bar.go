package figures

import (
	"image/color"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"

	"reckon/model/number"
)

// Bars lie: names stand to their left and may be long, values at their ends.

const (
	namePart   = 0.4 // of the width may go to names
	textPart   = 0.6 // of the area may go to the text at the end of a bar
	mostWiden  = 3   // times its length the axis may grow for texts
	manyRows   = 12
	moreRows   = 24
	eachInRow  = vg.Length(12.5) // of several bars side by side
	tornadoRow = vg.Length(23)
)

// categoryMargin wraps the names and gives the room they take.
func (l *layout) categoryMargin() (w vg.Length) {
	if !l.categorical() {
		return 0
	}
	width := l.w * namePart
	if l.part.nameWidth > 0 {
		width = l.part.nameWidth
	}
	for _, name := range l.Categories {
		text := tickText.wrap(name, width)
		l.names = append(l.names, text)
		textWidth, _ := tickText.box(text)
		w = max(w, textWidth)
	}
	if l.part.hideY {
		return 2
	}
	return w + 6
}

// rowHeights gives each category the height that its bars and its name need.
func (l *layout) rowHeights() []vg.Length {
	if l.rows != nil {
		return l.rows
	}
	each, room := vg.Length(21), vg.Length(6)
	switch n := len(l.Categories); {
	case l.Kind == Tornado:
		each = tornadoRow
	case (l.Kind == Bar || l.Kind == Interval) && len(l.Series) > 1:
		each = vg.Length(len(l.Series))*eachInRow + 9
	case n > moreRows:
		each, room = 11.5, 2.5
	case n > manyRows:
		each, room = 16, 4
	}
	for i := range l.Categories {
		h := each
		if i < len(l.names) {
			_, height := tickText.box(l.names[i])
			h = max(h, height+room)
		}
		l.rows = append(l.rows, h)
	}
	return l.rows
}

// middles are the heights of the middles of the rows, and the rows' own.
func (l *layout) middles() (y, h []vg.Length) {
	rows := l.rowHeights()
	var sum vg.Length
	for _, r := range rows {
		sum += r
	}
	scale := vg.Length(1)
	if sum > 0 {
		scale = l.height() / sum
	}
	at := l.area.Max.Y
	for _, r := range rows {
		y, h = append(y, at-r*scale/2), append(h, r*scale)
		at -= r * scale
	}
	return y, h
}

// drawNames writes the categories beside their rows.
func (l *layout) drawNames(dc draw.Canvas) {
	if l.part.hideY {
		return
	}
	y, _ := l.middles()
	for i, name := range l.names {
		tickText.put(dc, name, vg.Point{X: l.area.Min.X - 6, Y: y[i]}, rightMiddle)
	}
}

// A tail is the text at an end of a bar.
type tail struct {
	at    float64 // value
	left  bool    // to the left of it
	width vg.Length
}

// roomForTexts moves the ends of the axis out until every text at the end of a
// bar fits behind it. Each move makes the bars shorter, so it takes a few.
func (l *layout) roomForTexts() {
	l.axes()
	if l.part.fixed {
		return
	}
	width := float64(l.width())
	grown := 1.0
	for range 12 {
		var over, under float64 // as parts of the axis
		for _, t := range l.tails() {
			n, part := norm(l.x, t.at), float64(min(t.width, l.width()*textPart))/width
			switch {
			case math.IsNaN(n):
			case t.left && n < part:
				// Move the lower end so that n' = part where n' = (n + u) / (1 + u).
				under = math.Max(under, (part-n)/(1-part))
			case !t.left && 1-n < part:
				over = math.Max(over, (n+part-1)/(1-part))
			}
		}
		if over < 1e-6 && under < 1e-6 {
			return
		}
		lo, hi := l.x.Min, l.x.Max
		if grown *= 1 + over + under; grown > mostWiden {
			return // no room at all: bars matter more
		}
		if l.Y.Log {
			l.x.Min, l.x.Max = lo*math.Pow(lo/hi, under), hi*math.Pow(hi/lo, over)
		} else {
			l.x.Min, l.x.Max = lo-(hi-lo)*under, hi+(hi-lo)*over
		}
		if !drawable(l.x.Min, l.Y.Log) || !drawable(l.x.Max, l.Y.Log) {
			l.x.Min, l.x.Max = lo, hi
			return
		}
	}
}

// tails lists the texts at the ends of bars.
func (l *layout) tails() (tails []tail) {
	add := func(at float64, text string, left bool) {
		if text != "" {
			tails = append(tails, tail{at, left, tickText.width(text) + 7})
		}
	}
	for i := range l.Categories {
		switch l.Kind {
		case Stacked:
			_, high := l.sums(i)
			add(high, l.total(i), false)
			continue
		case Tornado:
			for _, e := range l.swing(i) {
				add(e.value, e.text, e.left)
			}
			continue
		}
		for _, s := range l.Series {
			v := pick(s.Y, i)
			if drawable(v, l.Y.Log) {
				end, left := barEnd(s, i, l.Kind)
				add(end, textOf(s, i), left)
			}
		}
	}
	return tails
}

// barEnd is where a bar, or its whisker, ends: to the left for what is below
// zero.
func barEnd(s Series, i int, kind Kind) (end float64, left bool) {
	v, low, high := s.Y[i], pick(s.Low, i), pick(s.High, i)
	if v < 0 && kind == Bar {
		if !math.IsNaN(low) {
			v = math.Min(v, low)
		}
		return v, true
	}
	if !math.IsNaN(high) {
		v = math.Max(v, high)
	}
	return v, false
}

func textOf(s Series, i int) string {
	if i < len(s.Text) {
		return s.Text[i]
	}
	return ""
}

// bars draws bars, stacks, intervals or a tornado.
func (l *layout) bars(area draw.Canvas) {
	y, h := l.middles()
	zero := l.area.Min.X
	if !l.Y.Log && shown(l.x, 0) {
		zero = l.atX(0)
	}
	for i := range l.Categories {
		switch l.Kind {
		case Stacked:
			l.stack(area, i, y[i], min(h[i]*0.64, barMost))
		case Tornado:
			l.tornado(area, i, y[i], min(h[i]*0.64, barMost))
		default:
			each := h[i] * 0.76 / vg.Length(max(1, len(l.Series)))
			for k, s := range l.Series {
				at := y[i] + each*(vg.Length(len(l.Series)-1)/2-vg.Length(k))
				switch v := pick(s.Y, i); {
				case drawable(v, l.Y.Log):
					l.bar(area, s, i, k, zero, at, min(each*0.84, barMost))
				case drawable(v, false): // below a logarithmic axis: only told
					l.tail(area, l.area.Min.X, at, textOf(s, i), false)
				}
			}
		}
	}
	if zero > l.area.Min.X && l.Kind != Interval && l.Kind != Tornado {
		area.StrokeLine2(draw.LineStyle{Color: Ink, Width: axisWidth}, zero, l.area.Min.Y, zero, l.area.Max.Y)
	}
}

// dots tells whether values are points rather than lengths.
func (c *Chart) dots() bool { return c.Kind == Interval || c.Y.Log }

// bar draws one value. On a logarithmic axis, where length means nothing, it is
// a point on a thin stem.
func (l *layout) bar(c draw.Canvas, s Series, i, k int, zero, y, height vg.Length) {
	x := min(max(l.atX(s.Y[i]), l.area.Min.X), l.area.Max.X)
	if l.dots() {
		color := cycle(strokes, k)
		if l.Kind != Interval {
			c.StrokeLine2(draw.LineStyle{Color: faded(color, 0x66), Width: 1.2}, zero, y, x, y)
		}
		l.whisker(c, s, i, y, color)
		c.DrawGlyphNoClip(draw.GlyphStyle{Color: color, Radius: markRadius + 0.2, Shape: cycleOn(shapes, k)}, vg.Point{X: x, Y: y})
	} else {
		rectangle(c, cycle(fills, k), zero, x, y-height/2, y+height/2)
		l.whisker(c, s, i, y, Ink)
	}
	end, left := barEnd(s, i, l.Kind)
	at := l.atX(end)
	if beyond := markRadius - 1; l.dots() && at-x < beyond && !left {
		at = x + beyond // clear of the dot
	}
	l.tail(c, at, y, textOf(s, i), left)
}

// tail writes the text at an end of a bar and keeps reference lines off it. A
// text that has no room at all is left out.
func (l *layout) tail(c draw.Canvas, x, y vg.Length, text string, left bool) {
	at, side := vg.Point{X: x + 4, Y: y}, leftMiddle
	if left {
		at, side = vg.Point{X: x - 4, Y: y}, rightMiddle
	}
	w, _ := tickText.box(text)
	if from := at.X - w*side.x; text == "" || from < l.area.Min.X-0.5 || from+w > l.w {
		return
	}
	l.tailBoxes = append(l.tailBoxes, tickText.put(c, text, at, side))
}

// whisker draws the interval of a value.
func (l *layout) whisker(c draw.Canvas, s Series, i int, y vg.Length, color color.Color) {
	low, high, ok := interval(l.atX(pick(s.Low, i)), l.atX(pick(s.High, i)), l.area.Min.X, l.area.Max.X)
	if !ok {
		return
	}
	line := draw.LineStyle{Color: color, Width: whisker}
	c.StrokeLine2(line, low, y, high, y)
	c.StrokeLine2(line, low, y-2, low, y+2)
	c.StrokeLine2(line, high, y-2, high, y+2)
}

// sums are the ends of a stack: its negative parts add up to the left.
func (c *Chart) sums(category int) (low, high float64) {
	for _, s := range c.Series {
		if v := pick(s.Y, category); v < 0 {
			low += v
		} else if v > 0 {
			high += v
		}
	}
	return low, high
}

// total is the text behind a stack of several parts.
func (c *Chart) total(category int) string {
	if category < len(c.Totals) {
		return c.Totals[category]
	}
	parts := 0
	for _, s := range c.Series {
		if v := pick(s.Y, category); !math.IsNaN(v) && v != 0 {
			parts++
		}
	}
	low, high := c.sums(category)
	if c.Totals != nil || parts < 2 || !drawable(low+high, false) {
		return ""
	}
	return number.Style{Lang: c.Lang}.Number(low+high, number.Format{Verb: 'g', Digits: 3}, 0)
}

// stack draws the parts of one bar, each with its value where it fits.
func (l *layout) stack(c draw.Canvas, i int, y, height vg.Length) {
	var up, down float64
	for k, s := range l.Series {
		v := pick(s.Y, i)
		if !drawable(v, false) || v == 0 {
			continue
		}
		from := &up
		if v < 0 {
			from = &down
		}
		a, b := l.clampX(*from), l.clampX(*from+v)
		*from += v
		rectangle(c, cycle(tints, k), a, b, y-height/2, y+height/2)
		if text := textOf(s, i); tickText.width(text)+4 < vg.Length(math.Abs(float64(b-a))) && tickSize < height {
			tintText.put(c, text, vg.Point{X: (a + b) / 2, Y: y}, centerMiddle)
		}
	}
	if text := l.total(i); text != "" {
		l.tail(c, l.clampX(up), y, text, false)
	}
}

// clampX places a value, at the end of the axis if it lies beyond.
func (l *layout) clampX(v float64) vg.Length {
	x := l.atX(v)
	if math.IsNaN(float64(x)) { // nothing, on a logarithmic axis
		return l.area.Min.X
	}
	return min(max(x, l.area.Min.X), l.area.Max.X)
}

// rectangle fills a bar and outlines it, so that light ones stand out.
func rectangle(c draw.Canvas, color color.Color, x0, x1, y0, y1 vg.Length) {
	outline := []vg.Point{{X: x0, Y: y0}, {X: x1, Y: y0}, {X: x1, Y: y1}, {X: x0, Y: y1}, {X: x0, Y: y0}}
	c.FillPolygon(color, slices.Clone(outline))
	c.StrokeLines(draw.LineStyle{Color: Quiet, Width: hairline * 1.2}, outline)
}
