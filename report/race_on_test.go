//go:build race

package report

// slow is how many times fewer hostile texts are tried under the race detector.
const slow = 5
