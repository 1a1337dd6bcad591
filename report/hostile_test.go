package report

import (
	"bytes"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"reckon/internal/diag"
	"reckon/internal/golden"
	"reckon/report/html"
	"reckon/report/pdf"
)

// A hostile is a case of the public collections.
type hostile struct {
	Name, Payload, Value, Context, Source, Cite, Kind, Path, Text, Expect string
	Inside                                                                *bool
}

func (h hostile) text() string {
	if h.Payload != "" {
		return h.Payload
	}
	return h.Value
}

func hostiles(t testing.TB, file string) []hostile {
	t.Helper()
	data, err := os.ReadFile(golden.Fixture(t, "security", file))
	if err != nil {
		t.Fatal(err)
	}
	var all struct{ Cases []hostile }
	if err := json.Unmarshal(data, &all); err != nil {
		t.Fatal(err)
	}
	return all.Cases
}

// A guarded project tells of every file that is asked for, and holds a secret
// beside it that nobody may ask for.
type guarded struct {
	fstest.MapFS
	strays []string
}

func (g *guarded) check(name string) {
	if !fs.ValidPath(name) {
		g.strays = append(g.strays, name)
	}
}

func (g *guarded) Open(name string) (fs.File, error) { g.check(name); return g.MapFS.Open(name) }

func (g *guarded) ReadFile(name string) ([]byte, error) { g.check(name); return g.MapFS.ReadFile(name) }

func (g *guarded) Stat(name string) (fs.FileInfo, error) { g.check(name); return g.MapFS.Stat(name) }

// A hostilePaper is a paper in parts. Each part puts a payload into one place;
// a part that gives an error is left out, as an author would have to, until the
// rest can be printed.
type hostilePaper struct {
	front  []string          // lines of the front matter, one place each
	parts  map[string]string // Markdown files, included one by one
	models map[string]string
	bibs   map[string]string
	others map[string]string // files that the parts name
	id     int               // in the names of the parts
}

// thin keeps every n-th place, beginning with a different one for each paper.
func (h *hostilePaper) thin(n int) {
	i := h.id
	for _, files := range []map[string]string{h.parts, h.models, h.bibs} {
		for _, name := range sortedNames(files) {
			if i++; i%n != 0 {
				delete(files, name)
			}
		}
	}
}

// together puts papers into one. Of each line of the front matter, which has
// room for one payload, it takes another paper's.
func together(papers []*hostilePaper) *hostilePaper {
	all := &hostilePaper{parts: map[string]string{}, models: map[string]string{}, bibs: map[string]string{}, others: map[string]string{}}
	for _, h := range papers {
		maps.Copy(all.parts, h.parts)
		maps.Copy(all.models, h.models)
		maps.Copy(all.bibs, h.bibs)
		maps.Copy(all.others, h.others)
	}
	for i := range papers[0].front {
		h := papers[(i+papers[0].id)%len(papers)]
		all.front = append(all.front, h.front[i])
	}
	return all
}

func (h *hostilePaper) places() int { return len(h.front) + len(h.parts) + len(h.models) + len(h.bibs) }

// files lays the paper out; the front matter stands line by line.
func (h *hostilePaper) files() map[string]string {
	files := map[string]string{}
	var includes strings.Builder
	for _, name := range sortedNames(h.parts) {
		files[name] = h.parts[name]
		includes.WriteString("```{include} " + name + "\n```\n\n")
	}
	maps.Copy(files, h.models)
	maps.Copy(files, h.bibs)
	maps.Copy(files, h.others)
	files["paper.md"] = "---\n" + strings.Join(h.front, "\n") + "\nmodel: [base.yaml" + listed(h.models) + "]\nbibliography: [base.bib" + listed(h.bibs) + "]\nnocite: ['@*']\n---\n\n" + includes.String()
	return files
}

func listed(files map[string]string) string {
	if len(files) == 0 {
		return ""
	}
	return ", " + strings.Join(sortedNames(files), ", ")
}

// drop leaves out the part that an error speaks of. It reports false when there
// is none.
func (h *hostilePaper) drop(f diag.Finding) bool {
	before := h.places()
	delete(h.parts, f.At.File)
	delete(h.models, f.At.File)
	delete(h.bibs, f.At.File)
	if id, ok := strings.CutPrefix(f.At.File, "drawing"); ok {
		delete(h.parts, "directive-drawing-"+strings.TrimSuffix(id, ".svg")+".md")
	}
	if i := f.At.Line - 2; f.At.File == "paper.md" && i >= 0 && i < len(h.front) {
		h.front = slices.Delete(slices.Clone(h.front), i, i+1)
	}
	return h.places() < before
}

// An outcome is what became of a hostile paper.
type outcome struct {
	places, printed int
	wrong           []string
	page, print     []byte
}

// maxRounds is how often a hostile paper is tried before it counts as refused.
const maxRounds = 100

// send sends a paper through all stages, without the parts that are refused.
func send(t testing.TB, j *judge, h *hostilePaper, print bool) outcome {
	t.Helper()
	o := outcome{places: h.places()}
	for range maxRounds {
		g := &guarded{MapFS: fstest.MapFS{}}
		for name, text := range h.files() {
			g.MapFS[name] = &fstest.MapFile{Data: []byte(text)}
		}
		project, found := Open(g, "paper.md")
		if found.HasErrors() {
			t.Fatalf("the paper does not open: %v", found)
		}
		result, err := Run(project, Settings{})
		if err != nil {
			t.Fatal(err)
		}
		found = append(found, result.Findings...)
		for _, stray := range g.strays {
			o.wrong = append(o.wrong, "asked for "+stray)
		}
		if !found.HasErrors() {
			o.render(j, result, print)
			o.printed = h.places()
			return o
		}
		for _, f := range found {
			if f.At.File == "" {
				o.wrong = append(o.wrong, fmt.Sprintf("%v has no place", f))
			}
		}
		dropped := false
		for i := len(found) - 1; i >= 0; i-- { // from behind: lines of the front matter move
			if found[i].Severity == diag.Error {
				dropped = h.drop(found[i]) || dropped
			}
		}
		if !dropped {
			found = slices.DeleteFunc(found, func(f diag.Finding) bool { return f.Severity != diag.Error })
			o.wrong = append(o.wrong, fmt.Sprintf("no part is to blame for %.300s", fmt.Sprint(found)))
			return o
		}
	}
	o.wrong = append(o.wrong, "the paper is never printed")
	return o
}

// render prints a paper without errors and judges what comes out.
func (o *outcome) render(j *judge, r *Result, print bool) {
	for _, d := range r.Documents {
		o.page, _ = html.Render(d, Pages{}.page(d))
		if j != nil {
			o.wrong = append(o.wrong, j.judge(o.page)...)
		}
		for _, f := range charts(d) {
			o.wrong = append(o.wrong, csvFormulas(f.Data)...)
		}
		if !print {
			continue
		}
		o.print, _ = pdf.Render(d)
		if o.print != nil && !bytes.HasPrefix(o.print, []byte("%PDF-")) {
			o.wrong = append(o.wrong, "the PDF does not begin with %PDF-")
		}
		o.wrong = append(o.wrong, pdfActions(o.print)...)
	}
}

// csvFormulas finds cells that a spreadsheet would compute.
func csvFormulas(data []byte) (wrong []string) {
	rows, err := csv.NewReader(bytes.NewReader(data)).ReadAll()
	if err != nil {
		return []string{"the data of a chart are no CSV: " + err.Error()}
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsRune("=+@\t\r", rune(cell[0])) || len(cell) > 1 && cell[0] == '-' && !numeric.MatchString(cell) {
				wrong = append(wrong, fmt.Sprintf("a cell that computes: %q", cell))
			}
		}
	}
	return wrong
}

var numeric = regexp.MustCompile(`^-?[0-9.]+(e[-+]?[0-9]+)?$`)

// pdfActions finds what in a PDF could run, open or send something. Streams are
// packed and hold drawing operators only; actions stand in plain objects.
func pdfActions(data []byte) (wrong []string) {
	data = pdfStreams.ReplaceAll(data, nil)
	for _, name := range []string{"/JavaScript", "/JS", "/Launch", "/OpenAction", "/AA", "/SubmitForm", "/ImportData", "/RichMedia", "/GoToR", "/XFA"} {
		if m := regexp.MustCompile(regexp.QuoteMeta(name) + `\b[^\n]{0,20}`).Find(data); m != nil && !bytes.Contains(m, []byte("XYZ")) {
			wrong = append(wrong, "the PDF holds "+string(m))
		}
	}
	for _, m := range regexp.MustCompile(`/URI \(([^)]{0,80})`).FindAllSubmatch(data, -1) {
		address := strings.ToLower(strings.Map(dropControls, string(m[1])))
		if strings.HasPrefix(address, "javascript:") || strings.HasPrefix(address, "data:") || strings.HasPrefix(address, "file:") || strings.HasPrefix(address, "vbscript:") {
			wrong = append(wrong, "the PDF links to "+string(m[1]))
		}
	}
	return wrong
}

var pdfStreams = regexp.MustCompile(`(?s)stream\r?\n.*?endstream`)

func dropControls(r rune) rune {
	if r <= ' ' {
		return -1
	}
	return r
}

// quoted writes a text as a YAML scalar that holds exactly it.
func quoted(s string) string {
	data, err := json.Marshal(strings.ToValidUTF8(s, "\ufffd"))
	if err != nil {
		panic(err)
	}
	s = string(data)
	// JSON leaves characters that YAML forbids as they are.
	return strings.Map(func(r rune) rune {
		if r >= 0x7f && r < 0xa0 || r == 0xfffe || r == 0xffff || r >= 0x2028 && r <= 0x2029 || r == 0xfeff {
			return ' '
		}
		return r
	}, s)
}

// everywhere is a paper that holds a payload in every place that an author can
// write to.
func everywhere(payload string, id int) *hostilePaper {
	p := strings.Join(strings.Fields(strings.ToValidUTF8(payload, "\ufffd")), " ") // in a line
	q := quoted(payload)
	h := &hostilePaper{
		front: []string{
			"title: " + q, "subtitle: " + q, "short_title: " + q, "abstract: " + q, "description: " + q, "license: " + q, "copyright: " + q,
			"venue: " + q, "doi: " + q, "keywords: [" + q + ", word]", "abbreviations: {XSS: " + q + "}", "math: {foo: " + q + "}",
			"authors: [{name: " + q + ", url: " + q + ", email: " + q + ", corresponding: true, roles: [" + q + "], affiliations: [" + q + "]}]",
			"affiliations: [{name: " + q + ", url: " + q + "}]", "date: " + q, "lang: " + q, "grouping: " + q, "citations: " + q,
		},
		parts: map[string]string{}, models: map[string]string{}, bibs: map[string]string{},
		others: map[string]string{"base.yaml": baseModel, "base.bib": "@book{k1, title={T}, author={A, B}, date={2020}}\n", "lamp.png": string(smallImage), fmt.Sprintf("drawing%d.svg", id): hostileDrawing(p)},
		id:     id,
	}
	h.inText(p, payload)
	h.inRoles(p)
	h.inDirectives(p, payload)
	h.inModel(p, q)
	h.inBibliography(p)
	return h
}

const baseModel = "reckon: 1\nquantities:\n  lamp: {value: 3 W, range: [2 W, 4 W], symbol: P, title: lamp, source: k1}\n  double: {formula: 2 * lamp, title: two lamps, symbol: Q}\n" +
	"claims:\n  c1: {text: two lamps take 6 W, value: 6 W, quantity: double, source: k1}\n"

// add adds a part. Each paper has names of its own, for all papers may be put
// into one.
func (h *hostilePaper) add(to map[string]string, name, ext, text string) {
	to[fmt.Sprintf("%s-%d%s", name, h.id, ext)] = strings.ReplaceAll(text, "#id#", fmt.Sprint(h.id))
}

// inText adds constructs of Markdown.
func (h *hostilePaper) inText(p, payload string) {
	bars := strings.ReplaceAll(p, "|", `\|`)
	for name, text := range map[string]string{
		"paragraph": payload, "heading": "## " + p, "heading-id": "## H {#" + p + "}", "heading-attribute": "## H {title=\"" + p + "\"}",
		"link": "[x](" + p + ")", "link-angle": "[x](<" + p + ">)", "link-title": "[x](http://example.org \"" + p + "\")", "link-text": "[" + p + "](http://example.org)",
		"reference": "[x][r]\n\n[r]: " + p, "reference-angle": "[x][r]\n\n[r]: <" + p + "> \"" + p + "\"", "autolink": "<" + p + ">", "bare-link": "http://example.org/" + p,
		"image": "![x](" + p + ")", "image-alt": "![" + p + "](lamp.png)", "image-attribute": "![x](lamp.png){width=\"" + p + "\" title=\"" + p + "\"}", "image-link": "[![x](lamp.png)](" + p + ")",
		"cell": "| a | " + bars + " |\n|---|---|\n| " + bars + " | x |", "caption": "| a |\n|---|\n| b |\n\nTable: " + p, "emphasis": "*" + p + "* **" + p + "** ~~" + p + "~~",
		"span": "[x]{.x title=\"" + p + "\"} [" + p + "]{.y}", "task": "- [ ] " + p + "\n- " + p, "definition": p + "\n: " + p, "quote": "> " + p + "\n> -- " + p,
		"note": "A note.[^n]\n\n[^n]: " + p, "note-label": "A note.[^" + p + "]\n\n[^" + p + "]: x", "code": "```" + p + "\nx\n```", "code-body": "```\n" + payload + "\n```",
		"inline-code": "``` " + p + " ```", "indented": "    " + p, "math": "$" + p + "$", "display": "$$\n" + payload + "\n$$", "math-text": "$\\text{" + p + "}$",
		"math-link": "$\\href{" + p + "}{x}$", "math-colour": "$\\color{" + p + "} z$", "math-class": "$\\class{" + p + "}{y}$", "citation": "[" + p + " @k1, p. 3, " + p + "]",
		"citation-key": "[@" + p + "]", "target": "(" + p + ")=\n\nText.", "comment": "% " + p + "\n\nText.", "comment-html": "<!-- " + p + " -->\n\nText.", "div": "::: {." + p + "}\nx\n:::",
		"html": "<div>" + payload + "</div>", "html-attribute": "<div title=\"" + p + "\">x</div>", "html-inline": "x <b>" + p + "</b> <i title='" + p + "'>y</i>", "break": "+++ {\"part\": " + quoted(p) + "}\n\nText.",
	} {
		h.add(h.parts, "text-"+name, ".md", text+"\n")
	}
}

func (h *hostilePaper) inRoles(p string) {
	for _, role := range []string{
		"abbr", "lit", "kbd", "span", "sub", "sup", "sc", "u", "del", "code", "emphasis", "math", "chem", "si", "val", "claim", "formula", "cite", "cite:t",
		"ref", "numref", "eq", "doc", "term", "index", "raw:html", "link", "eval", "download",
	} {
		name := "role-" + strings.ReplaceAll(role, ":", "-")
		h.add(h.parts, name, ".md", "x {"+role+"}`` "+p+" `` y\n")
		h.add(h.parts, name+"-angle", ".md", "x {"+role+"}`` x <"+p+"> `` y\n")
	}
	h.add(h.parts, "role-name", ".md", "x {"+p+"}`x` y\n")
	h.add(h.parts, "role-attribute", ".md", "x {span .x title=\""+p+"\"}`y`\n")
	h.add(h.parts, "role-claim", ".md", "{claim}`` "+p+" <lamp > 1 W> ``\n")
	h.add(h.parts, "role-abbr-long", ".md", "{abbr}`` X ("+p+") ``\n")
}

func (h *hostilePaper) inDirectives(p, payload string) {
	for _, d := range []string{
		"note", "admonition", "figure", "image", "code", "table", "list-table", "csv-table", "math", "div", "card", "theorem", "glossary", "quantities", "claims", "assumptions",
		"formula", "bibliography", "raw", "include", "literalinclude", "mermaid", "iframe", "embed", "button", "epigraph", "aside", "dropdown", "tab-item",
	} {
		h.add(h.parts, "directive-"+d, ".md", "````{"+d+"} "+p+"\n\n"+payload+"\n````\n")
	}
	for _, d := range []string{"figure", "code", "csv-table", "note"} {
		for _, option := range []string{"alt", "width", "class", "label", "caption", "title", "align"} {
			argument := map[string]string{"figure": "lamp.png", "image": "lamp.png", "formula": "double", "include": "base.yaml", "literalinclude": "base.yaml"}[d]
			h.add(h.parts, "option-"+d+"-"+option, ".md", "````{"+d+"} "+argument+"\n:"+option+": "+p+"\n\nx\n````\n")
		}
	}
	h.add(h.parts, "directive-name", ".md", "```{"+p+"}\nx\n```\n")
	h.add(h.parts, "directive-drawing", ".md", "```{figure} drawing#id#.svg\n:alt: "+p+"\n"+p+"\n```\n")
	h.add(h.parts, "directive-generated", ".md", "```{quantities}\n```\n\n```{claims}\n```\n\n```{assumptions}\n```\n")
	field := strings.ReplaceAll(p, `"`, `""`)
	h.add(h.parts, "directive-csv", ".md", "````{csv-table}\n:header: a,\""+field+"\"\n\""+field+"\",b\n````\n")
	h.add(h.parts, "directive-list", ".md", "````{list-table}\n* - "+p+"\n  - x\n````\n")
	label := strings.ReplaceAll(p, `"`, "")
	for option, text := range map[string]string{
		"argument": "", "y": ":y: double \"" + label + "\", 3 * lamp \"b\"", "series": ":series: " + label, "xlabel": ":xlabel: " + p, "ylabel": ":ylabel: " + p, "at": ":at: 1.5 W \"" + label + "\"",
		"alt": ":alt: " + p, "x": ":x: " + p, "kind": ":kind: " + p, "unit": ":unit: " + p, "mark": ":mark: " + p, "scenario": ":scenario: " + p, "caption": "",
	} {
		plot := "````{plot}"
		if option == "argument" {
			plot += " " + p
		}
		for key, usual := range map[string]string{"kind": "line", "x": "lamp = 1 W .. 2 W", "y": "double", "alt": "a line"} {
			if key != option {
				plot += "\n:" + key + ": " + usual
			}
		}
		if text != "" {
			plot += "\n" + text
		}
		if option == "caption" {
			plot += "\n\n" + p
		}
		h.add(h.parts, "plot-"+option, ".md", plot+"\n````\n")
	}
	h.add(h.parts, "plot-bars", ".md", "````{plot} T\n:kind: bar\n:groups: \""+label+"\": lamp, double; \"b\": lamp\n:alt: bars\n````\n")
}

func (h *hostilePaper) inModel(p, q string) {
	for name, text := range map[string]string{
		"title": "{value: 1 W, reason: example, title: " + q + "}", "titles": "{value: 1 W, reason: example, title: {en: " + q + ", zh: " + q + "}}", "note": "{value: 1 W, reason: example, note: " + q + "}",
		"reason": "{value: 1 W, reason: " + q + "}", "symbol": "{value: 1 W, reason: example, symbol: " + q + "}", "value": "{value: " + q + ", reason: example}", "formula": "{formula: " + q + "}",
		"source": "{value: 1 W, source: " + quoted("k1, "+p) + "}", "via": "{value: 1 W, source: k1, evidence: secondary, via: " + q + "}", "group": "{value: 1 W, reason: example, group: " + q + "}",
		"data": "{data: {file: " + q + ", column: x}}", "unit": "{formula: 2 * lamp, unit: " + q + "}", "range": "{value: 1 W, reason: example, range: " + q + "}",
	} {
		h.add(h.models, "model-"+name, ".yaml", "reckon: 1\nquantities:\n  made."+name+"#id#: "+text+"\n")
	}
	h.add(h.models, "model-name", ".yaml", "reckon: 1\nquantities:\n  "+q+": {value: 1 W, reason: example}\n")
	h.add(h.models, "model-head", ".yaml", "reckon: 1\ntitle: "+q+"\nnote: "+q+"\ngroups: {g#id#: "+q+"}\n")
	h.add(h.models, "model-units", ".yaml", "reckon: 1\nunits:\n  blip#id#: {value: 3 m, symbol: "+q+", name: {en: "+q+"}}\nquantities:\n  made.blip#id#: {value: 2 blip#id#, reason: example}\n")
	h.add(h.models, "model-claim", ".yaml", "reckon: 1\nclaims:\n  d2-#id#: {text: "+q+", value: 6 W, quantity: double, source: k1}\n")
	h.add(h.models, "model-claim-note", ".yaml", "reckon: 1\nclaims:\n  d3-#id#: {text: t, value: 9 W, quantity: double, expect: contradicted, note: "+q+", source: "+quoted("k1, "+p)+"}\n")
	h.add(h.models, "model-claim-printed", ".yaml", "reckon: 1\nclaims:\n  d4-#id#: {text: t, value: "+q+", quantity: double, source: k1}\n")
	h.add(h.models, "model-scenario", ".yaml", "reckon: 1\nscenarios:\n  "+q+": {lamp: 3 W}\n")
	h.add(h.models, "model-function", ".yaml", "reckon: 1\nfunctions:\n  f#id#(x): "+q+"\n")
	h.add(h.models, "model-raw", ".yaml", p+"\n")
}

func (h *hostilePaper) inBibliography(p string) {
	brace := strings.NewReplacer("{", "", "}", "").Replace(p)
	for _, field := range []string{"title", "author", "editor", "publisher", "date", "url", "urldate", "doi", "note", "eprint", "eprinttype", "isbn", "volume", "pages", "langid", "howpublished", "keywords"} {
		text := "@book{b" + field + "#id#, " + field + " = {" + brace + "}"
		if field != "title" {
			text += ", title = {T}"
		}
		h.add(h.bibs, "bib-"+field, ".bib", text+"}\n")
	}
	h.add(h.bibs, "bib-tex", ".bib", "@online{btex#id#, title = {$"+brace+"$ \\emph{"+brace+"} \\href{"+brace+"}{x} \\url{"+brace+"}}, url = {http://example.org}}\n")
	h.add(h.bibs, "bib-key", ".bib", "@book{"+strings.ReplaceAll(brace, ",", "")+", title = {T}}\n")
	h.add(h.bibs, "bib-type", ".bib", "@"+brace+"{btype#id#, title = {T}}\n")
	h.add(h.bibs, "bib-raw", ".bib", p+"\n")
	js, err := json.Marshal([]map[string]any{{
		"id": "k#id#", "type": "article-journal", "title": p, "author": []map[string]string{{"family": p, "given": p}, {"literal": p}}, "container-title": p, "URL": p, "DOI": p,
		"volume": p, "page": p, "publisher": p, "note": p, "issued": map[string]any{"raw": p}, "language": p,
	}})
	if err != nil {
		panic(err)
	}
	h.add(h.bibs, "bib-csl", ".json", string(js))
}

// hostileDrawing is an SVG file with a payload in its texts and attributes.
func hostileDrawing(p string) string {
	esc := strings.NewReplacer("&", "&amp;", "<", "&lt;", `"`, "&quot;").Replace(strings.Map(func(r rune) rune {
		if r < ' ' || r == 0xfffe || r == 0xffff {
			return -1
		}
		return r
	}, p))
	return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 9 9"><title>` + esc + `</title><text x="1" y="1" fill="` + esc +
		`" font-family="` + esc + `">` + esc + `</text><rect id="` + esc + `" class="` + esc + `" width="` + esc + `" height="1" style="fill:` + esc + `"/></svg>`
}

func sortedNames(files map[string]string) []string { return slices.Sorted(maps.Keys(files)) }

// harmless is the judge who knows what is the page's own from a harmless paper.
func harmless(t testing.TB) *judge {
	t.Helper()
	o := send(t, nil, everywhere("word", 1), true)
	if len(o.page) == 0 || len(o.print) == 0 {
		t.Fatalf("the harmless paper gives no page: %v", o.wrong)
	}
	j := newJudge(t, o.page)
	if wrong := append(o.wrong, j.judge(o.page)...); len(wrong) > 0 {
		t.Fatalf("the harmless paper is judged: %v", wrong)
	}
	if o.printed < o.places*2/5 {
		t.Fatalf("of %d places of the harmless paper only %d are printed", o.places, o.printed)
	}
	return j
}

// smallImage is a PNG.
var smallImage = func() []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, 8, 8))); err != nil {
		panic(err)
	}
	return b.Bytes()
}()
