package report

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"golang.org/x/net/html"

	"reckon/internal/diag"
	"reckon/internal/golden"
	page "reckon/report/html"
)

// Hostile texts go into a paper at every place that an author can fill. A build
// may refuse them, with a finding that has a place; what it prints must not run,
// load or listen. Every thin-th text is tried; RECKON_HOSTILE=all tries each.
const thin = 12

// hostilePlaces are the places: each gives the files of a paper with a text in
// it.
var hostilePlaces = []struct {
	name  string
	paper func(text string) map[string]string
}{
	{"title", func(s string) map[string]string { return manuscript("title: "+quoted(s), "Text.") }},
	{"abstract", func(s string) map[string]string { return manuscript("title: T\nabstract: "+quoted(s), "Text.") }},
	{"author", func(s string) map[string]string { return manuscript("title: T\nauthors: ["+quoted(s)+"]", "Text.") }},
	{"keyword", func(s string) map[string]string { return manuscript("title: T\nkeywords: ["+quoted(s)+"]", "Text.") }},
	{"paragraph", func(s string) map[string]string { return manuscript("title: T", s) }},
	{"heading", func(s string) map[string]string { return manuscript("title: T", "# "+oneLine(s)) }},
	{"cell", func(s string) map[string]string { return manuscript("title: T", "| a |\n|---|\n| "+oneLine(s)+" |") }},
	{"link", func(s string) map[string]string { return manuscript("title: T", "[x](<"+oneLine(s)+">)") }},
	{"footnote", func(s string) map[string]string { return manuscript("title: T", "x[^1]\n\n[^1]: "+oneLine(s)) }},
	{"code", func(s string) map[string]string { return manuscript("title: T", "````` "+oneLine(s)+"\n"+s+"\n`````") }},
	{"literal", func(s string) map[string]string { return manuscript("title: T", "{lit}`````` "+oneLine(s)+" ``````") }},
	{"math", func(s string) map[string]string { return manuscript("title: T", "$$\n\\text{"+oneLine(s)+"}\n$$") }},
	{"note", func(s string) map[string]string {
		return manuscript("title: T", ":::{note} "+oneLine(s)+"\n"+s+"\n:::")
	}},
	{"quantity", func(s string) map[string]string {
		files := manuscript("title: T\nmodel: [m.yaml]", "{val}`q`\n\n```{quantities}\n```")
		files["m.yaml"] = "reckon: 1\nquantities:\n  q: {value: 1 m, kind: assumed, title: " + quoted(s) + ", reason: " + quoted(s) + ", note: " + quoted(s) + "}\n"
		return files
	}},
	{"claim", func(s string) map[string]string {
		files := manuscript("title: T\nmodel: [m.yaml]", "{claim}`c`\n\n```{claims}\n```")
		files["m.yaml"] = "reckon: 1\nclaims:\n  c: {text: " + quoted(s) + ", note: " + quoted(s) + ", expect: untestable}\n"
		return files
	}},
	{"reference", func(s string) map[string]string {
		files := manuscript("title: T\nbibliography: [r.bib]", "Text [@k].")
		files["r.bib"] = "@article{k, author = {" + s + "}, title = {" + s + "}, journal = {" + s + "}, year = 2000, url = {" + s + "}}\n"
		return files
	}},
	{"drawing", func(s string) map[string]string {
		files := manuscript("title: T", "```{figure} d.svg\n:alt: a\ncaption\n```")
		files["d.svg"] = `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><text x="1" y="5">` + s + `</text></svg>`
		return files
	}},
}

func manuscript(front, body string) map[string]string {
	return map[string]string{"p.md": "---\n" + front + "\n---\n\n" + body + "\n"}
}

// quoted writes a text as YAML: a JSON string is one.
func quoted(s string) string {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(s); err != nil {
		panic(err) // a string always encodes
	}
	return strings.TrimSpace(b.String())
}

func oneLine(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(c rune) bool { return c == '\n' || c == '\r' }), " ")
}

// build runs a hostile paper; the page is nil where the build is refused.
func buildHostile(t *testing.T, files map[string]string) []byte {
	t.Helper()
	fsys := fstest.MapFS{}
	for name, text := range files {
		fsys[name] = &fstest.MapFile{Data: []byte(text)}
	}
	project, found := Open(fsys, "p.md")
	if found.HasErrors() {
		return placed(t, found)
	}
	r, err := Run(project, Settings{})
	if err != nil {
		t.Fatal(err)
	}
	if r.Findings.HasErrors() {
		return placed(t, r.Findings)
	}
	out, _ := page.Render(r.Documents[0], page.Options{})
	return out
}

func placed(t *testing.T, found diag.List) []byte {
	for _, f := range found {
		if f.At.File == "" {
			t.Errorf("%v has no place", f)
		}
	}
	return nil
}

// allowedScheme lists what an address on a page may begin with.
func allowedScheme(address string) bool {
	address = strings.ToLower(strings.TrimSpace(address))
	scheme, _, has := strings.Cut(address, ":")
	if !has || strings.ContainsAny(scheme, "/?#") {
		return true
	}
	return scheme == "http" || scheme == "https" || scheme == "mailto" || strings.HasPrefix(address, "data:image/png;base64,") || strings.HasPrefix(address, "data:image/jpeg;base64,")
}

// judge gives what on a page could run, load or listen.
func judge(text []byte) (wrong []string) {
	if !utf8.Valid(text) {
		wrong = append(wrong, "the page is not UTF-8")
	}
	root, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		return append(wrong, err.Error())
	}
	forbidden := map[string]bool{"script": true, "iframe": true, "object": true, "embed": true, "base": true, "form": true, "frame": true,
		"frameset": true, "applet": true, "audio": true, "video": true, "foreignobject": true, "animate": true, "set": true, "portal": true}
	styles := 0
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		name := strings.ToLower(n.Data)
		if forbidden[name] {
			wrong = append(wrong, "<"+name+">")
		}
		if name == "style" && n.Parent.Data == "head" {
			styles++
		} else if name == "style" {
			wrong = append(wrong, "a style sheet in the text")
		}
		for _, a := range n.Attr {
			key := strings.ToLower(a.Key)
			switch {
			case strings.HasPrefix(key, "on"):
				wrong = append(wrong, "<"+name+" "+key+">")
			case key == "href" || key == "src" || key == "action" || key == "formaction" || key == "srcdoc" || key == "data" || key == "poster":
				if !allowedScheme(a.Val) || key == "srcdoc" || key == "src" && !strings.HasPrefix(a.Val, "data:image/") {
					wrong = append(wrong, fmt.Sprintf("<%s %s=%q>", name, key, a.Val))
				}
			case key == "http-equiv":
				wrong = append(wrong, "<meta http-equiv>")
			case key == "style" && strings.Contains(strings.ToLower(a.Val), "url("):
				wrong = append(wrong, "a style that loads")
			case name == "link" && key == "rel" && a.Val != "canonical" && a.Val != "alternate":
				wrong = append(wrong, "<link rel="+a.Val+">")
			}
		}
	}
	if styles > 1 {
		wrong = append(wrong, "more than one style sheet")
	}
	return wrong
}

// TestJudge holds that the judge finds what it is there to find.
func TestJudge(t *testing.T) {
	for _, bad := range []string{
		"<script>x</script>", "<p onclick=x>", `<a href="javascript:x">`, `<a href=" JaVaScRiPt:x">`, `<img src="http://h/x">`, "<iframe>",
		`<meta http-equiv="refresh" content="0">`, `<p style="background:url(http://h)">`, `<link rel="stylesheet" href="x">`, `<p><style>x</style>`, "<svg><animate>",
	} {
		if len(judge([]byte("<!DOCTYPE html><html><body>"+bad))) == 0 {
			t.Errorf("%s is taken for harmless", bad)
		}
	}
	if wrong := judge([]byte(`<!DOCTYPE html><html><head><style>a{}</style></head><body><a href="https://h">x</a>`)); len(wrong) > 0 {
		t.Errorf("a harmless page: %v", wrong)
	}
}

// TestHostileTexts sends the public suites of hostile texts into every place.
func TestHostileTexts(t *testing.T) {
	architecture, err := os.ReadFile("../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, suite := range []struct{ file, key string }{
		{"xss/payload-lists.json", "payload"}, {"xss/dompurify.json", "payload"}, {"xss/chapter-snippets.json", "payload"}, {"naughty-strings/blns.json", "value"},
	} {
		t.Run(suite.file, func(t *testing.T) {
			texts := hostileTexts(t, suite.file, suite.key)
			row := fmt.Sprintf("| %s | %d | %d |", suite.file, len(texts), len(texts)*len(hostilePlaces))
			if !strings.Contains(string(architecture), row) {
				t.Errorf("ARCHITECTURE.md lacks the row %s", row)
			}
			every := thin
			if os.Getenv("RECKON_HOSTILE") == "all" {
				every = 1
			}
			printed, refused := 0, 0
			for i := 0; i < len(texts); i += every {
				place := hostilePlaces[(i/every)%len(hostilePlaces)]
				for j, p := range hostilePlaces {
					if every > 1 && p.name != place.name && j%4 != i%4 {
						continue
					}
					out := buildHostile(t, p.paper(texts[i]))
					if out == nil {
						refused++
						continue
					}
					printed++
					for _, w := range judge(out) {
						t.Errorf("%q as %s: %s", texts[i], p.name, w)
					}
				}
			}
			t.Logf("%d printed, %d refused with a finding", printed, refused)
			if printed == 0 {
				t.Error("nothing is printed")
			}
		})
	}
}

func hostileTexts(t *testing.T, file, key string) []string {
	t.Helper()
	data, err := os.ReadFile(golden.Fixture(t, "security", filepath.FromSlash(file)))
	if err != nil {
		t.Fatal(err)
	}
	var suite struct{ Cases []map[string]any }
	if err := json.Unmarshal(data, &suite); err != nil {
		t.Fatal(err)
	}
	var texts []string
	for _, c := range suite.Cases {
		text, ok := c[key].(string)
		if !ok {
			t.Fatalf("%v has no %s", c["name"], key)
		}
		texts = append(texts, text)
	}
	return texts
}
