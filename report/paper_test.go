package report

import (
	"bytes"
	"os"
	"regexp"
	"strings"
	"testing"

	"reckon/internal/diag"
)

// The tests here run on the repository's own paper, as it would be built.

// TestPaperTwice holds that two builds of the paper give the same bytes.
func TestPaperTwice(t *testing.T) {
	build := func() []Output {
		outputs, found := Render(openAndRun(t, os.DirFS("..")), Pages{})
		if found.HasErrors() {
			t.Fatal(found)
		}
		return outputs
	}
	first, second := build(), build()
	for i, o := range first {
		for j, f := range o.Files {
			if g := second[i].Files[j]; f.Path != g.Path || !bytes.Equal(f.Data, g.Data) {
				t.Errorf("%s/%s differs between two builds", o.Paper, f.Path)
			}
		}
	}
}

// TestPaperClean holds that check finds nothing in the paper.
func TestPaperClean(t *testing.T) {
	r := openAndRun(t, os.DirFS(".."))
	for _, f := range r.Findings {
		if f.Severity != diag.Note {
			t.Error(f)
		}
	}
}

var printedValue = regexp.MustCompile(`<data class="val"[^>]* value="([^"]*)"[^>]*><a [^>]*href="#q-([^"]+)"`)

// TestParameterMovesPaper doubles a parameter and holds that every printed
// value that depends on it moves, and no other.
func TestParameterMovesPaper(t *testing.T) {
	values := func(set ...string) ([][]string, *Result) {
		p, found := Open(os.DirFS(".."))
		if found.HasErrors() {
			t.Fatal(found)
		}
		r, err := Run(p, Settings{Set: set})
		if err != nil {
			t.Fatal(err)
		}
		outputs, found := Render(r, Pages{})
		if found.HasErrors() {
			t.Fatal(found)
		}
		page := string(outputs[0].Files[0].Data)
		if len(set) > 0 && !strings.Contains(page, `class="banner"`) {
			t.Error("an override puts no banner on the page")
		}
		return printedValue.FindAllStringSubmatch(page, -1), r
	}
	const parameter = "synapse.success"
	before, r := values()
	after, _ := values(parameter + "=0.5")
	if len(before) != len(after) || len(before) == 0 {
		t.Fatalf("%d values are printed before and %d after", len(before), len(after))
	}
	users := map[string]bool{parameter: true}
	for again := true; again; {
		again = false
		for _, q := range r.Quantities() {
			for _, input := range q.Inputs {
				if users[input] && !users[q.Name] {
					users[q.Name], again = true, true
				}
			}
		}
	}
	moved := 0
	for i, b := range before {
		changed := b[1] != after[i][1]
		if changed {
			moved++
		}
		name := b[2]
		if family, member, ok := strings.Cut(name, "--"); ok { // the address of name[case]
			name = family + "[" + member + "]"
		}
		if changed != users[name] {
			t.Errorf("%s was %s and is %s; it depends on the parameter: %v", name, b[1], after[i][1], users[name])
		}
	}
	if moved == 0 {
		t.Error("no printed value moved")
	}
}
