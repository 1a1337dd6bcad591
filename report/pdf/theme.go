package pdf

import (
	"math"
	"strconv"
)

// Sizes of type with their line heights.
var (
	bodyType     = typeSize{10.8, 14.2}
	abstractType = typeSize{10, 13.2}
	captionType  = typeSize{9.3, 12}
	noteType     = typeSize{8.9, 11.4}
	listingType  = typeSize{8.5, 11.4}
	tableType    = typeSize{9.3, 12}
	smallType    = typeSize{8.9, 11.6}
	contentsType = typeSize{9.8, 13.4}
	titleType    = typeSize{23, 27}
	subtitleType = typeSize{13, 17}
	authorType   = typeSize{11, 15}
	runningType  = typeSize{8.4, 10}
	headingTypes = [...]typeSize{{15.5, 19}, {15.5, 19}, {12.4, 16}, {10.8, 14.2}, {10.8, 14.2}, {10.8, 14.2}, {10.8, 14.2}} // by level
)

// Spaces above and between blocks.
const (
	parSpace     = 6.4 // between paragraphs
	blockSpace   = 10  // around lists, quotations, listings
	figureSpace  = 16
	captionSpace = 7
	itemSpace    = 2.6 // between the items of a tight list
	noteSpace    = 12  // between text and footnotes
	boxPad       = 8   // inside tinted boxes
	listIndent   = 17
	quoteIndent  = 17
)

// headingSpace is the space above and below a heading, by its level.
var headingSpace = [...][2]float64{{26, 8}, {26, 8}, {20, 6}, {15, 4}, {12, 3}, {12, 3}, {12, 3}}

// hanLeading widens the lines of Chinese and Japanese, whose characters fill
// their squares.
const hanLeading = 1.17

// Colours: one accent, a scale of greys, and three hues for verdicts and boxes
// that differ in lightness too, so that they survive grey printing and colour
// blindness.
const (
	black  rgb = 0x16181b
	grey   rgb = 0x5b6470
	faint  rgb = 0x98a1ac
	hair   rgb = 0xc9d0d8
	tint   rgb = 0xf3f6f9
	shade  rgb = 0xe2e9f0
	accent rgb = 0x1f5f8b
	good   rgb = 0x1b6e53
	amber  rgb = 0x9a6200
	bad    rgb = 0xa3283a
	sand   rgb = 0xfbf4e4
	rose   rgb = 0xfaeff0
	mint   rgb = 0xeef6f2
	white  rgb = 0xffffff
)

// Weights of rules.
const (
	ruleHeavy = 0.9
	ruleLight = 0.45
	ruleHair  = 0.3
)

// A typeSize is a size of type with its line height.
type typeSize struct{ size, leading float64 }

// An rgb is a colour, 0xrrggbb.
type rgb uint32

func (c rgb) append(b []byte, op string) []byte {
	for shift := 16; shift >= 0; shift -= 8 {
		b = appendNumber(b, float64(c>>shift&0xff)/255, 3)
		b = append(b, ' ')
	}
	b = append(b, op...)
	return append(b, '\n')
}

// appendNumber writes x with at most so many decimals, six at most.
func appendNumber(b []byte, x float64, decimals int) []byte {
	scale := powers[decimals]
	scaled := math.Round(x * scale)
	if !(math.Abs(scaled) < 1<<53) {
		return strconv.AppendFloat(b, x, 'f', decimals, 64)
	}
	n := int64(scaled)
	if n < 0 {
		b, n = append(b, '-'), -n
	}
	unit := int64(scale)
	b = strconv.AppendInt(b, n/unit, 10)
	if n %= unit; n == 0 {
		return b
	}
	b = append(b, '.')
	for n > 0 {
		unit /= 10
		b = append(b, byte('0'+n/unit))
		n %= unit
	}
	return b
}

var powers = [...]float64{1, 10, 100, 1e3, 1e4, 1e5, 1e6}
