// Program shop hangs in the init of a package two imports deep, in the way HANG says. See record.py.
package main

import (
	_ "example.com/shop/internal/ledger"
)

func main() {
	serve()
}

func serve() {
	select {}
}
