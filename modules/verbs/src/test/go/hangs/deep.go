// want: init.blocked.sleep init.0 "sleep"
package b

import (
	"os"
	"time"
)

var depth = 5000 + len(os.Args)

func init() {
	if descend(depth, [8]int{}) > 0 {
		depth = 0
	}
}

func descend(n int, path [8]int) int {
	if n == 0 {
		time.Sleep(time.Hour) // hangs
		return 1
	}
	path[n%8] = n
	return descend(n-1, path) + path[0]
}
