package main

import (
	"fmt"
	"io"
	"strings"

	"reckon/model"
	"reckon/report"
)

// sensitivity is what moves one quantity.
type sensitivity struct {
	indices []model.Index
	elastic []model.Elasticity
	without string // why there are no indices; empty where there are
}

// sensitivityOf asks for indices and elasticities; a quantity without indices
// may still have elasticities.
func sensitivityOf(r *report.Result, name string) (sensitivity, error) {
	indices, elastic, err := r.Sensitivity(name)
	s := sensitivity{indices: indices, elastic: elastic}
	if err != nil {
		s.without = err.Error()
	}
	return s, nil
}

type estimateJSON struct {
	Value float64 `json:"value"`
	Error float64 `json:"error"`
}

type indexJSON struct {
	Inputs []string     `json:"inputs"` // several where they are correlated
	First  estimateJSON `json:"first"`
	Total  estimateJSON `json:"total"`
}

func (s sensitivity) json() ([]indexJSON, map[string]float64) {
	var list []indexJSON
	for _, ix := range s.indices {
		list = append(list, indexJSON{inputNames(ix), estimateJSON(ix.First), estimateJSON(ix.Total)})
	}
	elastic := map[string]float64{}
	for _, e := range s.elastic {
		elastic[e.Parameter.Name] = e.Value
	}
	return list, elastic
}

func inputNames(ix model.Index) []string {
	var names []string
	for _, p := range ix.Parameters {
		names = append(names, p.Name)
	}
	return names
}

// text prints two tables: shares of the variance, with their standard errors,
// and elasticities.
func (s sensitivity) text(w io.Writer, name string) {
	if s.without != "" {
		fmt.Fprintf(w, "\nno shares of the variance: %s\n", s.without)
	} else {
		fmt.Fprintf(w, "\nshares of the variance of %s (Sobol indices, with their standard errors)\n", name)
		rows := [][]string{{"input", "first order", "total"}}
		together := false
		for _, ix := range s.indices {
			names := inputNames(ix)
			together = together || len(names) > 1
			rows = append(rows, []string{strings.Join(names, " with "), estimate(ix.First), estimate(ix.Total)})
		}
		table(w, rows)
		if together {
			fmt.Fprintln(w, "correlated inputs have one share together")
		}
	}
	if len(s.elastic) == 0 {
		return
	}
	fmt.Fprintf(w, "\nchange of %s in %% where the input changes by 1 %%\n", name)
	rows := [][]string{{"input", "elasticity"}}
	for _, e := range s.elastic {
		mute := ""
		if e.Parameter.Spread.None() {
			mute = "no uncertainty stated"
		}
		rows = append(rows, []string{e.Parameter.Name, signed(fmt.Sprintf("%.3f", e.Value)), mute})
	}
	table(w, rows)
}

func estimate(e model.Estimate) string {
	return fmt.Sprintf("%s ± %.4f", signed(fmt.Sprintf("%.4f", e.Value)), e.Error)
}

// signed prints the minus sign, and none before zero.
func signed(s string) string {
	if strings.Trim(s, "-0.") == "" {
		return strings.TrimPrefix(s, "-")
	}
	return strings.Replace(s, "-", "−", 1)
}
