package formula

import "slices"

// A family is a list of quantities with names of the form family[case]; where
// several may stand, family[*] means all of them.

// Expand puts other names in the place of some. member tells what a name stands
// for: nil leaves it, one name takes its place, and several take the place of an
// argument of a function that takes any number of them. misplaced is called for
// several in any other place, where the name stays. Bound variables are no
// names. Places are kept; a tree without a change is returned as it is.
func Expand(e Expr, member func(*Name) []string, misplaced func(*Name)) Expr {
	x := &expander{member: member, misplaced: misplaced}
	return x.expr(e, nil)
}

type expander struct {
	member    func(*Name) []string
	misplaced func(*Name)
}

func (x *expander) expr(e Expr, vars []string) Expr {
	sub := func(e Expr) Expr { return x.expr(e, vars) }
	switch e := e.(type) {
	case *Name:
		return x.name(e, vars)
	case *Call:
		n := *e
		n.Args = x.args(e, vars)
		return &n
	case *Bind:
		n := *e
		n.Low, n.High = sub(e.Low), sub(e.High)
		n.Body = x.expr(e.Body, append(slices.Clone(vars), e.Var))
		return &n
	case *Channel:
		n := *e
		n.Low, n.High, n.OutLow, n.OutHigh = sub(e.Low), sub(e.High), sub(e.OutLow), sub(e.OutHigh)
		inner := append(slices.Clone(vars), e.Var)
		n.Body = x.expr(e.Body, append(slices.Clone(inner), e.Out))
		if e.Cost != nil {
			n.Cost = x.expr(e.Cost, inner)
		}
		if e.Budget != nil {
			n.Budget = sub(e.Budget)
		}
		return &n
	case *Unary:
		n := *e
		n.X = sub(e.X)
		return &n
	case *Binary:
		n := *e
		n.X, n.Y = sub(e.X), sub(e.Y)
		return &n
	case *Convert:
		n := *e
		n.X = sub(e.X)
		return &n
	case *If:
		n := *e
		n.Cond, n.Then, n.Else = sub(e.Cond), sub(e.Then), sub(e.Else)
		return &n
	}
	return e
}

func (x *expander) name(e *Name, vars []string) Expr {
	if slices.Contains(vars, e.Name) {
		return e
	}
	switch names := x.member(e); len(names) {
	case 0:
	case 1:
		return &Name{e.place, names[0]}
	default:
		x.misplaced(e)
	}
	return e
}

func (x *expander) args(e *Call, vars []string) []Expr {
	b, ok := builtins[e.Name]
	any := ok && b.max == 0
	var args []Expr
	for _, arg := range e.Args {
		n, isName := arg.(*Name)
		if !any || !isName || slices.Contains(vars, n.Name) {
			args = append(args, x.expr(arg, vars))
			continue
		}
		names := x.member(n)
		if len(names) == 0 {
			args = append(args, n)
		}
		for _, name := range names {
			args = append(args, &Name{n.place, name})
		}
	}
	return args
}
