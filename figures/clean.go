package figures

import (
	"strings"
	"unicode"
)

const maxLabel = 300 // characters of one label

// clean copies a chart into the shape that drawing relies on: lists within their
// bounds, labels of printable text on one line, a tornado in order.
func (c *Chart) clean() *Chart {
	d := *c
	d.Title = label(c.Title)
	d.X.Label, d.Y.Label, d.CenterLabel = label(c.X.Label), label(c.Y.Label), label(c.CenterLabel)
	d.Categories, d.Totals = labels(c.Categories), labels(c.Totals)
	d.Series = nil
	for i, s := range c.Series {
		if i == maxSeries {
			break
		}
		s.Label, s.Text = label(s.Label), labels(s.Text)
		d.Series = append(d.Series, s)
	}
	d.Marks = append([]Mark(nil), c.Marks[:min(len(c.Marks), maxLabelled)]...)
	for i := range d.Marks {
		d.Marks[i].Label = label(d.Marks[i].Label)
	}
	d.Lines = append([]ReferenceLine(nil), c.Lines[:min(len(c.Lines), maxLines)]...)
	for i := range d.Lines {
		d.Lines[i].Label = label(d.Lines[i].Label)
	}
	d.Nodes = append([]Node(nil), c.Nodes[:min(len(c.Nodes), maxNodes)]...)
	for i := range d.Nodes {
		d.Nodes[i] = Node{label(d.Nodes[i].Label), unbroken(label(d.Nodes[i].Value))}
	}
	if d.Kind == Tornado {
		d.sorted()
	}
	return &d
}

// unbroken keeps a value and its unit on one line.
func unbroken(s string) string { return strings.ReplaceAll(s, " ", "\u00a0") }

func labels(list []string) []string {
	if list == nil {
		return nil
	}
	out := make([]string, len(list))
	for i, s := range list {
		out[i] = label(s)
	}
	return out
}

// label makes one line of printable text, cut where it is endless.
func label(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n' || r == '\t' || r == '\r':
			return ' '
		case unicode.IsControl(r) || r == unicode.ReplacementChar || r >= 0xfffe && r <= 0xffff:
			return -1
		}
		return r
	}, strings.TrimSpace(s))
	if runes := []rune(s); len(runes) > maxLabel {
		s = string(runes[:maxLabel-1]) + "…"
	}
	return s
}
