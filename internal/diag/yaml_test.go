package diag

import (
	"fmt"
	"testing"

	"go.yaml.in/yaml/v4"
)

func TestWordYAML(t *testing.T) {
	for _, test := range []struct{ text, want string }{
		{"a: [1, 2\nb: 3\n", "1:4 the [ opened here never closes (add ] where it ends)"},
		{"a: {x: 1, y: 2\nb: 3\n", "1:4 the { opened here never closes (add } where it ends)"},
		{"a: [x, {y: 1]\n", "1:13 a comma or } is missing here (text with a comma, a brace or a bracket needs quotes)"},
		{"a:\n  - x\n  y\n", "3:3 a key is not followed by a colon (write key: value)"},
		{"a:\n  - x\n  y: 1\n", "3:3 a list goes on here without a hyphen (begin each entry with - in the column of the first, or indent this line)"},
		{"a:\n  b: 1\n c: 2\n", "3:2 this line is indented like nothing above it (keys that belong together begin in one column)"},
		{"a:\n  b: 1\n   c: 2\n", "3:4 this key is indented below a key that has a value (begin it in the column of the key above)"},
		{"a:\n  b\n    c: 2\n", "2:3 a key is not followed by a colon (write key: value)"},
		{"a:\n  b 1\n  c: 2\n", "2:3 a key is not followed by a colon (write key: value)"},
		{"a: \"x\nb: 1\n", "1:4 the quotes opened here never close (add the closing quote)"},
		{"a: 'it's'\n", "1:8 nothing can follow a closing quote or bracket (put the whole text in quotes; an apostrophe within '…' is written '')"},
		{"a: [a] b\n", "1:8 nothing can follow a closing quote or bracket (put the whole text in quotes; an apostrophe within '…' is written '')"},
		{"ä: b: c\n", "1:5 a colon and a space cannot stand in unquoted text (put the text in quotes)"},
		{"a: @x\n", "1:4 unquoted text cannot begin with '@' (put the text in quotes)"},
		{"a: *x\n", "1:4 unquoted text cannot begin with '*' (put the text in quotes)"},
		{"a:\n\t- b\n", "2:1 a tab cannot indent (indent with spaces)"},
		{"a: |x\n  y\n", "1:5 the text behind | or > begins on the next line (move it there, indented)"},
	} {
		var n yaml.Node
		err := yaml.Unmarshal([]byte(test.text), &n)
		if err == nil {
			t.Errorf("%q is read", test.text)
			continue
		}
		f := WordYAML(err, LinesOf(test.text))
		if got := fmt.Sprintf("%d:%d %s (%s)", f.Line, f.Column, f.Msg, f.Hint); got != test.want {
			t.Errorf("%q\n got: %s\nwant: %s", test.text, got, test.want)
		}
	}
}

func ExampleWordYAML() {
	text := "title: Lamps: a study\n"
	var n yaml.Node
	err := yaml.Unmarshal([]byte(text), &n)
	f := WordYAML(err, LinesOf(text))
	fmt.Printf("%d:%d: %s; %s\n", f.Line, f.Column, f.Msg, f.Hint)
	// Output: 1:13: a colon and a space cannot stand in unquoted text; put the text in quotes
}
