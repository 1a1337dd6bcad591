package main

import (
	"fmt"
	"math"
	"strings"

	"reckon/report"
)

// mostTips is how many inputs the text names for a claim.
const mostTips = 4

type tipJSON struct {
	Input      string   `json:"input"`
	Value      float64  `json:"value"`
	Unit       string   `json:"unit"`
	Display    string   `json:"display"`
	Passes     bool     `json:"passes"` // beyond it the claim is true
	Ratio      *float64 `json:"ratio"`
	Deviations *float64 `json:"deviations"`
	Inside     bool     `json:"inside"` // the input's 95 % interval
}

func tippingJSON(row report.ClaimRow) []tipJSON {
	var list []tipJSON
	tips, _ := row.Tips() // a claim that cannot be tested has none
	for _, t := range tips {
		j := tipJSON{
			Input: t.Parameter.Name, Value: t.Value.In(), Unit: t.Value.Unit.String(), Display: t.Display,
			Passes: t.Passes, Inside: t.Inside,
		}
		if t.Ratio != 0 {
			j.Ratio = &t.Ratio
		}
		if t.Deviations != 0 {
			j.Deviations = &t.Deviations
		}
		list = append(list, j)
	}
	return list
}

// tippingText prints, for each claim that is tested, the inputs that flip its
// verdict with the least change.
func (c *command) tippingText(set []report.ClaimRow) {
	fmt.Fprintln(c.out, "\ntipping points: one input changed, all others at their values")
	rows := [][]string{{"claim", "verdict", "flips where", "", "change"}}
	for _, row := range set {
		tips, err := row.Tips()
		id, verdict := row.Outcome.Claim.ID, string(row.Outcome.Verdict)
		switch {
		case err != nil:
			rows = append(rows, []string{id, verdict, err.Error()})
			continue
		case len(tips) == 0:
			rows = append(rows, []string{id, verdict, "no single input flips it"})
			continue
		}
		more := len(tips) - mostTips
		for _, t := range tips[:min(len(tips), mostTips)] {
			rows = append(rows, []string{id, verdict, t.Parameter.Name, "= " + t.Display, change(t)})
			id, verdict = "", ""
		}
		if more > 0 {
			rows = append(rows, []string{"", "", fmt.Sprintf("and %d more", more)})
		}
	}
	table(c.out, rows)
}

// decimals are those worth showing of a distance in standard deviations: one,
// and more where that would show none of it.
func decimals(deviations float64) int {
	const most = 4
	size := math.Abs(deviations)
	switch {
	case size >= 10:
		return 0
	case size >= 0.05:
		return 1
	}
	return min(most, -int(math.Floor(math.Log10(size))))
}

// change words how far an input has to go.
func change(t report.ShownTip) string {
	var parts []string
	if t.Ratio != 0 {
		parts = append(parts, fmt.Sprintf("× %.*g", t.Value.Digits, t.Ratio))
	}
	if t.Deviations != 0 {
		text := signed(fmt.Sprintf("%.*f sd", decimals(t.Deviations), t.Deviations))
		if t.Inside {
			text += ", within its interval"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "; ")
}
