package markdown

import (
	"fmt"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"reckon/report/markdown/ast"
)

// A cell is code that another tool would run, with the options that its first
// comments are: #| key: value.
type cell struct {
	options ast.Options
	body    string
}

// cellMarks begin the options of a cell, by the comments of its language.
var cellMarks = []string{"#|", "%%|", "//|", "--|"}

// cell reads the lines of a directive as a cell.
func (s *state) cell(d *directive) (c cell) {
	for _, p := range d.attrs.pairs {
		at := d.attrsAt + p.valueAt
		c.options = append(c.options, ast.Option{Key: p.key, Value: p.value, KeyAt: s.at(d.attrsAt + p.keyAt), ValueAt: s.at(at)})
	}
	if d.attrs.id.value != "" {
		c.options = append(c.options, ast.Option{Key: "label", Value: d.attrs.id.value})
	}
	if words := d.attrs.words; d.attrs.id.value == "" && len(words) > 1 { // {r label}
		c.options = append(c.options, ast.Option{Key: "label", Value: words[1].key})
	}
	lines := d.Lines()
	var b strings.Builder
	for i := range lines.Len() {
		seg := lines.At(i)
		if !s.cellOption(&c, seg) || b.Len() > 0 {
			b.Write(seg.Value(s.src))
		}
	}
	c.body = b.String()
	return c
}

func (s *state) cellOption(c *cell, seg text.Segment) bool {
	line := string(seg.Value(s.src))
	for _, mark := range cellMarks {
		rest, ok := strings.CutPrefix(strings.TrimLeft(line, " "), mark)
		if !ok {
			continue
		}
		if key, value, ok := strings.Cut(rest, ":"); ok {
			trimmed := strings.TrimSpace(value)
			if n := len(trimmed); n > 1 && (trimmed[0] == '"' || trimmed[0] == '\'') && trimmed[n-1] == trimmed[0] {
				trimmed = trimmed[1 : n-1]
			}
			at := s.at(seg.Start + max(strings.Index(line, trimmed), 0))
			c.options = append(c.options, ast.Option{Key: strings.TrimSpace(key), Value: trimmed, KeyAt: s.at(seg.Start), ValueAt: at})
		}
		return true
	}
	return false
}

// get gives the first of some options that was written.
func (c cell) get(keys ...string) (o ast.Option) {
	for _, key := range keys {
		if found, ok := c.options.Lookup(key); ok {
			return found
		}
	}
	return o
}

func isFalse(value string) bool {
	switch strings.ToLower(value) {
	case "false", "no", "f":
		return true
	}
	return false
}

// codeCell shows code that is not to be run and images that a cell only names,
// drops what is not to be seen, and refuses the rest.
func (s *state) codeCell(d *directive) gast.Node {
	c := s.cell(d)
	if isFalse(c.get("include").Value) {
		return nil // it sets up other cells
	}
	if files := c.shownFiles(); len(files) > 0 {
		return s.showFiles(c, d, files)
	}
	if isFalse(c.get("eval").Value) && !isFalse(c.get("echo").Value) && !isFalse(c.get("include").Value) {
		n := placed(s, &ast.Listing{Language: d.name, Code: c.body, FirstLine: 1, Filename: c.get("filename").Value}, d.start)
		if c.get("lst-label", "lst-cap").Key == "" {
			return n
		}
		return s.captionedCell(c, d, n)
	}
	bad := s.badBlock("code-not-run", s.at(d.attrsAt+1), "declare the numbers in the model; show code with {code-block}",
		fmt.Sprintf("a cell in %s is not run: nothing in a manuscript is executed", d.name))
	return s.captionedCell(c, d, bad)
}

// captionedCell gives what stands for a cell its label and caption, so that
// references to it are not mistakes too.
func (s *state) captionedCell(c cell, d *directive, content gast.Node) gast.Node {
	label := c.label()
	if !reservedLabel(label) {
		return content
	}
	f := placed(s, &ast.Figure{Of: figureOfLabel(label), Labelled: ast.Labelled{Label: label}}, d.start)
	if f.Of == "" {
		f.Of = "figure"
	}
	f.AppendChild(f, content)
	if o := c.get("lst-cap", "fig-cap", "tbl-cap", "fig.cap", "tab.cap"); o.Value != "" {
		f.AppendChild(f, placed(s, captionOf(s.stringParagraph(o.Value, o.ValueAt)), d.start))
	}
	return f
}

// figureOfLabel is the kind of figure that the prefix of a label asks for;
// empty for other labels.
func figureOfLabel(label string) string {
	if !reservedLabel(label) {
		return ""
	}
	switch label[:3] {
	case "fig":
		return "figure"
	case "tbl", "tab":
		return "table"
	case "lst":
		return "code"
	}
	return ""
}
