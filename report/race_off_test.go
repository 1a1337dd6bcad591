//go:build !race

package report

const slow = 1
