package markdown

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"go.yaml.in/yaml/v4"

	"reckon/internal/diag"
)

// A Numbering tells how things are counted and called, by kind: figure, table,
// equation, code, subfigure, heading_1 to heading_6, kinds of theorems, and
// kinds that an author makes up. It is the key numbering of the front matter,
// as MyST has it.
type Numbering map[string]Counting

// A Counting is how things of one kind are counted. Its zero value leaves
// everything as it is by itself.
type Counting struct {
	Switch     Switch
	Start      int    // the first number; 0 is 1
	Template   string // what a reference says: "Fig. %s"
	Enumerator string // the number itself: "A1.%s"
}

// A Switch is on, off, or not set.
type Switch int8

// The states of a Switch.
const (
	Unset Switch = iota
	On
	Off
)

func switchOf(on bool) Switch {
	if on {
		return On
	}
	return Off
}

// Or is the switch, or what is so where it is not set.
func (s Switch) Or(otherwise bool) bool {
	if s == Unset {
		return otherwise
	}
	return s == On
}

// Counts of all kinds; "all" holds the switch, "enumerator" the form of the
// number.
const (
	allKinds      = "all"
	enumeratorKey = "enumerator"
)

// Of tells how a kind is counted, with what holds for all kinds.
func (n Numbering) Of(kind string) Counting {
	c := n[kind]
	all := n[allKinds]
	if c.Switch == Unset {
		c.Switch = all.Switch
	}
	if c.Enumerator == "" {
		c.Enumerator = all.Enumerator
	}
	return c
}

// builtInKinds are those that need no declaration; numberingAliases are other
// names of theirs, and of headings.
var (
	builtInKinds     = []string{"figure", "subfigure", "equation", "subequation", "table", "code"}
	numberingAliases = map[string]string{
		"sections": "headings", "section": "headings", "heading": "headings", "figures": "figure", "subfigures": "subfigure", "equations": "equation", "math": "equation",
		"subequations": "subequation", "tables": "table", "titles": "title", "listing": "code", "listings": "code",
	}
)

func numberingKind(key string) string {
	key = strings.ReplaceAll(key, "-", "_")
	for _, form := range []string{"h", "heading"} {
		if level := strings.TrimPrefix(key, form); len(level) == 1 && level >= "1" && level <= "6" {
			return "heading_" + level
		}
	}
	if kind, ok := numberingAliases[key]; ok {
		return kind
	}
	return strings.TrimPrefix(strings.TrimPrefix(key, "prf:"), "proof:")
}

// readNumbering takes true, false, or a mapping of kinds to how they are
// counted.
func readNumbering(r *frontReader, n *yaml.Node) {
	if n.Kind != yaml.MappingNode {
		on := r.flag(n, "numbering", true)
		r.front.NumberSections = on
		r.front.Numbering = Numbering{allKinds: {Switch: switchOf(on)}}
		return
	}
	numbering := Numbering{}
	var known []string
	for level := 1; level <= 6; level++ {
		known = append(known, "heading_"+strconv.Itoa(level))
	}
	known = append(append(known, builtInKinds...), allKinds, enumeratorKey, "headings", "title")
	for i := 0; i+1 < len(n.Content); i += 2 {
		key := n.Content[i]
		kind, v := numberingKind(key.Value), resolve(n.Content[i+1])
		switch kind {
		case enumeratorKey:
			all := numbering[allKinds]
			if v.Kind == yaml.MappingNode {
				v = child(v, "enumerator")
			}
			if v != nil {
				all.Enumerator = r.plainText(v, "enumerator")
			}
			numbering[allKinds] = all
		case "title": // of a page among others
		default:
			if near := diag.Suggest(kind, known); near != "" && !slices.Contains(known, kind) {
				r.warn("front-matter-unknown", r.place(key), "did you mean "+near+"?", fmt.Sprintf("numbering has no kind %s", key.Value))
			}
			c := r.counting(v, key.Value)
			if kind == allKinds {
				c = Counting{Switch: c.Switch, Enumerator: numbering[allKinds].Enumerator}
			}
			numbering[kind] = c
		}
	}
	r.front.Numbering = numbering.spread()
}

// spread gives every level of heading what is said of all of them. Where some
// levels are asked for, the others are not numbered.
func (n Numbering) spread() Numbering {
	headings, given := n["headings"]
	delete(n, "headings")
	asked := false
	for level := 1; level <= 6; level++ {
		asked = asked || n["heading_"+strconv.Itoa(level)].Switch == On
	}
	for level := 1; level <= 6; level++ {
		key := "heading_" + strconv.Itoa(level)
		c, own := n[key]
		switch {
		case !own && given:
			c = headings
		case !own && asked && n[allKinds].Switch != On:
			c.Switch = Off
		case own && c.Template == "":
			c.Template = headings.Template
		}
		n[key] = c
	}
	return n
}

var countingKeys = []string{"enabled", "start", "template", "enumerator", "continue", "format", "offset"}

// counting takes true or false, a first number, a template, or a mapping.
func (r *frontReader) counting(n *yaml.Node, key string) (c Counting) {
	if n.Kind != yaml.MappingNode {
		switch v := strings.ToLower(n.Value); {
		case isNull(n), v == "continue", v == "next":
		case v == "true" || v == "false" || v == "yes" || v == "no" || v == "on" || v == "off":
			c.Switch = switchOf(r.flag(n, key, true))
		case n.ShortTag() == "!!int":
			c.Switch, c.Start = On, r.start(n, key)
		default:
			c.Switch, c.Template = On, r.template(n, key)
		}
		return c
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		name, v := n.Content[i], resolve(n.Content[i+1])
		set := On
		switch name.Value {
		case "start":
			if w := strings.ToLower(v.Value); w != "continue" && w != "next" {
				c.Start = r.start(v, key)
			}
		case "template":
			c.Template = r.template(v, key)
		case "enumerator":
			c.Enumerator = r.plainText(v, "enumerator")
		case "enabled":
			c.Switch = switchOf(r.flag(v, key, true))
			continue
		case "continue", "format", "offset":
		default:
			r.warn("front-matter-unknown", r.place(name), diag.DidYouMean(name.Value, countingKeys), fmt.Sprintf("numbering of %s has no key %s", key, name.Value))
			continue
		}
		if c.Switch == Unset {
			c.Switch = set
		}
	}
	return c
}

const maxStart = 1_000_000

func (r *frontReader) start(n *yaml.Node, key string) int {
	v, err := strconv.Atoi(strings.TrimSpace(n.Value))
	if err != nil || v < 1 || v > maxStart {
		r.invalid(n, "write a whole number from 1 on", "%s cannot start at %q", key, n.Value)
		return 0
	}
	return v
}

// template is what a reference says, with a place for the number or the title.
func (r *frontReader) template(n *yaml.Node, key string) string {
	v := r.plainText(n, "template")
	if v != "" && !strings.Contains(v, "%s") && !strings.Contains(v, "{number}") && !strings.Contains(v, "{name}") {
		r.invalid(n, "put %s where the number goes: '"+v+" %s'", "the template of %s has no place for a number", key)
		return ""
	}
	return v
}

// readSectionNumbers takes Pandoc's and Quarto's number-sections.
func readSectionNumbers(r *frontReader, n *yaml.Node) {
	r.front.NumberSections = r.flag(n, "number-sections", true)
}
