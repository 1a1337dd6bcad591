package pdf

import (
	"fmt"
	"strings"
)

// roleMap gives the standard meaning of our own roles.
const roleMap = "<</Title/H1/Strong/Span/Em/Span/Aside/Sect>>"

// structure writes the tree of elements and the way back from content to it.
func (w *finisher) structure() {
	w.treeRoot = w.f.reserve()
	numbers := map[*elem]int{}
	w.number(w.r.root, numbers)
	w.element(w.r.root, w.treeRoot, numbers)
	for i := range w.r.links {
		if w.annotOf[i] != 0 && (w.r.links[i].tag == nil || numbers[w.r.links[i].tag] == 0) {
			w.writeLink(i, -1)
		}
	}
	var b strings.Builder
	b.WriteString("<</Nums[")
	for i, s := range w.r.sheets {
		fmt.Fprintf(&b, "%d[", i)
		for _, e := range s.tags {
			b.WriteString(ref(numbers[e]) + " ")
		}
		b.WriteString("]")
	}
	for i, parent := range w.parents {
		fmt.Fprintf(&b, "%d %s ", len(w.r.sheets)+i, parent)
	}
	b.WriteString("]>>")
	parents := w.f.add([]byte(b.String()))
	w.f.setf(w.treeRoot, "<</Type/StructTreeRoot/K %d 0 R/ParentTree %d 0 R/ParentTreeNextKey %d/RoleMap%s>>",
		numbers[w.r.root], parents, len(w.r.sheets)+len(w.parents), roleMap)
}

// number reserves objects for the elements that hold something.
func (w *finisher) number(e *elem, numbers map[*elem]int) {
	numbers[e] = w.f.reserve()
	for _, k := range e.kids {
		if child, ok := k.(*elem); ok && !child.empty() {
			w.number(child, numbers)
		}
	}
}

func (w *finisher) element(e *elem, parent int, numbers map[*elem]int) {
	n := numbers[e]
	var kids strings.Builder
	page := 0
	for _, k := range e.kids {
		switch k := k.(type) {
		case *elem:
			if numbers[k] != 0 {
				kids.WriteString(ref(numbers[k]) + " ")
				w.element(k, n, numbers)
			}
		case content:
			if page == 0 {
				page = k.page
			}
			if k.page == page {
				fmt.Fprintf(&kids, "%d ", k.id)
			} else {
				fmt.Fprintf(&kids, "<</Type/MCR/Pg %d 0 R/MCID %d>>", pageObject(k.page), k.id)
			}
		case annotation:
			if annot := w.annotOf[k]; annot != 0 {
				fmt.Fprintf(&kids, "<</Type/OBJR/Obj %d 0 R/Pg %d 0 R>>", annot, pageObject(w.r.links[k].page))
				w.writeLink(int(k), len(w.r.sheets)+len(w.parents))
				w.parents = append(w.parents, ref(n))
			}
		}
	}
	var b strings.Builder
	fmt.Fprintf(&b, "<</S/%s/P %d 0 R", e.role, parent)
	if page != 0 {
		fmt.Fprintf(&b, "/Pg %d 0 R", pageObject(page))
	}
	if e.alt != "" {
		b.WriteString("/Alt" + textString(e.alt))
	}
	if e.text != "" {
		b.WriteString("/ActualText" + textString(e.text))
	}
	if e.lang != "" {
		b.WriteString("/Lang" + textString(e.lang))
	}
	switch {
	case e.scope != "":
		b.WriteString("/A<</O/Table/Scope/" + e.scope + ">>")
	case e.list != "":
		b.WriteString("/A<</O/List/ListNumbering/" + e.list + ">>")
	}
	b.WriteString("/K[" + kids.String() + "]>>")
	w.f.set(n, []byte(b.String()))
}
