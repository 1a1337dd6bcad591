package figures

import (
	"bytes"
	"encoding/csv"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math"
	"os"
	"strings"
	"testing"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"

	"reckon/internal/golden"
)

// TestGolden holds the drawings of the gallery byte for byte.
func TestGolden(t *testing.T) {
	for _, c := range gallery() {
		t.Run(c.Title, func(t *testing.T) {
			golden.Check(t, "testdata/chart/"+c.Title+".svg", c.SVG("c", 460))
		})
	}
}

// TestSVG holds what a page relies on: well-formed, named, nothing that runs or
// loads, the same bytes again.
func TestSVG(t *testing.T) {
	for _, c := range gallery() {
		t.Run(c.Title, func(t *testing.T) {
			c.Alt = `words & <b>marks</b> "quoted"`
			svg := c.SVG("fig-1", 290)
			if again := c.SVG("fig-1", 290); !bytes.Equal(svg, again) {
				t.Error("drawn twice, the chart differs")
			}
			d := xml.NewDecoder(bytes.NewReader(svg))
			var elements []string
			for {
				token, err := d.Token()
				if errors.Is(err, io.EOF) {
					break
				}
				if err != nil {
					t.Fatal(err)
				}
				if e, ok := token.(xml.StartElement); ok {
					elements = append(elements, e.Name.Local)
					for _, a := range e.Attr {
						if strings.Contains(a.Value, "NaN") || strings.Contains(a.Value, "Inf") {
							t.Fatalf("<%s %s=%q>", e.Name.Local, a.Name.Local, a.Value)
						}
					}
				}
			}
			for _, e := range elements {
				if !strings.Contains(" svg title desc g path text ", " "+e+" ") {
					t.Errorf("the chart has an element <%s>", e)
				}
			}
			if !strings.HasPrefix(strings.Join(elements, " "), "svg title desc g") {
				t.Errorf("title and description do not come first: %v", elements[:min(4, len(elements))])
			}
		})
	}
}

// TestCSV holds that data can be read back and have as many columns as headers.
func TestCSV(t *testing.T) {
	var all bytes.Buffer
	for _, c := range gallery() {
		data := c.CSV()
		rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
		if err != nil {
			t.Errorf("%s: %v", c.Title, err)
		}
		fmt.Fprintf(&all, "%s\n", c.Title)
		for i, row := range rows {
			if i < 6 {
				fmt.Fprintf(&all, "  %s\n", strings.Join(row, " | "))
			}
		}
	}
	golden.Check(t, "testdata/csv.txt", all.Bytes())
	hostile := Chart{Kind: Bar, Categories: []string{"=HYPERLINK(1)"}, Series: []Series{{Y: []float64{1}}}}
	if got := string(hostile.CSV()); !strings.Contains(got, "'=HYPERLINK(1)") {
		t.Errorf("a formula for spreadsheets gets through: %q", got)
	}
}

func TestDescribe(t *testing.T) {
	var all bytes.Buffer
	for _, c := range gallery() {
		fmt.Fprintf(&all, "%s\n  %s\n", c.Title, Describe(&c))
	}
	golden.Check(t, "testdata/describe.txt", all.Bytes())
}

// TestUnlikely draws charts that no one should make; none may panic or give a
// number that is none.
func TestUnlikely(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	values := []float64{nan, inf, -inf, 0, 1e308, -1e308, 5e-324, 1e-300, 3, -3}
	for _, kind := range Kinds {
		for _, log := range []bool{false, true} {
			c := Chart{
				Kind: kind, Title: "t", X: Axis{Log: log}, Y: Axis{Log: log, Label: strings.Repeat("long ", 300)}, Categories: []string{"a", "", strings.Repeat("x", 500), "d\x00\nе"},
				Series: []Series{
					{Label: "one", X: values, Y: values, Low: values, High: values, XLow: values, XHigh: values[:2], Text: []string{"1", "2"}},
					{Label: "two", X: values[:1], Y: values}, {},
				},
				Marks: []Mark{{nan, 1, "m"}, {1, inf, "m"}, {3, 3, strings.Repeat("mark ", 50)}}, Center: nan,
				Lines: []ReferenceLine{{At: nan, Label: "l"}, {At: 0, Vertical: true, Label: "l"}, {At: 1e308, Label: "l"}},
				Nodes: []Node{{"a", ""}, {"b", "1"}}, Flows: []Flow{{0, 1, inf, ""}, {0, 1, 1e308, "x"}, {1, 0, 1e-320, ""}, {0, 1, -1, ""}, {0, 7, 1, ""}, {-1, 0, 1, ""}},
			}
			for _, width := range []vg.Length{10, 290, 460} {
				w := observe(t, &c, width)
				for _, text := range w.texts {
					if math.IsNaN(float64(text.box.Min.X + text.box.Min.Y)) {
						t.Errorf("%s log=%v: %q stands nowhere", kind, log, text.text)
					}
				}
			}
			c.CSV()
			Describe(&c)
			c.Panels = []Chart{c, {}, {Kind: Sankey}}
			observe(t, &c, 290)
			c.CSV()
			Describe(&c)
		}
	}
	if err := (&Chart{Kind: "pie"}).Draw(&witness{w: 100, h: 100}); err == nil {
		t.Error("a pie was drawn")
	}
	for _, kind := range append(Kinds, "pie", "") {
		(&Chart{Kind: kind}).SVG("x", 290)
	}
}

// TestRandomLabels draws charts of random sizes and words: no two labels meet.
func TestRandomLabels(t *testing.T) {
	words := rapid.StringMatching(`([A-Za-z]{1,12}|[皮层神经元信息]{1,6}|10⁻⁹ W)( [a-z]{1,9}){0,4}`)
	value := rapid.Float64Range(-1e4, 1e4)
	rapid.Check(t, func(t *rapid.T) {
		c := Chart{
			Kind: rapid.SampledFrom([]Kind{Line, Bar, Stacked, Interval, Tornado, Scatter}).Draw(t, "kind"), Lang: "en",
			X: Axis{Label: words.Draw(t, "x"), Log: rapid.Bool().Draw(t, "xlog")}, Y: Axis{Label: words.Draw(t, "y"), Log: rapid.Bool().Draw(t, "ylog")},
			Categories: rapid.SliceOfN(words, 1, 9).Draw(t, "categories"), Center: value.Draw(t, "center"), CenterLabel: words.Draw(t, "center label"),
		}
		for range rapid.IntRange(0, 5).Draw(t, "series") {
			n := rapid.IntRange(0, 9).Draw(t, "n")
			s := Series{Label: words.Draw(t, "label"), Y: rapid.SliceOfN(value, n, n).Draw(t, "ys"), X: rapid.SliceOfN(value, n, n).Draw(t, "xs")}
			for range s.Y {
				s.Text = append(s.Text, rapid.StringMatching(`[0-9]{1,4} W`).Draw(t, "text"))
			}
			c.Series = append(c.Series, s)
		}
		for range rapid.IntRange(0, 4).Draw(t, "lines") {
			c.Lines = append(c.Lines, ReferenceLine{value.Draw(t, "at"), rapid.Bool().Draw(t, "vertical"), words.Draw(t, "line")})
		}
		for range rapid.IntRange(0, 4).Draw(t, "marks") {
			c.Marks = append(c.Marks, Mark{value.Draw(t, "mx"), value.Draw(t, "my"), words.Draw(t, "mark")})
		}
		w := &witness{}
		w.w, w.h = c.Size(vg.Length(rapid.IntRange(260, 620).Draw(t, "width")))
		if err := c.Draw(w); err != nil {
			t.Fatal(err)
		}
		for _, fault := range w.faults() {
			t.Error(fault)
		}
	})
}

func ExampleChart() {
	c := Chart{
		Kind: Bar, Title: "Power", Alt: "Two bars, of 3.5 W and 0.1 W.", Lang: "en", Y: Axis{Label: "power (W)"},
		Categories: []string{"communication", "computation"},
		Series:     []Series{{Label: "power", Y: []float64{3.52, 0.1}, Text: []string{"3.5 W", "0.1 W"}}},
	}
	svg := c.SVG("fig-power", 460)
	fmt.Println(string(svg[:bytes.IndexByte(svg, '>')+1]))
	os.Stdout.Write(c.CSV())
	// Output:
	// <svg viewBox="0 0 460 69.95" role="img" aria-labelledby="fig-power-title fig-power-desc" xmlns="http://www.w3.org/2000/svg">
	// ,power (W)
	// communication,3.52
	// computation,0.1
}

// Small multiples with names of their own keep their bars: where texts have no
// room beside them, the axis does not grow for the texts.
func TestNarrowPanels(t *testing.T) {
	panel := func(title string, y ...float64) Chart {
		return Chart{Title: title, Categories: []string{title + ", a rather long name", title + " b"}, Series: []Series{{Y: y, Text: []string{"\u22121.70\u00a0EUR/(kW·h)", "3.40\u00a0EUR/(kW·h)"}}}}
	}
	c := (&Chart{Kind: Bar, Panels: []Chart{panel("one", -1.7, 3.4), panel("two", 5.1, -6.8), panel("three", 8.5, 1)}}).clean()
	s := c.panels(360, 0)
	if s.columns != 1 {
		t.Errorf("%d columns", s.columns)
	}
	for _, l := range s.parts {
		if l.x.Max-l.x.Min > 60 {
			t.Errorf("the axis of %s goes from %g to %g", l.Title, l.x.Min, l.x.Max)
		}
	}
}

// What lies close together is told apart in words as well.
func TestDescribeCloseValues(t *testing.T) {
	got := Describe(&Chart{Kind: Scatter, Series: []Series{{X: []float64{2023, 2023.084, 2023.5}, Y: []float64{2.951, 2.948, 2.9}}}, Lang: "en"})
	if want := "Chart, described from its data: (2023, 2.951), (2023.084, 2.948), (2023.5, 2.9)."; got != want {
		t.Errorf("\n got: %s\nwant: %s", got, want)
	}
	got = Describe(&Chart{Series: []Series{{Label: "t", X: []float64{0, 1}, Y: []float64{1e6, 1000000.5}}}, Lang: "en"})
	if !strings.Contains(got, "1.000\u202f000\u202f5") && !strings.Contains(got, "000.5") && !strings.Contains(got, "1.0000005") {
		t.Error(got)
	}
}

// What a logarithmic axis cannot show is told beside it.
func TestLogBarsTellZero(t *testing.T) {
	c := &Chart{Kind: Bar, Categories: []string{"a", "b"}, Series: []Series{{Y: []float64{0, 5}, Text: []string{"nothing", "five"}}}, Y: Axis{Log: true}}
	if svg := string(c.SVG("x", 300)); !strings.Contains(svg, "nothing") {
		t.Error(svg)
	}
}
