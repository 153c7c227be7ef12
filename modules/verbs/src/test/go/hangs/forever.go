// want: init.blocked.select init.0 "select (no cases)"
package b

import "os"

var pid = os.Getpid()

func init() {
	if pid > 0 {
		select {} // hangs
	}
}
