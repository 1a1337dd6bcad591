package ast

import (
	"fmt"
	"strings"

	gast "github.com/yuin/goldmark/ast"
)

// A Numbering says how the items of a list are numbered.
type Numbering struct {
	Numerals string // "a", "A", "i" or "I", as the type of an ol in HTML; empty for digits
	Open     string // "(" or nothing
	Close    string // ")" or "."
}

var numberingKey = "reckon-numbering"

// SetNumbering makes a list number its items with letters or Roman numerals.
func SetNumbering(l *gast.List, n Numbering) { l.SetAttributeString(numberingKey, n) }

// NumberingOf tells how a list numbers its items.
func NumberingOf(l *gast.List) Numbering {
	if v, ok := l.AttributeString(numberingKey); ok {
		return v.(Numbering)
	}
	return Numbering{Close: string(l.Marker)}
}

// Label is what stands before the item of a number: "2.", "(b)", "iv)".
func (n Numbering) Label(number int) string {
	digits := fmt.Sprint(number)
	switch {
	case number < 1:
	case n.Numerals == "a" || n.Numerals == "A":
		digits = Letters(number)
	case n.Numerals == "i" || n.Numerals == "I":
		digits = roman(number)
	}
	if n.Numerals == "a" || n.Numerals == "i" {
		digits = strings.ToLower(digits)
	}
	return n.Open + digits + n.Close
}

// Letters counts A to Z, AA, AB.
func Letters(n int) (s string) {
	for ; n > 0; n = (n - 1) / 26 {
		s = string(rune('A'+(n-1)%26)) + s
	}
	return s
}

func roman(n int) string {
	if n > 3999 {
		return fmt.Sprint(n)
	}
	var b strings.Builder
	for _, r := range []struct {
		value int
		text  string
	}{{1000, "M"}, {900, "CM"}, {500, "D"}, {400, "CD"}, {100, "C"}, {90, "XC"}, {50, "L"}, {40, "XL"}, {10, "X"}, {9, "IX"}, {5, "V"}, {4, "IV"}, {1, "I"}} {
		for ; n >= r.value; n -= r.value {
			b.WriteString(r.text)
		}
	}
	return b.String()
}
