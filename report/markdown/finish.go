package markdown

import (
	gast "github.com/yuin/goldmark/ast"
)

// finish does what needs the whole manuscript: captions, references, notes,
// typography.
func (s *state) finish(t *Tree) {
	s.numberNotes(t.Body, t.Title, t.Subtitle, t.Abstract)
}

func (t *Tree) roots() (roots []gast.Node) {
	for _, n := range []gast.Node{t.Title, t.Subtitle, t.Abstract, t.Body} {
		if n != nil {
			roots = append(roots, n)
		}
	}
	return roots
}
