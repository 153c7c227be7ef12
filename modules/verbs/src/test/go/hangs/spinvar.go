// want: init.busy init "running" likely
package b

import "os"

var primes = sieve(len(os.Args))

func sieve(n int) int {
	for {
		n = next(n) // hangs
	}
}

//go:noinline
func next(n int) int { return n ^ 1 } // hangs

func init() { primes = 2 }
