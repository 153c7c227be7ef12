// Package tick stands for a dependency that is replaced by a folder.
package tick

import "time"

var Started = first()

//go:noinline
func first() time.Time {
	time.Sleep(time.Microsecond)
	return time.Now()
}

// Since tells how long the program runs.
func Since() time.Duration { return time.Since(Started) }
