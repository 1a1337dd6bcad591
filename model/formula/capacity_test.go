package formula

import (
	"math"
	"math/rand"
	"slices"
	"testing"
)

// Channels of many kinds settle, with a budget, for the cost and with neither,
// and their capacities are bounded by each other: no budget allows more than
// the best rate for the cost gives.
func TestCapacitySettles(t *testing.T) {
	r := rand.New(rand.NewSource(1))
	for range 1000 {
		c := channel{rows: 1 + r.Intn(8), columns: 1 + r.Intn(8)}
		most := 0.0
		for range c.rows {
			row := make([]float64, c.columns)
			uneven, sum := float64(1+r.Intn(6)), 0.0
			for k := range row {
				row[k] = math.Pow(r.Float64(), uneven)
				sum += row[k]
			}
			for k := range row {
				row[k] /= sum
			}
			cost := 0.1 + 10*math.Pow(r.Float64(), uneven)
			c.p, c.cost, most = append(c.p, row...), append(c.cost, cost), max(most, cost)
		}
		solve := func(c channel) float64 {
			c.p, c.cost = slices.Clone(c.p), slices.Clone(c.cost)
			steps := MaxSteps
			bits, settled := c.solve(&steps)
			if !settled {
				t.Errorf("not settled after %d steps: %+v", MaxSteps-steps, c)
			}
			return bits
		}
		free, perCost, bounded := c, c, c
		free.cost, perCost.perCost = nil, true
		bounded.bounded, bounded.budget = true, c.leastCost()+r.Float64()*(most-c.leastCost())
		bits, rate, within := solve(free), solve(perCost), solve(bounded)
		const slack, rounding = 1 + 2*capacityLimit, 1e-12
		if rate > bits/c.leastCost()*slack+rounding || rate*slack+rounding < bits/most {
			t.Errorf("%g bits, %g for each unit of cost: %+v", bits, rate, c)
		}
		if within > bits*slack+rounding || within > bounded.budget*rate*slack+rounding {
			t.Errorf("%g bits within %g; %g without a budget, %g for each unit: %+v", within, bounded.budget, bits, rate, c)
		}
	}
}
