package markdown

import (
	"go.yaml.in/yaml/v4"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
)

// A Part is text of the front matter that stands beside the sections of a
// paper, such as its acknowledgments.
type Part struct {
	Name string // as MyST has it
	Text Scalar
}

// leadingParts stand before the text, closingParts behind it.
var (
	leadingParts = []string{"dedication", "epigraph", "summary", "keypoints"}
	closingParts = []string{"author_contributions", "funding", "competing_interests", "data_availability", "acknowledgments"}
	partAliases  = map[string]string{
		"plain_language_summary": "summary", "lay_summary": "summary", "key_points": "keypoints", "quote": "epigraph",
		"availability": "data_availability", "ack": "acknowledgments", "acknowledgements": "acknowledgments", "acknowledgment": "acknowledgments",
		"acknowledgement": "acknowledgments", "dataavailability": "data_availability", "data_availability_statement": "data_availability", "simplesummary": "summary", "author_summary": "summary",
		"authorcontributions": "author_contributions", "contributions": "author_contributions", "funding_statement": "funding",
		"conflictsofinterest": "competing_interests", "conflicts_of_interest": "competing_interests", "conflict_of_interest": "competing_interests",
		"competing_interest": "competing_interests", "coi": "competing_interests", "coi_statement": "competing_interests",
	}
)

// definePartKeys adds the keys of parts to those of the front matter.
func definePartKeys() {
	for _, name := range append(append([]string(nil), leadingParts...), closingParts...) {
		pageKeys[name] = partReader(name)
	}
	for alias, name := range partAliases {
		pageKeys[alias] = partReader(name)
	}
}

func partReader(name string) keyReader {
	return func(r *frontReader, n *yaml.Node) {
		if n.Kind == yaml.SequenceNode && len(n.Content) == 1 {
			n = resolve(n.Content[0])
		}
		if name == "funding" && n.Kind != yaml.ScalarNode {
			if n = statement(n); n == nil {
				return // awards, for machines
			}
		}
		if v := r.markdown(n, name, 0); v.Text != "" {
			r.front.Parts = append(r.front.Parts, Part{name, v})
		}
	}
}

// statement is the sentence of a funding that is otherwise data, as MyST has it.
func statement(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.MappingNode {
		for i := 0; i+1 < len(n.Content); i += 2 {
			if v := resolve(n.Content[i+1]); n.Content[i].Value == "statement" && v.Kind == yaml.ScalarNode {
				return v
			}
		}
	}
	return nil
}

// readParts takes a mapping of names to texts. Parts that MyST does not know are
// for templates, and do not print.
func readParts(r *frontReader, n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		r.invalid(n, "", "parts is a mapping of names to texts")
		return
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, v := n.Content[i].Value, resolve(n.Content[i+1])
		if v.Kind == yaml.SequenceNode && len(v.Content) == 1 {
			v = resolve(v.Content[0])
		}
		if name == "abstract" {
			r.front.Abstract = r.markdown(v, "abstract", 0)
			continue
		}
		if alias, ok := partAliases[name]; ok {
			name = alias
		}
		if isPart(name) {
			partReader(name)(r, v)
		}
	}
}

func isPart(name string) bool {
	for _, p := range append(append([]string(nil), leadingParts...), closingParts...) {
		if p == name {
			return true
		}
	}
	return false
}

// frontParts puts the parts of the front matter into the body: before the
// text, or behind it and before the list of references.
func (s *state) frontParts(t *Tree) {
	start := t.Body.FirstChild()
	end := s.placeOfClosing(t.Body)
	for _, names := range [][]string{leadingParts, closingParts} {
		for _, name := range names {
			for _, p := range t.Front.Parts {
				if p.Name == name {
					s.insertPart(t, p, start, end)
				}
			}
		}
	}
}

func (s *state) insertPart(t *Tree, p Part, start, end gast.Node) {
	d := &ast.Div{Part: p.Name}
	d.At = p.Text.At
	moveChildren(d, s.scalarBlocks(p.Text, t.Front))
	before := end
	for _, name := range leadingParts {
		if p.Name == name {
			before = start
		}
	}
	if before == nil {
		t.Body.AppendChild(t.Body, d)
		return
	}
	before.Parent().InsertBefore(before.Parent(), before, d)
}

// placeOfClosing finds the list of references, with its heading; nil is the
// end.
func (s *state) placeOfClosing(body gast.Node) gast.Node {
	for n := body.FirstChild(); n != nil; n = n.NextSibling() {
		if d, ok := n.(*ast.Div); ok && d.Part != "" {
			if place := s.placeOfClosing(d); place != nil {
				return place
			}
		}
		if n.Kind() != ast.KindBibliography {
			continue
		}
		if h, ok := n.PreviousSibling().(*gast.Heading); ok {
			return h
		}
		return n
	}
	return nil
}
