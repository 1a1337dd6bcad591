package markdown

import (
	"sync"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/extension"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/renderer"
	"github.com/yuin/goldmark/util"
)

// Extension brings the language of the manuscripts to a goldmark: GFM,
// footnotes, definition lists, math, roles, directives, citations. Nothing is
// resolved there, so values and references print as they were written.
var Extension goldmark.Extender = extender{}

type extender struct{}

func (extender) Extend(m goldmark.Markdown) {
	m.Parser().AddOptions(
		parser.WithBlockParsers(blockParsers()...),
		parser.WithInlineParsers(inlineParsers()...),
		parser.WithParagraphTransformers(paragraphTransformers()...),
		parser.WithASTTransformers(util.Prioritized(transformer{}, 100)),
	)
	m.Renderer().AddOptions(renderer.WithNodeRenderers(
		util.Prioritized(extension.NewTableHTMLRenderer(), 500),
		util.Prioritized(extension.NewStrikethroughHTMLRenderer(), 500),
		util.Prioritized(extension.NewTaskCheckBoxHTMLRenderer(), 500),
		util.Prioritized(extension.NewFootnoteHTMLRenderer(), 500),
		util.Prioritized(extension.NewDefinitionListHTMLRenderer(), 500),
		util.Prioritized(sourceRenderer{}, 500),
	))
}

// Priorities: a smaller number is asked first. goldmark's own blocks are setext
// headings 100, thematic breaks 200, lists 300, list items 400, indented code
// 500, ATX headings 600, fences 700, quotations 800, HTML 900, paragraphs 1000.
func blockParsers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		// Setext headings before all: --- below a paragraph is a heading for
		// every other parser too. Ours read attributes and then are the same.
		util.Prioritized(headings{parser.NewSetextHeadingParser()}, 99),
		// Tables drawn with dashes before thematic breaks, lists and indented
		// code, which their lines look like.
		util.Prioritized(drawnTables{named: true}, 150),
		util.Prioritized(drawnTables{}, 151),
		// +++ and + + + are block breaks before they are lists.
		util.Prioritized(lineBlock{'+', readBreak}, 250),
		util.Prioritized(headings{parser.NewATXHeadingParser()}, 599),
		// Directives before fences, of which they are a kind, and before
		// definition lists, which also begin with a colon.
		util.Prioritized(directiveParser{}, 690),
		// Definitions before environments, which begin with a backslash too.
		util.Prioritized(shortcodeBlocks{}, 693),
		util.Prioritized(texLines{}, 694),
		util.Prioritized(texBlocks{}, 695),
		util.Prioritized(texFloats{}, 696),
		util.Prioritized(lineBlocks{}, 904),
		util.Prioritized(lineBlock{'(', readTarget}, 905),
		util.Prioritized(lineBlock{'%', readComment}, 906),
		util.Prioritized(lineBlock{'{', readAttributes}, 907),
		// As in goldmark: definition lists, then footnotes, last of all but
		// paragraphs.
		util.Prioritized(newDefinitions(), 950),
		util.Prioritized(newDescriptions(), 952),
		util.Prioritized(noteBlocks{}, 999),
	}
}

// goldmark's own inline parsers are code spans 100, links 200, autolinks 300,
// raw HTML 400, emphasis 500.
func inlineParsers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		// A check box stands at the start of an item, where a link could too.
		util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
		// Shortcodes begin with a brace, like roles.
		util.Prioritized(shortcodes{}, 89),
		// Roles before code spans: their body is in backticks.
		util.Prioritized(roleParser{}, 90),
		util.Prioritized(codeSpans{}, 99),
		// Math before emphasis and links: TeX is full of _ and [.
		util.Prioritized(dollars{}, 110),
		// Footnotes and citations before links, which they look like.
		// \ref and \cite before brackets, which they have.
		util.Prioritized(texCommands{}, 115),
		util.Prioritized(bookdownMarks{}, 116),
		util.Prioritized(noteRefs{}, 120),
		util.Prioritized(brackets{}, 150),
		util.Prioritized(citations{}, 160),
		util.Prioritized(newLinks(), 199),
		util.Prioritized(emphasis{}, 499),
		// H~2~O before ~struck out~.
		util.Prioritized(wordScripts{}, 498),
		util.Prioritized(strikethrough{}, 500),
		// Plain addresses last: everything else may contain them.
		util.Prioritized(addresses{}, 999),
	}
}

// goldmark's own: link definitions 100.
func paragraphTransformers() []util.PrioritizedValue {
	return []util.PrioritizedValue{
		util.Prioritized(linkDefinitions{}, 99),
		util.Prioritized(tables{}, 200),
	}
}

// manuscript is the parser of whole manuscripts and of included files. It has
// goldmark's blocks, some of them bounded.
var manuscript = sync.OnceValue(func() parser.Parser {
	own := []util.PrioritizedValue{
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(newLists(), 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(newBlockquotes(), 800),
		util.Prioritized(parser.NewHTMLBlockParser(), 900),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	}
	return parser.NewParser(
		parser.WithBlockParsers(append(own, blockParsers()...)...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(), inlineParsers()...)...),
		parser.WithParagraphTransformers(paragraphTransformers()...),
		parser.WithASTTransformers(util.Prioritized(transformer{}, 100)),
	)
})
