package unit

import (
	"math"
	"math/big"
	"slices"
	"strings"
)

// A Unit is a product of powers of named units, with prefixes, in the order and
// form that its author chose. The zero value is the unit 1. Units are values:
// no method changes one. Compare them with [Unit.Equal].
type Unit struct{ *body }

type body struct {
	terms  []term
	dim    Dimension
	scale  scale
	offset *big.Rat // nil but for °C and °F alone
	counts []namedPower

	hi, lo         float64 // SI = x·(hi+lo) + (shift+shiftLo)
	inverseHi      float64
	inverseLo      float64
	shift, shiftLo float64
	source, plain  string
}

// A term is one factor of a unit:
//
//	µmol/(g min)   has the terms µmol, g with slash and -1, min with slash and -1
type term struct {
	def    *definition
	prefix *prefix // nil for none
	exp    exponent
	slash  bool // stands behind the solidus; its exponent is negative
}

// A definition is a named unit, built in or declared by a model.
type definition struct {
	symbol   string            // the name in source text: "W", "year"
	plain    string            // as typeset, where that differs: "yr"
	local    map[string]string // as typeset in one language: zh 年
	tex      string            // TeX, where the symbol is TeX: M_\odot
	names    [6][2]string      // long names, singular and plural, by language
	other    map[string]string // long names of a model's unit, by language
	prefixes prefixes
	dim      Dimension
	scale    scale
	offset   *big.Rat
	counts   []namedPower
	expand   []term // "Wh" stands for W h
	close    bool   // follows its number without a space: °, ′, ″
	own      bool   // of a model
}

// build makes a unit of terms. It fails with a limit exceeded, or where a unit
// with an offset does not stand alone; offset is the place of errors.
func build(terms []term, offset int) (Unit, error) {
	terms = normal(terms)
	if len(terms) == 0 {
		return Unit{}, nil
	}
	b := &body{terms: terms}
	for _, t := range terms {
		s := t.def.scale
		if t.prefix != nil {
			s = s.mul(t.prefix.scale)
		}
		s, ok := s.pow(t.exp)
		if !ok {
			return Unit{}, fail(RuleLimit, offset, "", "the factor of %s is out of range", t.source())
		}
		b.scale = b.scale.mul(s)
		if !b.scale.usable() {
			return Unit{}, fail(RuleLimit, offset, "", "the factor of the unit is out of range at %s", t.source())
		}
		b.dim = b.dim.combine(t.def.dim, t.exp)
		if !b.dim.Valid() {
			return Unit{}, fail(RuleLimit, offset, "", "the exponent of %s is out of range", t.source())
		}
		b.counts = count(b.counts, t.def.counts, t.exp)
		if t.def.offset == nil {
			continue
		}
		if len(terms) > 1 || t.exp != whole(1) || t.prefix != nil {
			return Unit{}, fail(RuleOffset, offset, offsetHint(t.def),
				"%s has an offset and stands alone, never in a product or power", t.def.print("en"))
		}
		b.offset = t.def.offset
	}
	b.finish()
	return Unit{b}, nil
}

func offsetHint(d *definition) string {
	if d.symbol == "degF" {
		return "write a difference of temperatures as K or delta_degF"
	}
	return "write a difference of temperatures as K or delta_degC"
}

func (b *body) finish() {
	b.hi, b.lo = b.scale.split()
	b.inverseHi, b.inverseLo = b.scale.inverse().split()
	if b.offset != nil {
		b.shift, b.shiftLo = scale{rat: b.offset}.split()
	}
	b.source = source(b.terms)
	b.plain = plain(b.terms, "en")
}

// normal merges equal units of equal sign on the same side, and drops the
// solidus where nothing stands before it.
func normal(terms []term) []term {
	out := make([]term, 0, len(terms))
	above := false
next:
	for _, t := range terms {
		if t.exp.num == 0 {
			continue
		}
		if t.exp.num > 0 {
			t.slash = false
		}
		for i, u := range out {
			if u.def != t.def || u.prefix != t.prefix || u.slash != t.slash || (u.exp.num < 0) != (t.exp.num < 0) {
				continue
			}
			if sum, ok := u.exp.add(t.exp); ok {
				out[i].exp = sum
				continue next
			}
		}
		above = above || !t.slash
		out = append(out, t)
	}
	if !above {
		for i := range out {
			out[i].slash = false
		}
	}
	slices.SortStableFunc(out, func(a, b term) int {
		switch {
		case a.slash == b.slash:
			return 0
		case b.slash:
			return -1
		}
		return 1
	})
	return out
}

// count adds e times the counted things of more to counts, sorted by name.
func count(counts, more []namedPower, e exponent) []namedPower {
	for _, m := range more {
		p, ok := m.exp.mul(e)
		if !ok {
			continue
		}
		i, found := slices.BinarySearchFunc(counts, m.name, func(n namedPower, s string) int {
			return strings.Compare(n.name, s)
		})
		if !found {
			counts = slices.Insert(slices.Clone(counts), i, namedPower{m.name, p})
			continue
		}
		counts = slices.Clone(counts)
		if sum, ok := counts[i].exp.add(p); ok && sum.num != 0 {
			counts[i].exp = sum
		} else {
			counts = slices.Delete(counts, i, i+1)
		}
	}
	return counts
}

// IsOne tells whether u is the unit 1, which prints as nothing.
func (u Unit) IsOne() bool { return u.body == nil }

// Dimension is what arithmetic checks; counted things and angles have none.
func (u Unit) Dimension() Dimension {
	if u.body == nil {
		return Dimension{}
	}
	return u.dim
}

// Factor is the SI value of one unit (of one step, where there is an offset).
func (u Unit) Factor() float64 {
	if u.body == nil {
		return 1
	}
	return u.hi
}

// Exact gives the factor as a fraction; ok is false where π has a part in it.
func (u Unit) Exact() (r *big.Rat, ok bool) {
	if u.body == nil {
		return big.NewRat(1, 1), true
	}
	return new(big.Rat).Set(u.scale.fraction()), u.scale.pi == 0
}

// Offset is the SI value of zero: 273.15 for °C, 0 for nearly all others.
func (u Unit) Offset() float64 {
	if u.body == nil {
		return 0
	}
	return u.shift
}

// ToSI converts x of this unit to the coherent SI unit of its dimension. It
// rounds once, so that 1 nW is the float64 nearest to 1e-9.
func (u Unit) ToSI(x float64) float64 {
	if u.body == nil {
		return x
	}
	if u.offset == nil {
		return times(x, u.hi, u.lo)
	}
	p := float64(x * u.hi)
	return sum(p, u.shift, math.FMA(x, u.hi, -p)+float64(x*u.lo)+u.shiftLo)
}

// FromSI converts back; it too rounds once.
func (u Unit) FromSI(x float64) float64 {
	if u.body == nil {
		return x
	}
	if u.offset == nil {
		return times(x, u.inverseHi, u.inverseLo)
	}
	return times(sum(x, -u.shift, -u.shiftLo), u.inverseHi, u.inverseLo)
}

// sum gives a + b + rest, where rest is small, and loses nothing of a + b.
func sum(a, b, rest float64) float64 {
	s := a + b
	if math.IsInf(s, 0) || math.IsNaN(s) {
		return s
	}
	t := s - a
	return s + ((a - (s - t)) + (b - t) + rest)
}

// Counted names what u counts: "information", "angle", "neuron",
// "information·angle^-1"; empty where it counts nothing. Such units are bare
// numbers in arithmetic and are told apart by this name.
func (u Unit) Counted() string {
	if u.body == nil {
		return ""
	}
	var parts []string
	for _, c := range u.counts {
		if c.exp == whole(1) {
			parts = append(parts, c.name)
		} else {
			parts = append(parts, c.name+"^"+c.exp.String())
		}
	}
	return strings.Join(parts, "·")
}

// Equal tells whether two units convert and print alike.
func (u Unit) Equal(v Unit) bool {
	return u.String() == v.String() && u.Dimension() == v.Dimension() && u.Factor() == v.Factor() && u.Offset() == v.Offset()
}

// Mul gives the unit u·v. It fails where an offset would enter a product.
func (u Unit) Mul(v Unit) (Unit, error) {
	return build(slices.Concat(u.list(), v.list()), 0)
}

// Div gives u/v, with the terms of v behind the solidus.
func (u Unit) Div(v Unit) (Unit, error) {
	under, err := raise(v.list(), whole(-1), true, 0)
	if err != nil {
		return Unit{}, err
	}
	return build(slices.Concat(u.list(), under), 0)
}

// Pow gives u to the power num/den.
func (u Unit) Pow(num, den int64) (Unit, error) {
	e, ok := newExponent(num, den)
	if !ok {
		return Unit{}, fail(RuleLimit, 0, "", "the exponent %d/%d is out of range", num, den)
	}
	terms, err := raise(u.list(), e, false, 0)
	if err != nil {
		return Unit{}, err
	}
	return build(terms, 0)
}

func (u Unit) list() []term {
	if u.body == nil {
		return nil
	}
	return u.terms
}

// raise multiplies exponents by e. With under, what becomes negative stands
// behind the solidus.
func raise(terms []term, e exponent, under bool, offset int) ([]term, error) {
	out := make([]term, len(terms))
	for i, t := range terms {
		p, ok := t.exp.mul(e)
		if !ok {
			return nil, fail(RuleLimit, offset, "", "the exponent of %s is out of range", t.source())
		}
		if t.def.offset != nil && e != whole(1) {
			return nil, fail(RuleOffset, offset, offsetHint(t.def),
				"%s has an offset and stands alone, never in a product or power", t.def.print("en"))
		}
		t.exp = p
		t.slash = p.num < 0 && (under || t.slash)
		out[i] = t
	}
	return out, nil
}
