// want: init.blocked.filelock init.0 "flock"
package b

import (
	"os"
	"syscall"
)

var name = os.Getenv("LOCKED")

func init() {
	f, err := os.OpenFile(name, os.O_RDWR|os.O_CREATE, 0o600)
	if err != nil {
		panic(err)
	}
	if err := lock(f); err != nil {
		panic(err)
	}
}

func lock(f *os.File) error {
	return syscall.Flock(int(f.Fd()), syscall.LOCK_EX) // hangs
}
