package markdown

import (
	"slices"
	"strings"

	"go.yaml.in/yaml/v4"

	"reckon/internal/diag"
)

// Papers are the sizes of paper that a PDF can be set on. A name of LaTeX or
// Typst counts as well: letterpaper, us-letter, iso-b5, a4paper.
var Papers = []string{"a4", "a5", "b5", "jisb5", "letter", "legal", "executive"}

// readPaper takes the name of a paper.
func readPaper(r *frontReader, n *yaml.Node) {
	written := r.plainText(n, "papersize")
	if written == "" {
		return
	}
	name := paperName(written)
	if slices.Contains(Papers, name) {
		r.front.Paper = name
		return
	}
	hint := diag.DidYouMean(name, Papers)
	if hint == "" {
		hint = "write " + strings.Join(Papers[:len(Papers)-1], ", ") + " or " + Papers[len(Papers)-1]
	}
	r.invalid(n, hint, "no paper is called %q", written)
}

func paperName(written string) string {
	name := strings.TrimSuffix(strings.ToLower(strings.ReplaceAll(written, "-", "")), "paper")
	return strings.TrimPrefix(strings.TrimPrefix(name, "us"), "iso")
}

// readClassOptions takes the paper from options of a LaTeX class or of its
// package geometry: letterpaper. Others have no effect here.
func readClassOptions(r *frontReader, n *yaml.Node) {
	options := n.Content
	if n.Kind == yaml.ScalarNode {
		options = []*yaml.Node{n}
	}
	for _, o := range options {
		for word := range strings.FieldsFuncSeq(resolve(o).Value, func(c rune) bool { return c == ',' || c == ' ' }) {
			if name := paperName(word); r.front.Paper == "" && strings.HasSuffix(word, "paper") && slices.Contains(Papers, name) {
				r.front.Paper = name
			}
		}
	}
}

// readFormats takes the paper from the formats that Quarto's or MyST's front
// matter lists; the rest of them has no effect here. A key of
// its own has the last word.
func readFormats(r *frontReader, n *yaml.Node) {
	if r.front.Paper != "" {
		return
	}
	var formats []*yaml.Node
	switch n.Kind {
	case yaml.SequenceNode:
		formats = n.Content
	case yaml.MappingNode:
		for i := 0; i+1 < len(n.Content); i += 2 {
			if kind := n.Content[i].Value; strings.HasSuffix(kind, "pdf") || kind == "typst" || kind == "latex" {
				formats = append(formats, n.Content[i+1])
			}
		}
	}
	for _, f := range formats {
		f = resolve(f)
		if f.Kind != yaml.MappingNode {
			continue
		}
		for _, key := range []string{"papersize", "paper_size", "paper-size"} {
			if v := child(f, key); v != nil {
				readPaper(r, v)
				return
			}
		}
	}
}
