// want: init.blocked.select init.0 "select"
package b

import "context"

var updates = make(chan int)

var ctx, cancel = context.WithCancel(context.Background())

func init() {
	select { // hangs
	case <-ctx.Done():
	case n := <-updates:
		println(n)
	}
}
