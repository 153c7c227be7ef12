// want: init.blocked.sleep init.0 "sleep"
package b

import "time"

var start = time.Now()

func init() {
	time.Sleep(time.Hour) // hangs
}
