package report

import (
	"strconv"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/document"
	"reckon/report/markdown"
	"reckon/report/markdown/ast"
)

// An enumerator counts things, each kind by itself, as the front matter's
// numbering says.
type enumerator struct {
	front    markdown.Numbering
	words    *document.Words
	sections bool // headings have numbers where numbering does not say
	count    map[string]int
	levels   [maxLevel + 1]bool // of headings that have numbers
	depths   [maxLevel + 1]int
}

const maxLevel = 6

func newEnumerator(r *resolver) *enumerator {
	e := &enumerator{front: r.tree.Front.Numbering, words: r.words, sections: r.tree.Front.NumberSections, count: map[string]int{}}
	r.walk(func(n gast.Node) {
		if h, ok := n.(*gast.Heading); ok && e.isNumbered(h) {
			e.levels[h.Level] = true
		}
	})
	return e
}

func (e *enumerator) headings(level int) markdown.Counting {
	return e.front.Of("heading_" + strconv.Itoa(level))
}

func (e *enumerator) isNumbered(h *gast.Heading) bool {
	return h.Level <= maxLevel && !hasClass(h, "unnumbered") && e.headings(h.Level).Switch.Or(e.sections)
}

// section is the number of a heading: those of the levels above it, parted by
// points. Levels without numbers, or without headings, do not count.
func (e *enumerator) section(h *gast.Heading) target {
	if !e.isNumbered(h) {
		return target{Number: document.Number{Kind: "section"}}
	}
	c := e.headings(h.Level)
	if e.depths[h.Level] == 0 && c.Start > 0 && e.count["section"] == 0 {
		e.depths[h.Level] = c.Start - 1
	}
	e.count["section"]++
	e.depths[h.Level]++
	for deeper := h.Level + 1; deeper <= maxLevel; deeper++ {
		e.depths[deeper] = 0
	}
	var parts []string
	for level := 1; level <= h.Level; level++ {
		if e.levels[level] {
			parts = append(parts, strconv.Itoa(e.depths[level]))
		}
	}
	t := e.numbered("section", enumerated(c.Enumerator, strings.Join(parts, ".")))
	t.template = c.Template
	return t
}

// next is the next number of a kind, without one where the kind has none.
func (e *enumerator) next(kind string) target {
	c := e.front.Of(kind)
	if !c.Switch.Or(e.byItself(kind)) {
		return target{Number: document.Number{Kind: kind}}
	}
	if e.count[kind] == 0 {
		e.count[kind] = max(c.Start-1, 0)
	}
	e.count[kind]++
	return e.numbered(kind, enumerated(c.Enumerator, strconv.Itoa(e.count[kind])))
}

// byItself tells whether a kind has numbers without being declared.
func (e *enumerator) byItself(kind string) bool {
	switch kind {
	case "figure", "table", "code", "equation":
		return true
	}
	return e.words.Theorem[kind] != ""
}

func enumerated(form, number string) string {
	if form == "" {
		return number
	}
	if !strings.Contains(form, "%s") {
		return form + number
	}
	return strings.ReplaceAll(form, "%s", number)
}

// numbered is a number with the words in which it is referred to.
func (e *enumerator) numbered(kind, number string) target {
	label := number
	if kind == "equation" {
		label = "(" + number + ")"
	}
	return target{Number: document.Number{Kind: kind, Label: label, Words: e.wordsFor(kind, label)}, number: number, template: e.front.Of(kind).Template}
}

func (e *enumerator) letter(key string) string {
	e.count[key]++
	return strings.ToLower(ast.Letters(e.count[key]))
}

func (e *enumerator) wordsFor(kind, label string) string {
	return strings.ReplaceAll(e.wordFor(kind), "%s", label)
}

func (e *enumerator) wordFor(kind string) string {
	switch kind {
	case "figure":
		return e.words.Figure
	case "table":
		return e.words.Table
	case "code":
		return e.words.Code
	case "equation":
		return e.words.Equation
	case "section":
		return e.words.Section
	case "":
		return "%s"
	}
	if name, ok := e.words.Theorem[kind]; ok {
		return name
	}
	return strings.ToUpper(kind[:1]) + kind[1:] + " %s"
}
