// Package clock200 is one of ten that take their time, each in its way.
package clock200

import (
	"time"

	_ "initscope.example/slow/sleep300"
)

var sum = compute()

//go:noinline
func compute() (sum int) {
	for begin := time.Now(); time.Since(begin) < 200*time.Millisecond; {
		for i := 0; i < 1000; i++ {
			sum += i * sum
		}
	}
	return sum
}
