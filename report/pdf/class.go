package pdf

import (
	"unicode"

	"golang.org/x/text/width"
)

// A class is what a character means to the line breaker.
type class uint8

const (
	letters    class = iota // stays with its neighbours
	space                   // may stretch and may be broken at
	fixedSpace              // never either: no-break and narrow spaces
	zeroBreak               // U+200B: a break, nothing else
	softHyphen              // U+00AD
	joiner                  // U+2060, U+FEFF: nothing
	han                     // may be parted from its neighbours
	opening                 // full-width opening punctuation: begins no gap
	closing                 // full-width closing punctuation: begins no line
	middle                  // full-width centred punctuation: begins no line
	small                   // small kana and marks: begin no line
)

const (
	openingSet = "（［｛〈《「『【〔〖〘〝"
	closingSet = "）］｝〉》」』】〕〗〙〟、。，．：；？！" // the last four fill the left half in our face
	middleSet  = "・‥"
	smallSet   = "ぁぃぅぇぉっゃゅょゎァィゥェォッャュョヮヵヶーゝゞヽヾ々〻"
)

var classes = func() map[rune]class {
	m := map[rune]class{
		' ': space, '\t': space, '\n': space, '\r': space,
		0xA0: fixedSpace, 0x202F: fixedSpace, 0x2009: fixedSpace, 0x2002: fixedSpace, 0x2007: fixedSpace, 0x2060: joiner, 0xFEFF: joiner,
		0x200B: zeroBreak, 0xAD: softHyphen,
	}
	for c, set := range map[class]string{opening: openingSet, closing: closingSet, middle: middleSet, small: smallSet} {
		for _, r := range set {
			m[r] = c // no mark stands in two sets
		}
	}
	return m
}()

func classOf(r rune) class {
	if c, ok := classes[r]; ok {
		return c
	}
	if r < 0x1100 {
		return letters
	}
	if fullWidth(r) {
		return han
	}
	return letters
}

// fullWidth tells whether a character takes a square of its own.
func fullWidth(r rune) bool {
	switch {
	case unicode.Is(unicode.Han, r), unicode.In(r, unicode.Hiragana, unicode.Katakana, unicode.Hangul):
		return true
	case r < 0x2E80:
		return false
	}
	k := width.LookupRune(r).Kind()
	return k == width.EastAsianWide || k == width.EastAsianFullwidth
}

// wideText tells whether a class belongs to East Asian text.
func (c class) wideText() bool { return c >= han }

// breakBetween tells whether a line may end between two East Asian characters.
func breakBetween(a, b class) bool {
	switch {
	case a == opening:
		return false
	case b == closing, b == middle, b == small:
		return false
	}
	return a.wideText() && b.wideText()
}
