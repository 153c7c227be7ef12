//go:build !cgo

package ledgerclient

func inC() {}
