package main

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"reckon/internal/golden"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"reckon": main})
}

// TestScripts runs the command as a user would: one behaviour a file. A script
// finds the second paper in $PENDULUM.
func TestScripts(t *testing.T) {
	pendulum, err := filepath.Abs("../../report/testdata/pendulum")
	if err != nil {
		t.Fatal(err)
	}
	testscript.Run(t, testscript.Params{
		Dir:           "testdata/script",
		UpdateScripts: golden.Updating(),
		Setup: func(env *testscript.Env) error {
			env.Setenv("PENDULUM", pendulum)
			env.Setenv("NO_COLOR", "1")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){"copydir": copyDir},
	})
}

// copyDir copies the files of a folder into the script's.
func copyDir(ts *testscript.TestScript, _ bool, args []string) {
	entries, err := os.ReadDir(args[0])
	ts.Check(err)
	to := ts.MkAbs(args[1])
	ts.Check(os.MkdirAll(to, 0o755))
	for _, e := range entries {
		data, err := os.ReadFile(filepath.Join(args[0], e.Name()))
		ts.Check(err)
		ts.Check(os.WriteFile(filepath.Join(to, e.Name()), data, 0o644))
	}
}
