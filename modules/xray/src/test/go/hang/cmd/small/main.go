// Command small hangs before main, as HANG tells.
package main

import "example.com/hang/internal/app"

func main() { app.Run() }
