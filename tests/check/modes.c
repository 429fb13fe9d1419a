// Forward mode is compared with differences, a split derivative where its first
// half is called, with seeds of the check's own. Wrong rules are found there, too.
// RUN: %clang -g -O1 %load -mllvm -wengert-check %s -lm -o %t
// RUN: %t 2>&1 | %filecheck %s
// RUN: %clang -g -O0 %load -mllvm -wengert-check %s -lm -o %t.0
// RUN: %t.0 2>&1 | %filecheck %s
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
int enzyme_dup, enzyme_const;
double __enzyme_fwddiff(void *, ...);
void __enzyme_fwddiff_void(void *, ...);
void *__enzyme_augmentfwd(void *, ...);
double __enzyme_reverse(void *, ...);
void __enzyme_reverse_void(void *, ...);

__attribute__((noinline)) static double wave(double x, double y) {
  return sin(x) * y;
}
__attribute__((noinline)) static void scale(double *x, double a, int n) {
  for (int i = 0; i < n; ++i)
    x[i] *= a * x[i];
}

// Three times the true derivative, in forward mode and in reverse mode.
__attribute__((noinline)) double square(double x) { return x * x; }
double square_along(double x, double dx) { return 6 * x * dx; }
void *__enzyme_register_derivative_square[] = {(void *)square,
                                               (void *)square_along};
__attribute__((noinline)) double cube(double x) { return x * x * x; }
typedef struct {
  void *tape;
  double result;
} augmented;
augmented cube_augmented(double x) {
  double *kept = malloc(sizeof(double));
  *kept = x;
  augmented a = {kept, x * x * x};
  return a;
}
double cube_reverse(double x, double seed, void *tape) {
  double kept = *(double *)tape;
  free(tape);
  (void)x;
  return 9 * kept * kept * seed;
}
void *__enzyme_register_gradient_cube[] = {
    (void *)cube, (void *)cube_augmented, (void *)cube_reverse};
static double of_square(double x) { return square(x) + 1; }
static double of_cube(double x) { return cube(x) + 1; }

int main(void) {
  // CHECK-NOT: `wave`
  // CHECK-NOT: `scale`
  double d = __enzyme_fwddiff((void *)wave, 0.5, 1.0, 2.0, 0.0);
  double x[3] = {1, 2, 3}, dx[3] = {1, 0, 0};
  __enzyme_fwddiff_void((void *)scale, enzyme_dup, x, dx, enzyme_dup, 0.5, 1.0,
                        enzyme_const, 3);
  double s[3] = {1, 2, 3}, ds[3] = {0};
  void *tape = __enzyme_augmentfwd((void *)scale, enzyme_dup, s, ds, 0.5,
                                   enzyme_const, 3);
  ds[1] = 1;
  double a = __enzyme_reverse((void *)scale, enzyme_dup, s, ds, 0.5,
                              enzyme_const, 3, tape);
  // CHECK: modes.c:[[#@LINE+4]]: wengert check: the forward derivative of `of_square` by argument 1 (`x`) is wrong: 12, 4 by differences{{$}}
  // CHECK-NEXT: modes.c:49: wengert check: `of_square` is here
  // CHECK-NEXT: wengert check: rules by hand in it: `square`
  // CHECK-NOT: `of_square`
  d += __enzyme_fwddiff((void *)of_square, 2.0, 1.0);
  // CHECK: modes.c:[[#@LINE+2]]: wengert check: the reverse derivative of `of_cube` by argument 1 (`x`) is wrong: 36, 12 by differences, 12 by forward mode
  // CHECK-NEXT: modes.c:50: wengert check: `of_cube` is here
  tape = __enzyme_augmentfwd((void *)of_cube, 2.0);
  d += __enzyme_reverse((void *)of_cube, 2.0, 1.0, tape);
  // What the program computes stays as it is: 2 cos(1/2), three
  // times 4 and three times 12; 2 a x and x x at 2; 2 a x + x x at 1.
  // CHECK: 49.7552 2 4 2
  printf("%.6g %g %g %g\n", d, ds[1], a, dx[0]);
  fflush(stdout);
  // CHECK: wengert check: 5 derivatives checked in 5 of 5 calls: 2 wrong
}
