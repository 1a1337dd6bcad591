package pdf

import (
	"math"
	"strings"
)

func alphaOf(x float64) uint8 { return uint8(math.Round(min(max(x, 0), 1) * 255)) }

// color reads a paint. A gradient becomes the mean of its stops.
func (p *painter) color(v string, t paint) (c rgb, alpha float64, ok bool) {
	if v == "currentColor" || v == "currentcolor" {
		v = t.color
	}
	if id, isRef := svgReference(v); isRef {
		if n := p.svg.ids[id]; n != nil && strings.HasSuffix(n.name, "Gradient") {
			return p.gradient(n, t)
		}
		_, fallback, _ := strings.Cut(v, ")")
		v = strings.TrimSpace(fallback)
	}
	return svgColor(v)
}

func (p *painter) gradient(n *svgNode, t paint) (c rgb, alpha float64, ok bool) {
	for range 5 { // stops may be another gradient's
		if len(n.kids) > 0 && hasStops(n) {
			break
		}
		next := p.svg.ids[strings.TrimPrefix(n.attrs["href"], "#")]
		if next == nil {
			return 0, 0, false
		}
		n = next
	}
	var sum [4]float64
	count := 0.0
	for _, k := range n.kids {
		if k.name != "stop" {
			continue
		}
		v := k.attrs["stop-color"]
		if v == "" || v == "currentColor" {
			v = t.color
		}
		c, a, ok := svgColor(v)
		if !ok {
			continue
		}
		if o, set := k.attrs["stop-opacity"]; set {
			a *= svgFraction(o)
		}
		sum[0], sum[1], sum[2], sum[3] = sum[0]+float64(c>>16&255), sum[1]+float64(c>>8&255), sum[2]+float64(c&255), sum[3]+a
		count++
	}
	if count == 0 {
		return 0, 0, false
	}
	return rgb(sum[0]/count)<<16 | rgb(sum[1]/count)<<8 | rgb(sum[2]/count), sum[3] / count, true
}

func hasStops(n *svgNode) bool {
	for _, k := range n.kids {
		if k.name == "stop" {
			return true
		}
	}
	return false
}

// svgColor reads a colour: #rgb, #rrggbb, rgb(), or a name.
func svgColor(v string) (c rgb, alpha float64, ok bool) {
	v = strings.ToLower(strings.TrimSpace(v))
	switch {
	case v == "" || v == "none" || v == "transparent":
		return 0, 0, false
	case len(v) == 4 && v[0] == '#':
		v = string([]byte{'#', v[1], v[1], v[2], v[2], v[3], v[3]})
	case len(v) == 9 && v[0] == '#':
		a := hexValue(v[7])*16 + hexValue(v[8])
		c, ok := parseColor(v[:7])
		return c, float64(max(a, 0)) / 255, ok
	case strings.HasPrefix(v, "rgb"):
		return rgbFunction(v)
	}
	if c, ok := parseColor(v); ok {
		return c, 1, true
	}
	if c, ok := namedColors[v]; ok {
		return c, 1, true
	}
	return 0, 1, true // an unknown colour is black
}

func rgbFunction(v string) (c rgb, alpha float64, ok bool) {
	_, args, _ := strings.Cut(v, "(")
	args, _, _ = strings.Cut(args, ")")
	alpha = 1
	fields := strings.FieldsFunc(args, func(r rune) bool { return r == ',' || r == ' ' || r == '/' })
	if len(fields) < 3 {
		return 0, 0, false
	}
	for i, f := range fields[:min(len(fields), 4)] {
		if i == 3 {
			alpha = svgFraction(f)
			break
		}
		c = c<<8 | rgb(math.Round(min(max(svgLength(f, 255), 0), 255)))
	}
	return c, alpha, true
}

// namedColors are CSS's, as far as drawings use them.
var namedColors = map[string]rgb{
	"black": 0, "white": 0xffffff, "red": 0xff0000, "green": 0x008000, "blue": 0x0000ff, "gray": 0x808080, "grey": 0x808080, "silver": 0xc0c0c0,
	"lightgray": 0xd3d3d3, "lightgrey": 0xd3d3d3, "darkgray": 0xa9a9a9, "darkgrey": 0xa9a9a9, "dimgray": 0x696969, "dimgrey": 0x696969,
	"gainsboro": 0xdcdcdc, "whitesmoke": 0xf5f5f5, "yellow": 0xffff00, "orange": 0xffa500, "purple": 0x800080, "navy": 0x000080, "teal": 0x008080,
	"maroon": 0x800000, "olive": 0x808000, "lime": 0x00ff00, "aqua": 0x00ffff, "cyan": 0x00ffff, "fuchsia": 0xff00ff, "magenta": 0xff00ff,
	"brown": 0xa52a2a, "pink": 0xffc0cb, "gold": 0xffd700, "steelblue": 0x4682b4, "skyblue": 0x87ceeb, "lightblue": 0xadd8e6, "darkblue": 0x00008b,
	"royalblue": 0x4169e1, "slategray": 0x708090, "slategrey": 0x708090, "darkred": 0x8b0000, "crimson": 0xdc143c, "tomato": 0xff6347,
	"coral": 0xff7f50, "salmon": 0xfa8072, "darkorange": 0xff8c00, "khaki": 0xf0e68c, "beige": 0xf5f5dc, "ivory": 0xfffff0, "darkgreen": 0x006400,
	"forestgreen": 0x228b22, "seagreen": 0x2e8b57, "lightgreen": 0x90ee90, "indigo": 0x4b0082, "violet": 0xee82ee, "plum": 0xdda0dd,
}
