package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"strings"

	"reckon/internal/diag"
	"reckon/model"
	"reckon/report"
)

// check prints the claims and every finding. Errors and warnings give status 1.
func (c *command) check(manuscripts []string) error {
	to := &printer{c: c, to: c.out}
	if c.format == "json" {
		to.to = c.err
	}
	_, result, err := c.resolve(manuscripts, to)
	if errors.Is(err, errFindings) && c.format == "json" {
		if err := writeJSON(c.out, resultJSON{Claims: []claimJSON{}, Findings: findingsJSON(c.opening)}); err != nil {
			return err
		}
	}
	if err != nil {
		return err
	}
	if !result.Findings.HasErrors() {
		// Rendering finds missing glyphs; nothing is written.
		_, more := report.Render(result, report.Pages{})
		result.Findings = append(result.Findings, more...)
		result.Findings.Sort()
	}
	if c.format == "json" {
		err = writeJSON(c.out, c.checkJSON(result))
	} else {
		c.checkText(result, to)
	}
	if err != nil {
		return err
	}
	if result.Findings.Count(diag.Error)+result.Findings.Count(diag.Warning) > 0 {
		return errFindings
	}
	return nil
}

func (c *command) checkText(r *report.Result, to *printer) {
	to.print(r.Findings)
	if len(r.Findings) > 0 {
		fmt.Fprintln(c.out)
	}
	for _, set := range r.Claims() {
		rows := [][]string{{"claim", "printed", "recomputed", "verdict", "expected"}}
		count := map[model.Verdict]int{}
		for _, row := range set {
			count[row.Outcome.Verdict]++
			expected := ""
			if row.Outcome.Verdict != row.Outcome.Claim.Expect {
				expected = string(row.Outcome.Claim.Expect)
			}
			rows = append(rows, []string{row.Outcome.Claim.ID, row.Outcome.Printed, row.Recomputed, string(row.Outcome.Verdict), expected})
		}
		table(c.out, rows)
		var parts []string
		for _, v := range []model.Verdict{model.Reproduced, model.Rounded, model.Conditional, model.Contradicted, model.Untestable} {
			if count[v] > 0 {
				parts = append(parts, fmt.Sprintf("%d %s", count[v], v))
			}
		}
		noun := "claims"
		if len(set) == 1 {
			noun = "claim"
		}
		fmt.Fprintf(c.out, "%d %s: %s\n", len(set), noun, strings.Join(parts, ", "))
		if c.tipping {
			c.tippingText(set)
		}
	}
	for _, w := range r.Waived {
		fmt.Fprintf(c.out, "waived: %s (%s)\n", w.Error(), w.Reason)
	}
	fmt.Fprintln(c.out, summary(r.Findings))
}

type claimJSON struct {
	ID         string  `json:"id"`
	Text       string  `json:"text"`
	Printed    string  `json:"printed"`
	Recomputed *string `json:"recomputed"`
	Verdict    string  `json:"verdict"`
	Expect     string  `json:"expect"`

	Tipping []tipJSON `json:"tipping,omitempty"`
}

type findingJSON struct {
	Rule     string `json:"rule"`
	Severity string `json:"severity"`
	File     string `json:"file"`
	Line     int    `json:"line"`
	Column   int    `json:"column"`
	Message  string `json:"message"`
	Hint     string `json:"hint"`
}

type resultJSON struct {
	Claims   []claimJSON   `json:"claims"`
	Findings []findingJSON `json:"findings"`
}

func (c *command) checkJSON(r *report.Result) resultJSON {
	out := resultJSON{Claims: []claimJSON{}, Findings: []findingJSON{}}
	for _, set := range r.Claims() {
		for _, row := range set {
			o := row.Outcome
			j := claimJSON{ID: o.Claim.ID, Text: row.Text, Printed: o.Printed, Verdict: string(o.Verdict), Expect: string(o.Claim.Expect)}
			if row.Recomputed != "" {
				j.Recomputed = &row.Recomputed
			}
			if c.tipping {
				j.Tipping = tippingJSON(row)
			}
			out.Claims = append(out.Claims, j)
		}
	}
	out.Findings = findingsJSON(r.Findings)
	return out
}

func findingsJSON(found diag.List) []findingJSON {
	out := []findingJSON{}
	for _, f := range found {
		out = append(out, findingJSON{f.Rule, f.Severity.String(), f.At.File, f.At.Line, f.At.Column, f.Msg, f.Hint})
	}
	return out
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}

// table prints rows in columns, two spaces apart.
func table(w io.Writer, rows [][]string) {
	var widths []int
	for _, row := range rows {
		for i, cell := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], cells(cell))
		}
	}
	for _, row := range rows {
		var b strings.Builder
		for i, cell := range row {
			b.WriteString(cell)
			if i < len(row)-1 {
				b.WriteString(strings.Repeat(" ", widths[i]-cells(cell)+2))
			}
		}
		fmt.Fprintln(w, strings.TrimRight(b.String(), " "))
	}
}

// cells is the width of text on a terminal.
func cells(s string) int {
	n := 0
	for _, r := range s {
		n += diag.Width(r)
	}
	return n
}
