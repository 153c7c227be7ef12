// Package ccall blocks in C.
package ccall

// #include <unistd.h>
// static void wait_forever(void) { for (;;) pause(); }
import "C"

import (
	"time"

	_ "example.com/hang/internal/heart"
)

func init() {
	waitInC()
}

//go:noinline
func waitInC() {
	C.wait_forever()
}

// Run is never reached.
func Run() { time.Sleep(time.Hour) }
