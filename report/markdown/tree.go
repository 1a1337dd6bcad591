// Package markdown is the goldmark extension: roles, directives, citations,
// math, cross references and front matter.
//
// [Parse] reads a manuscript into a [Tree] whose results are empty, with
// findings for what cannot be read. The nodes are those of package ast. [Table]
// lists the roles and directives, and [Extension] brings the same language to
// anyone's goldmark. Looking names up, computing and numbering are left to
// package report.
package markdown

import (
	"sort"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
)

// A Tree is a parsed manuscript. All segments of its nodes point into Source,
// which holds the manuscript followed by every other text that was parsed as
// Markdown: strings of the front matter, options, included files.
type Tree struct {
	File   string
	Source []byte
	Front  *FrontMatter

	Title, Subtitle, Abstract gast.Node // a Paragraph, a Paragraph, a Document; nil without
	Body                      *gast.Document

	chunks []chunk
	titled bool // the title was a heading of the body
}

// A chunk is a stretch of Source that came from one place and stays on one
// line.
type chunk struct {
	start int // offset in Source
	at    diag.Pos
}

// At gives the place in a file of an offset in Source.
func (t *Tree) At(offset int) diag.Pos {
	if at, ok := place(t.chunks, t.Source, offset); ok {
		return at
	}
	return diag.Pos{File: t.File}
}

func place(chunks []chunk, source []byte, offset int) (diag.Pos, bool) {
	i := sort.Search(len(chunks), func(i int) bool { return chunks[i].start > offset }) - 1
	if i < 0 {
		return diag.Pos{}, false
	}
	c := chunks[i]
	return c.at.Advance(string(source[c.start:min(offset, len(source))])), true
}
