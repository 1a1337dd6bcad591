package pdf

import (
	"fmt"
	"strconv"
)

// roleMap gives the standard meaning of our own roles.
const roleMap = "<</Title/H1/Strong/Span/Em/Span/Aside/Sect>>"

// structure writes the tree of elements and the way back from content to it.
func (w *finisher) structure() {
	w.treeRoot = w.f.reserve()
	w.number(w.r.root)
	w.element(w.r.root, w.treeRoot)
	for i := range w.r.links {
		if w.annotOf[i] != 0 && (w.r.links[i].tag == nil || w.r.links[i].tag.number == 0) {
			w.writeLink(i, -1)
		}
	}
	b := []byte("<</Nums[")
	for i, s := range w.r.sheets {
		b = append(strconv.AppendInt(b, int64(i), 10), '[')
		for _, e := range s.tags {
			b = appendRef(b, e.number)
		}
		b = append(b, ']')
	}
	for i, parent := range w.parents {
		b = append(strconv.AppendInt(b, int64(len(w.r.sheets)+i), 10), ' ')
		b = appendRef(b, parent)
	}
	parents := w.f.add(append(b, "]>>"...))
	w.f.setf(w.treeRoot, "<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d/RoleMap%s>>",
		w.r.root.number, parents, len(w.r.sheets)+len(w.parents), roleMap)
}

// number reserves objects for the elements that hold something.
func (w *finisher) number(e *elem) {
	e.number = w.f.reserve()
	for _, k := range e.kids {
		if child, ok := k.(*elem); ok && !child.empty() {
			w.number(child)
		}
	}
}

func (w *finisher) element(e *elem, parent int) {
	page := 0
	for _, k := range e.kids {
		if c, ok := k.(content); ok {
			page = c.page
			break
		}
	}
	b := make([]byte, 0, 96+12*len(e.kids))
	b = append(append(b, "<</S/"...), e.role...)
	b = appendRef(append(b, "/P "...), parent)
	if page != 0 {
		b = appendRef(append(b, "/Pg "...), pageObject(page))
	}
	if e.alt != "" {
		b = append(append(b, "/Alt"...), textString(e.alt)...)
	}
	if e.text != "" {
		b = append(append(b, "/ActualText"...), textString(e.text)...)
	}
	if e.lang != "" {
		b = append(append(b, "/Lang"...), textString(e.lang)...)
	}
	switch {
	case e.scope != "":
		b = append(b, "/A<</O/Table/Scope/"+e.scope+">>"...)
	case e.list != "":
		b = append(b, "/A<</O/List/ListNumbering/"+e.list+">>"...)
	}
	b = append(b, "/K["...)
	for _, k := range e.kids {
		b = w.kid(b, e, k, page)
	}
	w.f.set(e.number, append(b, "]>>"...))
}

// kid writes what an element holds: another one, with all that is in it, marked
// content, or a link.
func (w *finisher) kid(b []byte, e *elem, k any, page int) []byte {
	switch k := k.(type) {
	case *elem:
		if k.number != 0 {
			b = appendRef(b, k.number)
			w.element(k, e.number)
		}
	case content:
		if k.page == page {
			return append(strconv.AppendInt(b, int64(k.id), 10), ' ')
		}
		b = fmt.Appendf(b, "<</Type/MCR/Pg %d 0 R/MCID %d>>", pageObject(k.page), k.id)
	case annotation:
		if annot := w.annotOf[k]; annot != 0 {
			b = fmt.Appendf(b, "<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>", annot, pageObject(w.r.links[k].page))
			w.writeLink(int(k), len(w.r.sheets)+len(w.parents))
			w.parents = append(w.parents, e.number)
		}
	}
	return b
}
