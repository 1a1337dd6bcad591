package fonts

import (
	"bufio"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestChecksums holds the embedded faces to the sums that they were committed
// with.
func TestChecksums(t *testing.T) {
	f, err := os.Open("faces/SHA256SUMS")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	sums := map[string]string{}
	for s := bufio.NewScanner(f); s.Scan(); {
		sum, name, _ := strings.Cut(s.Text(), "  ")
		sums[name] = sum
	}
	files, err := filepath.Glob("faces/*.ttf")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		data, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		sum := sha256.Sum256(data)
		if got, want := hex.EncodeToString(sum[:]), sums[filepath.Base(file)]; got != want {
			t.Errorf("%s has the sum %s, not %s", file, got, want)
		}
	}
}

func TestFallback(t *testing.T) {
	for _, test := range []struct {
		from   *Face
		r      rune
		family string
		bold   bool
	}{
		{Text(false, false), 'a', "STIX Two Text", false},
		{Text(true, false), '≈', "STIX Two Math", false},
		{Text(false, false), '脑', "Noto Serif SC", false},
		{Text(false, true), '脑', "Noto Serif SC", false},
		{Text(true, false), '脑', "Noto Serif SC", true},
		{Text(false, false), '。', "Noto Serif SC", false},
	} {
		got := test.from.Or(test.r)
		if got == nil || got.Family != test.family || got.Bold != test.bold {
			t.Errorf("%s falls back to %v for %q", test.from.Family, got, test.r)
		}
	}
	if got := Text(false, false).Or('\U0001F600'); got != nil {
		t.Errorf("an emoji is found in %s", got.Family)
	}
}
