package report

import (
	"errors"
	"os"

	"golang.org/x/sys/unix"
)

// swap exchanges the two folders in one step of the file system, so that not
// even a kill can leave dir missing; where that is not offered, in two renames.
func swap(dir, fresh, stale string) error {
	err := unix.Renameat2(unix.AT_FDCWD, fresh, unix.AT_FDCWD, dir, unix.RENAME_EXCHANGE)
	switch {
	case err == nil:
		return os.RemoveAll(fresh)
	case errors.Is(err, unix.ENOENT), errors.Is(err, unix.EINVAL), errors.Is(err, unix.ENOSYS):
		return swapByRename(dir, fresh, stale)
	}
	return &os.LinkError{Op: "exchange", Old: fresh, New: dir, Err: err}
}
