// Without the option the emitted code is the same as ever, bit for bit.
// RUN: %clangxx -std=c++20 -g -O2 -I%include %load -S -emit-llvm %s -o %t.plain
// RUN: %clangxx -std=c++20 -g -O2 -I%include %load -mllvm -wengert-check=off -S -emit-llvm %s -o %t.off
// RUN: env WENGERT_CHECK=off %clangxx -std=c++20 -g -O2 -I%include %load -S -emit-llvm %s -o %t.env
// RUN: cmp %t.plain %t.off
// RUN: cmp %t.plain %t.env
// RUN: %filecheck %s < %t.plain
// RUN: %clangxx -std=c++20 -g -O2 -I%include %load -mllvm -wengert-check -S -emit-llvm %s -o %t.on
// RUN: %filecheck --check-prefix=ON %s < %t.on
// CHECK-NOT: wengert.check
// ON: call void @wengert.check.run
#include <wengert/wengert.hpp>
double f(const double *x, int n) {
  double s = 1;
  for (int i = 0; i < n; ++i)
    s *= x[i];
  return s;
}
void g(const double *x, double *dx, int n) {
  wengert::gradient<f>(wengert::duplicated(x, dx), n);
}
double h(const double *x, const double *dx, int n) {
  return wengert::jvp<f>(wengert::duplicated(x, dx), n);
}
