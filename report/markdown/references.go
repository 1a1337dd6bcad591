package markdown

import (
	"fmt"
	"sort"
	"strings"
	"unicode"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/report/markdown/ast"
)

// names are the labels of a manuscript.
type names struct {
	labels map[string]bool
	slugs  map[string]*gast.Heading // of headings without a label, as GitHub forms them
}

func sortedNames(set map[string]bool) []string {
	var names []string
	for n := range set {
		names = append(names, n)
	}
	sort.Strings(names)
	return names
}

// labels gathers what can be referred to.
func (s *state) labels(t *Tree) names {
	n := names{map[string]bool{}, map[string]*gast.Heading{}}
	seen := map[string]int{}
	for _, root := range t.roots() {
		walk(root, func(node gast.Node) {
			if l := labelOf(node); l != "" {
				n.labels[l] = true
			}
			if h, ok := node.(*gast.Heading); ok {
				slug := uniqueSlug(slugOf(PlainText(h, s.src)), seen)
				if label, _ := idAndClass(h); label == "" {
					n.slugs[slug] = h
				}
			}
		})
	}
	return n
}

// labelOf gives the label of a node; empty without.
func labelOf(n gast.Node) string {
	switch n := n.(type) {
	case *ast.Target:
		return n.Label
	case *ast.Figure:
		return n.Label
	case *ast.MathBlock:
		return n.Label
	case *ast.FormulaBlock:
		return n.Label
	case *ast.Admonition:
		return n.Labelled.Label
	case *ast.Div:
		return n.Label
	case *ast.Listing:
		return n.Label
	case *ast.Span:
		return n.Label
	case *gast.Heading:
		label, _ := idAndClass(n)
		return label
	}
	return ""
}

// slugOf forms an anchor of a heading as GitHub does: lower case, punctuation
// gone, spaces to hyphens.
func slugOf(title string) string {
	var b strings.Builder
	for _, r := range strings.ToLower(title) {
		switch {
		case r == ' ':
			b.WriteByte('-')
		case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.M, r):
			b.WriteRune(r)
		}
	}
	return b.String()
}

// uniqueSlug adds a number to a slug that is taken; seen counts the slugs.
func uniqueSlug(slug string, seen map[string]int) string {
	unique := slug
	for _, taken := seen[unique]; taken; _, taken = seen[unique] {
		unique = fmt.Sprintf("%s-%d", slug, max(seen[slug], 1))
		seen[slug]++
	}
	seen[unique]++
	return unique
}

// references turns links to labels into references, and citations whose key is
// a label of the manuscript too.
func (s *state) references(root gast.Node, known names) {
	walk(root, func(n gast.Node) {
		switch n := n.(type) {
		case *gast.Link:
			s.linkReference(n, known)
		case *gast.AutoLink:
			s.autoReference(n, known)
		case *ast.Cite:
			if ref := citedLabel(n, known); ref != nil {
				n.Parent().ReplaceChild(n.Parent(), n, ref)
			} else if number := s.exampleNumber(n); number != nil {
				n.Parent().ReplaceChild(n.Parent(), n, number)
			}
		}
	})
}

// citedLabel makes a reference of @label, where label names something in the
// manuscript. A bibliography key of that name wins: the reference says so.
func citedLabel(n *ast.Cite, known names) gast.Node {
	if len(n.Items) != 1 || !n.Narrative || n.Items[0].Suffix != "" || n.Items[0].Locator != "" {
		return nil
	}
	label := normaliseLabel(n.Items[0].Key)
	if !known.labels[label] {
		return nil
	}
	ref := &ast.Ref{Label: label, Keyed: true}
	ref.At = n.At
	ref.SetPos(n.Pos())
	return ref
}

// linkReference handles [](#label), [Fig. %s](#label) and [words](#label).
func (s *state) linkReference(n *gast.Link, known names) {
	if s.externalLink(n) {
		return
	}
	dest := string(n.Destination)
	label, local := strings.CutPrefix(dest, "#")
	if !local {
		switch {
		case n.FirstChild() == nil && known.labels[normaliseLabel(dest)]:
			label = dest // MyST's old form [](label)
		case n.FirstChild() == nil && dest != "":
			n.AppendChild(n, gast.NewString([]byte(dest)))
			return
		default:
			return
		}
	}
	label = normaliseLabel(label)
	if h, ok := known.slugs[label]; ok && !known.labels[label] {
		h.SetAttributeString("id", []byte(label))
		known.labels[label] = true
	}
	at := s.destinationAt(n.Pos(), string(n.Destination))
	if label == "" || !onlyText(n) {
		if label != "" && !known.labels[label] {
			s.fail("reference-unknown", at, diag.DidYouMean(label, sortedNames(known.labels)), fmt.Sprintf("nothing is labelled %s", label))
		}
		return
	}
	ref := &ast.Ref{Label: label, Template: PlainText(n, s.src)}
	ref.At = at
	ref.SetPos(n.Pos())
	n.Parent().ReplaceChild(n.Parent(), n, ref)
}

func onlyText(n gast.Node) bool {
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if c.Kind() != gast.KindText && c.Kind() != gast.KindString {
			return false
		}
	}
	return true
}

// autoReference handles <project:#label> and <doi:10.1000/x>.
func (s *state) autoReference(n *gast.AutoLink, known names) {
	if s.externalAuto(n) {
		return
	}
	url := string(n.URL(s.src))
	at := s.at(max(n.Pos(), 0))
	if label, ok := strings.CutPrefix(url, "project:#"); ok {
		label = normaliseLabel(label)
		if h, ok := known.slugs[label]; ok && !known.labels[label] {
			h.SetAttributeString("id", []byte(label))
			known.labels[label] = true
		}
		ref := &ast.Ref{Label: label}
		ref.At = at
		ref.SetPos(n.Pos())
		n.Parent().ReplaceChild(n.Parent(), n, ref)
	}
	if doi, ok := strings.CutPrefix(strings.ToLower(url), "doi:"); ok && doi != "" {
		c := &ast.Cite{Narrative: true, Items: []ast.CiteItem{{Key: url[len("doi:"):], At: at.Right(len("<doi:"))}}}
		c.At = at
		c.SetPos(n.Pos())
		n.Parent().ReplaceChild(n.Parent(), n, c)
	}
}
