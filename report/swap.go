package report

import (
	"errors"
	"io/fs"
	"os"
)

// swapByRename moves dir aside and fresh into its place. If the second rename
// fails, dir is put back; if the process dies between the two, the next Write
// puts it back.
func swapByRename(dir, fresh, stale string) error {
	err := os.Rename(dir, stale)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	had := err == nil
	if err := os.Rename(fresh, dir); err != nil {
		if had {
			err = errors.Join(err, os.Rename(stale, dir))
		}
		return err
	}
	return os.RemoveAll(stale)
}
