package math

// Space between neighbours in a row, in mu, by The TeXbook, chapter 18 (table
// of spaces between atoms) and appendix G, rules 5 and 6.

const (
	thin  = 3
	med   = 4 // medium and thick spaces are left out in scripts
	thick = 5
)

// gaps has a row for the left atom and a column for the right one, in the
// order of the classes.
var gaps = [8][8]float64{
	ord:     {0, thin, med, thick, 0, 0, 0, thin},
	op:      {thin, thin, 0, thick, 0, 0, 0, thin},
	bin:     {med, med, 0, 0, med, 0, 0, med},
	rel:     {thick, thick, 0, 0, thick, 0, 0, thick},
	opening: {0, 0, 0, 0, 0, 0, 0, 0},
	closing: {0, thin, med, thick, 0, 0, 0, thin},
	punct:   {thin, thin, 0, thin, thin, thin, thin, thin},
	inner:   {thin, thin, med, thick, thin, 0, thin, thin},
}

// onlyBig marks the thin spaces that scripts do without.
func onlyBig(l, r class) bool {
	if l == op || r == op {
		return gaps[l][r] != thin
	}
	return true
}

// gap is the space between two atoms, in mu; script tells that they are small.
func gap(l, r class, script bool) float64 {
	if script && onlyBig(l, r) {
		return 0
	}
	return gaps[l][r]
}

// settle turns binary operators into ordinary signs where they have nothing
// to stand between.
func settle(classes []class) {
	last := -1 // no atom yet
	for i, c := range classes {
		if c == bin {
			if last < 0 {
				classes[i] = ord
			} else {
				switch classes[last] {
				case bin, op, rel, opening, punct:
					classes[i] = ord
				}
			}
		}
		if last >= 0 && classes[last] == bin {
			switch classes[i] {
			case rel, closing, punct:
				classes[last] = ord
			}
		}
		last = i
	}
	if last >= 0 && classes[last] == bin {
		classes[last] = ord
	}
}
