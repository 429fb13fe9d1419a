// The C header: typed derivatives by name, registrations and facts as macros.
// RUN: %clang -std=c99 -Wall -Wextra -Werror -O0 %load -I%include %s -o %t0 -lm && %t0 | %filecheck %s
// RUN: %clang -O2 -g %load -I%include %s -o %t2 -lm && %t2 | %filecheck %s
#include <stdio.h>
#include <wengert/wengert.h>

struct two {
  double a, b;
};
static double square(double x) { return x * x; }
static double product(double x, double y) { return x * y; }
static double sum(const double *x, int n) {
  double s = 0;
  for (int i = 0; i < n; ++i)
    s += x[i] * x[i];
  return s;
}
WENGERT_AUTODIFF(double, d_square, double (*)(double), double);
WENGERT_AUTODIFF(struct two, d_product, double (*)(double, double), double,
                 double);
WENGERT_AUTODIFF(void, d_sum, double (*)(const double *, int), const double *,
                 double *, int);
WENGERT_FWDDIFF(double, t_product, double (*)(double, double), ...);
WENGERT_AUGMENTFWD(void *, a_square, double (*)(double), double);
WENGERT_REVERSE(double, r_square, double (*)(double), double, double, void *);

// Its own derivative is wrong on purpose, to be seen in the result.
static double clipped(double x) { return x < 1 ? x : 1; }
static double clipped_tangent(double x, double dx) {
  (void)x;
  return 100 * dx;
}
WENGERT_REGISTER_DERIVATIVE(clipped, clipped_tangent);
static double half(double x) { return x / 2; }
struct tape_value {
  void *tape;
  double value;
};
static double half_forward(double x) { return x / 2; }
static double half_reverse(double x, double d) {
  (void)x;
  return 10 * d;
}
WENGERT_REGISTER_GRADIENT(half, half_forward, half_reverse);
static double uses(double x) { return clipped(x) * 2; }
static double uses_half(double x) { return half(x) * 3; }
WENGERT_FWDDIFF(double, t_uses, double (*)(double), double, double);
WENGERT_AUTODIFF(double, d_uses_half, double (*)(double), double);

// No body here: known by its likeness, or not differentiated at all.
double my_sine(double x);
WENGERT_FUNCTION_LIKE(my_sine, "sin");
WENGERT_INACTIVE double opaque(double x);
static double through(double x) { return my_sine(x) + opaque(x); }
WENGERT_AUTODIFF(double, d_through, double (*)(double), double);
__asm__(".globl my_sine\nmy_sine: jmp sin@PLT\n"
        ".globl opaque\nopaque: ret\n");
double sin(double);
static double (*volatile keep_sin)(double) = sin;

int main(void) {
  // CHECK: 6
  printf("%g\n", d_square(square, 3));
  struct two d = d_product(product, 2, 5);
  // CHECK: 5 2
  printf("%g %g\n", d.a, d.b);
  double x[2] = {1, 2}, dx[2] = {0, 0};
  d_sum(sum, x, dx, 2);
  // CHECK: 2 4
  printf("%g %g\n", dx[0], dx[1]);
  // CHECK: 5
  printf("%g\n", t_product(product, enzyme_dup, 2.0, 1.0, enzyme_const, 5.0));
  // CHECK: 12
  printf("%g\n", r_square(square, 3, 2, a_square(square, 3)));
  // CHECK: 200
  printf("%g\n", t_uses(uses, 0.5, 1));
  // CHECK: 30
  printf("%g\n", d_uses_half(uses_half, 0.5));
  // CHECK: 0.540302
  printf("%g\n", d_through(through, keep_sin ? 1.0 : 0));
}
