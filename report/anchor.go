package report

import (
	"fmt"
	"strings"
	"unicode"

	gast "github.com/yuin/goldmark/ast"
)

// slug makes an anchor from a title: letters and digits of any script, in
// lower case, joined by hyphens.
func slug(title string) string {
	var b strings.Builder
	gap := false
	for _, c := range strings.ToLower(title) {
		if unicode.IsLetter(c) || unicode.IsDigit(c) {
			if gap && b.Len() > 0 {
				b.WriteByte('-')
			}
			b.WriteRune(c)
			gap = false
		} else {
			gap = true
		}
	}
	return b.String()
}

// anchor keeps ids apart from those that reckon makes (q-, x-, claim-, ref-,
// cite-, fn) and gives a nameless thing one.
func anchor(id, kind string) string {
	id = slugKeep(id)
	if id == "" {
		return "at-" + kind
	}
	for _, own := range []string{"q-", "x-", "claim-", "ref-", "cite-", "fn"} {
		if strings.HasPrefix(id, own) {
			return "at-" + id
		}
	}
	return id
}

// slugKeep replaces what may not stand in an anchor.
func slugKeep(id string) string {
	return strings.Map(func(c rune) rune {
		if unicode.IsLetter(c) || unicode.IsDigit(c) || strings.ContainsRune("-_.:", c) {
			return c
		}
		return '-'
	}, id)
}

func unique(taken map[string]int, id string) string {
	base := id
	for taken[id] > 0 {
		taken[base]++
		id = fmt.Sprintf("%s-%d", base, taken[base])
	}
	taken[id]++
	return id
}

func stringAttribute(n gast.Node, name string) string {
	v, ok := n.AttributeString(name)
	if !ok {
		return ""
	}
	switch v := v.(type) {
	case []byte:
		return string(v)
	case string:
		return v
	}
	return ""
}

func hasClass(n gast.Node, class string) bool {
	for _, c := range strings.Fields(stringAttribute(n, "class")) {
		if c == class {
			return true
		}
	}
	return false
}
