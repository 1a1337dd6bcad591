package markdown

import (
	gast "github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// deepestMark is how far the mark of a definition may be indented; more is
// code.
const deepestMark = 3

// definitionMark finds the mark of a definition, : or ~ with a space behind, and
// gives the offset of what follows and how far that is indented.
func definitionMark(line []byte, pc parser.Context) (pos, width int, ok bool) {
	pos = pc.BlockOffset()
	if pos < 0 || pc.BlockIndent() > deepestMark || line[pos] != ':' && line[pos] != '~' {
		return 0, 0, false
	}
	space, _ := util.IndentWidth(line[pos+1:], pos+1)
	if space < 1 {
		return 0, 0, false
	}
	if space > 4 { // begins with code
		space = 1
	}
	return pos, pos + 1 + space, true
}

// definitions reads definition lists as goldmark does, with Pandoc's other mark
// and its indents. The caption of a table is no term, even where the caption of
// the next table, which begins with a colon, follows it.
type definitions struct{ parser.BlockParser }

func newDefinitions() parser.BlockParser { return definitions{extension.NewDefinitionListParser()} }

func (definitions) Trigger() []byte { return []byte{':', '~'} }

func (definitions) Open(parent gast.Node, reader text.Reader, pc parser.Context) (gast.Node, parser.State) {
	if _, ok := parent.(*east.DefinitionList); ok {
		return nil, parser.NoChildren
	}
	line, _ := reader.PeekLine()
	_, width, ok := definitionMark(line, pc)
	if !ok {
		return nil, parser.NoChildren
	}
	switch last := parent.LastChild().(type) {
	case *gast.Paragraph:
		if last.Lines().Len() > 0 {
			first := last.Lines().At(0)
			if captionMark(string(ahead(first.Value(reader.Source())))) > 0 {
				return nil, parser.NoChildren
			}
		}
		if list, ok := last.PreviousSibling().(*east.DefinitionList); ok {
			list.Offset, list.TemporaryParagraph = width, last
			return list, parser.HasChildren
		}
		return east.NewDefinitionList(width, last), parser.HasChildren | parser.RequireParagraph
	case *east.DefinitionList: // one more definition of the same term
		last.Offset, last.TemporaryParagraph = width, nil
		return last, parser.HasChildren
	}
	return nil, parser.NoChildren
}

// descriptions reads what stands behind the mark.
type descriptions struct{ parser.BlockParser }

func newDescriptions() parser.BlockParser {
	return descriptions{extension.NewDefinitionDescriptionParser()}
}

func (descriptions) Trigger() []byte { return []byte{':', '~'} }

func (descriptions) Open(parent gast.Node, reader text.Reader, pc parser.Context) (gast.Node, parser.State) {
	list, ok := parent.(*east.DefinitionList)
	if !ok {
		return nil, parser.NoChildren
	}
	line, _ := reader.PeekLine()
	pos, _, ok := definitionMark(line, pc)
	if !ok {
		return nil, parser.NoChildren
	}
	if p := list.TemporaryParagraph; p != nil {
		list.TemporaryParagraph = nil
		for i := range p.Lines().Len() {
			term := east.NewDefinitionTerm()
			segment := p.Lines().At(i)
			term.Lines().Append(segment.TrimRightSpace(reader.Source()))
			list.AppendChild(list, term)
		}
		p.Parent().RemoveChild(p.Parent(), p)
	}
	at, padding := util.IndentPosition(line[pos+1:], pos+1, list.Offset-pos-1)
	reader.AdvanceAndSetPadding(pos+1+at, padding)
	return east.NewDefinitionDescription(), parser.HasChildren
}
