//go:build cgo

package ledgerclient

// #include <stdlib.h>
// #include <string.h>
// #include <unistd.h>
// static void wait_in_c(void) { for (;;) pause(); }
// __attribute__((constructor)) static void construct(void) {
//   const char *way = getenv("HANG");
//   if (way && !strcmp(way, "constructor")) wait_in_c();
// }
import "C"

func inC() { C.wait_in_c() }
