//go:build unix && !solaris && !aix

package report

import (
	"errors"
	"os"
	"syscall"
)

// lock waits until no other run writes into a folder, and keeps others out
// until release is called. File systems that cannot lock do not.
func lock(dir string) (release func(), err error) {
	f, err := os.Open(dir)
	if err != nil {
		return nil, err
	}
	for {
		if err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX); !errors.Is(err, syscall.EINTR) {
			break
		}
	}
	return func() { _ = f.Close() }, nil
}
