package markdown

import (
	"fmt"
	"strings"
)

// An mdast is a node of the trees of MyST's tools, as JSON has it.
type mdast map[string]any

func (m mdast) str(key string) string {
	switch v := m[key].(type) {
	case string:
		return v
	case nil:
		return ""
	default:
		return fmt.Sprint(v)
	}
}

func (m mdast) children() (kids []mdast) {
	list, _ := m["children"].([]any)
	for _, c := range list {
		if node, ok := c.(map[string]any); ok {
			kids = append(kids, mdast(node))
		}
	}
	return kids
}

// essence brings a node to the notation in which trees are compared.
func (m mdast) essence() *essence {
	var notes []*essence
	e := m.node(&notes)
	if len(notes) > 0 {
		e.kids = append(e.kids, list("notes", notes...))
	}
	return e
}

func (m mdast) kids(notes *[]*essence) (kids []*essence) {
	for _, c := range m.children() {
		kids = append(kids, c.node(notes))
	}
	return kids
}

// mdastNames are nodes that differ in name alone.
var mdastNames = map[string]string{
	"root": "root", "paragraph": "p", "emphasis": "em", "strong": "strong", "blockquote": "quote", "table": "table", "tableRow": "tr", "tableCell": "td",
	"caption": "caption", "subscript": "sub", "superscript": "sup", "underline": "u", "delete": "del", "smallcaps": "sc", "keyboard": "kbd", "abbreviation": "abbr", "aside": "aside",
	"definitionList": "dl", "definitionTerm": "dt", "definitionDescription": "dd", "div": "div", "bibliography": "bibliography", "admonitionTitle": "title", "summary": "title",
	"thematicBreak": "hr", "break": "br",
}

func (m mdast) node(notes *[]*essence) *essence {
	kind := m.str("type")
	if name, ok := mdastNames[kind]; ok {
		return list(name, m.kids(notes)...)
	}
	switch kind {
	case "listItem":
		kids := m.kids(notes)
		if len(kids) > 0 && (kids[0].name == "" || inlineEssence(kids[0].name)) {
			kids = []*essence{list("p", kids...)}
		}
		return list("li", kids...)
	case "text":
		return word(m.str("value"))
	case "heading":
		return list("h"+m.str("depth"), m.kids(notes)...)
	case "inlineCode":
		return list("code", word(m.str("value")))
	case "code":
		p := pre(m.str("lang"), m.str("value"))
		if l := m.str("label"); l != "" {
			return list("figure", p).with("code", normaliseLabel(l))
		}
		return p
	case "list":
		if m["ordered"] == true {
			return list("ol", m.kids(notes)...)
		}
		return list("ul", m.kids(notes)...)
	case "link":
		if url := m.str("url"); len(m.children()) == 0 && !strings.ContainsAny(url, ":/.") {
			return list("ref").with(normaliseLabel(url)) // resolved later in their tools
		}
		return list("a", m.kids(notes)...).with(m.str("url"))
	case "image":
		return list("img").with(m.str("url"), fmt.Sprintf("%q", m.str("alt")))
	case "html":
		return list("html", word(m.str("value")))
	case "inlineMath":
		return list("math", word(m.str("value")))
	case "chemicalFormula":
		return list("math", word(`\ce{`+m.str("value")+"}"))
	case "si":
		if m["error"] == true {
			return list("bad").with("role-malformed")
		}
		var units string
		for _, u := range m["units"].([]any) {
			units += `\` + u.(string)
		}
		return list("math", word(`\qty{`+m.str("number")+"}{"+units+"}"))
	case "math":
		return list("display", word(m.str("value"))).with(first(normaliseLabel(m.str("label")), "-"))
	case "admonition":
		return list("box", m.kids(notes)...).with(first(m.str("kind"), "admonition"))
	case "details":
		return list("box", m.kids(notes)...).with("admonition")
	case "container":
		return m.container(notes)
	case "crossReference":
		return list("ref", m.kids(notes)...).with(normaliseLabel(m.str("label")))
	case "mystTarget":
		return list("target").with(normaliseLabel(m.str("label")))
	case "mystComment", "blockBreak":
		return nil
	case "footnoteReference":
		return list("note")
	case "footnoteDefinition":
		*notes = append(*notes, list("notebody", m.kids(notes)...))
		return nil
	case "legend":
		return list("", m.kids(notes)...)
	case "mystRole", "mystDirective":
		if len(m.children()) == 0 {
			return list("bad").with(strings.ToLower(strings.TrimPrefix(kind, "myst")) + "-unknown")
		}
		return list("", m.kids(notes)...)
	}
	return list(kind, m.kids(notes)...)
}

// container is a figure: captions come last, legends are part of them.
func (m mdast) container(notes *[]*essence) *essence {
	f := list("figure").with(m.str("kind"), first(normaliseLabel(m.str("label")), "-"))
	caption := list("caption")
	for _, c := range m.children() {
		switch c.str("type") {
		case "caption", "legend":
			caption.kids = append(caption.kids, c.kids(notes)...)
		default:
			f.kids = append(f.kids, c.node(notes))
		}
	}
	if len(caption.kids) > 0 {
		f.kids = append(f.kids, caption)
	}
	return f
}
