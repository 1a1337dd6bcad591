package markdown

import (
	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
)

// finish does what needs the whole manuscript: captions, references, notes, and
// last, when nothing looks for words any more, typography.
func (s *state) finish(t *Tree) {
	for _, root := range t.roots() {
		s.mergeTexts(root)
		s.captions(root)
	}
	s.numberNotes(t.Body, t.Title, t.Subtitle, t.Abstract)
	names := s.labels(t)
	for _, root := range t.roots() {
		s.references(root, names)
	}
	s.linkTerms()
	for _, root := range t.roots() {
		s.dropComments(root)
		s.abbreviate(root, t.Front.Abbreviations)
		s.joinLines(root)
		if !s.options.Plain {
			s.typography(root, t.Front.Lang)
		}
	}
}

// roots lists the trees of a manuscript in the order in which they are read.
func (t *Tree) roots() (roots []gast.Node) {
	for _, n := range []gast.Node{t.Title, t.Subtitle, t.Abstract} {
		if n != nil {
			roots = append(roots, n)
		}
	}
	return append(roots, t.Body)
}

// linkTerms checks that a glossary defines what {term} roles name.
func (s *state) linkTerms() {
	var known []string
	for _, n := range s.terms {
		if s.glossary[n.Href] {
			n.Title = ""
			continue
		}
		if known == nil {
			known = sortedNames(s.glossary)
		}
		hint := ""
		if near := diag.Suggest(n.Href, known); near != "" {
			hint = "did you mean " + near[len("term-"):] + "?"
		}
		s.fail("term-unknown", n.At, hint, "no glossary defines the term "+n.Title)
	}
}

// dropComments takes <!-- --> out.
func (s *state) dropComments(root gast.Node) {
	walk(root, func(n gast.Node) {
		comment := false
		switch n := n.(type) {
		case *gast.HTMLBlock:
			comment = n.HTMLBlockType == gast.HTMLBlockType2
		case *gast.RawHTML:
			if n.Segments.Len() > 0 {
				seg := n.Segments.At(0)
				comment = len(seg.Value(s.src)) > 3 && string(seg.Value(s.src)[:4]) == "<!--"
			}
		}
		if comment && n.Parent() != nil {
			n.Parent().RemoveChild(n.Parent(), n)
		}
	})
}
