package references

import (
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"reckon/internal/golden"
)

// A verdict is the outcome of one case of a suite: what differs, "" if
// nothing.
type verdict struct{ name, diff string }

// holds checks a suite against the list of cases that are out of scope. It
// fails for a case that differs and is not listed, and for one that is listed
// and does not differ. The count is that of the cases seen so far; with other
// cases it is only logged.
func holds(t *testing.T, suite string, verdicts []verdict, outside map[string]string, pass, all int) {
	t.Helper()
	good := 0
	for _, v := range verdicts {
		reason, listed := outside[v.name]
		switch {
		case v.diff == "" && listed:
			t.Errorf("%s: %s holds; take it off the list of what is out of scope (%s)", suite, v.name, reason)
		case v.diff == "":
			good++
		case !listed:
			t.Errorf("%s: %s\n    %s", suite, v.name, v.diff)
		}
	}
	t.Logf("%s: %d of %d hold", suite, good, len(verdicts))
	if len(verdicts) == all && good != pass {
		t.Errorf("%s: %d of %d hold; the table says %d", suite, good, all, pass)
	}
}

func readFixture(t *testing.T, v any, elem ...string) {
	t.Helper()
	data, err := os.ReadFile(golden.Fixture(t, append([]string{"bibtex"}, elem...)...))
	if err != nil {
		t.Fatal(err)
	}
	if s, ok := v.(*string); ok {
		*s = string(data)
		return
	}
	if err := json.Unmarshal(data, v); err != nil {
		t.Fatal(err)
	}
}

// loadText reads a bibliography given as text.
func loadText(name, text string) *Library {
	lib, _ := Load(fstest.MapFS{name: {Data: []byte(text)}}, []string{name})
	return lib
}

// normal makes values of different origin comparable.
func normal(v any) any {
	data, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	var out any
	if err := json.Unmarshal(data, &out); err != nil {
		panic(err)
	}
	return out
}

// diffItems lists the variables in which two items differ.
func diffItems(got, want map[string]any) string {
	keys := map[string]bool{}
	for k := range got {
		keys[k] = true
	}
	for k := range want {
		keys[k] = true
	}
	names := make([]string, 0, len(keys))
	for k := range keys {
		names = append(names, k)
	}
	slices.Sort(names)
	var out []string
	for _, k := range names {
		if !reflect.DeepEqual(normal(got[k]), normal(want[k])) {
			g, _ := json.Marshal(got[k])
			w, _ := json.Marshal(want[k])
			out = append(out, fmt.Sprintf("%s:\n      got: %s\n     want: %s", k, g, w))
		}
	}
	return strings.Join(out, "\n    ")
}

// extras are variables that we fill and a suite does not know of: dropped
// where only we have them.
func extras(got, want map[string]any, variables ...string) {
	for _, v := range variables {
		if want[v] == nil {
			delete(got, v)
		}
	}
}

// fixNames makes names comparable: readers disagree whether a particle is
// dropped, and whether a body is literal or a family name.
func fixNames(v any) any {
	list, ok := normal(v).([]any)
	if !ok {
		return v
	}
	for _, n := range list {
		m, ok := n.(map[string]any)
		if !ok {
			continue
		}
		delete(m, "_orcid")
		for from, to := range map[string]string{"dropping-particle": "particle", "non-dropping-particle": "particle", "literal": "family"} {
			if m[from] != nil {
				m[to] = m[from]
				delete(m, from)
			}
		}
		for k, x := range m {
			m[k] = flatMarks.Replace(fmt.Sprint(x))
		}
	}
	return list
}

// flatMarks levels what smart typography makes different.
var flatMarks = strings.NewReplacer("“", `"`, "”", `"`, "‘", "'", "’", "'", "–", "--", "—", "---", "\u00a0", " ", "…", "...", "\u202f", " ")

// seasonMonths turns CSL's season into the months 21 to 24.
func seasonMonths(d Date) any {
	c := d.csl()
	delete(c, "season")
	if parts, ok := c["date-parts"].([]any); ok {
		for i, day := range []Day{d.From, d.To} {
			if i < len(parts) && day.Season != 0 {
				parts[i] = append(parts[i].([]any), 20+day.Season)
			}
		}
	}
	return c
}
