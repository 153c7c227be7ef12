// Command notes writes the trace that the tests of regions, logs, mark assists and CPU samples read. Made with Go 1.26:
// go run -trimpath notes.go > notes.trace; of several runs one was kept that has all four.
package main

import (
	"context"
	"os"
	"runtime"
	"runtime/pprof"
	"runtime/trace"
	"strconv"
	"sync"
	"time"
)

var kept [][]byte

func spin(n int) int {
	sum := 0
	for i := 0; i < n; i++ {
		sum += i ^ n
	}
	return sum
}

// step is a region with regions within it, and logs.
func step(ctx context.Context, n int) {
	trace.WithRegion(ctx, "step", func() {
		trace.Log(ctx, "step", "begin "+strconv.Itoa(n))
		trace.WithRegion(ctx, "read", func() { time.Sleep(300 * time.Microsecond) })
		trace.WithRegion(ctx, "compute", func() {
			trace.WithRegion(ctx, "inner", func() { spin(4_000_000) })
			trace.Log(ctx, "result", "日本 ok")
		})
	})
}

// burst has more regions and logs than a screen has pixels.
func burst(ctx context.Context) {
	for i := range 2000 {
		r := trace.StartRegion(ctx, "tick")
		trace.Log(ctx, "burst", strconv.Itoa(i))
		r.End()
	}
}

// allocate is made to assist the garbage collector.
func allocate(done *sync.WaitGroup) {
	defer done.Done()
	for i := range 6000 {
		b := make([]byte, 1<<13)
		if i%16 == 0 {
			kept = append(kept, b)
		}
	}
}

func main() {
	runtime.GOMAXPROCS(2)
	null, _ := os.Create(os.DevNull)
	for range 200 { // something to mark
		kept = append(kept, make([]byte, 1<<10))
	}
	runtime.SetCPUProfileRate(1000)
	_ = pprof.StartCPUProfile(null)
	if err := trace.Start(os.Stdout); err != nil {
		panic(err)
	}
	ctx, task := trace.NewTask(context.Background(), "job")
	for n := range 4 {
		step(ctx, n)
	}
	burst(ctx)
	task.End()
	var done sync.WaitGroup
	done.Add(2)
	go allocate(&done)
	go allocate(&done)
	done.Wait()
	trace.Stop()
	pprof.StopCPUProfile()
}
