package html

import (
	"encoding/base64"
	"fmt"
	"regexp"
	"strconv"
	"strings"

	gast "github.com/yuin/goldmark/ast"

	"reckon/report/markdown/ast"
)

// figureImage prints a figure's image: drawings become part of the page.
func figureImage(w *writer, node gast.Node) {
	n := node.(*ast.Image)
	if len(n.Data) == 0 {
		return
	}
	var class []string
	if size := cssLength(n.Options.Get("width")); size != "" {
		class = append(class, "sized", w.sheet.class("--w", size))
	}
	if n.MediaType == "image/svg+xml" {
		w.drawing(n, class)
		return
	}
	attributes := ""
	if class != nil {
		attributes = ` class="` + strings.Join(class, " ") + `"`
	}
	w.put(fmt.Sprintf(`<img src="data:%s;base64,%s" alt="%s" width="%.0f" height="%.0f"%s>`+"\n",
		escape(n.MediaType), base64.StdEncoding.EncodeToString(n.Data), escape(n.AltText), n.Width, n.Height, attributes))
}

// drawing prints an SVG. On a telephone it does not shrink until its labels
// cannot be read, but is scrolled.
func (w *writer) drawing(n *ast.Image, class []string) {
	w.charts++
	class = append([]string{"drawing"}, class...)
	attributes := ` aria-hidden="true"`
	if n.AltText != "" {
		attributes = ` role="img" aria-label="` + escape(n.AltText) + `"`
	}
	if least := leastWidth(string(n.Data), n.Width); least > narrowest*em {
		class = append(class, w.sheet.class("--least", fmt.Sprintf("%.0fpx", least)))
		if n.AltText != "" {
			attributes += ` tabindex="0"`
		}
	}
	w.put(`<div class="`, strings.Join(class, " "), `"`, attributes, ">", prefixed(string(n.Data), fmt.Sprintf("drawing-%d-", w.charts)), "</div>\n")
}

// inset prints an image within a line: a small one as high as the line, others
// as they are.
func inset(w *writer, node gast.Node) {
	n := node.(*ast.Inset).Image
	if len(n.Data) == 0 {
		return
	}
	class := []string{"inset"}
	switch size := cssLength(n.Options.Get("width")); {
	case size != "":
		class = append(class, "sized", w.sheet.class("--w", size))
	case n.Small():
		class = append(class, "in-line")
	}
	names := strings.Join(class, " ")
	if n.MediaType != "image/svg+xml" {
		w.put(fmt.Sprintf(`<img src="data:%s;base64,%s" alt="%s" width="%.0f" height="%.0f" class="%s">`,
			escape(n.MediaType), base64.StdEncoding.EncodeToString(n.Data), escape(n.AltText), n.Width, n.Height, names))
		return
	}
	w.charts++
	attributes := ` aria-hidden="true"`
	if n.AltText != "" {
		attributes = ` role="img" aria-label="` + escape(n.AltText) + `"`
	}
	w.put(`<span class="`, names, `"`, attributes, ">", prefixed(string(n.Data), fmt.Sprintf("drawing-%d-", w.charts)), "</span>")
}

const em = 16 // CSS pixels of a letter on a telephone

var (
	fontSize = regexp.MustCompile(` font-size="([0-9.]+)"`)
	viewBox  = regexp.MustCompile(`^<svg [^>]*?viewBox="[-0-9.e]+ [-0-9.e]+ ([0-9.e]+) `)
)

// leastWidth is the width in CSS pixels below which a drawing's smallest labels
// are too small to read, or 0 without labels. The drawing's own width is enough
// for what its author wanted to be read.
func leastWidth(svg string, width float64) float64 {
	const (
		legible = 10 // CSS pixels
		widest  = 40 * em
	)
	smallest := 0.0
	for _, m := range fontSize.FindAllStringSubmatch(svg, -1) {
		if size, err := strconv.ParseFloat(m[1], 64); err == nil && size > 0 && (smallest == 0 || size < smallest) {
			smallest = size
		}
	}
	if smallest == 0 || !strings.Contains(svg, "<text") {
		return 0
	}
	units := width
	if m := viewBox.FindStringSubmatch(svg); m != nil {
		if u, err := strconv.ParseFloat(m[1], 64); err == nil {
			units = u
		}
	}
	return min(units*legible/smallest, width, widest)
}

var lengthForm = regexp.MustCompile(`^([0-9]{1,4}(?:\.[0-9]+)?)(px|%|em|rem|cm|mm|in|pt)?$`)

// cssLength reads a length that an author gave; nothing else gets into a
// style.
func cssLength(s string) string {
	m := lengthForm.FindStringSubmatch(strings.TrimSpace(s))
	switch {
	case m == nil:
		return ""
	case m[2] == "":
		return m[1] + "px"
	}
	return m[1] + m[2]
}

// prefixed keeps the names within a drawing apart from the page's others. The
// drawing is clean: its quotes stand around attributes alone.
func prefixed(svg, prefix string) string {
	return strings.NewReplacer(` id="`, ` id="`+prefix, ` href="#`, ` href="#`+prefix, `url(#`, `url(#`+prefix).Replace(svg)
}
