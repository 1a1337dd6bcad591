package drawing

import (
	"bytes"
	"encoding/base64"
	"encoding/xml"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Sanitized prints the drawing for a page: styles stand on the elements, ids
// begin with prefix so that two drawings on a page do not meet. The prefix is
// made of letters, digits, hyphens and underscores; others are dropped.
func (d *Drawing) Sanitized(prefix string) []byte {
	p := &printer{d: d, prefix: idPrefix(prefix), ids: map[string]string{}}
	p.number(d.root)
	p.element(d.root, nil)
	p.b.WriteByte('\n')
	return p.b.Bytes()
}

func idPrefix(s string) string {
	s = strings.Map(func(c rune) rune {
		if c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '-' || c == '_' {
			return c
		}
		return -1
	}, s)
	if s == "" || s[0] >= '0' && s[0] <= '9' || s[0] == '-' {
		return "d" + s
	}
	return s
}

type printer struct {
	b      bytes.Buffer
	d      *Drawing
	prefix string
	ids    map[string]string // those referred to, by what they are called on the page
}

// number names the ids that are referred to, in the order of the file.
func (p *printer) number(n *node) {
	used := map[string]bool{}
	var walk func(n *node)
	walk = func(n *node) {
		if id := n.attrs["href"]; id != "" && n.name != "image" {
			used[id] = true
		}
		for _, v := range n.props {
			if id, ok := strings.CutPrefix(v, "#"); ok {
				used[id] = true
			} else if id, _, ok := paintReference(v); ok {
				used[id] = true
			}
		}
		for _, c := range n.children {
			walk(c)
		}
	}
	walk(n)
	var name func(n *node)
	name = func(n *node) {
		if used[n.id] && p.ids[n.id] == "" && p.d.byID[n.id] == n {
			p.ids[n.id] = p.prefix + "-" + strconv.Itoa(len(p.ids)+1)
		}
		for _, c := range n.children {
			name(c)
		}
	}
	name(n)
}

// element prints an element; given are the properties that it has from those
// around it and need not repeat.
func (p *printer) element(n *node, given map[string]string) {
	if n.name == "" {
		p.text(n.text)
		return
	}
	name := n.name
	if name == "a" || name == "switch" { // links lead nowhere, the choice is made
		name = "g"
		if withinText(n) {
			name = "tspan"
		}
	}
	p.b.WriteString("<" + name)
	if n == p.d.root {
		p.root()
	}
	if id := p.ids[n.id]; id != "" && p.d.byID[n.id] == n {
		p.attribute("id", id)
		given = nil // it may be shown in other places
	}
	p.attributes(n)
	given = p.properties(n, given)
	if len(n.children) == 0 && n != p.d.root {
		p.b.WriteString("/>")
		return
	}
	p.b.WriteByte('>')
	if n == p.d.root && n.props["background-color"] != "" {
		p.background(n)
	}
	for _, c := range n.children {
		p.element(c, given)
	}
	p.b.WriteString("</" + name + ">")
}

// root gives the drawing its name space, and a viewBox so that it can be scaled.
func (p *printer) root() {
	p.attribute("xmlns", svgSpace)
	p.attribute("width", short(p.d.Width))
	p.attribute("height", short(p.d.Height))
	if _, ok := viewBox(p.d.root); ok {
		p.attribute("viewBox", p.d.root.attrs["viewBox"])
	} else {
		p.attribute("viewBox", "0 0 "+short(p.d.Width)+" "+short(p.d.Height))
	}
}

func (p *printer) background(n *node) {
	box, ok := viewBox(n)
	if !ok {
		box = rect{0, 0, p.d.Width, p.d.Height}
	}
	p.b.WriteString("<rect")
	for _, a := range []struct {
		name string
		v    float64
	}{{"height", box.h}, {"width", box.w}, {"x", box.x}, {"y", box.y}} {
		p.attribute(a.name, short(a.v))
	}
	p.attribute("fill", n.props["background-color"])
	p.attribute("stroke", "none")
	p.b.WriteString("/>")
}

func short(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

func (p *printer) attributes(n *node) {
	for _, name := range sorted(n.attrs) {
		value := n.attrs[name]
		switch {
		case name == "href" && n.image != nil:
			value = "data:" + n.image.media + ";base64," + base64.StdEncoding.EncodeToString(n.image.data)
		case name == "href":
			if value = p.ids[value]; value == "" {
				continue
			}
			value = "#" + value
		case n == p.d.root && (name == "width" || name == "height" || name == "x" || name == "y" || name == "viewBox"):
			continue
		}
		p.attribute(name, value)
	}
}

func (p *printer) properties(n *node, given map[string]string) map[string]string {
	own, shared := given, true
	for _, name := range sorted(n.props) {
		value := n.props[name]
		if name == "background-color" {
			continue
		}
		if properties[name].inherited && !strings.HasSuffix(value, "%") && !strings.HasSuffix(value, "em") && !strings.HasSuffix(value, "ex") {
			if given[name] == value {
				continue
			}
			if shared && len(n.children) > 0 {
				if own, shared = maps.Clone(given), false; own == nil {
					own = map[string]string{}
				}
			}
			if !shared {
				own[name] = value
			}
		}
		if id, ok := strings.CutPrefix(value, "#"); ok && properties[name].isReference() {
			if value = p.ids[id]; value == "" {
				continue
			}
			value = "url(#" + value + ")"
		} else if id, other, ok := paintReference(value); ok {
			if value = p.ids[id]; value == "" {
				value = other
			} else {
				value = "url(#" + value + ") " + other
			}
		}
		p.attribute(name, value)
	}
	return own
}

func (p property) isReference() bool {
	if p.valid == nil {
		return false
	}
	text, ok := p.valid("url(#a)")
	return ok && text == "#a"
}

func (p *printer) attribute(name, value string) {
	p.b.WriteString(" " + name + `="`)
	p.text(value)
	p.b.WriteByte('"')
}

// text escapes for HTML and XML alike; line ends stay.
func (p *printer) text(s string) {
	var b bytes.Buffer
	_ = xml.EscapeText(&b, []byte(s)) // writing to a buffer cannot fail
	p.b.Write(bytes.ReplaceAll(b.Bytes(), []byte("&#xA;"), []byte("\n")))
}

func sorted(m map[string]string) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}
