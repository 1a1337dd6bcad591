package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"go.yaml.in/yaml/v4"

	"reckon/report/markdown/ast"
)

// A texLine is TeX at the begin of a line that prints nothing: definitions of
// macros, which are kept for the equations, and breaks of pages.
type texLine struct {
	gast.BaseBlock
	stop int
}

var kindTeXLine = gast.NewNodeKind("texLine")

func (n *texLine) Kind() gast.NodeKind           { return kindTeXLine }
func (n *texLine) IsRaw() bool                   { return true }
func (n *texLine) Dump(source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

type texLines struct{}

func (texLines) Trigger() []byte             { return []byte{'\\'} }
func (texLines) CanInterruptParagraph() bool { return false }
func (texLines) CanAcceptIndentedLine() bool { return false }

var pageBreak = regexp.MustCompile(`^\\(newpage|pagebreak|clearpage|cleardoublepage)(\{\})?[ \t]*\n?$`)

func (texLines) Open(_ gast.Node, reader text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, seg := reader.PeekLine()
	pos := pc.BlockOffset()
	s := stateOf(pc, reader.Source())
	if pos < 0 || s.foreign {
		return nil, parser.NoChildren
	}
	start := seg.Start + pos - seg.Padding
	n := &texLine{stop: seg.Stop}
	if m := pageBreak.FindSubmatch(line[pos:]); m != nil {
		s.pageBreak(`\`+string(m[1]), start)
		reader.AdvanceToEOL()
		return n, parser.NoChildren
	}
	src := reader.Source()
	macros, length := texDefinitions(string(src[start:min(len(src), start+maxDefinitions)]))
	if length == 0 {
		return nil, parser.NoChildren
	}
	if rest, _, _ := bytes.Cut(src[start+length:], []byte("\n")); len(bytes.TrimSpace(rest)) > 0 {
		return nil, parser.NoChildren
	}
	s.macro(macros)
	n.stop = max(n.stop, start+length)
	reader.AdvanceToEOL()
	return n, parser.NoChildren
}

func (texLines) Continue(node gast.Node, reader text.Reader, _ parser.Context) parser.State {
	if _, seg := reader.PeekLine(); seg.Start >= node.(*texLine).stop {
		return parser.Close
	}
	reader.AdvanceToEOL()
	return parser.Continue | parser.NoChildren
}

func (texLines) Close(gast.Node, text.Reader, parser.Context) {}

func (s *state) pageBreak(what string, start int) {
	s.warn("raw-refused", s.at(start), "take it out: pages break where they are full", what+" has no effect")
}

// macro keeps macros; the first definition of a name counts, and the front
// matter's before all.
func (s *state) macro(list []texMacro) {
	for _, m := range list {
		if _, ok := s.macros[m.name]; !ok {
			s.macros[m.name] = m.body
		}
	}
}

// define adds macros to those of the front matter, which count first.
func (f *FrontMatter) define(macros map[string]string) {
	if f.Macros == nil && len(macros) > 0 {
		f.Macros = map[string]string{}
	}
	for name, body := range macros {
		if _, ok := f.Macros[name]; !ok {
			f.Macros[name] = body
		}
	}
}

// readPreamble takes macros out of a text or a list of texts in TeX.
func readPreamble(r *frontReader, n *yaml.Node) {
	if n.Kind == yaml.MappingNode {
		if n = child(n, "text"); n == nil {
			return // a file: what it holds is for TeX alone
		}
	}
	for _, v := range r.list(n, "header-includes") {
		for line := range strings.Lines(v.Text) {
			macros, _ := texDefinitions(line)
			r.macro(macros)
		}
		macros, _ := texDefinitions(v.Text)
		r.macro(macros)
	}
}

// maxDefinitions is how many bytes a run of definitions may take.
const maxDefinitions = 16 << 10

// A texMacro is a name with its backslash and the TeX that it stands for.
type texMacro struct{ name, body string }

var definition = regexp.MustCompile(`^\\(?:newcommand|renewcommand|providecommand|def|gdef|DeclareMathOperator)(\*?)\s*(?:\{\s*(\\[A-Za-z]+|\\.)\s*\}|(\\[A-Za-z]+|\\.))(?:\s*\[\d\]|(?:#\d)+)?\s*\{`)

// texDefinitions reads the definitions at the start of a text, with nothing but
// spaces between them, and tells how much that was.
func texDefinitions(tex string) (macros []texMacro, length int) {
	for at := 0; ; {
		rest := strings.TrimLeft(tex[at:], " \t\n")
		from := len(tex) - len(rest)
		m := definition.FindStringSubmatchIndex(rest)
		if m == nil {
			return macros, length
		}
		end := closingBrace(rest, m[1]-1)
		if end < 0 {
			return macros, length
		}
		name := ""
		for _, i := range []int{4, 6} {
			if m[i] >= 0 {
				name = rest[m[i]:m[i+1]]
			}
		}
		body := rest[m[1]:end]
		if strings.HasPrefix(rest, `\DeclareMathOperator`) {
			body = `\operatorname` + rest[m[2]:m[3]] + "{" + body + "}"
		}
		macros = append(macros, texMacro{name, body})
		at = from + end + 1
		length = at
	}
}

// closingBrace finds the brace that closes the one at an offset; -1 without.
func closingBrace(tex string, open int) int {
	depth := 0
	for i := open; i < len(tex); i++ {
		switch tex[i] {
		case '\\':
			i++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return -1
}

// definesOnly takes up an equation that holds nothing but definitions, as
// MathJax needs them, and prints nothing.
func (s *state) definesOnly(tex string) bool {
	macros, length := texDefinitions(tex)
	if length == 0 || strings.TrimSpace(tex[length:]) != "" || s.foreign {
		return false
	}
	s.macro(macros)
	return true
}

// texCommands reads references and citations written as in LaTeX, and the
// no-break space that a backslash makes of a space.
type texCommands struct{}

func (texCommands) Trigger() []byte { return []byte{'\\'} }

var texCommand = regexp.MustCompile(`^\\(ref|eqref|autoref|cref|Cref|cite|citep|citet|parencite|textcite|autocite)\*?(?:\[([^\[\]\n]*)\])?(?:\[([^\[\]\n]*)\])?\{([^{}\n]+)\}`)

func (texCommands) Parse(parent gast.Node, block text.Reader, pc parser.Context) gast.Node {
	line, seg := block.PeekLine()
	s := stateOf(pc, block.Source())
	if !s.foreign && len(line) > 1 && line[1] == ' ' {
		block.Advance(2)
		n := gast.NewString([]byte("\u00a0"))
		n.SetPos(seg.Start)
		return n
	}
	if m := bookdownRef.FindSubmatchIndex(line[:min(len(line), maxMark)]); m != nil && !s.foreign {
		n := &ast.Ref{Label: normaliseLabel(string(line[m[2]:m[3]]))}
		n.Equation = strings.HasPrefix(n.Label, "eq:")
		n.Bare = !n.Equation
		n.At = s.at(seg.Start + m[2])
		n.SetPos(seg.Start)
		block.Advance(m[1])
		return n
	}
	if s.foreign || len(line) < 4 || !asciiWord(line[1]) {
		return nil
	}
	if n, length := s.texWord(ahead(line), seg.Start); n != nil {
		block.Advance(length)
		return n
	}
	m := texCommand.FindStringSubmatchIndex(ahead(line))
	if m == nil {
		return nil
	}
	group := func(i int) string {
		if m[2*i] < 0 {
			return ""
		}
		return string(line[m[2*i]:m[2*i+1]])
	}
	name, at := group(1), seg.Start+m[8]
	block.Advance(m[1])
	var keys []ast.CiteItem
	for _, key := range strings.Split(group(4), ",") {
		trimmed := strings.TrimLeft(key, " ")
		keys = append(keys, keyed(strings.TrimSpace(key), s.at(at+len(key)-len(trimmed))))
		at += len(key) + 1
	}
	if strings.HasSuffix(name, "ref") {
		return s.texReferences(parent, name, keys, seg.Start)
	}
	n := &ast.Cite{Items: keys, Narrative: name == "citet" || name == "textcite"}
	before, after := group(2), group(3)
	if m[6] < 0 {
		before, after = "", before
	}
	n.Items[0].Prefix = plain(before)
	last := &n.Items[len(n.Items)-1]
	if after != "" {
		last.Label, last.Locator, last.Suffix = splitLocator(plain(", " + strings.ReplaceAll(after, "~", "\u00a0")))
	}
	return placed(s, n, seg.Start)
}

var texName = regexp.MustCompile(`\\[A-Za-z]+`)

// refersOnly tells whether TeX is words with references and citations.
func refersOnly(tex string) bool {
	names := texName.FindAllStringIndex(tex, -1)
	for _, n := range names {
		if !texCommand.MatchString(tex[n[0]:]) {
			return false
		}
	}
	return len(names) > 0
}

// texReferences makes references of labels, all but the last put before.
func (s *state) texReferences(parent gast.Node, name string, labels []ast.CiteItem, start int) gast.Node {
	for i, item := range labels {
		n := &ast.Ref{Label: normaliseLabel(item.Key), Bare: name == "ref", Equation: name == "eqref", Capital: name == "Cref"}
		n.At = item.At
		n.SetPos(start)
		if i == len(labels)-1 {
			return n
		}
		parent.AppendChild(parent, n)
		parent.AppendChild(parent, gast.NewString([]byte(", ")))
	}
	return nil
}

var rawCommand = regexp.MustCompile(`^\\(textbf|textit|emph|textsc|texttt|footnote|begin|section|subsection|paragraph|includegraphics|label|caption|hspace|vspace|url|href)\b`)

// leftTeX warns once of TeX in the text, which prints as it was typed.
func (s *state) leftTeX(n *gast.Text) {
	v := n.Segment.Value(s.src)
	for i := 0; i < len(v); i++ {
		if v[i] != '\\' {
			continue
		}
		if m := rawCommand.Find(v[i:min(len(v), i+40)]); m != nil && !s.limits["tex"] {
			s.limits["tex"] = true
			s.warn("raw-refused", s.at(n.Segment.Start+i), "write it in Markdown; TeX belongs between $", fmt.Sprintf("%s is TeX and prints as it was typed", m))
			return
		}
		i++
	}
}
