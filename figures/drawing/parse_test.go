package drawing

import (
	"fmt"
	"image/color"
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

// TestProblems holds what is told of files that cannot be shown as they are.
func TestProblems(t *testing.T) {
	for _, test := range []struct{ name, file, want string }{
		{"nothing", "", "1:1: the file is not SVG"},
		{"not xml", "hello", "1:1: the file is not SVG"},
		{"binary", "\x89PNG\x00", "1:1: the file is not text"},
		{"html", "<html><p>x</p></html>", "1:1: the file is not SVG: it begins with <html>"},
		{"unclosed", "<svg>\n  <g>\n</svg>", "3:1: the file is not well-formed: element <g> closed by </svg>"},
		{"one element", "<svg>\n é<foreignObject width='9%'/></svg>", "2:3: <foreignObject> is not supported"},
		{"a label in HTML", `<svg><foreignObject width="9" height="9"><div>x</div></foreignObject></svg>`, "1:6: the HTML in a <foreignObject> is set as plain text"},
		{"more than a label", `<svg><foreignObject width="9" height="9"><div>x<input/></div></foreignObject></svg>`, "1:6: <foreignObject> is not supported"},
		{"no label", `<svg><foreignObject width="0" height="0"><div> <span/></div></foreignObject></svg>`, ""},
		{"told once", "<svg><animate/><animate/><set/></svg>", "1:6: <animate> is not supported; 1:26: <set> is not supported"},
		{"script", "<svg><script>alert(1)</script></svg>", "1:6: <script> is not supported"},
		{"a page within", `<svg><iframe xmlns="http://www.w3.org/1999/xhtml" src="x"/></svg>`, "1:6: <iframe> is not part of SVG"},
		{"handler", `<svg><path onclick="f()" d="M0 0"/></svg>`, "1:6: <path> has the event handler onclick, which is left out"},
		{"leads out", `<svg xmlns:xlink="http://www.w3.org/1999/xlink"><use xlink:href="other.svg#a"/></svg>`, "1:49: <use> leads out of the drawing"},
		{"loads", `<svg><path style="fill: url(http://example.org/#a)"/></svg>`, "1:6: <path> loads something from outside in its fill"},
		{"import", `<svg><style>@import "a.css"; .a{fill:red}</style></svg>`, "1:6: <style> loads something from outside"},
		{"photo", `<svg><image href="photo.jpg"/></svg>`, "1:6: <image> loads a file from outside"},
		{"drawing within", `<svg><image href="data:image/svg+xml;base64,PHN2Zy8+"/></svg>`, "1:6: <image> holds neither PNG nor JPEG"},
		{"missing", `<svg><use href="#nowhere"/></svg>`, "1:6: <use> refers to #nowhere, which is not there"},
		{"circle", `<svg><g id="a"><use href="#a"/></g></svg>`, "1:16: <use> refers to #a, of which it is a part"},
		{"filter", `<svg><filter id="f"/><g filter="url(#f)"/></svg>`, "1:22: <g> has a filter, which is not supported"},
		{"filter function", `<svg><g style="filter: none"/><g style="filter: drop-shadow(1px 1px red)"/></svg>`, "1:31: <g> has a filter, which is not supported"},
		{"colour", `<svg><g fill="stelblue"/><g fill="initial" stroke="color-mix(in oklch, red, blue)"/></svg>`, `1:6: <g> has the fill "stelblue", which is no colour that is known; 1:26: <g> has the stroke "color-mix(in oklch, red, blue)", which is no colour that is known`},
		{"face", `<svg><style>@font-face{font-family:V;src:url(v.woff2)}</style></svg>`, "1:6: <style> loads something from outside"},
		{"selector", `<svg><style>a:hover{fill:red} path:nth-of-type(2){fill:red}</style></svg>`, `1:6: <style> has the selector "path:nth-of-type(2)", which is not understood`},
		{"style sheet", "<?xml-stylesheet href='a.css'?>\n<svg/>", "1:1: the style sheet that <?xml-stylesheet?> names is not read"},
		{"shape of CSS", `<svg><g clip-path="circle(40%)"/></svg>`, "1:6: <g> has a clip-path that is not understood"},
		{"mask of itself", `<svg><mask id="m"><rect mask="url(#m)"/></mask></svg>`, "1:19: <rect> refers to #m, of which it is a part"},
		{"no path", `<svg><g id="a"/><text><textPath href="#a">x</textPath></text></svg>`, "1:23: <textPath> refers to #a, which is no path"},
		{"switch with a fallback", `<svg><switch><foreignObject/><text>x</text></switch></svg>`, ""},
		{"switch without", `<svg><switch><foreignObject/></switch></svg>`, "1:14: <foreignObject> is not supported"},
		{"an editor's own", `<svg xmlns:i="http://example.org/i"><i:grid/><path i:x="1"/></svg>`, ""},
		{"another encoding", "<?xml version='1.0' encoding='ISO-8859-1'?><svg><text>\xe9</text></svg>", ""},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, problems := Parse([]byte(test.file))
			var got []string
			for _, p := range problems {
				got = append(got, p.String())
			}
			if s := strings.Join(got, "; "); s != test.want {
				t.Errorf("\n got: %s\nwant: %s", s, test.want)
			}
		})
	}
}

// TestMinor holds what stops a paper: what is missing, and not what looks a
// little different. Each says what to do.
func TestMinor(t *testing.T) {
	for _, test := range []struct {
		file, hint string
		minor      bool
	}{
		{`<svg><g filter="blur(2px)"/></svg>`, "it is drawn without; draw what the filter does as shapes, or take it out", true},
		{`<svg><g fill="stelblue"/></svg>`, "did you mean steelblue?", true},
		{`<svg><g fill="3366cc"/></svg>`, "did you mean #3366cc?", true},
		{`<svg><style>@import "a.css";</style></svg>`, "put the rules of the file here", true},
		{`<svg><animate/></svg>`, "the drawing stands still; take the animation out", true},
		{`<svg><foreignObject width="100%"/></svg>`, hints["foreignObject"], false},
		{`<svg><script/></svg>`, "take it out: nothing in a drawing runs", false},
	} {
		_, problems := Parse([]byte(test.file))
		if len(problems) != 1 || problems[0].Minor != test.minor || problems[0].Hint != test.hint {
			t.Errorf("%s: %+v", test.file, problems)
		}
	}
}

// TestColors holds what the ways to write colours mean. The values are those of
// Chromium's computed styles.
func TestColors(t *testing.T) {
	for in, want := range map[string]string{
		"hsl(0.5turn 50% 40%)": "#339999", "hsl(-30 100% 50%)": "#ff0080", "hwb(194 20% 10%)": "#33bce6", "hwb(90 60% 60%)": "#808080",
		"rgb(10 120 200 / .5)": "rgba(10,120,200,0.502)", "rgb(none 100 100)": "#006464", "color(srgb 1 0.5 0.2)": "#ff8033",
		"oklch(0.7 0.15 140)": "#68b457", "oklab(60% 0.1 -0.1)": "#9f63ba", "lab(50% 40 -60)": "#8c5edf", "lch(60 60 240)": "#00a2ec",
		"light-dark(rgb(1, 2, 3), white)": "#010203", "color-mix(in srgb, red 30%, blue)": "#4d00b3", "canvastext": "#000000", "#CD853F icc-color(x, 1)": "#cd853f",
	} {
		if got, ok := colorValue(in); !ok || got != want {
			t.Errorf("%s is %s, want %s", in, got, want)
		}
	}
	for _, in := range []string{"stelblue", "rgb(1 2)", "hsl(a b c)", "lab(NaN 1 1)", "oklch(inf 0 0)", "color(rec2020 1 1 1)", "color-mix(in oklch, red, blue)", "light-dark(light-dark(red, red), red)"} {
		if got, ok := colorValue(in); ok {
			t.Errorf("%s is %s", in, got)
		}
	}
}

// TestSanitized holds what single things are printed as.
func TestSanitized(t *testing.T) {
	for _, test := range []struct{ name, in, want string }{
		{"colours", `<path fill="RED" stroke="rgb(10%, 20, 300)" color="hsl(120 100% 25%)"/>`, `<path color="#008000" fill="#ff0000" stroke="#1a14ff"/>`},
		{"alpha", `<path fill="#12345680" stroke="rgba(1,2,3,.5)"/>`, `<path fill="rgba(18,52,86,0.502)" stroke="rgba(1,2,3,0.502)"/>`},
		{"label in HTML", `<foreignObject x="10" width="60" height="24"><div xmlns="http://www.w3.org/1999/xhtml" style="color: red; font-size: 12px"><span><p>one <b>two</b></p>three</span></div></foreignObject>`,
			`<text x="40" y="12" dominant-baseline="central" fill="#ff0000" font-size="12px" text-anchor="middle"><tspan dy="-0.6em" x="40">one two</tspan><tspan dy="1.2em" x="40">three</tspan></text>`},
		{"order of the cascade", `<style>path{fill:red;stroke:red!important}.a{fill:blue}#i{fill:lime}</style><path id="i" class="a" fill="white" style="stroke:blue"/>`, `<path fill="#00ff00" stroke="#ff0000"/>`},
		{"descendants", `<style>g path{fill:red} svg > path{fill:blue}</style><g><path/></g><path/>`, `<g><path fill="#ff0000"/></g><path fill="#0000ff"/>`},
		{"what is wrong is dropped", `<path fill="notacolour" stroke-width="wide" opacity="2" d="M0 0<"/>`, ``},
		{"opacity is bounded", `<g opacity="2"/>`, `<g opacity="1"/>`},
		{"ids", `<linearGradient id="an id!"/><rect fill="url('#an id!')"/><path id="unused"/>`, `<linearGradient id="x-1"/><rect fill="url(#x-1) none"/><path/>`},
		{"no such paint", `<rect fill="url(#none) blue"/><rect fill="url(#none)"/>`, `<rect fill="#0000ff"/><rect fill="none"/>`},
		{"links", `<a href="http://example.org/"><path/></a><text><a href="x">t</a></text>`, `<g><path/></g><text><tspan>t</tspan></text>`},
		{"text is escaped", `<text>&lt;b&gt; &amp;amp; "q"</text>`, `<text>&lt;b&gt; &amp;amp; &#34;q&#34;</text>`},
		{"font", `<text style="font: italic 700 12px/1.5 'Noto Serif', serif">a</text>`, `<text font-family="&#39;Noto Serif&#39;, serif" font-size="12px" font-style="italic" font-weight="700">a</text>`},
		{"transform of a style", `<g style="transform: translate(10px, 20px) rotate(30deg)"/>`, `<g transform="translate(10, 20) rotate(30)"/>`},
		{"white space", `<text style="white-space: pre">a  b</text>`, `<text xml:space="preserve">a  b</text>`},
		{"entities", ``, ``},
		{"attribute selectors", `<style>[data-k="a b"]{fill:red}path[d^="M1"]{stroke:blue}[data-k~=b]{opacity:.5}</style><path data-k="a b"/><path d="M1 1"/>`, `<path fill="#ff0000" opacity="0.5"/><path d="M1 1" stroke="#0000ff"/>`},
		{"places among children", `<style>g>:first-child{fill:red}g :nth-child(2n+1){stroke:blue}path:last-child:not(:only-child){opacity:0}</style><g><path/> <path/> <path/></g>`,
			`<g><path fill="#ff0000" stroke="#0000ff"/><path/><path opacity="0" stroke="#0000ff"/></g>`},
		{"places count what is not shown", `<g><style>path:nth-child(2){fill:red}</style><path/><path/></g>`, `<g><path fill="#ff0000"/><path/></g>`},
		{"neighbours", `<style>rect+path{fill:red}rect~path{stroke:blue}</style><rect/><path/><path/>`, `<rect/><path fill="#ff0000" stroke="#0000ff"/><path stroke="#0000ff"/>`},
		{"states", `<style>path:hover,path:is(.a){fill:red} path::before{fill:lime}</style><path/><path class="a"/>`, `<path/><path fill="#ff0000"/>`},
		{"variables", `<style>:root{--c:red;--d:var(--c)}</style><g style="--c:blue"><path fill="var(--d)" stroke="var( --c )"/></g><path style="fill:var(--no, rgb(1,2,3))"/><path fill="var(--no)"/>`,
			`<g><path fill="#ff0000" stroke="#0000ff"/></g><path fill="#010203"/><path/>`},
		{"variables in a circle", `<g style="--a:var(--b);--b:var(--a)"><path fill="var(--a)"/></g>`, `<g><path/></g>`},
		{"geometry of a style", `<style>rect{rx:2px;width:3em}</style><rect width="1"/>`, `<rect rx="2px" width="3em"/>`},
		{"origin of a transform", `<g transform="rotate(90)" style="transform-origin: 10px 5px"/>`, `<g transform="translate(10 5) rotate(90) translate(-10 -5)"/>`},
	} {
		t.Run(test.name, func(t *testing.T) {
			d, _ := Parse([]byte(`<svg viewBox="0 0 9 9">` + test.in + `</svg>`))
			if d == nil {
				if test.want != "" {
					t.Error("no drawing")
				}
				return
			}
			got := string(d.Sanitized("x"))
			got = strings.TrimSuffix(strings.TrimPrefix(got, `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9" viewBox="0 0 9 9">`), "</svg>\n")
			if got != test.want {
				t.Errorf("\n got: %s\nwant: %s", got, test.want)
			}
		})
	}
}

func TestSize(t *testing.T) {
	for _, test := range []struct {
		root string
		w, h float64
	}{
		{`<svg>`, 300, 150}, {`<svg width="1in" height="72pt">`, 96, 96}, {`<svg width="25.4mm" viewBox="0 0 2 1">`, 96, 48},
		{`<svg viewBox="0 0 20 10">`, 20, 10}, {`<svg width="100%" height="100%" viewBox="5 5 40 30">`, 40, 30}, {`<svg height="10" viewBox="0 0 4 1">`, 40, 10},
		{`<svg width="-1" height="nonsense">`, 300, 150}, {`<svg width="1e9" height="1">`, 1e5, 1},
	} {
		d, _ := Parse([]byte(test.root + "</svg>"))
		if math.Abs(d.Width-test.w) > 1e-9 || math.Abs(d.Height-test.h) > 1e-9 {
			t.Errorf("%s is %g by %g, want %g by %g", test.root, d.Width, d.Height, test.w, test.h)
		}
	}
}

func TestAdapts(t *testing.T) {
	for in, want := range map[string]bool{`<path/>`: false, `<g><path stroke="currentColor"/></g>`: true, `<path fill="black"/>`: false, `<path fill="url(#none) currentColor"/>`: true} {
		if d, _ := Parse([]byte("<svg>" + in + "</svg>")); d.Adapts() != want {
			t.Errorf("%s adapts: %v", in, !want)
		}
	}
}

func TestPathData(t *testing.T) {
	for _, test := range []struct{ d, want string }{
		{"M1 2 3 4", "M1 2L3 4"},
		{"m1-2.5.5 1e1-3", "M1 -2.5L1.5 7.5"},
		{"M0 0h3v4H0z", "M0 0L3 0L3 4L0 4Z"},
		{"M0 0z l1 1", "M0 0ZM0 0L1 1"},
		{"m1 1 z m1 1 h1", "M1 1ZM2 2L3 2"},
		{"M0 0C1 1 2 1 3 0S5-1 6 0", "M0 0C1 1 2 1 3 0C4 -1 5 -1 6 0"},
		{"M0 0Q3 3 6 0T12 0", "M0 0C2 2 4 2 6 0C8 -2 10 -2 12 0"},
		{"M0 0s1 1 2 0", "M0 0C0 0 1 1 2 0"},
		{"M10 0A10 10 0 0 1 0 10", "M10 0C10 5.5228 5.5228 10 0 10"},
		{"M0 0a1,1 0 01 2,0", "M0 0C0 -0.55228 0.44772 -1 1 -1C1.5523 -1 2 -0.55228 2 0"},
		{"M0 0 A0 5 0 0 0 9 9", "M0 0L9 9"},
		{"M0 0L1 1L2 x 3 3", "M0 0L1 1"},
		{"L1 1", ""},
		{"M", ""},
		{"", ""},
	} {
		if got := data(parsePath(test.d)); got != test.want {
			t.Errorf("%q\n got: %s\nwant: %s", test.d, got, test.want)
		}
	}
}

// TestArc holds that every point of an arc lies on its ellipse, and that it
// runs the way that its flags say.
func TestArc(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f := func(name string, lo, hi float64) float64 { return rapid.Float64Range(lo, hi).Draw(t, name) }
		from, to := Point{f("x", -9, 9), f("y", -9, 9)}, Point{f("x", -9, 9), f("y", -9, 9)}
		rx, ry, turn := f("rx", 0.5, 20), f("ry", 0.5, 20), f("turn", -180, 180)
		if math.Hypot(from.X-to.X, from.Y-to.Y) < 0.01 {
			return
		}
		var p Path
		p.move(from)
		p.arc(from, to, rx, ry, turn, rapid.Bool().Draw(t, "large"), rapid.Bool().Draw(t, "sweep"))
		if end := p[len(p)-1].End(); end != to {
			t.Errorf("ends at %v, not %v", end, to)
		}
		// Turned and scaled back, the arc is on a circle: all points are equally far from its centre.
		back := Matrix{A: 1 / rx, D: 1 / ry}.Mul(rotation(-turn))
		q := p.transformed(back)
		center, ok := middle(q)
		if !ok {
			return
		}
		radius := math.Hypot(q[0].P[0].X-center.X, q[0].P[0].Y-center.Y)
		at := q[0].P[0]
		for _, s := range q[1:] {
			for k := range 5 {
				u := float64(k) / 4
				x, y := bezier(u, at.X, s.P[0].X, s.P[1].X, s.P[2].X), bezier(u, at.Y, s.P[0].Y, s.P[1].Y, s.P[2].Y)
				if r := math.Hypot(x-center.X, y-center.Y); math.Abs(r-radius) > 1e-3*radius {
					t.Errorf("a point is %g from the centre, not %g", r, radius)
				}
			}
			at = s.End()
		}
	})
}

// middle is the centre of a circular path: where the normals at its ends meet.
func middle(p Path) (Point, bool) {
	first, last := p[1], p[len(p)-1]
	a, b := p[0].P[0], last.End()
	u := Point{-(first.P[0].Y - a.Y), first.P[0].X - a.X}
	v := Point{-(b.Y - last.P[1].Y), b.X - last.P[1].X}
	det := u.X*v.Y - u.Y*v.X
	if math.Abs(det) < 1e-6*math.Hypot(u.X, u.Y)*math.Hypot(v.X, v.Y) {
		return Point{}, false
	}
	t := ((b.X-a.X)*v.Y - (b.Y-a.Y)*v.X) / det
	return Point{a.X + u.X*t, a.Y + u.Y*t}, true
}

func TestTransforms(t *testing.T) {
	for _, test := range []struct {
		text string
		want Point // of 1, 2
	}{
		{"translate(3)", Point{4, 2}}, {"translate(3,-1) scale(2)", Point{5, 3}}, {"rotate(90)", Point{-2, 1}}, {"rotate(90 1 1)", Point{0, 1}},
		{"matrix(1 2 3 4 5 6)", Point{12, 16}}, {"skewX(45)", Point{3, 2}}, {" scale( 2 , 3 )translate(1 1),rotate(0)", Point{4, 9}}, {"nonsense(1)", Point{1, 2}}, {"rotate(90", Point{1, 2}}, {"", Point{1, 2}},
	} {
		m, _ := parseTransform(test.text)
		if got := m.Apply(Point{1, 2}); math.Hypot(got.X-test.want.X, got.Y-test.want.Y) > 1e-9 {
			t.Errorf("%s maps 1, 2 to %v, want %v", test.text, got, test.want)
		}
		if back, ok := m.invert(); !ok || math.Abs(back.Mul(m).A-1) > 1e-9 || math.Abs(back.Mul(m).E) > 1e-9 {
			t.Errorf("%s has no inverse: %v", test.text, back)
		}
	}
}

// TestTexts holds where texts stand and that they can be replaced.
func TestTexts(t *testing.T) {
	d, problems := Parse([]byte("<svg>\n<!-- é --> <text>a {val}`x`<tspan>µ</tspan>\n</text>\n<title>not this</title><g>nor this</g><style>nor this</style></svg>"))
	if d == nil || len(problems) > 0 {
		t.Fatal(problems)
	}
	var got []string
	for _, x := range d.Texts() {
		got = append(got, fmt.Sprintf("%d:%d %q", x.Line, x.Column, x.Value))
	}
	if s, want := strings.Join(got, ", "), "2:18 \"a {val}`x`\", 2:35 \"µ\""; s != want {
		t.Fatalf("\n got: %s\nwant: %s", s, want)
	}
	d.SetText(0, "3.09 W <b>\x00")
	if printed := string(d.Sanitized("x")); !strings.Contains(printed, "<text>3.09 W &lt;b&gt;<tspan>µ</tspan>") {
		t.Errorf("the text was not replaced: %s", printed)
	}
	c := &copyist{}
	d.Draw(c)
	if !strings.Contains(c.b.String(), ">3.09 W &lt;b&gt;<") {
		t.Errorf("the new text is not drawn: %s", c.b.String())
	}
}

// TestLanguages holds which of the labels in several languages is shown.
func TestLanguages(t *testing.T) {
	file := `<svg><switch><text systemLanguage="de, nl">Netzhaut</text><text systemLanguage="zh-Hans">视网膜</text><text>retina</text></switch></svg>`
	for lang, want := range map[string]string{"": "retina", "en": "retina", "de": "Netzhaut", "nl-BE": "Netzhaut", "zh": "视网膜"} {
		d, _ := ParseFor(lang, []byte(file))
		if got := d.Texts(); len(got) != 1 || got[0].Value != want {
			t.Errorf("%q reads %v, want %s", lang, got, want)
		}
	}
}

// TestAnchors holds where text begins.
func TestAnchors(t *testing.T) {
	xs := map[string]float64{}
	for _, anchor := range []string{"start", "middle", "end"} {
		d, _ := Parse([]byte(`<svg><text x="100" y="50" text-anchor="` + anchor + `">anchored</text></svg>`))
		c := &listener{}
		d.Draw(c)
		if len(c.texts) != 1 || c.texts[0].Y != 50 {
			t.Fatalf("%s: %v", anchor, c.texts)
		}
		xs[anchor] = c.texts[0].X
	}
	w := xs["start"] - xs["end"]
	if xs["start"] != 100 || w <= 0 || math.Abs(xs["middle"]-(100-w/2)) > 1e-9 {
		t.Errorf("anchors: %v", xs)
	}
	d, _ := Parse([]byte(`<svg><text x="10" y="5" textLength="90" lengthAdjust="spacingAndGlyphs">abc</text></svg>`))
	c := &listener{}
	d.Draw(c)
	if got := c.texts[0].Face.Width("abc") * c.texts[0].Size / 1000 * c.texts[0].Stretch; math.Abs(got-90) > 1e-6 {
		t.Errorf("a text of 90 is %g long", got)
	}
}

// A listener notes what is drawn.
type listener struct {
	copyist
	texts []TextRun
	fills []color.NRGBA
}

func (l *listener) Text(t TextRun)                       { l.texts = append(l.texts, t) }
func (l *listener) Fill(p Path, odd bool, c color.NRGBA) { l.fills = append(l.fills, c) }

// TestPaint holds how opacities and inheritance come together.
func TestPaint(t *testing.T) {
	for _, test := range []struct{ in, want string }{
		{`<rect width="1" height="1"/>`, "#000000"},
		{`<g color="#00ff00"><rect width="1" height="1" fill="currentColor"/></g>`, "#00ff00"},
		{`<rect width="1" height="1" fill="currentColor"/>`, "#1b1d21"},
		{`<g opacity=".5"><rect width="1" height="1" fill="red" fill-opacity=".5"/></g>`, "rgba(255,0,0,0.251)"},
		{`<g fill="blue"><rect width="1" height="1" fill="inherit"/></g>`, "#0000ff"},
		{`<g fill="blue"><rect id="a" width="1" height="1" display="none"/></g><defs><rect id="b" width="1" height="1"/></defs><use href="#b" fill="lime"/>`, "#00ff00"},
		{`<g visibility="hidden"><rect width="1" height="1"/><rect width="1" height="1" visibility="visible" fill="red"/></g>`, "#ff0000"},
		{`<rect width="1" height="0"/><circle r="0"/><path d=""/>`, ""},
	} {
		d, _ := Parse([]byte(`<svg viewBox="0 0 9 9">` + test.in + `</svg>`))
		l := &listener{}
		d.Draw(l)
		var got []string
		for _, c := range l.fills {
			got = append(got, colorText(c))
		}
		if s := strings.Join(got, " "); s != test.want {
			t.Errorf("%s\n got: %s\nwant: %s", test.in, s, test.want)
		}
	}
}

func ExampleDrawing_Sanitized() {
	d, problems := Parse([]byte(`<svg viewBox="0 0 40 20"><script>f()</script><rect width="40" height="20" style="fill: tomato" onclick="f()"/></svg>`))
	fmt.Print(string(d.Sanitized("fig")))
	for _, p := range problems {
		fmt.Println(p)
	}
	// Output:
	// <svg xmlns="http://www.w3.org/2000/svg" width="40" height="20" viewBox="0 0 40 20"><rect height="20" width="40" fill="#ff6347"/></svg>
	// 1:26: <script> is not supported
	// 1:46: <rect> has the event handler onclick, which is left out
}
