// want: init.blocked.channel init.0 "chan receive"
// cause: IO wait
package b

import (
	"net"
	"os"
)

type result struct {
	conn net.Conn
	err  error
}

var conn net.Conn

func init() {
	r := <-dial(os.Getenv("SILENT")) // hangs
	conn = r.conn
}

func dial(peer string) <-chan result {
	c := make(chan result, 1)
	go func() {
		conn, err := net.Dial("tcp", peer)
		c <- result{conn, err}
	}()
	return c
}
