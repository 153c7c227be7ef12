// Command churn hangs in an init while goroutines come, sleep, wake and go. Which functions call each other is known from the names: a stack
// of kind N is main.kN, then either kNx1, kNx2, kNx3 or kNy1, kNy2, kNy3, all with frames of the same size. Any mixture is one that
// never was.
package main

import (
	"os"
	"strconv"
	"time"
)

var (
	many    = number("MANY", 2000)
	micros  = number("MICROS", 100000)
	nothing = make(chan int)
	kinds   = []func(int){k0, k1, k2, k3}
)

func number(name string, otherwise int) int {
	if n, err := strconv.Atoi(os.Getenv(name)); err == nil {
		return n
	}
	return otherwise
}

func init() {
	for i := 0; i < many; i++ {
		go kinds[i%len(kinds)](i)
	}
	<-nothing // hangs
}

func main() {}

// rest sleeps for another time at each turn, so that the goroutines do not march in step.
func rest(turn int) {
	time.Sleep(time.Duration(micros/2+turn*7919%micros) * time.Microsecond)
}

func k0(i int) {
	for turn := i; turn < i+8; turn++ {
		if turn%2 == 0 {
			k0x1(turn)
		} else {
			k0y1(turn)
		}
	}
	go k0(i + 1)
}

//go:noinline
func k0x1(turn int) { k0x2(turn) }

//go:noinline
func k0x2(turn int) { k0x3(turn) }

//go:noinline
func k0x3(turn int) { rest(turn) }

//go:noinline
func k0y1(turn int) { k0y2(turn) }

//go:noinline
func k0y2(turn int) { k0y3(turn) }

//go:noinline
func k0y3(turn int) { rest(turn) }

func k1(i int) {
	for turn := i; turn < i+8; turn++ {
		if turn%2 == 0 {
			k1x1(turn)
		} else {
			k1y1(turn)
		}
	}
	go k1(i + 1)
}

//go:noinline
func k1x1(turn int) { k1x2(turn) }

//go:noinline
func k1x2(turn int) { k1x3(turn) }

//go:noinline
func k1x3(turn int) { rest(turn) }

//go:noinline
func k1y1(turn int) { k1y2(turn) }

//go:noinline
func k1y2(turn int) { k1y3(turn) }

//go:noinline
func k1y3(turn int) { rest(turn) }

func k2(i int) {
	for turn := i; turn < i+8; turn++ {
		if turn%2 == 0 {
			k2x1(turn)
		} else {
			k2y1(turn)
		}
	}
	go k2(i + 1)
}

//go:noinline
func k2x1(turn int) { k2x2(turn) }

//go:noinline
func k2x2(turn int) { k2x3(turn) }

//go:noinline
func k2x3(turn int) { rest(turn) }

//go:noinline
func k2y1(turn int) { k2y2(turn) }

//go:noinline
func k2y2(turn int) { k2y3(turn) }

//go:noinline
func k2y3(turn int) { rest(turn) }

func k3(i int) {
	for turn := i; turn < i+8; turn++ {
		if turn%2 == 0 {
			k3x1(turn)
		} else {
			k3y1(turn)
		}
	}
	go k3(i + 1)
}

//go:noinline
func k3x1(turn int) { k3x2(turn) }

//go:noinline
func k3x2(turn int) { k3x3(turn) }

//go:noinline
func k3x3(turn int) { rest(turn) }

//go:noinline
func k3y1(turn int) { k3y2(turn) }

//go:noinline
func k3y2(turn int) { k3y3(turn) }

//go:noinline
func k3y3(turn int) { rest(turn) }
