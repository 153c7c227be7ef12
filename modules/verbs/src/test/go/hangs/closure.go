// want: init.blocked.sleep init "sleep"
package b

import "time"

var limit = func() int {
	time.Sleep(time.Hour) // hangs
	return 3
}()

func init() { limit++ }
