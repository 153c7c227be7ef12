// want: init.blocked.channel init.0 "chan receive (nil chan)"
package b

var done chan bool

func init() {
	if <-done { // hangs
		println("done")
	}
}
