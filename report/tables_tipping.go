package report

import (
	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/model"
)

// tippingCell names the input that flips a claim's verdict with the least
// change, and its value there.
func (r *resolver) tippingCell(c *model.Claim) []gast.Node {
	tips, err := r.values.Tipping(c.ID)
	switch {
	case err != nil:
		if o := r.outcomes[c.ID]; o.OK && o.Verdict != model.Untestable {
			r.findings.Warn("limit-passed", c.At, "claim %s has no tipping point: %v", c.ID, err).
				Hint = "leave :tipping: out, or nest fewer forms"
		}
		return nil
	case len(tips) == 0:
		return words(r.words.NoTip)
	}
	// A tip within an interval that is known is nearer than a smaller change
	// of what is taken as certain.
	tip := tips[0]
	for _, t := range tips {
		if t.Inside {
			tip = t
			break
		}
	}
	return append(r.quantityName(tip.Parameter), words(" = "+r.tipText(tip))...)
}

// headlines are the results that a register of assumptions is held against.
func (r *resolver) headlines(options optionText) []*model.Quantity {
	names, places := items(options.value, options.at)
	var list []*model.Quantity
	for i, name := range names {
		q := r.m.Model.Quantity(name)
		if q == nil {
			r.findings.Add("name-unknown", places[i], "no quantity is called %s", name).
				Hint = diag.DidYouMean(name, r.m.Model.Names())
			continue
		}
		if v, ok := r.values.Nominal(name); !ok || !v.OK || v.Bool {
			continue // what is wrong with it is reported at its formula
		}
		list = append(list, q)
	}
	return list
}

// An optionText is the value of an option with its place.
type optionText struct {
	value string
	at    diag.Pos
}
