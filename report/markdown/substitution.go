package markdown

import (
	"fmt"
	"regexp"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"
	"go.yaml.in/yaml/v4"
)

// substitutionPattern is MyST-Parser's {{ name }}.
var substitutionPattern = regexp.MustCompile(`\{\{[ \t]*([A-Za-z_][A-Za-z0-9_]*)[ \t]*\}\}`)

// maxSubstitutions bounds how often texts of the front matter are put in.
const maxSubstitutions = 1000

// readSubstitutions takes a mapping of names to Markdown.
func readSubstitutions(r *frontReader, n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		r.invalid(n, "write substitutions: {version: '1.2'}", "substitutions is a mapping of names to texts")
		return
	}
	r.front.Substitutions = map[string]Scalar{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if v := resolve(n.Content[i+1]); !isNull(v) {
			r.front.Substitutions[n.Content[i].Value] = r.markdown(v, "a substitution", 0)
		}
	}
}

// substitute puts the texts of the front matter in the place of their names.
func (s *state) substitute(root gast.Node, f *FrontMatter) {
	if len(f.Substitutions) == 0 {
		return
	}
	var texts []*gast.Text
	walk(root, func(n gast.Node) {
		if t, ok := n.(*gast.Text); ok && !t.IsRaw() && t.Parent().Kind() != gast.KindCodeSpan && substitutionPattern.Match(t.Segment.Value(s.src)) {
			texts = append(texts, t)
		}
	})
	for _, t := range texts {
		s.substituteIn(t, f)
	}
}

func (s *state) substituteIn(t *gast.Text, f *FrontMatter) {
	parent := t.Parent()
	from := t.Segment.Start
	for _, m := range substitutionPattern.FindAllSubmatchIndex(t.Segment.Value(s.src), -1) {
		start, end := t.Segment.Start+m[0], t.Segment.Start+m[1]
		value, ok := f.Substitutions[string(s.src[t.Segment.Start+m[2]:t.Segment.Start+m[3]])]
		if !ok {
			continue
		}
		if s.substituted++; s.substituted > maxSubstitutions {
			s.limit("substitutions", s.at(start), fmt.Sprintf("more than %d substitutions", maxSubstitutions))
			return
		}
		if start > from {
			parent.InsertBefore(parent, t, gast.NewTextSegment(text.NewSegment(from, start)))
		}
		if value.Text != "" {
			words := s.scalarInline(value, f)
			for c := words.FirstChild(); c != nil; c = words.FirstChild() {
				words.RemoveChild(words, c)
				parent.InsertBefore(parent, t, c)
			}
		}
		from = end
	}
	t.Segment = t.Segment.WithStart(from)
}
