package formula

import (
	"math/big"
	"strings"

	"reckon/model/unit"
)

// describe names a value with the author's own words and unit:
// "swing.energy (J)", "300 K", "2 (a bare number)".
func (c *checker) describe(e Expr, t Type) string {
	text := clip(Print(e))
	if n, ok := e.(*Number); ok && n.Unit != nil {
		return text
	}
	return text + " (" + c.kindText(t) + ")"
}

func (c *checker) kindText(t Type) string {
	switch {
	case t.Bool:
		return "true or false"
	case t.Dim.IsZero() && (!t.HasUnit || t.Unit.IsOne() || t.Unit.String() == ""):
		return "a bare number"
	}
	return c.unitText(t)
}

// unitText gives the author's unit of a value, or a usual one of its dimension.
func (c *checker) unitText(t Type) string {
	if t.HasUnit {
		return t.Unit.String()
	}
	if u := usual(t.Dim); u != "" {
		return u
	}
	return t.Dim.String()
}

// usualUnits are tried, alone and in quotients, to name a dimension.
var usualUnits = []struct{ symbol, kind string }{
	{"m", "length"}, {"kg", "mass"}, {"s", "time"}, {"A", "current"}, {"K", "temperature"}, {"mol", "amount"},
	{"cd", "luminous intensity"},
	{"J", "energy"}, {"W", "power"}, {"N", "force"}, {"Pa", "pressure"}, {"C", "charge"}, {"V", "voltage"},
	{"Ω", "resistance"}, {"S", "conductance"}, {"F", "capacitance"}, {"Wb", "magnetic flux"}, {"T", "magnetic flux density"},
	{"H", "inductance"}, {"m^2", "area"}, {"m^3", "volume"}, {"m/s", "speed"}, {"m/s^2", "acceleration"}, {"1/s", "rate"},
	{"kg/m^3", "density"},
}

// usual gives a familiar unit of a dimension, or "".
func usual(d unit.Dimension) string {
	for _, u := range usualUnits {
		if dimensionOf(u.symbol) == d {
			return u.symbol
		}
	}
	for _, x := range usualUnits {
		for _, y := range usualUnits {
			if strings.Contains(y.symbol, "/") || strings.Contains(x.symbol, "/") {
				continue
			}
			if dimensionOf(x.symbol).Div(dimensionOf(y.symbol)) == d {
				return x.symbol + "/" + y.symbol
			}
		}
	}
	return ""
}

// kindOf gives the word for a dimension, "energy", or "".
func kindOf(d unit.Dimension) string {
	for _, u := range usualUnits {
		if dimensionOf(u.symbol) == d {
			return u.kind
		}
	}
	return ""
}

func dimensionOf(symbol string) unit.Dimension {
	u, err := unit.Builtin().Parse(symbol)
	if err != nil {
		return unit.Dimension{}
	}
	return u.Dimension()
}

// mismatch reports operands of unlike dimensions, at the operator.
func (c *checker) mismatch(e *Binary, x, y Type) {
	left, right := c.describe(e.X, x), c.describe(e.Y, y)
	var msg string
	switch e.Op {
	case Add:
		msg = "cannot add " + left + " to " + right
	case Sub:
		msg = "cannot subtract " + right + " from " + left
	default:
		msg = "cannot compare " + left + " with " + right
	}
	f := c.findings.Add("unit-mismatch", e.OpAt, "%s", msg)
	if f.Hint = c.zeroHint(e.X, e.Y, x, y); f.Hint == "" {
		f.Hint = c.factorHint(e.Y, y, x)
	}
}

// zeroHint advises a unit for a literal that has none.
func (c *checker) zeroHint(x, y Expr, tx, ty Type) string {
	if n, ok := y.(*Number); ok && n.Unit == nil {
		return "give " + n.Text + " a unit: " + n.Text + " " + c.unitText(tx)
	}
	if n, ok := x.(*Number); ok && n.Unit == nil {
		return "give " + n.Text + " a unit: " + n.Text + " " + c.unitText(ty)
	}
	return ""
}

// factorHint says what would bring a value to the dimension wanted.
func (c *checker) factorHint(e Expr, have, want Type) string {
	if _, ok := e.(*Number); ok {
		return ""
	}
	name := short(e)
	if name == "…" {
		return ""
	}
	if strength(e) < bindAtom {
		name = "(" + name + ")"
	}
	switch {
	case want.Dim.IsZero():
		return "divide " + name + " by a value in " + c.unitText(have)
	case have.Dim.IsZero():
		return "multiply " + name + " by a value in " + c.unitText(want)
	}
	ratio := want.Dim.Div(have.Dim)
	if !ratio.Valid() {
		return ""
	}
	kindWant, kindHave, text := kindOf(want.Dim), kindOf(have.Dim), usual(ratio)
	switch whole := kindOf(ratio); {
	case text == "":
		return ""
	case whole != "":
		return "multiply " + name + " by " + article(whole) + ", such as " + text
	case kindWant != "" && kindHave != "":
		return "multiply " + name + " by " + article(kindWant) + " per " + kindHave + ", such as " + text
	}
	return "multiply " + name + " by a value in " + text
}

func article(noun string) string {
	if strings.ContainsRune("aeiou", rune(noun[0])) {
		return "an " + noun
	}
	return "a " + noun
}

// fraction evaluates a constant exponent exactly; false means that it is not
// constant, or not a fraction of small numbers.
func fraction(e Expr) (num, den int64, ok bool) {
	const limit = 1000
	r := rational(e)
	if r == nil || !r.Num().IsInt64() || !r.Denom().IsInt64() {
		return 0, 0, false
	}
	num, den = r.Num().Int64(), r.Denom().Int64()
	return num, den, num <= limit && num >= -limit && den <= limit
}

func rational(e Expr) *big.Rat {
	const longest = 12 // digits of a literal that can be part of a small fraction
	switch e := e.(type) {
	case *Number:
		if e.Unit != nil || len(e.Text) > longest || strings.Contains(e.Text, "e") {
			return nil
		}
		r, ok := new(big.Rat).SetString(e.Text)
		if !ok {
			return nil
		}
		return r
	case *Unary:
		if x := rational(e.X); x != nil && e.Op == Neg {
			return x.Neg(x)
		}
	case *Binary:
		x, y := rational(e.X), rational(e.Y)
		if x == nil || y == nil || x.Num().BitLen()+x.Denom().BitLen()+y.Num().BitLen()+y.Denom().BitLen() > 256 {
			return nil
		}
		switch e.Op {
		case Add:
			return x.Add(x, y)
		case Sub:
			return x.Sub(x, y)
		case Mul:
			return x.Mul(x, y)
		case Div:
			if y.Sign() != 0 {
				return x.Quo(x, y)
			}
		}
	}
	return nil
}
