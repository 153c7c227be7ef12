// want: init.blocked.waitgroup init.0 "sync.WaitGroup.Wait|semacquire"
// cause: IO wait
package b

import (
	"net"
	"os"
	"sync"
)

var conns [2]net.Conn

func init() {
	var wg sync.WaitGroup
	for i := range conns {
		wg.Add(1)
		go func(i int) {
			defer wg.Done()
			conns[i], _ = net.Dial("tcp", os.Getenv("SILENT"))
		}(i)
	}
	wg.Wait() // hangs
}
