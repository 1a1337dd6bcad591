package references

import (
	"reckon/internal/diag"
)

func readJSON(name, text string) ([]*Entry, diag.List) { return nil, nil }
