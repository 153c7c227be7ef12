// want: init.blocked.channel init.0 "chan send"
package b

var events = make(chan string)

var count = len(events)

func init() {
	publish("start")
}

func publish(event string) {
	events <- event // hangs
	count++
}
