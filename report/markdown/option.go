package markdown

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"

	"github.com/yuin/goldmark/text"
	"go.yaml.in/yaml/v4"

	"reckon/internal/diag"
	"reckon/report/markdown/ast"
)

// optionLinePattern is :key: value, where the key is one word.
var optionLinePattern = regexp.MustCompile(`^[ \t]{0,3}:([A-Za-z][\w-]*(?::[\w-]+)*):(?:[ \t]+(.*?))?[ \t]*\n?$`)

// optionsLine takes a line of options, in either of the two styles that stand
// below the opening fence. It is false when the body has begun.
func (s *state) optionsLine(d *directive, line string, seg text.Segment) bool {
	bare := strings.TrimSpace(line)
	switch {
	case d.row == nil || d.broken != "":
		return false
	case d.reading == atYAML:
		if bare == "---" {
			d.reading = atBody
		} else {
			d.yaml = append(d.yaml, seg)
		}
		return true
	case d.reading == atFirstLine && bare == "---":
		d.reading = atYAML
		return true
	}
	m := optionLinePattern.FindStringSubmatchIndex(line)
	if m == nil {
		return s.halfOption(d, line, seg)
	}
	d.reading = atOptions
	base := seg.Start - seg.Padding
	o := optionLine{key: line[m[2]:m[3]], keyAt: base + m[2], bare: m[4] < 0 || m[4] == m[5], value: text.NewSegment(seg.Stop, seg.Stop)}
	if !o.bare {
		o.value = text.NewSegment(base+m[4], base+m[5])
	}
	if inner := string(s.src[o.value.Start:o.value.Stop]); d.row.Name != "plot" && isQuoted(inner) {
		o.value = text.NewSegment(o.value.Start+1, o.value.Stop-1)
	}
	o.text = string(s.src[o.value.Start:o.value.Stop])
	o.keyPos, o.valPos = s.at(o.keyAt), s.at(o.value.Start)
	if o.bare {
		o.text, o.valPos = "", o.keyPos
	}
	d.options = append(d.options, o)
	return true
}

// isQuoted tells a value that stands in quotation marks as a whole, as YAML has
// them. The series and labels of a plot are quoted by themselves.
func isQuoted(value string) bool {
	n := len(value)
	return n > 2 && (value[0] == '"' || value[0] == '\'') && value[n-1] == value[0] && strings.IndexByte(value[1:n-1], value[0]) < 0
}

// halfOptionPattern is :key value, without the second colon.
var halfOptionPattern = regexp.MustCompile(`^[ \t]{0,3}:([A-Za-z][\w-]*)[ \t]`)

// halfOption reports an option of the directive that lacks its second colon and
// would be taken for its body.
func (s *state) halfOption(d *directive, line string, seg text.Segment) bool {
	m := halfOptionPattern.FindStringSubmatchIndex(line)
	if m == nil {
		return false
	}
	key := line[m[2]:m[3]]
	if _, ok := option(d.row.Options, key); !ok {
		return false
	}
	d.reading = atOptions
	s.fail("option-invalid", s.at(seg.Start-seg.Padding+m[3]), "write :"+key+": and the value", fmt.Sprintf("the option %q of {%s} lacks its second colon", key, d.name))
	return true
}

// finishOptions brings the three styles of options together and judges them by
// the table; text that is Markdown becomes a block of its own, so that it is
// read with the rest.
func (s *state) finishOptions(d *directive) {
	if d.row == nil || d.broken != "" {
		return
	}
	s.attributeOptions(d)
	s.yamlOptions(d)
	var kept []optionLine
	for _, o := range d.options {
		if d.loose {
			o.key = d.looseKey(o)
		}
		spec, ok := option(d.row.Options, o.key)
		if !ok && (d.loose || d.row.refused) {
			continue // an attribute that only some format knows, or none
		}
		if !ok {
			s.fail("option-unknown", o.keyPos, diag.DidYouMean(o.key, optionNames(d.row.Options)),
				fmt.Sprintf("{%s} has no option %q", d.name, o.key))
			continue
		}
		o.key = spec.Name
		if i := indexOption(kept, o.key); i >= 0 {
			if spec.Kind == Classes {
				kept[i].text += " " + o.text
			} else if kept[i].text != o.text {
				s.warn("option-repeated", o.keyPos, "remove one of the two", fmt.Sprintf("the option %q of {%s} is given twice; the first one counts", o.key, d.name))
			}
			continue
		}
		if problem, hint := misfit(spec.Kind, o); problem != "" {
			s.fail("option-invalid", o.valPos, hint, fmt.Sprintf("the option %q of {%s} %s", o.key, d.name, problem))
			continue
		}
		if spec.Kind == Inline && o.value.Start < o.value.Stop {
			content := &optionText{key: o.key}
			content.Lines().Append(o.value)
			o.content = content
			d.AppendChild(d, content)
		}
		kept = append(kept, o)
	}
	d.options = kept
}

// looseKey gives the name that an attribute of Quarto's or Pandoc's has here.
func (d *directive) looseKey(o optionLine) string {
	switch o.key {
	case "name":
		if theoremOf(normaliseLabel(d.attrs.id.value), d.attrs.class) != "" {
			return "title"
		}
	case "lst-cap", "fig-cap", "tbl-cap":
		return "caption"
	case "code-line-numbers":
		if linesPattern.MatchString(o.text) {
			return "emphasize-lines"
		}
		return "linenos"
	}
	return o.key
}

func indexOption(options []optionLine, key string) int {
	for i, o := range options {
		if o.key == key {
			return i
		}
	}
	return -1
}

// attributeOptions takes options from the braces: {name key=value .class #id}.
func (s *state) attributeOptions(d *directive) {
	for _, p := range d.attrs.pairs {
		at := d.attrsAt + p.valueAt
		d.options = append(d.options, optionLine{key: p.key, keyAt: d.attrsAt + p.keyAt, value: text.NewSegment(at, at+len(p.value)), text: p.value,
			keyPos: s.at(d.attrsAt + p.keyAt), valPos: s.at(at)})
	}
}

// yamlOptions reads the block between --- lines.
func (s *state) yamlOptions(d *directive) {
	if len(d.yaml) == 0 {
		return
	}
	src := s.text(d.yaml)
	at := s.at(d.yaml[0].Start)
	y := yamlSource{src, at}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(src), &doc); err != nil || len(doc.Content) == 0 || doc.Content[0].Kind != yaml.MappingNode {
		msg, hint := "the options are not a YAML mapping", "write one `key: value` on each line"
		if err != nil {
			fault := diag.WordYAML(err, diag.LinesOf(src))
			msg, hint = "the options cannot be read: "+fault.Msg, first(fault.Hint, hint)
			if fault.Line > 0 {
				at = linePlace(at, fault.Line, max(fault.Column, 1))
			}
		}
		s.fail("option-invalid", at, hint, msg)
		return
	}
	m := doc.Content[0]
	for i := 0; i+1 < len(m.Content); i += 2 {
		key, value := m.Content[i], m.Content[i+1]
		o := optionLine{key: key.Value, keyPos: y.place(key), valPos: y.place(value)}
		o.text, o.bare = yamlText(value)
		if value.Kind == yaml.ScalarNode && !o.bare {
			if o.parts = y.align(value); len(o.parts) > 0 {
				o.valPos = o.parts[0].at
			}
		}
		d.options = append(d.options, o)
	}
}

func quotedStyle(n *yaml.Node) bool {
	return n.Style&(yaml.SingleQuotedStyle|yaml.DoubleQuotedStyle) != 0
}

// yamlText gives a value as the one-line style would have it.
func yamlText(n *yaml.Node) (value string, bare bool) {
	switch n.Kind {
	case yaml.SequenceNode:
		var parts []string
		for _, c := range n.Content {
			v, _ := yamlText(c)
			parts = append(parts, v)
		}
		return strings.Join(parts, ", "), len(parts) == 0
	case yaml.ScalarNode:
		if n.ShortTag() == "!!null" {
			return "", true
		}
		return strings.TrimSpace(n.Value), false
	}
	return "", false
}

var lengthPattern = regexp.MustCompile(`^\d+(\.\d+)?\s*(%|px|pt|em|rem|ex|cm|mm|in|pc|ch|vw|vh)?$`)
var linesPattern = regexp.MustCompile(`^\s*\d+(\s*-\s*\d*)?(\s*,\s*\d+(\s*-\s*\d*)?)*\s*$`)

// misfit says what is wrong with the value of an option; empty when it fits.
func misfit(kind ValueKind, o optionLine) (problem, hint string) {
	v := o.text
	switch kind {
	case Flag:
		switch strings.ToLower(v) {
		case "", "true", "false", "yes", "no", "on", "off":
			return "", ""
		}
		if _, err := strconv.Atoi(v); err == nil {
			return "", ""
		}
		return fmt.Sprintf("takes no value, or true or false, not %q", v), ""
	case Integer:
		if n, err := strconv.Atoi(v); (err != nil || n < 0) && !(o.bare && v == "") {
			return fmt.Sprintf("needs a whole number, not %q", v), ""
		}
	case Length:
		if !lengthPattern.MatchString(v) {
			return fmt.Sprintf("needs a length, not %q", v), "write 60%, 300px or 12cm"
		}
	case Label:
		if !isLabel(v) {
			return fmt.Sprintf("needs a label, not %q", v), "a label has letters, digits and - _ : . only"
		}
	case Path:
		if v == "" {
			return "needs the name of a file", ""
		}
	case Lines:
		if !linesPattern.MatchString(v) {
			return fmt.Sprintf("needs lines such as 1, 3-5, not %q", v), ""
		}
	}
	return "", ""
}

// flag tells whether a flag is set.
func flagValue(o ast.Option, written bool) bool {
	if !written {
		return false
	}
	switch strings.ToLower(o.Value) {
	case "false", "no", "off":
		return false
	}
	return true
}
