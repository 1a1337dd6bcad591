package markdown

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"

	"reckon/report/markdown/ast"
)

// shortcode is Quarto's {{< name arguments >}}.
var shortcode = regexp.MustCompile(`^\{\{<\s*([\w-]+)((?:\s[^\n]*?)?)\s*>\}\}`)

// shortcodeBlocks reads the shortcodes that stand for blocks, on a line of
// their own: files that are included, and breaks of pages.
type shortcodeBlocks struct{}

func (shortcodeBlocks) Trigger() []byte             { return []byte{'{'} }
func (shortcodeBlocks) CanInterruptParagraph() bool { return true }
func (shortcodeBlocks) CanAcceptIndentedLine() bool { return false }

func (shortcodeBlocks) Open(_ gast.Node, reader text.Reader, pc parser.Context) (gast.Node, parser.State) {
	line, seg := reader.PeekLine()
	pos := pc.BlockOffset()
	s := stateOf(pc, reader.Source())
	if pos < 0 || s.foreign {
		return nil, parser.NoChildren
	}
	rest := strings.TrimRight(ahead(line[pos:]), " \t\n")
	m := shortcode.FindStringSubmatchIndex(rest)
	if m == nil || m[1] != len(rest) {
		return nil, parser.NoChildren
	}
	start := seg.Start + pos - seg.Padding
	switch rest[m[2]:m[3]] {
	case "pagebreak":
		s.pageBreak("{{< pagebreak >}}", start)
		reader.AdvanceToEOL()
		return &texLine{stop: seg.Stop}, parser.NoChildren
	case "include":
		argument := strings.TrimLeft(rest[m[4]:m[5]], " \t")
		from := start + m[5] - len(argument)
		d := &directive{name: "include", row: directiveOf["include"], start: start, attrsAt: start, fence: '{', closed: true, literal: true,
			argument: text.NewSegment(from, from+len(argument))}
		reader.AdvanceToEOL()
		return d, parser.NoChildren
	}
	return nil, parser.NoChildren
}

func (shortcodeBlocks) Continue(gast.Node, text.Reader, parser.Context) parser.State {
	return parser.Close
}
func (shortcodeBlocks) Close(gast.Node, text.Reader, parser.Context) {}

// shortcodes reads those in the text.
type shortcodes struct{}

func (shortcodes) Trigger() []byte { return []byte{'{'} }

func (shortcodes) Parse(parent gast.Node, block text.Reader, pc parser.Context) gast.Node {
	line, seg := block.PeekLine()
	s := stateOf(pc, block.Source())
	if s.foreign {
		return nil
	}
	m := shortcode.FindSubmatch([]byte(ahead(line)))
	if m == nil {
		return nil
	}
	block.Advance(len(m[0]))
	name, argument := string(m[1]), strings.TrimSpace(string(m[2]))
	at := s.at(seg.Start)
	switch name {
	case "kbd":
		n := placed(s, &ast.Span{Style: "kbd"}, seg.Start)
		n.AppendChild(n, gast.NewString([]byte(argument)))
		return n
	case "meta":
		if v, ok := s.meta(argument); ok {
			n := gast.NewString([]byte(v))
			n.SetPos(seg.Start)
			return n
		}
	}
	hint := "write what it stands for"
	switch name {
	case "fa", "bi", "iconify", "icon", "ai":
		s.warn("directive-refused", at, "take it out, or say it in words", fmt.Sprintf("the icon %s is not printed", string(m[0])))
		if last, ok := parent.LastChild().(*gast.Text); ok && !isWord(line[len(m[0]):]) {
			last.Segment = last.Segment.TrimRightSpace(block.Source()) // the space before it goes too
		}
		return gast.NewString(nil)
	case "meta", "var", "env":
		hint = "write the text itself; a number is declared in the model and printed with {val}"
	case "include":
		hint = "put it on a line of its own"
	case "video", "embed":
		hint = "link to the address, or show an image of the project"
	}
	return s.bad("directive-refused", at, hint, fmt.Sprintf("the shortcode %s is not known here", string(m[0])))
}

// isWord tells whether a word follows, behind spaces or not.
func isWord(rest []byte) bool {
	r, _ := utf8.DecodeRune(bytes.TrimLeft(rest, " "))
	return unicode.IsLetter(r) || unicode.IsDigit(r)
}

// meta gives a value of the front matter as plain text.
func (s *state) meta(key string) (string, bool) {
	f := s.front
	if f == nil {
		return "", false
	}
	value := map[string]string{"title": f.Title.Text, "subtitle": f.Subtitle.Text, "date": f.Date.Text, "description": f.Description, "doi": f.DOI,
		"license": f.License, "copyright": f.Copyright, "lang": f.Lang, "keywords": strings.Join(f.Keywords, ", ")}[key]
	return value, value != ""
}
