// want: init.blocked.accept init.0 "IO wait"
package b

import "net"

var l net.Listener

func init() {
	var err error
	if l, err = net.Listen("tcp", "127.0.0.1:0"); err != nil {
		panic(err)
	}
	conn, err := l.Accept() // hangs
	println(conn, err)
}
