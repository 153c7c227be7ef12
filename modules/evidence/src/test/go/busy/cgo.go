package main

/*
#include <stdint.h>
#include <stdlib.h>

static int cmp(const void *a, const void *b) { return *(const int *)a - *(const int *)b; }

static uint64_t crunch(int rounds) {
  static int v[4096];
  uint64_t x = 1;
  for (int r = 0; r < rounds; r++) {
    for (int i = 0; i < 4096; i++) {
      x = x * 6364136223846793005ULL + 1;
      v[i] = x >> 40;
    }
    qsort(v, 4096, sizeof(int), cmp);
  }
  return x + v[7];
}
*/
import "C"

func extra() { s += uint64(C.crunch(600)) }
