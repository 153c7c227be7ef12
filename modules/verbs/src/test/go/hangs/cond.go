// want: init.blocked.cond init.0 "sync.Cond.Wait"
package b

import "sync"

var (
	mu    sync.Mutex
	ready = sync.NewCond(&mu)
	open  bool
)

func init() {
	mu.Lock()
	for !open {
		ready.Wait() // hangs
	}
	mu.Unlock()
}
