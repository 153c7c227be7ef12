// Package hang blocks in its init, in the way HANG names.
package hang

import (
	"time"

	"example.com/hang/internal/cfg"
	_ "example.com/hang/internal/heart"
)

var token = early(cfg.Mode)

func init() {
	if token == "never" {
		panic(token)
	}
}

func init() {
	if wait, ok := waits[cfg.Mode]; ok {
		wait()
	}
}

// Touch keeps the package linked in.
func Touch(t time.Time) { touched = t }

var touched time.Time
