package markdown

import (
	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"

	"reckon/report/markdown/ast"
)

// sourceRenderer prints our nodes in somebody else's page, where nothing is
// resolved: words stand as they were written, marked by classes.
type sourceRenderer struct{}

func (r sourceRenderer) RegisterFuncs(reg renderer.NodeRendererFuncRegisterer) {
	for _, k := range ast.Kinds() {
		reg.Register(k, r.render)
	}
}

func (sourceRenderer) render(w util.BufWriter, source []byte, n gast.Node, entering bool) (gast.WalkStatus, error) {
	open, words := sourceForm(n)
	if n.Type() == gast.TypeInline {
		if entering {
			_, _ = w.WriteString("<" + open + ">")
			_, _ = w.Write(util.EscapeHTML([]byte(words)))
		} else {
			_, _ = w.WriteString("</" + tagName(open) + ">")
		}
		return gast.WalkContinue, nil
	}
	if entering {
		_, _ = w.WriteString("<" + open + ">")
		if words == "" {
			_ = w.WriteByte('\n')
		}
		_, _ = w.Write(util.EscapeHTML([]byte(words)))
	} else {
		_, _ = w.WriteString("</" + tagName(open) + ">\n")
	}
	return gast.WalkContinue, nil
}

func tagName(open string) string {
	for i := range len(open) {
		if open[i] == ' ' {
			return open[:i]
		}
	}
	return open
}

// sourceForm gives the opening tag of a node and the words in it.
func sourceForm(n gast.Node) (open, words string) {
	switch n := n.(type) {
	case *ast.Val:
		return `span class="val"`, n.Body
	case *ast.Lit:
		return `span class="lit"`, n.Body
	case *ast.Claim:
		return `span class="claim"`, n.Body
	case *ast.Formula:
		return `span class="formula"`, n.Body
	case *ast.Math:
		return `span class="math inline"`, n.TeX
	case *ast.Cite:
		words := ""
		for i, it := range n.Items {
			if i > 0 {
				words += "; "
			}
			words += it.Key
		}
		return `cite`, words
	case *ast.Ref:
		return `span class="ref"`, first(n.Template, n.Label)
	case *ast.Span:
		tags := map[string]string{"sub": "sub", "sup": "sup", "kbd": "kbd", "del": "del", "underline": "u", "abbr": "abbr"}
		if t, ok := tags[n.Style]; ok {
			return t, ""
		}
		return `span class="` + n.Style + `"`, ""
	case *ast.Bad:
		return `span class="error"`, n.Finding.Msg
	case *ast.BadBlock:
		return `p class="error"`, n.Finding.Msg
	case *ast.MathBlock:
		return `div class="math display"`, n.TeX
	case *ast.FormulaBlock:
		return `div class="formula"`, n.Body
	case *ast.Listing:
		return `pre`, n.Code
	case *ast.Image:
		return `p class="image"`, n.Path
	case *ast.Inset:
		return `span class="image"`, n.Image.Path
	case *ast.Plot:
		return `p class="plot"`, n.Title
	case *ast.Generated:
		return `div class="` + n.Of + `"`, n.Body
	case *ast.Figure:
		return "figure", ""
	case *ast.Caption:
		return "figcaption", ""
	case *ast.Admonition:
		return `aside class="` + n.Variant + `"`, ""
	case *ast.TitleLine:
		return `p class="title"`, " "
	case *ast.Target:
		return "span", " "
	}
	return "div", ""
}
