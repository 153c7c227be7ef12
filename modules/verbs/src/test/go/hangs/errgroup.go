// want: init.blocked.waitgroup init.0 "sync.WaitGroup.Wait|semacquire"
// cause: sleep
package b

import (
	"sync"
	"time"
)

type group struct {
	wg   sync.WaitGroup
	once sync.Once
	err  error
}

func (g *group) run(f func() error) {
	g.wg.Add(1)
	go func() {
		defer g.wg.Done()
		if err := f(); err != nil {
			g.once.Do(func() { g.err = err })
		}
	}()
}

func (g *group) wait() error {
	g.wg.Wait() // hangs
	return g.err
}

func init() {
	var g group
	g.run(func() error { return nil })
	g.run(func() error { time.Sleep(time.Hour); return nil })
	if err := g.wait(); err != nil {
		panic(err)
	}
}
