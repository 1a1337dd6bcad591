package html

import (
	"testing"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"

	"reckon/report/markdown/ast"
)

// Every kind of node that there is has a printer.
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
		if printers[k] == nil {
			t.Errorf("%s has no printer", k)
		}
	}
	if len(printers) != len(kinds) {
		t.Errorf("%d printers for %d kinds", len(printers), len(kinds))
	}
}
