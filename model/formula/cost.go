package formula

// EvalCounted is Eval that also tells how many steps the forms took: the nodes
// evaluated within them, at most MaxSteps. It lets a model bound its total.
func (p *Program) EvalCounted(env []float64) (x float64, steps int, f *Fault) {
	if !p.binds {
		x, f = p.Eval(env)
		return x, 0, f
	}
	m := p.pool.Get().(*machine)
	defer p.pool.Put(m)
	x, f = m.eval(env)
	return x, MaxSteps - max(m.steps, 0), f
}

// Size is the number of nodes of the program, with the bodies of the functions
// that it calls.
func (p *Program) Size() int { return p.root.size }
