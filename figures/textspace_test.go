package figures

import (
	"math"
	"testing"

	"reckon/internal/fonts"
)

// A space stands where Chinese characters meet letters or digits, in the width
// of a label as in its place.
func TestSpaceBetweenScripts(t *testing.T) {
	l := lettering{size: 10}
	for text, spaces := range map[string]float64{"合成ATP的产热": 2, "由2001年": 2, "功率 (W)": 0, "一个，B": 0, "ATP": 0} {
		width := 0.0
		for _, run := range fonts.Text(false, false).Runs(text) {
			width += runWidth(run)
		}
		want := (width + spaces*hanSpace) / 100
		if got := float64(l.width(text)); math.Abs(got-want) > 1e-9 {
			t.Errorf("%s is %.2f wide, want %.2f", text, got, want)
		}
	}
}
