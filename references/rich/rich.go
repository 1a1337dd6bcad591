// Package rich holds short texts with italics, small capitals, raised and
// lowered parts, links, and words whose case must stay: titles and publishers
// as a bibliography has them, references as a style prints them.
//
// [Parse] reads the HTML-like markup of CSL-JSON and [Text.Markup] writes it;
// [Sentence] lowers an English title. Layout is left to others.
package rich

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Style is a set of properties of a run.
type Style uint8

// The properties of a run. NoCase marks words whose case no style may change.
const (
	Italic Style = 1 << iota
	Bold
	SmallCaps
	Sup
	Sub
	NoCase
)

// A Run is text of one style. Link is the address it leads to, or empty.
type Run struct {
	Text  string
	Style Style
	Link  string
}

// A Text is a sequence of runs; nil is the empty text.
type Text []Run

// Plain makes a text of one plain run, nil for "".
func Plain(s string) Text {
	if s == "" {
		return nil
	}
	return Text{{Text: s}}
}

// String gives the characters without their styles.
func (t Text) String() string {
	if len(t) == 1 {
		return t[0].Text
	}
	var b strings.Builder
	for _, r := range t {
		b.WriteString(r.Text)
	}
	return b.String()
}

// Empty tells whether there is nothing but space.
func (t Text) Empty() bool {
	for _, r := range t {
		if strings.TrimSpace(r.Text) != "" {
			return false
		}
	}
	return true
}

// Add appends a run, joining it with the last one where they look alike.
// The text t must not be used further, as with the built-in append.
func (t Text) Add(r Run) Text {
	if r.Text == "" {
		return t
	}
	if n := len(t); n > 0 && t[n-1].Style == r.Style && t[n-1].Link == r.Link {
		t[n-1].Text += r.Text
		return t
	}
	return append(t, r)
}

// Join puts texts together with a separator between those that are not empty.
func Join(sep string, parts ...Text) Text {
	var out Text
	for _, p := range parts {
		if p.Empty() {
			continue
		}
		if len(out) > 0 {
			out = out.Add(Run{Text: sep})
		}
		for _, r := range p {
			out = out.Add(r)
		}
	}
	return out
}

// With returns the text with properties added to every run.
func (t Text) With(s Style) Text {
	out := make(Text, 0, len(t))
	for _, r := range t {
		r.Style |= s
		out = out.Add(r)
	}
	return out
}

// Without returns the text with properties taken from every run.
func (t Text) Without(s Style) Text {
	out := make(Text, 0, len(t))
	for _, r := range t {
		r.Style &^= s
		out = out.Add(r)
	}
	return out
}

// Last is the last character that is not a space, or 0.
func (t Text) Last() rune {
	for i := len(t) - 1; i >= 0; i-- {
		if s := strings.TrimRightFunc(t[i].Text, unicode.IsSpace); s != "" {
			r, _ := utf8.DecodeLastRuneInString(s)
			return r
		}
	}
	return 0
}

// First is the first character that is not a space, or 0.
func (t Text) First() rune {
	for _, r := range t {
		if s := strings.TrimLeftFunc(r.Text, unicode.IsSpace); s != "" {
			c, _ := utf8.DecodeRuneInString(s)
			return c
		}
	}
	return 0
}

// Trim drops spaces at both ends and makes runs of white space inside one
// space, across runs. No-break spaces are kept.
func (t Text) Trim() Text {
	var out Text
	space := true
	for _, r := range t {
		var b strings.Builder
		for _, c := range r.Text {
			if c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v' {
				if !space {
					b.WriteByte(' ')
				}
				space = true
				continue
			}
			space = false
			b.WriteRune(c)
		}
		r.Text = b.String()
		out = out.Add(r)
	}
	for n := len(out); n > 0; n-- {
		out[n-1].Text = strings.TrimRight(out[n-1].Text, " ")
		if out[n-1].Text != "" {
			break
		}
		out = out[:n-1]
	}
	return out
}
