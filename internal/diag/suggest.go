package diag

import "strings"

// Suggest returns the known name nearest to name, or "" when none is near: at
// most one slip in names of up to four letters, two up to eight, three beyond.
// Case alone does not count as a slip. Of equally near names the first wins,
// so pass known in a fixed order.
func Suggest(name string, known []string) string {
	limit := 3
	switch n := len([]rune(name)); {
	case n <= 4:
		limit = 1
	case n <= 8:
		limit = 2
	}
	best, at := "", limit+1
	lower := strings.ToLower(name)
	for _, k := range known {
		if k == name {
			continue
		}
		if d := slips(lower, strings.ToLower(k), at); d < at {
			best, at = k, d
		}
	}
	return best
}

// DidYouMean is the usual hint made of Suggest: empty when nothing is near.
func DidYouMean(name string, known []string) string {
	if s := Suggest(name, known); s != "" {
		return "did you mean " + s + "?"
	}
	return ""
}

// slips counts insertions, deletions, substitutions and swaps of neighbours
// (optimal string alignment); it may return any number >= limit early.
func slips(a, b string, limit int) int {
	s, t := []rune(a), []rune(b)
	if d := len(s) - len(t); d >= limit || -d >= limit {
		return limit
	}
	prev2, prev, cur := make([]int, len(t)+1), make([]int, len(t)+1), make([]int, len(t)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(s); i++ {
		cur[0] = i
		for j := 1; j <= len(t); j++ {
			cost := 1
			if s[i-1] == t[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && s[i-1] == t[j-2] && s[i-2] == t[j-1] {
				cur[j] = min(cur[j], prev2[j-2]+1)
			}
		}
		prev2, prev, cur = prev, cur, prev2
	}
	return prev[len(t)]
}
