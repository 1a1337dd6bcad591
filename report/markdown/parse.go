package markdown

import (
	"fmt"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
)

// Options say how a manuscript is read.
type Options struct {
	// File is the name of the manuscript in places, relative to the root of the
	// project.
	File string
	// ReadFile reads a file by a path relative to the same root, for what a
	// manuscript includes; nil refuses.
	ReadFile func(path string) ([]byte, error)
	// Plain keeps quotation marks and dashes as they were typed.
	Plain bool
}

// Parse reads a manuscript. The tree is whole in any case; findings tell what
// in it could not be read.
func Parse(src []byte, o Options) (*Tree, diag.List) {
	s := newState(o)
	tree := &Tree{File: o.File, Front: newFrontMatter()}
	if len(src) > maxSource {
		s.fail("text-too-complex", diag.Pos{File: o.File}, "split the manuscript with {include}", fmt.Sprintf("the manuscript is longer than %d bytes", maxSource))
		src = nil
	}
	text, fs := clean(src, o.File)
	s.findings = append(s.findings, fs...)
	start := diag.Pos{File: o.File, Line: 1, Column: 1}
	header, body, found := splitFrontMatter(text)
	at := start
	if found {
		at = start.Advance(text[:len(text)-len(body)])
		tree.Front = s.frontMatter(header)
	}
	if rest, open := openFrontMatter(body); !found && open {
		body, at = rest, start.Advance(text[:len(text)-len(rest)])
		tree.Front.Broken = true
		s.fail("front-matter-invalid", start, "write a line --- behind its last key", "the front matter begun here is not ended")
	}
	s.front = tree.Front
	from, to := s.add(body, at)
	tree.Body = s.document(from, to)
	s.headTrees(tree)
	s.frontParts(tree)
	tree.Front.define(s.macros)
	s.finish(tree)
	tree.Source, tree.chunks = s.src, s.chunks
	s.findings.Sort()
	return tree, s.findings
}

// document reads the manuscript proper; link definitions in it serve all later
// texts.
func (s *state) document(start, stop int) *gast.Document {
	pc := s.fragment()
	s.context = pc
	reader := readerAt(s.src, start, stop)
	return manuscript().Parse(reader, withContext(pc)).(*gast.Document)
}

// headTrees reads title, subtitle and abstract.
func (s *state) headTrees(t *Tree) {
	f := t.Front
	if f.Title.Text != "" {
		t.Title = s.scalarInline(f.Title, f)
		s.dropRepeatedTitle(t)
	} else if !f.untitled {
		t.Title = s.titleOfBody(t)
	}
	if f.Subtitle.Text != "" {
		t.Subtitle = s.scalarInline(f.Subtitle, f)
	}
	if f.Abstract.Text != "" {
		t.Abstract = s.scalarBlocks(f.Abstract, f)
		return
	}
	if d := partOf(t.Body, "abstract"); d != nil {
		doc := gast.NewDocument()
		moveChildren(doc, d)
		t.Body.RemoveChild(t.Body, d)
		t.Abstract = doc
	}
}

// titleOfBody takes the first heading of level 1 out of the body.
func (s *state) titleOfBody(t *Tree) gast.Node {
	for c := t.Body.FirstChild(); c != nil; c = c.NextSibling() {
		h, ok := c.(*gast.Heading)
		if !ok || h.Level != 1 {
			continue
		}
		p := paragraph()
		p.SetLines(h.Lines())
		moveChildren(p, h)
		t.Front.Title = Scalar{Text: strings.TrimSpace(string(h.Lines().Value(s.src))), At: s.at(max(h.Pos(), 0))}
		if h.Lines().Len() > 0 {
			t.Front.Title.At = s.at(h.Lines().At(0).Start)
		}
		t.Body.RemoveChild(t.Body, h)
		t.titled = true
		return p
	}
	return nil
}

// dropRepeatedTitle takes a heading away that says the title of the front
// matter again.
func (s *state) dropRepeatedTitle(t *Tree) {
	c := t.Body.FirstChild()
	for c != nil && c.Kind() != gast.KindHeading {
		c = c.NextSibling()
	}
	h, ok := c.(*gast.Heading)
	if ok && h.Level == 1 && PlainText(h, s.src) == PlainText(t.Title, s.src) {
		t.Body.RemoveChild(t.Body, h)
	}
}
