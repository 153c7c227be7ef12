// want: init.blocked.channel init.0 "chan receive"
package b

import "time"

var warm = time.Hour

func init() {
	<-time.After(warm) // hangs
}
