package model

import "reckon/model/formula"

// Inputs lists the quantities that the formula of a quantity uses, through
// functions too, in order of first use; none for a parameter.
func (m *Model) Inputs(name string) []string {
	q := m.byName[name]
	if q == nil || q.Formula == nil {
		return nil
	}
	return m.Uses(q.Formula)
}

// Uses lists the quantities that an expression uses, in order of first use.
func (m *Model) Uses(e formula.Expr) []string { return formula.Uses(e, m.scope()) }
