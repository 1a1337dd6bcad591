package unit

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

// maxExponent bounds the numerator and the denominator of every exponent; what
// lies beyond is a mistake, not physics.
const maxExponent = 100_000

// bases are the symbols of the seven SI base units in the order of printing.
var bases = [...]string{"kg", "m", "s", "A", "K", "mol", "cd"}

// An exponent is a fraction in lowest terms. The denominator is stored less one
// so that the zero value is 0 and equal fractions are equal with ==.
type exponent struct{ num, less int32 }

func whole(n int32) exponent { return exponent{num: n} }

// newExponent reduces num/den; ok is false where it exceeds maxExponent.
func newExponent(num, den int64) (e exponent, ok bool) {
	if den == 0 {
		return exponent{}, false
	}
	if den < 0 {
		num, den = -num, -den
	}
	a, b := num, den
	if a < 0 {
		a = -a
	}
	for b != 0 {
		a, b = b, a%b
	}
	num, den = num/a, den/a
	if num > maxExponent || num < -maxExponent || den > maxExponent {
		return exponent{}, false
	}
	return exponent{int32(num), int32(den - 1)}, true
}

func (e exponent) den() int64 { return int64(e.less) + 1 }

func (e exponent) add(f exponent) (exponent, bool) {
	return newExponent(int64(e.num)*f.den()+int64(f.num)*e.den(), e.den()*f.den())
}

func (e exponent) mul(f exponent) (exponent, bool) {
	return newExponent(int64(e.num)*int64(f.num), e.den()*f.den())
}

func (e exponent) neg() exponent { return exponent{-e.num, e.less} }

// String gives "2", "-1", "1/2".
func (e exponent) String() string {
	if e.less == 0 {
		return strconv.Itoa(int(e.num))
	}
	return fmt.Sprintf("%d/%d", e.num, e.den())
}

// super writes an exponent in raised digits; a fraction has a fraction slash.
func (e exponent) super() string {
	s := superscript(strconv.Itoa(int(e.num)))
	if e.less != 0 {
		s += "⁄" + superscript(strconv.FormatInt(e.den(), 10))
	}
	return s
}

// raised are the superscript digits, in order.
const raised = "⁰¹²³⁴⁵⁶⁷⁸⁹"

var raisedDigits = []rune(raised)

func superscript(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r >= '0' && r <= '9':
			b.WriteRune(raisedDigits[r-'0'])
		case r == '-':
			b.WriteRune('⁻')
		}
	}
	return b.String()
}

// A Dimension is a product of powers of the seven SI bases and of dimensions
// that a model names itself, such as currency. Two dimensions are the same if
// they are equal with ==. The zero value is dimensionless.
type Dimension struct {
	base  [len(bases)]exponent
	extra string // "currency^1 other^1/2", sorted by name
	wild  bool   // an exponent left all bounds: the dimension of nothing
}

// NewDimension gives the dimension of a model's own, by name.
func NewDimension(name string) Dimension {
	return Dimension{extra: name + "^1"}
}

func baseDimension(i int) Dimension {
	var d Dimension
	d.base[i] = whole(1)
	return d
}

// IsZero tells whether a quantity of this dimension is a bare number.
func (d Dimension) IsZero() bool { return d == Dimension{} }

// Valid is false where multiplying drove an exponent past all bounds. Such a
// dimension stays invalid in every product.
func (d Dimension) Valid() bool { return !d.wild }

// Mul gives the dimension of a product.
func (d Dimension) Mul(e Dimension) Dimension { return d.combine(e, whole(1)) }

// Div gives the dimension of a quotient.
func (d Dimension) Div(e Dimension) Dimension { return d.combine(e, whole(-1)) }

// Pow raises d to num/den. It fails for a zero denominator and for exponents
// beyond all use.
func (d Dimension) Pow(num, den int64) (Dimension, error) {
	p, ok := newExponent(num, den)
	if !ok || d.wild {
		return Dimension{}, fail(RuleLimit, 0, "", "the exponent %d/%d is out of range", num, den)
	}
	r := Dimension{}.combine(d, p)
	if r.wild {
		return Dimension{}, fail(RuleLimit, 0, "", "an exponent of %s to the power %s is out of range", d, p)
	}
	return r, nil
}

// combine gives d · e^p.
func (d Dimension) combine(e Dimension, p exponent) Dimension {
	if d.wild || e.wild {
		return Dimension{wild: true}
	}
	for i := range d.base {
		if e.base[i].num == 0 {
			continue
		}
		q, ok1 := e.base[i].mul(p)
		s, ok2 := d.base[i].add(q)
		if !ok1 || !ok2 {
			return Dimension{wild: true}
		}
		d.base[i] = s
	}
	if e.extra == "" || p.num == 0 {
		return d
	}
	powers := map[string]exponent{}
	for _, n := range d.named() {
		powers[n.name] = n.exp
	}
	for _, n := range e.named() {
		q, ok1 := n.exp.mul(p)
		s, ok2 := powers[n.name].add(q)
		if !ok1 || !ok2 {
			return Dimension{wild: true}
		}
		powers[n.name] = s
	}
	d.extra = encode(powers)
	return d
}

type namedPower struct {
	name string
	exp  exponent
}

// named takes the extra dimensions apart.
func (d Dimension) named() []namedPower {
	if d.extra == "" {
		return nil
	}
	var list []namedPower
	for part := range strings.SplitSeq(d.extra, " ") {
		name, exp, _ := strings.Cut(part, "^")
		num, den, _ := strings.Cut(exp, "/")
		n, _ := strconv.ParseInt(num, 10, 64)
		m := int64(1)
		if den != "" {
			m, _ = strconv.ParseInt(den, 10, 64)
		}
		e, _ := newExponent(n, m)
		list = append(list, namedPower{name, e})
	}
	return list
}

func encode(powers map[string]exponent) string {
	names := make([]string, 0, len(powers))
	for n, p := range powers {
		if p.num != 0 {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	for i, n := range names {
		names[i] = n + "^" + powers[n].String()
	}
	return strings.Join(names, " ")
}

// String gives the dimension as a product of base units, "kg·m²·s⁻³", and "1"
// for a bare number.
func (d Dimension) String() string {
	if d.wild {
		return "out of range"
	}
	var parts []string
	add := func(name string, e exponent) {
		if e.num == 0 {
			return
		}
		if e != whole(1) {
			name += e.super()
		}
		parts = append(parts, name)
	}
	for i, e := range d.base {
		add(bases[i], e)
	}
	for _, n := range d.named() {
		add(n.name, n.exp)
	}
	if len(parts) == 0 {
		return "1"
	}
	return strings.Join(parts, "·")
}
