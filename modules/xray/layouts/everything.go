package main

import (
	"context"
	"net"
	"os"
	"runtime/pprof"
	"sync"
	"time"
)

var (
	mutex  sync.Mutex
	shared sync.RWMutex
	group  sync.WaitGroup
	once   sync.Once
	cond   = sync.NewCond(&mutex)
	labels = map[string]string{}
	values = map[interface{}]error{}
)

func main() {
	defer func() { recover() }()
	done := make(chan time.Time, 1)
	group.Add(1)
	go pprof.Do(context.Background(), pprof.Labels("a", "b"), func(context.Context) {
		shared.Lock()
		defer shared.Unlock()
		once.Do(cond.Broadcast)
		done <- time.Now()
		group.Done()
	})
	select {
	case <-done:
	case <-time.After(time.Second):
	}
	group.Wait()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	values[l] = err
	labels["x"] = os.Args[0]
	panic(labels)
}
