package drawing

import (
	"encoding/xml"
	"slices"
	"strings"
)

// filters notes those that make everything white and keep how opaque it is. So
// the programs that draw with Cairo, R among them, write transparency: as a mask
// of which they mean the opacity.
type filters struct {
	ids  map[string]bool // those that do nothing else
	open string          // id of the filter that is read
	some bool            // it has a primitive already
}

// whitening is the matrix of such a filter, row by row.
var whitening = []float64{0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 1, 0}

func (f *filters) enter(t xml.StartElement) {
	f.open, f.some = attributeOf(t, "id"), false
}

// primitive reads a part of the open filter.
func (f *filters) primitive(t xml.StartElement) {
	if f.open == "" || !strings.HasPrefix(t.Name.Local, "fe") {
		return
	}
	if f.ids == nil {
		f.ids = map[string]bool{}
	}
	f.ids[f.open] = !f.some && t.Name.Local == "feColorMatrix" && slices.Equal(numbers(attributeOf(t, "values")), whitening)
	f.some = true
}

func attributeOf(t xml.StartElement, name string) string {
	for _, a := range t.Attr {
		if a.Name.Local == name && a.Name.Space == "" {
			return a.Value
		}
	}
	return ""
}

// madeMask takes the filter of an element in a mask for what it means: that the
// mask goes by opacity.
func (f *filters) madeMask(n *node, value string) bool {
	id, ok := referenceValue(value)
	if !ok || !f.ids[strings.TrimPrefix(id, "#")] {
		return false
	}
	for up := n.parent; up != nil; up = up.parent {
		if up.name == "mask" {
			up.props["mask-type"] = "alpha"
			return true
		}
	}
	return false
}
