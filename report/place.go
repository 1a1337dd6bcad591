package report

import (
	"fmt"
	"regexp"
	"strings"
	"unicode/utf8"

	"reckon/internal/diag"
)

// labelReach is how far behind the beginning of a thing its label is looked
// for, in bytes.
const labelReach = 2000

// labelPlace finds where the label of the thing at a place stands: in its line
// or in the options below.
func (r *resolver) labelPlace(at diag.Pos, label string) diag.Pos {
	text, ok := r.in.Project.Source(at.File)
	if !ok || at.Line == 0 {
		return at
	}
	rest := diag.LinesOf(string(text))(at.Line, 1)
	rest = rest[:min(labelReach, len(rest))]
	written := regexp.MustCompile(`(?i)(#|:label:[ \t]*|:name:[ \t]*|\\label\{|^\(|\$\$[ \t]*\()` + regexp.QuoteMeta(label))
	m := written.FindStringIndex(rest)
	if m == nil {
		return at
	}
	return diag.Pos{File: at.File, Line: at.Line, Column: 1}.Advance(rest[:m[1]-len(label)])
}

// keyPlace finds the value of a key of the front matter.
func (r *resolver) keyPlace(key string) diag.Pos {
	at := diag.Pos{File: r.m.Path}
	text, ok := r.in.Project.Source(r.m.Path)
	if !ok {
		return at
	}
	m := regexp.MustCompile(`(?m)^` + key + `:[ \t]*["']?`).FindIndex(text)
	if m == nil {
		return at
	}
	return diag.Pos{File: r.m.Path, Line: 1, Column: 1}.Advance(string(text[:m[1]]))
}

// narrow moves a finding of a character to the character, which stands in or
// behind the line of the finding.
func (r *Result) narrow(found diag.List) {
	for i := range found {
		f := &found[i]
		m := quotedRune.FindStringSubmatch(f.Msg)
		text, ok := r.Input.Project.Source(f.At.File)
		if f.Rule != "glyph-missing" || m == nil || !ok || f.At.Line == 0 {
			continue
		}
		rest := diag.LinesOf(string(text))(f.At.Line, f.At.Column)
		if n := strings.Index(rest, m[1]); n >= 0 {
			f.At = f.At.Advance(rest[:n])
		}
	}
}

var quotedRune = regexp.MustCompile(`'(.)' \(U\+`)

// counted is a number with its noun: "1 label", "2 labels".
func counted(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return fmt.Sprintf("%d %ss", n, noun)
}

// bareNumber tells whether an expression is a number without a unit.
func bareNumber(source string) bool {
	return source != "" && strings.Trim(source, "0123456789.") == "" && utf8.RuneCountInString(source) < 20
}

var percentWords = regexp.MustCompile(`%|(?i)\bper ?cent\b|％`)
