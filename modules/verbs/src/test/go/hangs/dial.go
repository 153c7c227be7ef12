// want: init.blocked.dial init.0 "IO wait"
package b

import (
	"log"
	"net"
	"os"
)

var peers = []string{os.Getenv("SILENT")}

func init() {
	for _, peer := range peers {
		conn, err := net.Dial("tcp", peer) // hangs
		if err != nil {
			log.Fatal(err)
		}
		_ = conn.Close()
	}
}
