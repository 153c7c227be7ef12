// want: init.blocked.dial init.0 "IO wait"
package b

import (
	"errors"
	"net"
	"os"
)

var errNone = errors.New("none")

type pool struct{ conns []net.Conn }

var shared pool

func init() {
	if err := connect(&shared, os.Getenv("SILENT")); err != nil {
		panic(err)
	}
}

func init() { shared.conns = nil }

func connect(p *pool, peer string) error {
	if peer == "" {
		return errNone
	}
	conn, err := net.Dial("tcp", peer) // hangs
	if err != nil {
		return err
	}
	p.conns = append(p.conns, conn)
	return nil
}
