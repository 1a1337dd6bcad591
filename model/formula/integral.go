package formula

import (
	"fmt"
	"math"
	"slices"
)

// A panel is a part of an integral.
type panel struct {
	a, b        float64
	value       float64
	size, error float64 // integral of |f|, estimate of the error
}

// integralForm integrates by Gauss–Kronrod rules of 7 and 15 points, dividing
// the panel with the largest error until all of them together are small. Where
// the bounds are positive and far apart it integrates over ln x. Where the first
// panels see nothing but 0, the integral looks once more with smaller ones: what
// is narrower than some thousandth of the interval may escape it all the same.
func (m *machine) integralForm(n *code, ok []bool, low, high []float64) {
	for len(m.panels) < m.n {
		m.panels = append(m.panels, nil)
	}
	held := m.panels // a nested integral has its own
	m.panels = nil
	from, to, sgn, ratios := m.reg(n.dst+2), m.reg(n.dst+3), m.reg(n.dst+4), m.reg(n.dst+5)
	active := m.mask()
	for i := range low {
		held[i] = held[i][:0]
		from[i], to[i], sgn[i], ratios[i] = low[i], high[i], 1, 0
		if high[i] < low[i] {
			from[i], to[i], sgn[i] = high[i], low[i], -1
		}
		if from[i] > 0 && to[i]/from[i] > logSpan {
			from[i], to[i], ratios[i] = math.Log(from[i]), math.Log(to[i]), 1
		}
		active[i] = ok[i] && low[i] != high[i]
	}
	a, b := m.reg(n.dst+6), m.reg(n.dst+7)
	cut := func(parts int, active []bool) {
		for k := range parts {
			for i := range low {
				step := (to[i] - from[i]) / float64(parts)
				a[i], b[i] = from[i]+float64(float64(k)*step), from[i]+float64(float64(k+1)*step)
			}
			m.kronrod(n, active, ok, held)
		}
	}
	cut(firstPanels, active)
	unseen := m.mask()
	for i := range low {
		_, size, _ := panelSum(held[i])
		if unseen[i] = active[i] && size == 0; unseen[i] {
			held[i] = held[i][:0]
		}
	}
	if anyOf(unseen) {
		cut(seekPanels, unseen)
		for i := range low {
			active[i] = active[i] && ok[i]
		}
	}
	m.inUse--
	for m.divide(n, active, held) {
		m.kronrod(n, active, ok, held)
		for i := range low {
			a[i], b[i] = b[i], m.reg(n.dst + 13)[i]
		}
		m.kronrod(n, active, ok, held)
	}
	m.integralDone(n, ok, low, high, sgn, held)
	m.panels = held
	m.inUse--
}

// divide takes the worst panel out of every lane that has not settled and sets
// a, b and the end of the second half; false when all lanes have settled.
func (m *machine) divide(n *code, active []bool, held [][]panel) bool {
	a, b, last := m.reg(n.dst+6), m.reg(n.dst+7), m.reg(n.dst+13)
	going := false
	for i := range a {
		if !active[i] {
			continue
		}
		_, size, err := panelSum(held[i])
		worst := worstPanel(held[i])
		if err <= integralGoal*size {
			worst = unevenPanel(held[i], integralGoal*size)
		}
		if worst < 0 || len(held[i]) >= mostPanels {
			active[i] = false
			continue
		}
		p := held[i][worst]
		mid := p.a + float64((p.b-p.a)/2)
		if mid <= p.a || mid >= p.b {
			active[i] = false
			continue
		}
		held[i] = slices.Delete(held[i], worst, worst+1)
		a[i], b[i], last[i] = p.a, mid, p.b
		going = true
	}
	return going
}

func worstPanel(panels []panel) int {
	worst := 0
	for k, p := range panels {
		if p.error > panels[worst].error {
			worst = k
		}
	}
	return worst
}

// unevenPanel finds a panel that is much wider than its neighbour although there
// is something in the neighbour: of a narrow peak on their common end it may
// have seen nothing. It is -1 where there is none.
func unevenPanel(panels []panel, least float64) int {
	for k, p := range panels {
		for _, q := range panels {
			if (q.b == p.a || q.a == p.b) && (q.b-q.a)*unevenWidths < p.b-p.a && q.size > least {
				return k
			}
		}
	}
	return -1
}

// panelSum adds panels from left to right, so that the sum does not depend on
// the order in which they were divided.
func panelSum(panels []panel) (value, size, err float64) {
	for _, p := range panels {
		value += p.value
		size += p.size
		err += p.error
	}
	return value, size, err
}

func (m *machine) integralDone(n *code, ok []bool, low, high, sgn []float64, held [][]panel) {
	for i := range low {
		slices.SortFunc(held[i], func(p, q panel) int {
			if p.a < q.a {
				return -1
			}
			return 1
		})
		value, size, err := panelSum(held[i])
		if ok[i] && err > integralLimit*size {
			m.fail(n, i, ok, "integral-unsettled", func() (string, string) {
				return fmt.Sprintf("the integral from %s to %s does not settle within %d panels", plain(low[i]), plain(high[i]), mostPanels),
					"leave out a singularity, or split the interval at a jump"
			})
		}
		low[i] = sgn[i] * value
	}
	m.judge(n, low, ok)
}
