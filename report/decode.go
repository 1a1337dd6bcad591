package report

import (
	"slices"

	"go.yaml.in/yaml/v4"

	"reckon/internal/diag"
)

// A decoder reads a YAML file by its nodes, so that every finding has a place.
type decoder struct {
	file     string
	findings diag.List
}

// syntax turns an error of the YAML parser into a finding at its place.
func (d *decoder) syntax(text []byte, err error) {
	f := diag.WordYAML(err, diag.LinesOf(string(text)))
	d.findings.Add("yaml-invalid", diag.Pos{File: d.file, Line: max(f.Line, 1), Column: max(f.Column, 1)}, "%s", f.Msg).Hint = f.Hint
}

func (d *decoder) at(n *yaml.Node) diag.Pos {
	return diag.Pos{File: d.file, Line: n.Line, Column: n.Column}
}

func (d *decoder) text(n *yaml.Node) string {
	if n.Kind != yaml.ScalarNode {
		d.findings.Add("value-invalid", d.at(n), "a text is expected here")
		return ""
	}
	return n.Value
}

// list accepts a sequence, or one value in its place.
func (d *decoder) list(n *yaml.Node) []*yaml.Node {
	if n.Kind == yaml.SequenceNode {
		return n.Content
	}
	return []*yaml.Node{n}
}

// each calls do for the pairs of a mapping, reporting keys that come twice.
func (d *decoder) each(n *yaml.Node, do func(key, value *yaml.Node)) {
	if n.Kind == yaml.ScalarNode && n.Value == "" {
		return
	}
	if n.Kind != yaml.MappingNode {
		d.findings.Add("value-invalid", d.at(n), "keys with values are expected here")
		return
	}
	first := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		if before, ok := first[key.Value]; ok {
			d.findings.Add("key-duplicate", d.at(key), "%s is given twice; first at %s", key.Value, d.at(before))
			continue
		}
		first[key.Value] = key
		do(key, n.Content[i+1])
	}
}

// mapping dispatches the known keys of a mapping and reports others.
func (d *decoder) mapping(n *yaml.Node, what string, known map[string]func(*yaml.Node)) {
	names := make([]string, 0, len(known))
	for k := range known {
		names = append(names, k)
	}
	slices.Sort(names)
	d.each(n, func(key, value *yaml.Node) {
		read, ok := known[key.Value]
		if !ok {
			d.findings.Add("key-unknown", d.at(key), "%s has no key %q", what, key.Value).Hint = diag.DidYouMean(key.Value, names)
			return
		}
		read(value)
	})
}
