// want: init.blocked.read init.0 "IO wait"
package b

import (
	"io"
	"net"
	"os"
)

type client struct {
	conn net.Conn
	head [16]byte
}

func (c *client) handshake() error {
	_, err := io.ReadFull(c.conn, c.head[:]) // hangs
	return err
}

var defaultClient = &client{}

func init() {
	conn, err := net.Dial("tcp", os.Getenv("MUTE"))
	if err != nil {
		panic(err)
	}
	defaultClient.conn = conn
	if err := defaultClient.handshake(); err != nil {
		panic(err)
	}
}
