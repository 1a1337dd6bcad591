package report

import (
	"path"
	"slices"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown"
)

// siblings makes links to other manuscripts of the project, written as in MyST and
// Quarto by their files, lead to the pages that are built of them.
func (r *resolver) siblings() {
	r.walk(func(n gast.Node) {
		link, ok := n.(*gast.Link)
		if !ok {
			return
		}
		written := string(link.Destination)
		file, place, _ := strings.Cut(written, "#")
		other := r.sibling(file)
		if other == nil {
			return
		}
		if text, ok := link.FirstChild().(*gast.String); ok && text.NextSibling() == nil && string(text.Value) == written {
			text.Value = []byte(other.titleAt(place))
		}
		to := other.Name + ".html"
		if other.Paper != r.m.Paper {
			to = "../" + other.Paper.Name + "/" + to
		}
		if place != "" {
			to += "#" + place
		}
		link.Destination = []byte(to)
	})
}

// sibling finds another manuscript by the name of its file as one of this
// manuscript's directory would write it, with or without the ending.
func (r *resolver) sibling(file string) *Manuscript {
	if file == "" || strings.ContainsAny(file, ":\\") {
		return nil
	}
	from := path.Join(path.Dir(r.m.Path), file)
	i := slices.IndexFunc(r.in.Manuscripts, func(m *Manuscript) bool {
		return m != r.m && m.Paper != nil && (m.Path == from || strings.TrimSuffix(m.Path, path.Ext(m.Path)) == from)
	})
	if i < 0 {
		return nil
	}
	return r.in.Manuscripts[i]
}

// titleAt is the title of a manuscript, or of the section with a label.
func (m *Manuscript) titleAt(label string) string {
	title := m.Name
	if m.Tree.Title != nil {
		title = markdown.PlainText(m.Tree.Title, m.Tree.Source)
	}
	for c := m.Tree.Body.FirstChild(); c != nil && label != ""; c = c.NextSibling() {
		if h, ok := c.(*gast.Heading); ok {
			if id, ok := h.AttributeString("id"); ok && string(id.([]byte)) == label {
				return markdown.PlainText(h, m.Tree.Source)
			}
		}
	}
	return title
}
