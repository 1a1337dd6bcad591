package report

import (
	"fmt"

	"reckon/model"
	"reckon/model/number"
)

// Sensitivity gives the Sobol indices of a quantity and its elasticities, of
// the first model that has it.
func (r *Result) Sensitivity(name string) ([]model.Index, []model.Elasticity, error) {
	for _, e := range r.evaluations {
		if e.model.Quantity(name) != nil {
			indices, err := e.values.Sensitivity(name)
			return indices, e.values.Elasticities(name), err
		}
	}
	return nil, nil, fmt.Errorf("no quantity is called %q", name)
}

// A ShownTip is a tipping point as it is printed.
type ShownTip struct {
	model.Tip
	Display string // the value: "27.8 W"
}

// Tips gives the tipping points of a claim, the nearest first.
func (c ClaimRow) Tips() ([]ShownTip, error) {
	tips, err := c.of.values.Tipping(c.Outcome.Claim.ID)
	var shown []ShownTip
	n := c.of.printer()
	for _, t := range tips {
		shown = append(shown, ShownTip{t, n.tipText(t)})
	}
	return shown, err
}

// tipText prints the value of a tipping point.
func (r *resolver) tipText(t model.Tip) string {
	shown, err := r.print(t.Value, number.Format{Verb: 'g', Digits: t.Value.Digits})
	if err != nil {
		return exact(t.Value.In())
	}
	return shown
}

// printer is a resolver that prints values alone, as the evaluation's first
// document does.
func (e *evaluation) printer() *resolver {
	return &resolver{number: styleOf(e.doc.Lang, e.doc.Front), words: e.doc.Words}
}
