// want: init.blocked.read init.1 "IO wait"
package b

import (
	"bufio"
	"net"
	"os"
)

var peer string

func init() { peer = os.Getenv("MUTE") }

func init() {
	conn, err := net.Dial("tcp", peer)
	if err != nil {
		panic(err)
	}
	line, err := bufio.NewReader(conn).ReadString('\n') // hangs
	println(line, err)
}
