package drawing

import (
	"image/color"
	"strconv"
	"strings"
)

// computed is the style of an element with what it has from its ancestors.
type computed struct {
	color                      color.NRGBA
	fill, stroke               paint
	fillOpacity, strokeOpacity float64
	fillEvenOdd, clipEvenOdd   bool
	width, offset              length
	cap                        Cap
	join                       Join
	miter                      float64
	dashes                     []length
	hidden                     bool
	strokeFirst                bool
	markers                    [3]string // ids: start, mid, end
	size                       float64
	mono, bold, italic         bool
	anchor                     string
	letter, word               length
	baseline                   string
	preserve, vertical         bool

	// Not inherited.
	opacity    float64
	display    bool
	clip, mask string // ids
	overflow   string
	nonScaling bool
	shift      string
	down       float64 // what the shifts of the elements around add up to
	align      string
	decoration string
}

// A paint is none, a colour or a reference.
type paint struct {
	none  bool
	color color.NRGBA
	id    string // of a gradient or pattern
}

func initial(c color.NRGBA) computed {
	return computed{
		color: c, fill: paint{color: color.NRGBA{A: 255}}, stroke: paint{none: true}, fillOpacity: 1, strokeOpacity: 1,
		width: length{v: 1}, miter: 4, size: 16, anchor: "start", opacity: 1, display: true,
	}
}

// with gives the style of a child. contextFill and contextStroke are those of
// the line that a marker is on.
func (s computed) with(n *node, context *computed) computed {
	around := s.size
	s.opacity, s.display, s.clip, s.mask, s.overflow, s.nonScaling, s.shift, s.align = 1, true, "", "", "", false, "", ""
	if space := n.attrs["xml:space"]; space != "" {
		s.preserve = space == "preserve"
	}
	if v := n.props["color"]; v != "" && v != "inherit" && v != "currentColor" {
		s.color, _ = parseColor(v)
	}
	if v := n.props["font-size"]; v != "" && v != "inherit" {
		l, _ := parseLength(v)
		s.size = min(l.pixels(s.size, s.size), maxSize)
	}
	for name, v := range n.props { // each sets a field of its own
		if v != "inherit" {
			s.apply(name, v, context)
		}
	}
	switch s.shift {
	case "", "baseline":
	case "sub":
		s.down += around * 0.25
	case "super":
		s.down -= around * 0.36
	default:
		l, _ := parseLength(s.shift)
		s.down -= l.pixels(s.size, s.size)
	}
	return s
}

func (s *computed) apply(name, v string, context *computed) {
	switch name {
	case "fill":
		s.fill = s.paint(v, context)
	case "stroke":
		s.stroke = s.paint(v, context)
	case "fill-opacity":
		s.fillOpacity = number(v)
	case "stroke-opacity":
		s.strokeOpacity = number(v)
	case "fill-rule":
		s.fillEvenOdd = v == "evenodd"
	case "clip-rule":
		s.clipEvenOdd = v == "evenodd"
	case "stroke-width":
		s.width, _ = parseLength(v)
	case "stroke-dashoffset":
		s.offset, _ = parseLength(v)
	case "stroke-linecap":
		s.cap = map[string]Cap{"butt": Butt, "round": RoundCap, "square": SquareCap}[v]
	case "stroke-linejoin":
		s.join = map[string]Join{"round": RoundJoin, "bevel": Bevel}[v]
	case "stroke-miterlimit":
		s.miter = max(1, number(v))
	case "stroke-dasharray":
		s.dashes = nil
		for _, f := range strings.Fields(v) {
			if l, ok := parseLength(f); ok {
				s.dashes = append(s.dashes, l)
			}
		}
	case "visibility":
		s.hidden = v != "visible"
	case "paint-order":
		first, _, _ := strings.Cut(v, " ")
		s.strokeFirst = first == "stroke"
	case "marker-start", "marker-mid", "marker-end":
		i := map[string]int{"marker-start": 0, "marker-mid": 1, "marker-end": 2}[name]
		s.markers[i] = strings.TrimPrefix(v, "#")
		if v == "none" {
			s.markers[i] = ""
		}
	case "opacity":
		s.opacity = number(v)
	case "display":
		s.display = v != "none"
	case "clip-path":
		s.clip = strings.TrimPrefix(v, "#")
		if v == "none" {
			s.clip = ""
		}
	case "mask":
		s.mask = strings.TrimPrefix(v, "#")
		if v == "none" {
			s.mask = ""
		}
	case "overflow":
		s.overflow = v
	case "vector-effect":
		s.nonScaling = v == "non-scaling-stroke"
	default:
		s.applyText(name, v)
	}
}

func (s *computed) applyText(name, v string) {
	switch name {
	case "font-family":
		lower := strings.ToLower(v)
		s.mono = strings.Contains(lower, "mono") || strings.Contains(lower, "courier") || strings.Contains(lower, "consolas") || strings.Contains(lower, "menlo")
	case "font-style":
		s.italic = v != "normal"
	case "font-weight":
		w, err := strconv.Atoi(v)
		s.bold = v == "bold" || v == "bolder" || err == nil && w >= 600
	case "text-anchor":
		s.anchor = v
	case "writing-mode":
		s.vertical = strings.HasPrefix(v, "vertical") || strings.HasPrefix(v, "tb")
	case "letter-spacing":
		s.letter, _ = parseLength(v)
	case "word-spacing":
		s.word, _ = parseLength(v)
	case "dominant-baseline":
		s.baseline = v
	case "alignment-baseline":
		s.align = v
	case "baseline-shift":
		s.shift = v
	case "text-decoration":
		s.decoration = v
	}
}

func (s *computed) paint(v string, context *computed) paint {
	switch v {
	case "none":
		return paint{none: true}
	case "currentColor":
		return paint{color: s.color}
	case "context-fill", "context-stroke":
		switch {
		case context == nil:
			return paint{none: true}
		case v == "context-fill":
			return context.fill
		}
		return context.stroke
	}
	if id, _, ok := paintReference(v); ok {
		return paint{id: id}
	}
	c, _ := parseColor(v)
	return paint{color: c}
}

func number(v string) float64 {
	x, err := strconv.ParseFloat(v, 64)
	if err != nil {
		return 0
	}
	return x
}

func alpha(c color.NRGBA, opacity float64) color.NRGBA {
	c.A = uint8(float64(c.A)*unitRange(opacity) + 0.5)
	return c
}
