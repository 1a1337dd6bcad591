package bibtex

import (
	"encoding/json"
	"os"
	"slices"
	"testing"

	"reckon/internal/golden"
)

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
	for _, c := range suite.Cases {
		got, err := ParseName(c.Input)
		if c.Error != nil && err == nil {
			t.Errorf("%s: %q: no error; want %v", c.Name, c.Input, c.Error)
		}
		if c.Last == nil && c.First == nil {
			continue // a strict reader has no result
		}
		if !slices.Equal(got.First, c.First) || !slices.Equal(got.Von, c.Von) || !slices.Equal(got.Last, c.Last) || !slices.Equal(got.Jr, c.Jr) {
			t.Errorf("%s: %q\n got: %q\nwant: %q %q %q %q", c.Name, c.Input, got, c.First, c.Von, c.Last, c.Jr)
		}
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
	for _, c := range suite.Cases {
		if got := SplitNames(c.Input); !slices.Equal(got, c.Expected) {
			t.Errorf("%s: %q\n got: %q\nwant: %q", c.Name, c.Input, got, c.Expected)
		}
	}
}
