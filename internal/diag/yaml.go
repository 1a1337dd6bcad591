package diag

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// A YAMLFault is a complaint of the YAML reader in an author's words. Line and
// Column, as YAML counts them, point where the mistake is likely to be; they
// are 0 when nothing is known.
type YAMLFault struct {
	Line, Column int
	Msg, Hint    string
}

// WordYAML words an error of the YAML reader. rest gives the text from a place
// on, as YAML counts lines and columns.
func WordYAML(err error, rest func(line, column int) string) YAMLFault {
	var e *yaml.LoadError
	if !errors.As(err, &e) {
		msg := err.Error()
		if i := strings.LastIndex(msg, ": "); i >= 0 {
			msg = msg[i+2:]
		}
		return YAMLFault{Msg: msg}
	}
	f := YAMLFault{e.Mark.Line, e.Mark.Column, e.Message, ""}
	back := e.ContextMark // where the construct begins that the reader was in
	switch before := lineBefore(rest, f); {
	case strings.Contains(f.Msg, "mapping values are not allowed"):
		f.colon(rest)
	case strings.Contains(f.Msg, "cannot start any token"):
		switch c, _ := utf8.DecodeRuneInString(rest(f.Line, f.Column)); {
		case c == '\t':
			f.Msg, f.Hint = "a tab cannot indent", "indent with spaces"
		case c != utf8.RuneError:
			f.Msg, f.Hint = fmt.Sprintf("unquoted text cannot begin with %q", c), "put the text in quotes"
		}
	case strings.Contains(f.Msg, "unexpected end of stream") && back.Line > 0:
		f = YAMLFault{back.Line, back.Column, "the quotes opened here never close", "add the closing quote"}
	case strings.Contains(f.Msg, "expected ',' or") && back.Line > 0:
		open, shut := "{", "}"
		if strings.Contains(e.ContextMsg, "sequence") {
			open, shut = "[", "]"
		}
		f.Msg, f.Hint = fmt.Sprintf("a comma or %s is missing here", shut), "text with a comma, a brace or a bracket needs quotes"
		if back.Line != f.Line {
			f = YAMLFault{back.Line, back.Column, fmt.Sprintf("the %s opened here never closes", open), "add " + shut + " where it ends"}
		}
	case strings.Contains(f.Msg, "could not find expected ':'"):
		f.Msg, f.Hint = "a key is not followed by a colon", "write key: value"
		if back.Line > 0 {
			f.Line, f.Column = back.Line, back.Column
		}
	case strings.Contains(f.Msg, "did not find expected key") && strings.TrimSpace(before) != "":
		f.Msg, f.Hint = "nothing can follow a closing quote or bracket", "put the whole text in quotes; an apostrophe within '…' is written ''"
	case strings.Contains(f.Msg, "did not find expected key") && back.Line > 0:
		f.Msg = "this line is indented like nothing above it"
		f.Hint = "keys that belong together begin in one column"
	case strings.Contains(f.Msg, "did not find expected '-'"):
		f.Msg, f.Hint = "a list goes on here without a hyphen", "begin each entry with - in the column of the first, or indent this line"
	case strings.Contains(f.Msg, "comment or line break"):
		f.Msg, f.Hint = "the text behind | or > begins on the next line", "move it there, indented"
	case strings.Contains(f.Msg, "unknown escape"):
		f.Msg, f.Hint = "no escape in double quotes begins so", "put TeX and backslashes in single quotes"
	case strings.Contains(f.Msg, "unknown anchor"):
		f.Msg, f.Hint = "unquoted text cannot begin with '*'", "put the text in quotes"
	}
	return f
}

// colon words a colon that does not end a key: one within unquoted text, or one
// of a key that is indented as if it belonged to the text above it.
func (f *YAMLFault) colon(rest func(line, column int) string) {
	if f.Column > 1 && !strings.HasPrefix(rest(f.Line, f.Column), ":") && strings.HasPrefix(rest(f.Line, f.Column-1), ":") {
		f.Column--
	}
	before := lineBefore(rest, *f)
	if key := strings.TrimLeft(before, " "); f.Line > 1 && key != "" && len(key) < len(before) && !strings.ContainsAny(key, ":-{[") {
		above := strings.TrimRight(lineOf(rest, f.Line-1), " \t\r")
		if bare := strings.TrimLeft(above, " "); bare != "" && !strings.Contains(bare, ":") && !strings.HasPrefix(bare, "-") && !strings.HasPrefix(bare, "#") {
			f.Line, f.Column = f.Line-1, utf8.RuneCountInString(above)-utf8.RuneCountInString(bare)+1
			f.Msg, f.Hint = "a key is not followed by a colon", "write key: value"
			return
		}
		f.Column -= utf8.RuneCountInString(key)
		f.Msg, f.Hint = "this key is indented below a key that has a value", "begin it in the column of the key above"
		return
	}
	f.Msg, f.Hint = "a colon and a space cannot stand in unquoted text", "put the text in quotes"
}

func lineOf(rest func(line, column int) string, line int) string {
	text, _, _ := strings.Cut(rest(line, 1), "\n")
	return text
}

// lineBefore gives what stands before a fault in its line.
func lineBefore(rest func(line, column int) string, f YAMLFault) string {
	whole, behind := rest(f.Line, 1), rest(f.Line, f.Column)
	return strings.TrimSuffix(whole, behind)
}

// LinesOf gives the rest of a text from a line and column on, both counted
// from 1, for [WordYAML].
func LinesOf(text string) func(line, column int) string {
	return func(line, column int) string {
		rest := text
		for range line - 1 {
			_, rest, _ = strings.Cut(rest, "\n")
		}
		for range column - 1 {
			if rest == "" || rest[0] == '\n' {
				break
			}
			_, size := utf8.DecodeRuneInString(rest)
			rest = rest[size:]
		}
		return rest
	}
}
