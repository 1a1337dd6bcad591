package markdown

import (
	"fmt"
	"path"
	"slices"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/report/markdown/ast"
)

func fields(s string) []string { return strings.Fields(strings.ReplaceAll(s, ",", " ")) }

// relative gives a file's name as places show it: paths are written relative to
// the manuscript that names them.
func (s *state) relative(name string) string {
	from := s.options.File
	if n := len(s.files); n > 0 {
		from = s.files[n-1]
	}
	return path.Join(path.Dir(from), name)
}

// readFile reads a file of the project as text; what hinders is a finding.
func (s *state) readFile(name string, at diag.Pos) (string, bool) {
	file := s.relative(name)
	switch {
	case s.options.ReadFile == nil:
		s.fail("file-missing", at, "", fmt.Sprintf("%s cannot be read here", name))
		return "", false
	case path.IsAbs(name) || strings.Contains(name, `\`) || file == ".." || strings.HasPrefix(file, "../"):
		s.fail("path-outside", at, "keep the file in the project and write its path relative to the manuscript", fmt.Sprintf("%s lies outside of the project", name))
		return "", false
	}
	data, err := s.options.ReadFile(file)
	if err != nil {
		s.fail("file-missing", at, "paths are relative to the manuscript", fmt.Sprintf("%s cannot be read: %s", name, reason(err)))
		return "", false
	}
	if len(s.src)+len(data) > maxSource {
		s.limit("source", at, fmt.Sprintf("%s makes the text longer than %d bytes", name, maxSource))
		return "", false
	}
	text, fs := clean(data, file)
	for _, f := range fs {
		s.found(f)
	}
	return text, true
}

// reason gives the last part of an error: "file does not exist".
func reason(err error) string {
	msg := err.Error()
	if i := strings.LastIndex(msg, ": "); i >= 0 {
		msg = msg[i+2:]
	}
	return msg
}

// lastBad makes a block of the finding that was reported last.
func (c *directiveCall) lastBad() gast.Node {
	n := &ast.BadBlock{Finding: diag.Finding{Rule: "file-missing", At: c.argAt, Msg: "the file cannot be read"}}
	if len(c.findings) > 0 {
		n.Finding = c.findings[len(c.findings)-1]
	}
	n.At = c.place
	return n
}

func buildInclude(c *directiveCall) []gast.Node {
	name := strings.TrimSpace(c.argument)
	file := c.relative(name)
	_, asCode := c.options.Lookup("code")
	lang := c.options.Get("lang")
	literal := c.flag("literal") || asCode || lang != "" && lang != "markdown" && lang != "md"
	if c.foreign {
		return []gast.Node{c.badBlock("file-missing", c.argAt, "", fmt.Sprintf("%s cannot be read here", name))}
	}
	if slices.Contains(c.files, file) || file == c.state.options.File && !literal {
		return []gast.Node{c.badBlock("include-cycle", c.argAt, "remove one of the includes", fmt.Sprintf("%s includes itself", name))}
	}
	if c.included++; len(c.files) >= maxInclude || c.included > maxIncludes {
		return []gast.Node{c.badBlock("text-too-complex", c.argAt, "include fewer files", "too many files are included")}
	}
	text, ok := c.readFile(name, c.argAt)
	if !ok {
		return []gast.Node{c.lastBad()}
	}
	text, first, whole := c.cut(text)
	if literal {
		return c.listing(text, c.options.Get("code"))
	}
	at := diag.Pos{File: file, Line: first, Column: 1}
	if whole {
		text, at = skipFrontMatter(text, at)
	}
	start, stop := c.add(text, at)
	c.files = append(c.files, file)
	doc := c.blocks(start, stop)
	c.files = c.files[:len(c.files)-1]
	var nodes []gast.Node
	for n := doc.FirstChild(); n != nil; {
		next := n.NextSibling()
		doc.RemoveChild(doc, n)
		nodes = append(nodes, n)
		if h, ok := n.(*gast.Heading); ok {
			h.Level = min(h.Level+c.integer("heading-offset", 0), 6)
		}
		n = next
	}
	return nodes
}

// skipFrontMatter drops the YAML at the head of an included file.
func skipFrontMatter(text string, at diag.Pos) (string, diag.Pos) {
	_, rest, ok := splitFrontMatter(text)
	if !ok {
		return text, at
	}
	return rest, at.Advance(text[:len(text)-len(rest)])
}
