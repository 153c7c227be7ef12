package main

import _ "plug/plug/slow"

func Nothing() {}
