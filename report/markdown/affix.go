package markdown

import (
	"strings"

	"reckon/internal/diag"
	"reckon/report/markdown/ast"
)

// affixMarks are the characters that begin markup in what stands around a key.
const affixMarks = "*_`$[{^~\\<"

// longestAffix bounds the text around a key whose markup is looked for, in bytes.
const longestAffix = 1000

// affix gives the end of a text that reads as plain words once its markup is
// gone; nothing when it has no markup.
func affix(raw, words string, at diag.Pos) (a ast.Affix) {
	words = strings.TrimSpace(words)
	if words == "" || !strings.ContainsAny(raw, affixMarks) || len(raw) > longestAffix {
		return a
	}
	for i := range raw {
		rest := strings.TrimSpace(raw[i:])
		if len(rest) < len(words) {
			break
		}
		if strings.IndexByte(" \t\n", raw[i]) >= 0 || strings.TrimSpace(plain(rest)) != words || strings.Count(rest, "*")%2 != 0 {
			continue
		}
		if bare := strings.TrimLeft(rest, "*_"); len(bare) < len(rest) && (bare == "" || strings.IndexByte(" ,;:.)", bare[0]) >= 0) {
			continue // it ends emphasis that began in the locator
		}
		lead := len(rest) - len(strings.TrimLeft(rest, ",;:. \n"))
		if rest[lead:] != "" && strings.ContainsAny(rest[lead:], affixMarks) {
			a = ast.Affix{Source: rest[lead:], At: at.Advance(raw[:i+lead]), Lead: rest[:lead]}
		}
		return a
	}
	return a
}

// affixes reads the markup around the keys of a citation. What it makes are
// children of the citation until that is resolved.
func (s *state) affixes(n *ast.Cite) {
	if s.foreign {
		return
	}
	for i := range n.Items {
		for _, a := range []*ast.Affix{&n.Items[i].Before, &n.Items[i].After} {
			if a.Source == "" || a.Words != nil {
				continue
			}
			a.Words = &ast.Span{Style: "plain"}
			a.Words.At = a.At
			start, stop := s.add(a.Source, a.At)
			moveChildren(a.Words, s.inlineRange(start, stop))
			a.Words.SetPos(start)
			n.AppendChild(n, a.Words)
		}
	}
}
