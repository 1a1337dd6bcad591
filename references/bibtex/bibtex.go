// Package bibtex reads BibTeX and BibLaTeX files as they are in the wild.
//
// [Parse] gives the entries of a file and a finding for each thing wrong with
// it; a bad entry does not take the next one with it. [Print] writes them
// back. [Decode] turns the TeX of a value into characters with styles, and
// [SplitNames] and [ParseName] read lists of names. What fields and entry
// types mean is left to package references.
package bibtex

import (
	"strings"

	"reckon/internal/diag"
)

// Limits on what one file may ask for. A file that goes beyond gets a finding.
const (
	maxNesting = 100     // braces within braces in one value
	maxMacros  = 4 << 20 // bytes that @string names of a file expand to, in all
	maxEntries = 100_000
	maxFields  = 500 // of one entry
	maxHints   = 20  // suggestions of near names, which cost as much as there are names
)

// A File is what [Parse] made of a text.
type File struct {
	Name     string
	Entries  []*Entry // in the order of the file, duplicates left out
	Preamble []string // the values of @preamble, in order
	Strings  []Field  // the definitions of @string, in order
}

// An Entry is one record of a file.
type Entry struct {
	Type   string // in lower case: "article"
	Key    string // as written
	Fields []Field
	At     diag.Pos // of its @
	KeyAt  diag.Pos
	// Broken says that a finding was reported inside, and fields may be missing.
	Broken bool
}

// A Field is a name and its value: the delimiters removed, the parts joined,
// @string names replaced. Braces, TeX commands and line ends inside are kept.
type Field struct {
	Name  string // in lower case
	Value string
	At    diag.Pos // of the name
	// ValueAt is the place of the first character of Value, for messages about
	// its inside; it is exact where the value is a single braced or quoted text.
	ValueAt diag.Pos
}

// Field returns a field by its name in lower case, or nil.
func (e *Entry) Field(name string) *Field {
	for i := range e.Fields {
		if e.Fields[i].Name == name {
			return &e.Fields[i]
		}
	}
	return nil
}

// Get returns the value of a field, "" where there is none.
func (e *Entry) Get(name string) string {
	if f := e.Field(name); f != nil {
		return f.Value
	}
	return ""
}

// Print writes the entries in one canonical form: fields in their order, every
// value in braces, no names of strings. What it writes parses to the same
// entries.
func Print(entries []*Entry) string {
	var b strings.Builder
	for i, e := range entries {
		if i > 0 {
			b.WriteByte('\n')
		}
		open, shut := "{", "}"
		if strings.ContainsAny(e.Key, "{}") {
			open, shut = "(", ")" // where a key may hold braces
		}
		b.WriteString("@" + e.Type + open + e.Key + ",\n")
		for _, f := range e.Fields {
			b.WriteString("  " + f.Name + " = {" + f.Value + "},\n")
		}
		b.WriteString(shut + "\n")
	}
	return b.String()
}

// months are the strings that every style of BibTeX defines, and the longer
// forms that people write without quotes.
var months = map[string]string{
	"jan": "January", "feb": "February", "mar": "March", "apr": "April",
	"may": "May", "jun": "June", "jul": "July", "aug": "August",
	"sep": "September", "oct": "October", "nov": "November", "dec": "December",
	"january": "January", "february": "February", "march": "March", "april": "April",
	"june": "June", "july": "July", "august": "August", "sept": "September",
	"september": "September", "october": "October", "november": "November", "december": "December",
}
