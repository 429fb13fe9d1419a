// RUN: %clang -O1 -S -emit-llvm %s -o - | %opt -passes='print<wengert-loops>' -disable-output 2>&1 | %filecheck %s
void stop(void) __attribute__((noreturn));
void stop_unless(double);
void warn(void);

// CHECK-LABEL: loops of counted:
// CHECK: loop at depth 1: count known at entry of depth 1
double counted(const double *x, int n) {
  double s = 0;
  for (int i = 0; i < n; ++i)
    s += x[i];
  return s;
}

// The inner count does not vary: known before the nest.
// CHECK-LABEL: loops of rectangle:
// CHECK: loop at depth 1: count known at entry of depth 1
// CHECK: loop at depth 2: count known at entry of depth 1
double rectangle(const double *x, int n, int m) {
  double s = 0;
  for (int i = 0; i < n; ++i) {
    s *= 0.5;
    for (int j = 0; j < m; ++j)
      s += x[j] * s;
  }
  return s;
}

// CHECK-LABEL: loops of triangle:
// CHECK: loop at depth 1: count known at entry of depth 1
// CHECK: loop at depth 2: count known at entry of depth 2
double triangle(const double *x, int n) {
  double s = 0;
  for (int i = 0; i < n; ++i) {
    s *= 0.5;
    for (int j = 0; j < i; ++j)
      s += x[j] * s;
  }
  return s;
}

// CHECK-LABEL: loops of searched:
// CHECK: loop at depth 1: count known at exit
double searched(double x) {
  while (x < 100)
    x = x * x + 1;
  return x;
}

// A bounds check that stops the program is no exit for the reverse sweep.
// CHECK-LABEL: loops of checked:
// CHECK: loop at depth 1: count known at entry of depth 1
double checked(const double *x, int n, int len) {
  double s = 0;
  for (int i = 0; i < n; ++i) {
    if (i >= len)
      stop();
    s += x[i];
  }
  return s;
}

// CHECK-LABEL: loops of joined:
// CHECK: joins: 1 by condition, 0 recorded
double joined(double x, int c) {
  double y;
  if (c) {
    stop_unless(x);
    y = x * x;
  } else {
    warn();
    y = 3 * x;
  }
  return y;
}
