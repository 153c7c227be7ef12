package main

import _ "ended/hang"

func main() {}
