package markdown

import (
	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"reckon/internal/diag"
	"reckon/report/markdown/ast"
)

// A state is what the parsers of one manuscript share. It travels in
// goldmark's parser context.
type state struct {
	substituted int // names that were replaced
	*arena
	options  Options
	foreign  bool // the source is somebody else's goldmark's: nothing can be added
	findings diag.List
	limits   map[string]bool // limits already reported
	work     blockWork
	notes    notes
	terms    []*ast.Span         // {term} roles, to be checked when all glossaries are read
	files    []string            // being included, outermost first
	glossary map[string]bool     // anchors of defined terms
	links    map[string]diag.Pos // places of link definitions
	examples exampleList
	// exampleLists are the lists whose items are examples.
	exampleLists map[*gast.List]bool
	macros       map[string]string // of TeX, defined in the text
	front        *FrontMatter
	headings     map[string]string // labels or anchors by the words of headings
	included     int
	depth        int            // of text within text
	context      parser.Context // of the manuscript, for link references
}

var stateKey = parser.NewContextKey()

// stateOf returns the state in a context. Within somebody else's goldmark there
// is none at first: one is made over the source as it is.
func stateOf(pc parser.Context, source []byte) *state {
	if s, ok := pc.Get(stateKey).(*state); ok {
		return s
	}
	s := newState(Options{})
	s.foreign = true
	s.add(string(source), diag.Pos{Line: 1, Column: 1})
	s.src = source
	s.context = pc
	pc.Set(stateKey, s)
	return s
}

func newState(o Options) *state {
	return &state{arena: &arena{}, options: o, limits: map[string]bool{}, glossary: map[string]bool{}, links: map[string]diag.Pos{},
		examples: exampleList{numbers: map[string]int{}}, exampleLists: map[*gast.List]bool{}, macros: map[string]string{},
		headings: map[string]string{}}
}

// found records a finding, unless there are too many to be read.
func (s *state) found(f diag.Finding) {
	if len(s.findings) < maxFindings {
		s.findings = append(s.findings, f)
	}
}

func (s *state) fail(rule string, at diag.Pos, hint, msg string) diag.Finding {
	f := diag.Finding{Rule: rule, At: at, Msg: msg, Hint: hint}
	s.found(f)
	return f
}

func (s *state) warn(rule string, at diag.Pos, hint, msg string) {
	s.found(diag.Finding{Rule: rule, Severity: diag.Warning, At: at, Msg: msg, Hint: hint})
}

// limit reports once that a bound was met.
func (s *state) limit(name string, at diag.Pos, msg string) {
	if s.limits[name] {
		return
	}
	s.limits[name] = true
	s.fail("text-too-complex", at, "split the passage", msg)
}

// bad makes an inline node of a finding.
func (s *state) bad(rule string, at diag.Pos, hint, msg string) *ast.Bad {
	n := &ast.Bad{Finding: s.fail(rule, at, hint, msg)}
	n.At = at
	return n
}

// badBlock makes a block of a finding.
func (s *state) badBlock(rule string, at diag.Pos, hint, msg string) *ast.BadBlock {
	n := &ast.BadBlock{Finding: s.fail(rule, at, hint, msg)}
	n.At = at
	return n
}

// A blockWork remembers, for the block of text being read, what was looked for
// in vain and how much was asked for.
type blockWork struct {
	block      gast.Node
	noTicks    map[int]int // length of a run of backticks: no other one from this offset on
	noDollar   int         // no closing $ before this offset
	brackets   int
	delimiters int
	scanned    int
	length     int
}

// in returns the memory for a block of text.
func (s *state) in(block gast.Node) *blockWork {
	if s.work.block != block {
		s.work = blockWork{block: block}
		if lines := block.Lines(); block.Type() == gast.TypeBlock && lines.Len() > 0 {
			s.work.length = lines.At(lines.Len()-1).Stop - lines.At(0).Start
		}
	}
	return &s.work
}

// text joins segments into the text that an author sees, with line ends. What
// stands before a later line, such as the > of a quotation, becomes spaces: so
// an offset in the text is a place in the file.
func (s *state) text(segs []text.Segment) string {
	var b []byte
	for i, seg := range segs {
		if i > 0 {
			for j := lineStart(s.src, seg.Start); j < seg.Start; j++ {
				if c := s.src[j]; c < 0x80 || c >= 0xc0 {
					b = append(b, ' ')
				}
			}
		}
		b = append(b, s.src[seg.Start:seg.Stop]...)
	}
	return string(b)
}

func lineStart(src []byte, offset int) int {
	for offset > 0 && src[offset-1] != '\n' {
		offset--
	}
	return offset
}

// newNode gives a node its place and offset.
func placed[N gast.Node](s *state, n N, offset int) N {
	n.SetPos(offset)
	setAt(n, s.at(offset))
	return n
}
