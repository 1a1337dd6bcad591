// Package figures draws charts: resolved numbers in, SVG or vector strokes out.
//
// A [Chart] is plain data, filled by the resolve stage: every text on it is
// already in the reader's language and every number in its display unit.
// [Chart.SVG] prints it for a page, [Chart.Draw] onto a canvas, [Chart.CSV] its
// data, and [Describe] says it in words. [ParseDrawing] reads an SVG file of
// anyone's, to be printed as safe SVG or drawn as vectors. Figures never
// evaluate anything.
package figures

// A Kind is a kind of chart.
type Kind string

const (
	Line     Kind = "line"
	Bar      Kind = "bar"
	Stacked  Kind = "stacked"
	Interval Kind = "interval"
	Tornado  Kind = "tornado"
	Sankey   Kind = "sankey"
	Scatter  Kind = "scatter"
)

// Kinds lists the kinds of chart, for suggestions.
var Kinds = []Kind{Line, Bar, Stacked, Interval, Tornado, Sankey, Scatter}

// A Chart is one chart with everything that is printed on it.
//
// Line and Scatter use X, Y and Series. Bar, Stacked and Interval use Y as
// the value axis, Categories as the names along the other one and, per series,
// one value for each category (NaN: none). Tornado uses Categories and two
// series around Center: the result with each input at its low and at its high
// end; it sorts the categories by their swing. Sankey uses Nodes and Flows.
// With Panels, the chart is a set of small multiples and its own data is unused.
type Chart struct {
	Kind        Kind
	Title       string // accessible name; not drawn, the caption says it (of a panel: drawn above it)
	Alt         string // description in words
	X, Y        Axis
	Categories  []string
	Series      []Series
	Totals      []string // of a stack, as printed behind each bar; nil: summed and printed with three digits
	Marks       []Mark
	Lines       []ReferenceLine
	Center      float64
	CenterLabel string // as printed; empty: no label
	Nodes       []Node
	Flows       []Flow
	Panels      []Chart // small multiples: one range, one legend; axes that are not given are the chart's
	Columns     int     // of panels; 0: as many as fit
	Width       float64 // width to height; 0 means the theme's
	Lang        string  // language of the texts and of the decimal sign
}

// An Axis names what is measured and in what unit.
type Axis struct {
	Label    string  // "power per lamp (W)"
	Log      bool    // only positive values are shown
	Min, Max float64 // Min == Max: found from the data
}

// A Series is one line, one set of points, or one colour of bar.
type Series struct {
	Label       string
	X, Y        []float64 // in display units; X is unused with categories
	Low, High   []float64 // 95 % bounds of Y; nil without, NaN where there is none
	XLow, XHigh []float64 // the same for X, of a scatter
	Points      bool      // of a line chart: points with their bounds instead of a line with a band
	Text        []string  // per point of Y: the value as printed; of a scatter: the point's name; nil: none
}

// A Mark is a computed point with its words, such as a maximum.
type Mark struct {
	X, Y  float64
	Label string
}

// A ReferenceLine is a vertical line at a value of X or a horizontal one at a
// value of Y. With categories every line is at a value of Y and stands upright.
type ReferenceLine struct {
	At       float64
	Vertical bool
	Label    string
}

// A Node is a stage of a Sankey diagram; a Flow runs between two of them.
type Node struct {
	Label string
	Value string // as printed
}

// A Flow carries Value from one node to another, by index into Nodes.
type Flow struct {
	From, To int
	Value    float64
	Text     string // as printed
}

// Bounds of what is drawn: a number beyond is as good as none, and a list is cut.
const (
	maxDrawn    = 1e290
	minLog      = 1e-290
	maxSeries   = 64
	maxPanels   = 64
	maxNodes    = 200
	maxFlows    = 1000
	maxLabelled = 200 // marks and points with a name
	maxLines    = 40  // reference lines
)
