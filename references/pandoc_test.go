package references

import (
	"encoding/json"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"go.yaml.in/yaml/v4"

	"reckon/references/rich"
)

// markdown writes a text as Pandoc does, near enough for comparing.
func markdown(t rich.Text) string {
	var b strings.Builder
	for _, r := range t.Without(rich.NoCase) {
		s := r.Text
		for _, m := range []struct {
			style rich.Style
			mark  string
		}{{rich.Sup, "^"}, {rich.Sub, "~"}, {rich.Bold, "**"}, {rich.Italic, "*"}} {
			if r.Style&m.style != 0 {
				s = m.mark + s + m.mark
			}
		}
		b.WriteString(s)
	}
	return flatMarks.Replace(b.String())
}

var (
	attributed = regexp.MustCompile(`\[([^\[\]]*)\]\{\.(nocase|smallcaps)\}`)
	escaped    = regexp.MustCompile("\\\\([\\\\\"'<>$@*_\\[\\]#^~-])")
)

func fromMarkdown(s string) string {
	s = attributed.ReplaceAllString(attributed.ReplaceAllString(s, "$1"), "$1")
	return flatMarks.Replace(escaped.ReplaceAllString(s, "$1"))
}

const pandocRaw = "pandoc keeps TeX that it does not know"

// pandocOutside lists cases of pandoc that are out of scope.
var pandocOutside = map[string]string{
	"biblatex-britannica#1": "pandoc pairs quotes across text", "biblatex-cotton#1": pandocRaw, "biblatex-murray#1": pandocRaw,
	"biblatex-edtf-date#1":  "pandoc has no year 0, which EDTF has",
	"biblatex-itzhaki#1":    "a preprint of arXiv is article for CSL 1.0.2, not webpage",
	"biblatex-jcg#1":        "CSL 1.0.2 has periodical; pandoc makes it an article",
	"biblatex-knuth-ct-b#1": "no title-short of one volume for the title of the whole", "biblatex-knuth-ct-d#1": "the same",
}

func TestPandoc(t *testing.T) {
	var file struct {
		Cases []struct{ Name, Command, Expected string }
	}
	readFixture(t, &file, "pandoc-biblatex", "bib-to-csl.json")
	var verdicts []verdict
	for _, c := range file.Cases {
		first, bib, _ := strings.Cut(c.Command, "\n")
		lib := loadText("x.bib", bib)
		switch {
		case strings.HasSuffix(first, "csljson"):
			var items []map[string]any
			if err := json.Unmarshal([]byte(c.Expected), &items); err != nil {
				t.Fatal(c.Name, err)
			}
			verdicts = append(verdicts, verdict{c.Name, diffPandoc(lib, items)})
		case strings.HasSuffix(first, "markdown -s"):
			var doc struct{ References []map[string]any }
			body := dates.ReplaceAllString(strings.TrimPrefix(c.Expected, "---\n"), "$1: \"$2\"\n")
			body, _, _ = strings.Cut(body, "\n---")
			if err := yaml.Unmarshal([]byte(body), &doc); err != nil {
				t.Fatal(c.Name, err)
			}
			verdicts = append(verdicts, verdict{c.Name, diffPandoc(lib, doc.References)})
		default: // BibTeX out of it again
			diff := ""
			for _, e := range lib.Keys() {
				if want := "{{" + lib.Entry(e).Authors()[0].Literal + "}}"; !strings.Contains(c.Expected, want) {
					diff = "the author is not " + want
				}
			}
			verdicts = append(verdicts, verdict{c.Name, diff})
		}
	}
	holds(t, "pandoc", verdicts, pandocOutside, 80, 88)
}

// dates finds the days that YAML would turn into times.
var dates = regexp.MustCompile(`(issued|accessed|event-date|original-date): (\d{4}-\d\d-\d\d)\n`)

func diffPandoc(lib *Library, items []map[string]any) string {
	var diffs []string
	for _, want := range items {
		key := fmt.Sprint(want["id"])
		e := lib.Entry(key)
		if e == nil {
			diffs = append(diffs, key+": no such entry")
			continue
		}
		if d := diffItems(pandocForm(e, want), want); d != "" {
			diffs = append(diffs, key+": "+d)
		}
	}
	return strings.Join(diffs, "\n    ")
}

// pandocForm writes an entry as pandoc's metadata and levels what we know
// more about than pandoc.
func pandocForm(e *Entry, want map[string]any) map[string]any {
	got := map[string]any{"id": e.Key, "type": e.Type}
	for v, x := range e.Texts {
		switch v {
		case "title", "title-short", "container-title", "volume-title", "collection-title", "event-title", "original-title":
			if v != "container-title" || !strings.HasPrefix(e.Type, "article") && e.Type != "periodical" {
				x = e.Sentence(v)
			}
		}
		got[v] = markdown(x)
	}
	for v, d := range e.Dates {
		if d.Uncertain = false; strings.Contains(fmt.Sprint(want[v]), "date-parts") {
			got[v] = d.csl()
			continue
		}
		got[v] = strings.NewReplacer("/..", "/", "../", "/", "Y", "y").Replace(d.EDTF())
	}
	for v, n := range e.Names {
		var list []any
		for _, n := range n {
			list = append(list, n.csl())
		}
		got[v], want[v] = fixNames(list), fixNames(want[v])
	}
	for v, x := range want {
		switch v {
		case "doi", "url", "isbn", "issn", "pmid", "pmcid":
			delete(want, v)
			v = strings.ToUpper(v)
		}
		switch x := x.(type) {
		case string:
			want[v] = fromMarkdown(x)
		case int, float64:
			want[v] = fmt.Sprint(x)
		}
	}
	if want["type"] == "" {
		want["type"] = "document" // CSL 1.0.2 has a name for it
	}
	extras(got, want, "archive", "archive_location", "citation-label", "part-number", "PMID", "volume-title")
	if n := e.Get("part-number"); n != "" {
		got["volume"] = fmt.Sprint(got["volume"], ".", n)
	}
	if e.Get("page") == "" && e.Type == "article-journal" {
		extras(got, want, "number") // BibLaTeX's eid
	}
	return got
}
