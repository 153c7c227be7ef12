// Package sleep300 is one of ten that take their time, each in its way.
package sleep300

import (
	"time"

	_ "initscope.example/slow/sleep050"
)

func init() { time.Sleep(300 * time.Millisecond) }
