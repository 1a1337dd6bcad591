// Package ast holds the nodes that reckon adds to goldmark's tree.
//
// The parser fills what the author wrote and leaves results empty; the resolve
// stage of package report fills the fields under "resolved"; after that the
// tree is frozen, and renderers read results alone. Every node is registered in
// [Kinds], so that a renderer can be tested for having them all.
//
// Plain Markdown stays goldmark's: paragraphs, headings, lists, GFM tables,
// footnotes, definition lists, code, links, images.
package ast

import (
	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
)

// Kinds lists the kinds of all nodes declared here.
func Kinds() []gast.NodeKind { return kinds }

var kinds []gast.NodeKind

func newKind(name string) gast.NodeKind {
	k := gast.NewNodeKind(name)
	kinds = append(kinds, k)
	return k
}

// inline and block carry what all our nodes have: the place in the manuscript.
type inline struct {
	gast.BaseInline
	At diag.Pos
}

type block struct {
	gast.BaseBlock
	At diag.Pos
}

func dump(n gast.Node, source []byte, level int) { gast.DumpHelper(n, source, level, nil, nil) }

// A Labelled holds the label and classes that roles, directives, headings,
// spans and divs may carry.
type Labelled struct {
	Label   string   // as the author wrote it, normalised
	Classes []string // in order, no doubles
}

// Place sets the place of a node.
func (n *inline) Place(at diag.Pos) { n.At = at }

// Place sets the place of a node.
func (n *block) Place(at diag.Pos) { n.At = at }

// Placed gives the place of a node.
func (n *inline) Placed() diag.Pos { return n.At }

// Placed gives the place of a node.
func (n *block) Placed() diag.Pos { return n.At }
