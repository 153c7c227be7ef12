// want: init.busy init.1 "running" likely
package b

import "os"

var total = len(os.Args)

func init() { total += 2 }

func init() {
	add := []func(int){func(n int) { total += n }, func(n int) {
		for total != 0 { // hangs
			total += n | 1 // hangs
			total |= 1     // hangs
		}
	}}
	add[total&1|1](total)
}

func init() { total = -1 }
