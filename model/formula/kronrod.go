package formula

import "math"

// Nodes in (0, 1) and weights of the Kronrod rule of 15 points, and the weights
// of the Gauss rule of 7 points at every second node; the node 0 comes last.
//
// Source: Piessens et al., QUADPACK (1983), routine QK15. Checked against
// integrals with closed forms.
var (
	kronrodNodes = [8]float64{
		0.991455371120812639206854697526329, 0.949107912342758524526189684047851,
		0.864864423359769072789712788640926, 0.741531185599394439863864773280788,
		0.586087235467691130294144691693306, 0.405845151377397166906606412076961,
		0.207784955007898467600689403773245, 0,
	}
	kronrodWeights = [8]float64{
		0.022935322010529224963732008058970, 0.063092092629978553290700663189204,
		0.104790010322250183839876322541518, 0.140653259715525918745189590510238,
		0.169004726639267902826583426598550, 0.190350578064785409913256402421014,
		0.204432940075298892414161999234649, 0.209482141084727828012999174891714,
	}
	gaussWeights = [4]float64{
		0.129484966168869693270611432679082, 0.279705391489276667901467771423780,
		0.381830050505118944950369775488975, 0.417959183673469387755102040816327,
	}
)

// kronrod integrates over the panel [a, b] of each active lane and adds it to
// the lane's panels.
func (m *machine) kronrod(n *code, active, ok []bool, held [][]panel) {
	ratios, a, b := m.reg(n.dst+5), m.reg(n.dst+6), m.reg(n.dst+7)
	at, point := m.reg(n.dst+8), m.reg(n.dst+9)
	value, gauss, size := m.reg(n.dst+10), m.reg(n.dst+11), m.reg(n.dst+12)
	clear(value)
	clear(gauss)
	clear(size)
	for k := range 15 {
		j, side := k/2, 1.0
		if k%2 == 1 {
			side = -1
		}
		for i := range at {
			half := (b[i] - a[i]) / 2
			point[i] = (a[i]+b[i])/2 + float64(side*half*kronrodNodes[j])
			at[i] = point[i]
			if ratios[i] != 0 {
				at[i] = math.Exp(point[i])
			}
		}
		f := m.body(n, at, active, ok)
		for i := range at {
			y := f[i]
			if ratios[i] != 0 { // dx = x d(ln x)
				y *= at[i]
			}
			value[i] += float64(kronrodWeights[j] * y)
			size[i] += float64(kronrodWeights[j] * math.Abs(y))
			if j%2 == 1 {
				gauss[i] += float64(gaussWeights[j/2] * y)
			}
		}
	}
	for i := range at {
		if !active[i] {
			continue
		}
		half := (b[i] - a[i]) / 2
		held[i] = append(held[i], panel{a[i], b[i], half * value[i], half * size[i], half * math.Abs(value[i]-gauss[i])})
	}
}
