package diag

import (
	"fmt"
	"io"
	"slices"
	"strings"
)

// maxExcerpt is the longest part of a line that an excerpt shows, in runes.
const maxExcerpt = 100

// A Printer shows findings with the lines they speak of.
type Printer struct {
	// Source gives the text of a file by the name used in places; nil or a
	// false result leaves the excerpt out.
	Source func(file string) (text []byte, ok bool)
	// Mark is put around the caret and the rule's name, for colour; nil leaves
	// them plain.
	Mark func(text string, s Severity) string
}

// Print writes the findings in the order given: place, message and rule, the
// excerpt with a caret, the hint.
func (p Printer) Print(w io.Writer, findings List) error {
	for _, f := range findings {
		if _, err := io.WriteString(w, p.format(f)); err != nil {
			return err
		}
	}
	return nil
}

func (p Printer) format(f Finding) string {
	var b strings.Builder
	if at := f.At.String(); at != "" {
		b.WriteString(at + ": ")
	}
	if f.Severity != Error {
		b.WriteString(f.Severity.String() + ": ")
	}
	fmt.Fprintf(&b, "%s %s\n", f.Msg, p.mark("["+f.Rule+"]", f.Severity))
	if line, caret, ok := p.excerpt(f.At); ok {
		fmt.Fprintf(&b, "    %s\n    %s\n", line, p.mark(caret, f.Severity))
	}
	if f.Hint != "" {
		fmt.Fprintf(&b, "  hint: %s\n", f.Hint)
	}
	return b.String()
}

func (p Printer) mark(text string, s Severity) string {
	if p.Mark == nil {
		return text
	}
	return p.Mark(text, s)
}

// excerpt cuts the line at a place to a readable length and sets a caret under
// the place. Control characters are shown as spaces so that the caret stands
// where it should and a terminal is not written to by a stranger's file.
func (p Printer) excerpt(at Pos) (line, caret string, ok bool) {
	if p.Source == nil || at.Line == 0 || at.Column == 0 {
		return "", "", false
	}
	text, ok := p.Source(at.File)
	if !ok {
		return "", "", false
	}
	lines := strings.SplitN(string(text), "\n", at.Line+1)
	if len(lines) < at.Line {
		return "", "", false
	}
	if strings.TrimSpace(lines[at.Line-1]) == "" {
		return "", "", false // nothing would be seen
	}
	runes := []rune(strings.TrimRight(lines[at.Line-1], "\r"))
	col := min(at.Column-1, len(runes))
	from := 0
	if len(runes) > maxExcerpt && col > maxExcerpt*2/3 {
		from = col - maxExcerpt*2/3
	}
	to := min(len(runes), from+maxExcerpt)
	shown := slices.Clone(runes[from:to])
	if from > 0 {
		shown[0] = '…'
	}
	if to < len(runes) {
		shown[len(shown)-1] = '…'
	}
	lead := len(shown) - len([]rune(strings.TrimLeft(string(shown), " \t")))
	lead = min(lead, col-from)
	var b, c strings.Builder
	for i, r := range shown[lead:] {
		if r < ' ' || r == 0x7f || (r >= 0x80 && r < 0xa0) {
			r = ' '
		}
		b.WriteRune(r)
		if i < col-from-lead {
			c.WriteString(strings.Repeat(" ", Width(r)))
		}
	}
	return b.String(), c.String() + "^", true
}

// Width is the number of terminal cells that a rune takes: 2 for Han, kana,
// hangul and full-width forms, 0 for combining marks, else 1.
func Width(r rune) int {
	switch {
	case r >= 0x300 && r <= 0x36f, r == 0x200b, r == 0x200d, r == 0xfe0f:
		return 0
	case r >= 0x1100 && r <= 0x115f, r >= 0x2e80 && r <= 0xa4cf, r >= 0xac00 && r <= 0xd7a3,
		r >= 0xf900 && r <= 0xfaff, r >= 0xfe30 && r <= 0xfe4f, r >= 0xff00 && r <= 0xff60,
		r >= 0xffe0 && r <= 0xffe6, r >= 0x1f300 && r <= 0x1faff, r >= 0x20000 && r <= 0x3fffd:
		return 2
	}
	return 1
}
