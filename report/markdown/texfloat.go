package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"reckon/report/markdown/ast"
)

// A texFloat is an environment of LaTeX that is no math: a figure, a table, a
// passage that is set apart. A pass puts in its place what it says.
type texFloat struct {
	gast.BaseBlock
	start  int
	name   string
	closed bool
	stop   bool
}

var kindTeXFloat = gast.NewNodeKind("texFloat")

func (n *texFloat) Kind() gast.NodeKind           { return kindTeXFloat }
func (n *texFloat) IsRaw() bool                   { return true }
func (n *texFloat) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// texFloats reads them line by line, to the \end of the same name.
type texFloats struct{}

func (texFloats) Trigger() []byte             { return []byte{'\\'} }
func (texFloats) CanInterruptParagraph() bool { return true }
func (texFloats) CanAcceptIndentedLine() bool { return false }

var floatPattern = regexp.MustCompile(`^\\begin\{((?:figure|wrapfigure|sidewaysfigure|table|sidewaystable|tabular|tabularx|longtable|center|landscape|quote|quotation|verbatim|lstlisting)\*?)\}`)

func (texFloats) Open(_ gast.Node, reader text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, seg := reader.PeekLine()
	pos := pc.BlockOffset()
	if pos < 0 || stateOf(pc, reader.Source()).foreign {
		return nil, parser.NoChildren
	}
	m := floatPattern.FindSubmatch(line[pos:])
	if m == nil {
		return nil, parser.NoChildren
	}
	n := &texFloat{start: seg.Start + pos - seg.Padding, name: string(m[1])}
	n.take(line, text.NewSegment(n.start, seg.Stop))
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (n *texFloat) take(line []byte, seg text.Segment) {
	n.Lines().Append(seg)
	if bytes.Contains(line, []byte(`\end{`+n.name+`}`)) {
		n.closed, n.stop = true, true
	}
}

func (texFloats) Continue(node gast.Node, reader text.Reader, _ parser.Context) parser.State {
	n := node.(*texFloat)
	if n.stop {
		return parser.Close
	}
	line, seg := reader.PeekLine()
	n.take(line, seg)
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (texFloats) Close(gast.Node, text.Reader, parser.Context) {}

// texFloat puts nodes in the place of an environment.
func (s *state) texFloat(n *texFloat) {
	parent := n.Parent()
	put := func(blocks ...gast.Node) {
		for _, b := range blocks {
			b.SetPos(n.start)
			parent.InsertBefore(parent, n, b)
		}
		parent.RemoveChild(parent, n)
	}
	if !n.closed {
		end := `\end{` + n.name + "}"
		put(s.badBlock("equation-unclosed", s.at(n.start), "add a line "+end, "no "+end+" closes the environment begun here"))
		return
	}
	tex := s.text(n.Lines().Sliced(0, n.Lines().Len()))
	f := texPart{s, tex, n.start, n.start}
	body := f.inside(n.name)
	switch strings.TrimSuffix(n.name, "*") {
	case "verbatim", "lstlisting":
		put(placed(s, &ast.Listing{Code: strings.Trim(body.tex, "\n") + "\n", FirstLine: 1}, n.start))
	case "quote", "quotation":
		q := gast.NewBlockquote()
		body.paragraphs(q)
		put(q)
	case "figure", "wrapfigure", "sidewaysfigure":
		put(body.float("figure"))
	case "table", "sidewaystable":
		put(body.float("table"))
	case "longtable":
		put(f.float("table"))
	case "tabular", "tabularx":
		put(f.float(""))
	default: // center, landscape
		if strings.Contains(body.tex, `\includegraphics`) || strings.Contains(body.tex, `\begin{tabular`) {
			put(body.float(""))
			return
		}
		d := &ast.Div{}
		setAt(d, s.at(n.start))
		body.paragraphs(d)
		put(d)
	}
}

// rawTeX reads the figures and tables of a block that is meant for LaTeX alone, as
// {=latex} and {raw} latex; nil where it holds anything else.
func (s *state) rawTeX(d *directive) (nodes []gast.Node) {
	format := strings.TrimPrefix(d.name, "=")
	if d.row == nil || d.row.Name != "raw" || d.Lines().Len() == 0 || s.foreign {
		return nil
	}
	if d.name == "raw" {
		format = strings.TrimSpace(s.line(d.argument))
	}
	if format != "latex" && format != "tex" {
		return nil
	}
	start := d.Lines().At(0).Start
	rest := texPart{s, s.text(d.Lines().Sliced(0, d.Lines().Len())), start, start}
	for {
		lead := len(rest.tex) - len(strings.TrimLeft(rest.tex, " \t\n"))
		rest = rest.cut(lead, len(rest.tex))
		if strings.HasPrefix(rest.tex, "%") {
			line, _, _ := strings.Cut(rest.tex, "\n")
			rest = rest.cut(len(line), len(rest.tex))
			continue
		}
		m := rawFloat.FindStringSubmatch(rest.tex)
		if m == nil {
			break
		}
		end := strings.Index(rest.tex, `\end{`+m[1]+`}`)
		if end < 0 {
			return nil
		}
		end += len(`\end{` + m[1] + `}`)
		part := rest.cut(0, end)
		part.opened = part.start
		if !graphicsPattern.MatchString(part.tex) && !tabularPattern.MatchString(part.tex) {
			return nil
		}
		nodes = append(nodes, part.inside(m[1]).float(strings.TrimSuffix(m[1], "*")))
		rest = rest.cut(end, len(rest.tex))
	}
	if rest.tex != "" {
		return nil
	}
	return nodes
}

var rawFloat = regexp.MustCompile(`^\\begin\{((?:figure|table)\*?)\}`)

// A texPart is a passage of TeX, the offset at which it begins in the source, and
// that of the environment that it stands in.
type texPart struct {
	*state
	tex    string
	start  int
	opened int
}

func (p texPart) cut(from, to int) texPart {
	return texPart{p.state, p.tex[from:to], p.start + from, p.opened}
}

// inside is what stands between the \begin and the \end of an environment.
func (p texPart) inside(name string) texPart {
	begin, end := `\begin{`+name+"}", `\end{`+name+"}"
	from := strings.Index(p.tex, begin)
	to := strings.LastIndex(p.tex, end)
	if from < 0 || to < from {
		return p.cut(0, 0)
	}
	return p.cut(from+len(begin), to)
}

var (
	graphicsPattern  = regexp.MustCompile(`\\includegraphics\*?(?:\[([^\]]*)\])?\{([^{}\n]+)\}`)
	captionPattern   = regexp.MustCompile(`\\caption(?:of\{\w+\})?\*?(?:\[[^\]]*\])?\{`)
	texLabelPattern  = regexp.MustCompile(`\\label\{([^{}\n]+)\}`)
	subfloatPattern  = regexp.MustCompile(`\\begin\{(subfigure|subtable|minipage)\}`)
	graphicWidth     = regexp.MustCompile(`width\s*=\s*([\d.]*)\s*(\\(?:textwidth|linewidth|columnwidth|hsize)|[a-z]+)`)
	tabularPattern   = regexp.MustCompile(`\\begin\{(tabularx|tabular|longtable)(\*?)\}`)
	texCommentInLine = regexp.MustCompile(`(?m)(^|[^\\])%.*$`)
)

// float makes a figure of what an environment shows: images, tables, and parts
// with captions of their own. Without caption, label and kind it is the thing
// itself.
func (p texPart) float(of string) gast.Node {
	f := placed(p.state, &ast.Figure{Of: of}, p.start)
	rest := p
	for {
		m := subfloatPattern.FindStringSubmatchIndex(rest.tex)
		if m == nil {
			break
		}
		name := rest.tex[m[2]:m[3]]
		to := strings.Index(rest.tex[m[1]:], `\end{`+name+"}")
		if to < 0 {
			break
		}
		part := rest.cut(m[1], m[1]+to)
		part.opened = rest.start + m[0]
		kind := of
		if !captionPattern.MatchString(part.tex) {
			kind = ""
		}
		if inner := part.float(kind); inner.Kind() != ast.KindBadBlock {
			f.AppendChild(f, inner)
		}
		rest.tex = blanked(rest.tex, m[0], m[1]+to+len(`\end{`+name+"}"))
	}
	caption, label := rest.caption(), texLabelPattern.FindStringSubmatch(rest.tex)
	for _, m := range graphicsPattern.FindAllStringSubmatchIndex(rest.tex, maxColumns) {
		f.AppendChild(f, rest.graphic(m))
	}
	for _, m := range tabularPattern.FindAllStringSubmatchIndex(rest.tex, maxColumns) {
		if t := rest.tabular(m); t != nil {
			f.AppendChild(f, t)
		}
	}
	if f.FirstChild() == nil {
		bad := p.badBlock("raw-refused", p.at(p.opened), "write it in Markdown: ![caption](file){#label} for a figure, | cells | for a table",
			"this environment of LaTeX holds no image and no table that can be read")
		if label == nil {
			return bad
		}
		f.AppendChild(f, bad) // keeps the label, so that references to it are not mistakes too
	}
	if label != nil {
		f.Label = normaliseLabel(label[1])
	}
	if caption != nil {
		f.AppendChild(f, placed(p.state, captionOf(caption), p.start))
	}
	if caption == nil && label == nil && of == "" && f.ChildCount() == 1 {
		only := f.FirstChild()
		f.RemoveChild(f, only)
		return only
	}
	if f.Of == "" {
		f.Of = "figure"
		if tabularPattern.MatchString(rest.tex) {
			f.Of = "table"
		}
	}
	return f
}

// caption reads \caption{…}; nil without.
func (p texPart) caption() gast.Node {
	m := captionPattern.FindStringIndex(p.tex)
	if m == nil {
		return nil
	}
	end := closingBrace(p.tex, m[1]-1)
	if end < 0 {
		return nil
	}
	inner := p.cut(m[1], end)
	if strings.TrimSpace(texLabelPattern.ReplaceAllString(inner.tex, "")) == "" {
		return nil
	}
	return inner.inline()
}

// graphic is the image that an \includegraphics shows.
func (p texPart) graphic(m []int) gast.Node {
	img := &ast.Image{Path: strings.TrimSpace(p.tex[m[4]:m[5]]), PathAt: p.at(p.start + m[4])}
	if m[2] >= 0 {
		if w := graphicWidth.FindStringSubmatch(p.tex[m[2]:m[3]]); w != nil {
			value := w[1] + w[2]
			if strings.HasPrefix(w[2], `\`) {
				value = percent(w[1])
			}
			at := p.at(p.start + m[2])
			img.Options = append(img.Options, ast.Option{Key: "width", Value: value, KeyAt: at, ValueAt: at})
		}
	}
	img.CaptionIsAlt = captionPattern.MatchString(p.tex)
	return placed(p.state, img, p.start+m[0])
}

// percent says a share of a width, such as 0.8, in percent.
func percent(share string) string {
	var part float64
	if _, err := fmt.Sscanf(share, "%g", &part); err != nil || part <= 0 || part > 1 {
		return "100%"
	}
	return fmt.Sprintf("%g%%", float64(int(part*1000+0.5))/10)
}

// paragraphs reads TeX as text, a paragraph at each empty line.
func (p texPart) paragraphs(into gast.Node) {
	at := 0
	for _, piece := range strings.SplitAfter(p.tex, "\n\n") {
		if strings.TrimSpace(piece) != "" {
			into.AppendChild(into, p.cut(at, at+len(piece)).inline())
		}
		at += len(piece)
	}
}

// inline reads TeX as text of one paragraph.
func (p texPart) inline() gast.Node {
	lead := len(p.tex) - len(strings.TrimLeft(p.tex, " \t\n"))
	return p.stringParagraph(texWords(p.tex[lead:]), p.at(p.start+lead))
}

var texNothing = regexp.MustCompile(`\\(?:centering|raggedright|small|footnotesize|scriptsize|tiny|normalsize|large|Large|noindent|protect|hline|toprule|midrule|bottomrule)\b[ \t]*`)

// texWords makes Markdown of the TeX of a caption or a cell, as far as Markdown
// does not read it as it stands.
func texWords(tex string) string {
	tex = texCommentInLine.ReplaceAllString(tex, "$1")
	tex = texLabelPattern.ReplaceAllString(tex, "")
	tex = texNothing.ReplaceAllString(tex, "")
	lines := strings.Split(strings.TrimSpace(tex), "\n")
	for i, line := range lines {
		lines[i] = strings.TrimSpace(line)
	}
	tex = strings.Join(lines, "\n")
	return mathRoles(strings.NewReplacer("``", "“", "''", "”", `\\`, " ", "~", "\u00a0").Replace(tex))
}

// mathRoles writes $TeX$ as roles, since in TeX a digit may follow the sign.
func mathRoles(tex string) string {
	var b strings.Builder
	for {
		open := strings.IndexByte(tex, '$')
		if open < 0 || open > 0 && tex[open-1] == '\\' {
			break
		}
		n := strings.IndexByte(tex[open+1:], '$')
		if n < 1 || strings.IndexByte(tex[open+1:open+1+n], '`') >= 0 {
			break
		}
		b.WriteString(tex[:open] + "{math}`" + tex[open+1:open+1+n] + "`")
		tex = tex[open+n+2:]
	}
	return b.String() + tex
}
