// Package dial is one of ten that take their time, each in its way.
package dial

import (
	"net"

	_ "initscope.example/slow/naps"
)

func init() {
	for i := 0; i < 3000; i++ {
		l, err := net.Listen("tcp", "127.0.0.1:0")
		if err != nil {
			return
		}
		if c, err := net.Dial("tcp", l.Addr().String()); err == nil {
			c.Close()
		}
		l.Close()
	}
}
