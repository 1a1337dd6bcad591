package report

import (
	"slices"

	"reckon/figures"
	"reckon/report/markdown"
)

// typeset gives the words of a chart the quotation marks and dashes of the prose.
// Points of a scatter and names of a flow stay as its data have them.
func typeset(c *figures.Chart) {
	set := func(s *string) { *s = markdown.Typeset(*s, c.Lang) }
	set(&c.Title)
	set(&c.X.Label)
	set(&c.Y.Label)
	c.Categories = slices.Clone(c.Categories) // they may be the cells of a file
	for i := range c.Categories {
		set(&c.Categories[i])
	}
	for i := range c.Series {
		set(&c.Series[i].Label)
	}
	for i := range c.Lines {
		set(&c.Lines[i].Label)
	}
	for i := range c.Panels {
		typeset(&c.Panels[i])
	}
}
