// want: init.blocked.channel init.0 "chan receive"
// cause: running|runnable
package b

import "os"

var answer = make(chan int)

func init() {
	go compute(len(os.Args))
	println(<-answer) // hangs
}

func compute(n int) {
	for n != 0 {
		n = n*5 | 1
	}
	answer <- n
}
