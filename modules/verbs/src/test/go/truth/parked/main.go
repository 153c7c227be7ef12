// Command parked starts goroutines that all wait, each kind in another way, and then waits itself.
package main

import (
	"net"
	"os"
	"sync"
	"time"
)

const each = 250

var (
	silent  = make(chan int)
	nothing = make(chan int)
	lock    sync.Mutex
	ready   = sync.NewCond(&sync.Mutex{})
	group   sync.WaitGroup
)

//go:noinline
func deeper(n int, then func()) {
	if n > 0 {
		deeper(n-1, then)
		return
	}
	then()
}

func kinds(conn net.Conn) []func() {
	return []func(){
		func() { <-nothing },
		func() { silent <- 1 },
		func() {
			select {
			case <-nothing:
			case <-time.After(24 * time.Hour):
			}
		},
		func() { lock.Lock() },
		func() {
			ready.L.Lock()
			ready.Wait()
		},
		func() { group.Wait() },
		func() { time.Sleep(24 * time.Hour) },
		func() { deeper(30, func() { conn.Read(make([]byte, 1)) }) },
	}
}

func main() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	conn, err := net.Dial("tcp", l.Addr().String())
	if err != nil {
		panic(err)
	}
	lock.Lock()
	group.Add(1)
	for _, kind := range kinds(conn) {
		for n := 0; n < each; n++ {
			go kind()
		}
	}
	time.Sleep(300 * time.Millisecond)
	os.Stdout.WriteString("parked\n")
	select {}
}
