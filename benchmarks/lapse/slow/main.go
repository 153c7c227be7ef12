// Command slow is what benchmarks/lapse/equal looks at: ten packages that take 50 ms to 2 s each before main.
package main

import (
	"time"

	_ "initscope.example/slow/sleep2000"
)

func main() { time.Sleep(time.Hour) }
