package drawing

import (
	"encoding/xml"
	"strings"
)

// An htmlLabel is a foreignObject element that holds a label in HTML, as Mermaid
// writes them: words in lines, in the middle of a box. They are set as text.
type htmlLabel struct {
	line, col   int
	box         rect
	lines       []string
	size, color string // as its styles give them
	bad         bool   // it holds more than a label
}

// Bounds of a label.
const (
	maxLabelLines = 40
	maxLabel      = 2000 // bytes of one line
)

// wording are the elements that a label consists of; breaking those of them
// that begin a line.
var (
	wording  = set("div span p br b i em strong sub sup small code u font label section center")
	breaking = set("div p br section center")
)

// newHTMLLabel begins to read a foreignObject element; nil for one whose place
// depends on more than its own attributes.
func newHTMLLabel(t xml.StartElement, line, col int) *htmlLabel {
	f := &htmlLabel{line: line, col: col, lines: []string{""}}
	for _, side := range []struct {
		name string
		v    *float64
	}{{"x", &f.box.x}, {"y", &f.box.y}, {"width", &f.box.w}, {"height", &f.box.h}} {
		text := attributeOf(t, side.name)
		if text == "" {
			continue
		}
		l, ok := parseLength(text)
		if !ok || l.unit == "%" {
			return nil
		}
		*side.v = l.pixels(16, 0)
	}
	return f
}

func (f *htmlLabel) enter(t xml.StartElement) {
	name := t.Name.Local
	f.bad = f.bad || !wording[name]
	f.turn(name)
	for _, d := range declarations(attributeOf(t, "style")) {
		switch d.name {
		case "font-size":
			f.size = d.value
		case "color":
			f.color = d.value
		}
	}
}

// turn begins a line before and behind elements that have lines of their own.
func (f *htmlLabel) turn(name string) {
	if breaking[name] && f.lines[len(f.lines)-1] != "" && len(f.lines) < maxLabelLines {
		f.lines = append(f.lines, "")
	}
}

func (f *htmlLabel) characters(text string) {
	last := &f.lines[len(f.lines)-1]
	words := strings.Join(strings.Fields(cleanText(text)), " ")
	if words == "" || len(*last)+len(words) > maxLabel {
		return
	}
	if *last != "" && (strings.TrimLeft(text, " \t\r\n") != text || strings.HasSuffix(*last, " ")) {
		*last = strings.TrimSuffix(*last, " ") + " "
	}
	*last += words
	if strings.TrimRight(text, " \t\r\n") != text {
		*last += " "
	}
}

// text is the label as a text element; nil where there are no words.
func (f *htmlLabel) text(parent *node) *node {
	for len(f.lines) > 0 && f.lines[len(f.lines)-1] == "" {
		f.lines = f.lines[:len(f.lines)-1]
	}
	if len(f.lines) == 0 {
		return nil
	}
	x, y := format(f.box.x+f.box.w/2), format(f.box.y+f.box.h/2)
	n := &node{name: "text", line: f.line, col: f.col, attrs: map[string]string{"x": x, "y": y}, props: map[string]string{}, parent: parent,
		presented: []declared{{name: "fill", value: "#000"}, {name: "text-anchor", value: "middle"}, {name: "dominant-baseline", value: "central"}}}
	n.presented = append(n.presented, declared{name: "fill", value: f.color}, declared{name: "font-size", value: f.size})
	const leading = 1.2
	for i, line := range f.lines {
		dy := leading
		if i == 0 {
			dy = leading / 2 * float64(1-len(f.lines))
		}
		t := &node{name: "tspan", line: f.line, col: f.col, attrs: map[string]string{"x": x, "dy": format(dy) + "em"}, props: map[string]string{}, parent: n, among: i + 1, slot: i}
		t.children = []*node{{text: strings.TrimSpace(line), line: f.line, col: f.col, parent: t}}
		n.children = append(n.children, t)
	}
	n.elements = len(f.lines)
	return n
}

// endForeign puts the label that was read into the drawing, or says why not.
func (r *reader) endForeign() {
	f := r.foreign
	r.foreign = nil
	if f == nil {
		return
	}
	if f.bad {
		r.tell(f.line, f.col, "foreignObject", "<foreignObject> is not supported")
		return
	}
	n := f.text(r.open)
	if n == nil {
		return
	}
	n.among, n.slot = r.open.elements, len(r.open.children)
	r.open.children = append(r.open.children, n)
	p := r.tell(f.line, f.col, "foreignObject", "the HTML in a <foreignObject> is set as plain text")
	p.Minor = true
}
