package math

import (
	"maps"
	"slices"
	"strings"
)

// Runes lists, in order, the characters that a page's math face needs for
// [Tree.MathML]: those of the text and the slanted letters that browsers put
// in the place of upright ones.
func (t *Tree) Runes() []rune {
	set := map[rune]bool{}
	ml, _, _ := strings.Cut(t.MathML(true), "<annotation")
	_, ml, _ = strings.Cut(ml, "<semantics>")
	tag, entity := false, false
	for _, r := range ml {
		switch {
		case r == '<':
			tag = true
		case r == '>':
			tag = false
		case tag:
		case r == '&':
			entity = true
			for _, e := range `&<>"` {
				set[e] = true
			}
		case entity:
			entity = r != ';'
		default:
			set[r] = true
			set[faceItalic.in(r)] = true
		}
	}
	return slices.Sorted(maps.Keys(set))
}
