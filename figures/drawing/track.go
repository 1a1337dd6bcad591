package drawing

import (
	"math"
	"sort"
	"strings"
)

// A track is a path that text follows, as a chain of short lines.
type track struct {
	points []Point
	along  []float64 // of each point, the length of the path as far as there
	start  float64   // where the text begins
}

const (
	trackSteps  = 24 // lines for a curve
	maxTrack    = 100_000
	maxTextPath = 200 // of one text element
)

// newTrack flattens a path. Between its parts text jumps.
func newTrack(p Path) *track {
	t := &track{}
	var at, first Point
	length := 0.0
	to := func(q Point, drawn bool) {
		if drawn {
			length += math.Hypot(q.X-at.X, q.Y-at.Y)
		}
		at = q
		t.points, t.along = append(t.points, q), append(t.along, length)
	}
	for _, s := range p {
		if len(t.points) > maxTrack {
			break
		}
		switch s.Step {
		case Move:
			first = s.P[0]
			to(first, false)
		case Straight:
			to(s.P[0], true)
		case Curve:
			from := at
			for i := 1; i <= trackSteps; i++ {
				u := float64(i) / trackSteps
				to(Point{bezier(u, from.X, s.P[0].X, s.P[1].X, s.P[2].X), bezier(u, from.Y, s.P[0].Y, s.P[1].Y, s.P[2].Y)}, true)
			}
		case Close:
			to(first, true)
		}
	}
	if len(t.points) < 2 || !(length > 0) || math.IsInf(length, 0) {
		return nil
	}
	return t
}

func (t *track) length() float64 { return t.along[len(t.along)-1] }

// reverse lets text run along the other side.
func (t *track) reverse() {
	n := len(t.points)
	other := &track{start: t.start}
	for i := n - 1; i >= 0; i-- {
		other.points = append(other.points, t.points[i])
		other.along = append(other.along, t.length()-t.along[i])
	}
	*t = *other
}

// at gives the place and the direction, in degrees, at a length of the path;
// false beyond its ends.
func (t *track) at(length float64) (p Point, turn float64, ok bool) {
	if !(length >= 0 && length <= t.length()) {
		return p, 0, false
	}
	i := sort.SearchFloat64s(t.along, length)
	for i = max(i, 1); i < len(t.along)-1 && t.along[i] == t.along[i-1]; i++ { // a jump
	}
	a, b, from, to := t.points[i-1], t.points[i], t.along[i-1], t.along[i]
	if to <= from {
		return p, 0, false
	}
	k := (length - from) / (to - from)
	return Point{a.X + (b.X-a.X)*k, a.Y + (b.Y-a.Y)*k}, math.Atan2(b.Y-a.Y, b.X-a.X) * 180 / math.Pi, true
}

// track finds the path that a textPath element follows; nil where there is none.
func (w *drawer) track(n *node, st state) *track {
	target := w.d.byID[n.attrs["href"]]
	if target == nil || w.left <= 0 {
		return nil
	}
	w.left--
	t := w.flattened(target, st)
	if t == nil {
		return nil
	}
	if n.attrs["side"] == "right" {
		t.reverse()
	}
	l, ok := parseLength(strings.TrimSpace(n.attrs["startOffset"]))
	if !ok {
		return t
	}
	t.start = l.pixels(st.style.size, t.length())
	if whole, ok := parseLength(target.attrs["pathLength"]); ok && whole.v > 0 && l.unit != "%" {
		t.start *= t.length() / whole.v
	}
	return t
}

// flattened gives the track along a shape, each time another with the same
// points.
func (w *drawer) flattened(target *node, st state) *track {
	known, ok := w.tracks[target]
	if !ok {
		m, good := parseTransform(target.attrs["transform"])
		if !good {
			m = Identity
		}
		known = newTrack(w.outline(target, st).transformed(m))
		if target.name == "path" { // others depend on what is around
			if w.tracks == nil {
				w.tracks = map[*node]*track{}
			}
			w.tracks[target] = known
		}
	}
	if known == nil {
		return nil
	}
	t := *known
	return &t
}

// follow puts letters onto the paths of their elements: each stands on the
// path with its middle, turned with it. Letters beyond the ends are not shown.
func (t *typesetter) follow() {
	for i := range t.letters {
		l := &t.letters[i]
		if l.on == nil {
			continue
		}
		p, turn, ok := l.on.at(l.at.X + l.advance/2)
		if !ok {
			l.lost = true
			continue
		}
		l.at = translation(p.X, p.Y).Mul(rotation(turn)).Apply(Point{-l.advance / 2, l.at.Y})
		l.rotate += turn
	}
}
