package pdf

import "slices"

// An elem is an element of the structure tree: what a reader that listens is
// told. Blocks are attached to their parent when they are made, so that the
// tree has the order of the text even where a figure floats; inline elements
// when they are first drawn.
type elem struct {
	role     string
	parent   *elem
	kids     []any // *elem, content, or annotation
	attached bool

	alt   string // of figures and formulas
	text  string // ActualText
	lang  string
	scope string // of a header cell: Column or Row
	list  string // numbering of a list

	number int // of its object; 0: not written
}

// A content is a marked sequence on a page.
type content struct{ page, id int }

// An annotation is a link that belongs to an element, by its index in
// [renderer.links].
type annotation int

// add makes a child that stands in the tree at once.
func (e *elem) add(role string) *elem {
	if e == nil {
		return nil
	}
	k := e.inline(role)
	k.attach()
	return k
}

// inline makes a child that is attached when it is first drawn.
func (e *elem) inline(role string) *elem {
	if e == nil {
		return nil
	}
	return &elem{role: role, parent: e}
}

func (e *elem) attach() {
	if e == nil || e.attached {
		return
	}
	e.attached = true
	if e.parent != nil {
		e.parent.attach()
		e.parent.kids = append(e.parent.kids, e)
	}
}

func (e *elem) children() []any {
	if e == nil {
		return nil
	}
	return e.kids
}

// clear drops what was added so far.
func (e *elem) clear() {
	if e != nil {
		e.kids = nil
	}
}

// toFront moves the children from the second place on before those from the
// first.
func (e *elem) toFront(first, second int) {
	if e != nil {
		e.kids = slices.Concat(e.kids[:first], e.kids[second:], e.kids[first:second])
	}
}

// empty tells whether nothing is drawn in e.
func (e *elem) empty() bool {
	for _, k := range e.kids {
		child, ok := k.(*elem)
		if !ok || !child.empty() {
			return false
		}
	}
	return true
}
