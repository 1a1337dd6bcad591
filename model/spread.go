package model

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/mathext"
)

// z95 is the standard normal quantile at 0.975: a 95 % interval reaches that
// many standard deviations to either side.
const z95 = 1.959963984540054

// A Shape names a distribution.
type Shape string

const (
	Normal     Shape = "normal"     // A: mean, B: standard deviation
	TwoPiece   Shape = "two-piece"  // A: median, B: deviation below it, C: deviation above it
	LogNormal  Shape = "lognormal"  // A: median, B: factor of the 95 % interval
	Uniform    Shape = "uniform"    // A: low, B: high
	Triangular Shape = "triangular" // A: low, B: mode, C: high
	Beta       Shape = "beta"       // A and B: its two parameters; from 0 to 1
)

// A Spread is the uncertainty of a parameter as a distribution of its SI value.
// The zero Spread is none: the value is taken as it is.
//
// A two-piece normal joins two halves of normal distributions at the median,
// so that half of all values lie on either side: this is what an asymmetric
// 95 % interval means here.
type Spread struct {
	Shape   Shape
	A, B, C float64
	Text    string // as declared: "range", "sd", "factor" or "distribution", then its text
}

// None tells whether no uncertainty is stated.
func (s Spread) None() bool { return s.Shape == "" }

// Quantile gives the value below which the fraction p of the distribution
// lies, 0 < p < 1. Closed forms but for beta, whose incomplete integral is
// inverted numerically (gonum's mathext, after Cephes).
func (s Spread) Quantile(p float64) float64 {
	switch s.Shape {
	case Normal:
		return s.A + s.B*normalQuantile(p)
	case TwoPiece:
		z := normalQuantile(p)
		if z < 0 {
			return s.A + s.B*z
		}
		return s.A + s.C*z
	case LogNormal:
		return s.A * math.Exp(math.Log(s.B)/z95*normalQuantile(p))
	case Uniform:
		return s.A + p*(s.B-s.A)
	case Triangular:
		return triangularQuantile(s.A, s.B, s.C, p)
	case Beta:
		return mathext.InvRegIncBeta(s.A, s.B, p)
	}
	return math.NaN()
}

// Interval is the 95 % interval: the quantiles at 0.025 and 0.975.
func (s Spread) Interval() (low, high float64) {
	low, high = s.Quantile(0.025), s.Quantile(0.975)
	return min(low, high), max(low, high)
}

// Median is the value that the distribution halves at.
func (s Spread) Median() float64 { return s.Quantile(0.5) }

func normalQuantile(p float64) float64 { return math.Sqrt2 * math.Erfinv(2*p-1) }

func triangularQuantile(low, mode, high, p float64) float64 {
	if high <= low {
		return low
	}
	if turn := (mode - low) / (high - low); p < turn {
		return low + math.Sqrt(p*(high-low)*(mode-low))
	}
	return high - math.Sqrt((1-p)*(high-low)*(high-mode))
}

// maxBeta bounds the parameters of a beta distribution, for its numerics.
const maxBeta = 1e6

// A shapeRule says what a named distribution takes.
type shapeRule struct {
	shape Shape
	args  []string
	plain []bool // the argument is a bare number, not one in the quantity's unit
	wrong func(a []float64) string
}

var shapeRules = map[string]shapeRule{
	"normal": {Normal, []string{"mean", "sd"}, []bool{false, false}, func(a []float64) string {
		return unless(a[1] > 0, "sd must be above 0")
	}},
	"lognormal": {LogNormal, []string{"median", "factor"}, []bool{false, true}, func(a []float64) string {
		if a[0] <= 0 {
			return "median must be above 0"
		}
		return unless(a[1] > 1, "factor must be above 1")
	}},
	"uniform": {Uniform, []string{"low", "high"}, []bool{false, false}, func(a []float64) string {
		return unless(a[0] < a[1], "low must be below high")
	}},
	"triangular": {Triangular, []string{"low", "mode", "high"}, []bool{false, false, false}, func(a []float64) string {
		return unless(a[0] < a[2] && a[0] <= a[1] && a[1] <= a[2], "low, mode and high must be in this order")
	}},
	"beta": {Beta, []string{"a", "b"}, []bool{true, true}, func(a []float64) string {
		return unless(a[0] > 0 && a[1] > 0 && a[0] <= maxBeta && a[1] <= maxBeta, fmt.Sprintf("a and b must lie between 0 and %g", maxBeta))
	}},
}

// shapeNames lists the named distributions in a fixed order.
var shapeNames = []string{"normal", "lognormal", "uniform", "triangular", "beta"}

func unless(ok bool, msg string) string {
	if ok {
		return ""
	}
	return msg
}
