package brain_test

import (
	"math"
	"testing"

	"reckon/internal/diag"
)

// Points on the curves of the laws, as an independent computation printed
// them; within is half of the last digit printed there, unless told.
func TestLaws(t *testing.T) {
	v := values(t)
	for _, test := range []struct {
		src          string
		want, within float64
	}{
		// sparse codes: activity, bits per resting energy, gain over one half
		{"best_activity(1)", 0.500, 0.0005},
		{"best_activity(2)", 0.382, 0.0005},
		{"best_activity(5)", 0.245, 0.0005},
		{"best_activity(20)", 0.106, 0.0005},
		{"best_activity(50)", 0.056, 0.0005},
		{"best_activity(100)", 0.033, 0.0005},
		{"best_activity(200)", 0.020, 0.001}, // 0.0195
		{"best_activity(45.5)", 0.06, 0.0005},
		{"1 - silent_share(2)", (3 - math.Sqrt(5)) / 2, 1e-9}, // the golden section
		{"code_efficiency(best_activity(2), 2) / code_efficiency(0.5, 2)", 1.04, 0.005},
		{"code_efficiency(best_activity(50), 50) / code_efficiency(0.5, 50)", 2.12, 0.005},
		{"code_efficiency(best_activity(200), 200) / code_efficiency(0.5, 200)", 2.85, 0.005},
		{"code_efficiency(best_activity(100), 100) + log2(silent_share(100))", 0, 1e-6},
		{"(al.rest.total + 40 Hz * al.spike.total) / al.rest.total", 65, 0.5},

		// analog against digital
		{"10 * log10(crossover(1e-14 J))", 65, 0.5},
		{"10 * log10(crossover(1e-13 J))", 76, 0.5},
		{"10 * log10(crossover(1e-12 J))", 86, 0.5},
		{"0.5 * log2(1 + crossover(1e-14 J))", 10.8, 0.05},
		{"0.5 * log2(1 + crossover(1e-12 J))", 14.3, 0.05},
		{"wire_ratio(1)", 1.72, 0.005},
		{"wire_ratio(10)", 7.14, 0.07}, // searched in steps of 1 % there
		{"wire_ratio(100)", 36.5, 0.4}, // likewise
		{"wire_ratio(1000)", 225.6, 2.3},
		{"0.5 * log2(1 + wire_ratio(10))", 1.51, 0.01},
		{"0.5 * log2(1 + wire_ratio(100))", 2.61, 0.01},

		// fibres
		{"spike_information(4 Hz) / 4 Hz", 7.07, 0.005},
		{"spike_information(axon.doubled) / axon.doubled", 5.75, 0.005},
		{"axon_energy(2 * spike_information(axon.rate))", 6.05, 0.005},
		{"0.26 * spike_information(2 Hz) / 1 Hz", 4.2, 0.05},
		{"0.26 * spike_information(6 Hz) / 1 Hz", 10.1, 0.05},
		{"0.26 * spike_information(8 Hz) / 1 Hz", 12.6, 0.05},
		{"0.30 * spike_information(4 Hz) / 1 Hz", 8.5, 0.05},
		{"0.30 * spike_information(8 Hz) / 1 Hz", 14.5, 0.05},

		// diminishing returns
		{"overload(2, 1.5)", 1.11, 0.005},
		{"overload(4, 1.5)", 1.42, 0.005},
		{"overload(2, 2.5)", 1.43, 0.005},
		{"overload(4, 2.5)", 3.35, 0.005},
		{"overload(1, 2.5)", 1, 1e-12},
		{"argmin(x, 0.2, 5, overload(x, axon.exponent))", 1, 1e-6},
		{"axon.exponent", 2.6, 0.05},
	} {
		t.Run(test.src, func(t *testing.T) {
			x, _, fs := v.Expression(test.src, diag.Pos{})
			for _, f := range fs {
				t.Error(f)
			}
			if !x.OK || !(math.Abs(x.SI-test.want) <= test.within) {
				t.Errorf("%s = %g, want %g ± %g", test.src, x.SI, test.want, test.within)
			}
		})
	}
}

// Eight symbols in place of the paper's four, as they were computed elsewhere:
// entropy over mean cost at given multipliers, and the best code.
func TestEightSymbols(t *testing.T) {
	v := under(t, values(t), "eight_symbols")
	for _, test := range []struct {
		src          string
		want, within float64
	}{
		{"symbol_entropy(mean_cost(0.25)) / mean_cost(0.25)", 0.852, 0.0005},
		{"symbol_entropy(mean_cost(0.5)) / mean_cost(0.5)", 0.971, 0.0005},
		{"symbol_entropy(mean_cost(1)) / mean_cost(1)", 0.948, 0.0005},
		{"symbol_entropy(mean_cost(2)) / mean_cost(2)", 0.572, 0.0005},
		{"symbol_entropy(mean_cost(0))", 3, 1e-9},
		{"exp(-symbols.beta)", 0.501, 0.0005}, // the best code's use of the first symbols
		{"exp(-2 * symbols.beta)", 0.251, 0.0005},
		{"exp(-3 * symbols.beta)", 0.126, 0.0005},
		{"symbols.entropy / symbols.cost - symbols.efficiency", 0, 1e-9}, // the tangent touches
	} {
		x, _, fs := v.Expression(test.src, diag.Pos{})
		for _, f := range fs {
			t.Error(f)
		}
		if !x.OK || !(math.Abs(x.SI-test.want) <= test.within) {
			t.Errorf("%s = %g, want %g ± %g", test.src, x.SI, test.want, test.within)
		}
	}
}

// Optima found by search must be those in closed form.
func TestClosedForms(t *testing.T) {
	v := values(t)
	for _, pair := range [][2]string{
		{"best_activity(3)", "1 - silent_share(3)"},
		{"best_activity(30)", "1 - silent_share(30)"},
		{"wire_ratio_searched(1)", "wire_ratio(1)"},
		{"wire_ratio_searched(50)", "wire_ratio(50)"},
		{"wire_ratio_searched(5000)", "wire_ratio(5000)"},
		{"maximum(E, 1.05, 2.45, symbol_entropy(E) / E)", "symbols.efficiency"},
	} {
		a, _, fs := v.Expression(pair[0], diag.Pos{})
		b, _, more := v.Expression(pair[1], diag.Pos{})
		for _, f := range append(fs, more...) {
			t.Error(f)
		}
		if !a.OK || !b.OK || !(math.Abs(a.SI/b.SI-1) < 1e-5) {
			t.Errorf("%s gives %g, %s %g", pair[0], a.SI, pair[1], b.SI)
		}
	}
}

// What a neuron costs in the budgets compared, against the ranges that were
// computed elsewhere.
func TestPerNeuron(t *testing.T) {
	v := values(t)
	for _, test := range []struct {
		name      string
		low, high float64 // the value lies between
		spread    float64 // and its interval is at least this wide, as a ratio
	}{
		{"per_neuron.power[imaging]", 2.2e-10, 2.6e-10, 1.1},
		{"per_neuron.power[lennie]", 1.62e-10, 2.27e-10, 1.3}, // 3.40 W over 2.1e10 and 1.5e10
		{"per_neuron.power[attwell]", 2.60e-10, 2.62e-10, 1.4},
		{"per_neuron.power[herculano]", 0.8e-10, 1.0e-10, 1.8},
		{"audit.grey.power_per_neuron", 1.89e-10, 2.06e-10 + 1e-15, 1.4},
	} {
		x, _ := v.Get(test.name)
		if !x.OK || x.SI < test.low || x.SI > test.high {
			t.Errorf("%s = %g, want %g to %g", test.name, x.SI, test.low, test.high)
		}
		if !x.HasInterval || x.High/x.Low < test.spread {
			t.Errorf("%s has the interval %g to %g, want a ratio of at least %g", test.name, x.Low, x.High, test.spread)
		}
	}
}
