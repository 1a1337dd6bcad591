package brain_test

import (
	"fmt"
	"math"
	"testing"

	"reckon/internal/diag"
)

func bitsOfTwo(p float64) float64 {
	if p <= 0 || p >= 1 {
		return 0
	}
	return -p*math.Log2(p) - (1-p)*math.Log2(1-p)
}

// zPerCost gives the most bits per unit of cost over a channel with two symbols,
// of which one costs 1 and always arrives, the other costs r and arrives with
// probability q, else as the first (the Z channel): where a share p is spent on
// the second, H(pq) - p H(q) bits cost 1 - p + p r. The ratio has one maximum,
// found by golden section.
func zPerCost(r, q float64) float64 {
	ratio := func(p float64) float64 {
		return (bitsOfTwo(p*q) - p*bitsOfTwo(q)) / (1 - p + p*r)
	}
	golden := (math.Sqrt(5) - 1) / 2
	low, high := 0.0, 1.0
	for range 100 {
		a, b := high-golden*(high-low), low+golden*(high-low)
		if ratio(a) > ratio(b) {
			high = b
		} else {
			low = a
		}
	}
	return ratio((low + high) / 2)
}

// The best code through synapses that fail as often as in the audit must be one
// of silence and the longest burst, whose capacity per cost is that of a Z
// channel; with fewer symbols it is a Z channel from the start.
func TestFailingSynapses(t *testing.T) {
	v := values(t)
	number := func(src string) float64 {
		x, _, fs := v.Expression(src, diag.Pos{})
		for _, f := range fs {
			t.Error(f)
		}
		return x.SI
	}
	success := number("synapse.success")
	heard := 1 - math.Pow(1-success, 3)
	const best = "1 + 3 * (1 - unheard_share(4, symbols.heard)) / symbols.heard"
	for _, test := range []struct {
		src  string
		want float64
	}{
		{"symbols.failing", zPerCost(4, heard)},
		{"symbols.failing_closed", zPerCost(4, heard)},
		{"-log2(unheard_share(10, 0.25))", zPerCost(10, 0.25)},
		{"-log2(unheard_share(2, 0.999999))", zPerCost(2, 0.999999)},
		{"failing_efficiency(1)", number("symbols.efficiency")}, // no failures, no loss
		{"capacity_per_cost(k, 0, 1, j, 0, 1, arrival(k, j, 0.3), symbol_cost(k))", zPerCost(2, 0.3)},
		{"sum(j, 0, 3, arrival(3, j, 0.3))", 1},
		{"failing_entropy(1.6, 1)", number("symbol_entropy(1.6)")},
		// the line through the origin touches the curve where the best code lies
		{"failing_entropy(" + best + ", synapse.success) / (" + best + ")", zPerCost(4, heard)},
	} {
		if got := number(test.src); !(math.Abs(got-test.want) < 1e-6) {
			t.Errorf("%s = %.9g, want %.9g", test.src, got, test.want)
		}
	}
	// where synapses seldom fail, short bursts earn their place
	if long, all := zPerCost(4, 1-math.Pow(0.1, 3)), number("failing_efficiency(0.9)"); all < 1.1*long {
		t.Errorf("with a success of 0.9 all bursts give %g, the longest alone %g", all, long)
	}
}

// Costs must be what the texts say they are.
func TestSymbolCosts(t *testing.T) {
	v := values(t)
	for k := range 4 {
		x, _, fs := v.Expression(fmt.Sprintf("symbol_cost(%d)", k), diag.Pos{})
		for _, f := range fs {
			t.Error(f)
		}
		if x.SI != float64(k+1) {
			t.Errorf("a burst of %d spikes costs %g, want %d", k, x.SI, k+1)
		}
	}
}
