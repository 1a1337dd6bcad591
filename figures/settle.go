package figures

import "gonum.org/v1/plot/vg"

// settle moves things that stand in a row, in order, apart so that they do not
// overlap: as little as it can from the middles that they wish for, in the sense
// of least squares, and between low and high where there is room. Wishes become
// the middles.
func settle(middles, sizes []vg.Length, low, high vg.Length) {
	// Less the sizes before it, each place only has to be no smaller than the one
	// before: a monotone regression, by pooling adjacent violators.
	type pool struct {
		sum, n vg.Length
	}
	var pools []pool
	var before vg.Length
	for i, m := range middles {
		p := pool{m - sizes[i]/2 - before, 1}
		for len(pools) > 0 {
			last := pools[len(pools)-1]
			if last.sum/last.n <= p.sum/p.n {
				break
			}
			p = pool{p.sum + last.sum, p.n + last.n}
			pools = pools[:len(pools)-1]
		}
		pools = append(pools, p)
		before += sizes[i]
	}
	i, before, room := 0, vg.Length(0), high-before
	for _, p := range pools {
		at := max(min(p.sum/p.n, room), low)
		for range int(p.n) {
			middles[i] = at + before + sizes[i]/2
			before += sizes[i]
			i++
		}
	}
}

func sizes(n int, each vg.Length) []vg.Length {
	s := make([]vg.Length, n)
	for i := range s {
		s[i] = each
	}
	return s
}
