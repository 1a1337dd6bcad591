package pdf

import (
	"testing"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/report/markdown/ast"
)

// Every kind of node that there is has a setter.
func TestKinds(t *testing.T) {
	kinds := append([]gast.NodeKind{
		gast.KindDocument, gast.KindTextBlock, gast.KindParagraph, gast.KindHeading, gast.KindThematicBreak, gast.KindCodeBlock,
		gast.KindFencedCodeBlock, gast.KindBlockquote, gast.KindList, gast.KindListItem, gast.KindHTMLBlock, gast.KindLinkReferenceDefinition,
		gast.KindText, gast.KindString, gast.KindCodeSpan, gast.KindEmphasis, gast.KindLink, gast.KindImage, gast.KindAutoLink, gast.KindRawHTML,
		east.KindTable, east.KindTableRow, east.KindTableHeader, east.KindTableCell, east.KindStrikethrough, east.KindTaskCheckBox,
		east.KindFootnoteLink, east.KindFootnoteBacklink, east.KindFootnote, east.KindFootnoteList,
		east.KindDefinitionList, east.KindDefinitionTerm, east.KindDefinitionDescription,
	}, ast.Kinds()...)
	for _, k := range kinds {
		_, inline := inlines[k]
		_, block := blocks[k]
		if inline == block {
			t.Errorf("%s: set as inline %v, as block %v", k, inline, block)
		}
	}
}
