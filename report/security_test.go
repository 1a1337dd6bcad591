package report

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"reckon/internal/golden"
)

// Hostile texts go into papers by the dozen, each into every n-th place; the
// next one begins with another place. RECKON_HOSTILE=all puts each into every
// place, which takes minutes.
const (
	dozen  = 24
	stride = 16
)

// sendAll puts every payload into papers and reports what is wrong with the
// pages.
func sendAll(t *testing.T, payloads []hostile) {
	j := harmless(t)
	n, dozen := stride*slow, dozen*slow
	if os.Getenv("RECKON_HOSTILE") == "all" {
		n, dozen = 1, 2
	}
	if testing.Short() {
		payloads = payloads[:min(len(payloads), 5*dozen)]
	}
	places, printed := 0, 0
	for from := 0; from < len(payloads); from += dozen {
		batch := payloads[from:min(from+dozen, len(payloads))]
		var papers []*hostilePaper
		for i, h := range batch {
			paper := everywhere(h.text(), from+i+1)
			paper.thin(n)
			papers = append(papers, paper)
		}
		o := send(t, j, together(papers), from%(10*dozen) == 0)
		places, printed = places+o.places, printed+o.printed
		for _, w := range o.wrong {
			t.Errorf("%s to %s: %s", batch[0].Name, batch[len(batch)-1].Name, w)
		}
	}
	t.Logf("%d payloads in %d places; %d places are printed", len(payloads), places, printed)
	if printed == 0 {
		t.Error("nothing is printed")
	}
}

// suites are the public collections, with what holds of each case. A row for
// each stands in ARCHITECTURE.md.
var suites = []struct{ file, held string }{
	{"xss/payload-lists.json", "in any of %d places of a paper, nothing runs, loads or listens"},
	{"xss/dompurify.json", "the same in %d places"},
	{"xss/chapter-snippets.json", "the same in %d places"},
	{"naughty-strings/blns.json", "the same in %d places; nothing breaks"},
	{"injection/latex-csv.json", "the same in %d places; TeX reads nothing, cells of data compute nothing"},
	{"xss/contexts-own.json", "the same in the place that each is written for; notebooks are not read"},
	{"yaml/own.json", "refused with a place or read as plain data, as front matter, model, options and project file"},
	{"paths/own.json", "nothing is asked for outside the project, by ten ways of naming a file"},
	{"paths/payload-lists.json", "the same"},
}

// TestTable holds that the table in ARCHITECTURE.md is true. With other
// fixtures than the usual ones it has nothing to say.
func TestTable(t *testing.T) {
	text, err := os.ReadFile("../ARCHITECTURE.md")
	if err != nil {
		t.Fatal(err)
	}
	places := everywhere("word", 1).places()
	var want []string
	for _, s := range suites {
		held := s.held
		if strings.Contains(held, "%d") {
			held = fmt.Sprintf(held, places)
		}
		want = append(want, fmt.Sprintf("| %s | %d | %s |", s.file, len(hostiles(t, s.file)), held))
	}
	for _, row := range want {
		if !strings.Contains(string(text), row) && os.Getenv("RECKON_FIXTURES") == "" {
			t.Errorf("ARCHITECTURE.md lacks the row\n%s", row)
		}
	}
}

// TestScripts holds that no text of an author runs, loads or leads to a script,
// wherever in a paper it stands.
func TestScripts(t *testing.T) {
	for _, file := range []string{"xss/payload-lists.json", "xss/dompurify.json", "xss/chapter-snippets.json"} {
		t.Run(file, func(t *testing.T) { sendAll(t, hostiles(t, file)) })
	}
}

// TestNaughtyStrings holds the same of strings that programs stumble over.
func TestNaughtyStrings(t *testing.T) { sendAll(t, hostiles(t, "naughty-strings/blns.json")) }

// contextPaper is the paper that a case of the collection by places means.
func contextPaper(h hostile) (files map[string]string, known bool) {
	head := "---\ntitle: T\nlang: en\nbibliography: [refs.bib]\n---\n\n"
	files = map[string]string{"refs.bib": "", "a.png": string(smallImage), "paper.md": head + h.Source + "\n"}
	switch h.Context {
	case "bib-url", "bib-author", "bib-title", "bib-doi":
		files["refs.bib"] = h.Source + "\n"
		files["paper.md"] = head + "Cited " + h.Cite + ".\n"
	case "csl-json-title":
		files["refs.json"] = h.Source
		files["paper.md"] = strings.Replace(head, "refs.bib", "refs.json", 1) + "Cited " + h.Cite + ".\n"
	case "csv-cell":
		files["data.csv"] = h.Source
		files["paper.md"] = head + "```{csv-table}\n:file: data.csv\n:header-rows: 1\n```\n"
	case "svg-figure":
		files["a.svg"] = h.Source
		files["paper.md"] = head + "```{figure} a.svg\n:alt: a\nA.\n```\n"
	case "notebook-html-output":
		files["paper.ipynb"] = h.Source
		files["paper.md"] = head + "```{include} paper.ipynb\n```\n\n[n](paper.ipynb)\n"
		return files, false // notebooks are not read; as text they are harmless
	default:
		if strings.HasPrefix(h.Context, "frontmatter") {
			files["paper.md"] = h.Source + "\n"
		}
	}
	return files, true
}

// one sends a paper as it is; it is printed, or refused with an error.
func one(t *testing.T, j *judge, files map[string]string, print bool) (printed bool, wrong []string) {
	t.Helper()
	g := &guarded{MapFS: fstest.MapFS{}}
	for name, text := range files {
		g.MapFS[name] = &fstest.MapFile{Data: []byte(text)}
	}
	project, found := Open(g, "paper.md")
	if found.HasErrors() {
		return false, nil
	}
	result, err := Run(project, Settings{})
	if err != nil {
		t.Fatal(err)
	}
	if !result.Findings.HasErrors() {
		var o outcome
		o.render(j, result, print)
		printed, wrong = true, o.wrong
	}
	for _, stray := range g.strays {
		wrong = append(wrong, "asked for "+stray)
	}
	return printed, wrong
}

// TestContexts holds that a payload written for a place does nothing there.
func TestContexts(t *testing.T) {
	j := harmless(t)
	for i, h := range hostiles(t, "xss/contexts-own.json") {
		files, _ := contextPaper(h)
		_, wrong := one(t, j, files, i%slow == 0)
		for _, w := range wrong {
			t.Errorf("%s\n%s\n%s", h.Name, h.Source, w)
		}
	}
}

// TestHostileFiles sends whole files with scripts inside as drawings, texts and
// data.
func TestHostileFiles(t *testing.T) {
	j := harmless(t)
	names, err := filepath.Glob(golden.Fixture(t, "security", "files") + "/*")
	if err != nil || len(names) == 0 {
		t.Fatal(names, err)
	}
	for _, name := range names {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		file := filepath.Base(name)
		for _, use := range []string{"```{figure} %s\n:alt: a\nA.\n```\n", "![a](%s)\n", "```{include} %s\n```\n", "```{literalinclude} %s\n```\n", "```{csv-table}\n:file: %s\n```\n"} {
			_, wrong := one(t, j, map[string]string{file: string(data), "a.svg": string(data), "paper.md": fmt.Sprintf("---\ntitle: T\n---\n\n"+use, file)}, true)
			for _, w := range wrong {
				t.Errorf("%s as %s: %s", file, use, w)
			}
		}
	}
}

// TestHostileYAML sends texts that make readers of YAML hang, run or swell, as
// front matter, model, project file and options. They are refused or read as
// plain data, within a few steps.
func TestHostileYAML(t *testing.T) {
	j := harmless(t)
	for _, h := range hostiles(t, "yaml/own.json") {
		t.Run(h.Name, func(t *testing.T) {
			start := time.Now()
			head := "---\ntitle: T\nmodel: [model.yaml]\n---\n\n"
			for place, files := range map[string]map[string]string{
				"front matter": {"paper.md": "---\n" + strings.TrimPrefix(h.Text, "---\n") + "\n---\n\nText.\n"},
				"as it is":     {"paper.md": h.Text},
				"model":        {"model.yaml": h.Text, "paper.md": head + "Text.\n"},
				"in a model":   {"model.yaml": "reckon: 1\nquantities:\n  " + strings.ReplaceAll(h.Text, "\n", "\n  ") + "\n", "paper.md": head + "Text.\n"},
				"options":      {"paper.md": "---\ntitle: T\n---\n\n```{note}\n---\n" + h.Text + "\n---\nText.\n```\n"},
				"project":      {ProjectFile: h.Text, "paper.md": "---\ntitle: T\n---\n\nText.\n"},
			} {
				_, wrong := one(t, j, files, false)
				for _, w := range wrong {
					t.Errorf("%s: %s", place, w)
				}
			}
			if took := time.Since(start); took > patience {
				t.Errorf("it took %v", took)
			}
		})
	}
}

// patience is far more than any hostile text may take, on a busy machine and
// under the race detector.
const patience = 60 * time.Second

// TestHostilePaths writes paths wherever a manuscript may name a file. Nothing
// is asked for that is not a path below the root.
func TestHostilePaths(t *testing.T) {
	inside, outside := 0, 0
	var all []hostile
	for _, file := range []string{"paths/own.json", "paths/payload-lists.json"} {
		all = append(all, hostiles(t, file)...)
	}
	for _, h := range all {
		p := h.Path
		line := strings.Join(strings.Fields(strings.ToValidUTF8(p, "\ufffd")), " ")
		read := false
		for place, text := range map[string]string{
			"model":    "---\ntitle: T\nmodel: [" + quoted(p) + "]\n---\n\nText.\n",
			"refs":     "---\ntitle: T\nbibliography: [" + quoted(p) + "]\n---\n\nText.\n",
			"figure":   "---\ntitle: T\n---\n\n```{figure} " + line + "\n:alt: a\nA.\n```\n",
			"image":    "---\ntitle: T\n---\n\n![a](<" + line + ">)\n",
			"include":  "---\ntitle: T\n---\n\n```{include} " + line + "\n```\n",
			"literal":  "---\ntitle: T\n---\n\n```{literalinclude} " + line + "\n```\n",
			"table":    "---\ntitle: T\n---\n\n```{csv-table}\n:file: " + line + "\n```\n",
			"data":     "---\ntitle: T\nmodel: [data.yaml]\n---\n\nText.\n",
			"lang":     "---\ntitle: T\nlang: " + quoted("../"+p) + "\n---\n\n![a](x{lang})\n",
			"citation": "---\ntitle: T\ncitations: " + quoted(p+".csl") + "\n---\n\nText.\n",
		} {
			g := &guarded{MapFS: fstest.MapFS{
				"paper.md":  {Data: []byte(text)},
				"data.yaml": {Data: []byte("reckon: 1\nquantities:\n  q: {data: {file: " + quoted(p) + ", column: x}}\n")},
				"a.md":      {Data: []byte("Included.\n")}, "sub/a.md": {Data: []byte("Included.\n")}, "sub/b.md": {Data: []byte("Included.\n")},
			}}
			project, found := Open(g, "paper.md")
			if found.HasErrors() {
				t.Fatal(found)
			}
			result, err := Run(project, Settings{})
			if err != nil {
				t.Fatal(err)
			}
			for _, stray := range g.strays {
				t.Errorf("%s %q as %s: asked for %q", h.Name, p, place, stray)
			}
			read = read || place == "include" && !result.Findings.HasErrors()
		}
		if h.Inside != nil && !*h.Inside && read {
			t.Errorf("%s %q: read as if it lay inside", h.Name, p)
		}
		if read {
			inside++
		} else {
			outside++
		}
	}
	t.Logf("%d paths are read inside the project, %d refused or missing", inside, outside)
}

// TestPathsOnDisk holds the same of a folder with links that lead out of it,
// through the root that the command opens.
func TestPathsOnDisk(t *testing.T) {
	dir := t.TempDir()
	project := filepath.Join(dir, "project")
	secret := filepath.Join(dir, "secret.md")
	for name, text := range map[string]string{secret: "The secret.\n", filepath.Join(project, "paper.md"): "---\ntitle: T\n---\n\n", filepath.Join(project, "sub", "a.md"): "Inside.\n"} {
		if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for link, to := range map[string]string{"link-out.md": "../secret.md", "link-absolute.md": secret, "symlink-in": "sub", "symlink-loop": "symlink-loop", "link-dir": ".."} {
		if err := os.Symlink(to, filepath.Join(project, link)); err != nil {
			t.Skip(err)
		}
	}
	root, err := os.OpenRoot(project)
	if err != nil {
		t.Fatal(err)
	}
	defer root.Close()
	for name, inside := range map[string]bool{
		"sub/a.md": true, "symlink-in/a.md": true, "link-out.md": false, "link-absolute.md": false, "symlink-loop/a.md": false, "link-dir/secret.md": false, "../secret.md": false, secret: false,
	} {
		if err := os.WriteFile(filepath.Join(project, "paper.md"), []byte("---\ntitle: T\n---\n\n```{include} "+name+"\n```\n"), 0o644); err != nil {
			t.Fatal(err)
		}
		opened, found := Open(root.FS(), "paper.md")
		if found.HasErrors() {
			t.Fatal(found)
		}
		result, err := Run(opened, Settings{})
		if err != nil {
			t.Fatal(err)
		}
		if read := !result.Findings.HasErrors(); read != inside {
			t.Errorf("%s: read is %v, inside is %v: %v", name, read, inside, result.Findings)
		}
		if bytes.Contains(result.Documents[0].Source, []byte("secret")) && !inside && !strings.Contains(name, "secret") {
			t.Errorf("%s: the secret was read", name)
		}
	}
}

// TestInjection holds that TeX of an author reads no files and that data of
// charts hold no cells that a spreadsheet computes.
func TestInjection(t *testing.T) {
	j := harmless(t)
	for i, h := range hostiles(t, "injection/latex-csv.json") {
		o := send(t, j, everywhere(h.Payload, i+1), i%slow == 0)
		for _, w := range o.wrong {
			t.Errorf("%s %q: %s", h.Name, h.Payload, w)
		}
	}
}
