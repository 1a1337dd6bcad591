package pdf

import (
	"math"
	"strings"
	"testing"
	"unicode"
)

func TestReadPath(t *testing.T) {
	for _, test := range []struct{ name, d, want string }{
		{"lines", "M1 2L3,4 5 6z", "m 1 2 l 3 4 l 5 6 h"},
		{"relative", "m1,2 1-1h2v3", "m 1 2 l 2 1 l 4 1 l 4 4"},
		{"no spaces", "M.5.5l-.5-.5", "m 0.5 0.5 l 0 0"},
		{"smooth", "M0 0C0 1 1 1 1 0S2-1 2 0", "m 0 0 c 0 1 1 1 1 0 c 1 -1 2 -1 2 0"},
		{"quadratic", "M0 0Q1.5 3 3 0", "m 0 0 c 1 2 2 2 3 0"},
		{"exponent", "M1e1-1E-1", "m 10 -0.1"},
		{"mistake ends it", "M1 1L2 2 nonsense 3 3", "m 1 1 l 2 2"},
		{"arc without radius", "M0 0A0 0 0 0 1 5 5", "m 0 0 l 5 5"},
		{"empty", "", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			var b []byte
			for _, g := range readPath(test.d) {
				b = append(b, g.op, ' ')
				n := map[byte]int{'m': 2, 'l': 2, 'c': 6}[g.op]
				for _, x := range g.p[:n] {
					b = append(appendNumber(b, x, 4), ' ')
				}
			}
			if got := strings.TrimSpace(string(b)); got != test.want {
				t.Errorf("%s\n got: %s\nwant: %s", test.d, got, test.want)
			}
		})
	}
}

// A half circle by flags without spaces, whatever its direction, ends where it
// should and passes the point opposite.
func TestArc(t *testing.T) {
	path := readPath("M0 0a5 5 0 0110 0")
	x, y := path[len(path)-1].end()
	if math.Abs(x-10) > 1e-9 || math.Abs(y) > 1e-9 {
		t.Errorf("ends at %v, %v", x, y)
	}
	if x, y := path[1].end(); math.Abs(x-5) > 1e-9 || math.Abs(y+5) > 1e-9 {
		t.Errorf("half way at %v, %v", x, y)
	}
}

func TestColors(t *testing.T) {
	for _, test := range []struct {
		text  string
		want  rgb
		alpha float64
		ok    bool
	}{
		{"#1f5f8b", 0x1f5f8b, 1, true}, {"#fff", 0xffffff, 1, true}, {"rgb(10, 20,30)", 0x0a141e, 1, true}, {"rgba(255 0 0 / 50%)", 0xff0000, 0.5, true},
		{"none", 0, 0, false}, {"navy", 0x000080, 1, true}, {"#11223380", 0x112233, 128.0 / 255, true}, {"rgb(100%, 0%, 0%)", 0xff0000, 1, true},
	} {
		c, a, ok := svgColor(test.text)
		if c != test.want || math.Abs(a-test.alpha) > 1e-9 || ok != test.ok {
			t.Errorf("%s: %06x %v %v", test.text, c, a, ok)
		}
	}
}

// A drawing of any kind is drawn without a panic, with finite numbers, and
// leaves the page's graphics state as it was.
func FuzzSVG(f *testing.F) {
	f.Add(`<svg viewBox="0 0 10 10"><g transform="rotate(45) scale(2)"><path d="M0 0a5 5 0 0110 0z" stroke="red" stroke-dasharray="1 2"/><text x="1" y="2">a<tspan dy="1em">b</tspan></text></g></svg>`)
	f.Add(`<svg width="5cm"><defs><marker id="m" orient="auto" viewBox="0 0 1 1"><path d="M0 0L1 1"/></marker><g id="a"><use href="#a"/></g></defs><line x2="9" marker-end="url(#m)" stroke="#000"/><use href="#a"/></svg>`)
	f.Add(`<svg><clipPath id="c"><circle r="3"/></clipPath><linearGradient id="g"><stop stop-color="red"/></linearGradient><rect width="50%" height="9" fill="url(#g)" clip-path="url(#c)"/></svg>`)
	f.Fuzz(func(t *testing.T, src string) {
		d, err := readSVG([]byte(src))
		if err != nil {
			t.Skip()
		}
		s := newSheet(testRenderer(), 1)
		s.drawSVG(d, 10, 10, 100, 100)
		out := string(s.b)
		if strings.Contains(out, "NaN") || strings.Contains(out, "Inf") {
			t.Errorf("not a number in %q", out)
		}
		open, shut := 0, 0
		for _, w := range strings.FieldsFunc(out, unicode.IsSpace) {
			switch w {
			case "q":
				open++
			case "Q":
				shut++
			}
		}
		if open != shut {
			t.Errorf("%d states opened, %d closed", open, shut)
		}
	})
}
