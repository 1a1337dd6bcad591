//go:build !linux

package report

// swap puts fresh in the place of dir.
func swap(dir, fresh, stale string) error { return swapByRename(dir, fresh, stale) }
