// want: init.blocked.filelock init "fcntl"
package b

import (
	"os"
	"syscall"
)

var held = acquire(os.Getenv("FCNTL"))

func acquire(path string) error {
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	all := syscall.Flock_t{Type: syscall.F_WRLCK}
	return syscall.FcntlFlock(f.Fd(), syscall.F_SETLKW, &all) // hangs
}
