package figures

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
	"gonum.org/v1/plot/vg/draw"
)

// A swingEnd is one end of a bar of a tornado: the result where one input is at
// one end of its range.
type swingEnd struct {
	series int
	value  float64
	text   string
	left   bool // of the centre
	half   bool // both ends lie on one side: they share the height
}

// swing gives the ends of a row, those that there are.
func (c *Chart) swing(i int) (ends []swingEnd) {
	for k, s := range c.Series {
		if k > 1 {
			break
		}
		if v := pick(s.Y, i); drawable(v, c.Y.Log) {
			ends = append(ends, swingEnd{series: k, value: v, text: textOf(s, i), left: v < c.Center})
		}
	}
	if len(ends) == 2 {
		if ends[0].value == c.Center {
			ends[0].left = !ends[1].left
		}
		if ends[1].value == c.Center {
			ends[1].left = !ends[0].left
		}
		half := ends[0].left == ends[1].left
		ends[0].half, ends[1].half = half, half
	}
	return ends
}

// tornado draws one row.
func (l *layout) tornado(c draw.Canvas, i int, y, height vg.Length) {
	center := l.clampX(l.Center)
	for _, e := range l.swing(i) {
		low, high := y-height/2, y+height/2
		if e.half {
			low, high = y, y+tornadoRow/2-2.5
			if e.series == 1 {
				low, high = y-tornadoRow/2+2.5, y
			}
		}
		x := l.clampX(e.value)
		rectangle(c, cycle(fills, e.series), center, x, low, high)
		l.tail(c, x, (low+high)/2, e.text, e.left)
	}
}

// sorted orders the rows of a tornado by their swing, the widest first.
func (c *Chart) sorted() {
	width := func(i int) float64 {
		low, high := c.Center, c.Center
		for _, e := range c.swing(i) {
			low, high = math.Min(low, e.value), math.Max(high, e.value)
		}
		if c.Y.Log && low > 0 {
			return math.Log(high / low)
		}
		return high - low
	}
	order := make([]int, len(c.Categories))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(width(b), width(a)) })
	c.Categories = reordered(c.Categories, order, "")
	for k := range c.Series {
		s := &c.Series[k]
		s.Y, s.Text = reordered(s.Y, order, math.NaN()), reordered(s.Text, order, "")
		s.Low, s.High = nil, nil
	}
}

// reordered picks elements in a new order; what the list lacks is none.
func reordered[T any](list []T, order []int, none T) []T {
	out := make([]T, len(order))
	for i, j := range order {
		out[i] = none
		if j < len(list) {
			out[i] = list[j]
		}
	}
	return out
}
