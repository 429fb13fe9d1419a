// WG0004: bytes whose type nobody tells.
// RUN: %not %clang -g -O0 -c %load %s -o %t.o 2>&1 | %filecheck %s
// RUN: %not %clang -g -O2 -c %load %s -o %t.o 2>&1 | %filecheck %s
#include <string.h>
extern int enzyme_dup;
void __enzyme_autodiff(void *, ...);
static void copy(const void *x, void *y, unsigned long n) {
  // CHECK: unknown-type.c:[[#@LINE+1]]:3: error: [WG0004] cannot tell whether the bytes moved here are floats, integers or pointers; help: access the memory once through its real type, compile with type information (-O1 and above, or -g), or mark it inactive{{$}}
  memcpy(y, x, n);
}
void caller(void *x, void *dx, void *y, void *dy) {
  __enzyme_autodiff((void *)copy, enzyme_dup, x, dx, enzyme_dup, y, dy, 64ul);
}
