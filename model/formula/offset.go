package formula

import (
	"math"

	"reckon/model/unit"
)

// A reading tells how often the zero of a temperature scale stands in a value.
// A temperature read off a scale, 20 °C, has it once; a difference of two has it
// not at all, and belongs on no scale; a sum of two has it twice, and means
// nothing.
type reading struct {
	zeros float64 // NaN where that cannot be told
	scale bool    // a value in a unit with an offset stands in it
	other bool    // so does one of temperature in a unit without, which may be either
}

// OnScale tells whether the value of a checked expression may be shown in a unit
// with an offset, as °C is.
func OnScale(e Expr, s Scope) bool { return newChecker(s).reading(e).zeros == 1 }

// IsDifference tells whether the value of a checked expression is certainly a
// difference of readings of a scale.
func IsDifference(e Expr, s Scope) bool {
	r := newChecker(s).reading(e)
	return r.scale && !r.other && r.zeros == 0
}

func (c *checker) reading(e Expr) reading {
	switch e := e.(type) {
	case *Number:
		if e.Unit == nil {
			return reading{}
		}
		u, _ := c.unit(e.Unit, "")
		return readingOf(u)
	case *Name:
		if t, ok := c.scope.Quantity(e.Name); ok {
			return readingOf(t.Unit)
		}
		return reading{}
	case *Unary:
		r := c.reading(e.X)
		r.zeros = -r.zeros
		return r
	case *Convert:
		return c.reading(e.X)
	case *If:
		return c.reading(e.Then).join(c.reading(e.Else), alike)
	case *Binary:
		return c.readingOfBinary(e)
	case *Call:
		return c.readingOfCall(e)
	case *Bind:
		if e.Form == Root || e.Form == Argmax || e.Form == Argmin {
			return c.reading(e.Low)
		}
	}
	return reading{zeros: math.NaN()}
}

var kelvin, _ = unit.Builtin().Parse("K")

func readingOf(u unit.Unit) reading {
	switch {
	case u.Offset() != 0:
		return reading{zeros: 1, scale: true}
	case u.Dimension() == kelvin.Dimension():
		return reading{other: true}
	}
	return reading{}
}

func (r reading) join(q reading, zeros func(x, y float64) float64) reading {
	return reading{zeros(r.zeros, q.zeros), r.scale || q.scale, r.other || q.other}
}

func alike(x, y float64) float64 {
	if x == y {
		return x
	}
	return math.NaN()
}

func (c *checker) readingOfBinary(e *Binary) reading {
	x, y := c.reading(e.X), c.reading(e.Y)
	switch e.Op {
	case Add:
		return x.join(y, func(x, y float64) float64 { return x + y })
	case Sub:
		return x.join(y, func(x, y float64) float64 { return x - y })
	case Mul, Div:
		k, constant := e.Y.(*Number)
		if times, ok := e.X.(*Number); ok && e.Op == Mul && times.Unit == nil {
			k, constant, x, y = times, true, y, x
		}
		switch {
		case x.zeros == 0 && y.zeros == 0:
			return x.join(y, alike)
		case constant && k.Unit == nil && e.Op == Mul:
			x.zeros *= k.Value
			return x
		case constant && k.Unit == nil:
			x.zeros /= k.Value
			return x
		}
	}
	return reading{zeros: math.NaN()}
}

func (c *checker) readingOfCall(e *Call) reading {
	if len(e.Args) == 0 {
		return reading{zeros: math.NaN()}
	}
	join := alike
	switch e.Name {
	case "total", "mean":
		join = func(x, y float64) float64 { return x + y }
	case "min", "max", "abs", "median":
	case "sd":
		join = func(x, y float64) float64 { return 0 }
	default:
		return reading{zeros: math.NaN()}
	}
	r := c.reading(e.Args[0])
	for _, x := range e.Args[1:] {
		r = r.join(c.reading(x), join)
	}
	switch e.Name {
	case "mean":
		r.zeros = math.Round(r.zeros/float64(len(e.Args))*1e9) / 1e9
	case "sd":
		r.zeros = 0
	}
	return r
}

// readable holds that a value in a unit with an offset is read off its scale.
func (c *checker) readable(e Expr, u unit.Unit) (msg, hint string) {
	r := c.reading(e)
	switch {
	case !r.scale || r.other:
	case r.zeros == 0 && u.Offset() != 0:
		return "a difference of temperatures cannot be shown in " + u.Print(""), "ask for K"
	case r.zeros > 1:
		return "temperatures that count from the zero of a scale are added or multiplied", "write a difference in K: 5 K"
	}
	return "", ""
}

// Readable says what is wrong with showing a checked expression in a unit, where
// temperatures are concerned: empty if nothing is.
func Readable(e Expr, s Scope, u unit.Unit) (msg, hint string) {
	return newChecker(s).readable(e, u)
}
