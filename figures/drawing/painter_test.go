package drawing

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"html"
	"image/color"
	"strings"
	"testing"
)

// A copyist is a painter that writes what it is told as SVG: to be compared with
// the drawing that it was told of, by eye and as text.
type copyist struct {
	b     bytes.Buffer
	open  []int // elements opened since each Save
	clips int
	name  string // of clip paths
	ops   int
}

func (c *copyist) Save() { c.open = append(c.open, 0) }
func (c *copyist) Restore() {
	n := len(c.open) - 1
	c.b.WriteString(strings.Repeat("</g>", c.open[n]) + "\n")
	c.open = c.open[:n]
}
func (c *copyist) push(format string, args ...any) {
	fmt.Fprintf(&c.b, format, args...)
	c.open[len(c.open)-1]++
}
func (c *copyist) Transform(m Matrix) {
	c.push(`<g transform="matrix(%.4g %.4g %.4g %.4g %.5g %.5g)">`, m.A, m.B, m.C, m.D, m.E, m.F)
}
func (c *copyist) Clip(p Path, evenOdd bool) {
	c.clips++
	fmt.Fprintf(&c.b, `<clipPath id="%sk%d"><path d="%s" clip-rule="%s"/></clipPath>`, c.name, c.clips, data(p), fillRule(evenOdd))
	c.push(`<g clip-path="url(#%sk%d)">`, c.name, c.clips)
}
func (c *copyist) Fill(p Path, evenOdd bool, k color.NRGBA) {
	c.ops++
	fmt.Fprintf(&c.b, "<path d=\"%s\" fill=\"%s\" fill-rule=\"%s\"/>\n", data(p), colorText(k), fillRule(evenOdd))
}
func (c *copyist) Stroke(p Path, s Stroke) {
	c.ops++
	fmt.Fprintf(&c.b, `<path d="%s" fill="none" stroke="%s" stroke-width="%.4g" stroke-linecap="%s" stroke-linejoin="%s" stroke-miterlimit="%.3g"`, data(p), colorText(s.Color), s.Width,
		[]string{"butt", "round", "square"}[s.Cap], []string{"miter", "round", "bevel"}[s.Join], s.MiterLimit)
	if s.Dashes != nil {
		fmt.Fprintf(&c.b, ` stroke-dasharray="%s" stroke-dashoffset="%.4g"`, strings.Trim(fmt.Sprint(s.Dashes), "[]"), s.Offset)
	}
	c.b.WriteString("/>\n")
}
func (c *copyist) Text(t TextRun) {
	c.ops++
	style := ""
	if t.Face.Bold {
		style += ` font-weight="bold"`
	}
	if t.Face.Italic {
		style += ` font-style="italic"`
	}
	fmt.Fprintf(&c.b, "<text transform=\"translate(%.5g %.5g) scale(%.4g 1)\" font-family=\"%s\" font-size=\"%.4g\" fill=\"%s\" xml:space=\"preserve\"%s>%s</text>\n",
		t.X, t.Y, t.Stretch, t.Face.Family, t.Size, colorText(t.Color), style, html.EscapeString(t.Text))
}
func (c *copyist) Image(data []byte, media string, x, y, w, h, opacity float64) {
	c.ops++
	fmt.Fprintf(&c.b, "<image x=\"%.5g\" y=\"%.5g\" width=\"%.5g\" height=\"%.5g\" preserveAspectRatio=\"none\" opacity=\"%.3g\" href=\"data:%s;base64,%s\"/>\n", x, y, w, h, opacity, media, base64.StdEncoding.EncodeToString(data))
}

// grouper is a copyist that knows groups.
type grouper struct{ *copyist }

func (g grouper) BeginGroup(opacity float64) {
	g.Save()
	g.push(`<g opacity="%.3g">`, opacity)
}
func (g grouper) EndGroup() { g.Restore() }

func (g grouper) Masked(byLight bool, mask, content func()) {
	g.clips++
	id := fmt.Sprintf("%sk%d", g.name, g.clips)
	g.Save()
	g.push(`<mask id="%s" mask-type="%s" maskUnits="userSpaceOnUse" x="-9999" y="-9999" width="19999" height="19999">`, id, map[bool]string{true: "luminance", false: "alpha"}[byLight])
	mask()
	g.b.WriteString("</mask>")
	g.open[len(g.open)-1]--
	g.push(`<g mask="url(#%s)">`, id)
	content()
	g.Restore()
}

func fillRule(evenOdd bool) string {
	if evenOdd {
		return "evenodd"
	}
	return "nonzero"
}

func data(p Path) string {
	var b strings.Builder
	for _, s := range p {
		switch s.Step {
		case Move:
			fmt.Fprintf(&b, "M%.5g %.5g", s.P[0].X, s.P[0].Y)
		case Straight:
			fmt.Fprintf(&b, "L%.5g %.5g", s.P[0].X, s.P[0].Y)
		case Curve:
			fmt.Fprintf(&b, "C%.5g %.5g %.5g %.5g %.5g %.5g", s.P[0].X, s.P[0].Y, s.P[1].X, s.P[1].Y, s.P[2].X, s.P[2].Y)
		case Close:
			b.WriteString("Z")
		}
	}
	return b.String()
}

// copied draws a drawing as the copyist sees it.
func copied(d *Drawing, name string) string {
	c := &copyist{name: name}
	d.Draw(grouper{c})
	return fmt.Sprintf("<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%g\" height=\"%g\" viewBox=\"0 0 %g %g\">\n%s</svg>\n", d.Width, d.Height, d.Width, d.Height, c.b.String())
}

// A line around letters stands below or above them, as the file says.
func TestTextOutline(t *testing.T) {
	for _, test := range []struct {
		attributes string
		want       []string // in this order
	}{
		{`stroke="red" stroke-width="2" paint-order="stroke"`, []string{`stroke="#ff0000" stroke-width="2"`, ">Po<"}},
		{`stroke="red" stroke-width="2"`, []string{">Po<", `stroke="#ff0000" stroke-width="2"`}},
	} {
		d, problems := Parse([]byte(`<svg viewBox="0 0 40 20"><text x="3" y="15" ` + test.attributes + `>Po</text></svg>`))
		if len(problems) > 0 {
			t.Fatal(problems)
		}
		c := &copyist{}
		d.Draw(c)
		got := c.b.String()
		if i, j := strings.Index(got, test.want[0]), strings.Index(got, test.want[1]); i < 0 || j < i {
			t.Errorf("%s: %s", test.attributes, got)
		}
	}
}
