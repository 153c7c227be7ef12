// want: init.blocked.sleep init.0 "sleep"
package b

import (
	"os"
	"time"
)

var socket = "/run/shop/never.sock"

func init() {
	for {
		if _, err := os.Stat(socket); err == nil {
			return
		}
		time.Sleep(2 * time.Second) // hangs
	}
}
