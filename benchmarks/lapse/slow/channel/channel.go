// Package channel is one of ten that take their time, each in its way.
package channel

import (
	"time"

	_ "initscope.example/slow/files"
)

func init() {
	answer := make(chan int)
	go func() {
		time.Sleep(400 * time.Millisecond)
		answer <- 1
	}()
	<-answer
}
