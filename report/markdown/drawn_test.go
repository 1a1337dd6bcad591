package markdown

import (
	"fmt"
	"strings"
	"testing"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/report/markdown/ast"
)

// tablesOf prints the tables of a manuscript: a line for each row, the head
// behind #, the alignment before each cell of the first row, / for a line break.
func tablesOf(t *Tree) string {
	var b strings.Builder
	walk(t.Body, func(n gast.Node) {
		switch n := n.(type) {
		case *east.Table:
			for row := n.FirstChild(); row != nil; row = row.NextSibling() {
				var cells []string
				for c := row.FirstChild(); c != nil; c = c.NextSibling() {
					text := strings.ReplaceAll(PlainText(c, t.Source), "  ", " ")
					if row == n.FirstChild() {
						text = c.(*east.TableCell).Alignment.String()[:1] + ":" + text
					}
					cells = append(cells, text)
				}
				if row.Kind() == east.KindTableHeader {
					b.WriteString("# ")
				}
				fmt.Fprintln(&b, strings.Join(cells, " | "))
			}
		case *ast.Caption:
			fmt.Fprintf(&b, "= %s\n", PlainText(n, t.Source))
		case *gast.ThematicBreak:
			fmt.Fprintln(&b, "---")
		}
	})
	return b.String()
}

// Tables drawn with characters, as Pandoc's manual has their forms.
func TestDrawnTables(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"simple", `
  Age  Name      Where
-----  ------  ---------
    7  *Ann*     here
   12  Bob      -- there

Table: Who. {#tbl:who}

After.
`, "# r:Age | l:Name | c:Where\n7 | Ann | here\n12 | Bob | – there\n= Who.\n"},
		{"simple without a head", `
-----  -------  ---
   12  twelve    12
    3  three      3
-----  -------  ---
`, "r:12 | l:twelve | r:12\n3 | three | 3\n"},
		{"several lines", `
--------------------------
 Word   What it
        stands for
------- ------------------
 first  one line and
        another

 second one line
--------------------------

: Words
`, "# c:Word | l:What it stands for\nfirst | one line and another\nsecond | one line\n= Words\n"},
		{"several lines without a head", `
------- ------------
first   one line and
        another

second  one line
------- ------------
`, "l:first | n:one line and another\nsecond | one line\n"},
		{"grid", `
+--------+------:+:----:+
| Fruit  | Price | Note |
+========+======:+:====:+
| Plum   | $1.34 | - a  |
|        |       | - b  |
+--------+-------+------+
| 李子   | 2     | 1. x |
|        |       |      |
|        |       | y    |
+--------+-------+------+
`, "# n:Fruit | r:Price | c:Note\nPlum | $1.34 | • a • b\n李子 | 2 | 1. x y\n"},
		{"grid without a head, in a list", `
- item

  +---+---+
  | a | b |
  +---+---+
`, "n:a | n:b\n"},
		{"captions below and above", `
| a | b |
|---|---|
| 1 | 2 |

Table: Below.

: Above.

| c | d |
|---|---|
| 3 | 4 |

![Figure](x.svg)
`, "# n:a | n:b\n1 | 2\n= Below.\n# n:c | n:d\n3 | 4\n= Above.\n= Figure\n"},
		{"a break", "a\n\n- - -\n\nb\n\n----------\n\nc\n\n-- --\n", "---\n---\n---\n"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tree, fs := Parse([]byte(test.src), Options{File: "m"})
			if len(fs) > 0 {
				t.Errorf("findings: %v", fs)
			}
			if got := tablesOf(tree); got != test.want {
				t.Errorf("\n got: %q\nwant: %q", got, test.want)
			}
		})
	}
}

// A grid whose cells span is one finding at its line.
func TestDrawnTableFindings(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"columns", "+---+---+\n| a     |\n+---+---+\n", "m:2:1: a cell of this grid spans columns, or its | does not stand below the + of the first line [table-malformed]"},
		{"rows", "+---+---+\n| a | b |\n|   +---+\n| a | b |\n+---+---+\n", "m:3:1: a cell of this grid spans columns, or its | does not stand below the + of the first line [table-malformed]"},
		{"open", "+---+\n| a |\n+---+\n| b |\n\nx\n", ""},
		{"code", "+-------+\n| ```   |\n| x     |\n| ```   |\n+-------+\n", "m:2:3: a cell of a table holds text only [table-malformed]"},
	} {
		t.Run(test.name, func(t *testing.T) {
			_, fs := Parse([]byte(test.src), Options{File: "m"})
			got := ""
			for _, f := range fs {
				got += f.Error()
			}
			if got != test.want {
				t.Errorf("\n got: %s\nwant: %s", got, test.want)
			}
		})
	}
}
