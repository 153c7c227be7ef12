// Command busy keeps a CPU busy in an init, in functions that are inlined, in assembly, in the collector and, where it is built with
// cgo, in C: what a recording of perf is tested with.
package main

import (
	"crypto/sha256"
	"fmt"
	"sort"
	"time"
)

type table struct{ sum [32]byte }

func mix(a, b uint64) uint64 { return a*6364136223846793005 + b ^ a>>17 }

func (t *table) fill(d time.Duration) {
	end := time.Now().Add(d)
	buf := make([]byte, 4096)
	for time.Now().Before(end) {
		t.sum = sha256.Sum256(buf)
		copy(buf, t.sum[:])
	}
}

func spin(d time.Duration) (x uint64) {
	for end := time.Now().Add(d); time.Now().Before(end); {
		for i := uint64(0); i < 10000; i++ {
			x = mix(x, i)
		}
	}
	return x
}

var t table
var s uint64

func init() {
	t.fill(100 * time.Millisecond)
	s = spin(200 * time.Millisecond)
}

func main() {
	done := make(chan int)
	go func() {
		n := 0
		for end := time.Now().Add(300 * time.Millisecond); time.Now().Before(end); {
			l := make([]int, 3000)
			for i := range l {
				l[i] = int(mix(uint64(i), s) % 1000)
			}
			sort.Slice(l, func(i, j int) bool { return l[i] < l[j] })
			m := map[string]int{}
			for _, v := range l {
				m[fmt.Sprint(v)]++
			}
			n += len(m)
		}
		done <- n
	}()
	extra()
	fmt.Println(<-done, t.sum[0], s)
}
