//===- fuzz.h - What a random program includes ------------------*- C -*-===//
//
// As C: libm, libc and the wire convention's names. As C++ with FUZZ_DUAL:
// the oracle's dual numbers.
//
//===----------------------------------------------------------------------===//
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#define NOINLINE __attribute__((noinline))

/* Builds for several levels are linked together: names carry the level. */
#ifndef FUZZ_LEVEL
#define FUZZ_LEVEL O0
#endif
#define FUZZ_PASTE2(A, B) A##_##B
#define FUZZ_PASTE(A, B) FUZZ_PASTE2(A, B)
#define FUZZ_NAME(A) FUZZ_PASTE(A, FUZZ_LEVEL)
#define FUZZ_CASE FUZZ_NAME(fuzz_case)

#ifdef FUZZ_DUAL
#include "dual.h"
#else
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

typedef double raw;

extern int enzyme_const, enzyme_dup, enzyme_dupnoneed, enzyme_out;
extern int enzyme_primal_return;

/* Bit tricks real code plays on floats. */
static inline double bits_abs(double x) {
  uint64_t u;
  memcpy(&u, &x, 8);
  u &= 0x7fffffffffffffffull;
  memcpy(&x, &u, 8);
  return x;
}
static inline double bits_neg(double x) {
  union { double d; uint64_t u; } b;
  b.d = x;
  b.u ^= 0x8000000000000000ull;
  return b.d;
}
static inline double bits_flip_if(double x, int c) {
  union { double d; uint64_t u; } b;
  b.d = x;
  b.u ^= (uint64_t)(c != 0) << 63;
  return b.d;
}
static inline double bits_roundtrip(double x) {
  uint32_t half[2];
  memcpy(half, &x, 8);
  uint64_t u = (uint64_t)half[1] << 32 | half[0];
  memcpy(&x, &u, 8);
  return x;
}
static inline float bits_absf(float x) {
  uint32_t u;
  memcpy(&u, &x, 4);
  u &= 0x7fffffffu;
  memcpy(&x, &u, 4);
  return x;
}
static inline float bits_negf(float x) {
  union { float d; uint32_t u; } b;
  b.d = x;
  b.u ^= 0x80000000u;
  return b.d;
}

#define FUZZ_IN(K) x[K]
#define FUZZ_OUT(K, E) (y[K] = (E))
#endif

/* One build of one program, as the harness (harness.c) sees it. x, v and w
   have nin entries, y and w nout; modes that were not built are null. */
struct fuzz_case {
  int nin, nout;
  int uses_float; /* single precision somewhere: looser tolerance */
  int unit_seed;  /* combined reverse seeds output 0 with one */
  void (*plain)(const raw *x, raw *y);
  void (*forward)(const raw *x, const raw *v, raw *y, raw *dy);
  void (*reverse)(const raw *x, const raw *w, raw *y, raw *gx);
  void (*split)(const raw *x, const raw *w, raw *y, raw *gx);
  void (*nested)(const raw *x, const raw *v, const raw *w, raw *gx, raw *dgx);
};

#endif
