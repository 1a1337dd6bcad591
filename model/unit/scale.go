package unit

import (
	"math"
	"math/big"
)

// Factors of units lie between these bounds, so that products of a few of them
// stay finite; maxFactorBits bounds the exact fraction behind them.
const (
	maxFactor     = 1e250
	minFactor     = 1e-250
	maxFactorBits = 8192
	floatBits     = 256 // precision of π and of the conversion to float64
)

var pi = func() *big.Float {
	f, _, err := big.ParseFloat("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899",
		10, floatBits, big.ToNearestEven)
	if err != nil {
		panic(err) // a constant
	}
	return f
}()

// A scale is the factor of a unit: a fraction times a power of π. The zero
// value is 1. Only roots that do not come out even are rounded, to floatBits.
type scale struct {
	rat *big.Rat // nil means 1; never changed once set
	pi  int
}

var one = big.NewRat(1, 1)

func (s scale) fraction() *big.Rat {
	if s.rat == nil {
		return one
	}
	return s.rat
}

func (s scale) mul(t scale) scale {
	switch {
	case t.rat == nil:
		return scale{s.rat, s.pi + t.pi}
	case s.rat == nil:
		return scale{t.rat, s.pi + t.pi}
	}
	return scale{new(big.Rat).Mul(s.rat, t.rat), s.pi + t.pi}
}

func (s scale) inverse() scale {
	if s.rat == nil {
		return scale{nil, -s.pi}
	}
	return scale{new(big.Rat).Inv(s.rat), -s.pi}
}

// pow raises s to e; ok is false where the result leaves the bounds.
func (s scale) pow(e exponent) (r scale, ok bool) {
	if e == whole(1) {
		return s, true
	}
	if s.rat == nil && s.pi == 0 {
		return s, true
	}
	f := math.Abs(math.Log2(s.float()) * float64(e.num) / float64(e.den()))
	bits := max(s.fraction().Num().BitLen(), s.fraction().Denom().BitLen())
	n := int(e.num)
	if f > 900 || bits*max(n, -n) > maxFactorBits || max(n, -n) > maxFactorBits {
		return scale{}, false
	}
	r = scale{rat: power(s.fraction(), n), pi: s.pi * n}
	if e.less == 0 {
		return r, true
	}
	return r.root(int(e.den())), true
}

// power gives r to a whole exponent.
func power(r *big.Rat, n int) *big.Rat {
	num, den := r.Num(), r.Denom()
	if n < 0 {
		num, den, n = den, num, -n
	}
	e := big.NewInt(int64(n))
	return new(big.Rat).SetFrac(new(big.Int).Exp(num, e, nil), new(big.Int).Exp(den, e, nil))
}

// root is exact where numerator and denominator are powers of n, else good to
// more bits than a float64 has.
func (s scale) root(n int) scale {
	if s.pi%n == 0 {
		num, ok1 := wholeRoot(s.fraction().Num(), n)
		den, ok2 := wholeRoot(s.fraction().Denom(), n)
		if ok1 && ok2 {
			return scale{new(big.Rat).SetFrac(num, den), s.pi / n}
		}
	}
	x := s.big()
	mantissa := new(big.Float)
	exp := x.MantExp(mantissa) // x itself may lie beyond a float64
	m, _ := mantissa.Float64()
	r := new(big.Float).SetPrec(floatBits).SetFloat64(math.Exp2((math.Log2(m) + float64(exp)) / float64(n)))
	for range 3 { // Newton, from some 40 bits
		low := bigPower(r, n-1)
		d := new(big.Float).Mul(low, r)
		d.Sub(d, x)
		d.Quo(d, low.Mul(low, new(big.Float).SetInt64(int64(n))))
		r.Sub(r, d)
	}
	rat, _ := r.Rat(nil)
	return scale{rat: rat}
}

// bigPower gives x to a whole exponent that is not negative.
func bigPower(x *big.Float, n int) *big.Float {
	r := new(big.Float).SetPrec(floatBits).SetInt64(1)
	for sq := new(big.Float).Set(x); n > 0; n >>= 1 {
		if n&1 == 1 {
			r.Mul(r, sq)
		}
		sq.Mul(sq, sq)
	}
	return r
}

// wholeRoot finds the n-th root of x by bisection; ok is false if it is not
// whole.
func wholeRoot(x *big.Int, n int) (*big.Int, bool) {
	low, high := big.NewInt(0), new(big.Int).Lsh(big.NewInt(1), uint(x.BitLen()/n+1))
	e := big.NewInt(int64(n))
	for low.Cmp(high) < 0 {
		mid := new(big.Int).Add(low, high)
		mid.Rsh(mid, 1)
		switch new(big.Int).Exp(mid, e, nil).Cmp(x) {
		case 0:
			return mid, true
		case -1:
			low = mid.Add(mid, big.NewInt(1))
		default:
			high = mid
		}
	}
	return nil, false
}

// float rounds once, to the nearest float64.
func (s scale) float() float64 {
	hi, _ := s.split()
	return hi
}

// split gives the factor as the sum of two floats, good to some 100 bits.
func (s scale) split() (hi, lo float64) {
	f := s.big()
	hi, _ = f.Float64()
	if math.IsInf(hi, 0) {
		return hi, 0
	}
	lo, _ = f.Sub(f, new(big.Float).SetFloat64(hi)).Float64()
	return hi, lo
}

func (s scale) big() *big.Float {
	f := new(big.Float).SetPrec(floatBits).SetRat(s.fraction())
	for range max(s.pi, -s.pi) {
		if s.pi > 0 {
			f.Mul(f, pi)
		} else {
			f.Quo(f, pi)
		}
	}
	return f
}

func (s scale) usable() bool {
	f := s.float()
	return f >= minFactor && f <= maxFactor && max(s.pi, -s.pi) <= maxFactorBits
}

// decimal gives a float64 as the shortest decimal that reads back as it, taken
// exactly: 1.98847e30 is that number and not its nearest binary neighbour.
func decimal(text string) *big.Rat {
	r, ok := new(big.Rat).SetString(text)
	if !ok {
		panic("unit: bad factor " + text) // tables and strconv only
	}
	return r
}

// times gives x · (hi + lo), rounded to nearest but for about one case in 2^50.
func times(x, hi, lo float64) float64 {
	p := float64(x * hi)
	if p == 0 || math.IsInf(p, 0) || math.IsNaN(p) {
		return p
	}
	return p + (math.FMA(x, hi, -p) + float64(x*lo))
}

func decimalInt(n int64) *big.Rat { return big.NewRat(n, 1) }
