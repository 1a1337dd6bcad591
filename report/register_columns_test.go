package report

import (
	"slices"
	"testing"
)

// The author chooses the columns of the table of assumptions and their order.
func TestRegisterColumns(t *testing.T) {
	rows, found := tableOf(t, registerModel, "@tbl-a\n\n```{assumptions} lamp.loss\n:label: tbl-a\n:headline: lamp.energy\n:columns: effects, quantity\nC\n```")
	if found.HasErrors() {
		t.Fatal(found)
	}
	if want := []string{"Effect on energy", "Quantity"}; len(rows) != 2 || !slices.Equal(rows[0], want) || rows[1][1] != "loss" {
		t.Errorf("rows %q, with the head %q wanted", rows, want)
	}
	_, found = tableOf(t, registerModel, "```{assumptions} lamp.loss\n:columns: quantity, efects\n```")
	for _, f := range found {
		if f.Rule == "option-invalid" {
			if f.Hint == "" {
				t.Errorf("no hint: %v", f)
			}
			return
		}
	}
	t.Errorf("an unknown column is not found: %v", found)
}
