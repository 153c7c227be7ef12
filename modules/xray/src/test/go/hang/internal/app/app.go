// Package app is between main and the package that hangs.
package app

import (
	"os"
	"time"

	"example.com/hang/internal/hang"
)

var started = time.Now()

var name = os.Args[0]

func init() {
	if name == "" {
		panic("no name")
	}
}

// Run is what main would do.
func Run() {
	hang.Touch(started)
	time.Sleep(time.Hour)
}
