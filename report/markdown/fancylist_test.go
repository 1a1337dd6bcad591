package markdown

import (
	"strings"
	"testing"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
)

// listsOf prints lists with the labels of their items, and paragraphs.
func listsOf(n gast.Node, src []byte) string {
	var parts []string
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *gast.List:
			number := c.Start
			for item := c.FirstChild(); item != nil; item = item.NextSibling() {
				label := "-"
				if c.IsOrdered() {
					label = ast.NumberingOf(c).Label(number)
					number++
				}
				parts = append(parts, label+" "+listsOf(item, src))
			}
		default:
			parts = append(parts, PlainText(c, src))
		}
	}
	return strings.Join(parts, "; ")
}

func TestListMarkers(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"by itself", "#. a\n#. b\n", "1. a; 2. b"},
		{"letters", "a) a\nb) b\n   c\n\n   d\n", "a) a; b) b c; d"},
		{"capitals", "A.  a\nB.  b\n", "A. a; B. b"},
		{"Roman", "(i) a\n(ii) b\n(iii) c\n(iv) d\n", "(i) a; (ii) b; (iii) c; (iv) d"},
		{"digits in brackets", "(1) a\n(2) b\n", "(1) a; (2) b"},
		{"examples through the text", "(@)  a\n(@good)  b\n\nAs (@good) and (@later) say:\n\n(@later) c\n", "(1) a; (2) b; As (2) and (3) say:; (3) c"},
		{"nested", "1. a\n   i. b\n   ii. c\n2. d\n", "1. a; i. b; ii. c; 2. d"},
		{"another list", "a) a\n\n1) b\n2) c\n", "a) a; 1) b; 2) c"},
		{"ten letters", "a) a\nb) a\nc) a\nd) a\ne) a\nf) a\ng) a\nh) a\ni) a\nj) a\n", "a) a; b) a; c) a; d) a; e) a; f) a; g) a; h) a; i) a; j) a"},
		{"initials", "I. Newton wrote.\n\nA. Smith wrote.\n", "I. Newton wrote.; A. Smith wrote."},
		{"words", "(c) 2020 Foo\n\ni.e. this\n\nx) y\n\nwords\na) b\n\n(see) this\n", "(c) 2020 Foo; i.e. this; x) y; words a) b; (see) this"},
		{"CommonMark", "1) a\n2) b\n\n\n1. c\n", "1) a; 2) b; 1. c"},
	} {
		t.Run(test.name, func(t *testing.T) {
			tree, fs := Parse([]byte(test.src), Options{File: "m"})
			if len(fs) > 0 {
				t.Errorf("findings: %v", fs)
			}
			if got := listsOf(tree.Body, tree.Source); got != test.want {
				t.Errorf("\n got: %s\nwant: %s", got, test.want)
			}
		})
	}
}

// Words in a list keep their places, though its markers are rewritten.
func TestListMarkerPlaces(t *testing.T) {
	_, fs := Parse([]byte("(@long-label) a\n(@) b {nosuch}`x`\n"), Options{File: "m"})
	if len(fs) != 1 || fs[0].At.Line != 2 || fs[0].At.Column != 7 {
		t.Errorf("findings: %v", fs)
	}
}
