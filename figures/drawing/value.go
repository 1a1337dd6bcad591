package drawing

import (
	"math"
	"strconv"
	"strings"
)

// A scanner reads numbers from attributes, which may touch: "1-2", "1.5.5".
type scanner struct {
	s string
	i int
}

func (p *scanner) spaces() {
	for p.i < len(p.s) && strings.IndexByte(" \t\n\r\f", p.s[p.i]) >= 0 {
		p.i++
	}
}

// separator skips spaces with one comma among them.
func (p *scanner) separator() {
	p.spaces()
	if p.i < len(p.s) && p.s[p.i] == ',' {
		p.i++
		p.spaces()
	}
}

func (p *scanner) digits() (n int) {
	for p.i < len(p.s) && p.s[p.i] >= '0' && p.s[p.i] <= '9' {
		p.i++
		n++
	}
	return n
}

// number reads one number; ok is false, and nothing is read, if there is none.
func (p *scanner) number() (v float64, ok bool) {
	p.separator()
	start := p.i
	if p.i < len(p.s) && (p.s[p.i] == '+' || p.s[p.i] == '-') {
		p.i++
	}
	n := p.digits()
	if p.i < len(p.s) && p.s[p.i] == '.' {
		p.i++
		n += p.digits()
	}
	if n == 0 {
		p.i = start
		return 0, false
	}
	if p.i < len(p.s) && (p.s[p.i] == 'e' || p.s[p.i] == 'E') {
		mark := p.i
		p.i++
		if p.i < len(p.s) && (p.s[p.i] == '+' || p.s[p.i] == '-') {
			p.i++
		}
		if p.digits() == 0 {
			p.i = mark // "em", "ex"
		}
	}
	v, err := strconv.ParseFloat(p.s[start:p.i], 64)
	if err != nil || math.Abs(v) > 1e12 {
		p.i = start
		return 0, false
	}
	return v, true
}

// flag reads the 0 or 1 of an arc, which may stand without a separator.
func (p *scanner) flag() (v, ok bool) {
	p.separator()
	if p.i < len(p.s) && (p.s[p.i] == '0' || p.s[p.i] == '1') {
		p.i++
		return p.s[p.i-1] == '1', true
	}
	return false, false
}

func (p *scanner) done() bool {
	p.separator()
	return p.i >= len(p.s)
}

// numbers reads a list of numbers, as far as it is one.
func numbers(s string) (list []float64) {
	p := &scanner{s: s}
	for {
		v, ok := p.number()
		if !ok {
			return list
		}
		list = append(list, v)
	}
}

// A length is a number with a unit; Unit "" is pixels.
type length struct {
	v    float64
	unit string
}

var unitPixels = map[string]float64{"": 1, "px": 1, "pt": 96. / 72, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96, "q": 96 / 101.6}

func parseLength(s string) (length, bool) {
	p := &scanner{s: strings.TrimSpace(s)}
	v, ok := p.number()
	if !ok {
		return length{}, false
	}
	unit := strings.ToLower(p.s[p.i:])
	switch unit {
	case "em", "ex", "rem", "%":
	default:
		if _, known := unitPixels[unit]; !known {
			return length{}, false
		}
	}
	return length{v, unit}, true
}

// pixels resolves a length against the size of the font and what 100 % means.
func (l length) pixels(em, whole float64) float64 {
	switch l.unit {
	case "em":
		return l.v * em
	case "ex":
		return l.v * em * 0.47
	case "rem":
		return l.v * 16
	case "%":
		return l.v / 100 * whole
	}
	return l.v * unitPixels[l.unit]
}

// absoluteLength reads a positive length that depends on nothing else.
func absoluteLength(s string) (float64, bool) {
	l, ok := parseLength(s)
	if !ok || l.unit == "%" || !(l.v > 0) {
		return 0, false
	}
	return l.pixels(16, 0), true
}

// A rect is a rectangle by its upper left corner and its size.
type rect struct{ x, y, w, h float64 }

func viewBox(n *node) (rect, bool) {
	v := numbers(n.attrs["viewBox"])
	if len(v) != 4 || !(v[2] > 0 && v[3] > 0) {
		return rect{}, false
	}
	return rect{v[0], v[1], v[2], v[3]}, true
}

// fit maps a viewBox into a viewport as preserveAspectRatio says.
func fit(box rect, w, h float64, aspect string) Matrix {
	sx, sy := w/box.w, h/box.h
	words := strings.Fields(aspect)
	if len(words) > 0 && words[0] == "defer" {
		words = words[1:]
	}
	align := "xMidYMid"
	if len(words) > 0 {
		align = words[0]
	}
	if align != "none" {
		if len(words) > 1 && words[1] == "slice" {
			sx = max(sx, sy)
		} else {
			sx = min(sx, sy)
		}
		sy = sx
	}
	place := func(free float64, axis string) float64 {
		switch {
		case align == "none" || strings.Contains(align, axis+"Min"):
			return 0
		case strings.Contains(align, axis+"Max"):
			return free
		}
		return free / 2
	}
	dx, dy := place(w-box.w*sx, "x"), place(h-box.h*sy, "Y")
	return Matrix{sx, 0, 0, sy, dx - box.x*sx, dy - box.y*sy}
}
