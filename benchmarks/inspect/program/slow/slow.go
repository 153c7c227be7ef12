// Package slow waits, and starts another program.
package slow

import (
	"os/exec"
	"time"

	"example.com/tick"
)

var version = run("true")

//go:noinline
func run(name string) string {
	out, _ := exec.Command(name).Output()
	return string(out)
}

func init() { wait() }

//go:noinline
func wait() {
	if tick.Since() < 0 {
		time.Sleep(time.Hour)
	}
}

// Version of the other program.
func Version() string { return version }
