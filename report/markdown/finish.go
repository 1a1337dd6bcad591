package markdown

import (
	"fmt"
	"strings"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/util"

	"reckon/internal/diag"
)

// finish does what needs the whole manuscript: captions, references, notes, and
// last, when nothing looks for words any more, typography.
func (s *state) finish(t *Tree) {
	for _, root := range t.roots() {
		s.mergeTexts(root)
		s.substitute(root, t.Front)
		s.captions(root)
		s.texLabels(root)
		s.textRefs(root)
	}
	s.numberNotes(t.Body, t.Title, t.Subtitle, t.Abstract)
	names := s.labels(t)
	for _, root := range t.roots() {
		s.references(root, names)
		s.bookdownLabels(root, names)
	}
	s.linkTerms()
	above := 0
	if t.titled {
		above = 1 // the title was a heading of level 1
	}
	s.levels(t.Body, above)
	for _, root := range t.roots() {
		s.dropComments(root)
		walk(root, func(n gast.Node) {
			if t, ok := n.(*gast.Text); ok && !t.IsRaw() && !s.foreign {
				s.leftTeX(t)
			}
			if (n.Kind() == gast.KindParagraph || n.Kind() == gast.KindTextBlock) && !s.foreign {
				s.leftMath(n)
			}
		})
		s.knownTags(root)
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

// linkDefinition reports a label that is defined twice.
func (s *state) linkDefinition(n *gast.LinkReferenceDefinition) {
	at := s.at(max(n.Pos(), 0))
	if n.Lines().Len() > 0 {
		at = s.at(n.Lines().At(0).Start)
	}
	key := util.ToLinkReference(n.Label)
	if before, ok := s.links[key]; ok {
		s.warn("link-repeated", at, "", fmt.Sprintf("the link [%s] is defined twice; the first one, at %s, counts", n.Label, before))
		return
	}
	s.links[key] = at
}

// levels warns, from the level before the first on, of headings that skip a level, which leaves a hole in the
// contents.
func (s *state) levels(body gast.Node, last int) {
	walk(body, func(n gast.Node) {
		h, ok := n.(*gast.Heading)
		if !ok || h.Parent() != body {
			return
		}
		if last > 0 && h.Level > last+1 {
			s.warn("heading-skips", s.at(max(h.Pos(), 0)), fmt.Sprintf("write %s", strings.Repeat("#", last+1)),
				fmt.Sprintf("a heading of level %d follows one of level %d", h.Level, last))
		}
		last = h.Level
	})
}

// dropComments takes out <!-- --> and what else prints nothing.
func (s *state) dropComments(root gast.Node) {
	walk(root, func(n gast.Node) {
		comment := false
		switch n := n.(type) {
		case *gast.LinkReferenceDefinition:
			comment = true // links have taken what it says
			s.linkDefinition(n)
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
