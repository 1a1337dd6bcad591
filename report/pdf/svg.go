package pdf

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// An SVG drawing as it comes from the resolve stage, where everything that
// could run, load or leave was left out: shapes, text and paint. It is drawn as
// operators of the page, its text in the report's faces.

// Bounds of a drawing: depth of nesting, and elements and segments drawn, which <use>
// multiplies.
const (
	svgDepth     = 60
	svgDrawn     = 200_000
	segmentsMost = 2_000_000
)

// An svgNode is an element of a drawing.
type svgNode struct {
	name  string
	attrs map[string]string
	text  string // of a piece of character data, which has no name
	kids  []*svgNode
}

// An svg is a drawing that was read.
type svg struct {
	root          *svgNode
	ids           map[string]*svgNode
	box           [4]float64 // x, y, width, height of what is seen
	width, height float64    // CSS pixels
}

// readSVG reads a drawing.
func readSVG(data []byte) (*svg, error) {
	d := xml.NewDecoder(bytes.NewReader(data))
	s := &svg{ids: map[string]*svgNode{}}
	var stack []*svgNode
	for {
		token, err := d.Token()
		if err != nil {
			if s.root != nil && len(stack) == 0 {
				break
			}
			return nil, fmt.Errorf("not well-formed: %v", err)
		}
		switch t := token.(type) {
		case xml.StartElement:
			n := &svgNode{name: t.Name.Local, attrs: map[string]string{}}
			for _, a := range t.Attr {
				n.attrs[a.Name.Local] = a.Value
			}
			for declaration := range strings.SplitSeq(n.attrs["style"], ";") {
				if k, v, ok := strings.Cut(declaration, ":"); ok {
					n.attrs[strings.TrimSpace(k)] = strings.TrimSpace(v)
				}
			}
			if id := n.attrs["id"]; id != "" && s.ids[id] == nil {
				s.ids[id] = n
			}
			if len(stack) > 0 {
				parent := stack[len(stack)-1]
				parent.kids = append(parent.kids, n)
			} else if s.root == nil {
				s.root = n
			}
			if stack = append(stack, n); len(stack) > svgDepth {
				return nil, fmt.Errorf("nested more than %d deep", svgDepth)
			}
		case xml.EndElement:
			stack = stack[:len(stack)-1]
		case xml.CharData:
			if len(stack) > 0 {
				parent := stack[len(stack)-1]
				parent.kids = append(parent.kids, &svgNode{text: string(t)})
			}
		}
	}
	s.size()
	return s, nil
}

func (s *svg) size() {
	s.width, s.height = svgLength(s.root.attrs["width"], 0), svgLength(s.root.attrs["height"], 0)
	box := svgNumbers(s.root.attrs["viewBox"])
	if len(box) == 4 && box[2] > 0 && box[3] > 0 {
		s.box = [4]float64(box)
		switch {
		case s.width <= 0 && s.height <= 0:
			s.width, s.height = box[2], box[3]
		case s.width <= 0:
			s.width = s.height * box[2] / box[3]
		case s.height <= 0:
			s.height = s.width * box[3] / box[2]
		}
		return
	}
	if s.width <= 0 || s.height <= 0 {
		s.width, s.height = 300, 150
	}
	s.box = [4]float64{0, 0, s.width, s.height}
}

// svgNumbers reads numbers between commas and spaces.
func svgNumbers(text string) []float64 {
	var out []float64
	for _, f := range strings.FieldsFunc(text, func(c rune) bool { return c == ',' || c == ' ' || c == '\n' || c == '\t' || c == '\r' }) {
		x, err := strconv.ParseFloat(f, 64)
		if err != nil || math.IsNaN(x) || math.IsInf(x, 0) {
			return out
		}
		out = append(out, x)
	}
	return out
}

// svgLength reads a length; % is of whole.
func svgLength(text string, whole float64) float64 {
	text = strings.TrimSpace(text)
	for _, u := range []struct {
		unit  string
		scale float64
	}{{"px", 1}, {"pt", 4.0 / 3}, {"mm", 96 / 25.4}, {"cm", 96 / 2.54}, {"in", 96}, {"pc", 16}, {"em", 16}, {"%", whole / 100}, {"", 1}} {
		digits, ok := strings.CutSuffix(text, u.unit)
		if !ok {
			continue
		}
		if x, err := strconv.ParseFloat(strings.TrimSpace(digits), 64); err == nil && math.Abs(x) < 1e7 {
			return x * u.scale
		}
	}
	return 0
}

func (n *svgNode) num(key string, whole float64) float64 { return svgLength(n.attrs[key], whole) }

// transform reads a transform attribute.
func svgTransform(text string) matrix {
	m := matrix{1, 0, 0, 1, 0, 0}
	for text = strings.TrimSpace(text); text != ""; {
		name, rest, ok := strings.Cut(text, "(")
		if !ok {
			return m
		}
		args, tail, ok := strings.Cut(rest, ")")
		if !ok {
			return m
		}
		text = strings.TrimLeft(tail, " ,\n\t\r")
		m = m.before(svgMatrix(strings.Trim(name, " ,\n\t\r"), svgNumbers(args)))
	}
	return m
}

func svgMatrix(name string, v []float64) matrix {
	at := func(i int, missing float64) float64 {
		if i < len(v) {
			return v[i]
		}
		return missing
	}
	switch name {
	case "matrix":
		if len(v) == 6 {
			return matrix{v[0], v[1], v[2], v[3], v[4], v[5]}
		}
	case "translate":
		return matrix{1, 0, 0, 1, at(0, 0), at(1, 0)}
	case "scale":
		return matrix{at(0, 1), 0, 0, at(1, at(0, 1)), 0, 0}
	case "rotate":
		sin, cos := math.Sincos(at(0, 0) * math.Pi / 180)
		x, y := at(1, 0), at(2, 0)
		return matrix{1, 0, 0, 1, x, y}.before(matrix{cos, sin, -sin, cos, 0, 0}).before(matrix{1, 0, 0, 1, -x, -y})
	case "skewX":
		return matrix{1, 0, math.Tan(at(0, 0) * math.Pi / 180), 1, 0, 0}
	case "skewY":
		return matrix{1, math.Tan(at(0, 0) * math.Pi / 180), 0, 1, 0, 0}
	}
	return matrix{1, 0, 0, 1, 0, 0}
}
