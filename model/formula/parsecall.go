package formula

import (
	"strconv"
	"strings"
)

func (p *parser) call(name token) Expr {
	open := p.tok.start
	p.advance()
	var args []Expr
	for !p.is(")") && !p.failed {
		args = append(args, p.choice())
		if !p.accept(",") {
			break
		}
		if p.is(")") {
			p.valueExpected()
		}
	}
	p.closing(open)
	stop := p.prev.end
	form := formNamed(name.text)
	if form == 0 || p.failed {
		return &Call{p.node(name.start, stop), name.text, args}
	}
	if form.channels() {
		return p.channel(p.node(name.start, stop), form, args)
	}
	if len(args) != 4 {
		p.fail("form-arguments", name.start, "%s takes a variable, two bounds and an expression, but %s", form, given(len(args))).
			Hint = listHint(form, args)
		return &Number{place: p.node(name.start, stop)}
	}
	variable, ok := p.variable(form, args[0])
	if !ok {
		return args[0]
	}
	return &Bind{p.node(name.start, stop), form, variable, args[1], args[2], args[3]}
}

// listHint tells the function of a list that a form was taken for.
func listHint(form Form, args []Expr) string {
	of := map[Form]string{Sum: "total", Maximum: "max", Minimum: "min"}[form]
	if len(args) == 1 && of != "" {
		if n, ok := args[0].(*Name); ok && strings.HasSuffix(n.Name, "[*]") {
			return "write " + of + "(" + n.Name + ")"
		}
	}
	return formHint(form)
}

func (p *parser) variable(form Form, arg Expr) (string, bool) {
	name, ok := arg.(*Name)
	if !ok || strings.ContainsAny(name.Name, ".[") {
		start, _ := arg.Span()
		p.fail("form-arguments", start, "%s binds a variable, and %s is no plain name", form, clip(Print(arg))).
			Hint = formHint(form)
		return "", false
	}
	return name.Name, true
}

func (p *parser) channel(at place, form Form, args []Expr) Expr {
	n := len(args)
	if form == Capacity && n != 7 && n != 9 || form == CapacityPerCost && n != 8 {
		p.fail("form-arguments", at.start, "%s takes two variables with their bounds, a probability%s, but %s", form, channelRest(form), given(n)).
			Hint = formHint(form)
		return &Number{place: at}
	}
	in, ok := p.variable(form, args[0])
	if !ok {
		return args[0]
	}
	out, ok := p.variable(form, args[3])
	if !ok {
		return args[3]
	}
	if in == out {
		start, _ := args[3].Span()
		p.fail("form-arguments", start, "%s binds two variables, and both are called %s", form, in).Hint = formHint(form)
		return args[3]
	}
	e := &Channel{place: at, Form: form, Var: in, Low: args[1], High: args[2], Out: out, OutLow: args[4], OutHigh: args[5], Body: args[6]}
	if n > 7 {
		e.Cost = args[7]
	}
	if n > 8 {
		e.Budget = args[8]
	}
	return e
}

func channelRest(form Form) string {
	if form == Capacity {
		return ", and a cost with a budget where there is one"
	}
	return " and a cost"
}

func given(n int) string {
	switch n {
	case 0:
		return "nothing is given"
	case 1:
		return "1 argument is given"
	}
	return strconv.Itoa(n) + " arguments are given"
}

func formHint(f Form) string {
	switch f {
	case Capacity:
		return "write capacity(x, low, high, y, low, high, probability of y given x, cost of x, budget)"
	case CapacityPerCost:
		return "write capacity_per_cost(x, low, high, y, low, high, probability of y given x, cost of x)"
	}
	return "write " + f.String() + "(x, low, high, expression of x)"
}
