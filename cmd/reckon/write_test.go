package main

import (
	"bytes"
	"errors"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// A bench builds the second paper in two variants, which differ in every file.
type bench struct {
	t        *testing.T
	exe      string
	out      string
	variants [2]map[string]string // name and text of every file
	took     time.Duration
}

var settings = [2]string{"pendulum.length=0.994 m", "pendulum.length=4 m"}

// newBench builds both variants once, to know what whole output is.
func newBench(t *testing.T) *bench {
	t.Helper()
	exe, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	b := &bench{t: t, exe: exe, out: t.TempDir()}
	for i := range b.variants {
		start := time.Now()
		if out, err := b.build(i, b.out).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, out)
		}
		b.took = time.Since(start)
		b.variants[i] = b.read(b.out)
	}
	if b.which(b.variants[0]) != 0 || b.which(b.variants[1]) != 1 {
		t.Fatal("the variants do not differ")
	}
	return b
}

// build is the command that builds a variant. The test binary is the command
// when it is called so.
func (b *bench) build(variant int, out string) *exec.Cmd {
	c := exec.Command(b.exe, "build", "--out", out, "--set", settings[variant], "../../report/testdata/pendulum/en.md")
	c.Args[0] = "reckon"
	return c
}

// read gives the files of the output.
func (b *bench) read(out string) map[string]string {
	files := map[string]string{}
	dir := filepath.Join(out, "en")
	err := filepath.WalkDir(dir, func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		data, err := os.ReadFile(name)
		files[strings.TrimPrefix(name, dir)] = string(data)
		return err
	})
	if err != nil {
		b.t.Fatalf("the output cannot be read: %v", err)
	}
	return files
}

// which tells the variant that files are, -1 for none of them.
func (b *bench) which(files map[string]string) int {
next:
	for i, want := range b.variants {
		if len(files) != len(want) {
			continue
		}
		for name, text := range want {
			if files[name] != text {
				continue next
			}
		}
		return i
	}
	return -1
}

// beside lists what lies beside the output.
func (b *bench) beside(out string) (names []string) {
	entries, err := os.ReadDir(out)
	if err != nil {
		b.t.Fatal(err)
	}
	for _, e := range entries {
		if e.Name() != "en" && e.Name() != "lost+found" {
			names = append(names, e.Name())
		}
	}
	return names
}

// TestKilled kills builds at any moment. The output is whole after each: that
// of the build before, or of the one that was killed.
func TestKilled(t *testing.T) {
	b := newBench(t)
	rounds := 40
	if os.Getenv("RECKON_HOSTILE") == "all" {
		rounds = 100
	}
	killed := 0
	for i := range rounds {
		c := b.build(i%2, b.out)
		if err := c.Start(); err != nil {
			t.Fatal(err)
		}
		// Most of the time goes into reading and rendering; writing comes last.
		wait := time.Duration(float64(b.took) * (0.3 + 0.9*rand.Float64()))
		timer := time.AfterFunc(wait, func() { _ = c.Process.Kill() })
		if c.Wait() != nil {
			killed++
		}
		timer.Stop()
		if b.which(b.read(b.out)) < 0 {
			t.Fatalf("round %d: killed after %v, the output is neither the old one nor the new one", i, wait)
		}
	}
	t.Logf("%d of %d builds were killed", killed, rounds)
	if out, err := b.build(0, b.out).CombinedOutput(); err != nil || b.which(b.read(b.out)) != 0 || len(b.beside(b.out)) > 0 {
		t.Errorf("the next build does not tidy up: %v %s %v", err, out, b.beside(b.out))
	}
}

// TestAtOnce runs builds of both variants at once. All succeed, a reader of the
// page never finds anything but a whole one, and the result is one of the two.
func TestAtOnce(t *testing.T) {
	b := newBench(t)
	var done atomic.Bool
	var reader sync.WaitGroup
	reader.Go(func() {
		for !done.Load() {
			page, err := os.ReadFile(filepath.Join(b.out, "en", "en.html"))
			if err != nil || string(page) != b.variants[0]["/en.html"] && string(page) != b.variants[1]["/en.html"] {
				t.Errorf("a reader finds a page of %d bytes: %v", len(page), err)
				return
			}
			time.Sleep(time.Millisecond)
		}
	})
	for range 4 {
		var all sync.WaitGroup
		for i := range 4 {
			all.Go(func() {
				if out, err := b.build(i%2, b.out).CombinedOutput(); err != nil {
					t.Errorf("%v\n%s", err, out)
				}
			})
		}
		all.Wait()
		if b.which(b.read(b.out)) < 0 {
			t.Error("the output is that of no build")
		}
		if names := b.beside(b.out); len(names) > 0 {
			t.Errorf("left behind: %v", names)
		}
	}
	done.Store(true)
	reader.Wait()
}

// mount gives a small file system of its own, or skips the test.
func mount(t *testing.T, bytes int) string {
	t.Helper()
	dir := t.TempDir()
	if out, err := exec.Command("mount", "-t", "tmpfs", "-o", "size="+strconv.Itoa(bytes), "tmpfs", dir).CombinedOutput(); err != nil {
		t.Skipf("no file system can be mounted here: %s", out)
	}
	t.Cleanup(func() {
		if out, err := exec.Command("umount", "-l", dir).CombinedOutput(); err != nil {
			t.Errorf("umount: %s", out)
		}
	})
	return dir
}

// refusedBy runs a build that the system must refuse: it says why, and the
// earlier output stands.
func (b *bench) refusedBy(out, why string) {
	b.t.Helper()
	c := b.build(1, out)
	var stdout, stderr bytes.Buffer
	c.Stdout, c.Stderr = &stdout, &stderr
	err := c.Run()
	var status *exec.ExitError
	if !errors.As(err, &status) || status.ExitCode() != refused {
		b.t.Fatalf("the build is not refused: %v\n%s", err, stderr.String())
	}
	if !strings.Contains(stderr.String(), why) || stdout.Len() > 0 {
		b.t.Errorf("the message does not say %q, or something is reported as written:\n%s%s", why, stderr.String(), stdout.String())
	}
	if b.which(b.read(out)) != 0 {
		b.t.Error("the earlier output is not as it was")
	}
}

// TestFullDisk builds into a file system with room for one output, not for two.
func TestFullDisk(t *testing.T) {
	b := newBench(t)
	size := 0
	for _, text := range b.variants[0] {
		size += len(text) + 8<<10
	}
	out := mount(t, size*3/2)
	if said, err := b.build(0, out).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	b.refusedBy(out, "no space left")
	if names := b.beside(out); len(names) > 0 {
		t.Errorf("left behind: %v", names)
	}
}

// TestReadOnly builds into a folder that may not be written.
func TestReadOnly(t *testing.T) {
	b := newBench(t)
	if os.Geteuid() != 0 {
		if said, err := b.build(0, b.out).CombinedOutput(); err != nil {
			t.Fatalf("%v\n%s", err, said)
		}
		if err := os.Chmod(b.out, 0o555); err != nil {
			t.Fatal(err)
		}
		defer os.Chmod(b.out, 0o755)
		b.refusedBy(b.out, "permission denied")
		return
	}
	out := mount(t, 16<<20) // permissions do not hold root back
	if said, err := b.build(0, out).CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	if said, err := exec.Command("mount", "-o", "remount,ro", out).CombinedOutput(); err != nil {
		t.Skipf("%s", said)
	}
	b.refusedBy(out, "read-only")
}
