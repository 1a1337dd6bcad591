package figures

import (
	"cmp"
	"math"
	"slices"

	"gonum.org/v1/plot/vg"
)

// The layout of a Sankey diagram. Nodes stand in columns, as far to the right of
// what flows into them as the longest way is; where nothing flows on, in the
// last. A flow across several columns reserves its width in each between by a
// node without a label. Order follows the neighbours' middles, places their
// least squares.

const (
	nodeWidth    = vg.Length(7)
	nodeGap      = vg.Length(7)
	nodeLeast    = vg.Length(0.8) // thickness that can still be seen
	flowPart     = 0.34           // of the width is the thickness of the thickest column
	flowLeast    = vg.Length(105)
	lastPart     = 0.34 // of the width may go to labels behind the last column
	bend         = vg.Length(26)
	labelLeast   = vg.Length(40)
	orderRounds  = 12
	settleRounds = 30
)

// A stage is a node with its place; y runs down.
type stage struct {
	node     int // index into Nodes; -1: a flow passes here
	column   int
	value    float64
	in, out  []int // strands
	text     string
	textSize vg.Point // width and height
	y, h     vg.Length
	color    int // of the theme; -1: neutral
}

// A strand is a flow, or the piece of it between neighbouring columns.
type strand struct {
	flow       int
	from, to   int // stages
	value      float64
	back       bool      // runs against the columns
	yFrom, yTo vg.Length // upper edges at both ends
	h          vg.Length
}

type sankey struct {
	*Chart
	w, h    vg.Length
	stages  []stage
	strands []strand
	columns [][]int // stages, from above
	x       []vg.Length
	lead    []vg.Length // behind each column flows run level, as far as its labels reach
	unit    vg.Length   // thickness of the value 1
}

// flow lays the diagram out; h is zero for the height that suits it.
func (c *Chart) flow(w, h vg.Length) *sankey {
	s := &sankey{Chart: c, w: w, h: h}
	s.link()
	s.layer()
	s.split()
	s.order()
	s.letters()
	s.colours()
	most := 0.0
	for _, column := range s.columns {
		sum := 0.0
		for _, i := range column {
			sum += s.stages[i].value
		}
		most = math.Max(most, sum)
	}
	thickness := max(w*flowPart, flowLeast)
	if h == 0 && c.Width > 0 {
		h = w / vg.Length(c.Width)
	}
	s.unit = thickness / vg.Length(max(most, minLog))
	natural := s.natural()
	if h > 0 && most > 0 { // more or less of it goes to thickness
		s.unit = max(thickness+h-natural, thickness/3) / vg.Length(most)
		natural = s.natural()
	}
	s.h = max(natural, 40)
	if h > 0 {
		s.h = h
	}
	s.settle()
	return s
}

// link turns nodes and flows into stages and strands, leaving out what is not
// positive or leads nowhere.
func (s *sankey) link() {
	for i := range s.Nodes {
		s.stages = append(s.stages, stage{node: i})
	}
	n := len(s.Nodes)
	for i, f := range s.Flows[:min(len(s.Flows), maxFlows)] {
		if f.From < 0 || f.From >= n || f.To < 0 || f.To >= n || f.From == f.To || !drawable(f.Value, true) {
			continue
		}
		s.strands = append(s.strands, strand{flow: i, from: f.From, to: f.To, value: f.Value})
	}
	s.connect()
	s.cut()
}

// connect lists the strands at each stage and sums them up.
func (s *sankey) connect() {
	for i := range s.stages {
		s.stages[i].in, s.stages[i].out = nil, nil
	}
	for k, f := range s.strands {
		s.stages[f.from].out = append(s.stages[f.from].out, k)
		s.stages[f.to].in = append(s.stages[f.to].in, k)
	}
	for i := range s.stages {
		st := &s.stages[i]
		in, out := 0.0, 0.0
		for _, k := range st.in {
			in += s.strands[k].value
		}
		for _, k := range st.out {
			out += s.strands[k].value
		}
		st.value = math.Max(in, out)
	}
}

// cut marks one strand of every circle as running back.
func (s *sankey) cut() {
	state := make([]int, len(s.stages)) // 1: on the way, 2: done
	type step struct{ stage, next int }
	for root := range s.stages {
		if state[root] != 0 {
			continue
		}
		state[root] = 1
		for way := []step{{root, 0}}; len(way) > 0; {
			top := &way[len(way)-1]
			if out := s.stages[top.stage].out; top.next < len(out) {
				f := &s.strands[out[top.next]]
				top.next++
				switch state[f.to] {
				case 0:
					state[f.to] = 1
					way = append(way, step{f.to, 0})
				case 1:
					f.back = true
				}
				continue
			}
			state[top.stage] = 2
			way = way[:len(way)-1]
		}
	}
}

// layer gives each stage its column.
func (s *sankey) layer() {
	last := 0
	for range s.stages { // the longest way has no more steps than there are stages
		changed := false
		for _, f := range s.strands {
			if !f.back && s.stages[f.to].column <= s.stages[f.from].column {
				s.stages[f.to].column = s.stages[f.from].column + 1
				changed = true
			}
		}
		if !changed {
			break
		}
	}
	for _, st := range s.stages {
		last = max(last, st.column)
	}
	for i := range s.stages {
		st := &s.stages[i]
		switch {
		case len(st.in) == 0 && len(st.out) == 0:
			st.column = 0
		case len(st.out) == 0:
			st.column = last
		case len(st.in) == 0: // a source stands just before what it feeds
			st.column = last
			for _, k := range st.out {
				st.column = min(st.column, s.stages[s.strands[k].to].column-1)
			}
			st.column = max(st.column, 0)
		}
	}
	s.columns = make([][]int, last+1)
}

// split cuts strands across several columns into pieces, bounded like flows.
func (s *sankey) split() {
	var pieces []strand
	for _, f := range s.strands {
		from := f.from
		for column := s.stages[f.from].column + 1; !f.back && column < s.stages[f.to].column && len(s.stages) < 4*maxFlows; column++ {
			s.stages = append(s.stages, stage{node: -1, column: column})
			to := len(s.stages) - 1
			pieces = append(pieces, strand{flow: f.flow, from: from, to: to, value: f.value})
			from = to
		}
		f.from = from
		pieces = append(pieces, f)
	}
	s.strands = pieces
	s.connect()
	for i, st := range s.stages {
		if st.value > 0 {
			s.columns[st.column] = append(s.columns[st.column], i)
		}
	}
}

// order sorts each column by the middle of its neighbours, to and fro.
func (s *sankey) order() {
	place := make([]float64, len(s.stages))
	number := func(column []int) {
		sum := 0.0
		for _, i := range column {
			place[i] = sum + s.stages[i].value/2
			sum += s.stages[i].value
		}
		for _, i := range column {
			place[i] /= math.Max(sum, minLog)
		}
	}
	for _, column := range s.columns {
		number(column)
	}
	for round := range orderRounds {
		for k := range s.columns {
			forward := round%2 == 0
			if !forward {
				k = len(s.columns) - 1 - k
			}
			column := s.columns[k]
			mean := map[int]float64{}
			for _, i := range column {
				mean[i] = s.mean(i, forward, place)
			}
			slices.SortStableFunc(column, func(a, b int) int { return cmp.Compare(mean[a], mean[b]) })
			number(column)
		}
	}
}

// mean is the weighted place of what a stage is tied to on one side, its own
// place if to nothing.
func (s *sankey) mean(i int, before bool, place []float64) float64 {
	sum, weight := 0.0, 0.0
	ties := s.stages[i].out
	if before {
		ties = s.stages[i].in
	}
	for _, k := range ties {
		f := s.strands[k]
		other := f.to
		if before {
			other = f.from
		}
		sum, weight = sum+f.value*place[other], weight+f.value
	}
	if weight == 0 {
		return place[i]
	}
	return sum / weight
}

// letters wraps the labels and places the columns: labels of the last stand
// behind it, those of the others above their nodes.
func (s *sankey) letters() {
	n := len(s.columns)
	last := s.w * lastPart
	gap := (s.w - last - nodeWidth) / vg.Length(max(1, n-1))
	width := max(min(gap-bend, s.w*0.3), min(labelLeast, gap-4), 12)
	s.lead = make([]vg.Length, n)
	var behind vg.Length
	for i := range s.stages {
		st := &s.stages[i]
		if st.node < 0 {
			continue
		}
		node := s.Nodes[st.node]
		text := node.Label
		if node.Value != "" {
			text += " " + node.Value
		}
		if st.column == n-1 && n > 1 {
			st.text = tickText.wrap(text, last-5)
		} else {
			st.text = tickText.wrap(text, width)
		}
		st.textSize.X, st.textSize.Y = tickText.box(st.text)
		if st.column == n-1 && n > 1 {
			behind = max(behind, st.textSize.X)
		} else if st.value > 0 {
			s.lead[st.column] = max(s.lead[st.column], min(st.textSize.X-nodeWidth+3, gap-bend))
		}
	}
	right := s.w - edge - nodeWidth - behind - 5
	s.x = make([]vg.Length, n)
	for k := range s.x {
		s.x[k] = edge + (right-edge)*vg.Length(k)/vg.Length(max(1, n-1))
	}
}

// colours gives every branch its colour: a single source is neutral, what flows
// from it gets a colour of its own and passes it on.
func (s *sankey) colours() {
	sources := 0
	for _, st := range s.stages {
		if st.value > 0 && len(st.in) == 0 {
			sources++
		}
	}
	next := 0
	fresh := func() int {
		next++
		return (next - 1) % flowColours
	}
	for _, column := range s.columns {
		for _, i := range column {
			st := &s.stages[i]
			st.color = -1
			if len(st.in) == 0 {
				if sources > 1 {
					st.color = fresh()
				}
				continue
			}
			best := -1
			for _, k := range st.in {
				if f := s.strands[k]; !f.back && (best < 0 || f.value > s.strands[best].value) {
					best = k
				}
			}
			if best >= 0 {
				st.color = s.stages[s.strands[best].from].color
			}
			if st.color < 0 {
				st.color = fresh()
			}
		}
	}
}

// slot is the height that a stage takes in its column, and the part of it above
// the middle of the node.
func (s *sankey) slot(i int) (size, above vg.Length) {
	st := s.stages[i]
	h := s.thick(st.value)
	switch {
	case st.node < 0:
		return h + nodeGap, (h + nodeGap) / 2
	case st.column == len(s.columns)-1 && len(s.columns) > 1:
		size = max(h+nodeGap*0.7, st.textSize.Y+4)
		return size, size / 2
	}
	return h + st.textSize.Y + 3 + nodeGap, st.textSize.Y + 3 + nodeGap/2 + h/2
}

func (s *sankey) thick(value float64) vg.Length {
	return max(vg.Length(value)*s.unit, nodeLeast)
}

// natural is the height that the tallest column needs.
func (s *sankey) natural() (h vg.Length) {
	for _, column := range s.columns {
		var sum vg.Length
		for _, i := range column {
			size, _ := s.slot(i)
			sum += size
		}
		h = max(h, sum)
	}
	return h + 2*edge
}

// settle places the nodes of each column beside what they are tied to.
func (s *sankey) settle() {
	middle := make([]float64, len(s.stages))
	for i := range middle {
		middle[i] = float64(s.h) / 2
	}
	for round := range settleRounds {
		for k := range s.columns {
			forward := round%2 == 1
			if !forward {
				k = len(s.columns) - 1 - k
			}
			s.settleColumn(s.columns[k], middle, forward && k > 0 || k == len(s.columns)-1)
		}
	}
	for i := range s.stages {
		st := &s.stages[i]
		st.h = s.thick(st.value)
		st.y = vg.Length(middle[i]) - st.h/2
	}
	s.fan()
}

func (s *sankey) settleColumn(column []int, middle []float64, before bool) {
	at, size, above := make([]vg.Length, len(column)), make([]vg.Length, len(column)), make([]vg.Length, len(column))
	for j, i := range column {
		size[j], above[j] = s.slot(i)
		at[j] = vg.Length(s.mean(i, before, middle)) - above[j] + size[j]/2
	}
	settle(at, size, edge, s.h-edge)
	for j, i := range column {
		middle[i] = float64(at[j] - size[j]/2 + above[j])
	}
}

// fan orders the strands at each node by where they lead.
func (s *sankey) fan() {
	for i := range s.stages {
		st := &s.stages[i]
		slices.SortStableFunc(st.out, func(a, b int) int {
			return cmp.Compare(s.stages[s.strands[a].to].y, s.stages[s.strands[b].to].y)
		})
		slices.SortStableFunc(st.in, func(a, b int) int {
			return cmp.Compare(s.stages[s.strands[a].from].y, s.stages[s.strands[b].from].y)
		})
		y := st.y
		for _, k := range st.out {
			s.strands[k].h = vg.Length(s.strands[k].value) * s.unit
			s.strands[k].yFrom = y
			y += s.strands[k].h
		}
		y = st.y
		for _, k := range st.in {
			s.strands[k].yTo = y
			y += vg.Length(s.strands[k].value) * s.unit
		}
	}
}
