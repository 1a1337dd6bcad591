package drawing

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"reckon/internal/golden"
)

// printable are the elements that may reach a page.
var printable = set("svg g defs symbol use path rect circle ellipse line polyline polygon text tspan title desc " +
	"lineargradient radialgradient stop clippath mask marker pattern image textpath")

// judge parses a printed drawing as a browser does and lists what must not be
// there.
func judge(printed []byte, prefix string) (faults []string) {
	nodes, err := html.ParseFragment(strings.NewReader("<div>"+string(printed)+"</div><p>end</p>"), &html.Node{Type: html.ElementNode, Data: "body", DataAtom: atom.Body})
	if err != nil {
		return []string{err.Error()}
	}
	if len(nodes) != 2 || nodes[0].Data != "div" || nodes[1].Data != "p" || nodes[1].FirstChild.Data != "end" {
		faults = append(faults, "the drawing breaks out of its place")
	}
	fault := func(format string, args ...any) { faults = append(faults, fmt.Sprintf(format, args...)) }
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.CommentNode {
			fault("a comment")
		}
		if n.Type == html.ElementNode {
			if !printable[strings.ToLower(n.Data)] || n.Namespace != "svg" {
				fault("<%s> of %q", n.Data, n.Namespace)
			}
			for _, a := range n.Attr {
				value := strings.ToLower(strings.Map(func(c rune) rune {
					if c <= ' ' || c == '\\' {
						return -1
					}
					return c
				}, a.Val))
				switch {
				case strings.HasPrefix(strings.ToLower(a.Key), "on") || a.Key == "style" || a.Key == "class" || a.Key == "src":
					fault("<%s %s=%q>", n.Data, a.Key, a.Val)
				case a.Key == "href":
					if !strings.HasPrefix(a.Val, "#"+prefix+"-") && !(n.Data == "image" && (strings.HasPrefix(a.Val, "data:image/png;base64,") || strings.HasPrefix(a.Val, "data:image/jpeg;base64,"))) {
						fault("<%s href=%q>", n.Data, a.Val)
					}
				case a.Key == "id" && !strings.HasPrefix(a.Val, prefix+"-"):
					fault("id=%q", a.Val)
				case a.Key == "xmlns":
				case strings.Contains(value, "script:") || strings.Contains(value, "//") || strings.Contains(value, "expression("):
					fault("<%s %s=%q>", n.Data, a.Key, a.Val)
				case strings.Contains(strings.ReplaceAll(value, "url(#"+prefix+"-", ""), "url("):
					fault("<%s %s=%q>", n.Data, a.Key, a.Val)
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	if len(nodes) > 0 {
		for c := nodes[0].FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	return faults
}

// trial parses a file, judges what is printed of it and draws it.
func trial(t testing.TB, file string) (shown bool) {
	t.Helper()
	d, _ := Parse([]byte(file))
	if d == nil {
		return false
	}
	for _, fault := range judge(d.Sanitized("x"), "x") {
		t.Errorf("%s\nfrom %q\nprinted %s", fault, file, d.Sanitized("x"))
	}
	d.Draw(grouper{&copyist{}})
	return true
}

// wrappings put a payload in the places of a drawing.
func wrappings(payload string, turn int) []string {
	quoted := strings.NewReplacer("&", "&amp;", `"`, "&quot;", "<", "&lt;").Replace(payload)
	all := []string{payload, `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">` + payload + `</svg>`}
	for _, place := range []string{
		`<svg>%s</svg>`, `<svg><text>%s</text><style>%s</style></svg>`, `<svg><g>%s<rect width="1" height="1"/></g></svg>`, `<svg><style><![CDATA[%s]]></style><path class="a"/></svg>`,
	} {
		all = append(all, strings.ReplaceAll(place, "%s", payload))
	}
	for i, attribute := range []string{"fill", "style", "id", "class", "d", "transform", "font-family", "viewBox", "xlink:href", "href", "clip-path", "marker-end", "points", "x", "xmlns", "xml:space", "stroke-dasharray"} {
		if (i+turn)%3 > 0 { // the lists are long and much alike
			continue
		}
		all = append(all, `<svg xmlns:xlink="http://www.w3.org/1999/xlink"><path `+attribute+`="`+quoted+`"/><use href="#a" `+strings.ReplaceAll(attribute, "href", "data-href")+`="`+quoted+`"/><image href="`+quoted+`"/><a href="`+quoted+`"><text id="a" fill="`+quoted+`">`+quoted+`</text></a></svg>`)
	}
	return append(all, `<svg style="background:`+quoted+`;fill:url('`+quoted+`')"><style>a{fill:`+quoted+`} @import url(`+quoted+`);</style></svg>`)
}

// TestHostile tries public lists of attacks in every place of a drawing.
func TestHostile(t *testing.T) {
	files, shown := 0, 0
	for _, name := range []string{"dompurify.json", "payload-lists.json", "chapter-snippets.json", "contexts-own.json"} {
		data, err := os.ReadFile(golden.Fixture(t, "security", "xss", name))
		if err != nil {
			t.Fatal(err)
		}
		var cases any
		if err := json.Unmarshal(data, &cases); err != nil {
			t.Fatal(err)
		}
		for i, payload := range payloads(cases) {
			for _, file := range wrappings(payload, i) {
				files++
				if trial(t, file) {
					shown++
				}
				if t.Failed() {
					return
				}
			}
		}
	}
	t.Logf("%d of %d files are drawings", shown, files)
	if shown < 1000 {
		t.Errorf("only %d of %d files were drawings: the test tries nothing", shown, files)
	}
}

// payloads lists the payloads in a fixture, wherever they stand.
func payloads(v any) (list []string) {
	switch v := v.(type) {
	case []any:
		for _, e := range v {
			list = append(list, payloads(e)...)
		}
	case map[string]any:
		for _, key := range []string{"payload", "source", "value", "cases"} {
			if s, ok := v[key].(string); ok {
				list = append(list, s)
			} else if v[key] != nil {
				list = append(list, payloads(v[key])...)
			}
		}
	case string:
		list = append(list, v)
	}
	return list
}

func TestHostileFiles(t *testing.T) {
	dir := filepath.Dir(golden.Fixture(t, "security", "files", "xss.xml"))
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		trial(t, string(data))
		d, problems := Parse(data)
		if strings.HasSuffix(e.Name(), ".svg") && (d == nil || len(problems) == 0) {
			t.Errorf("%s: drawing %v, problems %v: the shapes should be shown and the script told", e.Name(), d != nil, problems)
		}
	}
}

// TestBombs tries files that are small and mean much work.
func TestBombs(t *testing.T) {
	laughs := func(element string) string {
		var b strings.Builder
		b.WriteString(`<svg xmlns="http://www.w3.org/2000/svg"><defs><g id="a0"><rect width="9" height="9"/></g>`)
		for i := 1; i < 30; i++ {
			fmt.Fprintf(&b, `<g id="a%d">%s</g>`, i, strings.Repeat(fmt.Sprintf(element, i-1), 10))
		}
		return b.String() + `</defs><use href="#a29"/></svg>`
	}
	for name, file := range map[string]string{
		"use":      laughs(`<use href="#a%d"/>`),
		"clip":     strings.ReplaceAll(laughs(`<rect width="9" height="9" clip-path="url(#a%d)"/>`), "g id", "clipPath id"),
		"mask":     strings.ReplaceAll(strings.ReplaceAll(laughs(`<rect width="9" height="9" mask="url(#a%d)"/>`), "<g id", "<mask id"), "</g>", "</mask>"),
		"pattern":  strings.ReplaceAll(strings.ReplaceAll(laughs(`<rect width="9" height="9" fill="url(#a%d)"/>`), "<g id", `<pattern width=".1" height=".1" id`), "</g>", "</pattern>"),
		"marker":   strings.ReplaceAll(strings.ReplaceAll(laughs(`<path d="M0 0L1 1L2 2" marker-mid="url(#a%d)"/>`), "<g id", `<marker id`), "</g>", "</marker>"),
		"entities": `<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><svg><text>&c;</text></svg>`,
		"circle":   `<svg><g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g><use href="#c" id="c"/></svg>`,
		"gradient": `<svg><linearGradient id="a" href="#b"/><linearGradient id="b" href="#a"/><rect width="9" height="9" fill="url(#a)" stroke="url(#b)"/></svg>`,
		"tiles":    `<svg><pattern id="p" width="1e-9" height="1e-9" patternUnits="userSpaceOnUse"><rect width="1" height="1" fill="red"/></pattern><rect width="1e6" height="1e6" fill="url(#p)"/></svg>`,
		"spread":   `<svg><linearGradient id="g" spreadMethod="repeat" x2="1e-12" gradientUnits="userSpaceOnUse"><stop/><stop offset="1" stop-color="red"/></linearGradient><rect width="1e9" height="1e9" fill="url(#g)"/></svg>`,
		"deep":     `<svg>` + strings.Repeat("<g>", 5000) + strings.Repeat("</g>", 5000) + `</svg>`,
		"chain": func() string {
			var b strings.Builder
			for i := range 3000 {
				fmt.Fprintf(&b, `<g id="c%d"><use href="#c%d"/></g>`, i, i+1)
			}
			return `<svg><defs>` + b.String() + `</defs><use href="#c0"/></svg>`
		}(),
		"rules": func() string {
			var b strings.Builder
			for i := range 3000 {
				fmt.Fprintf(&b, "g g g g g g g g g .c%d { fill: red }\n.a .b g{fill:blue}", i%7)
			}
			return `<svg><style>` + b.String() + `</style>` + strings.Repeat("<g class='c1 c2 c3'>", 150) + strings.Repeat("<path class='c3'/>", 3000) + strings.Repeat("</g>", 150) + `</svg>`
		}(),
		"text":          `<svg><text>` + strings.Repeat("word ", 200_000) + `</text></svg>`,
		"numbers":       `<svg viewBox="0 0 1e-300 1e300" width="1e308" height="NaN"><rect x="1e999" width="Infinity" height="1e12"/><path d="M1e400 0L` + strings.Repeat("9", 500) + ` 1"/><circle r="1e-320"/></svg>`,
		"path text":     `<svg><path id="p" d="` + strings.Repeat("M0 0C1 1 2 2 3 3", 20_000) + `"/><text>` + strings.Repeat(`<textPath href="#p">x</textPath>`, 20_000) + `</text></svg>`,
		"gradient text": `<svg><linearGradient id="g" spreadMethod="reflect" x2="1e-9"><stop/><stop offset="1" stop-color="red"/></linearGradient><text fill="url(#g)" x="` + strings.Repeat("1 2 ", 10_000) + `">` + strings.Repeat("word ", 10_000) + `</text></svg>`,
		"columns":       `<svg><text writing-mode="tb" textLength="1e9">` + strings.Repeat(`<tspan textLength="5">竖 a</tspan>`, 20_000) + `</text></svg>`,
		"selectors":     `<svg><style>` + strings.Repeat("a:nth-of-type(2) { fill: stelblue }", 5000) + `</style>` + strings.Repeat(`<path fill="stelblu"/>`, 5000) + `</svg>`,
		"dashes":        `<svg><path d="M0 0H1e9" stroke="red" stroke-dasharray="` + strings.Repeat("1e-9 ", 60) + `"/></svg>`,
	} {
		t.Run(name, func(t *testing.T) {
			start := time.Now()
			trial(t, file)
			if d, _ := Parse([]byte(file)); d != nil {
				c := &copyist{}
				d.Draw(grouper{c})
				if c.ops > 2*maxExpanded {
					t.Errorf("%d things are drawn", c.ops)
				}
				if printed := d.Sanitized("x"); expandedCost(d) > maxExpanded {
					t.Errorf("a browser would draw too much of %.200s", printed)
				}
			}
			if spent := time.Since(start); spent > 20*time.Second {
				t.Errorf("took %v", spent)
			}
		})
	}
}

// expandedCost counts what a browser draws of the printed drawing.
func expandedCost(d *Drawing) int {
	again, _ := Parse(d.Sanitized("y"))
	r := &reader{seen: map[string]bool{}}
	e := &expander{reader: r, d: again, known: map[*node]burden{}, open: map[*node]bool{}}
	return e.node(again.root).cost
}

// FuzzDrawing holds that whatever is read, what is printed is safe, reads again
// without a problem and prints the same: nothing is left that another pass
// would take out.
func FuzzDrawing(f *testing.F) {
	names, files := samples(f)
	for i := range names {
		f.Add(string(files[i]))
	}
	f.Add(`<svg><style>a{b:c}</style><text x="1 2" rotate="3">a<tspan dy="1em">b</tspan></text></svg>`)
	f.Add(`<svg viewBox="0 0 1 1"><use href="#a"/><path id="a" d="M0 0a1 1 0 01 1 1z" transform="matrix(1 0 0 1 0 0)"/></svg>`)
	f.Fuzz(func(t *testing.T, file string) {
		d, _ := Parse([]byte(file))
		if d == nil {
			t.Skip()
		}
		d.Draw(&copyist{})
		once := d.Sanitized("x")
		for _, fault := range judge(once, "x") {
			t.Errorf("%s in %s", fault, once)
		}
		second, problems := Parse(once)
		if second == nil || len(problems) > 0 {
			t.Fatalf("what was printed has problems %v: %s", problems, once)
		}
		if twice := second.Sanitized("x"); string(twice) != string(once) {
			t.Errorf("printing is not stable\nonce:  %s\ntwice: %s", once, twice)
		}
	})
}
