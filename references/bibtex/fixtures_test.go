package bibtex

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"reckon/internal/golden"
)

// parserOutside lists cases of pybtex's parser tests that are out of scope.
var parserOutside = map[string]string{
	"pybtex/InlineCommentTest": "a comment with % between fields is skipped, as btparse and pandoc do",
}

const (
	pybtexHold, pybtexAll = 15, 16
	namesHold, namesAll   = 183, 185
	splitHold, splitAll   = 21, 21
	biberFiles            = 28
)

func TestParserFixtures(t *testing.T) {
	data, err := os.ReadFile(golden.Fixture(t, "bibtex", "parser", "pybtex-parser.json"))
	if err != nil {
		t.Fatal(err)
	}
	type person struct{ Person, First, Last string }
	var suite struct {
		Cases []struct {
			Name     string
			Inputs   []string
			Expected struct {
				Entries []struct {
					Key, Type string
					Fields    map[string]string
					Persons   map[string][]person
				}
			}
			Errors  []string
			Options map[string][]string `json:"parser_options"`
		}
	}
	if err := json.Unmarshal(data, &suite); err != nil {
		t.Fatal(err)
	}
	hold := 0
	for _, c := range suite.Cases {
		var r Reader
		var got []string
		findings := 0
		wanted, filtered := c.Options["wanted_entries"]
		for i, src := range c.Inputs {
			file, fs := r.Parse(fmt.Sprint("in", i), src)
			findings += len(fs)
			for _, e := range file.Entries {
				key := e.Key
				if filtered { // pybtex's option to read some entries only
					if key = pick(wanted, key); key == "" {
						continue
					}
				}
				got = append(got, describe(e, key))
			}
		}
		var want []string
		for _, e := range c.Expected.Entries {
			fields := map[string]any{}
			for k, v := range e.Fields {
				fields[strings.ToLower(k)] = v
			}
			for role, people := range e.Persons {
				var names []Name
				for _, p := range people {
					if p.Person == "" {
						p.Person = p.Last + ", " + p.First
					}
					n, _ := ParseName(p.Person)
					names = append(names, n)
				}
				fields[role] = fmt.Sprintf("%q", names)
			}
			text, _ := json.Marshal(fields)
			want = append(want, fmt.Sprintf("@%s{%s} %s", e.Type, e.Key, text))
		}
		diff := ""
		switch {
		case !reflect.DeepEqual(got, want):
			diff = fmt.Sprintf("\n got: %s\nwant: %s", strings.Join(got, "\n      "), strings.Join(want, "\n      "))
		case c.Options == nil && (findings > 0) != (len(c.Errors) > 0):
			diff = fmt.Sprintf("%d findings; want %d: %q", findings, len(c.Errors), c.Errors)
		}
		reason, listed := parserOutside[c.Name]
		switch {
		case diff == "" && listed:
			t.Errorf("%s holds; take it off the list (%s)", c.Name, reason)
		case diff == "":
			hold++
		case !listed:
			t.Errorf("%s: %s", c.Name, diff)
		}
	}
	t.Logf("pybtex: %d of %d hold", hold, len(suite.Cases))
	if len(suite.Cases) == pybtexAll && hold != pybtexHold {
		t.Errorf("pybtex: %d hold; the table says %d", hold, pybtexHold)
	}
}

func pick(wanted []string, key string) string {
	for _, w := range wanted {
		if strings.EqualFold(w, key) {
			return w
		}
	}
	return ""
}

// describe writes an entry as pybtex's tests see it: white space is one space,
// people are read.
func describe(e *Entry, key string) string {
	fields := map[string]any{}
	for _, f := range e.Fields {
		v := strings.Join(strings.Fields(f.Value), " ")
		if f.Name == "author" || f.Name == "editor" {
			var names []Name
			for _, s := range SplitNames(v) {
				n, _ := ParseName(s)
				names = append(names, n)
			}
			if names != nil {
				fields[f.Name] = fmt.Sprintf("%q", names)
			}
			continue
		}
		fields[f.Name] = v
	}
	text, _ := json.Marshal(fields)
	return fmt.Sprintf("@%s{%s} %s", e.Type, key, text)
}

// nameOutside lists names about which pybtex and bibtexparser disagree.
var nameOutside = map[string]string{
	"bibtexparser-name#63":  `a backslash before a space is a space, as pybtex has it for "Christina A. L.\ Thiele"`,
	"bibtexparser-name#145": `\~ is an accent, as pybtex has it for "Brand\~{a}o, F"`,
}

func TestNameFixtures(t *testing.T) {
	data, err := os.ReadFile(golden.Fixture(t, "bibtex", "names", "names.json"))
	if err != nil {
		t.Fatal(err)
	}
	var suite struct {
		Cases []struct {
			Name, Input          string
			First, Von, Last, Jr []string
			Error                any
		}
	}
	if err := json.Unmarshal(data, &suite); err != nil {
		t.Fatal(err)
	}
	hold := 0
	for _, c := range suite.Cases {
		got, err := ParseName(c.Input)
		diff := ""
		if c.Error != nil && err == nil {
			diff = fmt.Sprintf("no error; want %v", c.Error)
		}
		want := Name{c.First, c.Von, c.Last, c.Jr}
		if (c.Last != nil || c.First != nil) && fmt.Sprintf("%q", got) != fmt.Sprintf("%q", want) {
			diff = fmt.Sprintf("\n got: %q\nwant: %q", got, want)
		}
		reason, listed := nameOutside[c.Name]
		switch {
		case diff == "" && listed:
			t.Errorf("%s holds; take it off the list (%s)", c.Name, reason)
		case diff == "":
			hold++
		case !listed:
			t.Errorf("%s: %q: %s", c.Name, c.Input, diff)
		}
	}
	t.Logf("names: %d of %d hold", hold, len(suite.Cases))
	if len(suite.Cases) == namesAll && hold != namesHold {
		t.Errorf("names: %d hold; the table says %d", hold, namesHold)
	}
}

func TestSplitFixtures(t *testing.T) {
	data, err := os.ReadFile(golden.Fixture(t, "bibtex", "names", "split-and.json"))
	if err != nil {
		t.Fatal(err)
	}
	var suite struct {
		Cases []struct {
			Name, Input string
			Expected    []string
		}
	}
	if err := json.Unmarshal(data, &suite); err != nil {
		t.Fatal(err)
	}
	hold := 0
	for _, c := range suite.Cases {
		if got := SplitNames(c.Input); fmt.Sprintf("%q", got) != fmt.Sprintf("%q", c.Expected) {
			t.Errorf("%s: %q\n got: %q\nwant: %q", c.Name, c.Input, got, c.Expected)
			continue
		}
		hold++
	}
	t.Logf("split: %d of %d hold", hold, len(suite.Cases))
	if len(suite.Cases) == splitAll && hold != splitHold {
		t.Errorf("split: %d hold; the table says %d", hold, splitHold)
	}
}

// The files of biber and pybtex are hard or real input without an expected
// result: every entry that begins a line is read or reported.
func TestFiles(t *testing.T) {
	files, _ := filepath.Glob(filepath.Join(filepath.Dir(golden.Fixture(t, "bibtex", "biber", "names.bib")), "*.bib"))
	more, _ := filepath.Glob(filepath.Join(filepath.Dir(golden.Fixture(t, "bibtex", "citeproc-lua", "xampl.bib")), "*.bib"))
	if len(files) < biberFiles {
		t.Errorf("%d files of biber; expected %d", len(files), biberFiles)
	}
	for _, name := range append(files, more...) {
		data, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		if !utf8.Valid(data) {
			continue // package references decodes
		}
		start := time.Now()
		file, found := Parse(filepath.Base(name), string(data))
		if d := time.Since(start); d > time.Second {
			t.Errorf("%s took %v", filepath.Base(name), d)
		}
		for _, f := range found {
			t.Log(f.Error())
		}
		if len(file.Entries) == 0 {
			t.Errorf("%s: no entries", filepath.Base(name))
		}
		for _, e := range file.Entries {
			for _, f := range e.Fields {
				Decode(f.Value)
			}
		}
	}
}
