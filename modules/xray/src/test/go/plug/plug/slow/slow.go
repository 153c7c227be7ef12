package slow

import (
	"os"
	"time"
)

func init() {
	if os.Getenv("HANG") == "spin" {
		spin()
	}
	wait()
}

//go:noinline
func spin() {
	for {
		step()
	}
}

var n int

//go:noinline
func step() { n++ }

//go:noinline
func wait() {
	time.Sleep(time.Hour)
}
