package references

import (
	"fmt"
	"strings"
	"testing"

	"reckon/references/rich"
)

const (
	cjsSeries = "the number of proceedings in a series is collection-number, as for citeproc-lua and pandoc"
	cjsAddon  = "titleaddon belongs to the title for us, as for pandoc"
	cjsURL    = "addresses stay as they are written"
)

// cjsOutside lists cases of citation.js that are out of scope.
var cjsOutside = map[string]string{
	"bibtex/InProceedings": cjsSeries, "@biblatex/text/with a complete inproceedings": cjsSeries, "biblatex/renner:single": cjsAddon,
	"biblatex/renner:chapter": cjsAddon, "biblatex/sarbanes:act": cjsAddon, "biblatex/gabaldon:book": "a volume of a set has volume-title, as for pandoc and citeproc-lua",
	"biblatex/terano:thesis": "the number of a thesis is kept", "biblatex/Willighagen2019CitationjsAF": "custom fields are not read",
	"biblatex/batori_river_2020": "bookpagination is not read", "@biblatex/text/with commands": "the text of \\href is printed and its address linked",
	"@biblatex/text/with uri": cjsURL, "@biblatex/text/with escaped and": "an environment does not hide the word and",
	"@biblatex/entries+list/a weird label": "a key with a brace cannot be written in BibTeX",
}

func TestCitationJS(t *testing.T) {
	var verdicts []verdict
	for _, kind := range []string{"bibtex", "biblatex"} {
		var bib string
		readFixture(t, &bib, "citation-js", kind+"-mapping-input.bib")
		lib := loadText("x.bib", bib)
		var file struct {
			Cases []struct {
				Name string
				CSL  map[string]any
			}
		}
		readFixture(t, &file, "citation-js", kind+"-mapping-csl.json")
		for _, c := range file.Cases {
			verdicts = append(verdicts, verdict{kind + "/" + c.Name, diffCJS(lib, []map[string]any{c.CSL})})
		}
	}
	var file struct {
		Cases []struct {
			Name     string
			Input    any
			Expected []map[string]any
		}
	}
	readFixture(t, &file, "citation-js", "bib-to-csl.json")
	for _, c := range file.Cases {
		text, ok := c.Input.(string)
		if !ok {
			text = fromEntries(c.Input)
		}
		verdicts = append(verdicts, verdict{c.Name, diffCJS(loadText("x.bib", text), c.Expected)})
	}
	holds(t, "citation.js", verdicts, cjsOutside, 36, 49)
}

// fromEntries writes citation.js's own form of entries as BibTeX.
func fromEntries(v any) string {
	var b strings.Builder
	list, _ := v.([]any)
	for _, x := range list {
		m := x.(map[string]any)
		fmt.Fprintf(&b, "@%v{%v,\n", m["type"], m["label"])
		for k, f := range m["properties"].(map[string]any) {
			fmt.Fprintf(&b, "  %s = {%v},\n", k, f)
		}
		b.WriteString("}\n")
	}
	return b.String()
}

func diffCJS(lib *Library, items []map[string]any) string {
	var diffs []string
	for _, want := range items {
		e := lib.Entry(fmt.Sprint(want["id"]))
		if e == nil {
			diffs = append(diffs, fmt.Sprint(want["id"], ": no such entry"))
			continue
		}
		delete(want, "citation-key")
		got := e.CSL()
		for v, x := range e.Texts {
			got[v] = flatMarks.Replace(x.Without(rich.NoCase).Markup())
		}
		for v, x := range want {
			if s, ok := x.(string); ok {
				want[v] = flatMarks.Replace(s)
			}
		}
		for v := range e.Names {
			got[v], want[v] = fixNames(got[v]), fixNames(want[v])
		}
		if lang, ok := want["language"].(string); ok {
			if tag := languages[strings.ToLower(lang)]; tag != "" {
				want["language"] = tag
			}
		}
		if e.Source != "csl" && want["title-short"] == nil {
			delete(got, "title-short")
		}
		extras(got, want, "event-title", "event-place", "event-date", "archive", "archive_location", "PMID", "volume-title", "organizer")
		if d := diffItems(got, want); d != "" {
			diffs = append(diffs, e.Key+": "+d)
		}
	}
	return strings.Join(diffs, "\n    ")
}
