package markdown

import (
	"sort"
	"strings"
	"unicode"

	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/text"

	"reckon/report/markdown/ast"
)

// abbreviate marks the abbreviations of the front matter where they stand as
// whole words, outside of links and of abbreviations that are marked already.
func (s *state) abbreviate(root gast.Node, words map[string]string) {
	if len(words) == 0 {
		return
	}
	var short []string
	for w := range words {
		if w != "" {
			short = append(short, w)
		}
	}
	sort.Slice(short, func(i, j int) bool {
		return len(short[i]) > len(short[j]) || len(short[i]) == len(short[j]) && short[i] < short[j]
	})
	var found []*gast.Text
	leaves(root, func(list []leaf) {
		for _, l := range list {
			if l.text != nil && !l.quiet && !marked(l.node) {
				found = append(found, l.text)
			}
		}
	})
	for _, t := range found {
		s.abbreviateText(t, short, words)
	}
}

// marked tells whether a text stands within a link or an abbreviation.
func marked(n gast.Node) bool {
	for p := n.Parent(); p != nil && p.Type() == gast.TypeInline; p = p.Parent() {
		switch p := p.(type) {
		case *gast.Link, *gast.Image:
			return true
		case *ast.Span:
			if p.Style == "abbr" || p.Style == "term" {
				return true
			}
		}
	}
	return false
}

func (s *state) abbreviateText(t *gast.Text, short []string, words map[string]string) {
	parent := t.Parent()
	for {
		at, w := firstWordOf(string(s.src[t.Segment.Start:t.Segment.Stop]), short)
		if at < 0 {
			return
		}
		start := t.Segment.Start + at
		if at > 0 {
			before := gast.NewTextSegment(t.Segment.WithStop(start))
			parent.InsertBefore(parent, t, before)
		}
		span := placed(s, &ast.Span{Style: "abbr", Title: words[w]}, start)
		span.AppendChild(span, gast.NewTextSegment(text.NewSegment(start, start+len(w))))
		parent.InsertBefore(parent, t, span)
		t.Segment = text.NewSegment(start+len(w), t.Segment.Stop)
	}
}

// firstWordOf finds the first of some words that stands alone in a text; of two
// at one place, the longer.
func firstWordOf(s string, words []string) (at int, word string) {
	at = -1
	for _, w := range words {
		for from := 0; from <= len(s); {
			i := strings.Index(s[from:], w)
			if i < 0 {
				break
			}
			i += from
			before, after := lastRune(s[:i]), rune(0)
			if rest := s[i+len(w):]; rest != "" {
				after, _ = firstRune(rest)
			}
			if !wordRune(before) && !wordRune(after) {
				if at < 0 || i < at {
					at, word = i, w
				}
				break
			}
			from = i + len(w)
		}
	}
	return at, word
}

func wordRune(r rune) bool { return (unicode.IsLetter(r) || unicode.IsDigit(r)) && !isCJK(r) }
