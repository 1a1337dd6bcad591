package model

import (
	"strings"

	"reckon/model/formula"
	"reckon/model/unit"
)

// PrintedUnit is the unit that a printed unit stands for beside the value of an
// expression, which is shown in the unit shown. A difference of temperatures is
// printed in °C by many, and then means steps of the scale: 5 °C is 5 K and not
// 278.15 K.
func (m *Model) PrintedUnit(printed unit.Unit, e formula.Expr, shown unit.Unit) unit.Unit {
	if steps, ok := m.Steps(printed); ok && m.isDifference(e, shown) {
		return steps
	}
	return printed
}

// Steps is the unit of the steps of a scale that does not begin at zero; false
// for any other unit.
func (m *Model) Steps(u unit.Unit) (unit.Unit, bool) {
	if u.Offset() == 0 {
		return u, false
	}
	return m.units.Lookup(stepsPrefix + u.String())
}

// stepsPrefix begins the names of such units: delta_degC.
const stepsPrefix = "delta_"

// isDifference tells whether an expression is a difference of temperatures: by
// the unit that it or the quantity is declared in, or because its formula takes
// one reading of a scale from another. A bare name stands for its formula.
func (m *Model) isDifference(e formula.Expr, shown unit.Unit) bool {
	for range len(m.quantities) + 1 {
		if strings.HasPrefix(shown.String(), stepsPrefix) || formula.IsDifference(e, m.scope()) {
			return true
		}
		q, ok := m.byName[nameOf(e)]
		if !ok {
			return false
		}
		if shown = q.Unit; q.Formula == nil {
			return strings.HasPrefix(shown.String(), stepsPrefix)
		}
		e = q.Formula
	}
	return false
}
