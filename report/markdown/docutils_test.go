package markdown

import (
	"fmt"
	"regexp"
	"strings"
)

// A docutils node is one of the pseudo-XML in which MyST-Parser's tests tell
// what a text means: a tag on each line, its content indented below.
type docutils struct {
	tag   string // empty for text
	attrs map[string]string
	text  string
	kids  []*docutils
}

var tagPattern = regexp.MustCompile(`^<(\w+)(.*)>$`)
var tagAttributePattern = regexp.MustCompile(`([\w:-]+)="([^"]*)"`)

func parseDocutils(s string) *docutils {
	root := &docutils{tag: "document"}
	stack := []*docutils{root}
	depths := []int{-1}
	for _, line := range strings.Split(s, "\n") {
		body := strings.TrimLeft(line, " ")
		if body == "" {
			continue
		}
		depth := (len(line) - len(body)) / 4
		for depths[len(depths)-1] >= depth {
			stack, depths = stack[:len(stack)-1], depths[:len(depths)-1]
		}
		parent := stack[len(stack)-1]
		m := tagPattern.FindStringSubmatch(body)
		if m == nil || parent.tag == "literal_block" || parent.tag == "math_block" {
			parent.kids = append(parent.kids, &docutils{text: line + "\n"})
			continue
		}
		if m[1] == "document" {
			continue
		}
		n := &docutils{tag: m[1], attrs: map[string]string{}}
		for _, a := range tagAttributePattern.FindAllStringSubmatch(m[2], -1) {
			n.attrs[a[1]] = a[2]
		}
		parent.kids = append(parent.kids, n)
		stack, depths = append(stack, n), append(depths, depth)
	}
	return root
}

var docutilsNames = map[string]string{
	"document": "root", "paragraph": "p", "emphasis": "em", "strong": "strong", "block_quote": "quote", "bullet_list": "ul", "enumerated_list": "ol", "list_item": "li",
	"row": "tr", "definition_list": "dl", "term": "dt", "definition": "dd", "math": "math", "subscript": "sub", "superscript": "sup", "abbreviation": "abbr",
}

func (d *docutils) essences(level int) (kids []*essence) {
	for _, k := range d.kids {
		kids = append(kids, k.essence(level))
	}
	return kids
}

func (d *docutils) words() string {
	var b strings.Builder
	for _, k := range d.kids {
		b.WriteString(k.text + k.words())
	}
	return b.String()
}

func (d *docutils) essence(level int) *essence {
	if d.tag == "" {
		return word(d.text)
	}
	if name, ok := docutilsNames[d.tag]; ok {
		return list(name, d.essences(level)...)
	}
	switch d.tag {
	case "section":
		return list("", d.essences(level+1)...)
	case "title":
		return list(fmt.Sprintf("h%d", max(level, 1)), d.essences(level)...)
	case "rubric":
		return list("h"+first(d.attrs["level"], "1"), d.essences(level)...)
	case "literal":
		return list("code", word(d.words()))
	case "literal_block":
		lang := strings.TrimPrefix(d.attrs["classes"], "code ")
		if l := d.attrs["language"]; l != "" && l != "default" && l != "none" {
			lang = l
		} else if lang == "code" || l != "" {
			lang = ""
		}
		return list("pre", word(d.words())).with(first(lang, "-"))
	case "math_block":
		label := d.attrs["label"]
		if label == "True" || label == "mock-uuid" {
			label = ""
		}
		return list("display", word(d.words())).with(first(normaliseLabel(label), "-"))
	case "transition":
		if d.attrs["classes"] == "footnotes" {
			return nil
		}
		return list("hr")
	case "reference":
		if uri := d.attrs["refuri"]; uri != "" {
			return list("a", d.essences(level)...).with(uri)
		}
		if name := d.attrs["refname"]; name != "" {
			return list("a", d.essences(level)...).with(name)
		}
		return list("ref").with(normaliseLabel(d.attrs["refid"]))
	case "image":
		return list("img").with(d.attrs["uri"], fmt.Sprintf("%q", d.attrs["alt"]))
	case "target":
		return nil
	case "attribution":
		return list("p", append([]*essence{word("— ")}, d.essences(level)...)...)
	case "comment", "field_list", "system_message", "substitution_definition", "colspec":
		return nil
	case "footnote_reference":
		return list("note")
	case "label":
		return nil
	case "footnote":
		return list("notes", list("notebody", d.essences(level)...))
	case "attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning", "seealso", "admonition":
		return list("box", d.boxed(level)...).with(d.tag)
	case "sidebar":
		return list("aside", d.boxed(level)...)
	case "raw":
		if strings.Contains(d.words(), "<br />") {
			return list("br")
		}
		return nil
	case "container", "compound":
		return list("div", d.essences(level)...)
	case "table":
		return d.table(level)
	case "pending_xref", "download_reference":
		if kind := d.attrs["reftype"]; kind == "download" {
			return list("a", word(d.words())).with(d.attrs["reftarget"])
		} else if kind != "eq" && kind != "numref" && len(d.kids) > 0 && d.kids[0].tag == "literal" && kind != "any" {
			return list("code", word(strings.ReplaceAll(d.words(), "()", "")))
		} else if kind == "myst" {
			return list("a", d.essences(level)...).with(d.attrs["reftarget"])
		}
		return list("ref").with(normaliseLabel(d.attrs["reftarget"]))
	case "tgroup", "thead", "tbody", "definition_list_item", "inline":
		return list("", d.essences(level)...)
	case "entry":
		kids := d.essences(level)
		for i, k := range kids {
			if k.name == "p" {
				kids[i] = list("", k.kids...)
			}
		}
		return list("td", kids...)
	}
	return list(d.tag, d.essences(level)...)
}

// boxed are the children of a box, whose title is one of them.
func (d *docutils) boxed(level int) (kids []*essence) {
	for _, k := range d.kids {
		if k.tag == "title" {
			kids = append(kids, list("title", k.essences(level)...))
			continue
		}
		kids = append(kids, k.essence(level))
	}
	return kids
}

func (d *docutils) table(level int) *essence {
	t := list("table")
	var caption *essence
	for _, k := range d.kids {
		if k.tag == "title" {
			caption = list("caption", list("p", k.essences(level)...))
			continue
		}
		t.kids = append(t.kids, k.essence(level))
	}
	if caption == nil && d.attrs["names"] == "" {
		return t
	}
	return list("figure", t, caption).with("table", first(d.attrs["names"], "-"))
}
