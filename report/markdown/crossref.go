package markdown

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// reservedPrefixes begin the labels of Quarto and pandoc-crossref; after them
// stands a hyphen or a colon. @fig-x is looked up as a label first.
var reservedPrefixes = []string{
	"fig", "tbl", "tab", "lst", "tip", "nte", "wrn", "imp", "cau", "thm", "lem", "cor", "prp", "cnj", "def", "exm", "exr", "sol", "rem",
	"alg", "eq", "sec",
}

// reservedLabel tells whether a key is a label by its prefix. The prefix may
// begin with a capital: @Fig-x begins a sentence.
func reservedLabel(key string) bool {
	i := strings.IndexAny(key, "-:")
	if i < 2 || i+1 >= len(key) || strings.HasPrefix(key[i:], "://") {
		return false
	}
	prefix := key[:i]
	if r, n := utf8.DecodeRuneInString(prefix); unicode.IsUpper(r) {
		prefix = string(unicode.ToLower(r)) + prefix[n:]
	}
	for _, p := range reservedPrefixes {
		if p == prefix {
			return true
		}
	}
	return false
}

// referenceLabel gives the label that a key with a reserved prefix means.
func referenceLabel(key string) (label string, capital bool) {
	r, _ := utf8.DecodeRuneInString(key)
	return normaliseLabel(key), unicode.IsUpper(r)
}
