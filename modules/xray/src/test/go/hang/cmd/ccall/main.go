// Command ccall hangs in a C function called by a package init.
package main

import "example.com/hang/internal/ccall"

func main() { ccall.Run() }
