package report

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/report/document"
	"reckon/report/markdown/ast"
)

// A target is something with a label.
type target struct {
	document.Number
	node  gast.Node
	title string // plain text: of a heading, else of a caption
	at    diag.Pos
}

// A counter numbers things of one kind.
type counters map[string]int

// numbers gives every heading, figure, table, equation and listing its anchor
// and number, in order of reading. A label that is used twice is a finding
// with both places.
func (r *resolver) numbers() {
	count := counters{}
	var sections []int
	ids := map[string]int{} // how often each was asked for
	pending := ""           // label of a (label)= line, for the next thing
	top := r.topLevel()
	add := func(n gast.Node, num document.Number, label, title string, at diag.Pos) {
		if label == "" {
			label, pending = pending, ""
		}
		if num.ID == "" {
			num.ID = label
		}
		num.ID = unique(ids, anchor(num.ID, num.Kind))
		r.doc.Numbers[n] = num
		if label == "" {
			return
		}
		if first, ok := r.targets[label]; ok {
			r.findings.Add("label-duplicate", r.labelPlace(at, label), "label %s is used twice; first at %s", label, first.at).Hint = "rename one of the two"
			return
		}
		r.targets[label] = &target{num, n, title, r.labelPlace(at, label)}
	}
	_ = gast.Walk(r.tree.Body, func(n gast.Node, entering bool) (gast.WalkStatus, error) {
		if !entering {
			return gast.WalkContinue, nil
		}
		switch n := n.(type) {
		case *ast.Target:
			pending = n.Label
		case *gast.Heading:
			r.heading(n, top, &sections, add)
		case *ast.Figure:
			r.figureNumber(n, count, add)
		case *ast.MathBlock:
			if n.Numbered || n.Label != "" {
				add(n, r.numbered("equation", "("+count.next("equation")+")"), n.Label, "", n.At)
			}
		case *ast.FormulaBlock:
			add(n, r.numbered("equation", "("+count.next("equation")+")"), n.Label, "", n.At)
		case *ast.Admonition:
			if n.Label != "" || pending != "" {
				add(n, document.Number{}, n.Label, "", n.At)
			}
		case *ast.Div:
			if n.Theorem != "" {
				r.theorem(n, count, add)
			} else if n.Label != "" || pending != "" {
				add(n, document.Number{}, n.Label, "", n.At)
			}
		case *gast.Paragraph:
			if pending != "" {
				add(n, document.Number{}, "", "", r.placeOf(n))
			}
		}
		return gast.WalkContinue, nil
	})
	r.contents()
}

func (c counters) next(kind string) string {
	c[kind]++
	return strconv.Itoa(c[kind])
}

func (r *resolver) numbered(kind, label string) document.Number {
	return document.Number{Kind: kind, Label: label, Words: fmt.Sprintf(r.wordFor(kind), label)}
}

func (r *resolver) wordFor(kind string) string {
	switch kind {
	case "figure":
		return r.words.Figure
	case "table":
		return r.words.Table
	case "code":
		return r.words.Code
	case "equation":
		return r.words.Equation
	case "section":
		return r.words.Section
	}
	return "%s"
}

type adder func(n gast.Node, num document.Number, label, title string, at diag.Pos)

func (r *resolver) heading(n *gast.Heading, top int, sections *[]int, add adder) {
	title := r.plain(n)
	num := document.Number{Kind: "section"}
	if r.tree.Front.NumberSections && !hasClass(n, "unnumbered") {
		depth := max(n.Level-top, 0)
		for len(*sections) <= depth {
			*sections = append(*sections, 0)
		}
		*sections = (*sections)[:depth+1]
		(*sections)[depth]++
		var parts []string
		for _, s := range *sections {
			parts = append(parts, strconv.Itoa(s))
		}
		num = r.numbered("section", strings.Join(parts, "."))
	}
	label := stringAttribute(n, "id")
	if label == "" {
		num.ID = slug(title)
	}
	add(n, num, label, title, r.placeOf(n))
}

func (r *resolver) figureNumber(n *ast.Figure, count counters, add adder) {
	if panel, ok := n.Parent().(*ast.Figure); ok {
		outer := r.doc.Numbers[panel]
		key := "panel " + outer.ID
		count[key]++
		letter := string(rune('a' + (count[key]-1)%26))
		num := document.Number{Kind: n.Of, Label: letter, ID: n.Label}
		if outer.Label != "" {
			num.Words = fmt.Sprintf(r.wordFor(n.Of), outer.Label+letter)
		}
		if num.ID == "" {
			num.ID = outer.ID + "-" + letter
		}
		add(n, num, n.Label, r.captionText(n), n.At)
		return
	}
	if n.Label == "" && captionOf(n) == nil {
		add(n, document.Number{Kind: n.Of}, "", "", n.At)
		return
	}
	add(n, r.numbered(n.Of, count.next(n.Of)), n.Label, r.captionText(n), n.At)
}

// theorem numbers a theorem, lemma and so on, each kind by itself, and writes
// its name at its head.
func (r *resolver) theorem(n *ast.Div, count counters, add adder) {
	name, known := r.words.Theorem[n.Theorem]
	if !known {
		name = strings.ToUpper(n.Theorem[:1]) + n.Theorem[1:] + " %s"
	}
	num := document.Number{Kind: n.Theorem}
	head := strings.TrimSpace(strings.ReplaceAll(name, "%s", ""))
	if !n.Plain {
		num.Label = count.next(n.Theorem)
		num.Words = fmt.Sprintf(name, num.Label)
		head = num.Words
	}
	strong := gast.NewEmphasis(2)
	strong.AppendChild(strong, gast.NewString([]byte(head)))
	title, _ := n.FirstChild().(*ast.TitleLine)
	line := []gast.Node{strong}
	label := ""
	if title != nil {
		label = r.plain(title)
		line = append(line, gast.NewString([]byte(" (")))
		for c := title.FirstChild(); c != nil; c = title.FirstChild() {
			title.RemoveChild(title, c)
			line = append(line, c)
		}
		line = append(line, gast.NewString([]byte(")")))
		n.RemoveChild(n, title)
	}
	line = append(line, gast.NewString([]byte(". ")))
	p, ok := n.FirstChild().(*gast.Paragraph)
	if !ok {
		p = gast.NewParagraph()
		if first := n.FirstChild(); first != nil {
			n.InsertBefore(n, first, p)
		} else {
			n.AppendChild(n, p)
		}
	}
	before := p.FirstChild()
	for _, c := range line {
		if before != nil {
			p.InsertBefore(p, before, c)
		} else {
			p.AppendChild(p, c)
		}
	}
	if label == "" {
		label = head
	}
	add(n, num, n.Label, label, n.At)
}

// captionOf returns the caption of a figure, nil without.
func captionOf(n *ast.Figure) *ast.Caption {
	c, _ := n.LastChild().(*ast.Caption)
	return c
}

func (r *resolver) captionText(n *ast.Figure) string {
	if c := captionOf(n); c != nil {
		return r.plain(c)
	}
	return ""
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

// contents gathers the numbered headings into a tree.
func (r *resolver) contents() {
	var flat []document.Heading
	for n := r.tree.Body.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*gast.Heading); ok {
			num := r.doc.Numbers[h]
			flat = append(flat, document.Heading{Node: h, ID: num.ID, Number: num.Label, Text: r.plain(h), Level: h.Level})
		}
	}
	r.doc.Contents, _ = nest(flat, 0)
}

// nest takes headings deeper than level off the front of flat.
func nest(flat []document.Heading, level int) (tree, rest []document.Heading) {
	for len(flat) > 0 && flat[0].Level > level {
		h := flat[0]
		h.Children, flat = nest(flat[1:], h.Level)
		tree = append(tree, h)
	}
	return tree, flat
}

// references fills cross references. A label that nothing has is an error with
// a suggestion.
func (r *resolver) references() {
	r.walk(func(n gast.Node) {
		ref, ok := n.(*ast.Ref)
		if !ok {
			return
		}
		t, ok := r.targets[ref.Label]
		if !ok {
			r.unknownLabel(ref)
			return
		}
		ref.Target = t.ID
		ref.Shown = r.referenceText(ref, t)
	})
}

func (r *resolver) unknownLabel(ref *ast.Ref) {
	var known []string
	for label := range r.targets {
		known = append(known, label)
	}
	slices.Sort(known)
	if ref.Keyed {
		known = append(known, r.library().Keys()...)
	}
	what := "nothing has the label %s"
	if ref.Keyed {
		what = "nothing has the label or citation key %s"
	}
	hint := diag.DidYouMean(ref.Label, known)
	if hint == "" {
		hint = "give the thing that is meant this label: {#" + ref.Label + "}"
	}
	r.findings.Add("reference-unknown", ref.At, what, ref.Label).Hint = hint
}

func (r *resolver) referenceText(ref *ast.Ref, t *target) string {
	number := t.Label
	if ref.Template != "" {
		if number == "" && (strings.Contains(ref.Template, "%s") || strings.Contains(ref.Template, "{number}")) {
			r.findings.Add("reference-unnumbered", ref.At, "%s has no number to print", ref.Label).
				Hint = "write the words yourself: [words](#" + ref.Label + ")"
			return ref.Label
		}
		return strings.NewReplacer("%s", number, "{number}", number, "{name}", t.title).Replace(ref.Template)
	}
	if t.Words == "" {
		if t.title != "" {
			return t.title
		}
		r.findings.Add("reference-unnumbered", ref.At, "%s has no number and no title to print", ref.Label).
			Hint = "write the words yourself: [words](#" + ref.Label + ")"
		return ref.Label
	}
	if ref.Bare || ref.Equation {
		return number
	}
	return t.Words
}
