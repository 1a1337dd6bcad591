package report

import (
	"bytes"
	"errors"
	"net/http"
	"path"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/figures"
	"reckon/internal/diag"
	"reckon/report/markdown"
	"reckon/report/markdown/ast"
)

// image reads the file of a figure. SVG is reduced to what may be shown.
func (r *resolver) image(n *ast.Image) {
	if n.Data != nil {
		return
	}
	if !isNil(n.Alt) {
		walkInto(n.Alt, r.resolveInline)
		n.AltText = r.plain(n.Alt)
	}
	if f, ok := n.Parent().(*ast.Figure); ok && n.CaptionIsAlt {
		n.AltText = r.captionText(f)
	}
	if n.AltText == "" {
		hint := "say in words what it shows: :alt: TEXT"
		if n.PathAt.Line == n.At.Line && (n.Parent() == nil || n.Parent().Kind() != ast.KindFigure) {
			hint = "say in words what it shows: ![TEXT](" + n.Path + ")"
		}
		r.findings.Warn("alt-missing", n.At, "the image %s has no alternative text", n.Path).Hint = hint
	}
	file := strings.ReplaceAll(n.Path, "{lang}", r.doc.Lang)
	data, err := r.in.Project.reader(r.m.Path)(file)
	if err != nil {
		if errors.Is(err, errOutside) {
			r.findings.Add("path-outside", n.PathAt, "the image %s lies outside the project", file).Hint = outsideOf(file)
			return
		}
		full, _ := r.in.Project.within(r.m.Path, file)
		r.findings.Add("file-missing", n.PathAt, "the image %s cannot be read: %v", file, reason(err)).Hint = r.in.Project.nearFile(file, full)
		return
	}
	if strings.EqualFold(path.Ext(file), ".svg") {
		if media := http.DetectContentType(data); media == "image/png" || media == "image/jpeg" {
			ending := path.Base(media)
			r.findings.Add("image-format", n.PathAt, "%s is %s by another name", file, strings.ToUpper(ending)).Hint = "end its name with ." + ending
			return
		} else if bytes.IndexByte(data, 0) >= 0 {
			r.findings.Add("image-format", n.PathAt, "%s is %s; images are PNG, JPEG or SVG", file, media).Hint = "save it as SVG that is not packed"
			return
		}
		r.drawing(n, file, data)
		return
	}
	bitmap, problem := figures.ReadBitmap(data)
	if problem != nil {
		rule := "image-format"
		if bitmap.Width > 0 && strings.Contains(problem.Text, "million pixels") {
			rule = "limit-passed"
		}
		r.findings.Add(rule, n.PathAt, "%s %s", file, problem.Text).Hint = problem.Hint
		return
	}
	if bitmap.Moves {
		r.findings.Warn("image-format", n.PathAt, "%s is an animation: the PDF shows its first picture", file).Hint = "save that picture alone"
	}
	n.Data, n.MediaType, n.Width, n.Height = data, bitmap.Media, float64(bitmap.Width), float64(bitmap.Height)
}

// drawing reads an SVG file. Its labels may hold roles; what may not be shown
// is named in findings.
func (r *resolver) drawing(n *ast.Image, file string, data []byte) {
	d, problems := figures.ParseDrawing(r.doc.Lang, data)
	place := r.projectPath(file)
	for _, problem := range problems {
		at := diag.Pos{File: place, Line: problem.Line, Column: problem.Column}
		add := r.findings.Add
		if problem.Minor {
			add = r.findings.Warn
		}
		add("drawing-unsupported", at, "%s", problem.Text).Hint = problem.Hint
	}
	if d == nil {
		return
	}
	for i, t := range d.Texts() {
		if strings.Contains(t.Value, "`") {
			d.SetText(i, r.label(t.Value, diag.Pos{File: place, Line: t.Line, Column: t.Column}))
		}
	}
	n.Data, n.MediaType, n.Width, n.Height = d.Sanitized(figures.DrawingPrefix(data)), "image/svg+xml", d.Width, d.Height
}

// projectPath is the path in the project of a file that the manuscript names.
func (r *resolver) projectPath(file string) string {
	p, _ := r.in.Project.within(r.m.Path, file)
	return p
}

// label resolves the roles in a label of a drawing, and gives its text.
func (r *resolver) label(text string, at diag.Pos) string {
	tree, found := markdown.Parse([]byte(text), markdown.Options{File: at.File})
	shift := func(p *diag.Pos) {
		if p.Line == 1 {
			p.Column += at.Column - 1
		}
		p.Line += at.Line - 1
	}
	for _, f := range found {
		shift(&f.At)
		r.findings = append(r.findings, f)
	}
	walkInto(tree.Body, func(n gast.Node) {
		switch n := n.(type) {
		case *ast.Val:
			shift(&n.Src)
		case *ast.Claim:
			shift(&n.Src)
		case *ast.Math:
			shift(&n.Src)
		case *ast.Formula:
			shift(&n.Src)
		}
		r.resolveInline(n)
	})
	return plainIn(tree.Body, tree.Source)
}
