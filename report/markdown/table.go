package markdown

import (
	gast "github.com/yuin/goldmark/ast"
)

// A Role is a row of the table of roles: {name}`body`.
type Role struct {
	Name     string
	Aliases  []string
	Argument string // what the body is, in words
	Options  []OptionSpec
	Help     string // one line

	build func(*roleCall) gast.Node
}

// A Directive is a row of the table of directives.
type Directive struct {
	Name     string
	Aliases  []string
	Argument string // what follows the name, in words; empty: nothing
	Required bool   // the argument must be there
	Options  []OptionSpec
	Body     BodyKind
	Help     string // one line

	title   bool // the argument is Markdown
	refused bool // its options do not matter
	build   func(*directiveCall) []gast.Node
}

// A BodyKind says how the lines within a directive are read.
type BodyKind string

const (
	NoBody       BodyKind = "nothing"
	MarkdownBody BodyKind = "Markdown"
	LiteralBody  BodyKind = "literal text"
)

// An OptionSpec is an option that a role or directive takes.
type OptionSpec struct {
	Name    string
	Aliases []string
	Kind    ValueKind
	Help    string // one line
}

// A ValueKind says what the value of an option must look like. Options of kind
// Text are judged by who uses them.
type ValueKind string

const (
	Text    ValueKind = "text"
	Inline  ValueKind = "Markdown"
	Flag    ValueKind = "flag"    // true when nothing is written
	Integer ValueKind = "integer" // 0 or more
	Length  ValueKind = "length"  // 50%, 300, 300px, 12cm
	Label   ValueKind = "label"
	Classes ValueKind = "classes"
	Path    ValueKind = "path"
	Lines   ValueKind = "lines" // 1, 3-5
)

// Table returns the roles and directives in the order of the reference page.
func Table() ([]Role, []Directive) { return roles, directives }

var (
	roles        []Role
	directives   []Directive
	roleIndex    map[string]*Role
	directiveOf  map[string]*Directive
	roleWords    []string // all names, for suggestions
	directiveAll []string
)

// The tables are filled here and not where they are declared, because parsing
// a body may look up other rows.
func init() {
	roles = concat(modelRoles(), citeRoles(), referenceRoles(), styleRoles(), scienceRoles(), refusedRoles())
	directives = concat(modelDirectives(), figureDirectives(), tableDirectives(), codeDirectives(), mathDirectives(),
		admonitionDirectives(), theoremDirectives(), pageDirectives(), refusedDirectives())
	roleIndex, directiveOf = map[string]*Role{}, map[string]*Directive{}
	for i := range roles {
		r := &roles[i]
		for _, name := range append([]string{r.Name}, r.Aliases...) {
			roleIndex[name] = r
			roleWords = append(roleWords, name)
		}
	}
	for i := range directives {
		d := &directives[i]
		for _, name := range append([]string{d.Name}, d.Aliases...) {
			directiveOf[name] = d
			directiveAll = append(directiveAll, name)
		}
	}
}

func concat[T any](lists ...[]T) (all []T) {
	for _, l := range lists {
		all = append(all, l...)
	}
	return all
}

// option finds an option of a list by its name or an alias.
func option(specs []OptionSpec, key string) (*OptionSpec, bool) {
	for i := range specs {
		if specs[i].Name == key {
			return &specs[i], true
		}
		for _, alias := range specs[i].Aliases {
			if alias == key {
				return &specs[i], true
			}
		}
	}
	return nil, false
}

// optionNames lists what may be written, for suggestions.
func optionNames(specs []OptionSpec) (names []string) {
	for _, s := range specs {
		names = append(names, s.Name)
		names = append(names, s.Aliases...)
	}
	return names
}
