package figures

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
)

// maxElements bounds the size of a drawing.
const maxElements = 100_000

// Sanitize copies the parts of an SVG file that may be shown: shapes, text and
// paint. What could run, load or leave is left out and named in problems; so is
// what is not SVG. Width and height are in CSS pixels.
func Sanitize(data []byte) (clean []byte, width, height float64, problems []string) {
	d := xml.NewDecoder(bytes.NewReader(data))
	d.Entity = map[string]string{} // no entities of the file's own
	var b bytes.Buffer
	depth, skip, count := 0, 0, 0
	for {
		token, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return nil, 0, 0, append(problems, fmt.Sprintf("not well-formed: %v", err))
		}
		switch t := token.(type) {
		case xml.StartElement:
			if count++; count > maxElements {
				return nil, 0, 0, append(problems, fmt.Sprintf("more than %d elements", maxElements))
			}
			name := t.Name.Local
			if depth == 0 && name != "svg" {
				return nil, 0, 0, append(problems, "the file is not SVG")
			}
			depth++
			if skip > 0 || !slices.Contains(allowedElements, name) {
				if skip == 0 && !slices.Contains(ignoredElements, name) {
					problems = append(problems, fmt.Sprintf("the element <%s> is not supported", name))
				}
				skip++
				continue
			}
			b.WriteString("<" + name)
			if depth == 1 {
				width, height = drawingSize(t.Attr)
				b.WriteString(` xmlns="http://www.w3.org/2000/svg"`)
			}
			for _, a := range t.Attr {
				if problem := writeAttribute(&b, a); problem != "" {
					problems = append(problems, fmt.Sprintf("<%s>: %s", name, problem))
				}
			}
			b.WriteString(">")
		case xml.EndElement:
			depth--
			if skip > 0 {
				skip--
				continue
			}
			b.WriteString("</" + t.Name.Local + ">")
		case xml.CharData:
			if skip == 0 && depth > 0 {
				_ = xml.EscapeText(&b, t)
			}
		}
	}
	if depth != 0 || b.Len() == 0 {
		return nil, 0, 0, append(problems, "the file is not SVG")
	}
	return b.Bytes(), width, height, problems
}

var allowedElements = []string{
	"svg", "g", "defs", "symbol", "use", "title", "desc", "path", "rect", "circle", "ellipse", "line", "polyline", "polygon",
	"text", "tspan", "linearGradient", "radialGradient", "stop", "clipPath", "mask", "marker", "pattern",
}

// ignoredElements hold nothing that is seen.
var ignoredElements = []string{"metadata", "namedview", "RDF"}

// allowedAttributes beside those that begin with an allowed prefix.
var allowedAttributes = []string{
	"id", "class", "d", "x", "y", "dx", "dy", "x1", "x2", "y1", "y2", "cx", "cy", "r", "rx", "ry", "fx", "fy", "width", "height",
	"viewBox", "preserveAspectRatio", "points", "transform", "gradientTransform", "gradientUnits", "patternUnits", "patternTransform",
	"patternContentUnits", "spreadMethod", "offset", "clipPathUnits", "maskUnits", "maskContentUnits", "markerWidth", "markerHeight",
	"markerUnits", "refX", "refY", "orient", "rotate", "textLength", "lengthAdjust", "style", "fill", "stroke", "opacity", "color",
	"visibility", "display", "overflow", "clip-path", "clip-rule", "mask", "marker-start", "marker-mid", "marker-end", "version",
	"dominant-baseline", "alignment-baseline", "baseline-shift", "letter-spacing", "word-spacing", "paint-order", "vector-effect", "shape-rendering", "text-rendering",
}

var allowedPrefixes = []string{"fill-", "stroke-", "font-", "text-", "stop-"}

// writeAttribute copies an attribute that is safe; otherwise it says why not.
func writeAttribute(b *bytes.Buffer, a xml.Attr) (problem string) {
	name := a.Name.Local
	switch {
	case name == "xmlns" || a.Name.Space == "xmlns":
		return ""
	case name == "href":
		if !strings.HasPrefix(strings.TrimSpace(a.Value), "#") {
			return "links lead out of the drawing"
		}
	case strings.HasPrefix(strings.ToLower(name), "on"):
		return "the event handler " + name + " is left out"
	case a.Name.Space != "":
		return ""
	case !slices.Contains(allowedAttributes, name) && !slices.ContainsFunc(allowedPrefixes, func(p string) bool { return strings.HasPrefix(name, p) }):
		return ""
	}
	if unsafeValue(a.Value) {
		return "the value of " + name + " loads or runs something"
	}
	b.WriteString(" " + name + `="`)
	_ = xml.EscapeText(b, []byte(a.Value))
	b.WriteString(`"`)
	return ""
}

// unsafeValue finds scripts and loads: url() may point only into the drawing.
func unsafeValue(v string) bool {
	v = strings.ToLower(strings.Map(func(c rune) rune {
		if c <= ' ' || c == '\\' {
			return -1
		}
		return c
	}, v))
	for _, bad := range []string{"javascript:", "expression(", "@import", "data:", "-moz-binding", "image("} {
		if strings.Contains(v, bad) {
			return true
		}
	}
	for rest := v; ; {
		i := strings.Index(rest, "url(")
		if i < 0 {
			return false
		}
		rest = strings.TrimLeft(rest[i+4:], `'"`)
		if !strings.HasPrefix(rest, "#") {
			return true
		}
	}
}

// drawingSize reads the size of a drawing, from its attributes or its viewBox.
func drawingSize(attrs []xml.Attr) (w, h float64) {
	for _, a := range attrs {
		switch a.Name.Local {
		case "width":
			w = pixels(a.Value)
		case "height":
			h = pixels(a.Value)
		}
	}
	for _, a := range attrs {
		if a.Name.Local != "viewBox" || w > 0 && h > 0 {
			continue
		}
		f := strings.FieldsFunc(a.Value, func(r rune) bool { return r == ' ' || r == ',' })
		if len(f) == 4 {
			w, h = pixels(f[2]), pixels(f[3])
		}
	}
	if w <= 0 || h <= 0 {
		w, h = 300, 150
	}
	return w, h
}

func pixels(s string) float64 {
	for unit, px := range map[string]float64{"px": 1, "pt": 4. / 3, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "pc": 16} {
		if digits, ok := strings.CutSuffix(strings.TrimSpace(s), unit); ok {
			v, err := strconv.ParseFloat(digits, 64)
			if err != nil {
				return 0
			}
			return v * px
		}
	}
	v, err := strconv.ParseFloat(strings.TrimSpace(s), 64)
	if err != nil {
		return 0
	}
	return v
}
