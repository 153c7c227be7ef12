// want: init.blocked.filelock init.0 "flock" likely
package b

import (
	"os"
	"syscall"
)

var lock *os.File

func init() {
	lock, _ = os.Open(os.Getenv("LOCKED"))
	hold(lock.Fd())
}

func hold(fd uintptr) {
	_, _, err := syscall.RawSyscall(syscall.SYS_FLOCK, fd, syscall.LOCK_EX, 0) // hangs
	println(err)
}
