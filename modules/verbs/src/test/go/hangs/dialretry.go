// want: init.blocked.sleep init.0 "sleep"
package b

import (
	"net"
	"time"
)

var conn net.Conn

func init() {
	for {
		c, err := net.Dial("tcp", "127.0.0.1:1")
		if err == nil {
			conn = c
			return
		}
		time.Sleep(5 * time.Second) // hangs
	}
}
