package main

import (
	"fmt"
	"strings"

	"reckon/internal/diag"
	"reckon/report"
)

type traceJSON struct {
	quantityJSON
	Reason      string      `json:"reason,omitempty"`
	Via         string      `json:"via,omitempty"`
	Substituted string      `json:"substituted,omitempty"`
	From        []traceJSON `json:"from"`

	Sensitivity  []indexJSON        `json:"sensitivity,omitempty"`
	Elasticities map[string]float64 `json:"elasticities,omitempty"`
}

// trace derives one quantity: formula, values put in, and the inputs in turn.
// An input that was shown before is named, not repeated.
func (c *command) trace(args []string) error {
	if len(args) == 0 {
		return &misuseError{"the name of a quantity is expected", "reckon trace NAME"}
	}
	quantities, result, err := c.quantities(args[1:])
	if err != nil {
		return err
	}
	byName := map[string]report.Listed{}
	var names []string
	for _, q := range quantities {
		byName[q.Name] = q
		names = append(names, q.Name)
	}
	q, ok := byName[args[0]]
	if !ok {
		mended := ""
		if near := diag.Suggest(args[0], names); near != "" {
			mended = quoteArgs(append([]string{"reckon", "trace", near}, args[1:]...))
		}
		return &misuseError{fmt.Sprintf("no quantity is called %q", args[0]), mended}
	}
	var s sensitivity
	if c.sensitivity {
		if s, err = sensitivityOf(result, q.Name); err != nil {
			return err
		}
	}
	if c.format == "json" {
		t := traceTree(q, byName)
		t.Sensitivity, t.Elasticities = s.json()
		return writeJSON(c.out, t)
	}
	c.traceText(q, byName, 0, map[string]bool{})
	if c.sensitivity {
		s.text(c.out, q.Name)
	}
	return nil
}

func traceTree(q report.Listed, byName map[string]report.Listed) traceJSON {
	t := traceJSON{quantityJSON: describe(q), Reason: q.Reason, Via: q.Via, Substituted: q.Substituted, From: []traceJSON{}}
	for _, name := range q.Inputs {
		t.From = append(t.From, traceTree(byName[name], byName))
	}
	return t
}

func (c *command) traceText(q report.Listed, byName map[string]report.Listed, depth int, shown map[string]bool) {
	indent := strings.Repeat("  ", depth)
	fmt.Fprintf(c.out, "%s%s = %s", indent, q.Name, q.Display)
	if q.Interval != "" {
		fmt.Fprintf(c.out, " (%s)", q.Interval)
	}
	if q.Title != q.Name {
		fmt.Fprintf(c.out, "  %s", q.Title)
	}
	fmt.Fprintln(c.out)
	if shown[q.Name] && len(q.Inputs) > 0 {
		fmt.Fprintf(c.out, "%s  (derived above)\n", indent)
		return
	}
	shown[q.Name] = true
	if q.FormulaText != "" {
		fmt.Fprintf(c.out, "%s  = %s\n", indent, q.FormulaText)
		if q.Substituted != q.FormulaText {
			fmt.Fprintf(c.out, "%s  = %s\n", indent, q.Substituted)
		}
		for _, name := range q.Inputs {
			c.traceText(byName[name], byName, depth+1, shown)
		}
		return
	}
	fmt.Fprintf(c.out, "%s  %s\n", indent, origin(q))
}

// origin says where a parameter's value comes from.
func origin(q report.Listed) string {
	text := string(q.Kind)
	if sources := sourceTexts(q.Quantity); len(sources) > 0 {
		text += ": " + strings.Join(sources, "; ")
	}
	if string(q.Evidence) != "" && text != string(q.Kind) {
		text += " (" + string(q.Evidence)
		if q.Via != "" {
			text += ", read in " + q.Via
		}
		text += ")"
	}
	if q.Reason != "" {
		text += ": " + q.Reason
	}
	return text
}
