package drawing

import (
	"encoding/base64"
	"net/url"
	"slices"
	"strings"
)

// resolve checks what elements refer to: references that lead nowhere or round
// in a circle are cut, and so is what repeats itself without bounds. It reads
// path data.
func (r *reader) resolve(d *Drawing) {
	r.paths(d.root)
	e := &expander{reader: r, d: d, known: map[*node]burden{}, open: map[*node]bool{}}
	if b := e.node(d.root); b.cost > maxExpanded {
		r.tell(d.root.line, d.root.col, "use", "the drawing repeats parts of itself more than %d times: its <use> elements and markers are left out", maxExpanded)
		unrepeat(d.root)
	}
}

// paths reads path data, with a bound for all together.
func (r *reader) paths(n *node) {
	if n.name == "path" {
		n.path = parsePath(n.attrs["d"])
		if r.segments += len(n.path); r.segments > maxSegments {
			r.at(n, "the paths have more than %d segments", maxSegments)
			n.path = nil
			delete(n.attrs, "d")
		}
	}
	for _, c := range n.children {
		r.paths(c)
	}
}

// images decodes the images that stand in the file.
func (r *reader) images(n *node) {
	n.children = slices.DeleteFunc(n.children, func(c *node) bool {
		if c.name == "image" {
			c.image = r.image(c)
		}
		return c.name == "image" && c.image == nil
	})
	for _, c := range n.children {
		r.images(c)
	}
}

// An embedded is a PNG or JPEG file within the drawing.
type embedded struct {
	data          []byte
	media         string
	width, height float64
}

func (r *reader) image(n *node) *embedded {
	head, body, ok := strings.Cut(n.attrs["href"], ",")
	if !ok || !strings.HasPrefix(strings.ToLower(head), "data:image/") {
		r.at(n, "<image> loads a file from outside").Hint = "put the image into the drawing; Inkscape and draw.io can embed it"
		return nil
	}
	if strings.Contains(body, "%") {
		if plain, err := url.PathUnescape(body); err == nil {
			body = plain
		}
	}
	body = strings.Map(func(c rune) rune {
		if c <= ' ' {
			return -1
		}
		return c
	}, body)
	data, err := base64.StdEncoding.DecodeString(body)
	if err != nil {
		data, err = base64.RawStdEncoding.DecodeString(body)
	}
	if err != nil {
		r.at(n, "<image> holds neither PNG nor JPEG")
		return nil
	}
	bitmap, problem := ReadBitmap(data)
	switch {
	case problem != nil && bitmap.Width == 0 && !strings.HasPrefix(bitmap.Media, "image/"):
		r.at(n, "<image> holds neither PNG nor JPEG")
		return nil
	case problem != nil:
		r.at(n, "the <image> %s", strings.Replace(problem.Text, "images are PNG, JPEG or SVG", "images in a drawing are PNG or JPEG", 1)).Hint = problem.Hint
		return nil
	}
	return &embedded{data, bitmap.Media, float64(bitmap.Width), float64(bitmap.Height)}
}

// A burden is what drawing a node takes.
type burden struct {
	cost     int // elements drawn
	segments int // points that may bear markers
	depth    int // of references
}

func (b *burden) add(c burden) {
	b.cost, b.segments, b.depth = capped(b.cost+c.cost), capped(b.segments+c.segments), max(b.depth, c.depth)
}

func capped(n int) int { return min(n, maxExpanded+1) }

// An expander finds the burden of every node, once each.
type expander struct {
	*reader
	d     *Drawing
	known map[*node]burden
	open  map[*node]bool // on the way from the root
}

func (e *expander) node(n *node) burden {
	if b, ok := e.known[n]; ok {
		return b
	}
	e.open[n] = true
	b := burden{cost: 1, segments: len(n.path)}
	switch n.name {
	case "line":
		b.segments = 2
	case "polyline", "polygon":
		b.segments = capped(len(n.attrs["points"]) / 3)
	}
	for _, c := range n.children {
		b.add(e.node(c))
	}
	if n.name == "use" {
		if c, ok := e.reference(n, n.attrs["href"], ""); ok {
			b.add(c)
		} else {
			delete(n.attrs, "href")
		}
	} else if id := n.attrs["href"]; n.name == "textPath" {
		if t := e.d.byID[id]; t == nil || !outlined[t.name] {
			e.at(n, "<textPath> refers to #%s, which is no path", id)
			delete(n.attrs, "href")
		} else if t.name != "path" {
			e.minor(n, "make it a <path> element", "<textPath> follows a <%s>, where some browsers show no text", t.name)
		}
	} else if id != "" && n.name != "image" && e.d.byID[id] == nil {
		delete(n.attrs, "href")
	}
	e.properties(n, &b)
	delete(e.open, n)
	e.known[n] = b
	return b
}

// outlined are the elements that text may follow.
var outlined = set("path rect circle ellipse line polyline polygon")

// properties follows clip paths, masks, markers and patterns.
func (e *expander) properties(n *node, b *burden) {
	for name, kind := range map[string]string{"clip-path": "clipPath", "mask": "mask"} {
		id, ok := strings.CutPrefix(n.props[name], "#")
		if !ok {
			continue
		}
		if c, ok := e.reference(n, id, kind); ok {
			b.add(c)
		} else {
			delete(n.props, name)
		}
	}
	segments := b.segments
	for _, name := range []string{"marker-start", "marker-mid", "marker-end"} {
		id, ok := strings.CutPrefix(n.props[name], "#")
		if !ok {
			continue
		}
		c, ok := e.reference(n, id, "marker")
		if !ok {
			n.props[name] = "none"
			continue
		}
		c.cost = capped(c.cost * max(1, segments))
		c.segments = 0
		b.add(c)
	}
	for _, name := range []string{"fill", "stroke"} {
		id, other, ok := paintReference(n.props[name])
		if !ok {
			continue
		}
		target := e.d.byID[id]
		switch {
		case target != nil && (target.name == "linearGradient" || target.name == "radialGradient"):
			continue
		case target != nil && target.name == "pattern":
			if c, ok := e.reference(n, id, "pattern"); ok {
				c.segments = 0
				b.add(c)
				continue
			}
		}
		n.props[name] = other
	}
}

// paintReference takes "url(#id) other" apart.
func paintReference(value string) (id, other string, ok bool) {
	rest, ok := strings.CutPrefix(value, "url(#")
	if !ok {
		return "", "", false
	}
	id, other, ok = strings.Cut(rest, ") ")
	return id, other, ok
}

// reference finds what a node refers to and what that takes; kind is the name
// that the target must have, if not any.
func (e *expander) reference(n *node, id, kind string) (burden, bool) {
	if id == "" {
		return burden{}, false
	}
	target := e.d.byID[id]
	switch {
	case target == nil || kind != "" && target.name != kind:
		if n.name == "use" {
			e.at(n, "<use> refers to #%s, which is not there", id)
		}
		return burden{}, false
	case e.open[target]:
		e.at(n, "<%s> refers to #%s, of which it is a part", n.name, id)
		return burden{}, false
	}
	b := e.node(target)
	if b.depth++; b.depth > maxUseDepth {
		e.at(n, "references are nested more than %d deep", maxUseDepth)
		return burden{}, false
	}
	return b, true
}

// unrepeat leaves out what repeats parts of the drawing.
func unrepeat(n *node) {
	if n.name == "use" {
		delete(n.attrs, "href")
	}
	for _, name := range []string{"marker-start", "marker-mid", "marker-end", "clip-path", "mask"} {
		delete(n.props, name)
	}
	for _, name := range []string{"fill", "stroke"} {
		if _, other, ok := paintReference(n.props[name]); ok {
			n.props[name] = other
		}
	}
	for _, c := range n.children {
		unrepeat(c)
	}
}
