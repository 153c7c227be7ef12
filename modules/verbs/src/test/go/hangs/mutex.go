// want: init.blocked.lock init.0 "sync.Mutex.Lock|semacquire" likely
package b

import (
	"sync"
	"time"
)

var books, orders sync.Mutex

var since = time.Now()

func init() {
	books.Lock()
	go audit()
	time.Sleep(50 * time.Millisecond)
	orders.Lock() // hangs
	orders.Unlock()
	books.Unlock()
}

func audit() {
	orders.Lock()
	defer orders.Unlock()
	books.Lock() // the other
	defer books.Unlock()
}
