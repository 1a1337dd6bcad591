package formula

import (
	"fmt"
	"slices"
	"strings"

	"reckon/internal/diag"
	"reckon/model/unit"
)

// call checks the call of a function of the model, or else of a built-in one.
func (c *checker) call(e *Call) Type {
	args := make([]Type, len(e.Args))
	for i, arg := range e.Args {
		args[i] = c.check(arg)
	}
	if f, ok := c.scope.Function(e.Name); ok {
		return c.callFunction(e, f, args)
	}
	b, ok := builtins[e.Name]
	if !ok {
		c.unknownFunction(e)
		return unknown
	}
	if n := len(args); n < b.min || b.max > 0 && n > b.max {
		f := c.findings.Add("call-arity", e.At(), "%s(%s) takes %s, but %s", e.Name, b.params, arity(b), given(n))
		if e.Name == "log" && n == 1 {
			f.Hint = "write ln(x), log2(x), log10(x) or log(x, base)"
		}
		return unknown
	}
	return c.callBuiltin(e, b, args)
}

func arity(b builtin) string {
	switch {
	case b.max == 0:
		return fmt.Sprintf("%d or more arguments", b.min)
	case b.max == 1:
		return "1 argument"
	}
	return fmt.Sprintf("%d arguments", b.max)
}

func (c *checker) unknownFunction(e *Call) {
	if _, ok := c.scope.Quantity(e.Name); ok || c.isName(e.Name) {
		c.findings.Add("function-unknown", e.At(), "%s is a quantity, not a function", e.Name).
			Hint = "a multiplication is written with *"
		return
	}
	f := c.findings.Add("function-unknown", e.At(), "no function is called %s", e.Name)
	var known []string
	for _, name := range c.scope.Names() {
		if _, ok := c.scope.Function(name); ok {
			known = append(known, name)
		}
	}
	f.Hint = diag.DidYouMean(e.Name, append(known, callableNames()...))
	if alias := aliases[strings.ToLower(e.Name)]; alias != "" {
		f.Hint = "write " + alias
	}
}

// aliases are what other languages call functions.
var aliases = map[string]string{
	"lg": "log10(x)", "lb": "log2(x)", "ld": "log2(x)", "arcsin": "asin(x)", "arccos": "acos(x)", "arctan": "atan(x)",
	"arsinh": "asinh(x)", "arcosh": "acosh(x)", "artanh": "atanh(x)", "pow": "x^y", "power": "x^y", "ceiling": "ceil(x)",
	"int": "trunc(x)", "sgn": "sign(x)", "fabs": "abs(x)", "square": "x^2", "avg": "mean(x, y)", "average": "mean(x, y)", "std": "sd(x, y)", "stdev": "sd(x, y)", "stddev": "sd(x, y)",
	"interp": "interpolate(x, a[*], b[*])", "interp1": "interpolate(x, a[*], b[*])", "corr": "correlation(a[*], b[*])", "cor": "correlation(a[*], b[*])",
	"derivative": "the difference quotient: (f(x + h) - f(x - h)) / (2 * h)", "diff": "the difference quotient: (f(x + h) - f(x - h)) / (2 * h)",
	"productlog": "lambertw(x)", "w": "lambertw(x)", "integrate": "integral(x, low, high, expression of x)",
	"solve": "root(x, low, high, expression of x)", "maximize": "maximum(x, low, high, expression of x)",
	"minimize": "minimum(x, low, high, expression of x)", "fact": "factorial(n)", "arg_max": "argmax(x, low, high, expression of x)",
	"ifelse": "if … then … else …", "where": "if … then … else …",
}

func (c *checker) callBuiltin(e *Call, b builtin, args []Type) Type {
	if b.shape == fitted || b.shape == table {
		return c.checkPairs(e, b, args)
	}
	ok := true
	for i, t := range args {
		ok = c.wantNumber(e.Args[i], t, e.Name+" takes numbers") && ok
	}
	switch b.shape {
	case bare:
		for i, t := range args {
			if !t.Unknown && !t.Bool && !t.Dim.IsZero() {
				f := c.findings.Add("unit-mismatch", e.Args[i].At(), "%s takes a bare number, but %s is none", e.Name, c.describe(e.Args[i], t))
				f.Hint = "divide " + short(e.Args[i]) + " by a value in " + c.unitText(t)
				ok = false
			}
		}
	case same, ratio:
		if !c.alike(e, args) {
			ok = false
		}
	case root2, root3:
		if !ok {
			return unknown
		}
		return c.root(e, b, args[0])
	}
	if !ok {
		return unknown
	}
	if b.shape == same {
		return args[0]
	}
	return Type{}
}

// alike reports the first argument whose dimension differs from that of the
// first one.
func (c *checker) alike(e *Call, args []Type) bool {
	first := slices.IndexFunc(args, func(t Type) bool { return !t.Unknown && !t.Bool })
	if first < 0 {
		return true
	}
	for i := first + 1; i < len(args); i++ {
		if t := args[i]; !t.Unknown && !t.Bool && t.Dim != args[first].Dim {
			x, y := e.Args[first], e.Args[i]
			f := c.findings.Add("unit-mismatch", y.At(), "the arguments of %s differ: %s, and %s",
				e.Name, c.describe(x, args[first]), c.describe(y, t))
			f.Hint = c.zeroHint(x, y, args[first], t)
			return false
		}
	}
	return true
}

func (c *checker) root(e *Call, b builtin, t Type) Type {
	den := int64(2)
	if b.shape == root3 {
		den = 3
	}
	d, err := t.Dim.Pow(1, den)
	if err != nil || !d.Valid() {
		c.findings.Add("unit-limit", e.At(), "the unit of %s has an exponent beyond all use", clip(Print(e)))
		return unknown
	}
	return Type{Dim: d}
}

// callFunction checks a function's body for the types of the arguments.
func (c *checker) callFunction(e *Call, f *Function, args []Type) Type {
	if len(args) != len(f.Params) {
		c.findings.Add("call-arity", e.At(), "%s takes %s, but %s", f.Signature(), count(len(f.Params), "argument"), given(len(args)))
		return unknown
	}
	if slices.Contains(c.stack, f) {
		c.cycle(f)
		return unknown
	}
	d := c.definition(f)
	c.size += d.size
	if len(d.findings) > 0 {
		c.findings = append(c.findings, d.findings...)
		return unknown
	}
	if slices.ContainsFunc(args, func(t Type) bool { return t.Unknown }) {
		return unknown
	}
	r := c.body(f, args)
	if len(r.findings) > 0 {
		first := r.findings[0]
		c.findings.Add(first.Rule, e.At(), "in %s: %s", f.Signature(), first.Msg).Hint = first.Hint
		return unknown
	}
	return r.Type
}

func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// body checks a function for arguments of given types, once for each.
func (c *checker) body(f *Function, args []Type) *result {
	key := fmt.Sprintf("%p", f)
	for _, t := range args {
		key += fmt.Sprintf(";%s %t", t.Dim, t.Bool)
		if t.HasUnit {
			key += " " + t.Unit.String() // stands in messages
		}
	}
	if r, ok := c.calls[key]; ok {
		return r
	}
	inner := &checker{shared: c.quiet()}
	for i, name := range f.Params {
		inner.vars = append(inner.vars, variable{name, args[i]})
	}
	r := &result{Type: inner.check(f.Body), findings: inner.findings}
	c.calls[key] = r
	return r
}

// quiet is the shared state without the record of types, which is for the
// formula's own nodes.
func (c *checker) quiet() *shared {
	if c.types == nil {
		return c.shared
	}
	s := *c.shared
	s.types = nil
	return &s
}

// definition checks a function for arguments of which nothing is known.
func (c *checker) definition(f *Function) *definition {
	if d, ok := c.defs[f]; ok {
		return d
	}
	own := *c.quiet()
	own.stack = append(slices.Clone(c.stack), f)
	inner := &checker{shared: &own}
	if len(own.stack) > MaxCalls {
		inner.findings.Add("formula-size", f.At, "functions call functions more than %d deep", MaxCalls)
		return &definition{findings: inner.findings}
	}
	for _, name := range f.Params {
		inner.vars = append(inner.vars, variable{name, unknown})
	}
	inner.check(f.Body) // nil when the parser has reported it
	if inner.size > MaxExpanded && len(inner.findings) == 0 {
		inner.tooLarge(f.At, f.Signature())
	}
	d := &definition{inner.findings, inner.size}
	c.defs[f] = d
	return d
}

// cycle reports functions that call each other in a circle, always in the same
// words and at the same place, whichever of them was looked at first.
func (c *checker) cycle(f *Function) {
	chain := c.stack[slices.Index(c.stack, f):]
	first := 0
	for i, g := range chain {
		if g.Name < chain[first].Name {
			first = i
		}
	}
	var names []string
	for i := range chain {
		names = append(names, chain[(first+i)%len(chain)].Name)
	}
	names = append(names, chain[first].Name)
	if len(names) == 2 {
		c.findings.Add("function-cycle", chain[first].At, "%s calls itself", names[0]).
			Hint = "formulas have no recursion; sum(k, 1, n, …) and product(k, 1, n, …) repeat"
		return
	}
	c.findings.Add("function-cycle", chain[first].At, "functions call each other in a circle: %s", strings.Join(names, " -> "))
}

// bind checks a form that binds a variable.
func (c *checker) bind(e *Bind) Type {
	low, high := c.check(e.Low), c.check(e.High)
	okLow := c.wantNumber(e.Low, low, "a bound is a number")
	okHigh := c.wantNumber(e.High, high, "a bound is a number")
	v := low
	if !okLow {
		v = high
	}
	steps := e.Form == Sum || e.Form == Product
	for i, ok := range []bool{okLow, okHigh} {
		t, bound := []Type{low, high}[i], []Expr{e.Low, e.High}[i]
		if steps && ok && !t.Dim.IsZero() {
			c.findings.Add("unit-mismatch", bound.At(), "the bounds of %s are whole numbers, but %s is none", e.Form, c.describe(bound, t))
			v = unknown
		}
	}
	switch {
	case !okLow && !okHigh:
		v = unknown
	case !steps && okLow && okHigh && low.Dim != high.Dim:
		f := c.findings.Add("unit-mismatch", e.High.At(), "the bounds of %s differ: %s, and %s",
			e.Form, c.describe(e.Low, low), c.describe(e.High, high))
		f.Hint = c.zeroHint(e.Low, e.High, low, high)
		v = unknown
	}
	c.vars = append(c.vars, variable{e.Var, v})
	body := c.check(e.Body)
	c.vars = c.vars[:len(c.vars)-1]
	if !c.wantNumber(e.Body, body, e.Form.String()+" needs a number") || v.Unknown || !okLow || !okHigh {
		return unknown
	}
	return c.bound(e, v, body)
}

// bound gives the type of a form from those of its variable and its body.
func (c *checker) bound(e *Bind, v, body Type) Type {
	switch e.Form {
	case Argmax, Argmin, Root:
		return v
	case Integral:
		d := v.Dim.Mul(body.Dim)
		if !d.Valid() {
			c.findings.Add("unit-limit", e.At(), "the unit of %s has an exponent beyond all use", clip(Print(e)))
			return unknown
		}
		return Type{Dim: d}
	case Product:
		if !body.Dim.IsZero() {
			c.findings.Add("unit-mismatch", e.Body.At(), "product multiplies bare numbers, but %s is none", c.describe(e.Body, body))
			return unknown
		}
	}
	return body
}

// Uses lists the quantities that a formula reads, through the functions that it
// calls, in order of first use.
func Uses(e Expr, s Scope) []string {
	u := &uses{scope: s, seen: map[string]bool{}, done: map[*Function]bool{}}
	u.walk(e, nil)
	return u.names
}

type uses struct {
	scope Scope
	names []string
	seen  map[string]bool
	done  map[*Function]bool
}

func (u *uses) walk(e Expr, vars []string) {
	switch e := e.(type) {
	case *Name:
		if u.seen[e.Name] || slices.Contains(vars, e.Name) {
			return
		}
		if _, ok := u.scope.Quantity(e.Name); ok {
			u.seen[e.Name] = true
			u.names = append(u.names, e.Name)
		}
	case *Call:
		for _, arg := range e.Args {
			u.walk(arg, vars)
		}
		if f, ok := u.scope.Function(e.Name); ok && !u.done[f] {
			u.done[f] = true
			u.walk(f.Body, f.Params)
		}
	case *Bind:
		u.walk(e.Low, vars)
		u.walk(e.High, vars)
		u.walk(e.Body, append(slices.Clone(vars), e.Var))
	case *Channel:
		for _, x := range []Expr{e.Low, e.High, e.OutLow, e.OutHigh} {
			u.walk(x, vars)
		}
		inner := append(slices.Clone(vars), e.Var)
		u.walk(e.Body, append(slices.Clone(inner), e.Out))
		u.walk(e.Cost, inner)
		u.walk(e.Budget, vars)
	default:
		for _, x := range children(e) {
			u.walk(x, vars)
		}
	}
}

// children lists the parts of an expression in the order of the text.
func children(e Expr) []Expr {
	switch e := e.(type) {
	case *Call:
		return e.Args
	case *Bind:
		return []Expr{e.Low, e.High, e.Body}
	case *Channel:
		list := []Expr{e.Low, e.High, e.OutLow, e.OutHigh, e.Body}
		for _, x := range []Expr{e.Cost, e.Budget} {
			if x != nil {
				list = append(list, x)
			}
		}
		return list
	case *Unary:
		return []Expr{e.X}
	case *Binary:
		return []Expr{e.X, e.Y}
	case *Convert:
		return []Expr{e.X}
	case *If:
		return []Expr{e.Cond, e.Then, e.Else}
	}
	return nil
}

// Display gives the unit that an outermost "-> unit" asks for.
func Display(e Expr, s Scope) (unit.Unit, bool) {
	conv, ok := e.(*Convert)
	if !ok {
		return unit.Unit{}, false
	}
	return newChecker(s).unit(conv.To, "")
}

// Written gives the unit of the literals of a dimension, where all that stand
// in an expression have one unit: that of 12 h and of 3 h + delay.
func Written(e Expr, s Scope, d unit.Dimension) (unit.Unit, bool) {
	c := newChecker(s)
	var found *Unit
	agree := true
	var search func(e Expr)
	search = func(e Expr) {
		if n, ok := e.(*Number); ok && n.Unit != nil {
			switch u, ok := c.unit(n.Unit, ""); {
			case !ok || u.Dimension() != d:
			case found == nil:
				found = n.Unit
			case found.Source != n.Unit.Source:
				agree = false
			}
		}
		for _, x := range children(e) {
			search(x)
		}
	}
	search(e)
	if found == nil || !agree {
		return unit.Unit{}, false
	}
	return c.unit(found, "")
}
