// want: init.blocked.once init.0 "sync.Mutex.Lock|semacquire"
// cause: chan receive
package b

import (
	"sync"
	"time"
)

var (
	once  sync.Once
	never = make(chan int)
)

func load() { <-never }

func init() {
	go func() { once.Do(load) }()
	time.Sleep(50 * time.Millisecond)
	once.Do(load) // hangs
}
