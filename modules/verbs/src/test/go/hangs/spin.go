// want: init.busy init.0 "running" likely
package b

import "os"

var seed = uint32(os.Getpid())

func init() {
	for seed != 0 { // hangs
		seed = seed*1664525 + 1013904223 | 1 // hangs
	}
}

func init() { seed = 7 }
