package markdown

import (
	"fmt"
	"regexp"
	"sort"
	"strings"

	"go.yaml.in/yaml/v4"

	"reckon/internal/diag"
)

// A frontReader fills a FrontMatter.
type frontReader struct {
	*state
	front  *FrontMatter
	header string
	at     diag.Pos // of the first line of the header
	wanted map[int][]string
	ids    map[string]int // affiliations by id or name
}

// A keyReader takes the value of a key. nil: the key is known from other tools
// and has no effect here.
type keyReader func(r *frontReader, n *yaml.Node)

func (r *frontReader) place(n *yaml.Node) diag.Pos { return linePlace(r.at, n.Line, n.Column) }

// mapping reads the keys of a mapping by a table. Unknown and repeated ones are
// findings.
func (r *frontReader) mapping(m *yaml.Node, keys map[string]keyReader, of string) {
	seen := map[string]diag.Pos{}
	var unknown []*yaml.Node
	for i := 0; i+1 < len(m.Content); i += 2 {
		key, value := m.Content[i], resolve(m.Content[i+1])
		if at, ok := seen[key.Value]; ok {
			r.fail("front-matter-repeated", r.place(key), "remove one of the two", fmt.Sprintf("%s is given twice, first at %s", key.Value, at))
			continue
		}
		seen[key.Value] = r.place(key)
		read, ok := keys[key.Value]
		if !ok {
			read, ok = keys[strings.ReplaceAll(key.Value, "-", "_")]
		}
		if !ok {
			if hint := diag.DidYouMean(key.Value, sortedKeys(keys)); hint != "" {
				r.unknown(of, hint, key)
			} else {
				unknown = append(unknown, key)
			}
			continue
		}
		if read != nil {
			read(r, value)
		}
	}
	r.unknown(of, "", unknown...)
}

// unknown warns once of keys, of the front matter itself or of a part of it.
func (r *frontReader) unknown(of, hint string, keys ...*yaml.Node) {
	if len(keys) == 0 {
		return
	}
	names := keys[0].Value
	for i, key := range keys[1:] {
		if i == len(keys)-2 {
			names += " or " + key.Value
		} else {
			names += ", " + key.Value
		}
	}
	msg := "no key of the front matter is called " + names
	if of != "" {
		msg = of + " has no key " + names
	}
	r.warn("front-matter-unknown", r.place(keys[0]), hint, msg)
}

func sortedKeys(keys map[string]keyReader) []string {
	var names []string
	for k := range keys {
		names = append(names, k)
	}
	sort.Strings(names)
	return names
}

// resolve follows an alias, which may not lead to another one.
func resolve(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		return n.Alias
	}
	return n
}

func isNull(n *yaml.Node) bool { return n.Kind == yaml.ScalarNode && n.ShortTag() == "!!null" }

// invalid reports a value that does not fit its key.
func (r *frontReader) invalid(n *yaml.Node, hint, format string, args ...any) {
	r.fail("front-matter-invalid", r.place(n), hint, fmt.Sprintf(format, args...))
}

// scalar reads a text.
func (r *frontReader) scalar(n *yaml.Node, key string) (Scalar, bool) {
	if n.Kind != yaml.ScalarNode {
		hint := "write it behind the colon, without brackets and braces"
		if n.Kind == yaml.MappingNode && n.Style&yaml.FlowStyle != 0 && len(n.Content) == 2 && n.Content[1].Value == "" {
			hint = "a text that begins with a role needs quotes: " + key + ": '…'"
		}
		r.invalid(n, hint, "%s is not a text", key)
		return Scalar{}, false
	}
	at := r.place(n)
	if quotedStyle(n) {
		at = at.Right(1)
	}
	text := strings.TrimRight(n.Value, "\n")
	return Scalar{Text: text, At: at}, true
}

// markdown reads a text that is Markdown and remembers the places in it.
func (r *frontReader) markdown(n *yaml.Node, key string, limit int) Scalar {
	v, ok := r.scalar(n, key)
	if !ok || isNull(n) {
		return Scalar{}
	}
	if length := runeLength(v.Text); limit > 0 && length > limit {
		r.warn("front-matter-long", v.At, "", fmt.Sprintf("%s has %d characters, more than the %d that readers of it take", key, length, limit))
	}
	parts := yamlSource{r.header, r.at}.align(n)
	if len(parts) > 0 {
		v.At = parts[0].at
		r.front.parts[v.At] = parts
	}
	return v
}

func (r *frontReader) plainText(n *yaml.Node, key string) string {
	v, _ := r.scalar(n, key)
	if isNull(n) {
		return ""
	}
	return strings.TrimSpace(v.Text)
}

// list reads a text or a sequence of texts.
func (r *frontReader) list(n *yaml.Node, key string) (values []Scalar) {
	switch {
	case isNull(n):
	case n.Kind == yaml.SequenceNode:
		for _, c := range n.Content {
			if v, ok := r.scalar(resolve(c), "an entry of "+key); ok {
				values = append(values, v)
			}
		}
	default:
		if v, ok := r.scalar(n, key); ok {
			values = append(values, v)
		}
	}
	return values
}

// flag reads true or false.
func (r *frontReader) flag(n *yaml.Node, key string, otherwise bool) bool {
	switch strings.ToLower(n.Value) {
	case "true", "yes", "on":
		return true
	case "false", "no", "off":
		return false
	}
	if !isNull(n) {
		r.invalid(n, "", "%s is true or false, not %q", key, n.Value)
	}
	return otherwise
}

var datePattern = regexp.MustCompile(`^\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?([T ].*)?$`)

// date reads a date in ISO form.
func (r *frontReader) date(n *yaml.Node) {
	v, ok := r.scalar(n, "date")
	if !ok || isNull(n) {
		return
	}
	v.Text = strings.TrimSpace(v.Text)
	if d := isoDate(v.Text); d != "" {
		v.Text = d
	}
	if moving(v.Text) {
		r.warn("front-matter-invalid", r.place(n), "write year-month-day, such as 2026-03-31", fmt.Sprintf("the date %q would change with each build, so none is printed", v.Text))
		return
	}
	if !datePattern.MatchString(v.Text) {
		r.invalid(n, "write year-month-day, such as 2026-03-31", "the date %q is not in ISO form", v.Text)
		return
	}
	if i := strings.IndexAny(v.Text, "T "); i > 0 {
		v.Text = v.Text[:i]
	}
	r.front.Date = v
}

// moving tells of dates that other tools take from the clock or from a file.
func moving(date string) bool {
	switch strings.ToLower(strings.Trim(date, "` ")) {
	case "today", "now", "last-modified", `\today`:
		return true
	}
	return strings.Contains(date, "Sys.") || strings.Contains(date, "`r ")
}

// isoDate turns dates with an English month, 12 March 2021 and March 12, 2021,
// into the ISO form; empty for others.
func isoDate(s string) string {
	day, month, year := "", 0, ""
	for _, w := range strings.FieldsFunc(strings.ToLower(s), func(c rune) bool { return c == ' ' || c == ',' || c == '.' }) {
		digits := strings.Trim(w, "0123456789") == ""
		switch {
		case digits && len(w) == 4 && year == "":
			year = w
		case digits && len(w) <= 2 && day == "":
			day = w
		case month == 0 && monthOf(w) > 0:
			month = monthOf(w)
		default:
			return ""
		}
	}
	switch {
	case year == "" || month == 0:
		return ""
	case day == "":
		return fmt.Sprintf("%s-%02d", year, month)
	}
	return fmt.Sprintf("%s-%02d-%s", year, month, strings.Repeat("0", 2-len(day))+day)
}

// monthOf is the number of an English month, in full or in three letters.
func monthOf(word string) int {
	months := strings.Fields("january february march april may june july august september october november december")
	for i, m := range months {
		if word == m || word == m[:3] || word == "sept" && i == 8 {
			return i + 1
		}
	}
	return 0
}
