package report

import (
	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/report/document"
	"reckon/report/markdown/ast"
)

// A target is something with a label.
type target struct {
	document.Number
	node     gast.Node
	title    string // plain text: of a heading, else of a caption
	at       diag.Pos
	number   string // as a template of the author's prints it: "2a", "3" of equation (3)
	sub      string // of a part of a figure: "a"
	template string // of the front matter
	printed  bool   // the formula itself prints its numbers
}

// A numberer walks a manuscript in order of reading and gives its things
// anchors and numbers.
type numberer struct {
	*resolver
	*enumerator
	ids      map[string]int // how often each was asked for
	pending  []*ast.Target  // (label)= lines, for the next thing
	implicit []implied      // labels that hold unless the author gives them to something else
}

// An implied label is one that the author did not write.
type implied struct {
	label string
	target
}

// numbers gives every heading, figure, table, equation and listing its anchor
// and number. A label that is used twice is a finding with both places.
func (r *resolver) numbers() {
	r.wrapTargets()
	n := &numberer{resolver: r, enumerator: newEnumerator(r), ids: map[string]int{}}
	_ = gast.Walk(r.tree.Body, func(node gast.Node, entering bool) (gast.WalkStatus, error) {
		if entering {
			n.visit(node)
		}
		return gast.WalkContinue, nil
	})
	for _, i := range n.implicit {
		if _, ok := r.targets[i.label]; !ok {
			r.targets[i.label] = &i.target
		}
	}
	r.contents()
}

func (r *numberer) visit(n gast.Node) {
	switch n := n.(type) {
	case *ast.Target:
		r.pending = append(r.pending, n)
	case *gast.Heading:
		r.heading(n)
	case *ast.Figure:
		r.figure(n)
	case *ast.MathBlock:
		r.equation(n)
	case *ast.FormulaBlock:
		r.add(n, r.next("equation"), n.Label, n.At)
	case *ast.Admonition:
		if n.Labelled.Label != "" || len(r.pending) > 0 {
			r.add(n, target{title: r.admonitionTitle(n)}, n.Labelled.Label, n.At)
		}
	case *ast.Div:
		if n.Theorem != "" {
			r.theorem(n)
		} else if n.Label != "" || len(r.pending) > 0 {
			r.add(n, target{}, n.Label, n.At)
		}
	case *gast.Paragraph:
		if len(r.pending) > 0 {
			r.add(n, target{}, "", r.placeOf(n))
		}
	}
}

// add gives a node its anchor and number, under its own label and under those
// of the lines before it.
func (r *numberer) add(n gast.Node, t target, label string, at diag.Pos) {
	t.node, t.at = n, at
	labels := r.pending
	r.pending = nil
	if t.ID == "" {
		t.ID = label
	}
	if t.ID == "" && len(labels) > 0 {
		t.ID = labels[0].Label
	}
	t.ID = unique(r.ids, anchor(t.ID, t.Kind))
	shown := t.Number
	if t.printed {
		shown.Label = ""
	}
	r.doc.Numbers[n] = shown
	if label != "" {
		r.register(label, t, at)
	}
	for _, l := range labels {
		if l.Label != label {
			r.register(l.Label, t, l.At)
		}
	}
}

func (r *numberer) register(label string, t target, at diag.Pos) {
	t.at = r.labelPlace(at, label)
	if first, ok := r.targets[label]; ok {
		r.findings.Add("label-duplicate", t.at, "label %s is used twice; first at %s", label, first.at).Hint = "rename one of the two"
		return
	}
	r.targets[label] = &t
}

// wrapTargets puts what has no anchor of its own, such as a list, into a group
// that has one, where a (label)= line stands before it.
func (r *resolver) wrapTargets() {
	var before []*ast.Target
	r.walk(func(n gast.Node) {
		if t, ok := n.(*ast.Target); ok && t.NextSibling() != nil {
			before = append(before, t)
		}
	})
	for _, t := range before {
		next := t.NextSibling()
		switch next.(type) {
		case *ast.Target, *gast.Heading, *gast.Paragraph, *ast.Figure, *ast.MathBlock, *ast.FormulaBlock, *ast.Admonition, *ast.Div:
			continue
		}
		div := &ast.Div{}
		div.At = t.At
		parent := t.Parent()
		parent.ReplaceChild(parent, next, div)
		div.AppendChild(div, next)
	}
}

func (r *numberer) heading(n *gast.Heading) {
	title := r.plain(n)
	t := r.section(n)
	t.title = title
	label := stringAttribute(n, "id")
	if label == "" {
		t.ID = slug(title)
	}
	r.add(n, t, label, r.placeOf(n))
}

func (r *numberer) figure(n *ast.Figure) {
	if outer, ok := n.Parent().(*ast.Figure); ok {
		r.panel(n, outer)
		return
	}
	t := target{Number: document.Number{Kind: n.Of}}
	if n.Label != "" || captionOf(n) != nil || len(r.pending) > 0 {
		t = r.figureNumber(n)
	}
	t.title = r.captionText(n)
	r.add(n, t, n.Label, n.At)
}

// figureNumber is the next number of a kind, or the one that the author gives.
func (r *numberer) figureNumber(n *ast.Figure) target {
	if o, ok := n.Options.Lookup("enumerated"); ok && o.Value == "false" {
		return target{Number: document.Number{Kind: n.Of}}
	}
	if own := n.Options.Get("enumerator"); own != "" {
		return r.numbered(n.Of, own)
	}
	return r.next(n.Of)
}

// panel letters a part of a figure. It can be referred to by the figure's
// label and its letter.
func (r *numberer) panel(n, outer *ast.Figure) {
	whole := r.doc.Numbers[outer]
	letter := r.letter("panel " + whole.ID)
	t := target{Number: document.Number{Kind: n.Of, Label: letter, ID: n.Label}, title: r.captionText(n), sub: letter}
	if r.front.Of("subfigure").Switch.Or(true) {
		if whole.Label != "" {
			t.number = whole.Label + letter
			t.Words = r.wordsFor(n.Of, t.number)
			t.template = r.front.Of("subfigure").Template
		}
	} else {
		t.Label = ""
	}
	if t.ID == "" {
		t.ID = whole.ID + "-" + letter
	}
	r.add(n, t, n.Label, n.At)
	if n.Label == "" && outer.Label != "" {
		t.node, t.at, t.ID = n, n.At, r.doc.Numbers[n].ID
		r.implicit = append(r.implicit, implied{outer.Label + "-" + letter, t})
	}
}

func (r *numberer) admonitionTitle(n *ast.Admonition) string {
	if title, ok := n.FirstChild().(*ast.TitleLine); ok {
		return r.plain(title)
	}
	return n.Label
}

// captionOf returns the caption of a figure, nil without.
func captionOf(n *ast.Figure) *ast.Caption {
	c, _ := n.LastChild().(*ast.Caption)
	return c
}

// captionText is what a caption says first: what follows explains.
func (r *resolver) captionText(n *ast.Figure) string {
	c := captionOf(n)
	if c == nil {
		return ""
	}
	if first := c.FirstChild(); first != nil && first.Type() == gast.TypeBlock {
		return r.plain(first)
	}
	return r.plain(c)
}

// contents gathers the headings of sections into a tree.
func (r *resolver) contents() {
	var flat []document.Heading
	for _, h := range sectionHeadings(r.tree.Body) {
		num := r.doc.Numbers[h]
		flat = append(flat, document.Heading{Node: h, ID: num.ID, Number: num.Label, Text: r.plain(h), Level: h.Level})
	}
	r.doc.Contents, _ = nest(flat, 0)
}

// sectionHeadings lists the headings of a text and of its parts, not those
// within boxes.
func sectionHeadings(root gast.Node) (headings []*gast.Heading) {
	for n := root.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *gast.Heading:
			headings = append(headings, n)
		case *ast.Div:
			if n.Part != "" {
				headings = append(headings, sectionHeadings(n)...)
			}
		}
	}
	return headings
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
