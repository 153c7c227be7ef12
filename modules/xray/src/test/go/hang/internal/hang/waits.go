package hang

import (
	"net"
	"os"
	"os/exec"
	"strconv"
	"sync"
	"syscall"
	"time"
)

var waits = map[string]func(){
	"dial":      dial,
	"read":      read,
	"sysread":   sysread,
	"mutex":     mutex,
	"chan":      receive,
	"nilchan":   receiveNil,
	"send":      send,
	"select":    selects,
	"noselect":  selectNothing,
	"cond":      cond,
	"waitgroup": group,
	"flock":     flock,
	"child":     child,
	"sleep":     sleep,
	"spin":      spin,
	"crowd":     crowd,
}

// early hangs while a package variable is initialised.
func early(mode string) string {
	if mode == "var" {
		<-make(chan string)
	}
	return mode
}

// dial connects to a listener whose queue is full.
func dial() {
	fd, _ := syscall.Socket(syscall.AF_INET, syscall.SOCK_STREAM, 0)
	_ = syscall.Bind(fd, &syscall.SockaddrInet4{Addr: [4]byte{127, 0, 0, 1}})
	_ = syscall.Listen(fd, 0)
	name, _ := syscall.Getsockname(fd)
	port := name.(*syscall.SockaddrInet4).Port
	for {
		if _, err := net.Dial("tcp", net.JoinHostPort("127.0.0.1", strconv.Itoa(port))); err != nil {
			panic(err)
		}
	}
}

func read() {
	r, _, _ := os.Pipe()
	_, _ = r.Read(make([]byte, 1))
}

func sysread() {
	p := make([]int, 2)
	_ = syscall.Pipe(p)
	_, _ = syscall.Read(p[0], make([]byte, 1))
}

func mutex() {
	var m sync.Mutex
	m.Lock()
	m.Lock()
}

func receive() { <-make(chan int) }

func receiveNil() {
	var c chan int
	<-c
}

func send() { make(chan int) <- 1 }

func selects() {
	a, b := make(chan int), make(chan int)
	select {
	case <-a:
	case <-b:
	}
}

func selectNothing() { select {} }

func cond() {
	c := sync.NewCond(&sync.Mutex{})
	c.L.Lock()
	c.Wait()
}

func group() {
	var g sync.WaitGroup
	g.Add(1)
	g.Wait()
}

func flock() {
	name := os.TempDir() + "/hang-flock-" + strconv.Itoa(os.Getpid())
	one, _ := os.Create(name)
	two, _ := os.Open(name)
	_ = os.Remove(name)
	_ = syscall.Flock(int(one.Fd()), syscall.LOCK_EX)
	_ = syscall.Flock(int(two.Fd()), syscall.LOCK_EX)
}

func child() { _ = exec.Command("sleep", "86400").Run() }

func sleep() { time.Sleep(24 * time.Hour) }

var spun int

func spin() {
	for {
		spun++
	}
}

// crowd waits beside as many goroutines as CROWD says.
func crowd() {
	n, _ := strconv.Atoi(os.Getenv("CROWD"))
	for i := 0; i < n; i++ {
		if i%2 == 0 {
			go receive()
		} else {
			go sleep()
		}
	}
	receive()
}
