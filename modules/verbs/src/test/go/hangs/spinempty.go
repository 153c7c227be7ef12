// want: init.busy init.0 "running" likely
package b

import "os"

var args = len(os.Args)

func init() {
	args++
	for { // hangs
	}
}

func init() { args = 0 }
