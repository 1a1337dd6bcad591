package pdf

import "reckon/report/document"

// A geometry is the paper and where text stands on it, in points.
type geometry struct {
	width, height float64

	measure float64 // width of the text: some 70 characters
	wide    float64 // width that tables, charts and formulas may take when they need it
	widest  float64 // width of tables with many columns
	left    float64 // edge of the text
	top     float64
	bottom  float64

	head float64 // baseline of the running head
	foot float64 // baseline of the page number
}

// papers are the sizes of paper that front matter may name. markdown.Papers
// lists the same names.
var papers = map[string][2]float64{
	"a4":        {595.28, 841.89},
	"a5":        {419.53, 595.28},
	"b5":        {498.9, 708.66},
	"jisb5":     {515.91, 728.5},
	"letter":    {612, 792},
	"legal":     {612, 1008},
	"executive": {522, 756},
}

// geometryOf gives the design of a page of a paper: that of A4 with the same
// text where the paper is wide enough, and with margins in proportion.
func geometryOf(paper string) *geometry {
	size, ok := papers[paper]
	if !ok {
		size = papers["a4"]
	}
	g := &geometry{width: size[0], height: size[1]}
	g.measure = min(336, g.width-2*42)
	g.wide = min(448, g.width-2*36)
	g.widest = min(500, g.width-2*30)
	g.left = (g.width - g.measure) / 2
	scale := min(1, g.height/papers["a4"][1])
	g.top, g.bottom = 90*scale, g.height-92*scale
	g.head, g.foot = 60*scale, g.height-56*scale
	return g
}

// paperOf is the paper that a document asks for.
func paperOf(d *document.Document) string {
	if d.Front == nil {
		return ""
	}
	return d.Front.Paper
}

// room is the height of the text.
func (g *geometry) room() float64 { return g.bottom - g.top }

// columns is the width of two columns side by side; 0 where the paper is too
// narrow for them.
func (g *geometry) columns() float64 {
	w := (g.wide - columnGutter) / 2
	if w < narrowColumn {
		return 0
	}
	return w
}

const (
	columnGutter = 20.0
	narrowColumn = 180.0 // a column of the ledger is not narrower
)
