// want: init.blocked.channel init.0 "chan send (nil chan)"
package b

var out chan<- string

func init() {
	out <- "x" // hangs
}
