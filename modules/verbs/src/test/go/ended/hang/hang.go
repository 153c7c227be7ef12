// Package hang computes or waits in its second init function, as HANG says.
package hang

import (
	"os"
	"sync"
	"time"
)

var count int

func init() {
	go func() {
		for {
			time.Sleep(time.Hour)
		}
	}()
}

func init() {
	switch os.Getenv("HANG") {
	case "spin":
		spin()
	default:
		lock()
	}
}

//go:noinline
func spin() {
	for {
		work()
	}
}

//go:noinline
func work() { count++ }

func lock() {
	var m sync.Mutex
	m.Lock()
	m.Lock()
}
