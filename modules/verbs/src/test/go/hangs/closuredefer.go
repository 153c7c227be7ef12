// want: init.blocked.channel init.0 "chan receive"
package b

var stop = make(chan int)

var steps []func()

func init() {
	steps = append(steps, func() { println("one") }, func() {
		<-stop // hangs
	})
	defer run(steps[1])
}

func run(f func()) { f() }
