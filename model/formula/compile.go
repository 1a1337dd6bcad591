package formula

import (
	"fmt"
	"slices"
	"sync"
)

// A Program is a compiled formula. It may be used by several goroutines.
type Program struct {
	root  *code
	scope Scope
	slots []slot // the quantities read
	regs  int    // columns of working storage
	cache int    // columns kept while a form runs
	local int    // bound variables and parameters
	depth int    // nested forms
	binds bool
	pool  sync.Pool // of *machine
}

type slot struct {
	name  string
	index int // in env
}

// Binding tells whether the formula holds a form that binds a variable, and so
// costs some hundred evaluations instead of one.
func (p *Program) Binding() bool { return p.binds }

// an opcode is what a node of a program does
type opcode uint8

const (
	opConst opcode = iota
	opSlot         // a quantity
	opLocal        // a bound variable or parameter
	opArith        // Add, Sub, Mul, Div
	opNeg
	opNot
	opCompare
	opAnd
	opOr
	opPow
	opF1
	opF2
	opIf
	opLet  // bind parameters to arguments, then evaluate the body
	opForm // bind a variable
	opChannel
	opList // a function of a list
)

// code is a node of a program. Its value is a column, one number for each lane,
// in register dst unless it is a leaf. Registers from dst up are its own while
// it runs.
type code struct {
	op   opcode
	kind Op // of arithmetic and comparisons
	form Form
	dst  int
	k    float64 // of a constant
	idx  int     // slot, first local, or bound variable
	x    *code   // operands; bounds of a form
	y    *code
	z    *code // third operand; body of a form or a let
	args []*code
	f1   func(x float64) float64
	f2   func(x, y float64) float64
	list func(x []float64) float64

	level int // the innermost bound variable that it depends on, as a depth
	depth int // of a form: how many forms enclose it, and itself
	size  int // nodes evaluated by one run
	keep  int // if > 0: evaluated once for each run of the form at this depth
	store int // where it is kept

	e  Expr
	in *context
}

// A context is where a node stands, for reports of faults.
type context struct {
	off  int    // place of the outermost call, or -1 in the formula itself
	call string // "information(N)" within a function
	vars []local

	outer  Expr     // the outermost call, within a function
	around []string // the variables bound around it
}

type local struct {
	name  string
	index int
	level int
	bound bool // by a form, instead of being a parameter
}

// Compile makes a program of a formula that Check found clean. slot gives the
// place of a quantity's value in the environments that the program will be
// evaluated in, or a negative number for one that has none.
func Compile(e Expr, s Scope, slot func(quantity string) int) (*Program, error) {
	if e == nil {
		return nil, fmt.Errorf("compile: no formula")
	}
	p := &Program{scope: s}
	c := &compiler{p: p, slot: slot, checker: newChecker(s), context: &context{off: -1}}
	p.root = c.compile(e, 0)
	if c.err != nil {
		return nil, fmt.Errorf("compile %s: %w", clip(Print(e)), c.err)
	}
	p.pool.New = func() any { return newMachine(p) }
	return p, nil
}

type compiler struct {
	p       *Program
	slot    func(string) int
	checker *checker // resolves units
	context *context
	depth   int // forms around the node
	base    int // forms around the innermost condition around the node
	nodes   int
	stack   []*Function
	err     error
}

func (c *compiler) fail(format string, args ...any) *code {
	if c.err == nil {
		c.err = fmt.Errorf(format, args...)
	}
	return &code{op: opConst, in: c.context}
}

func (c *compiler) use(reg int) int {
	c.p.regs = max(c.p.regs, reg+1)
	return reg
}

// compile makes the code of e with its working storage from register dst up.
func (c *compiler) compile(e Expr, dst int) *code {
	c.nodes++
	if c.nodes > MaxExpanded+MaxNodes {
		return c.fail("the formula is too large")
	}
	if c.err != nil {
		return c.fail("")
	}
	n := &code{e: e, in: c.context, dst: c.use(dst), size: 1}
	switch e := e.(type) {
	case *Number:
		n.k = c.literal(e, e.Value)
	case *Name:
		return c.name(n, e)
	case *Unary:
		return c.unary(n, e)
	case *Binary:
		return c.binary(n, e)
	case *Convert:
		return c.compile(e.X, dst)
	case *If:
		n.op = opIf
		n.x = c.compile(e.Cond, dst)
		n.y = c.conditional(e.Then, dst+1)
		n.z = c.conditional(e.Else, dst+2)
		return c.settle(n)
	case *Call:
		return c.call(n, e)
	case *Bind:
		return c.bind(n, e)
	case *Channel:
		return c.channel(n, e)
	default:
		return c.fail("an expression of unknown kind")
	}
	return n
}

// conditional compiles what is evaluated only sometimes: nothing in it may be
// evaluated ahead.
func (c *compiler) conditional(e Expr, dst int) *code {
	base := c.base
	c.base = c.depth
	n := c.compile(e, dst)
	c.base = base
	return n
}

// literal gives the SI value of x in the unit of a number.
func (c *compiler) literal(e *Number, x float64) float64 {
	if e.Unit == nil {
		return x
	}
	u, ok := c.checker.unit(e.Unit, "")
	if !ok {
		c.fail("no unit is called %s", e.Unit.Source)
	}
	return u.ToSI(x)
}

func (c *compiler) name(n *code, e *Name) *code {
	for i := len(c.context.vars) - 1; i >= 0; i-- {
		if v := c.context.vars[i]; v.name == e.Name {
			n.op, n.idx, n.level = opLocal, v.index, v.level
			return n
		}
	}
	if _, ok := c.p.scope.Quantity(e.Name); ok {
		at := c.slot(e.Name)
		if at < 0 {
			return c.fail("%s has no value", e.Name)
		}
		n.op = opSlot
		n.idx = slices.IndexFunc(c.p.slots, func(s slot) bool { return s.name == e.Name })
		if n.idx < 0 {
			n.idx = len(c.p.slots)
			c.p.slots = append(c.p.slots, slot{e.Name, at})
		}
		return n
	}
	k, ok := constants[e.Name]
	if !ok {
		return c.fail("no quantity is called %s", e.Name)
	}
	n.k = k
	return n
}

func (c *compiler) unary(n *code, e *Unary) *code {
	if e.Op == Not {
		n.op = opNot
		n.x = c.compile(e.X, n.dst)
		return c.settle(n)
	}
	if x, ok := e.X.(*Number); ok { // -5 °C is a literal
		n.k = c.literal(x, -x.Value)
		return n
	}
	n.op = opNeg
	n.x = c.compile(e.X, n.dst)
	return c.settle(n)
}

func (c *compiler) binary(n *code, e *Binary) *code {
	n.kind = e.Op
	switch {
	case e.Op == And || e.Op == Or:
		n.op = opAnd
		if e.Op == Or {
			n.op = opOr
		}
		n.x = c.compile(e.X, n.dst)
		n.y = c.conditional(e.Y, n.dst+1)
		return c.settle(n)
	case e.Op.Compares():
		n.op = opCompare
	case e.Op == Pow:
		n.op = opPow
	default:
		n.op = opArith
	}
	n.x = c.compile(e.X, n.dst)
	n.y = c.compile(e.Y, n.dst+1)
	return c.settle(n)
}

func (c *compiler) call(n *code, e *Call) *code {
	if f, ok := c.p.scope.Function(e.Name); ok {
		return c.function(n, e, f)
	}
	b, ok := builtins[e.Name]
	if !ok || len(e.Args) < b.min {
		return c.fail("no function %s", e.Name)
	}
	if f := listFunctions[e.Name]; f != nil {
		return c.list(n, e, f)
	}
	if b.f1 != nil {
		n.op, n.f1 = opF1, b.f1
		n.x = c.compile(e.Args[0], n.dst)
		return c.settle(n)
	}
	acc := c.compile(e.Args[0], n.dst)
	for _, arg := range e.Args[1:] {
		y := c.compile(arg, n.dst+1)
		acc = c.settle(&code{op: opF2, f2: b.f2, e: e, in: c.context, dst: n.dst, size: 1, x: acc, y: y})
	}
	if e.Name == "mean" {
		count := &code{op: opConst, k: float64(len(e.Args)), e: e, in: c.context, dst: n.dst + 1, size: 1}
		c.use(n.dst + 1)
		acc = c.settle(&code{op: opArith, kind: Div, e: e, in: c.context, dst: n.dst, size: 1, x: acc, y: count})
	}
	return acc
}

// function puts the body of a function in the place of its call.
func (c *compiler) function(n *code, e *Call, f *Function) *code {
	if slices.Contains(c.stack, f) || len(c.stack) >= MaxCalls {
		return c.fail("%s calls itself", f.Name)
	}
	if len(f.Params) != len(e.Args) || f.Body == nil {
		return c.fail("%s cannot be called so", f.Name)
	}
	n.op, n.idx = opLet, c.p.local
	c.p.local += len(f.Params)
	inner := &context{off: c.context.off, call: f.Signature(), outer: c.context.outer, around: c.context.around}
	if inner.outer == nil {
		inner.off, _ = e.Span()
		inner.outer = e
		for _, v := range c.context.vars {
			inner.around = append(inner.around, v.name)
		}
	}
	for i, arg := range e.Args {
		a := c.keep(c.compile(arg, n.dst+i))
		n.args = append(n.args, a)
		n.size += a.size
		inner.vars = append(inner.vars, local{f.Params[i], n.idx + i, a.level, false})
	}
	outer := c.context
	c.context, c.stack = inner, append(c.stack, f)
	n.z = c.compile(f.Body, n.dst+len(n.args))
	c.context, c.stack = outer, c.stack[:len(c.stack)-1]
	n.level = n.z.level
	n.size += n.z.size
	return n
}

// bind compiles a form; its working columns come before those of its body.
func (c *compiler) bind(n *code, e *Bind) *code {
	n.op, n.form, n.idx = opForm, e.Form, c.p.local
	c.p.local++
	c.p.binds = true
	n.x = c.keep(c.compile(e.Low, n.dst))
	n.y = c.keep(c.compile(e.High, n.dst+1))
	outer := c.context
	inner := *outer
	inner.vars = append(slices.Clone(outer.vars), local{e.Var, n.idx, c.depth + 1, true})
	c.depth++
	c.p.depth = max(c.p.depth, c.depth)
	n.depth = c.depth
	c.context = &inner
	n.z = c.keep(c.compile(e.Body, n.dst+formColumns))
	c.depth--
	c.context = outer
	n.level = max(n.x.level, n.y.level, min(n.z.level, c.depth))
	n.size = n.x.size + n.y.size + n.z.size
	c.use(n.dst + formColumns)
	return n
}

// settle completes an operation on compiled operands: what it depends on, what
// of it can be kept while a form runs, and its value if that is constant.
func (c *compiler) settle(n *code) *code {
	constant := n.op != opIf && n.op != opAnd && n.op != opOr
	for _, x := range []*code{n.x, n.y, n.z} {
		if x != nil {
			n.level = max(n.level, x.level)
			n.size += x.size
			constant = constant && x.op == opConst
		}
	}
	if constant && c.err == nil {
		if k, ok := fold(n); ok {
			return &code{op: opConst, k: k, e: n.e, in: n.in, dst: n.dst, size: 1}
		}
	}
	own := c.keptAt(n)
	always := []*code{n.x, n.y}
	if n.op == opIf || n.op == opAnd || n.op == opOr {
		always = always[:1]
	}
	for _, x := range always {
		if x != nil && c.keptAt(x) < own {
			c.keep(x)
		}
	}
	return n
}

// keptAt is the depth of the outermost form that leaves n unchanged while it
// runs, or one more than there are forms. A value is never carried out of the
// branch of a condition.
func (c *compiler) keptAt(n *code) int { return max(n.level, c.base) + 1 }

// keep makes n a value that is evaluated once in each run of a form around it.
func (c *compiler) keep(n *code) *code {
	at := c.keptAt(n)
	if n.keep == 0 && at <= c.depth && n.op > opLocal {
		n.keep, n.store = at, c.p.cache
		c.p.cache++
	}
	return n
}

// fold evaluates an operation on constants, by the same steps as a run would;
// one that has no finite value is left for the run to report.
func fold(n *code) (float64, bool) {
	p := &Program{root: n, regs: n.dst + 3}
	m := newMachine(p)
	m.n = 1
	ok := []bool{true}
	k := m.run(n, ok)[0]
	return k, ok[0] && k-k == 0
}
