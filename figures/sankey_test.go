package figures

import (
	"math"
	"testing"

	"gonum.org/v1/plot/vg"
	"pgregory.net/rapid"
)

// TestRandomFlows draws diagrams of random nodes and flows, circles among them:
// no two labels meet, none leaves the canvas, and what flows in and out of a
// node fits it.
func TestRandomFlows(t *testing.T) {
	words := rapid.StringMatching(`([A-Za-z]{1,10}|[皮层神经元信息]{1,6})( [a-z]{1,9}){0,3}`)
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(2, 12).Draw(t, "nodes")
		c := Chart{Kind: Sankey, Lang: "en"}
		for range n {
			c.Nodes = append(c.Nodes, Node{words.Draw(t, "label"), rapid.StringMatching(`[0-9]{0,3} W`).Draw(t, "value")})
		}
		for range rapid.IntRange(1, 20).Draw(t, "flows") {
			c.Flows = append(c.Flows, Flow{
				rapid.IntRange(0, n-1).Draw(t, "from"), rapid.IntRange(0, n-1).Draw(t, "to"), rapid.Float64Range(0, 100).Draw(t, "flow"), rapid.StringMatching(`[0-9]{1,3} W`).Draw(t, "text"),
			})
		}
		w := &witness{}
		w.w, w.h = c.Size(vg.Length(rapid.SampledFrom([]int{290, 460, 600}).Draw(t, "width")))
		if err := c.Draw(w); err != nil {
			t.Fatal(err)
		}
		for _, fault := range w.faults() {
			t.Error(fault)
		}
		s := c.clean().flow(w.w, w.h)
		for _, st := range s.stages {
			for _, ties := range [][]int{st.in, st.out} {
				sum := vg.Length(0)
				for _, k := range ties {
					sum += s.strands[k].h
				}
				if sum > st.h+1e-6 {
					t.Errorf("%.1f flows through a node of %.1f", sum, st.h)
				}
			}
		}
	})
}

// TestSettle holds that things in a row neither overlap nor lose their order,
// stay where they are if they can, and keep their mean if they cannot.
func TestSettle(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 9).Draw(t, "n")
		var wish, size []vg.Length
		total := vg.Length(0)
		for range n {
			wish = append(wish, vg.Length(rapid.Float64Range(0, 100).Draw(t, "wish")))
			size = append(size, vg.Length(rapid.Float64Range(1, 10).Draw(t, "size")))
			total += size[len(size)-1]
		}
		at := append([]vg.Length(nil), wish...)
		settle(at, size, -1000, 1000)
		free := true
		for i := 1; i < n; i++ {
			if at[i]-at[i-1] < (size[i]+size[i-1])/2-1e-9 {
				t.Errorf("%v overlap", at)
			}
			free = free && wish[i]-wish[i-1] >= (size[i]+size[i-1])/2
		}
		var a, b vg.Length
		for i := range at {
			a, b = a+at[i], b+wish[i]
			if free && math.Abs(float64(at[i]-wish[i])) > 1e-9 {
				t.Errorf("%v moved to %v without need", wish, at)
			}
		}
		if math.Abs(float64(a-b)) > 1e-6 {
			t.Errorf("the mean moved: %v to %v", wish, at)
		}
		settle(at, size, 0, total+1)
		if at[0]-size[0]/2 < -1e-9 || at[n-1]+size[n-1]/2 > total+1+1e-9 {
			t.Errorf("%v leave their bounds", at)
		}
	})
}
