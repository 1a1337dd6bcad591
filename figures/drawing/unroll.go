package drawing

import (
	"math"
	"slices"
)

// maxCycles bounds how often a gradient that repeats does so.
const maxCycles = 40

// unrolled gives a gradient that repeats as one that does not and looks the
// same within a box; as it is where that takes too much.
func (g Gradient) unrolled(box rect) Gradient {
	back, ok := g.Matrix.invert()
	if g.Spread == Pad || !ok {
		return g
	}
	low, high := 0.0, 1.0
	for _, q := range []Point{{box.x, box.y}, {box.x + box.w, box.y}, {box.x, box.y + box.h}, {box.x + box.w, box.y + box.h}} {
		low, high = g.reach(back.Apply(q), low, high)
	}
	low, high = math.Floor(low), math.Ceil(high)
	if g.Radial {
		low = 0
	}
	if !(high-low <= maxCycles) {
		return g
	}
	long := g
	long.Spread, long.Stops = Pad, nil
	for k := low; k < high; k++ {
		stops := slices.Clone(g.Stops)
		if g.Spread == Reflect && math.Mod(math.Abs(k), 2) == 1 {
			slices.Reverse(stops)
			for i := range stops {
				stops[i].Offset = 1 - stops[i].Offset
			}
		}
		first, last := stops[0], stops[len(stops)-1]
		first.Offset, last.Offset = 0, 1
		for _, s := range slices.Concat([]Stop{first}, stops, []Stop{last}) {
			s.Offset = (k + s.Offset - low) / (high - low)
			long.Stops = append(long.Stops, s)
		}
	}
	at := func(t float64) Point {
		return Point{g.From.X + (g.To.X-g.From.X)*t, g.From.Y + (g.To.Y-g.From.Y)*t}
	}
	long.From, long.To = at(low), at(high)
	long.R0, long.R1 = g.R0+(g.R1-g.R0)*low, g.R0+(g.R1-g.R0)*high
	return long
}

// reach widens the range of offsets to that of a point.
func (g Gradient) reach(q Point, low, high float64) (float64, float64) {
	if g.Radial { // rings about a focus reach a point later than those about the centre
		room := g.R1 - g.R0 - math.Hypot(g.To.X-g.From.X, g.To.Y-g.From.Y)
		return low, math.Max(high, (math.Hypot(q.X-g.From.X, q.Y-g.From.Y)-g.R0)/math.Max(room, 1e-9))
	}
	dx, dy := g.To.X-g.From.X, g.To.Y-g.From.Y
	t := ((q.X-g.From.X)*dx + (q.Y-g.From.Y)*dy) / (dx*dx + dy*dy)
	return math.Min(low, t), math.Max(high, t)
}
