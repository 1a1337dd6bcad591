package formula

import (
	"math"
)

// Limits of evaluation.
const (
	lanes = 256 // draws evaluated together

	// MaxSteps bounds the nodes evaluated for one value, within forms.
	MaxSteps = 20_000_000
	// MaxBatchSteps bounds the nodes evaluated for all draws of a batch; draws
	// beyond it have no result.
	MaxBatchSteps = 1_000_000_000
)

// A machine runs a program on up to lanes environments at once. Every operation
// works on columns, one number for each lane, so that one value and ten
// thousand go through the same steps.
type machine struct {
	p      *Program
	n      int // lanes in use
	regs   [][]float64
	env    [][]float64 // by slot of the program
	wide   [][]float64 // storage for slots with one value for all lanes
	locals [][]float64
	kept   []keptColumn
	runs   []uint64 // by depth: the number of the form's present run
	tick   uint64
	masks  [][]bool
	inUse  int // masks in use
	steps  int // left
	panels [][]panel
	report bool // keep the first fault
	fault  *Fault
}

type keptColumn struct {
	run uint64
	col []float64
}

func newMachine(p *Program) *machine {
	return &machine{
		p: p, regs: make([][]float64, p.regs), env: make([][]float64, len(p.slots)), wide: make([][]float64, len(p.slots)),
		locals: make([][]float64, p.local), kept: make([]keptColumn, p.cache), runs: make([]uint64, p.depth+1),
	}
}

// Eval evaluates the program for one environment, SI values by slot, booleans
// as 0 and 1. A fault says where there is no finite value and why.
func (p *Program) Eval(env []float64) (float64, *Fault) {
	m := p.pool.Get().(*machine)
	defer p.pool.Put(m)
	return m.eval(env)
}

func (m *machine) eval(env []float64) (float64, *Fault) {
	p := m.p
	m.n, m.steps, m.report, m.fault = 1, MaxSteps, true, nil
	for i, s := range p.slots {
		m.env[i] = env[s.index : s.index+1]
		if x := env[s.index]; x-x != 0 {
			return math.NaN(), &Fault{Rule: "value-undefined", Msg: s.name + " has no value", Names: []string{s.name}}
		}
	}
	ok := [1]bool{true}
	x := m.run(p.root, ok[:])[0]
	if !ok[0] || x-x != 0 {
		return math.NaN(), m.fault
	}
	return x, nil
}

// EvalBatch evaluates the program for many draws: env[slot][draw] in, out[draw]
// out, and ok[draw] tells whether there is a finite result; out is NaN where
// not. A column of one value holds for all draws; columns of quantities that
// the formula does not read may be nil. A draw with a value that is not finite
// has no result. The results are those of Eval, bit for bit.
func (p *Program) EvalBatch(env [][]float64, out []float64, ok []bool) {
	m := p.pool.Get().(*machine)
	defer p.pool.Put(m)
	m.report, m.fault = false, nil
	budget := MaxBatchSteps
	for from := 0; from < len(out); from += lanes {
		to := min(from+lanes, len(out))
		m.n = to - from
		m.steps = min(MaxSteps, budget/m.n)
		before := m.steps
		good := ok[from:to]
		for i := range good {
			good[i] = true
		}
		for i, s := range p.slots {
			m.env[i] = m.input(i, env[s.index], from, to)
			for j, x := range m.env[i] {
				good[j] = good[j] && x-x == 0
			}
		}
		col := m.run(p.root, good)
		for i, x := range col {
			good[i] = good[i] && x-x == 0
			if !good[i] {
				x = math.NaN()
			}
			out[from+i] = x
		}
		budget -= (before - m.steps) * m.n
		budget = max(budget, 0)
	}
}

// input gives the part of a column that the lanes read.
func (m *machine) input(slot int, col []float64, from, to int) []float64 {
	if len(col) != 1 || to-from == 1 && from == 0 {
		return col[from:to]
	}
	w := m.wide[slot]
	if w == nil {
		w = make([]float64, lanes)
		m.wide[slot] = w
	}
	w = w[:m.n]
	for i := range w {
		w[i] = col[0]
	}
	return w
}

func (m *machine) reg(i int) []float64 {
	if cap(m.regs[i]) < m.n {
		width := lanes
		if m.n == 1 {
			width = 1
		}
		m.regs[i] = make([]float64, width)
	}
	return m.regs[i][:m.n]
}

// mask takes a mask from the stack; the caller gives it back with m.inUse--.
func (m *machine) mask() []bool {
	if m.inUse == len(m.masks) {
		m.masks = append(m.masks, make([]bool, lanes))
	}
	m.inUse++
	return m.masks[m.inUse-1][:m.n]
}

// run evaluates n in every lane. Lanes where ok is false hold no meaning; run
// clears ok where n has no finite value.
func (m *machine) run(n *code, ok []bool) []float64 {
	if n.keep == 0 {
		return m.step(n, ok)
	}
	k := &m.kept[n.store]
	if k.run != m.runs[n.keep] || len(k.col) != m.n {
		k.run = m.runs[n.keep]
		k.col = append(k.col[:0], m.step(n, ok)...)
	}
	return k.col
}

func (m *machine) step(n *code, ok []bool) []float64 {
	switch n.op {
	case opConst:
		out := m.reg(n.dst)
		for i := range out {
			out[i] = n.k
		}
		if n.k-n.k != 0 {
			m.judge(n, out, ok)
		}
		return out
	case opSlot:
		return m.env[n.idx]
	case opLocal:
		return m.locals[n.idx]
	case opArith:
		return m.arith(n, ok)
	case opPow, opF2:
		return m.apply2(n, ok)
	case opF1:
		x := m.run(n.x, ok)
		out := m.reg(n.dst)
		for i, v := range x {
			r := n.f1(v)
			out[i] = r
			if r-r != 0 {
				m.bad(n, i, ok, v, 0, r)
			}
		}
		return out
	case opNeg:
		x := m.run(n.x, ok)
		out := m.reg(n.dst)
		for i, v := range x {
			out[i] = -v
		}
		return out
	case opNot:
		x := m.run(n.x, ok)
		out := m.reg(n.dst)
		for i, v := range x {
			out[i] = truth(v == 0)
		}
		return out
	case opCompare:
		return m.compare(n, ok)
	case opAnd, opOr:
		return m.join(n, ok)
	case opIf:
		return m.choose(n, ok)
	case opLet:
		for i, arg := range n.args {
			m.locals[n.idx+i] = m.run(arg, ok)
		}
		out := m.reg(n.dst)
		body := m.run(n.z, ok)
		copy(out, body)
		return out
	}
	switch n.op {
	case opChannel:
		return m.channelRun(n, ok)
	case opList:
		return m.listRun(n, ok)
	}
	return m.formRun(n, ok)
}

func truth(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// arith is a sum, difference, product or quotient of columns. The explicit
// loops keep each operation rounded by itself.
func (m *machine) arith(n *code, ok []bool) []float64 {
	if n.y.op == opConst && n.y.keep == 0 {
		return m.arithConst(n, ok)
	}
	x := m.run(n.x, ok)
	y := m.run(n.y, ok)
	out := m.reg(n.dst)
	x, y = x[:len(out)], y[:len(out)]
	if n.kind == Div || len(out) == 1 {
		for i := range out {
			a, b := x[i], y[i]
			r := calculate(n.kind, a, b)
			out[i] = r
			if r-r != 0 {
				m.bad(n, i, ok, a, b, r)
			}
		}
		return out
	}
	var bad float64 // becomes NaN when a result is not finite
	switch n.kind {
	case Add:
		for i := range out {
			r := x[i] + y[i]
			out[i] = r
			bad += r - r
		}
	case Sub:
		for i := range out {
			r := x[i] - y[i]
			out[i] = r
			bad += r - r
		}
	case Mul:
		for i := range out {
			r := x[i] * y[i]
			out[i] = r
			bad += r - r
		}
	}
	if bad != 0 {
		m.judge(n, out, ok)
	}
	return out
}

func (m *machine) arithConst(n *code, ok []bool) []float64 {
	x := m.run(n.x, ok)
	k := n.y.k
	out := m.reg(n.dst)
	x = x[:len(out)]
	for i := range out {
		a := x[i]
		r := calculate(n.kind, a, k)
		out[i] = r
		if r-r != 0 {
			m.bad(n, i, ok, a, k, r)
		}
	}
	return out
}

func calculate(op Op, x, y float64) float64 {
	switch op {
	case Add:
		return x + y
	case Sub:
		return x - y
	case Mul:
		return x * y
	}
	return x / y
}

// apply2 applies a power or a function of two arguments.
func (m *machine) apply2(n *code, ok []bool) []float64 {
	x := m.run(n.x, ok)
	y := m.run(n.y, ok)
	out := m.reg(n.dst)
	f := n.f2
	if n.op == opPow {
		f = power
	}
	for i := range out {
		a, b := x[i], y[i]
		r := f(a, b)
		out[i] = r
		if r-r != 0 {
			m.bad(n, i, ok, a, b, r)
		}
	}
	return out
}

// power is math.Pow, with the commonest powers rounded once.
func power(x, y float64) float64 {
	switch y {
	case 2:
		return x * x
	case -1:
		return 1 / x
	case 0.5:
		return math.Sqrt(x)
	}
	return math.Pow(x, y)
}

func (m *machine) compare(n *code, ok []bool) []float64 {
	x := m.run(n.x, ok)
	y := m.run(n.y, ok)
	out := m.reg(n.dst)
	for i := range out {
		a, b := x[i], y[i]
		var r bool
		switch n.kind {
		case Less:
			r = a < b
		case LessEq:
			r = a <= b
		case Greater:
			r = a > b
		case GreaterEq:
			r = a >= b
		case Equal:
			r = a == b
		case NotEqual:
			r = a != b
		}
		out[i] = truth(r)
	}
	return out
}

// join is "and" and "or": the right side counts only in the lanes where the
// left side does not decide.
func (m *machine) join(n *code, ok []bool) []float64 {
	decided := truth(n.op == opOr)
	x := m.run(n.x, ok)
	out := m.reg(n.dst)
	copy(out, x)
	open := m.mask()
	for i := range out {
		open[i] = ok[i] && out[i] != decided
	}
	if anyOf(open) {
		before := m.mask()
		copy(before, open)
		y := m.run(n.y, open)
		for i := range out {
			if before[i] {
				out[i] = y[i]
				ok[i] = open[i]
			}
		}
		m.inUse--
	}
	m.inUse--
	return out
}

// choose is "if": each branch counts only in its lanes.
func (m *machine) choose(n *code, ok []bool) []float64 {
	cond := m.run(n.x, ok)
	out := m.reg(n.dst)
	copy(out, cond)
	then, other := m.mask(), m.mask()
	for i := range out {
		then[i] = ok[i] && out[i] != 0
		other[i] = ok[i] && out[i] == 0
	}
	var x, y []float64
	if anyOf(then) {
		x = m.run(n.y, then)
	}
	if anyOf(other) {
		y = m.run(n.z, other)
	}
	for i := range out {
		if out[i] != 0 {
			out[i] = at(x, i)
		} else {
			out[i] = at(y, i)
		}
		ok[i] = then[i] || other[i]
	}
	m.inUse -= 2
	return out
}

func at(col []float64, i int) float64 {
	if col == nil {
		return 0
	}
	return col[i]
}

func anyOf(mask []bool) bool {
	for _, b := range mask {
		if b {
			return true
		}
	}
	return false
}
