package figures

import (
	"flag"
	"fmt"
	"math"
	"os"
	"strings"
	"testing"
)

// page names a file that takes the gallery, to be looked at in a browser:
//
//	go test ./figures -run Gallery -args -page=gallery.html
var page = flag.String("page", "", "write the gallery of charts to this file")

func TestGalleryPage(t *testing.T) {
	if *page == "" {
		t.Skip("no -page")
	}
	var b strings.Builder
	b.WriteString(`<!doctype html><meta charset="utf-8"><style>body{margin:12px;background:#fdfcf9;color:#1b1d21;font:13px Georgia}
.dark{background:#16181b;color:#e3e1db} .row{display:flex;gap:24px;align-items:flex-start;padding:8px}
svg{outline:1px dotted #8886} .w{width:690px}.n{width:435px}</style>`)
	for i, c := range gallery() {
		class := "row"
		if i%2 == 1 {
			class += " dark"
		}
		fmt.Fprintf(&b, `<div class="%s"><div class="w"><p>%s</p>%s</div><div class="n">%s</div></div>`, class, c.Title,
			c.SVG(fmt.Sprint("w", i), 460), c.SVG(fmt.Sprint("n", i), 290))
	}
	if err := os.WriteFile(*page, []byte(b.String()), 0o644); err != nil {
		t.Fatal(err)
	}
}

// curve samples f on n points of a logarithmic or linear range.
func curve(lo, hi float64, n int, log bool, f func(x float64) float64) (x, y []float64) {
	for i := range n {
		t := float64(i) / float64(n-1)
		v := lo + (hi-lo)*t
		if log {
			v = lo * math.Pow(hi/lo, t)
		}
		x, y = append(x, v), append(y, f(v))
	}
	return x, y
}

func series(label string, lo, hi float64, n int, log bool, f func(x float64) float64) Series {
	x, y := curve(lo, hi, n, log, f)
	return Series{Label: label, X: x, Y: y}
}

func times(list []float64, k float64) []float64 {
	out := make([]float64, len(list))
	for i, v := range list {
		out[i] = v * k
	}
	return out
}

func texts(values []float64, unit string) (out []string) {
	for _, v := range values {
		if math.IsNaN(v) {
			out = append(out, "")
			continue
		}
		out = append(out, strings.Replace(fmt.Sprintf("%.3g %s", v, unit), "-", "−", 1))
	}
	return out
}

// gallery holds charts of every kind, most of them awkward.
func gallery() []Chart {
	nan := math.NaN()
	band := series("bits per joule", 10, 1e5, 120, true, func(x float64) float64 { return 3e9 * math.Log2(1+x/50) / (1 + x/2000) })
	band.Low, band.High = times(band.Y, 0.7), times(band.Y, 1.5)
	loud := []float64{3.52, 1.41, 0.83, 0.1, 0.02}
	charts := []Chart{
		{
			Kind: Line, Title: "band", Alt: "A curve that rises and falls.", Lang: "en",
			X: Axis{Label: "transmissions per spike", Log: true}, Y: Axis{Label: "information per joule (bit/J)"},
			Series: []Series{band}, Marks: []Mark{{X: 610, Y: 8.6e9, Label: "610; 8.6 × 10⁹ bit/J"}},
			Lines: []ReferenceLine{{At: 2500, Vertical: true, Label: "today’s cortex"}, {At: 3e9, Label: "bound of the ideal channel"}},
		},
		{
			Kind: Line, Title: "many-series", Lang: "en", X: Axis{Label: "time (ms)"}, Y: Axis{Label: "potential difference across the membrane (mV)"},
			Series: func() (s []Series) {
				for i := range 9 {
					s = append(s, series(fmt.Sprintf("channel %d with a longish name", i+1), -5, 5, 60, false, func(x float64) float64 { return 100 * math.Sin(x+float64(i)/3) }))
				}
				return s
			}(),
		},
		{
			Kind: Line, Title: "direct", Lang: "de", X: Axis{Label: "Entfernung (mm)"}, Y: Axis{Label: "Energie je Bit (J)", Log: true},
			Series: []Series{
				series("Faser", 1, 100, 40, true, func(x float64) float64 { return 1e-14 * x }), series("Draht", 1, 100, 40, true, func(x float64) float64 { return 1.02e-14 * x }),
				series("Licht", 1, 100, 40, true, func(float64) float64 { return 1e-12 }), series("Diffusion", 1, 30, 40, true, func(x float64) float64 { return 1e-15 * x * x }),
			},
		},
		{
			Kind: Line, Title: "many-marks", Lang: "en", X: Axis{Label: "x"}, Y: Axis{Label: "y"},
			Series: []Series{series("f", 0, 10, 80, false, func(x float64) float64 { return math.Sin(3*x) * x })},
			Marks: func() (m []Mark) {
				for i := range 14 {
					x := float64(i) * 10 / 13
					m = append(m, Mark{X: x, Y: math.Sin(3*x) * x, Label: fmt.Sprintf("extremum no. %d at the place %.2f", i, x)})
				}
				return m
			}(),
			Lines: []ReferenceLine{
				{At: 3, Vertical: true, Label: "first threshold"}, {At: 3.1, Vertical: true, Label: "second threshold"}, {At: 3.2, Vertical: true, Label: "a third threshold with many words"},
				{At: 9.9, Vertical: true, Label: "the end of the known range"}, {At: 0.05, Vertical: true, Label: "its beginning"},
				{At: 2, Label: "upper level"}, {At: 2.1, Label: "another level close to it"}, {At: -9, Label: "lower level"},
			},
		},
		{Kind: Line, Title: "one-point", Lang: "en", X: Axis{Label: "x"}, Y: Axis{Label: "y"}, Series: []Series{{Label: "alone", X: []float64{3}, Y: []float64{5}}}},
		{Kind: Line, Title: "empty", Lang: "en", X: Axis{Label: "x"}, Y: Axis{Label: "y"}, Series: []Series{{Label: "nothing"}}},
		{
			Kind: Line, Title: "gaps", Lang: "fr", X: Axis{Label: "année"}, Y: Axis{Label: "débit (m³/s)"},
			Series: []Series{{Label: "mesuré", X: []float64{2000, 2001, 2002, 2003, 2004, 2005}, Y: []float64{1, 2, nan, 4, nan, 3}, Low: []float64{0.5, 1, nan, 3, nan, 2}, High: []float64{1.5, 3, nan, 5, nan, 4}}},
		},
		{
			Kind: Line, Title: "tiny-range", Lang: "en", X: Axis{Label: "x"}, Y: Axis{Label: "frequency (Hz)"},
			Series: []Series{series("f", 0, 1, 20, false, func(x float64) float64 { return 1420405751.7 + x*1e-3 })},
		},
		{
			Kind: Line, Title: "narrow-log", Lang: "en", X: Axis{Label: "x", Log: true, Min: 2.1, Max: 4.2}, Y: Axis{Label: "y", Log: true, Min: 31, Max: 37},
			Series: []Series{series("f", 2, 4.3, 20, false, func(x float64) float64 { return 30 + 2*x })},
		},
		{
			Kind: Line, Title: "sixty-decades", Lang: "en", X: Axis{Label: "mass of all that there is to be weighed anywhere (kg)", Log: true, Min: 1e-30, Max: 1e30}, Y: Axis{Label: "radius (m)", Log: true},
			Series: []Series{series("f", 1e-30, 1e30, 60, true, func(x float64) float64 { return 1e-27 * math.Sqrt(x) * math.Sqrt(x) })},
			Lines:  []ReferenceLine{{At: -4, Vertical: true, Label: "not on a logarithmic axis"}, {At: 0, Label: "nor this"}},
		},
		{
			Kind: Line, Title: "chinese", Lang: "zh", X: Axis{Label: "每个脉冲的突触传递次数", Log: true}, Y: Axis{Label: "每焦耳的信息量（比特/焦耳）"},
			Series: []Series{series("有噪声", 10, 1e5, 50, true, func(x float64) float64 { return 1e9 * math.Log(x) }), series("理想信道的上限", 10, 1e5, 50, true, func(x float64) float64 { return 2e9 * math.Log(x) })},
			Marks:  []Mark{{X: 1e5, Y: 1e9 * math.Log(1e5), Label: "最优点：10⁵ 次传递"}}, Lines: []ReferenceLine{{At: 2000, Vertical: true, Label: "大脑皮层的实际值"}},
		},
		{
			Kind: Bar, Title: "bar", Lang: "en", Y: Axis{Label: "power (W)"}, Categories: []string{"long-range communication", "computation", "growth and its maintenance", "housekeeping", "the rest"},
			Series: []Series{{Label: "now", Y: loud, Low: times(loud, 0.8), High: times(loud, 1.3), Text: texts(loud, "W")}},
			Lines:  []ReferenceLine{{At: 2, Label: "half of it"}, {At: 3.3, Label: "nearly all of it, as it was printed in 2021"}},
		},
		{
			Kind: Bar, Title: "grouped", Lang: "en", Y: Axis{Label: "change (%)"}, Categories: []string{"up", "down", "both ways", "none at all"},
			Series: []Series{
				{Label: "before", Y: []float64{5, -3, 8, 0}, Text: texts([]float64{5, -3, 8, 0}, "%")},
				{Label: "after", Y: []float64{6, -12, -8, nan}, Low: []float64{5, -14, -9, nan}, High: []float64{7, -11, -7, nan}, Text: texts([]float64{6, -12, -8, nan}, "%")},
				{Label: "much later, when nobody remembers what the first two had been about", Y: []float64{1, -1, 3, 2}, Text: texts([]float64{1, -1, 3, 2}, "per cent of the value before")},
			},
		},
		{
			Kind: Bar, Title: "log-bar", Lang: "en", Y: Axis{Label: "energy (J)", Log: true}, Categories: []string{"photon", "spike", "none", "thought"},
			Series: []Series{{Label: "e", Y: []float64{3e-19, 2e-9, 0, 4}, Low: []float64{nan, 1e-9, nan, 2}, High: []float64{nan, 5e-9, nan, 9}, Text: []string{"3 × 10⁻¹⁹ J", "2 × 10⁻⁹ J", "", "4 J"}}},
		},
		{
			Kind: Stacked, Title: "stacked", Lang: "en", Y: Axis{Label: "power (W)"}, Categories: []string{"Attwell and Laughlin 2001", "Howarth 2012", "this paper"},
			Series: []Series{
				{Label: "action potentials", Y: []float64{1.9, 0.9, 1.2}, Text: texts([]float64{1.9, 0.9, 1.2}, "W")},
				{Label: "synaptic transmission", Y: []float64{1.4, 2.3, 2}, Text: texts([]float64{1.4, 2.3, 2}, "W")},
				{Label: "resting potentials", Y: []float64{0.8, 0.9, 1.1}, Text: texts([]float64{0.8, 0.9, 1.1}, "W")},
				{Label: "transmitter recycling", Y: []float64{0.05, nan, 0.08}, Text: texts([]float64{0.05, nan, 0.08}, "W")},
				{Label: "gains", Y: []float64{nan, -0.4, nan}, Text: texts([]float64{nan, -0.4, nan}, "W")},
			},
		},
		{
			Kind: Interval, Title: "interval", Lang: "en", Y: Axis{Label: "neurons in the cortex (10⁹)"},
			Categories: []string{"Azevedo 2009", "Pakkenberg and Gundersen 1997, stereology of 94 brains", "Lent 2012"},
			Series: []Series{
				{Label: "counted", Y: []float64{16.3, 21, nan}, Low: []float64{14.1, 15, nan}, High: []float64{18.5, 27, nan}, Text: []string{"16.3 (14.1 to 18.5)", "21 (15 to 27)", ""}},
				{Label: "estimated", Y: []float64{15, nan, 14}, Low: []float64{14, nan, 13}, High: []float64{17, nan, 16}, Text: []string{"15", "", "14 (13 to 16)"}},
			},
			Lines: []ReferenceLine{{At: 15, Label: "used here"}},
		},
		{
			Kind: Tornado, Title: "tornado", Lang: "en", Y: Axis{Label: "power of communication (W)"}, Center: 3.09, CenterLabel: "3.09 W",
			Categories: []string{"firing rate", "axon length per neuron", "membrane capacitance", "temperature", "both on one side", "overlap of sodium and potassium currents"},
			Series: []Series{
				{Label: "input at its low end", Y: []float64{1.2, 2.6, 3.5, 3.05, 3.4, 3.09}, Text: []string{"0.5 Hz", "3 cm", "0.7 µF/cm²", "305 K", "0.1", "1"}},
				{Label: "input at its high end", Y: []float64{5.6, 3.7, 2.4, 3.12, 3.3, 4.9}, Text: []string{"2 Hz", "5 cm", "1.2 µF/cm²", "312 K", "0.9", "4"}},
			},
		},
		{
			Kind: Scatter, Title: "scatter", Lang: "en", X: Axis{Label: "mass of the brain (g)", Log: true}, Y: Axis{Label: "neurons (10⁶)", Log: true},
			Series: []Series{
				{Label: "rodents", X: []float64{0.4, 1.8, 3.8, 18}, Y: []float64{70, 200, 240, 850}, Low: []float64{60, 150, 200, 700}, High: []float64{80, 260, 300, 1000}, Text: []string{"mouse", "rat", "guinea pig", "agouti"}},
				{Label: "primates", X: []float64{8, 16, 15.7, 87, 1500}, Y: []float64{636, 1468, 1450, 6376, 86000}, XLow: []float64{7, 15, 14, 80, 1300}, XHigh: []float64{9, 17, 17, 95, 1700}, Text: []string{"marmoset", "galago", "owl monkey", "macaque", "human"}},
			},
		},
		{
			Kind: Sankey, Title: "sankey", Lang: "en",
			Nodes: []Node{{"brain", "17.0 W"}, {"cortex", "9.1 W"}, {"cerebellum", "2.1 W"}, {"elsewhere", "5.8 W"}, {"white matter", "1.8 W"}, {"communication", "3.5 W"}, {"computation", "0.1 W"}, {"growth", "1.4 W"}, {"housekeeping and the rest", "2.3 W"}},
			Flows: []Flow{{0, 1, 9.1, "9.1 W"}, {0, 2, 2.1, "2.1 W"}, {0, 3, 5.8, "5.8 W"}, {1, 4, 1.8, "1.8 W"}, {1, 5, 3.5, "3.5 W"}, {1, 6, 0.1, "0.1 W"}, {1, 7, 1.4, "1.4 W"}, {1, 8, 2.3, "2.3 W"}},
		},
		{
			Kind: Sankey, Title: "sankey-tangled", Lang: "en",
			Nodes: []Node{{"coal", "60"}, {"gas", "45"}, {"wind", "30"}, {"electricity", "80"}, {"heat", "40"}, {"homes", "50"}, {"industry", "55"}, {"lost", "30"}, {"nothing", ""}},
			Flows: []Flow{{0, 3, 50, "50"}, {0, 4, 10, "10"}, {1, 3, 15, "15"}, {1, 4, 30, "30"}, {2, 3, 30, "30"}, {3, 5, 30, "30"}, {3, 6, 40, "40"}, {4, 5, 20, "20"}, {4, 6, 15, "15"}, {3, 7, 25, "25"}, {4, 7, 5, "5"}, {0, 7, 3, "3"}, {6, 3, 2, "2"}, {5, 5, 1, "1"}, {7, 99, 1, "1"}, {0, 3, nan, "?"}},
		},
		{
			Kind: Sankey, Title: "sankey-fan", Lang: "zh",
			Nodes: func() (n []Node) {
				n = append(n, Node{"全部", "100 W"})
				for i := range 14 {
					n = append(n, Node{fmt.Sprintf("第 %d 项支出，名字很长", i+1), fmt.Sprintf("%d W", 14-i)})
				}
				return n
			}(),
			Flows: func() (f []Flow) {
				for i := range 14 {
					f = append(f, Flow{0, i + 1, float64(14 - i), ""})
				}
				return f
			}(),
		},
		{
			Kind: Line, Title: "panels", Lang: "en", X: Axis{Label: "transmissions", Log: true}, Y: Axis{Label: "information (bit)"},
			Panels: func() (p []Chart) {
				for i := range 5 {
					p = append(p, Chart{Title: fmt.Sprintf("cv = %.1f", 0.2*float64(i+1)), Series: []Series{
						series("noisy", 1, 1e4, 40, true, func(x float64) float64 { return math.Log2(1+x) / float64(i+1) }), series("ideal", 1, 1e4, 40, true, func(x float64) float64 { return math.Log2(1 + x) }),
					}})
				}
				return p
			}(),
		},
		{
			Kind: Bar, Title: "panels-bars", Lang: "en", Y: Axis{Label: "power (W)"}, Categories: []string{"communication", "computation", "growth and maintenance"},
			Panels: []Chart{
				{Title: "adult", Series: []Series{{Label: "p", Y: []float64{3.5, 0.1, 1.4}, Text: []string{"3.5 W", "0.1 W", "1.4 W"}}}},
				{Title: "child of six years, from the same measurements", Series: []Series{{Label: "p", Y: []float64{5.5, 0.3, 2.4}, Text: []string{"5.5 W", "0.3 W", "2.4 W"}}}},
			},
		},
	}
	many := Chart{Kind: Bar, Title: "forty-bars", Lang: "en", Y: Axis{Label: "share (%)"}}
	s := Series{Label: "share"}
	for i := range 40 {
		many.Categories = append(many.Categories, fmt.Sprintf("country number %d", i+1))
		s.Y = append(s.Y, 40-float64(i))
		s.Text = append(s.Text, fmt.Sprintf("%d %%", 40-i))
	}
	many.Series = []Series{s}
	return append(charts, many)
}
