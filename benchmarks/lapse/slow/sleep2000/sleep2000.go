// Package sleep2000 is one of ten that take their time, each in its way.
package sleep2000

import (
	"time"

	_ "initscope.example/slow/dial"
)

func init() { time.Sleep(2 * time.Second) }
