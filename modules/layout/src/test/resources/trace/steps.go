// Command steps writes the trace that the tests of the timeline read: a handful of goroutines of each kind of wait, some collections,
// tasks, and a pause in which nothing runs. Made with Go 1.26: go run -trimpath steps.go > steps.trace; of several runs the one was kept in
// which the sweeper yields some thousands of times but not more.
package main

import (
	"context"
	"os"
	"runtime"
	"runtime/trace"
	"sync"
	"time"
)

func worker(in <-chan int, out chan<- int) {
	for n := range in {
		sum := 0
		for i := 0; i < n; i++ {
			sum += i ^ n
		}
		out <- sum
	}
}

func collect(out <-chan int, left *sync.WaitGroup) {
	for range out {
		left.Done()
	}
}

func request(ctx context.Context, mutex *sync.Mutex, done *sync.WaitGroup) {
	ctx, task := trace.NewTask(ctx, "request")
	defer task.End()
	defer done.Done()
	mutex.Lock()
	trace.Log(ctx, "step", "locked")
	time.Sleep(200 * time.Microsecond)
	mutex.Unlock()
}

var kept []byte

// allocate makes the garbage collector run; runtime.GC would yield ten thousands of times.
func allocate() {
	for range 160 {
		kept = make([]byte, 1<<16)
	}
}

func main() {
	runtime.GOMAXPROCS(2)
	if err := trace.Start(os.Stdout); err != nil {
		panic(err)
	}
	in, out := make(chan int), make(chan int)
	var left sync.WaitGroup
	for range 3 {
		go worker(in, out)
	}
	go collect(out, &left)
	for n := range 400 {
		left.Add(1)
		in <- 100 * (n % 50)
	}
	left.Wait()
	allocate()
	time.Sleep(60 * time.Millisecond)
	var mutex sync.Mutex
	var done sync.WaitGroup
	for range 8 {
		done.Add(1)
		go request(context.Background(), &mutex, &done)
	}
	done.Wait()
	allocate()
	trace.Stop()
}
