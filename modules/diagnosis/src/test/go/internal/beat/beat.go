// Package beat keeps a goroutine alive, as most services do; without one the runtime ends a hang itself ("all goroutines are asleep").
package beat

import "time"

func init() {
	go func() {
		for {
			time.Sleep(time.Minute)
		}
	}()
}
