// Package naps is one of ten that take their time, each in its way.
package naps

import (
	"time"

	_ "initscope.example/slow/channel"
)

func init() {
	for i := 0; i < 300; i++ {
		time.Sleep(time.Millisecond)
	}
}

func init() { time.Sleep(150 * time.Millisecond) }
