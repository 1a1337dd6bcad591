package pdf

import (
	"strconv"

	gast "github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
)

// A note is a footnote, set.
type note struct {
	slabs  []*slab
	height float64 // with the space before it
}

// collectNotes finds the footnotes, which goldmark keeps at the end.
func (r *renderer) collectNotes(doc gast.Node) {
	for c := doc.FirstChild(); c != nil; c = c.NextSibling() {
		list, ok := c.(*east.FootnoteList)
		if !ok {
			continue
		}
		for k := list.FirstChild(); k != nil; k = k.NextSibling() {
			if n, ok := k.(*east.Footnote); ok {
				r.footnotes[n.Index] = n
			}
		}
	}
}

func noteID(index int) string { return "fn:" + strconv.Itoa(index) }

func noteRefID(index int) string { return "fnref:" + strconv.Itoa(index) }

func setFootnoteLink(p *paragraph, n gast.Node, st *style) {
	l := n.(*east.FootnoteLink)
	if l.RefIndex == 0 {
		p.anchor(noteRefID(l.Index), st)
	}
	mark := st.super().linked(target{id: noteID(l.Index)})
	p.text("\u2060", st)
	p.text(strconv.Itoa(l.Index), mark)
	if made := p.r.note(l.Index); made != nil {
		p.footnote(made, st)
	}
}

// note sets a footnote once; nil where there is none.
func (r *renderer) note(index int) *note {
	if n, ok := r.notes[index]; ok {
		return n
	}
	fn, ok := r.footnotes[index]
	if !ok {
		return nil
	}
	made := &note{}
	r.notes[index] = made
	f := r.flow()
	f.parent = r.root.add("Note")
	f.style = f.style.in(noteType)
	f.tight = true
	indent := 12.0
	f.left, f.width = f.left+indent, f.width-indent
	lbl := f.parent.add("Lbl") // said before the words of the note
	f.anchor(noteID(index))
	f.children(fn)
	made.slabs = f.list.slabs
	if len(made.slabs) == 0 {
		return made
	}
	st := f.style.with(func(s *style) { s.tag = lbl }).linked(target{id: noteRefID(index)})
	f.label(made.slabs[0], strconv.Itoa(index), st, f.left+st.size*0.5-4, false)
	for i, s := range made.slabs {
		if i == 0 {
			s.gap = 2
		}
		made.height += s.gap + s.height
	}
	return made
}
