package diag

import (
	"embed"
	"fmt"
	"io/fs"
	"path"
	"strings"
)

//go:embed rules
var pages embed.FS

// A Page explains a rule. It stands in rules/NAME.md:
//
//	# NAME
//
//	One line that sums the rule up.
//
//	What it means and why it is a rule.
//
//	## Wrong
//
//	```yaml model.yaml
//	the smallest text that causes it
//	```
//
//	## Mended
//
//	```yaml model.yaml
//	the mended text
//	```
//
// The word behind the language names the file that the example stands in;
// several fences make several files. "```args reckon" holds a command's
// arguments where the rule needs some.
type Page struct {
	Rule    string
	Summary string
	Text    string // the whole page
	Wrong   map[string]string
	Mended  map[string]string
}

// Rules lists the names of all rules in order.
func Rules() []string {
	entries, err := pages.ReadDir("rules")
	if err != nil {
		panic(err) // embedded: cannot fail
	}
	var names []string
	for _, e := range entries {
		if name, ok := strings.CutSuffix(e.Name(), ".md"); ok {
			names = append(names, name)
		}
	}
	return names
}

// Explain returns the page of a rule. The error of an unknown rule suggests a
// near one.
func Explain(rule string) (Page, error) {
	text, err := fs.ReadFile(pages, path.Join("rules", rule+".md"))
	if err != nil || strings.ContainsAny(rule, "/.") {
		msg := fmt.Sprintf("no rule is called %q", rule)
		if hint := DidYouMean(rule, Rules()); hint != "" {
			msg += "; " + hint
		}
		return Page{}, fmt.Errorf("%s", msg)
	}
	page := Page{Rule: rule, Text: string(text), Wrong: map[string]string{}, Mended: map[string]string{}}
	var section, fence, file string
	for line := range strings.Lines(page.Text) {
		bare := strings.TrimRight(line, "\n")
		switch {
		case fence != "" && bare == fence:
			fence = ""
		case fence != "" && section == "Wrong":
			page.Wrong[file] += line
		case fence != "" && section == "Mended":
			page.Mended[file] += line
		case fence == "" && strings.HasPrefix(bare, "```"):
			ticks := len(bare) - len(strings.TrimLeft(bare, "`"))
			fence = bare[:ticks]
			_, file, _ = strings.Cut(bare[ticks:], " ")
		case strings.HasPrefix(bare, "## "):
			section = bare[3:]
		case page.Summary == "" && bare != "" && !strings.HasPrefix(bare, "#"):
			page.Summary = bare
		}
	}
	return page, nil
}
