// Command waits starts goroutines in its init that wait for one thing each; goroutine 1 waits as WAIT says.
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
	lock     sync.Mutex
	rw       sync.RWMutex
	written  sync.RWMutex
	once     sync.Once
	nilChan  chan int
	ready    = make(chan string, 3)
	unlocked sync.Mutex
	other    sync.Mutex
	hidden   = &box{}
	given    sync.Mutex
	signal   sync.Mutex
	tried    sync.Mutex
	triedRw  sync.RWMutex
)

type box struct {
	n  int
	mu sync.Mutex
}

func init() {
	stay := make(chan struct{})
	go holdLock(stay)
	<-ready
	go holdHidden(stay)
	<-ready
	go holdRead(stay)
	<-ready
	go holdWrite(stay)
	<-ready
	go holdOnce(stay)
	<-ready
	go lockedBefore(stay)
	<-ready
	go locksAnother(stay)
	<-ready
	go unlockedInBetween(stay)
	<-ready
	go sometimes(stay, false)
	<-ready
	go twice(stay)
	<-ready
	go givenBack(stay)
	<-ready
	go signals(stay)
	<-ready
	go tries(stay)
	<-ready

	go wantLock()
	go wantHidden()
	go wantGiven()
	go wantTried()
	go wantTriedRw()
	go wantWrite()
	go wantRead()
	go wantOnce()
	go wantNil()
	go buffered()
	go selects()
	go condition()
	go group()
	go sleeps()
	go ticks()
	go reads()
	go accepts()
	go labelled()
	go labelledMany()
	time.Sleep(50 * time.Millisecond)
	println("ready")
	wait()
}

func wait() {
	if os.Getenv("WAIT") == "lock" {
		lock.Lock()
	}
	select {}
}

func holdLock(stay chan struct{}) {
	lock.Lock()
	ready <- ""
	<-stay
	lock.Unlock()
}

func holdHidden(stay chan struct{}) {
	hidden.mu.Lock()
	defer hidden.mu.Unlock()
	ready <- ""
	<-stay
}

func holdRead(stay chan struct{}) {
	rw.RLock()
	defer rw.RUnlock()
	ready <- ""
	<-stay
}

func holdWrite(stay chan struct{}) {
	written.Lock()
	defer written.Unlock()
	ready <- ""
	<-stay
}

func holdOnce(stay chan struct{}) {
	once.Do(func() {
		ready <- ""
		<-stay
	})
}

// lockedBefore has let go of what others wait for.
func lockedBefore(stay chan struct{}) {
	unlocked.Lock()
	ready <- ""
	unlocked.Unlock()
	hidden2 := &lock
	<-stay
	hidden2.Lock()
}

// locksAnother holds a lock nobody waits for, and knows the one they wait for.
func locksAnother(stay chan struct{}) {
	mine, theirs := &other, &lock
	mine.Lock()
	defer mine.Unlock()
	ready <- ""
	<-stay
	theirs.Lock()
	theirs.Unlock()
}

// unlockedInBetween has an Unlock deferred for a lock it does not have.
func unlockedInBetween(stay chan struct{}) {
	m := &box{}
	pair(&m.mu, stay)
}

var loose = &box{}

func pair(m *sync.Mutex, stay chan struct{}) {
	loose.mu.Lock()
	defer loose.mu.Unlock()
	loose.mu.Unlock()
	go func() {
		loose.mu.Lock()
		<-stay
	}()
	go func() {
		time.Sleep(20 * time.Millisecond)
		loose.mu.Lock()
	}()
	ready <- ""
	<-stay
	loose.mu.Lock()
	m.Lock()
}

// sometimes locks only if it is told to.
func sometimes(stay chan struct{}, really bool) {
	if really {
		lock.Lock()
	}
	ready <- ""
	<-stay
	if really {
		lock.Unlock()
	}
}

// twice went through once before, with the lock, and stands before it now.
func twice(stay chan struct{}) {
	for i := 0; i < 2; i++ {
		deferred(hidden3, i == 1, stay)
	}
}

var hidden3 = &box{}

func deferred(b *box, last bool, stay chan struct{}) {
	if last {
		go func() { hidden3.mu.Lock(); <-stay }()
		go func() { time.Sleep(20 * time.Millisecond); hidden3.mu.Lock() }()
		ready <- ""
		<-stay
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if last {
		<-stay
	}
}

// givenBack has locked, and a function it called has unlocked: another goroutine has the lock, from a function that has returned.
func givenBack(stay chan struct{}) {
	given.Lock()
	giveBack()
	go func() {
		takeGiven()
		ready <- ""
		<-stay
	}()
	<-stay
}

//go:noinline
func giveBack() { given.Unlock() }

//go:noinline
func takeGiven() { given.Lock() }

// signals locks a second time, so as to wait until another goroutine unlocks.
func signals(stay chan struct{}) {
	signal.Lock()
	go func() {
		<-stay
		signal.Unlock()
	}()
	ready <- ""
	signal.Lock()
}

// tries has asked for two locks and got neither.
func tries(stay chan struct{}) {
	done := make(chan struct{})
	go func() {
		takeTried()
		close(done)
		<-stay
	}()
	<-done
	got := triedRw.TryLock()
	got = tried.TryLock() || got
	ready <- ""
	<-stay
	if got {
		tried.Unlock()
		triedRw.Unlock()
	}
}

//go:noinline
func takeTried() {
	tried.Lock()
	triedRw.Lock()
}

func wantGiven()   { given.Lock() }
func wantTried()   { tried.Lock() }
func wantTriedRw() { triedRw.RLock() }
func wantLock()    { lock.Lock() }
func wantHidden()  { hidden.mu.Lock() }
func wantWrite()   { rw.Lock() }
func wantRead()    { written.RLock() }
func wantOnce()    { once.Do(func() {}) }
func wantNil()     { nilChan <- 1 }

func buffered() {
	c := make(chan int, 2)
	go func() { c <- 1; c <- 2; c <- 3 }()
}

func selects() {
	a, b, c := make(chan int), make(chan string, 4), make(chan bool)
	select {
	case <-a:
	case <-b:
	case c <- true:
	}
}

func condition() {
	var m sync.Mutex
	c := sync.NewCond(&m)
	go func() {
		m.Lock()
		c.Wait()
	}()
	m.Lock()
	c.Wait()
}

func group() {
	var g sync.WaitGroup
	g.Add(3)
	go func() {
		defer g.Done()
		<-nilChan
	}()
	g.Wait()
}

func sleeps() { time.Sleep(time.Hour) }

func ticks() {
	t := time.NewTicker(3 * time.Hour)
	<-t.C
}

func reads() {
	r, w, _ := os.Pipe()
	_ = r.SetReadDeadline(time.Now().Add(time.Hour))
	_, _ = r.Read(make([]byte, 1))
	_ = w.Close()
}

func accepts() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	_, _ = l.Accept()
}

func labelled() {
	pprof.Do(context.Background(), pprof.Labels("job", "warm up", "shard", "7"), func(context.Context) { select {} })
}

func labelledMany() {
	pprof.Do(context.Background(), pprof.Labels("a", "1", "b", "2", "c", "3", "d", "4", "e", "5", "f", "6", "g", "7", "h", "8", "i", "9", "j", "10", "k", "11"), func(context.Context) { select {} })
}

func main() {}
