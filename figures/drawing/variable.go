package drawing

import (
	"strings"
)

// Bounds of custom properties: how deep one may stand in another, and how long
// a value may become.
const (
	maxVariables     = 200 // of one element
	maxVariableDepth = 10
	maxVariable      = 2000
)

// geometry are the attributes that a style sheet may set as well.
var geometry = set("x y width height cx cy r rx ry")

// apply gives a node what is declared for it, the weightiest last.
func (s *styler) apply(n *node, list []declared) {
	if n.parent != nil {
		n.variables = n.parent.variables
	}
	own := false
	for _, d := range list {
		if !strings.HasPrefix(d.name, "--") || len(d.value) > maxVariable {
			continue
		}
		if !own {
			own = true
			n.variables = cloned(n.variables)
		}
		if len(n.variables) < maxVariables {
			n.variables[d.name] = d.value
		}
	}
	if own {
		n.resolveVariables()
	}
	transform, about, box := "", "", false
	for _, d := range list {
		if strings.HasPrefix(d.name, "--") {
			continue
		}
		if strings.Contains(d.value, "var(") {
			var ok bool
			if d.value, ok = substituted(d.value, n.variables, maxVariableDepth); !ok {
				continue
			}
		}
		switch name := strings.ToLower(d.name); {
		case name == "transform":
			transform = d.value
		case name == "transform-origin":
			about = d.value
		case name == "transform-box":
			box = d.value == "fill-box" || d.value == "content-box" || d.value == "stroke-box"
		case geometry[name]:
			if text, ok := lengthValue(d.value); ok {
				n.attrs[name] = text
			}
		default:
			s.set(n, d)
		}
	}
	s.transform(n, transform, about, box)
}

// resolveVariables puts custom properties that stand in others in their place:
// here, and not where they are used.
func (n *node) resolveVariables() {
	resolved := map[string]string{}
	for name, value := range n.variables {
		if text, ok := substituted(value, n.variables, maxVariableDepth); ok && len(text) <= maxVariable {
			resolved[name] = text
		}
	}
	n.variables = resolved
}

func cloned(m map[string]string) map[string]string {
	c := map[string]string{}
	for k, v := range m {
		c[k] = v
	}
	return c
}

// transform sets that of a style, which wins over the attribute. The place that
// it turns about holds for both.
func (s *styler) transform(n *node, value, about string, box bool) {
	text, ok := transformValue(value)
	switch {
	case value == "none":
		delete(n.attrs, "transform")
		return
	case ok && value != "":
		n.attrs["transform"] = text
	}
	if n.attrs["transform"] == "" || about == "" && !box {
		return
	}
	at := origin{box: box} // the corner of its box
	if about != "" {
		if at, ok = parseOrigin(about); !ok {
			s.at(n, "<%s> has a transform-origin that is not understood", n.name)
			return
		}
		at.box = box
	}
	n.origin = &at
}

// substituted puts the values of custom properties into a value, or what it
// falls back on; false where there is neither.
func substituted(value string, variables map[string]string, depth int) (string, bool) {
	for range maxVariables {
		i := strings.Index(value, "var(")
		if i < 0 {
			return strings.TrimSpace(value), true
		}
		end := closing(value[i+3:])
		if end < 0 || depth == 0 || len(value) > maxVariable {
			return "", false
		}
		end += i + 3
		name, fallback := splitArguments(value[i+4 : end])
		text, ok := variables[strings.TrimSpace(name)]
		if !ok {
			text = fallback
			ok = strings.TrimSpace(fallback) != ""
		}
		if ok {
			text, ok = substituted(text, variables, depth-1)
		}
		if !ok {
			return "", false
		}
		value = value[:i] + text + value[end+1:]
	}
	return "", false
}
