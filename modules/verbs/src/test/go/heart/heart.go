// Package heart beats in goroutines of its own: what a verdict on another package's init must not be led astray by.
package heart

import (
	"net"
	"time"
)

var beats int

var stop = make(chan struct{})

func init() {
	go beat()
	go func() { <-stop }()
	if l, err := net.Listen("tcp", "127.0.0.1:0"); err == nil {
		go serve(l)
	}
}

func beat() {
	for range time.Tick(20 * time.Millisecond) {
		beats++
	}
}

func serve(l net.Listener) {
	for {
		if conn, err := l.Accept(); err == nil {
			_ = conn.Close()
		}
	}
}
