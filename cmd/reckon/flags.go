package main

import (
	"fmt"
	"slices"
	"strings"

	"reckon/internal/diag"
)

// examples are values of the flags that take one.
var examples = map[string]string{
	"set": "NAME=VALUE UNIT", "scenario": "NAME", "out": "FOLDER", "base-url": "https://example.org/papers/",
	"format": "json", "color": "never",
}

// flagMisuse says what is wrong with the flags of a command line, and shows the
// line mended.
func flagMisuse(v verb, err error, given, known []string) *misuseError {
	msg := err.Error()
	if name, ok := strings.CutPrefix(msg, "flag provided but not defined: -"); ok {
		if others := takers(name); len(others) > 0 {
			return &misuseError{fmt.Sprintf("%s does not take --%s; %s", v.name, name, joined(others)), ""}
		}
		return &misuseError{"there is no flag --" + name, mendFlags(v, given, known)}
	}
	if name, ok := strings.CutPrefix(msg, "flag needs an argument: -"); ok {
		return &misuseError{fmt.Sprintf("--%s needs a value", name), quoteArgs(slices.Concat([]string{"reckon", v.name}, given, []string{examples[name]}))}
	}
	return &misuseError{msg, mendFlags(v, given, known)}
}

// takers names the verbs that take a flag.
func takers(flag string) []string {
	var names []string
	for _, v := range verbs {
		if slices.Contains(strings.Fields(v.flags), flag) {
			names = append(names, v.name)
		}
	}
	return names
}

func joined(verbs []string) string {
	if last := len(verbs) - 1; last > 0 {
		return strings.Join(verbs[:last], ", ") + " and " + verbs[last] + " do"
	}
	return verbs[0] + " does"
}

// mendFlags rewrites a misspelt flag to the nearest known one.
func mendFlags(v verb, args, known []string) string {
	mended := []string{"reckon", v.name}
	changed := false
	for _, a := range args {
		name, value, hasValue := strings.Cut(strings.TrimLeft(a, "-"), "=")
		if strings.HasPrefix(a, "-") && !slices.Contains(known, name) {
			if near := diag.Suggest(name, known); near != "" {
				a, changed = "--"+near, true
				if hasValue {
					a += "=" + value
				}
			}
		}
		mended = append(mended, a)
	}
	if !changed {
		return ""
	}
	return quoteArgs(mended)
}

func quoteArgs(args []string) string {
	var b strings.Builder
	for i, a := range args {
		if i > 0 {
			b.WriteByte(' ')
		}
		if a == "" || strings.ContainsAny(a, " '\"$`\\*?[]<>|&;()") {
			a = "'" + strings.ReplaceAll(a, "'", `'\''`) + "'"
		}
		b.WriteString(a)
	}
	return b.String()
}
