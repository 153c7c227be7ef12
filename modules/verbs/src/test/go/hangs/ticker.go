// want: init.blocked.select init.0 "select"
package b

import "time"

var interval = 700 * time.Second

func init() {
	t := time.NewTicker(interval)
	defer t.Stop()
	quit := make(chan bool)
	for {
		select { // hangs
		case <-t.C:
		case <-quit:
			return
		}
	}
}
