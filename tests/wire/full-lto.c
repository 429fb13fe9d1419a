// The function and the call in two files, joined by full LTO: the plugin is
// loaded by the linker only.
// RUN: %clang -O2 -flto=full -c %s -o %t.main.o
// RUN: %clang -O2 -flto=full -c %S/Inputs/model.c -o %t.model.o
// RUN: %clang -flto=full -fuse-ld=lld -Wl,--load-pass-plugin=%plugin %t.main.o %t.model.o -o %t && %t | %filecheck %s
// CHECK: 12
#include <stdio.h>
int enzyme_out; // defined, and internal by the time the plugin runs
double __enzyme_autodiff(void *, ...);
double cube(double);
int main(void) {
  printf("%g\n", __enzyme_autodiff((void *)cube, enzyme_out, 2.0));
}
