// want: init.blocked.read init.0 "IO wait"
// large
package b

import (
	"crypto/tls"
	"os"
)

var config = &tls.Config{InsecureSkipVerify: true}

func init() {
	conn, err := tls.Dial("tcp", os.Getenv("MUTE"), config) // hangs
	println(conn, err)
}
