package markdown

import (
	"fmt"
	"regexp"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
)

// A texLabel is \label{name} in the text, until a pass gives it to the heading,
// the figure or the table that it names.
type texLabel struct {
	gast.BaseInline
	label string
	typed string
}

var kindTeXLabel = gast.NewNodeKind("texLabel")

func (n *texLabel) Kind() gast.NodeKind           { return kindTeXLabel }
func (n *texLabel) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

var (
	styledTeX  = regexp.MustCompile(`^\\(textbf|textit|emph|textsl|texttt|code|textsc|underline|url|href|label|index)\{`)
	wordOfTeX  = regexp.MustCompile(`^\\(LaTeX|BibTeX|TeX|ldots|dots|textendash|textemdash|textbackslash|textasciitilde|noindent|centering|smallskip|medskip|bigskip|newline)(?:\{\}|\b ?)`)
	verbatimly = regexp.MustCompile(`^\\verb\*?([^A-Za-z*\s])`)
)

// wordsOfTeX are commands without arguments and what they print.
var wordsOfTeX = map[string]string{"ldots": "…", "dots": "…", "textendash": "–", "textemdash": "—", "textbackslash": `\`, "textasciitilde": "~",
	"noindent": "", "centering": "", "smallskip": "", "medskip": "", "bigskip": "", "newline": ""}

// unescaped takes away the backslashes that TeX needs before its own signs.
var unescaped = strings.NewReplacer(`\_`, "_", `\%`, "%", `\#`, "#", `\&`, "&", `\$`, "$", `\{`, "{", `\}`, "}")

// texWord reads the commands of LaTeX that style a word or stand for one, at the
// start of a line's rest.
func (s *state) texWord(line string, start int) (n gast.Node, length int) {
	if m := wordOfTeX.FindStringSubmatchIndex(line); m != nil {
		name := line[m[2]:m[3]]
		word, ok := wordsOfTeX[name]
		if !ok {
			word = name
		}
		end := m[1]
		if strings.HasSuffix(line[:end], " ") && word != "" {
			end-- // TeX would swallow the space; who types it means it
		}
		str := gast.NewString([]byte(word))
		str.SetPos(start)
		return str, end
	}
	if m := verbatimly.FindStringSubmatchIndex(line); m != nil {
		if n := strings.IndexByte(line[m[1]:], line[m[2]]); n > 0 {
			return s.codeOf(line[m[1]:m[1]+n], start+m[1]), m[1] + n + 1
		}
	}
	m := styledTeX.FindStringSubmatchIndex(line)
	if m == nil {
		return nil, 0
	}
	end := closingBrace(line, m[1]-1)
	if end < 0 {
		return nil, 0
	}
	name, inner, at := line[m[2]:m[3]], line[m[1]:end], start+m[1]
	switch name {
	case "label":
		if !isLabel(inner) {
			return nil, 0
		}
		l := &texLabel{label: normaliseLabel(inner), typed: line[:end+1]}
		l.SetPos(start)
		return l, end + 1
	case "index":
		return gast.NewString(nil), end + 1
	case "texttt", "code":
		return s.codeOf(unescaped.Replace(inner), at), end + 1
	case "url":
		return s.texLink(inner, gast.NewString([]byte(unescaped.Replace(inner))), start), end + 1
	case "href":
		if close := closingBrace(line, end+1); end+1 < len(line) && line[end+1] == '{' && close > 0 {
			p := s.stringParagraph(line[end+2:close], s.at(start+end+2))
			link := s.texLink(inner, nil, start)
			moveChildren(link, p)
			return link, close + 1
		}
		return nil, 0
	}
	var with gast.Node
	switch name {
	case "textbf":
		with = gast.NewEmphasis(2)
	case "textsc":
		with = &ast.Span{Style: "smallcaps"}
	case "underline":
		with = &ast.Span{Style: "underline"}
	default:
		with = gast.NewEmphasis(1)
	}
	moveChildren(with, s.stringParagraph(inner, s.at(at)))
	with.SetPos(start)
	setAt(with, s.at(start))
	return with, end + 1
}

// codeOf is a code span of a text.
func (s *state) codeOf(code string, start int) gast.Node {
	n := gast.NewCodeSpan()
	str := gast.NewString([]byte(code))
	str.SetCode(true)
	n.AppendChild(n, str)
	n.SetPos(start)
	return n
}

func (s *state) texLink(address string, words gast.Node, start int) gast.Node {
	link := gast.NewLink()
	link.Destination = []byte(unescaped.Replace(address))
	if words != nil {
		link.AppendChild(link, words)
	}
	link.SetPos(start)
	return link
}

// texLabels gives the labels written as in LaTeX to what they name: the heading
// that they stand in or behind, or the figure whose caption holds them.
func (s *state) texLabels(root gast.Node) {
	walk(root, func(n gast.Node) {
		if n.Kind() == ast.KindRef || n.Kind() == ast.KindCite {
			s.tie(n)
		}
		l, ok := n.(*texLabel)
		if !ok {
			return
		}
		p := l.Parent()
		if s.giveLabel(l) {
			dropInline(l)
			if p.FirstChild() == nil && (p.Kind() == gast.KindParagraph || p.Kind() == gast.KindTextBlock) && p.Parent() != nil {
				p.Parent().RemoveChild(p.Parent(), p)
			}
			return
		}
		s.warn("raw-refused", s.at(max(l.Pos(), 0)), "write it in the caption, or behind the heading: {#"+l.label+"}", fmt.Sprintf("%s names no heading, figure or table here", l.typed))
		p.ReplaceChild(p, l, gast.NewString([]byte(l.typed)))
	})
}

// tie makes a no-break space of the ~ before \ref and \cite.
func (s *state) tie(n gast.Node) {
	t, ok := n.PreviousSibling().(*gast.Text)
	if !ok || s.foreign || t.Segment.Len() == 0 || !hasPrefixByte(s.src[t.Segment.Stop-1:], '~') || !hasPrefixByte(s.src[t.Segment.Stop:], '\\') {
		return
	}
	t.Segment.Stop--
	t.Parent().InsertAfter(t.Parent(), t, gast.NewString([]byte("\u00a0")))
}

// dropInline takes a node out with the space before it.
func dropInline(n gast.Node) {
	p := n.Parent()
	if t, ok := n.PreviousSibling().(*gast.Text); ok && (n.NextSibling() == nil || t.SoftLineBreak()) {
		t.SetSoftLineBreak(false)
	}
	if t, ok := n.NextSibling().(*gast.Text); ok && n.PreviousSibling() == nil && t.Segment.IsEmpty() {
		p.RemoveChild(p, t)
	}
	p.RemoveChild(p, n)
}

func (s *state) giveLabel(l *texLabel) bool {
	for p := l.Parent(); p != nil; p = p.Parent() {
		switch p := p.(type) {
		case *gast.Heading:
			return labelHeading(p, l.label)
		case *ast.Figure:
			if p.Label == "" {
				p.Label = l.label
			}
			return p.Label == l.label
		}
		if p.Kind() != gast.KindParagraph && p.Kind() != gast.KindTextBlock {
			continue
		}
		if h, ok := p.PreviousSibling().(*gast.Heading); ok && p.FirstChild() == gast.Node(l) {
			return labelHeading(h, l.label)
		}
	}
	return false
}

func labelHeading(h *gast.Heading, label string) bool {
	if has, _ := idAndClass(h); has != "" {
		return has == label
	}
	h.SetAttributeString("id", []byte(label))
	return true
}
