package check

import (
	"strings"
	"unicode"
	"unicode/utf8"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/internal/diag"
	"reckon/report/document"
	"reckon/report/markdown"
	"reckon/report/markdown/ast"
)

// numberIsProduced holds that every number in the author's text is computed by
// a role or marked as literal. Digits inside words, such as V1, are names;
// years in citations come from the bibliography and are not seen here.
func numberIsProduced(d *document.Document, t *markdown.Tree) diag.List {
	if len(d.Front.Model) == 0 {
		return nil // there is nothing that could compute a number
	}
	var findings diag.List
	for _, root := range []gast.Node{d.Title, d.Subtitle, d.Abstract, gast.Node(d.Body)} {
		if root == nil {
			continue
		}
		_ = gast.Walk(root, func(n gast.Node, entering bool) (gast.WalkStatus, error) {
			switch n := n.(type) {
			case *gast.CodeSpan, *gast.CodeBlock, *gast.FencedCodeBlock, *gast.AutoLink, *gast.RawHTML, *gast.HTMLBlock,
				*east.FootnoteLink, *east.FootnoteBacklink:
				return gast.WalkSkipChildren, nil
			case *ast.Span:
				if n.Style == "sub" || n.Style == "sup" {
					return gast.WalkSkipChildren, nil // part of what it is attached to
				}
			case *gast.Text:
				if entering {
					literals(n.Segment.Value(t.Source), n.Segment.Start, t, &findings)
				}
			}
			return gast.WalkContinue, nil
		})
	}
	return findings
}

// literals reports the numbers in a stretch of text.
func literals(text []byte, start int, t *markdown.Tree, findings *diag.List) {
	for i := 0; i < len(text); {
		c, size := utf8.DecodeRune(text[i:])
		if !unicode.IsDigit(c) {
			i += size
			continue
		}
		end := i
		for end < len(text) {
			c, size := utf8.DecodeRune(text[end:])
			inside := (c == '.' || c == ',') && end+1 < len(text) && text[end+1] >= '0' && text[end+1] <= '9'
			if !unicode.IsDigit(c) && !inside {
				break
			}
			end += size
		}
		if !partOfWord(text, i, end) {
			digits := string(text[i:end])
			findings.Warn("number-is-produced", t.At(start+i), "nothing computes the number %s", digits).
				Hint = "print it with {val}, check it with {claim}, or mark it with {lit}`" + strings.TrimSpace(digits) + "`"
		}
		i = end
	}
}

// partOfWord tells whether a letter touches the digits: V1, 5-HT, H2O.
func partOfWord(text []byte, start, end int) bool {
	before, _ := utf8.DecodeLastRune(text[:start])
	after, _ := utf8.DecodeRune(text[end:])
	letter := func(c rune) bool { return unicode.IsLetter(c) && !unicode.Is(unicode.Han, c) || c == '_' }
	return letter(before) || letter(after)
}
