// want: init.blocked.channel init.0 "chan receive"
package b

var ready = make(chan struct{})

var words = []string{"a", "b"}

func init() {
	<-ready // hangs
}

func init() { words = nil }
