package markdown

import (
	"strings"
	"testing"
)

func TestDefinitionLists(t *testing.T) {
	for _, test := range []struct{ name, src, want string }{
		{"colon", "A\n: b", `(dl (dt "A") (dd (p "b")))`},
		{"tilde", "A\n~ b", `(dl (dt "A") (dd (p "b")))`},
		{"indented", "A\n  ~ b\n  ~ c", `(dl (dt "A") (dd (p "b")) (dd (p "c")))`},
		{"loose", "A\n\n  ~ b\n\n    more", `(dl (dt "A") (dd (p "b") (p "more")))`},
		{"both marks", "A\n: b\n~ c\n\nB\n   : d", `(dl (dt "A") (dd (p "b")) (dd (p "c")) (dt "B") (dd (p "d")))`},
		{"a fence", "A\n~~~\nb\n~~~", `(p "A") (pre - "b")`},
		{"struck", "A\n~~b~~", `(p "A " (del "b"))`},
		{"about", "~ 5 m", `(p "~ 5 m")`},
		{"code", "A\n:     b\n\n~ c", `(dl (dt "A") (dd (pre - "b")) (dd (p "c")))`},
		{"too deep", "A\n    : b", `(p "A : b")`},
	} {
		t.Run(test.name, func(t *testing.T) {
			tree, found := Parse([]byte(test.src), Options{File: "m", Plain: true})
			if got := strings.TrimSuffix(strings.TrimPrefix(essenceOf(tree).String(), "(root "), ")"); got != test.want || len(found) > 0 {
				t.Errorf("got %s\nwant %s\n%v", got, test.want, found)
			}
		})
	}
}
