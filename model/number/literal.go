package number

import (
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"
)

// A LiteralError says what is wrong with a number, at a byte of its text.
type LiteralError struct {
	Offset int
	Msg    string
	Hint   string
}

func (e *LiteralError) Error() string { return e.Msg }

// ParseLiteral reads the number that begins a value such as "3.09 W", "1.5e10",
// "10⁸ W" or "2.00e2", written with a decimal point in any language. digits
// counts its significant digits as printed: the zeros that end a whole number
// do not count. rest is what follows, without surrounding spaces. The error is
// a [*LiteralError].
func ParseLiteral(text string) (value float64, digits int, rest string, err error) {
	start := len(text) - len(strings.TrimLeft(text, " \t"))
	s := text[start:]
	sign := ""
	switch {
	case strings.HasPrefix(s, "-"), strings.HasPrefix(s, "+"):
		sign = s[:1]
	case strings.HasPrefix(s, minus):
		sign = minus
	}
	m := scanMantissa(s[len(sign):], ".", nil)
	if m.end == 0 {
		return 0, 0, "", &LiteralError{start, "a number is expected", ""}
	}
	end := len(sign) + m.end
	if n := exponentE(s[end:]); n > 0 {
		m.exp, _ = strconv.Atoi(strings.ReplaceAll(s[end+1:end+n], minus, "-"))
		end += n
	} else if e, n := timesPower(s[end:]); n > 0 {
		m.exp = e
		end += n
	} else if e, n := raisedExponent(s[end:]); n > 0 && m.digits == "10" && !m.pointed {
		m = mantissa{digits: "1", exp: e}
		end += n
	}
	if strings.HasPrefix(s[end:], ",") || strings.HasPrefix(s[end:], ".") || strings.HasPrefix(s[end:], "_") {
		hint := ""
		if s[end] == ',' {
			hint = "the decimal sign of a model is the point; digits are not grouped"
		}
		return 0, 0, "", &LiteralError{start + end, fmt.Sprintf("%q does not belong in a number", s[end]), hint}
	}
	value = m.value()
	if sign == "-" || sign == minus {
		value = -value
	}
	if !finite(value) {
		return 0, 0, "", &LiteralError{start, "the number is out of range", ""}
	}
	return value, m.significant(), strings.Trim(s[end:], " \t\u00a0\u202f"), nil
}

// A mantissa is a row of digits as written.
type mantissa struct {
	digits   string // without point and groups
	decimals int    // digits behind the point
	pointed  bool
	exp      int
	end      int // bytes read; 0 for none
}

// scanMantissa reads digits with the decimal sign given. group tells how many
// bytes a grouping mark takes that begins at a place, given the digits so far;
// 0 for none.
func scanMantissa(s, sign string, group func(s string, before int) int) mantissa {
	var m mantissa
	var b []byte
	i := 0
	for i < len(s) {
		if c, n := digitAt(s, i); n > 0 {
			b = append(b, c)
			i += n
			continue
		}
		if group != nil && len(b) > 0 {
			if n := group(s[i:], len(b)); n > 0 {
				i += n
				continue
			}
		}
		break
	}
	if rest, ok := strings.CutPrefix(s[i:], sign); ok {
		if _, n := digitAt(rest, 0); n > 0 {
			m.pointed = true
			i += len(sign)
			for {
				if c, n := digitAt(s, i); n > 0 {
					b = append(b, c)
					m.decimals++
					i += n
					continue
				}
				if group != nil && m.decimals%3 == 0 {
					if n := thinGroup(s[i:]); n > 0 {
						i += n
						continue
					}
				}
				break
			}
		}
	}
	if len(b) > 0 {
		m.digits, m.end = string(b), i
	}
	return m
}

// digitAt reads an ASCII or full-width digit.
func digitAt(s string, i int) (digit byte, n int) {
	if i >= len(s) {
		return 0, 0
	}
	if c := s[i]; c < utf8.RuneSelf {
		if c >= '0' && c <= '9' {
			return c, 1
		}
		return 0, 0
	}
	if r, n := utf8.DecodeRuneInString(s[i:]); r >= '０' && r <= '９' {
		return byte('0' + r - '０'), n
	}
	return 0, 0
}

// trailing counts the zeros that end a whole number and say nothing.
func (m mantissa) trailing() int {
	if m.pointed {
		return 0
	}
	n := len(m.digits) - len(strings.TrimRight(m.digits, "0"))
	if n == len(m.digits) {
		return 0
	}
	return n
}

// significant counts the digits that a reader may rely on; a lone 0 has one.
func (m mantissa) significant() int {
	s := strings.TrimLeft(m.digits, "0")
	return max(len(s)-m.trailing(), 1)
}

// place is the power of ten of the last significant digit.
func (m mantissa) place() int { return m.exp - m.decimals + m.trailing() }

func (m mantissa) value() float64 {
	if len(m.digits) > maxDecimal || m.exp > maxDecimal || m.exp < -maxDecimal {
		if strings.Trim(m.digits, "0") == "" {
			return 0
		}
	}
	x, _ := strconv.ParseFloat(m.digits+"e"+strconv.Itoa(m.exp-m.decimals), 64)
	return x
}

// exponentE returns the length of e56, E-9, e+3; 0 for none.
func exponentE(s string) int {
	if s == "" || s[0] != 'e' && s[0] != 'E' {
		return 0
	}
	i := 1
	if rest := s[1:]; strings.HasPrefix(rest, "-") || strings.HasPrefix(rest, "+") {
		i = 2
	} else if strings.HasPrefix(rest, minus) {
		i = 1 + len(minus)
	}
	j := i
	for j < len(s) && s[j] >= '0' && s[j] <= '9' {
		j++
	}
	if j == i || j-i > 6 {
		return 0
	}
	return j
}

// timesPower reads × 10⁵⁶, x 10^-9, · 10^{3} and gives the exponent and the
// length; 0 for none.
func timesPower(s string) (exp, n int) {
	i := skipSpaces(s, 0)
	sign := ""
	for _, t := range []string{"×", "·", "⋅", `\times`, `\cdot`, "x", "*", "✕"} {
		if strings.HasPrefix(s[i:], t) {
			sign = t
			break
		}
	}
	if sign == "" {
		return 0, 0
	}
	i = skipSpaces(s, i+len(sign))
	if !strings.HasPrefix(s[i:], "10") {
		return 0, 0
	}
	e, m := raisedExponent(s[i+2:])
	if m == 0 {
		return 0, 0
	}
	return e, i + 2 + m
}

// raisedExponent reads ⁵⁶, ^-9, ^{-9}, ^(-9).
func raisedExponent(s string) (exp, n int) {
	var b []byte
	i := 0
	if !strings.HasPrefix(s, "^") {
		for i < len(s) {
			r, size := utf8.DecodeRuneInString(s[i:])
			k := strings.IndexRune("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", r)
			if k < 0 {
				break
			}
			b = append(b, "0123456789-+"[runeIndex("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", r)])
			i += size
		}
	} else {
		i = 1
		closing := ""
		if strings.HasPrefix(s[i:], "{") {
			closing, i = "}", i+1
		} else if strings.HasPrefix(s[i:], "(") {
			closing, i = ")", i+1
		}
		if strings.HasPrefix(s[i:], "-") || strings.HasPrefix(s[i:], minus) {
			b = append(b, '-')
			_, size := utf8.DecodeRuneInString(s[i:])
			i += size
		} else if strings.HasPrefix(s[i:], "+") {
			i++
		}
		for i < len(s) && s[i] >= '0' && s[i] <= '9' {
			b = append(b, s[i])
			i++
		}
		if !strings.HasPrefix(s[i:], closing) {
			return 0, 0
		}
		i += len(closing)
	}
	e, err := strconv.Atoi(string(b))
	if err != nil || e > maxDecimal || e < -maxDecimal {
		return 0, 0
	}
	return e, i
}

func runeIndex(set string, r rune) int {
	i := 0
	for _, c := range set {
		if c == r {
			return i
		}
		i++
	}
	return -1
}

func skipSpaces(s string, i int) int {
	for i < len(s) {
		r, n := utf8.DecodeRuneInString(s[i:])
		if !isSpace(r) {
			break
		}
		i += n
	}
	return i
}

func isSpace(r rune) bool {
	switch r {
	case ' ', '\t', '\n', '\r', '\u00a0', '\u202f', '\u2009', '\u2007', '\u200a', '\u3000':
		return true
	}
	return false
}

// thinGroup returns the length of a space between groups of three digits, when
// one stands there.
func thinGroup(s string) int {
	r, n := utf8.DecodeRuneInString(s)
	if r != '\u202f' && r != '\u2009' && r != '\u00a0' {
		return 0
	}
	for i, k := 0, n; ; i++ {
		_, size := digitAt(s, k)
		if size == 0 {
			if i >= 1 && i <= 3 {
				return n
			}
			return 0
		}
		k += size
		if i > 3 {
			return 0
		}
	}
}
