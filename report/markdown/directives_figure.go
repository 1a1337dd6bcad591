package markdown

import (
	"strings"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/report/markdown/ast"
)

var imageOptions = []OptionSpec{
	{Name: "alt", Kind: Inline, Help: "the image in words, for those who cannot see it"},
	{Name: "width", Aliases: []string{"w", "figwidth"}, Kind: Length, Help: "width"},
	{Name: "height", Aliases: []string{"h"}, Kind: Length, Help: "height"},
	{Name: "align", Kind: Text, Help: "left, center or right"},
	{Name: "placeholder", Kind: Path, Help: "accepted, and without effect"},
	{Name: "scale", Kind: Text, Help: "accepted, and without effect"},
	{Name: "target", Kind: Text, Help: "accepted, and without effect"},
	{Name: "title", Kind: Text, Help: "accepted, and without effect"},
}

// figureDirectives show drawings and images.
func figureDirectives() []Directive {
	return []Directive{
		{Name: "figure", Aliases: []string{"subfigure", "figure-md"}, Argument: "file of an image", Body: MarkdownBody,
			Help: "an image with caption and number; without a file, the images, charts and tables in the body are its parts",
			Options: append(with(imageOptions...),
				OptionSpec{Name: "kind", Kind: Text, Help: "what it is counted as: figure, table, code, or a kind of your own"},
				OptionSpec{Name: "enumerated", Aliases: []string{"numbered"}, Kind: Flag, Help: "false: without a number"},
				OptionSpec{Name: "no-subfigures", Aliases: []string{"no-subfig", "no-subfigure"}, Kind: Flag, Help: "the images in the body are not parts with numbers of their own"},
				OptionSpec{Name: "columns", Aliases: []string{"layout-ncol"}, Kind: Integer, Help: "how many parts stand side by side"},
				OptionSpec{Name: "figclass", Kind: Classes, Help: "accepted, and without effect"},
				OptionSpec{Name: "enumerator", Kind: Text, Help: "the number itself, which then is not counted"},
			), build: buildFigure},
		{Name: "image", Argument: "file of an image", Required: true, Body: NoBody, Help: "an image without caption", Options: with(imageOptions...),
			build: func(c *directiveCall) []gast.Node {
				c.noBody()
				img := c.image()
				if c.label() == "" {
					return []gast.Node{img}
				}
				f := &ast.Figure{Of: "figure", Labelled: c.attributes(), Options: c.options}
				f.AppendChild(f, img)
				return []gast.Node{f}
			}},
	}
}

// image is the image that the argument names.
func (c *directiveCall) image() *ast.Image {
	img := &ast.Image{Path: strings.TrimSpace(c.argument), PathAt: c.argAt, Alt: c.texts["alt"], Options: c.options}
	img.At = c.place
	img.SetPos(c.d.start)
	return img
}

func buildFigure(c *directiveCall) []gast.Node {
	f := &ast.Figure{Of: figureKind(c.options.Get("kind")), Labelled: c.attributes(), Options: c.options}
	f.At = c.place
	body := c.body
	if c.argument != "" {
		f.AppendChild(f, c.image())
		c.caption(f, body)
		return []gast.Node{f}
	}
	c.parts(f, body, !c.flag("no-subfigures"))
	if f.FirstChild() == nil || f.FirstChild().Kind() == ast.KindCaption {
		return []gast.Node{c.badBlock("argument-missing", c.place, "name the file of an image behind {figure}, or put images into the body", "{"+c.d.name+"} has nothing to show")}
	}
	return []gast.Node{f}
}

// figureKind is what a figure is counted as: figure, table, code, or a kind
// that the author makes up.
func figureKind(kind string) string {
	kind = strings.ToLower(strings.TrimSpace(kind))
	if kind == "" || wordLength(kind) != len(kind) {
		return "figure"
	}
	return kind
}

// parts sorts blocks into what a figure shows, which comes first, and what its
// caption says. An image alone in a paragraph is shown, with a number of its
// own when it is one of several.
func (s *state) parts(f *ast.Figure, blocks []gast.Node, numbered bool) {
	var caption []gast.Node
	blocks = s.captioned(blocks)
	images := 0
	for _, b := range blocks {
		if shows(b) {
			images += max(1, len(imagesOf(b)))
		}
	}
	var name *ast.Target // a (label)= line, for the next part
	for _, b := range blocks {
		if t, ok := b.(*ast.Target); ok {
			name = t
			continue
		}
		if !shows(b) {
			if name != nil {
				caption, name = append(caption, name), nil
			}
			caption = append(caption, b)
			continue
		}
		imgs := imagesOf(b)
		for _, img := range imgs {
			if images > 1 && numbered {
				part := s.imageFigure(img)
				name = takeName(&part.Labelled, name)
				f.AppendChild(f, part)
			} else {
				name = takeName(&f.Labelled, name)
				f.AppendChild(f, s.imageBlock(img))
			}
		}
		if part, ok := b.(*ast.Figure); ok {
			name = takeName(&part.Labelled, name)
		}
		if len(imgs) == 0 {
			f.AppendChild(f, b)
		}
	}
	if len(caption) > 0 {
		n := captionOf(caption...)
		n.At = s.at(max(caption[0].Pos(), 0))
		n.SetPos(caption[0].Pos())
		f.AppendChild(f, n)
	}
}

// takeName gives a label to what has none; what it returns is left.
func takeName(to *ast.Labelled, name *ast.Target) *ast.Target {
	if name == nil || to.Label != "" {
		return name
	}
	to.Label = name.Label
	return nil
}

// shows tells whether a block is content of a figure rather than words of its
// caption.
func shows(b gast.Node) bool {
	switch b.Kind() {
	case ast.KindFigure, ast.KindPlot, ast.KindImage, ast.KindListing, ast.KindGenerated, ast.KindMathBlock, ast.KindBadBlock, east.KindTable,
		gast.KindFencedCodeBlock, gast.KindCodeBlock:
		return true
	}
	return len(imagesOf(b)) > 0
}

// imagesOf lists the images of a paragraph that holds nothing else.
func imagesOf(b gast.Node) (images []*gast.Image) {
	if b.Kind() != gast.KindParagraph && b.Kind() != gast.KindTextBlock {
		return nil
	}
	for c := b.FirstChild(); c != nil; c = c.NextSibling() {
		switch c := c.(type) {
		case *gast.Image:
			images = append(images, c)
		case *gast.Text:
			if !c.Segment.IsEmpty() && c.Segment.Stop-c.Segment.Start > 0 {
				return nil
			}
		default:
			return nil
		}
	}
	return images
}

// imageBlock turns ![words](file) into a block of its own; the words are its
// alternative text.
func (s *state) imageBlock(img *gast.Image) *ast.Image {
	n := &ast.Image{Path: string(img.Destination), PathAt: s.destinationAt(img.Pos(), string(img.Destination)), Options: attributeOptions(img)}
	if img.FirstChild() != nil {
		alt := paragraph()
		moveChildren(alt, img)
		n.Alt = alt
	}
	return placed(s, n, max(img.Pos(), 0))
}

// imageFigure turns ![caption](file){#label} into a figure.
func (s *state) imageFigure(img *gast.Image) *ast.Figure {
	label, class := idAndClass(img)
	n := s.imageBlock(img)
	f := &ast.Figure{Of: "figure", Labelled: ast.Labelled{Label: label, Classes: class}, Options: n.Options}
	placed(s, f, max(img.Pos(), 0))
	caption := n.Alt
	n.Alt = nil
	if o, ok := n.Options.Lookup("alt"); ok {
		n.Alt = s.stringParagraph(o.Value, o.ValueAt)
	} else if o, ok := n.Options.Lookup("fig-alt"); ok {
		n.Alt = s.stringParagraph(o.Value, o.ValueAt)
	} else if len(img.Title) > 0 {
		n.Alt = paragraph(gast.NewString(img.Title))
	} else {
		n.CaptionIsAlt = caption != nil
	}
	f.AppendChild(f, n)
	if caption != nil {
		c := captionOf(caption)
		placed(s, c, max(img.Pos(), 0))
		f.AppendChild(f, c)
	}
	return f
}

// idAndClass gives the label and classes that attributes put on a node of
// goldmark's.
func idAndClass(n gast.Node) (label string, class []string) {
	if v, ok := n.AttributeString("id"); ok {
		label = normaliseLabel(string(v.([]byte)))
	}
	if v, ok := n.AttributeString("class"); ok {
		class = strings.Fields(string(v.([]byte)))
	}
	return label, class
}

var attributeOptionsKey = "reckon-options"

func attributeOptions(n gast.Node) ast.Options {
	if v, ok := n.AttributeString(attributeOptionsKey); ok {
		return v.(ast.Options)
	}
	return nil
}

// attach gives attributes in braces to what stands right before them.
func (s *state) attach(parent gast.Node, attrs attributeList, at int) gast.Node {
	last := parent.LastChild()
	if last == nil {
		return nil
	}
	switch last.Kind() {
	case gast.KindImage, gast.KindLink, gast.KindCodeSpan, gast.KindAutoLink:
	case ast.KindMath:
		return last
	default:
		return nil
	}
	if attrs.id.value != "" {
		last.SetAttributeString("id", []byte(attrs.id.value))
	}
	if len(attrs.class) > 0 {
		last.SetAttributeString("class", []byte(strings.Join(attrs.class, " ")))
	}
	var options ast.Options
	for _, p := range attrs.pairs {
		options = append(options, ast.Option{Key: p.key, Value: p.value, KeyAt: s.at(at + p.keyAt), ValueAt: s.at(at + p.valueAt)})
	}
	if len(options) > 0 && last.Kind() == gast.KindImage {
		last.SetAttributeString(attributeOptionsKey, options)
	}
	return last
}
