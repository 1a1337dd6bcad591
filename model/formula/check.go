package formula

import (
	"slices"
	"strings"

	"reckon/internal/diag"
	"reckon/model/unit"
)

// Limits of a formula with the functions that it calls.
const (
	MaxExpanded = 20_000 // nodes when every call is replaced by the function's body
	MaxCalls    = 32     // functions that call functions
)

// A Type is what is known of a value before it is computed. The zero Type is a
// bare number.
type Type struct {
	Dim     unit.Dimension
	Bool    bool      // true or false, instead of a number
	Unknown bool      // it failed elsewhere: whoever uses it stays silent
	Unit    unit.Unit // the author's own unit, for messages
	HasUnit bool
}

// A Scope is what a formula can see of the model around it.
type Scope interface {
	Quantity(name string) (Type, bool)
	Function(name string) (*Function, bool)
	Names() []string       // all known names in a fixed order, for suggestions
	Units() *unit.Registry // nil for the built-in units alone
}

// Check judges a formula: names, units, dimensions, arguments. It finds
// everything in one run and evaluates nothing. The type of a formula with
// findings is Unknown.
//
// What is wrong with a function's body for the arguments given is reported at
// the call; what is wrong with it for any arguments stands at its definition,
// as [CheckFunction] reports it too.
func Check(e Expr, s Scope) (Type, diag.List) {
	c := newChecker(s)
	t := c.check(e)
	if len(c.findings) == 0 && e != nil && t.Dim == kelvin.Dimension() {
		shown, _ := Display(e, s)
		if msg, hint := c.readable(e, shown); msg != "" {
			c.findings.Add("unit-offset", e.At(), "%s", msg).Hint = hint
		}
	}
	if c.size > MaxExpanded && len(c.findings) == 0 && e != nil {
		c.tooLarge(e.At(), "the formula")
	}
	found := once(c.findings)
	if len(found) > 0 || e == nil {
		return Type{Unknown: true}, found
	}
	return t, nil
}

// once sorts findings and keeps the first of those that say the same: a name
// misspelt twice is one mistake.
func once(findings diag.List) diag.List {
	findings.Sort()
	said := map[[2]string]bool{}
	return slices.DeleteFunc(findings, func(f diag.Finding) bool {
		key := [2]string{f.Rule, f.Msg}
		repeated := said[key]
		said[key] = true
		return repeated
	})
}

// CheckFunction judges a function as far as that is possible without a call:
// names, units, arguments, cycles among functions, and dimensions that do not
// hang on the parameters.
func CheckFunction(f *Function, s Scope) diag.List {
	return once(newChecker(s).definition(f).findings)
}

type checker struct {
	*shared
	findings diag.List
	vars     []variable
	size     int     // nodes, with the bodies of functions called
	around   *Binary // the operation whose right side is being checked
}

// shared is what the checks of a formula and of the functions it calls have in
// common.
type shared struct {
	scope Scope
	defs  map[*Function]*definition
	calls map[string]*result // by function and types of the arguments
	stack []*Function        // being defined
	types map[Expr]Type      // of the formula's own nodes, where wanted
}

type variable struct {
	name string
	Type
}

// a definition is what a function's body is like for any arguments
type definition struct {
	findings diag.List
	size     int
}

// a result is what a function's body is like for arguments of some types
type result struct {
	Type
	findings diag.List
}

func newChecker(s Scope) *checker {
	return &checker{shared: &shared{
		scope: s, defs: map[*Function]*definition{}, calls: map[string]*result{},
	}}
}

func (c *checker) units() *unit.Registry {
	if r := c.scope.Units(); r != nil {
		return r
	}
	return unit.Builtin()
}

func (c *checker) tooLarge(at diag.Pos, what string) {
	c.findings.Add("formula-size", at, "%s comes to more than %d parts with the functions that it calls", what, MaxExpanded).
		Hint = "give intermediate results names of their own"
}

var unknown = Type{Unknown: true}

func (c *checker) check(e Expr) Type {
	t := c.node(e)
	if c.types != nil && e != nil {
		c.types[e] = t
	}
	return t
}

func (c *checker) node(e Expr) Type {
	c.size++
	switch e := e.(type) {
	case *Number:
		if e.Unit == nil {
			return Type{}
		}
		u, ok := c.unit(e.Unit, e.Text)
		if !ok {
			return unknown
		}
		return Type{Dim: u.Dimension(), Unit: u, HasUnit: true}
	case *Name:
		return c.name(e)
	case *Call:
		return c.call(e)
	case *Bind:
		return c.bind(e)
	case *Channel:
		return c.channel(e)
	case *Unary:
		return c.unary(e)
	case *Binary:
		return c.binary(e)
	case *Convert:
		return c.convert(e)
	case *If:
		return c.choice(e)
	}
	return unknown
}

func (c *checker) name(e *Name) Type {
	if t, ok := c.variable(e.Name); ok {
		return t
	}
	if t, ok := c.scope.Quantity(e.Name); ok {
		return t
	}
	if _, ok := constants[e.Name]; ok {
		return Type{Bool: isBoolean(e.Name)}
	}
	if f, ok := c.scope.Function(e.Name); ok {
		c.findings.Add("name-unknown", e.At(), "%s is a function and has no value of its own", e.Name).
			Hint = "call it: " + f.Signature()
		return unknown
	}
	if b, ok := builtins[e.Name]; ok {
		c.findings.Add("name-unknown", e.At(), "%s is a function and has no value of its own", e.Name).
			Hint = "call it: " + e.Name + "(" + b.params + ")"
		return unknown
	}
	f := c.findings.Add("name-unknown", e.At(), "no quantity is called %s", e.Name)
	if f.Hint = nearName(e.Name, c.names()); f.Hint == "" {
		if _, err := c.units().Parse(e.Name); err == nil {
			f.Hint = c.unitHint(e)
		}
	}
	return unknown
}

// unitHint advises how to write a name as a unit: 3 J / kg is meant as 3 J/kg.
func (c *checker) unitHint(e *Name) string {
	if b := c.around; b != nil && b.Y == Expr(e) {
		if n, ok := b.X.(*Number); ok && b.Op == Div {
			return "within a unit, / stands without blanks: " + Print(n) + "/" + e.Name
		} else if ok && b.Op == Mul && n.Unit != nil {
			return "units are multiplied by a blank or a dot: " + Print(n) + "·" + e.Name
		}
	}
	return e.Name + " is a unit only after a number: write 1 " + e.Name
}

// nearName suggests a name; one of a letter or two is near only to its own
// other case.
func nearName(name string, known []string) string {
	const short = 2
	if len([]rune(name)) > short {
		return diag.DidYouMean(name, known)
	}
	for _, k := range known {
		if strings.EqualFold(k, name) && k != name {
			return "did you mean " + k + "?"
		}
	}
	return ""
}

func (c *checker) variable(name string) (Type, bool) {
	for i := len(c.vars) - 1; i >= 0; i-- {
		if c.vars[i].name == name {
			return c.vars[i].Type, true
		}
	}
	return Type{}, false
}

// names lists what a name could be, nearest first.
func (c *checker) names() []string {
	var all []string
	for _, v := range slices.Backward(c.vars) {
		all = append(all, v.name)
	}
	return append(append(all, c.scope.Names()...), constantNames()...)
}

// unit resolves a unit as written; after is the number before it, or "".
func (c *checker) unit(u *Unit, after string) (unit.Unit, bool) {
	if c.shadowed(u, after) {
		return unit.Unit{}, false
	}
	if known := u.resolved.Load(); known != nil {
		return *known, true
	}
	parsed, err := c.units().Parse(u.Source)
	if err == nil {
		u.resolved.Store(&parsed)
		return parsed, true
	}
	rule, msg, hint, off := "unit-unknown", err.Error(), "", 0
	if e, ok := c.unitError(u, err); ok {
		rule, msg, hint, off = e.Rule, e.Msg, e.Hint, e.Offset
	}
	off = max(0, min(off, len(u.Raw)))
	f := c.findings.Add(rule, u.At().Advance(u.Raw[:off]), "%s", msg)
	f.Hint = hint
	w := u.Raw[off:]
	w = w[:scanWord(w)]
	if after != "" && w != "" && c.isName(w) {
		f.Hint = c.notUnit(u, w, after)
	}
	return unit.Unit{}, false
}

// unitError gives the error for the text as the author wrote it, so that its
// offset counts there.
func (c *checker) unitError(u *Unit, err error) (*unit.Error, bool) {
	text, over := strings.CutPrefix(u.Raw, "/")
	if _, again := c.units().Parse(text); again != nil {
		err = again
	}
	e, ok := err.(*unit.Error)
	if !ok {
		return nil, false
	}
	copied := *e
	if over {
		copied.Offset++
	}
	return &copied, true
}

// shadowed reports a bound variable or parameter read as a unit.
func (c *checker) shadowed(u *Unit, after string) bool {
	for i := 0; i < len(u.Raw); {
		n := scanWord(u.Raw[i:])
		if n == 0 {
			i++
			continue
		}
		w := u.Raw[i : i+n]
		if _, ok := c.variable(w); ok && after != "" {
			c.findings.Add("unit-or-variable", u.At().Advance(u.Raw[:i]),
				"%s is a variable here, but after a number it is read as a unit", w).Hint = c.notUnit(u, w, after)
			return true
		}
		i += n
	}
	return false
}

func (c *checker) isName(w string) bool {
	if _, ok := c.variable(w); ok {
		return true
	}
	if _, ok := c.scope.Quantity(w); ok {
		return true
	}
	_, ok := constants[w]
	return ok
}

// notUnit advises how to write a product or quotient instead of a unit.
func (c *checker) notUnit(u *Unit, w, after string) string {
	switch u.Raw {
	case "/" + w:
		return "to divide by " + w + ", put blanks around the slash: " + after + " / " + w
	case w:
		return "to multiply by " + w + ", write " + after + " * " + w
	}
	if before, ok := strings.CutSuffix(u.Raw, " "+w); ok && !strings.HasPrefix(before, "/") {
		return "to multiply by " + w + ", write " + after + " " + strings.TrimSpace(before) + " * " + w
	}
	return "write products with * and put blanks around a slash that divides by " + w
}

func (c *checker) unary(e *Unary) Type {
	t := c.check(e.X)
	if e.Op == Not {
		c.wantBool(e.X, t, "not denies a condition")
		return Type{Bool: true}
	}
	if !c.wantNumber(e.X, t, "a sign needs a number") {
		return unknown
	}
	return t
}

// wantBool reports a number where a condition is needed.
func (c *checker) wantBool(e Expr, t Type, what string) {
	if !t.Unknown && !t.Bool {
		c.findings.Add("kind-mismatch", e.At(), "%s, and %s is a number", what, clip(Print(e))).
			Hint = "compare it with something: " + short(e) + " > …"
	}
}

// wantNumber reports a condition where a number is needed; false means that
// nothing more can be said of the value.
func (c *checker) wantNumber(e Expr, t Type, what string) bool {
	if t.Bool && !t.Unknown {
		c.findings.Add("kind-mismatch", e.At(), "%s, and %s is true or false", what, clip(Print(e))).
			Hint = "turn it into a number: if " + short(e) + " then 1 else 0"
	}
	return !t.Bool && !t.Unknown
}

func short(e Expr) string {
	if text := Print(e); len(text) <= 48 {
		return text
	}
	return "…"
}

func (c *checker) binary(e *Binary) Type {
	x := c.check(e.X)
	c.around = e
	y := c.check(e.Y)
	c.around = nil
	switch {
	case e.Op == And || e.Op == Or:
		c.wantBool(e.X, x, e.Op.String()+" joins conditions")
		c.wantBool(e.Y, y, e.Op.String()+" joins conditions")
		return Type{Bool: true}
	case (e.Op == Equal || e.Op == NotEqual) && (x.Bool || x.Unknown) && (y.Bool || y.Unknown):
		return Type{Bool: true}
	}
	okX := c.wantNumber(e.X, x, opNeeds(e.Op))
	okY := c.wantNumber(e.Y, y, opNeeds(e.Op))
	if e.Op.Compares() {
		if okX && okY && x.Dim != y.Dim {
			c.mismatch(e, x, y)
		}
		return Type{Bool: true}
	}
	if e.Op == Pow {
		if okY && !y.Dim.IsZero() {
			c.exponentUnit(e, y)
			okY = false
		}
		if !okX || !okY {
			return unknown
		}
		return c.power(e, x)
	}
	if !okX || !okY {
		return unknown
	}
	switch e.Op {
	case Mul:
		return c.product(e, x.Dim.Mul(y.Dim))
	case Div:
		return c.product(e, x.Dim.Div(y.Dim))
	}
	if x.Dim != y.Dim {
		c.mismatch(e, x, y)
		return unknown
	}
	return x
}

func opNeeds(op Op) string {
	if op.Compares() {
		return op.String() + " compares numbers"
	}
	return op.String() + " needs numbers"
}

func (c *checker) product(e *Binary, d unit.Dimension) Type {
	if !d.Valid() {
		c.findings.Add("unit-limit", e.OpAt, "the unit of %s has an exponent beyond all use", clip(Print(e)))
		return unknown
	}
	return Type{Dim: d}
}

func (c *checker) exponentUnit(e *Binary, y Type) {
	f := c.findings.Add("unit-mismatch", e.OpAt, "the exponent %s is not a bare number", c.describe(e.Y, y))
	base, ok := e.X.(*Number)
	exp, okY := e.Y.(*Number)
	if ok && okY && base.Unit == nil && base.Text == "10" {
		f.Hint = "write 1e" + exp.Text + " " + exp.Unit.Source + " for a power of ten with a unit"
		return
	}
	if !y.Dim.IsZero() {
		f.Hint = "divide " + short(e.Y) + " by a value in " + c.unitText(y)
	}
}

func (c *checker) power(e *Binary, x Type) Type {
	if x.Dim.IsZero() {
		return Type{}
	}
	num, den, ok := fraction(e.Y)
	if !ok {
		why := "not constant"
		if rational(e.Y) != nil {
			why = "not a fraction of small numbers"
		}
		f := c.findings.Add("exponent-constant", e.OpAt, "%s is raised to %s, which is %s", c.describe(e.X, x), short(e.Y), why)
		f.Hint = "a value with a unit can be raised only to a number such as 2, -1 or (1/2)"
		return unknown
	}
	d, err := x.Dim.Pow(num, den)
	if err != nil || !d.Valid() {
		c.findings.Add("unit-limit", e.OpAt, "the unit of %s has an exponent beyond all use", clip(Print(e)))
		return unknown
	}
	return Type{Dim: d}
}

func (c *checker) convert(e *Convert) Type {
	t := c.check(e.X)
	u, ok := c.unit(e.To, "")
	if !c.wantNumber(e.X, t, "only a number has a unit") || !ok {
		return unknown
	}
	if u.Dimension() != t.Dim {
		f := c.findings.Add("unit-mismatch", e.Arrow, "cannot convert %s to %s", c.describe(e.X, t), e.To.Source)
		f.Hint = c.factorHint(e.X, t, Type{Dim: u.Dimension(), Unit: u, HasUnit: true})
		return unknown
	}
	return Type{Dim: t.Dim, Unit: u, HasUnit: true}
}

func (c *checker) choice(e *If) Type {
	cond := c.check(e.Cond)
	c.wantBool(e.Cond, cond, "if needs a condition")
	x, y := c.check(e.Then), c.check(e.Else)
	switch {
	case x.Unknown || y.Unknown:
		return unknown
	case x.Bool != y.Bool:
		c.findings.Add("kind-mismatch", e.Else.At(), "the branches of if differ: %s, and %s", c.describe(e.Then, x), c.describe(e.Else, y))
		return unknown
	case x.Dim != y.Dim:
		f := c.findings.Add("unit-mismatch", e.Else.At(), "the branches of if differ: %s, and %s", c.describe(e.Then, x), c.describe(e.Else, y))
		f.Hint = c.zeroHint(e.Then, e.Else, x, y)
		return unknown
	}
	return x
}
