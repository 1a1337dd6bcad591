package number

import (
	"math"
	"strconv"
	"strings"
)

// noiseDigits is the number of significant digits of a float64 that computing
// leaves trustworthy. What is rounded to fewer is rounded to these first, so
// that 2.6749999999999998, the residue of a conversion, prints as 2.675 would.
const noiseDigits = 15

// A decimal is ± 0.digits × 10^point. Zero has no digits; the first and the
// last digit of others is not 0.
type decimal struct {
	neg    bool
	digits string
	point  int
}

// fromFloat gives the shortest decimal that reads back as x, which is finite.
func fromFloat(x float64) decimal {
	var buf [32]byte
	b := strconv.AppendFloat(buf[:0], math.Abs(x), 'e', -1, 64)
	e := 0
	for i := len(b) - 1; i > 0; i-- {
		if b[i] == 'e' {
			e, _ = strconv.Atoi(string(b[i+1:]))
			b = b[:i]
			break
		}
	}
	if len(b) > 1 {
		b = append(b[:1], b[2:]...)
	}
	return decimal{neg: x < 0, digits: string(b), point: e + 1}.trim()
}

// maxDecimal bounds the digits and the exponent of a decimal given as text.
const maxDecimal = 2000

// fromText reads digits with an optional sign, point and exponent.
func fromText(s string) (d decimal, ok bool) {
	s = strings.ReplaceAll(s, "−", "-")
	if rest, found := strings.CutPrefix(s, "-"); found {
		d.neg, s = true, rest
	} else {
		s = strings.TrimPrefix(s, "+")
	}
	mantissa, exp := s, 0
	if i := strings.IndexAny(s, "eE"); i >= 0 {
		var err error
		if exp, err = strconv.Atoi(s[i+1:]); err != nil || exp > maxDecimal || exp < -maxDecimal {
			return decimal{}, false
		}
		mantissa = s[:i]
	}
	left, right, _ := strings.Cut(mantissa, ".")
	d.digits, d.point = left+right, len(left)+exp
	if d.digits == "" || len(d.digits) > maxDecimal || strings.Trim(d.digits, "0123456789") != "" {
		return decimal{}, false
	}
	return d.trim(), true
}

// trim takes the zeros off both ends. Zero loses its sign.
func (d decimal) trim() decimal {
	s := strings.TrimLeft(d.digits, "0")
	d.point -= len(d.digits) - len(s)
	d.digits = strings.TrimRight(s, "0")
	if d.digits == "" {
		return decimal{}
	}
	return d
}

func (d decimal) zero() bool { return d.digits == "" }

// exponent is the power of ten of the first digit.
func (d decimal) exponent() int { return d.point - 1 }

// last is the power of ten of the last digit.
func (d decimal) last() int { return d.point - len(d.digits) }

func (d decimal) float() float64 {
	if d.zero() {
		return 0
	}
	x, _ := strconv.ParseFloat("0."+d.digits+"e"+strconv.Itoa(d.point), 64)
	if d.neg {
		return -x
	}
	return x
}

// round drops what lies below 10^place. Of two equally near it takes the one
// further from zero, or the even one.
func (d decimal) round(place int, even bool) decimal {
	keep := d.point - place
	if keep >= len(d.digits) {
		return d
	}
	if keep < 0 {
		return decimal{}
	}
	up := d.digits[keep] >= '5'
	if even && d.digits[keep] == '5' && keep+1 == len(d.digits) {
		up = keep > 0 && (d.digits[keep-1]-'0')%2 == 1
	}
	d.digits = d.digits[:keep]
	if up {
		b := append(make([]byte, 0, 24), '0')
		b = append(b, d.digits...)
		i := len(b) - 1
		for ; b[i] == '9'; i-- {
			b[i] = '0'
		}
		b[i]++
		d.digits = string(b)
		d.point++
	}
	return d.trim()
}

// roundComputed rounds a decimal that came from a float64 computation.
func (d decimal) roundComputed(place int) decimal {
	if d.point-place < noiseDigits {
		d = d.denoised()
	}
	return d.round(place, false)
}

// denoised keeps the digits that computing leaves trustworthy.
func (d decimal) denoised() decimal {
	if len(d.digits) <= noiseDigits {
		return d
	}
	return d.round(d.point-noiseDigits, false)
}

// significant gives the place of the n-th significant digit as it is after
// rounding to n digits: of 9.996 to three, 10.0.
func (d decimal) significant(n int) int {
	place := d.point - n
	if r := d.roundComputed(place); r.point > d.point {
		place++
	}
	return place
}
