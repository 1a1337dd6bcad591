// Package drawing reads SVG files of anyone's, as safe and bounded data.
//
// [Parse] takes what a program or a person wrote and keeps what can be shown:
// shapes, text and paint. [Drawing.Sanitized] prints it for a page,
// [Drawing.Draw] draws it on a [Painter], [Drawing.Texts] and [Drawing.SetText]
// let labels be replaced. What runs, loads or leads out of the drawing is gone
// after Parse; what cannot be shown is named in a [Problem].
package drawing

import (
	"fmt"
	"image/color"
	"slices"
	"strings"
)

// A Drawing is a parsed SVG file. Its coordinates are CSS pixels, of which an
// inch has 96, with the origin in the upper left corner.
type Drawing struct {
	Width, Height float64
	// Color is what the file calls currentColor where it sets no colour itself.
	// On a page it is the colour of the text around the drawing.
	Color color.NRGBA

	root  *node
	byID  map[string]*node
	texts []*node
}

// A Problem says what of a file is not shown, or why none of it is.
type Problem struct {
	Line, Column int    // from 1; columns count characters
	Element      string // "foreignObject"; empty where no element is to blame
	Text         string // one clause: "<foreignObject> is not supported"
	Hint         string // a way out; empty where there is no honest one
	Minor        bool   // what the drawing says is whole; it looks a little different
}

func (p Problem) String() string { return fmt.Sprintf("%d:%d: %s", p.Line, p.Column, p.Text) }

// Limits: a file beyond them is refused or cut, with a problem.
const (
	maxBytes    = 32 << 20
	maxElements = 200_000
	maxDepth    = 200
	maxAttrs    = 500       // of one element
	maxSegments = 1_000_000 // of all paths together
	maxExpanded = 400_000   // elements with every use, marker and clip path counted
	maxUseDepth = 40        // uses within uses
	maxProblems = 100
	maxRules    = 3000       // of style sheets
	maxMatching = 5_000_000  // comparisons of selectors
	maxPixels   = 64_000_000 // of one image
	maxTiles    = 4000       // of one pattern
	maxSize     = 1e5        // pixels
	maxDashes   = 64
)

// node is an element, or text within one.
type node struct {
	name      string // "" for text
	line, col int
	attrs     map[string]string // geometry and references, by their allowed names
	props     map[string]string // properties set on the element itself, in canonical form
	id        string
	classes   []string
	presented []declared // presentation attributes, as written
	rawStyle  string
	text      string
	path      Path
	image     *embedded
	children  []*node
	parent    *node
	fellBack  bool    // a child of switch that is not the one shown
	origin    *origin // what its transform turns about, until that is known

	other     map[string]string // attributes that selectors may ask for
	variables map[string]string // custom properties, with those from around it
	among     int               // its place among the elements of its parent, from 1
	slot      int               // its place among all children of its parent, from 0
	elements  int               // how many elements it has
}

// A Text is one run of character data within a text element.
type Text struct {
	Line, Column int // of its first character in the file
	Value        string
}

// Texts lists the pieces of text in the order of the file. Text that changes
// its style within a word is in several pieces.
func (d *Drawing) Texts() []Text {
	out := make([]Text, len(d.texts))
	for i, n := range d.texts {
		out[i] = Text{n.line, n.col, n.text}
	}
	return out
}

// SetText replaces the i-th piece of text by plain text.
func (d *Drawing) SetText(i int, value string) { d.texts[i].text = cleanText(value) }

// Adapts tells whether the drawing takes over the colour of the text around it.
// One that does not is made for white paper and needs it, on a dark page too.
func (d *Drawing) Adapts() bool { return adapts(d.root) }

func adapts(n *node) bool {
	for _, v := range n.props {
		if v == "currentColor" || strings.HasSuffix(v, ") currentColor") {
			return true
		}
	}
	return slices.ContainsFunc(n.children, adapts)
}

// Parse reads an SVG file. The drawing is nil where the file cannot be used at
// all; else problems tell what of it is left out.
func Parse(data []byte) (*Drawing, []Problem) { return ParseFor("", data) }

// ParseFor reads an SVG file that may hold labels in several languages, as
// <switch> has them, for readers of one: "en", "zh".
func ParseFor(lang string, data []byte) (*Drawing, []Problem) {
	r := &reader{lang: lang, seen: map[string]bool{}, valid: map[declared]string{}}
	root := r.read(data)
	if root == nil {
		return nil, r.problems
	}
	d := &Drawing{root: root, byID: map[string]*node{}, Color: color.NRGBA{0x1b, 0x1d, 0x21, 0xff}}
	r.style(root)
	r.images(root)
	d.index(root)
	d.size()
	r.resolve(d)
	r.origins(d)
	d.collect(root, false)
	return d, r.problems
}

// index finds elements by id: the first of several has it.
func (d *Drawing) index(n *node) {
	if n.id != "" && d.byID[n.id] == nil {
		d.byID[n.id] = n
	}
	for _, c := range n.children {
		d.index(c)
	}
}

// collect lists the pieces of text that are seen.
func (d *Drawing) collect(n *node, inText bool) {
	inText = inText || n.name == "text"
	if n.name == "" && inText && visible(n.text) {
		d.texts = append(d.texts, n)
	}
	for _, c := range n.children {
		d.collect(c, inText)
	}
}

// size finds the size of the drawing: what width and height say, else the
// viewBox, else the usual 300 by 150.
func (d *Drawing) size() {
	box, hasBox := viewBox(d.root)
	w, okW := absoluteLength(d.root.attrs["width"])
	h, okH := absoluteLength(d.root.attrs["height"])
	switch {
	case okW && okH:
	case hasBox && okW:
		h = w * box.h / box.w
	case hasBox && okH:
		w = h * box.w / box.h
	case hasBox:
		w, h = box.w, box.h
	default:
		w, h = orElse(okW, w, 300), orElse(okH, h, 150)
	}
	d.Width, d.Height = min(max(w, 1e-3), maxSize), min(max(h, 1e-3), maxSize)
}

func orElse(ok bool, v, other float64) float64 {
	if ok {
		return v
	}
	return other
}
