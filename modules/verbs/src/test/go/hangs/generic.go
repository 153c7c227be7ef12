// want: init.blocked.channel init.0 "chan receive"
package b

type box[T any] struct{ c chan T }

func (b *box[T]) get() T {
	return <-b.c // hangs
}

var names = box[string]{make(chan string)}

func init() {
	println(names.get())
}
