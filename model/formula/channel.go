package formula

import (
	"fmt"
	"math"
)

// Limits of the forms over channels.
const (
	mostSymbols = 1 << 14 // pairs of symbols of one channel
	rowSlack    = 1e-6    // by which the probabilities of one symbol may miss 1
)

// channel checks a form over two variables. The symbols are numbers; the
// probability is bare; the budget has the dimension of the cost.
func (c *checker) channel(e *Channel) Type {
	ok := true
	for _, bound := range []Expr{e.Low, e.High, e.OutLow, e.OutHigh} {
		t := c.check(bound)
		switch {
		case !c.wantNumber(bound, t, "a bound is a number"):
			ok = false
		case !t.Dim.IsZero():
			c.findings.Add("unit-mismatch", bound.At(), "the bounds of %s are whole numbers, but %s is none", e.Form, c.describe(bound, t))
			ok = false
		}
	}
	c.vars = append(c.vars, variable{e.Var, Type{}})
	var cost Type
	if e.Cost != nil {
		cost = c.check(e.Cost)
		ok = c.wantNumber(e.Cost, cost, "a cost is a number") && ok
	}
	c.vars = append(c.vars, variable{e.Out, Type{}})
	body := c.check(e.Body)
	c.vars = c.vars[:len(c.vars)-2]
	switch {
	case !c.wantNumber(e.Body, body, "a probability is a number"):
		ok = false
	case !body.Dim.IsZero():
		c.findings.Add("unit-mismatch", e.Body.At(), "a probability is a bare number, but %s is none", c.describe(e.Body, body))
		ok = false
	}
	if e.Budget != nil {
		budget := c.check(e.Budget)
		ok = c.wantNumber(e.Budget, budget, "a budget is a number") && ok
		if ok && budget.Dim != cost.Dim {
			f := c.findings.Add("unit-mismatch", e.Budget.At(), "the budget is %s, and the cost %s", c.describe(e.Budget, budget), c.describe(e.Cost, cost))
			f.Hint = c.zeroHint(e.Cost, e.Budget, cost, budget)
			ok = false
		}
	}
	switch {
	case !ok:
		return unknown
	case e.Form == CapacityPerCost:
		return Type{Dim: Type{}.Dim.Div(cost.Dim)}
	}
	return Type{}
}

// channel compiles a form over two variables: the sent symbol is bound outside
// of the received one, so that what rests on the sent one alone is evaluated
// once for each.
func (c *compiler) channel(n *code, e *Channel) *code {
	n.op, n.form, n.idx = opChannel, e.Form, c.p.local
	c.p.local += 2
	c.p.binds = true
	n.size = 0
	add := func(x Expr, dst int) *code {
		k := c.keep(c.compile(x, dst))
		n.size += k.size
		return k
	}
	n.x, n.y = add(e.Low, n.dst), add(e.High, n.dst+1)
	n.args = []*code{add(e.OutLow, n.dst+2), add(e.OutHigh, n.dst+3), nil, nil}
	if e.Budget != nil {
		n.args[channelBudget] = add(e.Budget, n.dst+4)
	}
	outer := c.context
	bind := func(name string, index int) {
		inner := *c.context
		inner.vars = append(inner.vars[:len(inner.vars):len(inner.vars)], local{name, index, c.depth + 1, true})
		c.depth++
		c.p.depth = max(c.p.depth, c.depth)
		c.context = &inner
	}
	bind(e.Var, n.idx)
	n.depth = c.depth
	if e.Cost != nil {
		n.args[channelCost] = add(e.Cost, n.dst+channelColumns)
	}
	bind(e.Out, n.idx+1)
	n.z = add(e.Body, n.dst+channelColumns)
	c.depth -= 2
	c.context = outer
	for _, k := range append([]*code{n.x, n.y, n.z}, n.args...) {
		if k != nil {
			n.level = max(n.level, min(k.level, c.depth))
		}
	}
	c.use(n.dst + channelColumns)
	return n
}

const (
	channelCost    = 2 // places in the arguments of its code
	channelBudget  = 3
	channelColumns = 7 // working storage: bounds, budget, both symbols
)

// channelRun evaluates probabilities and costs for all lanes together, and then
// the capacity of each lane by itself.
func (m *machine) channelRun(n *code, ok []bool) []float64 {
	e := n.e.(*Channel)
	bounds := make([][]float64, 4)
	for k, x := range []*code{n.x, n.y, n.args[0], n.args[1]} {
		bounds[k] = m.reg(n.dst + k)
		copy(bounds[k], m.run(x, ok))
	}
	budget := m.reg(n.dst + 4)
	if b := n.args[channelBudget]; b != nil {
		copy(budget, m.run(b, ok))
	}
	channels := make([]channel, m.n)
	most := [2]int{}
	for i := range channels {
		rows, columns := m.symbols(n, i, ok, bounds[0][i], bounds[1][i]), m.symbols(n, i, ok, bounds[2][i], bounds[3][i])
		if rows > 0 && columns > 0 && rows > mostSymbols/columns {
			m.fail(n, i, ok, "step-limit", func() (string, string) {
				return fmt.Sprintf("%s has more than %d pairs of symbols", n.form, mostSymbols), "use fewer symbols"
			})
		}
		if !ok[i] {
			continue
		}
		channels[i] = channel{rows: rows, columns: columns, p: make([]float64, rows*columns), perCost: e.Form == CapacityPerCost}
		if n.args[channelCost] != nil {
			channels[i].cost = make([]float64, rows)
		}
		most = [2]int{max(most[0], rows), max(most[1], columns)}
	}
	m.fillChannels(n, ok, channels, bounds, most)
	out := bounds[0]
	for i := range channels {
		if ok[i] {
			out[i] = m.capacity(n, i, ok, &channels[i], budget[i], bounds[0][i])
		}
	}
	m.judge(n, out, ok)
	return out
}

// symbols counts the whole numbers from low to high.
func (m *machine) symbols(n *code, lane int, ok []bool, low, high float64) int {
	switch {
	case !ok[lane]:
		return 0
	case low != math.Floor(low) || high != math.Floor(high):
		m.fail(n, lane, ok, "sum-bounds", func() (string, string) {
			return fmt.Sprintf("%s numbers its symbols from %s to %s, which are no whole numbers", n.form, plain(low), plain(high)), "round the bounds: round(x), floor(x), ceil(x)"
		})
	case low > high:
		m.fail(n, lane, ok, "interval-empty", func() (string, string) {
			return fmt.Sprintf("%s has no symbols from %s to %s", n.form, plain(low), plain(high)), ""
		})
	case high-low >= mostSymbols || low+1 == low:
		m.fail(n, lane, ok, "step-limit", func() (string, string) {
			return fmt.Sprintf("%s has more than %d pairs of symbols", n.form, mostSymbols), "use fewer symbols"
		})
	default:
		return int(high-low) + 1
	}
	return 0
}

// fillChannels evaluates the cost for each symbol sent and the probability for
// each pair.
func (m *machine) fillChannels(n *code, ok []bool, channels []channel, bounds [][]float64, most [2]int) {
	x, y := m.reg(n.dst+5), m.reg(n.dst+6)
	active := m.mask()
	for r := range most[0] {
		m.tick++
		m.runs[n.depth] = m.tick
		for i := range x {
			x[i] = bounds[0][i] + float64(r)
		}
		m.locals[n.idx] = x
		if cost := n.args[channelCost]; cost != nil {
			for i := range active {
				active[i] = ok[i] && r < channels[i].rows
			}
			for i, c := range m.part(n, cost, active, ok) {
				if active[i] {
					channels[i].cost[r] = c
				}
			}
		}
		m.tick++
		m.runs[n.depth+1] = m.tick
		for k := range most[1] {
			for i := range y {
				y[i] = bounds[2][i] + float64(k)
				active[i] = ok[i] && r < channels[i].rows && k < channels[i].columns
			}
			if !anyOf(active) {
				break
			}
			m.locals[n.idx+1] = y
			for i, p := range m.part(n, n.z, active, ok) {
				if active[i] {
					channels[i].p[r*channels[i].columns+k] = p
				}
			}
		}
	}
	m.inUse--
}

// part evaluates a part of a form in the lanes that are active; where it has no
// value, the lane is lost.
func (m *machine) part(n, part *code, active, ok []bool) []float64 {
	m.steps -= part.size
	if m.steps < 0 {
		m.outOfSteps(n, ok)
		copy(active, ok)
		return m.reg(n.dst + 5)
	}
	good := m.mask()
	copy(good, active)
	f := m.run(part, good)
	for i := range f {
		if active[i] && !good[i] {
			active[i], ok[i] = false, false
		}
	}
	m.inUse--
	return f
}

func (m *machine) outOfSteps(n *code, ok []bool) {
	for i := range ok {
		m.fail(n, i, ok, "step-limit", func() (string, string) {
			return fmt.Sprintf("%s takes more than %d steps", n.form, MaxSteps), "nest fewer forms, or use fewer symbols"
		})
	}
}

// capacity judges the channel of one lane and computes its capacity.
func (m *machine) capacity(n *code, lane int, ok []bool, c *channel, budget, low float64) float64 {
	e := n.e.(*Channel)
	fail := func(rule, msg, hint string) float64 {
		m.fail(n, lane, ok, rule, func() (string, string) { return msg, hint })
		return math.NaN()
	}
	if r, sum := c.normalise(); r >= 0 {
		return fail("channel-probability",
			fmt.Sprintf("the probabilities of %s add to %s at %s = %s", clip(Print(e.Body)), plain(sum), e.Var, plain(low+float64(r))),
			"for each "+e.Var+" the probabilities of all "+e.Out+" are from 0 to 1 and add to 1")
	}
	if e.Form == CapacityPerCost {
		for r, cost := range c.cost {
			if !(cost > 0) {
				return fail("channel-cost", fmt.Sprintf("the cost %s is %s at %s = %s", clip(Print(e.Cost)), plain(cost), e.Var, plain(low+float64(r))),
					"the information for its cost needs costs above 0")
			}
		}
	}
	c.budget, c.bounded = budget, e.Budget != nil
	if least := c.leastCost(); c.bounded && budget < least {
		return fail("channel-cost", fmt.Sprintf("no symbol costs as little as the budget of %s; the least cost is %s", plain(budget), plain(least)), "")
	}
	left := m.steps
	bits, settled := c.solve(&m.steps)
	switch {
	case m.steps < 0:
		m.outOfSteps(n, ok)
		return math.NaN()
	case !settled:
		return fail("step-limit", fmt.Sprintf("%s does not settle within %d rounds", n.form, (left-m.steps)/max(len(c.p), 1)),
			"leave out symbols that are hardly told apart or never worth sending")
	}
	return bits
}
