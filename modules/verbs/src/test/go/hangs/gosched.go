// want: init.busy init.0 "running" likely
package b

import (
	"os"
	"runtime"
	"sync/atomic"
)

var ready = int32(len(os.Args) - 1)

func init() {
	for atomic.LoadInt32(&ready) == 0 { // hangs
		runtime.Gosched() // hangs
	}
}

func init() { ready = 3 }
