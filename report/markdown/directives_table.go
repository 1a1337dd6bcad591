package markdown

import (
	"encoding/csv"
	"fmt"
	"strings"
	"unicode/utf8"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/internal/diag"
	"reckon/report/markdown/ast"
)

// tableDirectives give tables a caption and a number.
func tableDirectives() []Directive {
	layout := []OptionSpec{
		{Name: "caption", Kind: Inline, Help: "a caption, instead of the argument"},
		{Name: "align", Kind: Text, Help: "left, center, right, or one of them for each column"},
		{Name: "widths", Aliases: []string{"width"}, Kind: Text, Help: "accepted, and without effect"},
		{Name: "kind", Kind: Text, Help: "accepted, and without effect"},
		{Name: "enumerated", Aliases: []string{"numbered"}, Kind: Flag, Help: "false: without a number"},
		{Name: "enumerator", Kind: Text, Help: "accepted, and without effect"},
	}
	headed := append(layout,
		OptionSpec{Name: "header-rows", Kind: Integer, Help: "how many rows are the head"},
		OptionSpec{Name: "stub-columns", Kind: Integer, Help: "accepted, and without effect"})
	return []Directive{
		{Name: "table", Argument: "caption", Body: MarkdownBody, title: true, Help: "a table in Markdown, with caption and number", Options: with(layout...), build: buildTable},
		{Name: "list-table", Argument: "caption", Body: MarkdownBody, title: true, Help: "a table written as a list of rows, each a list of cells", Options: with(headed...), build: buildListTable},
		{Name: "csv-table", Argument: "caption", Body: LiteralBody, title: true, Help: "a table written as comma-separated values", Options: append(with(headed...),
			OptionSpec{Name: "file", Kind: Path, Help: "a file of the project instead of the body"},
			OptionSpec{Name: "header", Kind: Text, Help: "the head, as comma-separated values"},
			OptionSpec{Name: "delim", Aliases: []string{"delimiter"}, Kind: Text, Help: "what parts the values: a character, tab or space"},
			OptionSpec{Name: "quote", Kind: Text, Help: "accepted, and without effect"},
			OptionSpec{Name: "escape", Kind: Text, Help: "accepted, and without effect"},
			OptionSpec{Name: "keepspace", Aliases: []string{"keep-space"}, Kind: Flag, Help: "accepted, and without effect"},
			OptionSpec{Name: "encoding", Kind: Text, Help: "accepted, and without effect"},
		), build: buildCSVTable},
	}
}

// tableFigure puts a table into a figure with the caption in the argument.
// Without caption and label it stays a table.
func (c *directiveCall) tableFigure(content ...gast.Node) []gast.Node {
	f := &ast.Figure{Of: "table", Labelled: c.attributes(), Options: c.options}
	f.At = c.place
	for _, n := range content {
		f.AppendChild(f, n)
	}
	p := c.titled()
	if p == nil && f.Label == "" {
		c.align(f)
		return content
	}
	if p != nil {
		c.caption(f, []gast.Node{p})
	}
	c.align(f)
	return []gast.Node{f}
}

func buildTable(c *directiveCall) []gast.Node {
	f := &ast.Figure{Of: "table", Labelled: c.attributes(), Options: c.options}
	f.At = c.place
	blocks := c.body
	if p := c.titled(); p != nil {
		blocks = append(blocks, p)
	}
	c.parts(f, blocks, true)
	if f.FirstChild() == nil || f.FirstChild().Kind() == ast.KindCaption {
		return []gast.Node{c.badBlock("table-malformed", c.place, "write rows of | cells | with a line of |---| below the head", "{table} holds no table")}
	}
	c.align(f)
	return []gast.Node{f}
}

// align sets the alignment of the columns of a table within a figure.
func (c *directiveCall) align(f *ast.Figure) {
	words := strings.FieldsFunc(c.options.Get("align"), func(r rune) bool { return r == ',' || r == ' ' })
	t, ok := f.FirstChild().(*east.Table)
	if !ok || len(words) == 0 {
		return
	}
	for i := range t.Alignments {
		t.Alignments[i] = alignment(words[min(i, len(words)-1)], t.Alignments[i])
	}
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		i := 0
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if tc, ok := cell.(*east.TableCell); ok && i < len(t.Alignments) {
				tc.Alignment = t.Alignments[i]
			}
			i++
		}
	}
}

func alignment(word string, otherwise east.Alignment) east.Alignment {
	switch strings.ToLower(word) {
	case "left", "l":
		return east.AlignLeft
	case "right", "r":
		return east.AlignRight
	case "center", "centre", "c":
		return east.AlignCenter
	}
	return otherwise
}

// titled is the caption in the argument or in the option; nil without.
func (c *directiveCall) titled() gast.Node {
	if p := c.titleParagraph(); p != nil {
		return p
	}
	return c.texts["caption"]
}

// rows makes a table of rows of cells; the first ones are its head. goldmark's
// tables have one row of head: further ones are rows like others.
func (c *directiveCall) rows(rows [][]*east.TableCell, head int) *east.Table {
	columns := 0
	for _, r := range rows {
		columns = max(columns, len(r))
	}
	t := east.NewTable()
	t.Alignments = make([]east.Alignment, columns)
	for i := range t.Alignments {
		t.Alignments[i] = east.AlignNone
	}
	for i, cells := range rows {
		row := east.NewTableRow(t.Alignments)
		for len(cells) < max(columns, 1) {
			cells = append(cells, newCell())
		}
		row.SetPos(max(cells[0].Pos(), 0))
		for _, cell := range cells {
			row.AppendChild(row, cell)
		}
		if i == 0 && head > 0 {
			header := east.NewTableHeader(row)
			header.SetPos(row.Pos())
			t.AppendChild(t, header)
			continue
		}
		t.AppendChild(t, row)
	}
	t.SetPos(c.d.start)
	return t
}

func newCell() *east.TableCell {
	cell := east.NewTableCell()
	cell.Alignment = east.AlignNone
	return cell
}

func buildListTable(c *directiveCall) []gast.Node {
	malformed := func(at diag.Pos, msg string) []gast.Node {
		return []gast.Node{c.badBlock("table-malformed", at, "write each row as * - cell, with the further cells as - cell below", msg)}
	}
	if len(c.body) != 1 || c.body[0].Kind() != gast.KindList {
		return malformed(c.place, "{list-table} needs one list of lists")
	}
	var rows [][]*east.TableCell
	for item := c.body[0].FirstChild(); item != nil; item = item.NextSibling() {
		inner := item.FirstChild()
		if inner == nil || inner.Kind() != gast.KindList || inner.NextSibling() != nil {
			return malformed(c.at(max(item.Pos(), 0)), "this row of {list-table} is not a list of cells")
		}
		var cells []*east.TableCell
		for li := inner.FirstChild(); li != nil; li = li.NextSibling() {
			cells = append(cells, c.cellOf(li))
		}
		if len(rows) > 0 && len(cells) != len(rows[0]) {
			return malformed(c.at(max(item.Pos(), 0)), fmt.Sprintf("this row of {list-table} has %d cells, the first one %d", len(cells), len(rows[0])))
		}
		rows = append(rows, cells)
	}
	return c.tableFigure(c.rows(rows, c.integer("header-rows", 0)))
}

// cellOf makes a cell of a list item. Paragraphs become lines of the cell, and
// so do the items of lists.
func (c *directiveCall) cellOf(item gast.Node) *east.TableCell {
	cell := newCell()
	cell.SetPos(item.Pos())
	for b := item.FirstChild(); b != nil; {
		next := b.NextSibling()
		switch b.Kind() {
		case gast.KindParagraph, gast.KindTextBlock:
			breakLine(cell)
			moveChildren(cell, b)
		case gast.KindList:
			c.listInCell(cell, b.(*gast.List))
		case east.KindDefinitionList:
			for part := b.FirstChild(); part != nil; part = part.NextSibling() {
				linesInCell(cell, part)
			}
		case ast.KindImage:
			breakLine(cell)
			cell.AppendChild(cell, placed(c.state, &ast.Inset{Image: b.(*ast.Image)}, max(b.Pos(), 0)))
		case ast.KindMathBlock:
			m := b.(*ast.MathBlock)
			breakLine(cell)
			cell.AppendChild(cell, placed(c.state, &ast.Math{TeX: m.TeX, Src: m.Src}, max(b.Pos(), 0)))
		default:
			c.fail("table-malformed", c.at(max(b.Pos(), 0)), "put the block outside of the table", "a cell of a table holds text only")
		}
		b = next
	}
	return cell
}

// linesInCell puts a term or its definition into a cell, as lines.
func linesInCell(cell *east.TableCell, part gast.Node) {
	if part.Kind() == east.KindDefinitionTerm {
		breakLine(cell)
		moveChildren(cell, part)
		return
	}
	for b := part.FirstChild(); b != nil; b = b.NextSibling() {
		breakLine(cell)
		moveChildren(cell, b)
	}
}

func buildCSVTable(c *directiveCall) []gast.Node {
	src, at := c.csvSource()
	if src == "" && c.options.Get("header") == "" {
		return []gast.Node{c.badBlock("table-malformed", c.place, "write rows of values parted by commas, or name a file with :file:", "{csv-table} has no rows")}
	}
	var rows [][]*east.TableCell
	head := c.integer("header-rows", 0)
	if o, ok := c.options.Lookup("header"); ok {
		h, bad := c.csvRows(o.Value, o.ValueAt)
		if bad != nil {
			return []gast.Node{bad}
		}
		rows, head = append(rows, h...), head+len(h)
	}
	body, bad := c.csvRows(src, at)
	if bad != nil {
		return []gast.Node{bad}
	}
	rows = append(rows, body...)
	return c.tableFigure(c.rows(rows, head))
}

// csvSource is the body or the file that an option names.
func (c *directiveCall) csvSource() (string, diag.Pos) {
	o, ok := c.options.Lookup("file")
	if !ok {
		return c.literalExpression()
	}
	text, ok := c.readFile(o.Value, o.ValueAt)
	if !ok {
		return "", o.ValueAt
	}
	return text, diag.Pos{File: c.relative(o.Value), Line: 1, Column: 1}
}

func (c *directiveCall) csvRows(src string, at diag.Pos) (rows [][]*east.TableCell, bad gast.Node) {
	r := csv.NewReader(strings.NewReader(src))
	r.FieldsPerRecord = -1
	r.TrimLeadingSpace = true
	switch d := c.options.Get("delim"); d {
	case "", ",":
	case "tab", `\t`:
		r.Comma = '\t'
	case "space":
		r.Comma = ' '
	default:
		r.Comma, _ = utf8.DecodeRuneInString(d)
	}
	lines := strings.Split(src, "\n")
	for len(rows) < maxRows {
		record, err := r.Read()
		if record == nil || err != nil {
			if perr, ok := err.(*csv.ParseError); ok {
				return nil, c.badBlock("table-malformed", csvPlace(at, lines, perr.Line, max(perr.Column, 1)), "put values with commas or quotes in double quotes, and double a quote inside", "the comma-separated values cannot be read: "+perr.Err.Error())
			} else if err != nil && len(rows) == 0 && strings.TrimSpace(src) != "" {
				return nil, c.badBlock("table-malformed", at, "", "the comma-separated values cannot be read: "+err.Error())
			}
			return rows, nil
		}
		var cells []*east.TableCell
		for i, field := range record[:min(len(record), maxColumns)] {
			line, col := r.FieldPos(i)
			cells = append(cells, c.csvCell(field, csvPlace(at, lines, line, col)))
		}
		rows = append(rows, cells)
	}
	return rows, nil
}

// csvPlace is the place of a field; columns of package csv count bytes.
func csvPlace(at diag.Pos, lines []string, line, col int) diag.Pos {
	p := linePlace(at, line, col)
	if line >= 1 && line <= len(lines) && col-1 < len(lines[line-1]) && lines[line-1][col-1] == '"' {
		col++
	}
	if line >= 1 && line <= len(lines) && col-1 <= len(lines[line-1]) {
		p = linePlace(at, line, runeLength(lines[line-1][:col-1])+1)
	}
	return p
}

// linePlace is a place in a text that begins at another one.
func linePlace(at diag.Pos, line, col int) diag.Pos {
	if line <= 1 {
		return at.Right(col - 1)
	}
	return diag.Pos{File: at.File, Line: at.Line + line - 1, Column: col}
}

func (c *directiveCall) csvCell(field string, at diag.Pos) *east.TableCell {
	cell := newCell()
	if strings.TrimSpace(field) == "" {
		return cell
	}
	p := c.stringParagraph(strings.TrimSpace(field), at)
	cell.SetPos(p.Pos())
	moveChildren(cell, p)
	return cell
}
