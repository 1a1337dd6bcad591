package report

import (
	"fmt"
	"strings"
	"time"

	gast "github.com/yuin/goldmark/ast"

	"reckon/internal/diag"
	"reckon/model"
	"reckon/report/document"
	"reckon/report/markdown"
)

// texts fills the plain texts of title and abstract, for metadata, and checks
// that no heading is empty.
func (r *resolver) texts() {
	plain := func(n gast.Node) string {
		if isNil(n) {
			return ""
		}
		return r.plain(n)
	}
	r.doc.TitleText = plain(r.tree.Title)
	r.doc.SubtitleText = plain(r.tree.Subtitle)
	r.doc.AbstractText = plain(r.tree.Abstract)
	if r.doc.TitleText == "" {
		r.findings.Warn("title-missing", diag.Pos{File: r.m.Path, Line: 1, Column: 1}, "the manuscript has no title").
			Hint = "write `title:` in the front matter"
	}
}

// plain gives the text of a tree as it reads, with results of roles.
func (r *resolver) plain(root gast.Node) string { return plainIn(root, r.tree.Source) }

// plainIn is plain for a tree of another source. No-break spaces stay: they hold
// numbers and units together.
func plainIn(root gast.Node, source []byte) string {
	text := markdown.PlainText(root, source)
	return strings.Join(strings.FieldsFunc(text, func(c rune) bool { return strings.ContainsRune(" \n\t\r", c) }), " ")
}

// modelText is a text of the model in the language of the manuscript, with the
// quotation marks, dashes and ellipses that its prose has.
func (r *resolver) modelText(t model.Text) string {
	return markdown.Typeset(t.In(r.doc.Lang), r.doc.Lang)
}

// placeOf gives the place of a goldmark node: that of its first text.
func (r *resolver) placeOf(n gast.Node) diag.Pos {
	if pos := n.Pos(); pos >= 0 {
		return r.tree.At(pos)
	}
	if n.Type() == gast.TypeBlock && n.Lines() != nil && n.Lines().Len() > 0 {
		return r.tree.At(n.Lines().At(0).Start)
	}
	return diag.Pos{File: r.m.Path}
}

// dateText writes an ISO date the way the language does. A date that cannot be
// read is printed as it stands.
func dateText(date, lang string) string {
	t, err := time.Parse(time.DateOnly, date)
	if err != nil {
		return date
	}
	y, m, d := t.Date()
	switch base, _, _ := strings.Cut(lang, "-"); base {
	case "zh", "ja":
		return fmt.Sprintf("%d年%d月%d日", y, m, d)
	case "de":
		return fmt.Sprintf("%d. %s %d", d, germanMonths[m-1], y)
	case "fr":
		return fmt.Sprintf("%d %s %d", d, frenchMonths[m-1], y)
	case "es":
		return fmt.Sprintf("%d de %s de %d", d, spanishMonths[m-1], y)
	}
	return fmt.Sprintf("%d %s %d", d, m, y)
}

var (
	germanMonths  = [...]string{"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli", "August", "September", "Oktober", "November", "Dezember"}
	frenchMonths  = [...]string{"janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre", "décembre"}
	spanishMonths = [...]string{"enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre", "octubre", "noviembre", "diciembre"}
)

// translations lists the other manuscripts of the same paper.
func translations(in *Input, m *Manuscript) []document.Translation {
	var all []document.Translation
	for _, other := range in.Manuscripts {
		if other.Paper == m.Paper && other != m {
			lang := other.Tree.Front.Lang
			all = append(all, document.Translation{Lang: lang, Name: document.LanguageName(lang), Href: other.Name})
		}
	}
	return all
}
