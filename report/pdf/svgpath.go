package pdf

import (
	"math"
	"strconv"
)

// A segment of a path: move, line, cubic curve or close.
type segment struct {
	op byte // m l c h
	p  [6]float64
}

// end is the point where a segment ends.
func (g segment) end() (x, y float64) {
	if g.op == 'c' {
		return g.p[4], g.p[5]
	}
	return g.p[0], g.p[1]
}

// pathMost bounds the segments of one path.
const pathMost = 200_000

// A pathReader reads the d attribute of a path. What follows a mistake is not
// drawn, as SVG asks for.
type pathReader struct {
	src            string
	at             int
	out            []segment
	x, y           float64 // current point
	startX, startY float64
	ctrlX, ctrlY   float64 // last control point, for smooth curves
	last           byte
}

func readPath(d string) []segment {
	r := &pathReader{src: d}
	var cmd byte
	for len(r.out) < pathMost {
		r.skip()
		if r.at >= len(r.src) {
			break
		}
		if c := r.src[r.at]; c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' {
			cmd = c
			r.at++
		} else if cmd == 0 {
			break
		}
		if !r.command(cmd) {
			break
		}
		switch cmd {
		case 'M':
			cmd = 'L'
		case 'm':
			cmd = 'l'
		case 'Z', 'z':
			cmd = 0
		}
	}
	return r.out
}

func (r *pathReader) skip() {
	for r.at < len(r.src) {
		switch r.src[r.at] {
		case ' ', ',', '\n', '\t', '\r', '\f':
			r.at++
		default:
			return
		}
	}
}

func (r *pathReader) number() (float64, bool) {
	r.skip()
	i, dot, exp := r.at, false, false
	for i < len(r.src) {
		c := r.src[i]
		switch {
		case c >= '0' && c <= '9':
		case c == '.' && !dot && !exp:
			dot = true
		case (c == '+' || c == '-') && (i == r.at || r.src[i-1] == 'e' || r.src[i-1] == 'E'):
		case (c == 'e' || c == 'E') && !exp && i > r.at:
			exp = true
		default:
			goto done
		}
		i++
	}
done:
	x, err := strconv.ParseFloat(r.src[r.at:i], 64)
	if err != nil || math.Abs(x) > 1e9 {
		return 0, false
	}
	r.at = i
	return x, true
}

// flag reads the 0 or 1 of an arc, which may stand without a space.
func (r *pathReader) flag() (float64, bool) {
	r.skip()
	if r.at < len(r.src) && (r.src[r.at] == '0' || r.src[r.at] == '1') {
		r.at++
		return float64(r.src[r.at-1] - '0'), true
	}
	return 0, false
}

var pathArguments = map[byte]int{'m': 2, 'l': 2, 'h': 1, 'v': 1, 'c': 6, 's': 4, 'q': 4, 't': 2, 'a': 7, 'z': 0}

func (r *pathReader) command(cmd byte) bool {
	lower := cmd | 0x20
	n, ok := pathArguments[lower]
	if !ok {
		return false
	}
	var v [7]float64
	for i := range n {
		read := r.number
		if lower == 'a' && (i == 3 || i == 4) {
			read = r.flag
		}
		if v[i], ok = read(); !ok {
			return false
		}
	}
	if cmd == lower { // relative
		switch lower {
		case 'h':
			v[0] += r.x
		case 'v':
			v[0] += r.y
		case 'a':
			v[5], v[6] = v[5]+r.x, v[6]+r.y
		default:
			for i := 0; i < n; i += 2 {
				v[i], v[i+1] = v[i]+r.x, v[i+1]+r.y
			}
		}
	}
	r.draw(lower, v)
	r.last = lower
	return true
}

func (r *pathReader) draw(cmd byte, v [7]float64) {
	smooth := func(like string) (x, y float64) {
		if r.last == like[0] || r.last == like[1] {
			return 2*r.x - r.ctrlX, 2*r.y - r.ctrlY
		}
		return r.x, r.y
	}
	switch cmd {
	case 'm':
		r.out = append(r.out, segment{'m', [6]float64{v[0], v[1]}})
		r.x, r.y, r.startX, r.startY = v[0], v[1], v[0], v[1]
	case 'l':
		r.line(v[0], v[1])
	case 'h':
		r.line(v[0], r.y)
	case 'v':
		r.line(r.x, v[0])
	case 'c':
		r.cubic(v[0], v[1], v[2], v[3], v[4], v[5])
	case 's':
		x, y := smooth("cs")
		r.cubic(x, y, v[0], v[1], v[2], v[3])
	case 'q':
		r.quadratic(v[0], v[1], v[2], v[3])
	case 't':
		x, y := smooth("qt")
		r.quadratic(x, y, v[0], v[1])
	case 'a':
		r.arc(v)
	case 'z':
		r.out = append(r.out, segment{op: 'h', p: [6]float64{r.startX, r.startY}})
		r.x, r.y = r.startX, r.startY
	}
}

func (r *pathReader) line(x, y float64) {
	r.out = append(r.out, segment{'l', [6]float64{x, y}})
	r.x, r.y = x, y
}

func (r *pathReader) cubic(x1, y1, x2, y2, x, y float64) {
	r.out = append(r.out, segment{'c', [6]float64{x1, y1, x2, y2, x, y}})
	r.ctrlX, r.ctrlY, r.x, r.y = x2, y2, x, y
}

func (r *pathReader) quadratic(cx, cy, x, y float64) {
	r.cubic(r.x+(cx-r.x)*2/3, r.y+(cy-r.y)*2/3, x+(cx-x)*2/3, y+(cy-y)*2/3, x, y)
	r.ctrlX, r.ctrlY = cx, cy
}

// arc draws an elliptic arc as cubic curves.
//
// Source: SVG 1.1, appendix F.6, "Elliptical arc implementation notes".
func (r *pathReader) arc(v [7]float64) {
	rx, ry, phi := math.Abs(v[0]), math.Abs(v[1]), v[2]*math.Pi/180
	x1, y1, x2, y2 := r.x, r.y, v[5], v[6]
	if rx == 0 || ry == 0 || x1 == x2 && y1 == y2 {
		r.line(x2, y2)
		return
	}
	sin, cos := math.Sincos(phi)
	dx, dy := (x1-x2)/2, (y1-y2)/2
	px, py := cos*dx+sin*dy, -sin*dx+cos*dy
	if l := px*px/(rx*rx) + py*py/(ry*ry); l > 1 {
		rx, ry = rx*math.Sqrt(l), ry*math.Sqrt(l)
	}
	k := math.Sqrt(max(0, (rx*rx*ry*ry-rx*rx*py*py-ry*ry*px*px)/(rx*rx*py*py+ry*ry*px*px)))
	if v[3] == v[4] {
		k = -k
	}
	cpx, cpy := k*rx*py/ry, -k*ry*px/rx
	cx, cy := cos*cpx-sin*cpy+(x1+x2)/2, sin*cpx+cos*cpy+(y1+y2)/2
	from := math.Atan2((py-cpy)/ry, (px-cpx)/rx)
	sweep := math.Atan2((-py-cpy)/ry, (-px-cpx)/rx) - from
	switch {
	case v[4] == 0 && sweep > 0:
		sweep -= 2 * math.Pi
	case v[4] == 1 && sweep < 0:
		sweep += 2 * math.Pi
	}
	steps := max(1, int(math.Ceil(math.Abs(sweep)/(math.Pi/2)-1e-9)))
	step := sweep / float64(steps)
	t := 4.0 / 3 * math.Tan(step/4)
	at := func(a, along float64) (x, y float64) {
		s, c := math.Sincos(a)
		ex, ey := rx*(c-along*s), ry*(s+along*c)
		return cx + cos*ex - sin*ey, cy + sin*ex + cos*ey
	}
	for i := range steps {
		a, b := from+float64(i)*step, from+float64(i+1)*step
		ax, ay := at(a, t)
		bx, by := at(b, -t)
		ex, ey := at(b, 0)
		r.cubic(ax, ay, bx, by, ex, ey)
	}
	r.x, r.y = x2, y2
}

// ellipsePath is an ellipse as a path.
func ellipsePath(cx, cy, rx, ry float64) []segment {
	const k = 0.5522847498
	return []segment{
		{'m', [6]float64{cx + rx, cy}},
		{'c', [6]float64{cx + rx, cy + k*ry, cx + k*rx, cy + ry, cx, cy + ry}},
		{'c', [6]float64{cx - k*rx, cy + ry, cx - rx, cy + k*ry, cx - rx, cy}},
		{'c', [6]float64{cx - rx, cy - k*ry, cx - k*rx, cy - ry, cx, cy - ry}},
		{'c', [6]float64{cx + k*rx, cy - ry, cx + rx, cy - k*ry, cx + rx, cy}},
		{op: 'h', p: [6]float64{cx + rx, cy}},
	}
}

// rectPath is a rectangle, with round corners if it has radii.
func rectPath(x, y, w, h, rx, ry float64) []segment {
	if rx <= 0 || ry <= 0 {
		return []segment{
			{'m', [6]float64{x, y}}, {'l', [6]float64{x + w, y}}, {'l', [6]float64{x + w, y + h}}, {'l', [6]float64{x, y + h}},
			{op: 'h', p: [6]float64{x, y}},
		}
	}
	rx, ry = min(rx, w/2), min(ry, h/2)
	const k = 1 - 0.5522847498
	return []segment{
		{'m', [6]float64{x + rx, y}}, {'l', [6]float64{x + w - rx, y}},
		{'c', [6]float64{x + w - k*rx, y, x + w, y + k*ry, x + w, y + ry}}, {'l', [6]float64{x + w, y + h - ry}},
		{'c', [6]float64{x + w, y + h - k*ry, x + w - k*rx, y + h, x + w - rx, y + h}}, {'l', [6]float64{x + rx, y + h}},
		{'c', [6]float64{x + k*rx, y + h, x, y + h - k*ry, x, y + h - ry}}, {'l', [6]float64{x, y + ry}},
		{'c', [6]float64{x, y + k*ry, x + k*rx, y, x + rx, y}},
		{op: 'h', p: [6]float64{x + rx, y}},
	}
}
