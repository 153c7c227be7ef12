// Package ledgerclient has the init that hangs.
package ledgerclient

import (
	"bufio"
	"context"
	"crypto/tls"
	"io"
	"net"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"sync"
	"syscall"
	"time"

	_ "example.com/shop/internal/beat"
)

// A Client is of no use.
type Client struct{}

// New makes one.
func New() *Client { return &Client{} }

var ways = map[string]func(){
	"dial":       func() { connect() },
	"http":       func() { _, _ = http.Get("http://" + os.Getenv("PEER")) },
	"dns":        func() { _, _ = net.DefaultResolver.LookupHost(context.Background(), "ledger.example.com.") },
	"read":       func() { _, _ = bufio.NewReader(connect()).ReadString('\n') },
	"httpread":   func() { _, _ = http.Get("http://" + os.Getenv("PEER")) },
	"tls":        func() { _, _ = tls.Dial("tcp", os.Getenv("PEER"), nil) },
	"stdin":      func() { _, _ = io.ReadAll(os.Stdin) },
	"write":      func() { fill() },
	"accept":     func() { accept() },
	"mutex":      lockOrder,
	"mutexalone": func() { var m sync.Mutex; m.Lock(); m.Lock() },
	"once":       once,
	"onceself":   func() { var o sync.Once; o.Do(func() { o.Do(func() {}) }) },
	"waitgroup":  waitGroup,
	"cond":       func() { c := sync.NewCond(&sync.Mutex{}); c.L.Lock(); c.Wait() },
	"channel":    func() { <-make(chan int) },
	"helper":     helper,
	"nilchannel": func() { var c chan int; c <- 1 },
	"select": func() {
		a, b := make(chan int), make(chan int)
		select {
		case <-a:
		case <-b:
		}
	},
	"empty":  func() { select {} },
	"sleep":  func() { time.Sleep(time.Hour) },
	"flock":  flock,
	"fcntl":  fcntl,
	"child":  func() { _ = exec.Command("sleep", "1000").Run() },
	"frozen": func() { chmod() },
	"fifo":   func() { _, _ = os.Open(os.Getenv("FIFO")) },
	"spin":   spin,
	"regexp": compile,
	"panic":  func() { var m map[string]int; m["ledger"] = 1 },
	"cgo":    func() { inC() },
}

func init() {
	if way, ok := ways[os.Getenv("HANG")]; ok {
		way()
	}
}

func connect() net.Conn {
	c, err := net.Dial("tcp", os.Getenv("PEER"))
	if err != nil {
		panic(err)
	}
	return c
}

func fill() {
	block := make([]byte, 1<<16)
	for {
		_, _ = os.Stdout.Write(block)
	}
}

func accept() {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		panic(err)
	}
	_, _ = l.Accept()
}

func lockOrder() {
	var accounts, journal sync.Mutex
	holds := make(chan bool)
	accounts.Lock()
	go func() {
		journal.Lock()
		holds <- true
		accounts.Lock()
	}()
	<-holds
	journal.Lock()
}

func once() {
	var o sync.Once
	in := make(chan bool)
	go o.Do(func() { in <- true; time.Sleep(time.Hour) })
	<-in
	o.Do(func() {})
}

func waitGroup() {
	var wg sync.WaitGroup
	wg.Add(1)
	go func() {
		defer wg.Done()
		connect()
	}()
	wg.Wait()
}

func helper() {
	answers := make(chan net.Conn)
	go func() { answers <- connect() }()
	<-answers
}

func flock() {
	f, err := os.OpenFile(os.Getenv("LOCK"), os.O_RDWR, 0)
	if err != nil {
		panic(err)
	}
	_ = syscall.Flock(int(f.Fd()), syscall.LOCK_EX)
}

func fcntl() {
	f, err := os.OpenFile(os.Getenv("LOCK"), os.O_RDWR, 0)
	if err != nil {
		panic(err)
	}
	_ = syscall.FcntlFlock(f.Fd(), syscall.F_SETLKW, &syscall.Flock_t{Type: syscall.F_WRLCK})
}

func chmod() {
	f, err := os.Open(os.Getenv("LOCK"))
	if err != nil {
		panic(err)
	}
	_ = f.Chmod(0o600)
}

func spin() {
	for i := uint64(0); ; i++ {
		if i*i == 7 {
			return
		}
	}
}

func compile() {
	for {
		regexp.MustCompile(`(([a-z]{1,20}){1,20}){1,2}`)
	}
}
