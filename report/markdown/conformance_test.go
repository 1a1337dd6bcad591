package markdown

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"sort"
	"strings"
	"testing"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/renderer/html"

	"reckon/internal/golden"
)

// A suite is a file of cases of another tool. holds judges one; what a case
// says and what was found instead go to the log.
type suite struct {
	name, file string
	topic      func(c fixtureCase) string
	holds      func(c fixtureCase) (ok, counts bool, got, want string)
}

// A fixtureCase has the fields of all suites.
type fixtureCase struct {
	Name, Title, Section, File, HTML, Options string
	Example                                   int
	Markdown, Myst, Md, Input                 *string
	Mdast                                     mdast
	Expected                                  any
	Tokens                                    []map[string]any
}

func (c fixtureCase) source() (string, bool) {
	for _, s := range []*string{c.Markdown, c.Myst, c.Md, c.Input} {
		if s != nil {
			return *s, true
		}
	}
	return "", false
}

func (c fixtureCase) id() string {
	if c.Name != "" {
		return c.Name
	}
	return fmt.Sprintf("example-%d", c.Example)
}

var spaces = regexp.MustCompile(`\s+`)

// sameHTML leaves aside what HTML leaves free: how empty tags close, the order
// of attributes of check boxes, quotes that need no escape.
func sameHTML(s string) string {
	return strings.TrimSpace(strings.NewReplacer(" />", ">", "&quot;", `"`, `type="checkbox" disabled=""`, `disabled="" type="checkbox"`,
		`type="checkbox" checked="" disabled=""`, `checked="" disabled="" type="checkbox"`).Replace(s))
}

func byHTML(c fixtureCase) (ok, counts bool, got, want string) {
	src, counts := c.source()
	want = c.HTML
	if strings.Contains(c.Options, "enableEscape") {
		r := strings.NewReplacer(`\t`, "\t", `\n`, "\n", `\f`, "\f", `\x01`, "\x01")
		src, want = r.Replace(src), r.Replace(want)
	}
	md := goldmark.New(goldmark.WithExtensions(Extension), goldmark.WithRendererOptions(html.WithXHTML(), html.WithUnsafe()))
	var b bytes.Buffer
	if err := md.Convert([]byte(src), &b); err != nil {
		return false, true, err.Error(), want
	}
	return sameHTML(b.String()) == sameHTML(want), counts, b.String(), want
}

func byMdast(c fixtureCase) (ok, counts bool, got, want string) {
	src, counts := c.source()
	if c.Mdast == nil {
		return false, false, "", ""
	}
	tree, _ := Parse([]byte(src), Options{File: "m", Plain: true})
	got, want = essenceOf(tree).String(), c.Mdast.essence().String()
	return got == want, counts, got, want
}

// byDocutils compares without spaces: pseudo-XML does not keep them.
func byDocutils(c fixtureCase) (ok, counts bool, got, want string) {
	src, counts := c.source()
	expected, isText := c.Expected.(string)
	if !counts || !isText {
		return false, false, "", ""
	}
	files := map[string]string{"bad.md": "\n{a}`b`\n"}
	if strings.Contains(c.Name, "mock_include#") {
		files["other.md"] = "a\nb\nc\n"
	}
	tree, findings := Parse([]byte(src), Options{File: "m", Plain: true, ReadFile: func(path string) ([]byte, error) {
		if text, ok := files[path]; ok {
			return []byte(text), nil
		}
		return nil, os.ErrNotExist
	}})
	if !strings.HasPrefix(expected, "<document") {
		// A warning: what is wrong stands in that line.
		m := regexp.MustCompile(`(\w+\.md|<string>):(\d*):`).FindStringSubmatch(expected)
		for _, f := range findings {
			got += f.Error() + "; "
			ok = ok || m != nil && (m[2] == "" || fmt.Sprint(f.At.Line) == m[2])
		}
		return ok, true, got, expected
	}
	got, want = essenceOf(tree).simpler().String(), parseDocutils(expected).essence(0).simpler().String()
	squeeze := func(s string) string {
		return strings.ReplaceAll(spaces.ReplaceAllString(strings.ReplaceAll(s, `\n`, ""), ""), `""`, "")
	}
	return squeeze(got) == squeeze(want), true, got, want
}

func byTokens(c fixtureCase) (ok, counts bool, got, want string) {
	src, _ := c.source()
	tree, _ := Parse([]byte(src), Options{File: "m", Plain: true})
	got, want = essenceOf(tree).String(), tokensEssence(c.Tokens).String()
	// Plain addresses are links with us, as GFM has it, and words with them.
	got = regexp.MustCompile(`\(a (\S+) "([^"]*)"\)`).ReplaceAllStringFunc(got, func(a string) string {
		m := regexp.MustCompile(`\(a (\S+) "([^"]*)"\)`).FindStringSubmatch(a)
		if strings.HasSuffix(m[1], m[2]) && strings.Count(src, "<"+m[2]) == 0 {
			return `"` + m[2] + `"`
		}
		return fmt.Sprintf("(a %q)", m[2])
	})
	join := func(s string) string { return spaces.ReplaceAllString(strings.ReplaceAll(s, `" "`, ""), "") }
	return join(got) == join(want), true, got, want
}

// tokensEssence brings markdown-it's tokens to the notation.
func tokensEssence(tokens []map[string]any) *essence {
	root := list("root")
	stack := []*essence{root}
	add := func(e *essence) { top := stack[len(stack)-1]; top.kids = append(top.kids, e) }
	var walk func([]map[string]any)
	group := false
	walk = func(tokens []map[string]any) {
		for _, t := range tokens {
			kind, _ := t["type"].(string)
			content, _ := t["content"].(string)
			switch kind {
			case "paragraph_open", "link_open", "cite_group_open":
				e := list(map[string]string{"paragraph_open": "p", "link_open": "a", "cite_group_open": "cite"}[kind])
				add(e)
				stack = append(stack, e)
				group = group || kind == "cite_group_open"
			case "paragraph_close", "link_close", "cite_group_close":
				stack = stack[:len(stack)-1]
				group = group && kind != "cite_group_close"
			case "inline":
				var kids []map[string]any
				for _, k := range t["children"].([]any) {
					kids = append(kids, k.(map[string]any))
				}
				walk(kids)
			case "text":
				add(word(content))
			case "code_inline":
				add(list("code", word(content)))
			case "html_inline":
				add(list("html", word(content)))
			case "cite":
				key := bareDOI(t["meta"].(map[string]any)["label"].(string))
				if group {
					stack[len(stack)-1].args = append(stack[len(stack)-1].args, key)
				} else {
					add(list("cite").with(key))
				}
			}
		}
	}
	walk(tokens)
	return root
}

func prefix(c fixtureCase) string {
	name, _, _ := strings.Cut(c.Name, "#")
	return name
}

var suites = []suite{
	{"commonmark", "commonmark/spec-0.31.2.json", func(c fixtureCase) string { return c.Section }, byHTML},
	{"gfm", "gfm/gfm-extensions.json", func(c fixtureCase) string { return c.Section }, byHTML},
	{"goldmark", "goldmark/extensions.json", func(c fixtureCase) string { return c.File }, func(c fixtureCase) (bool, bool, string, string) {
		if c.File == "typographer" {
			return byTypography(c)
		}
		return byHTML(c)
	}},
	{"myst-spec", "myst-spec/myst-spec.json", prefix, byMdast},
	{"mystmd", "mystmd/myst-parser.json", func(c fixtureCase) string { return strings.TrimPrefix(prefix(c), "myst-parser/") }, byMdast},
	{"mystmd citations", "mystmd/markdown-it-myst.json", func(fixtureCase) string { return "citations" }, byTokens},
	{"myst-parser-py", "myst-parser-py/fixtures.json", func(c fixtureCase) string { return strings.TrimPrefix(prefix(c), "renderers/") }, byDocutils},
}

// byTypography compares the words of goldmark's typographer cases with ours.
func byTypography(c fixtureCase) (ok, counts bool, got, want string) {
	src, _ := c.source()
	tree, _ := Parse([]byte(src), Options{File: "m"})
	got = PlainText(tree.Body, tree.Source)
	want = regexp.MustCompile(`<[^>]*>`).ReplaceAllString(c.HTML, "")
	want = strings.NewReplacer("&rsquo;", "’", "&lsquo;", "‘", "&ldquo;", "“", "&rdquo;", "”", "&hellip;", "…", "&ndash;", "–", "&mdash;", "—", "&quot;", `"`, "&laquo;", "«", "&raquo;", "»", "\n", " ").Replace(want)
	return spaces.ReplaceAllString(got, " ") == strings.TrimSpace(spaces.ReplaceAllString(want, " ")), true, got, want
}

// outOfScope lists the cases that do not hold, with the reason for each.
func outOfScope(t *testing.T) map[string]string {
	data, err := os.ReadFile(filepath.Join("testdata", "outofscope.txt"))
	if err != nil {
		t.Fatal(err)
	}
	reasons := map[string]string{}
	reason := ""
	for _, line := range strings.Split(string(data), "\n") {
		switch {
		case strings.HasPrefix(line, "# "):
			reason = line[2:]
		case strings.TrimSpace(line) != "":
			reasons[strings.TrimSpace(line)] = reason
		}
	}
	return reasons
}

// TestConformance holds the parser against other tools' cases: each holds, or
// stands in testdata/outofscope.txt under a reason; none does both. The table of
// counts is a golden file.
func TestConformance(t *testing.T) {
	reasons := outOfScope(t)
	type count struct{ hold, all int }
	var table strings.Builder
	table.WriteString("| suite | topic | hold | cases |\n| --- | --- | ---: | ---: |\n")
	used := map[string]int{}
	for _, s := range suites {
		data, err := os.ReadFile(golden.Fixture(t, append([]string{"markdown"}, strings.Split(s.file, "/")...)...))
		if err != nil {
			t.Fatal(err)
		}
		var file struct{ Cases []fixtureCase }
		if json.Unmarshal(data, &file) != nil || file.Cases == nil {
			if err := json.Unmarshal(data, &file.Cases); err != nil {
				t.Fatal(err)
			}
		}
		counts, sum := map[string]*count{}, count{}
		var topics []string
		for _, c := range file.Cases {
			ok, counted, got, want := s.holds(c)
			if !counted {
				continue
			}
			topic := s.topic(c)
			if counts[topic] == nil {
				counts[topic] = &count{}
				topics = append(topics, topic)
			}
			counts[topic].all++
			sum.all++
			id := s.name + " " + c.id()
			reason, listed := reasons[id]
			if listed {
				used[reason]++
				delete(reasons, id)
			}
			if ok {
				counts[topic].hold++
				sum.hold++
			}
			if ok == listed {
				src, _ := c.source()
				t.Errorf("%s: holds %v, listed as out of scope %v\n%s\n got: %s\nwant: %s", id, ok, listed, src, got, want)
			}
		}
		sort.Strings(topics)
		for _, topic := range topics {
			fmt.Fprintf(&table, "| %s | %s | %d | %d |\n", s.name, topic, counts[topic].hold, counts[topic].all)
		}
		fmt.Fprintf(&table, "| **%s** | all | **%d** | **%d** |\n", s.name, sum.hold, sum.all)
	}
	for id := range reasons {
		t.Errorf("%s is listed as out of scope, but there is no such case", id)
	}
	table.WriteString("\n| out of scope, because | cases |\n| --- | ---: |\n")
	var why []string
	for r := range used {
		why = append(why, r)
	}
	slices.Sort(why)
	for _, r := range why {
		fmt.Fprintf(&table, "| %s | %d |\n", r, used[r])
	}
	golden.Check(t, filepath.Join("testdata", "conformance.md"), []byte(table.String()))
}
