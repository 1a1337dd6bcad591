package figures

import "testing"

func BenchmarkSVG(b *testing.B) {
	all := gallery()
	b.ReportAllocs()
	for b.Loop() {
		for i := range all {
			all[i].SVG("x", 460)
		}
	}
}
