// want: init.blocked.dial init "IO wait"
package b

import (
	"net"
	"os"
)

var names = map[string]int{"one": 1, "two": 2}

var conn = mustDial(os.Getenv("SILENT"))

func init() { names["three"] = 3 }

func mustDial(peer string) net.Conn {
	d := net.Dialer{}
	c, err := d.Dial("tcp", peer) // hangs
	if err != nil {
		panic(err)
	}
	return c
}
