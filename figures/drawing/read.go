package drawing

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html/charset"
)

const (
	svgSpace   = "http://www.w3.org/2000/svg"
	xlinkSpace = "http://www.w3.org/1999/xlink"
	xhtmlSpace = "http://www.w3.org/1999/xhtml"
	xmlSpace   = "http://www.w3.org/XML/1998/namespace"
)

// shownElements are those that are understood.
var shownElements = set("svg g a switch defs symbol use path rect circle ellipse line polyline polygon text tspan title desc " +
	"linearGradient radialGradient stop clipPath mask marker pattern image style textPath")

// silentElements show nothing by themselves, or are named where they are used.
var silentElements = set("metadata filter view cursor")

// movingElements change what is seen in time: the drawing stands still without.
var movingElements = set("animate animateTransform animateMotion animateColor set discard mpath")

// hints are ways out for elements that programs write.
var hints = map[string]string{
	"foreignObject": "export the labels as text of SVG: in draw.io without Formatted Text and Word Wrap, in Mermaid with htmlLabels: false",
	"flowRoot":      "in Inkscape, convert the flowed text to text, then save again",
	"script":        "take it out: nothing in a drawing runs",
	"animate":       "the drawing stands still; take the animation out",
}

// maxOther is how many further attributes of an element are kept for selectors.
const maxOther = 20

// shownAttributes are kept as they are, once their values pass a look.
var shownAttributes = set("x y dx dy x1 x2 y1 y2 cx cy r rx ry fx fy fr width height d points transform gradientTransform patternTransform " +
	"gradientUnits patternUnits patternContentUnits clipPathUnits spreadMethod offset viewBox preserveAspectRatio rotate textLength lengthAdjust " +
	"markerWidth markerHeight markerUnits refX refY orient maskUnits maskContentUnits startOffset side pathLength")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// A reader turns a file into nodes.
type reader struct {
	lang     string // of the readers
	problems []Problem
	seen     map[string]bool // problems that were told
	decoder  *xml.Decoder
	data     []byte
	valid    map[declared]string
	mark     mark

	root, open *node // the drawing and the element that the next token is in
	skip       int   // how deep within an element that is left out
	count      int   // of elements
	sheet      strings.Builder
	sheetAt    *node // the first style element
	segments   int
	filtering  filters
	foreign    *htmlLabel // that is being read
}

// tell notes a problem, once for the same words, and gives it so that a hint
// can be added at once.
func (r *reader) tell(line, col int, element, format string, args ...any) *Problem {
	text := fmt.Sprintf(format, args...)
	if r.seen[text] || len(r.problems) >= maxProblems {
		return &Problem{}
	}
	r.seen[text] = true
	r.problems = append(r.problems, Problem{Line: line, Column: col, Element: element, Text: text, Hint: hints[element]})
	return &r.problems[len(r.problems)-1]
}

func (r *reader) at(n *node, format string, args ...any) *Problem {
	return r.tell(n.line, n.col, n.name, format, args...)
}

// minor notes what makes the drawing look a little different.
func (r *reader) minor(n *node, hint, format string, args ...any) {
	p := r.at(n, format, args...)
	p.Minor, p.Hint = true, hint
}

// read parses the file into a tree; nil if it cannot.
func (r *reader) read(data []byte) *node {
	if len(data) > maxBytes {
		r.tell(1, 1, "", "the file has more than %d million bytes", maxBytes>>20)
		return nil
	}
	r.data = bytes.TrimPrefix(data, []byte("\ufeff"))
	if bytes.IndexByte(r.data, 0) >= 0 {
		r.tell(1, 1, "", "the file is not text")
		return nil
	}
	r.decoder = xml.NewDecoder(bytes.NewReader(r.data))
	r.decoder.CharsetReader = charset.NewReaderLabel
	r.decoder.Entity = map[string]string{}
	for {
		line, col := r.place()
		token, err := r.decoder.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			r.broken(line, col, err)
			return nil
		}
		switch t := token.(type) {
		case xml.Directive:
			r.entities(t)
		case xml.ProcInst:
			if t.Target == "xml-stylesheet" {
				p := r.tell(line, col, "", "the style sheet that <?xml-stylesheet?> names is not read")
				p.Minor, p.Hint = true, "put its rules into a <style> element"
			}
		case xml.StartElement:
			if !r.start(t, line, col) {
				return nil
			}
		case xml.EndElement:
			if r.skip > 0 {
				if r.skip--; r.skip == 0 {
					r.endForeign()
				} else if r.foreign != nil {
					r.foreign.turn(t.Name.Local)
				}
				continue
			}
			r.open = r.close(r.open)
		case xml.CharData:
			switch {
			case r.foreign != nil:
				r.foreign.characters(string(t))
			case r.skip == 0 && r.open != nil:
				r.characters(r.open, string(t), line, col)
			}
		}
	}
	if r.root == nil || r.open != nil {
		r.tell(1, 1, "", "the file is not SVG")
		return nil
	}
	return r.root
}

// start enters an element, or begins to skip it; false ends the reading.
func (r *reader) start(t xml.StartElement, line, col int) bool {
	name := t.Name.Local
	if r.count++; r.count > maxElements {
		r.tell(line, col, "", "the file has more than %d elements", maxElements)
		return false
	}
	if r.skip > 0 {
		r.skip++
		r.filtering.primitive(t)
		if r.foreign != nil {
			r.foreign.enter(t)
		}
		return true
	}
	if r.root == nil && name != "svg" {
		r.tell(line, col, name, "the file is not SVG: it begins with <%s>", name)
		return false
	}
	if r.root != nil && r.open == nil {
		r.tell(line, col, name, "<%s> stands behind the drawing", name)
		r.skip = 1
		return true
	}
	if r.open != nil {
		r.open.elements++
	}
	if name == "filter" {
		r.filtering.enter(t)
	}
	n := r.element(t, line, col, r.open)
	if n == nil {
		r.skip = 1
		return true
	}
	if r.root == nil {
		r.root = n
	} else {
		n.parent = r.open
		n.among, n.slot = r.open.elements, len(r.open.children)
		r.open.children = append(r.open.children, n)
	}
	r.open = n
	if depth(n) > maxDepth {
		r.tell(line, col, name, "elements are nested more than %d deep", maxDepth)
		return false
	}
	return true
}

func depth(n *node) (d int) {
	for ; n != nil; n = n.parent {
		d++
	}
	return d
}

// close ends an element.
func (r *reader) close(n *node) *node {
	if n.name == "switch" {
		r.choose(n)
	}
	parent := n.parent
	if n.name == "style" { // its rules are read at the end, the element itself is gone
		parent.children = parent.children[:len(parent.children)-1]
	}
	return parent
}

// place gives line and column, in characters, of the next token. It counts on
// from the token before, since a file may be one long line.
func (r *reader) place() (line, col int) {
	line, inLine := r.decoder.InputPos()
	offset := int(r.decoder.InputOffset())
	start := offset - inLine + 1
	if start < 0 || offset > len(r.data) { // the file was decoded from another encoding
		return line, inLine
	}
	if r.mark.offset < start || r.mark.line != line {
		r.mark = mark{offset: start, line: line}
	}
	r.mark.runes += utf8.RuneCount(r.data[r.mark.offset:offset])
	r.mark.offset = offset
	return line, r.mark.runes + 1
}

// A mark is a place in the file and the characters before it in its line.
type mark struct{ offset, line, runes int }

// broken reports a file that is not well-formed.
func (r *reader) broken(line, col int, err error) {
	text := err.Error()
	var syntax *xml.SyntaxError
	if errors.As(err, &syntax) {
		text = syntax.Msg
	}
	r.tell(line, col, "", "the file is not well-formed: %s", text)
}

// declaration is an internal entity of a document type, as Adobe's programs
// write them for name spaces.
var declaration = regexp.MustCompile(`<!ENTITY\s+([A-Za-z_][\w.-]*)\s+(?:"([^"&<%]*)"|'([^'&<%]*)')\s*>`)

const (
	longestEntity = 200 // bytes
	maxEntities   = 50
	maxReferences = 20_000
)

// entities takes over plain entities. References within entities are refused,
// and so is a file with very many references: nothing can grow much.
func (r *reader) entities(d xml.Directive) {
	if bytes.Count(r.data, []byte("&")) > maxReferences {
		return
	}
	for i, m := range declaration.FindAllSubmatch(d, maxEntities) {
		if i < maxEntities && len(m[2])+len(m[3]) <= longestEntity {
			r.decoder.Entity[string(m[1])] = string(m[2]) + string(m[3])
		}
	}
}

// element makes a node of what is shown; nil for what is not, with a problem
// unless that is of no concern.
func (r *reader) element(t xml.StartElement, line, col int, parent *node) *node {
	name := t.Name.Local
	switch space := t.Name.Space; {
	case space == svgSpace || space == "" || space == "svg":
	case space == xhtmlSpace:
		r.tell(line, col, name, "<%s> is not part of SVG", name)
		return nil
	default:
		return nil // an editor's own
	}
	if len(t.Attr) > maxAttrs {
		r.tell(line, col, name, "<%s> has more than %d attributes", name, maxAttrs)
		return nil
	}
	if !shownElements[name] {
		if parent != nil && parent.name == "switch" { // another branch may be shown
			n := &node{name: name, line: line, col: col, fellBack: true, parent: parent}
			parent.children = append(parent.children, n)
			return nil
		}
		if name == "foreignObject" && parent != nil && parent.name != "text" {
			if r.foreign = newHTMLLabel(t, line, col); r.foreign != nil {
				return nil
			}
		}
		if !silentElements[name] {
			r.tell(line, col, name, "<%s> is not supported", name).Minor = movingElements[name]
		}
		return nil
	}
	n := &node{name: name, line: line, col: col, attrs: map[string]string{}, props: map[string]string{}}
	for _, a := range t.Attr {
		r.attribute(n, a)
	}
	return n
}

func (r *reader) attribute(n *node, a xml.Attr) {
	name, value := a.Name.Local, a.Value
	switch a.Name.Space {
	case "", svgSpace:
	case xlinkSpace, "xlink":
		if name != "href" {
			return
		}
	case xmlSpace, "xml":
		if name == "space" {
			n.attrs["xml:space"] = map[bool]string{true: "preserve", false: "default"}[value == "preserve"]
		}
		return
	default:
		return
	}
	switch {
	case name == "id":
		n.id = value
	case name == "class":
		n.classes = strings.Fields(value)
	case name == "style":
		n.rawStyle = value
	case name == "href":
		r.href(n, value)
	case len(name) > 2 && strings.EqualFold(name[:2], "on"):
		r.at(n, "<%s> has the event handler %s, which is left out", n.name, name)
	case shownAttributes[name]:
		if text, ok := attributeValue(name, value); ok {
			n.attrs[name] = text
		}
	case properties[name].valid != nil || shorthands[name] || unsupported[name] || name == "transform-origin" || name == "transform-box":
		n.presented = append(n.presented, declared{name: name, value: value})
	case len(n.other) < maxOther && len(value) < maxVariable:
		if n.other == nil {
			n.other = map[string]string{}
		}
		n.other[name] = value
	}
}

// href keeps links within the drawing, and images that stand in it.
func (r *reader) href(n *node, value string) {
	value = strings.TrimSpace(value)
	switch {
	case n.name == "a":
	case strings.HasPrefix(value, "#") && len(value) > 1:
		n.attrs["href"] = value[1:]
	case n.name == "image":
		n.attrs["href"] = value // looked at by resolve
	case value != "":
		r.at(n, "<%s> leads out of the drawing", n.name)
	}
}

// plainValue tells whether a value consists of what attributes of geometry do.
func plainValue(value string) bool {
	for i := range len(value) {
		switch c := value[i]; {
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == ' ' || c == '\n' || c == '\t' || c == '\r':
		case strings.IndexByte(".,+()%-", c) < 0:
			return false
		}
	}
	return true
}

func attributeValue(name, value string) (string, bool) {
	if !plainValue(value) {
		return "", false
	}
	value = strings.Join(strings.Fields(value), " ")
	if name == "orient" && strings.HasPrefix(value, "auto") {
		return value, value == "auto" || value == "auto-start-reverse"
	}
	return value, true
}

// characters adds character data to an element that shows it, and style rules to
// the sheet.
func (r *reader) characters(n *node, text string, line, col int) {
	switch n.name {
	case "style":
		if r.sheetAt == nil {
			r.sheetAt = n
		}
		if media := n.other["media"]; media != "" && media != "all" && media != "screen" {
			return
		}
		r.sheet.WriteString(text)
	case "text", "tspan", "textPath", "a", "title", "desc":
		if n.name == "a" && !withinText(n) {
			return
		}
		n.children = append(n.children, &node{text: cleanText(text), line: line, col: col, parent: n})
	}
}

func withinText(n *node) bool {
	for ; n != nil; n = n.parent {
		if n.name == "text" {
			return true
		}
	}
	return false
}

// cleanText drops what XML forbids.
func cleanText(s string) string {
	return strings.Map(func(c rune) rune {
		if c < ' ' && c != '\n' && c != '\t' || c == 0x7f || c >= 0xfffe && c <= 0xffff || c == utf8.RuneError {
			return -1
		}
		return c
	}, strings.ReplaceAll(s, "\r", "\n"))
}

func visible(s string) bool {
	return strings.ContainsFunc(s, func(c rune) bool { return !unicode.IsSpace(c) })
}

// choose keeps the first child of a switch that can be shown and is not for
// readers of another language, and says what cannot be shown if that is all
// there is.
func (r *reader) choose(n *node) {
	var kept, foreign *node
	for _, c := range n.children {
		if c.fellBack || c.name == "" || c.name == "title" || c.name == "desc" {
			continue
		}
		if r.speaks(c.other["systemLanguage"]) {
			kept = c
			break
		}
		if foreign == nil {
			foreign = c
		}
	}
	if kept == nil {
		kept = foreign // better than none
	}
	if kept == nil {
		if i := slices.IndexFunc(n.children, func(c *node) bool { return c.fellBack }); i >= 0 {
			r.at(n.children[i], "<%s> is not supported", n.children[i].name)
		}
		n.children = nil
		return
	}
	n.children = []*node{kept}
	n.name = "g"
}

// speaks tells whether the readers have one of the languages in a list; all
// have where there is none.
func (r *reader) speaks(list string) bool {
	for _, one := range strings.Split(list, ",") {
		primary, _, _ := strings.Cut(strings.ToLower(strings.TrimSpace(one)), "-")
		own, _, _ := strings.Cut(strings.ToLower(r.lang), "-")
		if primary == "" || primary == own {
			return true
		}
	}
	return false
}
