// want: init.blocked.sleep init.0 "sleep" likely
package b

import (
	"os"
	"time"
)

var ready = "/run/shop/never"

func init() {
	for {
		if _, err := os.Stat(ready); err == nil {
			return
		}
		time.Sleep(time.Millisecond) // hangs
	}
}

func init() { ready = "" }
