// want: init.blocked.open init.0 "openat"
package b

import "os"

var path = os.Getenv("FIFO")

func init() {
	f, err := os.Open(path) // hangs
	println(f, err)
}
