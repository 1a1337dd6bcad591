package pdf

import (
	"bytes"
	"strings"
	"testing"
	"unicode"

	"reckon/figures/drawing"
)

// drawn draws a file and returns the page's content and that of its groups.
func drawn(t testing.TB, src string) (page string, r *renderer) {
	t.Helper()
	d, _ := drawing.Parse([]byte(src))
	if d == nil {
		t.Skip("no drawing")
	}
	r = testRenderer()
	s := newSheet(r, 1)
	s.drawing(d, 10, 10, 100, 100)
	s.endText()
	return string(s.b), r
}

const svgOpen = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">`

func TestDrawing(t *testing.T) {
	const stops = `<stop stop-color="#f00"/><stop offset=".5" stop-color="#0f0"/><stop offset="1" stop-color="#00f"/>`
	for _, test := range []struct {
		name, src string
		want      []string // in the page, its groups and its patterns
		not       []string
	}{
		{"fill", `<rect width="5" height="5" fill="red"/>`, []string{"1 0 0 rg", "10 831.89 m", "60 831.89 l", "f\n"}, []string{"S\n"}},
		{"even-odd", `<path d="M0 0h5v5z" fill-rule="evenodd"/>`, []string{"f*\n"}, nil},
		{"stroke", `<path d="M1 1h5" stroke="#00f" stroke-width=".5" stroke-dasharray="1 .5"/>`, []string{"0 0 1 RG", "5 w 0 J 0 j 4 M [10 5 ] 0 d", "S\n"}, nil},
		{"uneven stroke", `<g transform="scale(2 1)"><path d="M1 1h2" stroke="#00f"/></g>`, []string{"q 20 0 0 -10 10 831.89 cm", "1 w", "1 1 m"}, nil},
		{"linear gradient", `<linearGradient id="g">` + stops + `</linearGradient><rect width="5" height="5" fill="url(#g)"/>`,
			[]string{"/Pattern cs /S0 scn", "/ShadingType 2", "/Bounds[0.5 ]", "/C0[1 0 0]/C1[0 1 0]"}, []string{"/M0 gs"}},
		{"radial gradient", `<radialGradient id="g" fx="30%">` + stops + `</radialGradient><circle r="5" fill="url(#g)"/>`, []string{"/ShadingType 3", "/Coords[0.3 0.5 0 0.5 0.5 0.5 ]"}, nil},
		{"fading gradient", `<linearGradient id="g"><stop/><stop offset="1" stop-opacity="0"/></linearGradient><rect width="5" height="5" fill="url(#g)"/>`,
			[]string{"/M0 gs", "/ColorSpace/DeviceGray", "/C0[1]/C1[0]"}, nil},
		{"group", `<g opacity=".5"><rect width="5" height="5"/><rect x="2" width="5" height="5"/></g>`, []string{"/A128 gs\n/G0 Do", "f\n"}, nil},
		{"text", `<text x="1" y="5" font-size="2">fit</text>`, []string{"/F0 20 Tf", "1 0 0 1 20 781.89 Tm"}, []string{"cm\n"}},
		{"turned text", `<text transform="rotate(90)" font-size="2">fit</text>`, []string{"q 0 -1 1 0 10 831.89 cm"}, nil},
		{"clip", `<clipPath id="c"><circle r="3"/></clipPath><rect width="9" height="9" clip-path="url(#c)"/>`, []string{"W n"}, nil},
		{"far away", `<path d="M0 0L1e9 1e9" stroke="red"/>`, []string{"30000 -30000 l"}, nil},
	} {
		t.Run(test.name, func(t *testing.T) {
			page, r := drawn(t, svgOpen+test.src+"</svg>")
			for _, f := range r.forms {
				page += "\n" + string(f.data)
			}
			page += strings.Join(r.patterns, "\n")
			for _, want := range test.want {
				if !strings.Contains(page, want) {
					t.Errorf("no %q in\n%s", want, page)
				}
			}
			for _, not := range test.not {
				if strings.Contains(page, not) {
					t.Errorf("%q in\n%s", not, page)
				}
			}
		})
	}
}

// A drawing of any kind is drawn without a panic, with finite numbers, and
// leaves the page's graphics state as it was.
func FuzzDrawing(f *testing.F) {
	f.Add(`<svg viewBox="0 0 10 10"><g transform="rotate(45) scale(2)"><path d="M0 0a5 5 0 0110 0z" stroke="red" stroke-dasharray="1 2"/><text x="1" y="2">a<tspan dy="1em">b</tspan></text></g></svg>`)
	f.Add(`<svg width="5cm"><defs><marker id="m" orient="auto" viewBox="0 0 1 1"><path d="M0 0L1 1"/></marker><g id="a"><use href="#a"/></g></defs><line x2="9" marker-end="url(#m)" stroke="#000"/><use href="#a"/></svg>`)
	f.Add(`<svg><clipPath id="c"><circle r="3"/></clipPath><linearGradient id="g"><stop stop-color="red"/></linearGradient><rect width="50%" height="9" fill="url(#g)" clip-path="url(#c)"/></svg>`)
	f.Add(svgOpen + `<radialGradient id="g" spreadMethod="repeat"><stop stop-opacity=".2"/><stop offset="1"/></radialGradient><g opacity=".3"><g opacity=".4"><rect width="9" height="9" fill="url(#g)" stroke="blue"/></g></g></svg>`)
	f.Add(svgOpen + `<pattern id="p" width="2" height="2" patternUnits="userSpaceOnUse"><rect width="1" height="1"/></pattern><rect width="9" height="9" fill="url(#p)" transform="skewX(1e9)"/></svg>`)
	f.Fuzz(func(t *testing.T, src string) {
		page, r := drawn(t, src)
		streams := []string{page}
		for _, g := range r.forms {
			streams = append(streams, string(g.data))
		}
		for _, out := range append(streams, r.patterns...) {
			if strings.Contains(out, "NaN") || strings.Contains(out, "Inf") {
				t.Errorf("not a number in %q", out)
			}
		}
		for _, out := range streams {
			open, shut := 0, 0
			for _, w := range bytes.FieldsFunc([]byte(out), unicode.IsSpace) {
				switch string(w) {
				case "q":
					open++
				case "Q":
					shut++
				}
			}
			if open != shut {
				t.Errorf("%d states opened, %d closed", open, shut)
			}
		}
	})
}
