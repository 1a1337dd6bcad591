// Package diag holds findings: what is wrong with a paper, where, and what to
// do about it.
//
// Every stage returns its findings as a [List]; a [Printer] shows them with
// excerpts. [Explain] gives the page of a rule. What a finding means for the
// exit status is left to the command.
package diag

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// A Pos is a place in a file of the project. Line and Column count from 1, the
// column in runes. A zero Line means the file as a whole; the zero Pos means
// "no one place".
type Pos struct {
	File   string
	Line   int
	Column int
}

// String gives file:line:column, leaving out what is not known.
func (p Pos) String() string {
	switch {
	case p.File == "":
		return ""
	case p.Line == 0:
		return p.File
	case p.Column == 0:
		return fmt.Sprintf("%s:%d", p.File, p.Line)
	}
	return fmt.Sprintf("%s:%d:%d", p.File, p.Line, p.Column)
}

// Right returns the place n runes to the right, for text that starts at p and
// stays on its line.
func (p Pos) Right(n int) Pos {
	p.Column += n
	return p
}

// Advance returns the place behind text, for text that starts at p.
func (p Pos) Advance(text string) Pos {
	if i := strings.LastIndexByte(text, '\n'); i >= 0 {
		p.Line += strings.Count(text, "\n")
		p.Column = 1
		text = text[i+1:]
	}
	p.Column += len([]rune(text))
	return p
}

// Compare orders places by file, line and column.
func (p Pos) Compare(q Pos) int {
	return cmp.Or(cmp.Compare(p.File, q.File), cmp.Compare(p.Line, q.Line), cmp.Compare(p.Column, q.Column))
}

// Severity says what a finding stops.
type Severity uint8

const (
	Error   Severity = iota // stops a build
	Warning                 // is shown by build and fails check
	Note                    // is shown and fails nothing
)

func (s Severity) String() string {
	return [...]string{"error", "warning", "note"}[s]
}

// A Finding is one thing wrong with a paper. It is an error, but also plain
// data: commands print it, reports tabulate it, tests compare it.
type Finding struct {
	Rule     string   // "unit-mismatch"; stable, explained by [Explain]
	Severity Severity // Error stops a build; Warning fails only check
	At       Pos      // the zero Pos means "no one place"
	Msg      string   // one clause: lower case, no full stop, names both sides
	Hint     string   // the next thing to try; empty when there is no honest advice
}

// Error gives the first line of a finding, without excerpt and hint.
func (f Finding) Error() string {
	at := f.At.String()
	if at != "" {
		at += ": "
	}
	return fmt.Sprintf("%s%s [%s]", at, f.Msg, f.Rule)
}

// A List gathers findings. The zero List is empty and ready.
type List []Finding

// Add appends an error; with a hint it reads
//
//	list.Add("unit-unknown", at, "no unit is called %q", name).Hint = "..."
func (l *List) Add(rule string, at Pos, format string, args ...any) *Finding {
	*l = append(*l, Finding{Rule: rule, At: at, Msg: fmt.Sprintf(format, args...)})
	return &(*l)[len(*l)-1]
}

// Warn appends a warning.
func (l *List) Warn(rule string, at Pos, format string, args ...any) *Finding {
	f := l.Add(rule, at, format, args...)
	f.Severity = Warning
	return f
}

// Sort orders findings by place, then rule and message, and drops repetitions.
func (l *List) Sort() {
	slices.SortStableFunc(*l, func(a, b Finding) int {
		return cmp.Or(a.At.Compare(b.At), cmp.Compare(a.Rule, b.Rule), cmp.Compare(a.Msg, b.Msg))
	})
	*l = slices.Compact(*l)
}

// HasErrors tells whether any finding stops a build.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(f Finding) bool { return f.Severity == Error })
}

// Count gives the number of findings of one severity.
func (l List) Count(s Severity) int {
	n := 0
	for _, f := range l {
		if f.Severity == s {
			n++
		}
	}
	return n
}
