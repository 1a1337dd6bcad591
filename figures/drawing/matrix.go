package drawing

import (
	"math"
	"strings"
)

// A Matrix maps x, y to A x + C y + E, B x + D y + F.
type Matrix struct{ A, B, C, D, E, F float64 }

// Identity leaves everything where it is.
var Identity = Matrix{A: 1, D: 1}

// Mul is the map that does n first, then m.
func (m Matrix) Mul(n Matrix) Matrix {
	return Matrix{
		m.A*n.A + m.C*n.B, m.B*n.A + m.D*n.B,
		m.A*n.C + m.C*n.D, m.B*n.C + m.D*n.D,
		m.A*n.E + m.C*n.F + m.E, m.B*n.E + m.D*n.F + m.F,
	}
}

// Apply maps a point.
func (m Matrix) Apply(p Point) Point { return Point{m.A*p.X + m.C*p.Y + m.E, m.B*p.X + m.D*p.Y + m.F} }

// Scale is the mean factor of lengths.
func (m Matrix) Scale() float64 { return math.Sqrt(math.Abs(m.A*m.D - m.B*m.C)) }

// invert gives the map back; ok is false where there is none.
func (m Matrix) invert() (Matrix, bool) {
	det := m.A*m.D - m.B*m.C
	if math.Abs(det) < 1e-18 || math.IsNaN(det) {
		return Identity, false
	}
	return Matrix{
		m.D / det, -m.B / det, -m.C / det, m.A / det,
		(m.C*m.F - m.D*m.E) / det, (m.B*m.E - m.A*m.F) / det,
	}, true
}

func translation(x, y float64) Matrix { return Matrix{1, 0, 0, 1, x, y} }

func rotation(degrees float64) Matrix {
	sin, cos := math.Sincos(degrees * math.Pi / 180)
	return Matrix{cos, sin, -sin, cos, 0, 0}
}

const maxTransforms = 50

// parseTransform reads a list of transforms; one that is wrong makes all of
// them none.
func parseTransform(s string) (m Matrix, ok bool) {
	m = Identity
	p := &scanner{s: s}
	for range maxTransforms {
		if p.done() {
			return m, true
		}
		start := p.i
		for p.i < len(p.s) && (p.s[p.i]|0x20 >= 'a' && p.s[p.i]|0x20 <= 'z') {
			p.i++
		}
		name := strings.ToLower(p.s[start:p.i])
		p.spaces()
		if p.i >= len(p.s) || p.s[p.i] != '(' {
			return Identity, false
		}
		end := strings.IndexByte(p.s[p.i:], ')')
		if end < 0 {
			return Identity, false
		}
		n, ok := oneTransform(name, numbers(stripUnits(p.s[p.i+1:p.i+end])))
		if !ok {
			return Identity, false
		}
		m = m.Mul(n)
		p.i += end + 1
	}
	return Identity, false
}

// stripUnits reads the transforms of style sheets too, which have units.
func stripUnits(s string) string {
	return strings.NewReplacer("px", "", "deg", "").Replace(s)
}

func oneTransform(name string, v []float64) (m Matrix, ok bool) {
	arg := func(i int, other float64) float64 {
		if i < len(v) {
			return v[i]
		}
		return other
	}
	switch {
	case name == "matrix" && len(v) == 6:
		return Matrix{v[0], v[1], v[2], v[3], v[4], v[5]}, true
	case name == "translate" && len(v) >= 1:
		return translation(v[0], arg(1, 0)), true
	case name == "translatex" && len(v) == 1:
		return translation(v[0], 0), true
	case name == "translatey" && len(v) == 1:
		return translation(0, v[0]), true
	case name == "scale" && len(v) >= 1:
		return Matrix{A: v[0], D: arg(1, v[0])}, true
	case name == "rotate" && len(v) == 3:
		return translation(v[1], v[2]).Mul(rotation(v[0])).Mul(translation(-v[1], -v[2])), true
	case name == "rotate" && len(v) == 1:
		return rotation(v[0]), true
	case name == "skewx" && len(v) == 1:
		return Matrix{A: 1, C: math.Tan(v[0] * math.Pi / 180), D: 1}, true
	case name == "skewy" && len(v) == 1:
		return Matrix{A: 1, B: math.Tan(v[0] * math.Pi / 180), D: 1}, true
	}
	return Identity, false
}
