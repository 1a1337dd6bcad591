package main

import (
	"bytes"
	"image"
	"image/color"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
	"github.com/rogpeppe/go-internal/txtar"

	"reckon/internal/golden"
)

const (
	mistakes = "testdata/mistakes"
	// previous is what an earlier build left in the output folder.
	previous = "what an earlier build wrote\n"
)

// TestMistakes runs one mistake of an author per script and compares every
// word that the command says about it. The command intact holds that nothing
// was written. Each script finds an image, lamp.png, and an earlier output.
func TestMistakes(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:           mistakes,
		UpdateScripts: golden.Updating(),
		Setup: func(env *testscript.Env) error {
			env.Setenv("NO_COLOR", "1")
			out := filepath.Join(env.WorkDir, "build", "paper")
			if err := os.MkdirAll(out, 0o755); err != nil {
				return err
			}
			if err := os.WriteFile(filepath.Join(out, "paper.html"), []byte(previous), 0o644); err != nil {
				return err
			}
			return os.WriteFile(filepath.Join(env.WorkDir, "lamp.png"), lamp(), 0o644)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"intact": intact},
	})
}

// intact fails unless the output folder is as the earlier build left it.
func intact(ts *testscript.TestScript, _ bool, _ []string) {
	var found []string
	ts.Check(filepath.WalkDir(ts.MkAbs("build"), func(name string, entry os.DirEntry, err error) error {
		if err == nil && !entry.IsDir() {
			found = append(found, filepath.Base(name))
		}
		return err
	}))
	if len(found) != 1 || ts.ReadFile("build/paper/paper.html") != previous {
		ts.Fatalf("the earlier output is gone; the folder holds %v", found)
	}
}

// lamp is a small image.
func lamp() []byte {
	img := image.NewGray(image.Rect(0, 0, 40, 20))
	img.SetGray(20, 10, color.Gray{200})
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// plain are mistakes whose message says all there is to say.
var plain = map[string]bool{
	"formula_arity": true, "yaml_key_twice": true, "yaml_quantity_twice": true, "yaml_two_files": true,
	"project_severity": true,
}

var (
	findingLine = regexp.MustCompile(`(?m)^([^ ].*) \[([a-z-]+)\]$`)
	placed      = regexp.MustCompile(`^[^ :]+:\d+:\d+: `)
	wayOut      = regexp.MustCompile(`(?m)^  (hint|try): .`)
)

// TestMistakesTeach holds what every message has in common: there are enough
// of them, each speaks of one thing, at a place, with an excerpt and a way out.
func TestMistakesTeach(t *testing.T) {
	files, err := filepath.Glob(filepath.Join(mistakes, "*.txt"))
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 150 {
		t.Errorf("there are %d mistakes", len(files))
	}
	for _, file := range files {
		name := strings.TrimSuffix(filepath.Base(file), ".txt")
		t.Run(name, func(t *testing.T) {
			archive, err := txtar.ParseFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want := ""
			for _, f := range archive.Files {
				if f.Name == "want" {
					want = string(f.Data)
				}
			}
			if strings.HasPrefix(want, "reckon: ") {
				return // a wrong command line: one line, mended where that is possible
			}
			found := findingLine.FindAllStringSubmatch(want, -1)
			if len(found) != 1 {
				t.Fatalf("one mistake gives %d findings:\n%s", len(found), want)
			}
			if !placed.MatchString(found[0][1]) {
				t.Errorf("the finding has no line and column: %s", found[0][0])
			}
			if !strings.Contains(want, "^\n") {
				t.Errorf("there is no excerpt with a caret:\n%s", want)
			}
			if !wayOut.MatchString(want) && !plain[name] {
				t.Errorf("there is no hint:\n%s", want)
			}
		})
	}
}
