package markdown

import (
	"regexp"
	"strconv"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

var (
	ruleOfTable  = regexp.MustCompile(`\\(hline|toprule|midrule|bottomrule|endfirsthead|endhead|endfoot|endlastfoot|addlinespace(?:\[[^\]]*\])?|(?:cline|cmidrule)(?:\([^)]*\))?(?:\[[^\]]*\])?\{[^{}]*\})`)
	headRule     = regexp.MustCompile(`\\(hline|midrule|endfirsthead|endhead)`)
	multicolumn  = regexp.MustCompile(`^\s*\\multicolumn\{(\d{1,2})\}\{[^{}]*\}\{`)
	multirow     = regexp.MustCompile(`^\s*\\multirow(?:\[[^\]]*\])?\{[^{}]*\}(?:\[[^\]]*\])?\{[^{}]*\}\{`)
	columnGroups = regexp.MustCompile(`[@!>]\{[^{}]*\}|[pmb]\{[^{}]*\}|\*\{\d+\}|[lcrXS]`)
)

// A texCell is a cell of a tabular and where it begins in it.
type texCell struct {
	from, to int
	span     int
}

// tabular reads a table of LaTeX; nil when it has no rows. Cells over several
// columns or rows fill the first one.
func (p texPart) tabular(m []int) gast.Node {
	end := strings.Index(p.tex[m[1]:], `\end{`+p.tex[m[2]:m[3]]+p.tex[m[4]:m[5]]+"}")
	if end < 0 {
		return nil
	}
	from, to := m[1], m[1]+end
	if p.tex[m[2]:m[3]] == "tabularx" || m[4] != m[5] { // the width of the whole
		if close := closingBrace(p.tex, from); close >= 0 && p.tex[from] == '{' {
			from = close + 1
		}
	}
	from += len(p.tex[from:to]) - len(strings.TrimLeft(p.tex[from:to], " \t\n"))
	if strings.HasPrefix(p.tex[from:to], "[") {
		if n := strings.IndexByte(p.tex[from:to], ']'); n >= 0 {
			from += n + 1
		}
	}
	var aligns []east.Alignment
	if from < to && p.tex[from] == '{' {
		if close := closingBrace(p.tex, from); close >= 0 && close < to {
			aligns = texColumns(p.tex[from+1 : close])
			from = close + 1
		}
	}
	body := p.cut(from, to)
	if c := captionPattern.FindStringIndex(body.tex); c != nil { // of a longtable
		if close := closingBrace(body.tex, c[1]-1); close >= 0 {
			body.tex = blanked(body.tex, c[0], close+1)
			body.tex = strings.Replace(body.tex, `\\`, "  ", 1)
		}
	}
	for _, l := range texLabelPattern.FindAllStringIndex(body.tex, -1) {
		body.tex = blanked(body.tex, l[0], l[1])
	}
	return body.table(aligns)
}

// texColumns reads the alignments of columns, such as {l|rr}.
func texColumns(spec string) (aligns []east.Alignment) {
	for _, group := range columnGroups.FindAllString(spec, maxColumns) {
		switch group[0] {
		case '@', '!', '>', '*':
		default:
			aligns = append(aligns, alignment(group[:1], east.AlignNone))
		}
	}
	return aligns
}

func (p texPart) table(aligns []east.Alignment) gast.Node {
	var rows [][]*east.TableCell
	head := 0
	for _, row := range p.rows() {
		at := row[0].from
		line := p.tex[at:row[len(row)-1].to]
		if head == 0 && headRule.MatchString(line) {
			head = len(rows) // the first rule below a row ends the head
		}
		var cells []*east.TableCell
		empty := true
		for _, c := range row {
			cell, filled := p.texCell(c)
			empty = empty && !filled
			for range c.span {
				cells = append(cells, cell)
				cell = newCell()
			}
		}
		if !empty && len(rows) < maxRows {
			rows = append(rows, cells[:min(len(cells), maxColumns)])
		}
	}
	if len(rows) == 0 {
		return nil
	}
	if head >= len(rows) {
		head = 0
	}
	c := directiveCall{state: p.state, d: &directive{start: p.start}}
	t := c.rows(rows, min(head, 1))
	for row := t.FirstChild(); row != nil; row = row.NextSibling() {
		i := 0
		for cell := row.FirstChild(); cell != nil; cell = cell.NextSibling() {
			if tc, ok := cell.(*east.TableCell); ok && i < len(aligns) && i < len(t.Alignments) {
				tc.Alignment, t.Alignments[i] = aligns[i], aligns[i]
			}
			i++
		}
	}
	return t
}

// rows parts a tabular at \\ and &, outside of braces and math.
func (p texPart) rows() (rows [][]texCell) {
	var row []texCell
	depth, from := 0, 0
	for i := 0; i < len(p.tex); i++ {
		switch p.tex[i] {
		case '{':
			depth++
		case '}':
			depth--
		case '&':
			if depth == 0 {
				row = append(row, texCell{from, i, 1})
				from = i + 1
			}
		case '\\':
			if depth > 0 || i+1 >= len(p.tex) || p.tex[i+1] != '\\' {
				if !strings.HasPrefix(p.tex[i:], `\tabularnewline`) {
					i++
					continue
				}
				i += len(`\tabularnewline`) - 2
			}
			rows = append(rows, append(row, texCell{from, i, 1}))
			row, from = nil, i+2
			if rest := p.tex[min(from, len(p.tex)):]; strings.HasPrefix(rest, "[") { // \\[2pt]
				if n := strings.IndexByte(rest, ']'); n > 0 {
					from += n + 1
				}
			}
			i++
		}
	}
	if from < len(p.tex) {
		rows = append(rows, append(row, texCell{from, len(p.tex), 1}))
	}
	for _, row := range rows {
		for i := range row {
			row[i].from = min(row[i].from, row[i].to)
			if m := multicolumn.FindStringSubmatch(ruleOfTable.ReplaceAllString(p.tex[row[i].from:row[i].to], "")); m != nil {
				row[i].span = spanOf(m[1])
			}
		}
	}
	return rows
}

// spanOf is how many columns a cell covers, at least one.
func spanOf(digits string) int {
	n, _ := strconv.Atoi(digits)
	return max(1, min(n, maxColumns))
}

// texCell reads the words of a cell.
func (p texPart) texCell(c texCell) (cell *east.TableCell, filled bool) {
	cell = newCell()
	tex := p.tex[c.from:c.to]
	for _, r := range ruleOfTable.FindAllStringIndex(tex, -1) {
		tex = blanked(tex, r[0], r[1])
	}
	for _, wrap := range []*regexp.Regexp{multicolumn, multirow} {
		if m := wrap.FindStringIndex(tex); m != nil {
			if close := closingBrace(tex, m[1]-1); close >= 0 {
				tex = blanked(blanked(tex, 0, m[1]), close, close+1)
			}
		}
	}
	lead := len(tex) - len(strings.TrimLeft(tex, " \t\n"))
	words := texWords(tex[lead:])
	if strings.TrimSpace(words) == "" {
		return cell, false
	}
	para := p.stringParagraph(strings.ReplaceAll(words, "\n", " "), p.at(p.start+c.from+lead))
	cell.SetPos(p.start + c.from + lead)
	moveChildren(cell, para)
	return cell, true
}
