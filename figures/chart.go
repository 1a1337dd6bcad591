// Package figures draws charts: resolved numbers in, SVG or vector strokes out.
//
// A [Chart] is plain data, filled by the resolve stage: every text on it is
// already in the reader's language and every number in its display unit.
// [Chart.SVG] prints it for a page, [Chart.Draw] onto a canvas, [Chart.CSV] its
// data. Figures never evaluate anything.
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

// A Chart is one chart with everything that is printed on it.
//
// Line and Scatter use X, Y and Series. Bar, Stacked and Interval use Y as
// the value axis, Categories as the names along the other one and, per series,
// one value for each category (NaN: none). Tornado uses Categories and two
// series, low and high, around Center. Sankey uses Nodes and Flows.
type Chart struct {
	Kind       Kind
	Title      string // accessible name; not drawn, the caption says it
	Alt        string // description in words
	X, Y       Axis
	Categories []string
	Series     []Series
	Marks      []Mark
	Lines      []ReferenceLine
	Center     float64
	Nodes      []Node
	Flows      []Flow
	Width      float64 // width to height; 0 means the theme's
	Lang       string  // language of the texts and of the decimal sign
}

// An Axis names what is measured and in what unit.
type Axis struct {
	Label    string  // "power per neuron (nW)"
	Log      bool    // only positive values are shown
	Min, Max float64 // Min == Max: found from the data
}

// A Series is one line, one set of points, or one colour of bar.
type Series struct {
	Label     string
	X, Y      []float64 // in display units; X is unused with categories
	Low, High []float64 // 95 % bounds of Y; nil without
	Text      []string  // the value as printed, per point of Y; nil: none
}

// A Mark is a computed point with its words, such as a maximum.
type Mark struct {
	X, Y  float64
	Label string
}

// A ReferenceLine is a vertical line at a value of X or a horizontal one at a
// value of Y.
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
