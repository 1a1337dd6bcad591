package main

import (
	"strings"

	"reckon/model"
	"reckon/report"
)

type quantityJSON struct {
	Name     string      `json:"name"`
	Title    string      `json:"title"`
	Kind     string      `json:"kind"`
	Value    *float64    `json:"value"`
	Unit     string      `json:"unit"`
	Display  string      `json:"display"`
	Interval *[2]float64 `json:"interval"`
	Median   *float64    `json:"median,omitempty"` // of the draws, where there is an interval
	Silent   bool        `json:"silent,omitempty"` // rests on inputs whose uncertainty is not stated
	Formula  *string     `json:"formula"`
	Inputs   []string    `json:"inputs"`
	Sources  []string    `json:"sources"`
	Evidence *string     `json:"evidence"`
}

// list prints the quantities of the models, each once.
func (c *command) list(manuscripts []string) error {
	quantities, _, err := c.quantities(manuscripts)
	if err != nil {
		return err
	}
	if c.format == "json" {
		all := []quantityJSON{}
		for _, q := range quantities {
			all = append(all, describe(q))
		}
		return writeJSON(c.out, all)
	}
	rows := [][]string{{"name", "value", "kind", "sources", "title"}}
	for _, q := range quantities {
		rows = append(rows, []string{q.Name, q.Display, string(q.Kind), strings.Join(sourceTexts(q.Quantity), "; "), q.Title})
	}
	table(c.out, rows)
	return nil
}

// quantities runs the project and gives the quantities that it printed, with
// errors of the paper as errFindings.
func (c *command) quantities(manuscripts []string) ([]report.Listed, *report.Result, error) {
	to := &printer{c: c, to: c.err}
	_, result, err := c.resolve(manuscripts, to)
	if err != nil {
		return nil, nil, err
	}
	if result.Findings.HasErrors() {
		to.print(result.Findings)
		return nil, nil, errFindings
	}
	return result.Quantities(), result, nil
}

func describe(q report.Listed) quantityJSON {
	j := quantityJSON{
		Name: q.Name, Title: q.Title, Kind: string(q.Kind), Unit: q.Value.Unit.String(), Display: q.Display,
		Inputs: q.Inputs, Sources: sourceTexts(q.Quantity),
	}
	if j.Inputs == nil {
		j.Inputs = []string{}
	}
	if q.Value.OK {
		v := q.Value.Unit.FromSI(q.Value.SI)
		j.Value = &v
	}
	if q.Value.HasInterval {
		j.Interval = &[2]float64{q.Value.Unit.FromSI(q.Value.Low), q.Value.Unit.FromSI(q.Value.High)}
		median := q.Value.Unit.FromSI(q.Value.Median)
		j.Median = &median
	}
	j.Silent = q.Value.OK && q.Value.Silent
	if q.FormulaText != "" {
		j.Formula = &q.FormulaText
	}
	if q.Kind == model.Cited {
		e := string(q.Evidence)
		j.Evidence = &e
	}
	return j
}

func sourceTexts(q *model.Quantity) []string {
	texts := []string{}
	for _, s := range q.Sources {
		text := s.Key
		if s.Locator != "" {
			text += ", " + s.Locator
		}
		texts = append(texts, text)
	}
	return texts
}
