package markdown

import "unicode/utf8"

// Bounds on what one manuscript may ask for. Each is far beyond what a paper
// needs; where one is met, a finding says so and the rest is read as text, so
// that work grows with the length of the input and not with its square.
const (
	maxNesting    = 64      // blocks within blocks
	maxInclude    = 8       // includes within includes
	maxIncludes   = 256     // included files in all
	maxSource     = 8 << 20 // bytes of manuscript and included files
	maxBrackets   = 2000    // [ in one block of text
	maxDelimiters = 2000    // runs of * _ ~ in one block of text
	maxLinkScan   = 4 << 20 // bytes that link syntax may look ahead over, per block of text
	maxCitation   = 4000    // bytes of one bracketed citation
	maxColumns    = 256     // of a table
	maxRows       = 20000   // of a table read from CSV
	maxAhead      = 1500    // bytes that a name, a label, an address or a list of attributes may take
	maxFindings   = 500     // of one parse; more say nothing new
)

// ahead is the text right ahead in a line, so much of it as a name or a list of
// attributes can take: lines may be long, and each brace in them is looked at.
func ahead(line []byte) string {
	if len(line) <= maxAhead {
		return string(line)
	}
	n := maxAhead
	for n > 0 && !utf8.RuneStart(line[n]) {
		n--
	}
	return string(line[:n])
}
