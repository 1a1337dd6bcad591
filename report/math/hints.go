package math

import (
	"regexp"
	"strings"

	"reckon/internal/diag"
)

var (
	needsArguments = regexp.MustCompile(`^(\\[A-Za-z]+\*?) needs (an argument|(\d+) arguments)$`)
	openEnviron    = regexp.MustCompile(`^\\begin\{(.*)\} has no`)
	strayEnd       = regexp.MustCompile(`^\\end\{(.*)\} has no`)
)

// mend gives the findings that have no hint of their own the usual way out.
func mend(found diag.List) {
	for i := range found {
		f := &found[i]
		if f.Hint != "" {
			continue
		}
		if m := needsArguments.FindStringSubmatch(f.Msg); m != nil {
			n := 1
			if m[3] != "" {
				n = int(m[3][0] - '0')
			}
			f.Hint = "write " + m[1] + strings.Repeat("{…}", n)
		} else if m := openEnviron.FindStringSubmatch(f.Msg); m != nil {
			f.Hint = `add \end{` + m[1] + `}`
		} else if m := strayEnd.FindStringSubmatch(f.Msg); m != nil {
			f.Hint = `add \begin{` + m[1] + `} before, or remove it`
		} else {
			f.Hint = wayOut(f)
		}
	}
}

func wayOut(f *diag.Finding) string {
	switch {
	case strings.HasPrefix(f.Msg, "{ is never"):
		return "add } where it ends"
	case strings.HasPrefix(f.Msg, "[ is never"):
		return "add ] where it ends"
	case f.Msg == "} closes nothing":
		return `remove it, or write \} for the sign`
	case strings.HasPrefix(f.Msg, "nothing follows ^"), strings.HasPrefix(f.Msg, "nothing follows _"):
		return "write what stands there, in braces"
	case f.Rule == "math-unknown-environment":
		return "known are aligned, gathered, cases, array, matrix and their kin"
	}
	return ""
}
